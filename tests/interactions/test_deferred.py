"""What takes longer is promised, and the promise is kept."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from loguru import logger
from msgspec import json
from starlette.responses import Response

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.interaction import CommandInteraction, Delivery, Known, decode
from kasutamaiza.discord.rest import MOST_TRIES
from kasutamaiza.discord.signature import Verifier
from kasutamaiza.interactions.answer import Answer, Choice, Choices, Deferral, Reply, Update, callback
from kasutamaiza.interactions.bind import Bound, Request
from kasutamaiza.interactions.deferred import WAITS, LateAnswers
from kasutamaiza.interactions.errand import Errand, Finished, Means
from kasutamaiza.interactions.webhook import Webhook
from kasutamaiza.ui import Label, Message, Modal, TextInput
from scripts.say import interaction, signed
from tests.discord_limits import PausedClock
from tests.discord_rest import DiscordRest, discord_rest, refused, served
from tests.door import KEY, data, forgetful

TOKEN = "aW50ZXJhY3Rpb246c2FpZC1vbi10aGlzLW1hY2hpbmU"
WEBHOOK = f"/webhooks/1000000000000000001/{TOKEN}"
ORIGINAL = f"{WEBHOOK}/messages/@original"

PUBLIC = Reply(Message(content="done"))
PRIVATE = Reply(Message(content="done"), private=True)
BOUND = Bound(asyncio.sleep, ({}, []), (Reply,))
MEANS = Means(**forgetful(), check_form=lambda modal: None)
UPDATE = Update(Message(content="done"))


class SlowErrand(Errand, frozen=True, kw_only=True):
    """Stands where a handler stands; it answers when it is let."""

    answer: Answer
    let: asyncio.Event

    async def work(self) -> Finished:
        await self.let.wait()
        return Finished(self.answer, callback(self.answer))


class Slow:
    """A webhook with a slow handler, behind a real server, and the Discord that it answers to."""

    def __init__(self, rest: DiscordRest) -> None:
        self.rest = rest
        self.clock = PausedClock()
        self.ends: list[str] = []
        self.client = Client(rest.url, bot_token=None, user_agent="test", timing=self.clock.timing)
        self.late = LateAnswers(self.client, sleep=self.clock.sleep, told=self.ends.append)

    async def says(self, answer: Answer, deferral: Deferral | None, type_: int = 2) -> dict[str, Any]:
        """Discord's request, answered before the handler is let; then it is let."""
        let = asyncio.Event()

        def dispatch(asked: Known, delivery: Delivery) -> Errand:
            return SlowErrand("/slow", deferral, BOUND, Request(asked, delivery), MEANS, tuple, answer=answer, let=let)

        verifier = Verifier([KEY.verify_key.encode()], max_age=300)
        webhook = Webhook(verifier, dispatch, self.late, patience=0.02)
        body = json.encode(interaction(type_, data("slow")))
        async with served(webhook) as url, httpx.AsyncClient() as http:
            response = await http.post(url, content=body, headers=signed(KEY, body))
            assert self.rest.calls == [], "sent before the promise had left"
            let.set()
        answered: dict[str, Any] = response.json()
        return answered


@pytest.fixture
async def slow() -> AsyncIterator[Slow]:
    async with discord_rest() as rest:
        slow = Slow(rest)
        yield slow
        await slow.client.aclose()


async def test_a_late_reply_takes_the_promises_place(slow: Slow) -> None:
    assert await slow.says(PUBLIC, Deferral(update=False, private=False)) == {"type": 5}
    [(method, path, body)] = await slow.rest.until(1)
    assert (method, path) == ("PATCH", ORIGINAL)
    assert body["content"] == "done"
    assert body["allowed_mentions"] == {"parse": []}
    assert "flags" not in body
    await slow.late.drain(5)
    assert slow.ends == ["sent"]


async def test_the_promise_of_a_private_command_is_private(slow: Slow) -> None:
    assert await slow.says(PRIVATE, Deferral(update=False, private=True)) == {"type": 5, "data": {"flags": 64}}
    assert (await slow.rest.until(1))[0][:2] == ("PATCH", ORIGINAL)


async def test_what_was_promised_to_all_and_is_meant_for_one_is_taken_back(slow: Slow) -> None:
    await slow.says(PRIVATE, Deferral(update=False, private=False))
    deleted, sent = await slow.rest.until(2)
    assert deleted == ("DELETE", ORIGINAL, None)
    assert sent[:2] == ("POST", WEBHOOK)
    assert sent[2]["flags"] == 64


async def test_a_form_that_comes_too_late_to_be_opened_says_so_instead(slow: Slow) -> None:
    label = Label(label="Name", component=TextInput(custom_id="name"))
    form = Modal(custom_id='["x"]', title="X", components=[label])
    await slow.says(form, Deferral(update=False, private=True))
    [(method, path, told)] = await slow.rest.until(1)
    assert (method, path) == ("PATCH", ORIGINAL)
    assert told["content"] == "I took too long to open the form. Please try it again."
    await slow.late.drain(5)
    assert slow.ends == ["apologised"]


async def test_a_late_update_changes_the_pressed_message(slow: Slow) -> None:
    assert await slow.says(UPDATE, Deferral(update=True, private=False)) == {"type": 6}
    assert (await slow.rest.until(1))[0][:2] == ("PATCH", ORIGINAL)


async def test_a_late_reply_to_a_press_stands_beside_the_message(slow: Slow) -> None:
    assert await slow.says(PUBLIC, Deferral(update=True, private=False)) == {"type": 6}
    assert (await slow.rest.until(1))[0][:2] == ("POST", WEBHOOK)


async def test_no_call_carries_the_bots_token(slow: Slow) -> None:
    await slow.says(PUBLIC, Deferral(update=False, private=False))
    await slow.rest.until(1)
    assert "authorization" not in slow.rest.headers[0]
    assert slow.rest.headers[0]["user-agent"] == "test"


async def test_suggestions_that_are_late_are_none(slow: Slow) -> None:
    answered = await slow.says(Choices([Choice("a", "a")]), None, type_=4)
    assert answered == {"type": 8, "data": {"choices": []}}
    assert slow.rest.calls == []


async def test_an_early_404_is_tried_again(slow: Slow) -> None:
    slow.rest.refusals = [refused(404, 10015), refused(404, 10015)]
    await slow.says(PUBLIC, Deferral(update=False, private=False))
    assert len(await slow.rest.until(3)) == 3
    assert slow.clock.slept == [0.25, 0.5]


async def test_an_early_404_of_what_is_to_be_taken_back_is_tried_again(slow: Slow) -> None:
    slow.rest.refusals = [refused(404, 10015)]
    await slow.says(PRIVATE, Deferral(update=False, private=False))
    assert [method for method, _, _ in await slow.rest.until(3)] == ["DELETE", "DELETE", "POST"]


async def test_discord_is_waited_for_as_long_as_it_says(slow: Slow) -> None:
    slow.rest.refusals = [refused(503), refused(429, retry_after="7")]
    await slow.says(PUBLIC, Deferral(update=False, private=False))
    await slow.rest.until(3)
    assert 7 < slow.clock.now < 8


async def test_a_promise_that_cannot_be_taken_back_is_answered_all_the_same(slow: Slow) -> None:
    slow.rest.refusals = [refused(404, 10008) for _ in range(len(WAITS) + 1)]
    await slow.says(PRIVATE, Deferral(update=False, private=False))
    assert (await slow.rest.until(len(WAITS) + 2))[-1][:2] == ("POST", WEBHOOK)


async def given_up(slow: Slow, calls: int, answer: Reply | Update, deferral: Deferral) -> str:
    lines = io.StringIO()
    sink = logger.add(lines, level="ERROR", format="{message}")
    await slow.says(answer, deferral)
    await slow.rest.until(calls)
    await slow.late.drain(5)
    logger.remove(sink)
    assert len(slow.rest.calls) == calls
    assert len(slow.ends) == 1
    return lines.getvalue()


async def test_what_discord_never_takes_is_told_in_the_log(slow: Slow) -> None:
    slow.rest.refusals = [refused(404, 10015) for _ in range(20)]
    told = await given_up(slow, len(WAITS) + 1, PUBLIC, Deferral(update=False, private=False))
    assert told == (
        "A promised answer could not be sent: "
        "PATCH /webhooks/{application}/{token}/messages/@original: HTTP 404, code 10015: No.\n"
    )
    assert slow.ends == ["lost"]


async def test_what_comes_after_the_token_has_expired_is_lost(slow: Slow) -> None:
    slow.rest.refusals = [refused(401, 50027)]
    assert "HTTP 401" in await given_up(slow, 1, PUBLIC, Deferral(update=False, private=False))
    assert slow.ends == ["lost"]


async def test_what_discord_forbids_is_not_tried_again(slow: Slow) -> None:
    slow.rest.refusals = [refused(403, 50013)]
    assert "HTTP 403" in await given_up(slow, 2, PUBLIC, Deferral(update=False, private=False))
    assert slow.ends == ["failed"]


@pytest.mark.parametrize(
    ("deferral", "way"),
    [
        (Deferral(update=False, private=False), ("PATCH", ORIGINAL)),
        (Deferral(update=True, private=False), ("POST", WEBHOOK)),
    ],
)
async def test_whoever_waits_for_what_discord_refuses_gets_a_reference(
    slow: Slow, deferral: Deferral, way: tuple[str, str]
) -> None:
    slow.rest.refusals = [refused(400, 50035)]
    logged = await given_up(slow, 2, UPDATE if deferral.update else PUBLIC, deferral)
    method, path, told = slow.rest.calls[-1]
    assert (method, path) == way
    # What stands beside the pressed message is for the asker; a promise's visibility is what it was.
    assert told.get("flags") == (64 if deferral.update else None)
    reference = re.fullmatch(
        r"Something went wrong \(ref (\w{6})\)\. Please tell a moderator that reference\.", told["content"]
    )
    assert reference
    assert reference[1] in logged


async def test_a_reference_comes_though_the_promise_was_taken_back_already(slow: Slow) -> None:
    slow.rest.refusals = [Response(status_code=204), refused(400, 50035), refused(404, 10008)]
    await given_up(slow, 4, PRIVATE, Deferral(update=False, private=False))
    assert [method for method, _, _ in slow.rest.calls] == ["DELETE", "POST", "PATCH", "POST"]
    _, path, told = slow.rest.calls[-1]
    assert path == WEBHOOK
    assert told["content"].startswith("Something went wrong (ref ")
    assert told["flags"] == 64
    assert slow.ends == ["failed"]


async def test_after_the_client_is_closed_an_answer_is_lost_without_an_error(slow: Slow) -> None:
    await slow.client.delete_original(decoded())
    await slow.client.aclose()
    lines = io.StringIO()
    sink = logger.add(lines, level="ERROR", format="{message}")
    await slow.late.send(decoded(), Deferral(update=False, private=False), PUBLIC)
    logger.remove(sink)
    assert "That could not be told either" in lines.getvalue()
    assert slow.ends == ["failed"]


async def test_what_can_not_even_be_told_is_told_in_the_log(slow: Slow) -> None:
    slow.rest.refusals = [refused(400, 50035), refused(400, 50035)]
    assert "That could not be told either" in await given_up(slow, 2, PUBLIC, Deferral(update=False, private=False))
    assert slow.ends == ["failed"]


async def test_what_is_meant_for_one_is_never_sent_where_a_promise_to_all_stands(slow: Slow) -> None:
    slow.rest.refusals = [refused(503) for _ in range(20)]
    await given_up(slow, MOST_TRIES, PRIVATE, Deferral(update=False, private=False))
    assert {method for method, _, _ in slow.rest.calls} == {"DELETE"}


async def test_a_message_that_may_have_been_sent_is_not_sent_twice(slow: Slow) -> None:
    slow.rest.refusals = [refused(429, retry_after="1"), refused(502)]
    assert "HTTP 502" in await given_up(slow, 2, PUBLIC, Deferral(update=True, private=False))


async def test_a_wait_longer_than_anybody_waits_is_not_waited(slow: Slow) -> None:
    slow.rest.refusals = [refused(429, retry_after="3600")]
    assert "HTTP 429" in await given_up(slow, 1, PUBLIC, Deferral(update=False, private=False))


async def test_a_handler_that_is_stopped_leaves_an_apology(slow: Slow) -> None:
    deferral = Deferral(update=False, private=False)
    slow.late.apologise(decoded(), deferral)
    await slow.late.drain(5)
    deleted, sent = slow.rest.calls
    assert deleted[0] == "DELETE"
    assert sent[2]["content"] == "I was restarted before I could finish this. Please try it again in a moment."
    assert slow.ends == ["apologised"]


async def test_a_drain_does_not_wait_for_ever() -> None:
    forever = asyncio.Event()

    async def wait(seconds: float) -> None:
        await forever.wait()

    async with discord_rest() as rest:
        client = Client(rest.url, bot_token=None, user_agent="test")
        rest.refusals = [refused(404, 10015)]
        ends: list[str] = []
        late = LateAnswers(client, sleep=wait, told=ends.append)
        late.apologise(decoded(), Deferral(update=True, private=False))
        await rest.until(1)
        await late.drain(0.01)
        await asyncio.sleep(0)
        assert len(rest.calls) == 1
        assert ends == ["lost"]
        await client.aclose()


async def test_what_ends_slowly_is_waited_for_until_it_has_apologised(slow: Slow) -> None:
    kept = slow.late.expect()

    async def ends_slowly() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            for _ in range(5):
                await asyncio.sleep(0)
            slow.late.apologise(decoded(), Deferral(update=True, private=False))
        finally:
            kept.set_result(None)

    work = asyncio.create_task(ends_slowly())
    await asyncio.sleep(0)
    work.cancel()
    await slow.late.drain(5)
    assert [call[0] for call in slow.rest.calls] == ["POST"]


async def test_a_message_that_never_left_us_is_sent_again(slow: Slow) -> None:
    client = Client("http://127.0.0.1:1", bot_token=None, user_agent="test", timing=slow.clock.timing)
    late = LateAnswers(client, sleep=slow.clock.sleep)
    await late.send(decoded(), Deferral(update=True, private=False), PUBLIC)
    assert len(slow.clock.slept) == MOST_TRIES - 1
    await client.aclose()


async def test_a_fault_of_ours_on_the_way_is_logged(slow: Slow) -> None:
    lines = io.StringIO()
    sink = logger.add(lines, level="ERROR")
    await slow.late.send(decoded(), Deferral(update=True, private=False), Reply(Message(content="\ud800")))
    logger.remove(sink)
    assert "UnicodeEncodeError" in lines.getvalue()
    assert slow.ends == ["failed"]


async def test_an_answer_on_its_way_arrives_though_its_sender_is_cancelled(slow: Slow) -> None:
    sending = asyncio.create_task(slow.late.send(decoded(), Deferral(update=False, private=False), PUBLIC))
    await asyncio.sleep(0)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    await slow.late.drain(5)
    assert [call[0] for call in slow.rest.calls] == ["PATCH"]


def decoded() -> Known:
    found = decode(json.encode(interaction(2, data("slow"))))
    assert isinstance(found, CommandInteraction)
    return found
