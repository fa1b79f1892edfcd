"""What comes to the front door that is no question, or not from Discord."""

import asyncio
import io
import re
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from loguru import logger
from msgspec import json
from nacl.signing import SigningKey

import app
from kasutamaiza.discord.signature import Refusal
from kasutamaiza.interactions import transport
from kasutamaiza.interactions.transport import LARGEST_BODY
from scripts.say import interaction, signed
from tests.door import KEY, FrontDoor, data, opened, settings

PING = b'{"type":1}'


@pytest.fixture
async def entrance() -> AsyncIterator[FrontDoor]:
    async with opened() as door:
        yield door


async def test_a_signed_ping_is_answered(entrance: FrontDoor) -> None:
    response = await entrance.send(PING)
    assert (response.status_code, response.json()) == (200, {"type": 1})
    assert response.headers["content-type"] == "application/json"


async def test_a_ping_with_all_that_discord_puts_in_it_is_answered(entrance: FrontDoor) -> None:
    user = {"id": "1", "username": "discord", "discriminator": "0000", "avatar": None, "public_flags": 0}
    ping = {"application_id": "2", "entitlements": [], "id": "3", "token": "t", "type": 1, "user": user, "version": 1}
    assert (await entrance.send(json.encode(ping))).json() == {"type": 1}


GOOD = signed(KEY, PING)
BAD_SIGNATURES = {
    "missing": {"x-signature-ed25519": ""},
    "too short": {"x-signature-ed25519": "ab" * 63},
    "too long": {"x-signature-ed25519": "ab" * 65},
    "odd": {"x-signature-ed25519": "a" * 127},
    "not hex": {"x-signature-ed25519": "zz" * 64},
    "hex with blanks": {"x-signature-ed25519": "ab " * 42 + "ab"},
    "another key's": signed(SigningKey.generate(), PING),
    "of another body": signed(KEY, b'{"type":2}'),
    "all zero": {"x-signature-ed25519": "00" * 64},
    "without a timestamp": {"x-signature-timestamp": ""},
    "with words for a timestamp": {"x-signature-timestamp": "yesterday"},
    "with an endless timestamp": {"x-signature-timestamp": "1" * 4000},
    "with another timestamp": {"x-signature-timestamp": str(int(time.time()) - 1)},
    "too old": signed(KEY, PING, at=time.time() - 301),
    "from the future": signed(KEY, PING, at=time.time() + 1000),
}


@pytest.mark.parametrize("headers", BAD_SIGNATURES.values(), ids=BAD_SIGNATURES)
async def test_every_bad_signature_is_401(entrance: FrontDoor, headers: dict[str, str]) -> None:
    assert (await entrance.send(PING, **headers)).status_code == 401


@pytest.mark.parametrize("name", ["x-signature-ed25519", "x-signature-timestamp"])
async def test_bytes_that_are_not_ascii_in_a_signature_are_401(entrance: FrontDoor, name: str) -> None:
    headers = [*signed(KEY, PING).items(), (name, "ü²٣" * 32)]
    raw = [(key.encode(), value.encode()) for key, value in headers]
    response = await entrance.http.request("POST", "/interactions", content=PING, headers=raw)
    assert response.status_code == 401


async def test_no_signature_at_all_is_401(entrance: FrontDoor) -> None:
    assert (await entrance.http.post("/interactions", content=PING)).status_code == 401


async def test_a_signature_of_some_minutes_ago_is_believed(entrance: FrontDoor) -> None:
    response = await entrance.send(PING, **signed(KEY, PING, at=time.time() - 290))
    assert response.status_code == 200


async def test_a_beginning_of_the_body_moved_into_the_timestamp_is_401(entrance: FrontDoor) -> None:
    whole = signed(KEY, PING)
    moved = whole | {"x-signature-timestamp": whole["x-signature-timestamp"] + '{"type"'}
    response = await entrance.http.post("/interactions", content=b":1}", headers=moved)
    assert response.status_code == 401


async def test_while_a_key_is_rotated_both_are_believed() -> None:
    new = SigningKey.generate()
    both = ",".join(key.verify_key.encode().hex() for key in (KEY, new))
    async with opened(discord_public_key=both) as door:
        assert (await door.send(PING)).status_code == 200
        assert (await door.send(PING, **signed(new, PING))).status_code == 200


NOT_INTERACTIONS = {
    "nothing": b"",
    "no JSON": b"type=1",
    "half of it": b'{"type":',
    "a list": b"[1]",
    "a number": b"1",
    "no type": b"{}",
    "a type unknown to us": b'{"type":6}',
    "a type from nowhere": b'{"type":-1}',
    "a type that is text": b'{"type":"ping"}',
    "a command without data": json.encode({**interaction(2, {}), "data": None}),
    "a command with another's data": json.encode(interaction(2, {"custom_id": "x", "component_type": 2})),
    "no UTF-8": b'{"type":2,"token":"\xff\xfe"}',
    "too deep": b'{"type":2,"data":' + b"[" * 100_000,
}


@pytest.mark.parametrize("body", NOT_INTERACTIONS.values(), ids=NOT_INTERACTIONS)
async def test_what_is_signed_but_no_interaction_is_400(entrance: FrontDoor, body: bytes) -> None:
    assert (await entrance.send(body)).status_code == 400


async def test_the_largest_body_is_read_and_a_larger_one_refused(entrance: FrontDoor) -> None:
    padded = PING + b" " * (LARGEST_BODY - len(PING))
    assert (await entrance.send(padded)).status_code == 200
    assert (await entrance.send(padded + b" ")).status_code == 413


async def test_a_large_body_in_pieces_is_refused_before_its_end(entrance: FrontDoor) -> None:
    taken = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal taken
        while taken < 64:
            taken += 1
            yield b" " * (LARGEST_BODY // 8)

    response = await entrance.http.post("/interactions", content=pieces(), headers=signed(KEY, b""))
    assert response.status_code == 413
    assert taken < 16


async def test_a_body_in_pieces_is_put_together(entrance: FrontDoor) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield PING[:4]
        yield PING[4:]

    response = await entrance.http.post("/interactions", content=pieces(), headers=signed(KEY, PING))
    assert response.json() == {"type": 1}


async def test_a_body_that_does_not_come_to_an_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "SLOWEST_BODY", 0.01)
    answered: list[Any] = []

    async def receive() -> dict[str, Any]:
        if not answered:
            answered.append("begun")
            return {"type": "http.request", "body": b"{", "more_body": True}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Any) -> None:
        answered.append(message)

    application = app.build(settings())
    scope = {"type": "http", "method": "POST", "path": "/interactions", "headers": []}
    await application(scope, receive, send)
    assert answered[1]["status"] == 413
    assert (b"connection", b"close") in answered[1]["headers"]


async def test_a_client_that_leaves_in_the_middle_is_no_fault() -> None:
    coming = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    sent: list[Any] = []

    async def receive() -> Any:
        return coming.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/interactions", "headers": []}
    await app.build(settings())(scope, receive, send)
    assert sent[0]["status"] == 413


async def test_at_debug_each_answer_is_a_line() -> None:
    lines = io.StringIO()
    sink = logger.add(lines, level="DEBUG", format="{message}")
    async with opened(log_level="DEBUG") as door:
        await door.says("about")
    logger.remove(sink)
    assert re.search(r"^/about replied in \d+ ms\.$", lines.getvalue(), re.MULTILINE)


async def test_refusals_are_counted_and_told_once_a_minute() -> None:
    lines = io.StringIO()
    sink = logger.add(lines, level="WARNING", format="{message}")
    now = 0.0
    refusals = transport.Refusals(clock=lambda: now)
    for _ in range(5):
        refusals.count(Refusal.FORGED)
    now = 61.0
    refusals.count(Refusal.STALE)
    refusals.tell()
    logger.remove(sink)
    assert lines.getvalue().splitlines() == [
        "Refused what Discord did not sign: wrong signature 1×.",
        "Refused what Discord did not sign: wrong signature 4×, stale timestamp 1×.",
        "Stale timestamps with good signatures: is this machine's clock right?",
    ]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
async def test_other_methods_are_405(entrance: FrontDoor, method: str) -> None:
    response = await entrance.http.request(method, "/interactions")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


headers_of_any_kind = st.dictionaries(
    st.sampled_from(["x-signature-ed25519", "x-signature-timestamp", "content-type", "content-length-of"]),
    st.binary(max_size=200),
)
quietly = hypothesis_settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quietly
@given(body=st.binary(max_size=2000), headers=headers_of_any_kind)
async def test_any_bytes_from_anybody_are_refused_not_failed(
    entrance: FrontDoor, body: bytes, headers: dict[str, bytes]
) -> None:
    raw = [(name.encode(), value) for name, value in headers.items()]
    transport_request = httpx.Request("POST", "http://bot/interactions", content=body)
    transport_request.headers = httpx.Headers(raw)
    assert (await entrance.http.send(transport_request)).status_code == 401


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@quietly
@given(body=st.binary(max_size=500) | values.map(json.encode))
async def test_any_signed_bytes_are_400_or_answered(entrance: FrontDoor, body: bytes) -> None:
    assert (await entrance.send(body)).status_code in (200, 400)


@quietly
@given(
    changes=st.dictionaries(st.sampled_from([*interaction(2, {}), "user", "message"]), values, min_size=1, max_size=3),
    type_=st.sampled_from([2, 3, 4]),
    name=st.sampled_from(["ping", "help", "bot status", "nothing"]),
    options=st.lists(
        st.fixed_dictionaries({"name": st.sampled_from(["topic", "x"]), "type": st.integers(1, 12), "value": values}),
        max_size=3,
    ),
)
async def test_an_interaction_with_anything_in_it_is_never_a_500(
    entrance: FrontDoor, changes: dict[str, object], type_: int, name: str, options: list[object]
) -> None:
    payload = interaction(type_, data(name, options)) | changes
    assert (await entrance.send(json.encode(payload))).status_code in (200, 400)
