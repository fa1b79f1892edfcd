"""What Discord tells of is answered at once, and carried out once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec import json
from nacl.signing import SigningKey

from kasutamaiza.discord.event import EVENTS, ApplicationAuthorized, ApplicationDeauthorized, Event
from kasutamaiza.interactions import transport
from kasutamaiza.interactions.events import Seen
from kasutamaiza.interactions.transport import LARGEST_BODY
from kasutamaiza.onewrite import OneWriteProtocol
from scripts.say import signed
from tests.connected import connected
from tests.discord_rest import served
from tests.events_desk import KEY, NOW, PING, USER, Desk, Diary, Lines, Waiting, for_authorized, logged, told


@pytest.fixture
def lines() -> Iterator[Lines]:
    with logged() as lines:
        yield lines


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_ping_is_answered_with_nothing_of_a_type(desk: Desk) -> None:
    response = await desk.send(PING)
    assert (response.status_code, response.content) == (204, b"")
    assert dict(response.headers) == {"content-type": "application/json"}


BAD_SIGNATURES = {
    "missing": {"x-signature-ed25519": ""},
    "too short": {"x-signature-ed25519": "ab" * 63},
    "not hex": {"x-signature-ed25519": "zz" * 64},
    "another key's": signed(SigningKey.generate(), PING, at=NOW),
    "of another body": signed(KEY, b'{"type":1}', at=NOW),
    "without a timestamp": {"x-signature-timestamp": ""},
    "with words for a timestamp": {"x-signature-timestamp": "yesterday"},
    "with another timestamp": {"x-signature-timestamp": str(int(NOW) - 1)},
    "too old": signed(KEY, PING, at=NOW - 301),
    "from the future": signed(KEY, PING, at=NOW + 1000),
}


@pytest.mark.parametrize("headers", BAD_SIGNATURES.values(), ids=BAD_SIGNATURES)
async def test_every_bad_signature_is_401(desk: Desk, headers: dict[str, str]) -> None:
    response = await desk.send(PING, **headers)
    assert (response.status_code, response.headers["content-type"]) == (401, "text/plain; charset=utf-8")


async def test_nothing_is_read_of_what_is_not_signed() -> None:
    diary = Diary()
    desk = Desk(for_authorized(diary))
    assert (await desk.http.post("/events", content=told())).status_code == 401
    assert (await desk.http.post("/events", content=b"")).status_code == 401
    assert (await desk.send(b"{", **{"x-signature-ed25519": "00" * 64})).status_code == 401
    await desk.events.drain(20)
    assert diary.events == []


async def test_refusals_are_counted(desk: Desk, lines: Lines) -> None:
    for _ in range(3):
        await desk.http.post("/events", content=PING)
    desk.refusals.tell()
    assert lines() == [
        "WARNING Refused what Discord did not sign: no signature 1×.",
        "WARNING Refused what Discord did not sign: no signature 2×.",
    ]


NOT_EVENTS = {
    "nothing": b"",
    "no JSON": b"type=0",
    "half of it": b'{"type":',
    "a list": b"[0]",
    "a type from nowhere": b'{"type":2}',
    "no event": b'{"type":1,"application_id":"1"}',
    "no time": json.encode({"application_id": "1", "type": 1, "event": {"type": "X"}}),
    "an authorization of nobody": told(data={"scopes": []}),
    "an entitlement without an id": told("ENTITLEMENT_CREATE"),
    "no UTF-8": b'{"type":1,"application_id":"1","event":{"type":"\xff"}}',
    "too deep": b'{"type":1,"event":' + b"[" * 100_000,
}


@pytest.mark.parametrize("body", NOT_EVENTS.values(), ids=NOT_EVENTS)
async def test_what_is_signed_but_no_event_is_400(desk: Desk, body: bytes) -> None:
    response = await desk.send(body)
    assert (response.status_code, response.headers["content-type"]) == (400, "text/plain; charset=utf-8")


async def test_the_largest_body_is_read_and_a_larger_one_refused(desk: Desk) -> None:
    padded = PING + b" " * (LARGEST_BODY - len(PING))
    assert (await desk.send(padded)).status_code == 204
    response = await desk.send(padded + b" ")
    assert (response.status_code, response.headers["connection"]) == (413, "close")


async def test_a_body_in_pieces_is_put_together(desk: Desk) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield PING[:4]
        yield PING[4:]

    response = await desk.http.post("/events", content=pieces(), headers=signed(KEY, PING, at=NOW))
    assert response.status_code == 204


async def test_a_body_that_does_not_come_to_an_end_is_not_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "SLOWEST_BODY", 0.01)
    coming = [{"type": "http.request", "body": b"{", "more_body": True}]
    sent: list[Any] = []

    async def receive() -> Any:
        if not coming:
            await asyncio.Event().wait()
        return coming.pop()

    async def send(message: Any) -> None:
        sent.append(message)

    await desk.events({"type": "http", "headers": []}, receive, send)
    assert sent[0]["status"] == 413


async def test_whoever_waits_for_an_event_is_called_with_it() -> None:
    authorized, also, deauthorized = Diary(), Diary(), Diary()
    desk = Desk({ApplicationAuthorized: [authorized, also], ApplicationDeauthorized: [deauthorized]})
    response = await desk.send(told(data={"user": USER, "scopes": ["bot"]}))
    assert (response.status_code, response.content) == (204, b"")
    assert dict(response.headers) == {"content-type": "application/json"}
    await desk.events.drain(20)
    [event] = authorized.events
    assert isinstance(event, ApplicationAuthorized)
    assert (event.user.name, event.scopes) == ("mai", ["bot"])
    assert also.events == [event]
    assert deauthorized.events == []


@pytest.mark.parametrize("name", ["APPLICATION_DEAUTHORIZED", "QUEST_USER_ENROLLMENT", "LOBBY_MESSAGE_CREATE", "NEW"])
async def test_what_concerns_nobody_is_answered_and_left(name: str, lines: Lines) -> None:
    diary = Diary()
    desk = Desk(for_authorized(diary))
    assert await desk.tells(told(name), told(name)) == [204, 204]
    assert diary.events == []
    assert lines() == [f"DEBUG {name} concerns nobody here."] * 2


class Line:
    """One request in ASGI's own words; `order` is what happened, the handler's call among it."""

    def __init__(self, fails: BaseException | None = None) -> None:
        self.order: list[str] = []
        self.fails = fails
        self.events = Desk(for_authorized(self.handle)).events

    async def handle(self, event: Event) -> None:
        self.order.append("handled")

    async def send(self, message: Any) -> None:
        for _ in range(3):
            await asyncio.sleep(0)
        if self.fails is not None:
            raise self.fails
        self.order.append(message["type"])

    async def tell(self) -> None:
        body = told()
        headers = [(name.encode(), value.encode()) for name, value in signed(KEY, body, at=NOW).items()]

        async def receive() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        await self.events({"type": "http", "headers": headers}, receive, self.send)


async def test_an_event_is_handled_after_its_answer_has_left() -> None:
    line = Line()
    await line.tell()
    assert line.order == ["http.response.start", "http.response.body"]
    await line.events.drain(20)
    assert line.order[2:] == ["handled"]


async def test_an_event_whose_answer_could_not_be_sent_is_handled_once_all_the_same() -> None:
    line = Line(fails=OSError("gone"))
    with pytest.raises(OSError, match="gone"):
        await line.tell()
    line.fails = None
    await line.tell()
    await line.events.drain(20)
    assert line.order.count("handled") == 1


async def test_a_handler_is_in_no_ones_context() -> None:
    speaking: ContextVar[str] = ContextVar("speaking", default="nobody")
    speaking.set("whoever was on this connection before")
    said: list[str] = []

    async def handler(event: Event) -> None:
        said.append(speaking.get())

    await Desk(for_authorized(handler)).tells(told())
    assert said == ["nobody"]


async def test_what_comes_again_is_answered_and_not_handled_again() -> None:
    diary = Diary()
    desk = Desk(for_authorized(diary))
    assert await desk.tells(told(), told()) == [204, 204]
    desk.now += 600  # signed anew, as its time is another
    assert await desk.tells(told()) == [204]
    assert len(diary.events) == 1
    assert await desk.tells(told(number=1)) == [204]
    assert len(diary.events) == 2


async def test_what_comes_again_while_it_is_handled_is_not_handled_again() -> None:
    waiting = Waiting()
    desk = Desk(for_authorized(waiting), at_once=1)
    assert (await desk.send(told())).status_code == 204
    desk.now += 3600  # longer than it is remembered for
    assert (await desk.send(told())).status_code == 204
    waiting.let.set()
    await desk.events.drain(20)
    assert waiting.done == 1


async def test_after_a_quarter_of_an_hour_it_is_another_event() -> None:
    diary = Diary()
    desk = Desk(for_authorized(diary))
    await desk.tells(told())
    desk.now += 899
    await desk.tells(told())
    assert len(diary.events) == 1
    desk.now += 1
    await desk.tells(told())
    assert len(diary.events) == 2


async def test_what_failed_in_the_end_may_be_told_again() -> None:
    diary = Diary(*[ValueError("no")] * 4)
    desk = Desk(for_authorized(diary))
    assert await desk.tells(told()) == [204]
    assert len(diary.events) == 4
    assert await desk.tells(told(), told()) == [204, 204]
    assert len(diary.events) == 5


def test_the_oldest_is_forgotten_beyond_what_is_kept() -> None:
    seen = Seen(60, 3)
    for now, key in enumerate([b"a", b"b", b"c", b"a", b"d"]):
        seen.add(key, now)
    assert [seen.holds(key, 5) for key in (b"a", b"b", b"c", b"d")] == [True, False, True, True]
    assert len(seen) == 3


def test_what_is_too_old_is_not_kept() -> None:
    seen = Seen(60, 3)
    seen.add(b"a", 0)
    seen.add(b"b", 30)
    assert (seen.holds(b"a", 59.9), seen.holds(b"a", 60)) == (True, False)
    seen.add(b"c", 60)
    assert len(seen) == 2


def test_a_clock_that_is_set_back_forgets_nothing() -> None:
    seen = Seen(60, 3)
    seen.add(b"a", 1000)
    seen.add(b"b", 0)
    assert (seen.holds(b"a", 0), seen.holds(b"b", 0), len(seen)) == (True, True, 2)


def test_what_is_forgotten_may_be_forgotten_twice() -> None:
    seen = Seen(60, 3)
    seen.add(b"a", 0)
    seen.forget(b"a")
    seen.forget(b"a")
    assert (seen.holds(b"a", 0), len(seen)) == (False, 0)


@pytest.mark.parametrize("protocol", ["httptools", "h11", OneWriteProtocol], ids=["httptools", "h11", "one write"])
async def test_on_every_server_the_answer_has_no_length_and_no_body(protocol: Any) -> None:
    waiting = Waiting()
    desk = Desk(for_authorized(waiting))
    async with connected(desk.events, protocol) as (reader, writer):
        for body in (PING, told(), told("NEW"), PING):
            headers = "".join(f"{name}: {value}\r\n" for name, value in signed(KEY, body, at=NOW).items())
            writer.write(f"POST /events HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode())
            writer.write(body)
            # The next answer begins where this one ends: there is no length, and no body.
            status, *rest = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
            assert status == "http/1.1 204 no content"
            names = {line.partition(":")[0] for line in rest if line}
            assert "content-type: application/json" in rest
            assert names <= {"content-type", "date", "server"}
        assert waiting.done == 0
        waiting.let.set()
    await desk.events.drain(20)
    assert waiting.done == 1


async def test_a_client_sees_nothing_but_its_type() -> None:
    diary = Diary()
    desk = Desk(for_authorized(diary))
    async with served(desk.events) as url, httpx.AsyncClient() as http:
        for _ in range(2):
            response = await http.post(url, content=told(), headers=signed(KEY, told(), at=NOW))
            assert (response.status_code, response.content) == (204, b"")
        assert (await http.post(url, content=told())).status_code == 401
    await desk.events.drain(20)
    assert len(diary.events) == 1


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
quietly = hypothesis_settings(max_examples=100, deadline=None)


async def answered(body: bytes) -> int:
    desk = Desk({record: [Diary()] for record in EVENTS.values()})
    [status] = await desk.tells(body)
    return status


@quietly
@given(body=st.binary(max_size=500) | values.map(json.encode))
async def test_any_signed_bytes_are_400_or_answered(body: bytes) -> None:
    assert await answered(body) in (204, 400)


@quietly
@given(
    name=st.sampled_from([*EVENTS, "NEW"]),
    changes=st.dictionaries(st.sampled_from(["version", "application_id", "type", "event"]), values, max_size=1),
    about=st.dictionaries(st.sampled_from(["type", "timestamp", "data"]), values, max_size=1),
    data=st.dictionaries(st.sampled_from(["user", "scopes", "guild", "integration_type", "id", "ends_at"]), values),
)
async def test_an_event_with_anything_in_it_is_400_or_answered(
    name: str, changes: dict[str, Any], about: dict[str, Any], data: dict[str, Any]
) -> None:
    payload = json.decode(told(name, data={"user": USER, "id": "1"} | data))
    payload["event"] |= about
    assert await answered(json.encode(payload | changes)) in (204, 400)
