"""What Discord sends is counted by what came of it, and read where Prometheus reads."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from msgspec import json

from scripts.say import interaction, signed
from tests.cast import MESSAGE, RESOLVED, USER
from tests.door import KEY, FrontDoor, data, option
from tests.events_desk import told
from tests.metrics.scraped import Bot, bot

NOW = 1_800_000_000.4
DISCORDS_EPOCH = 1_420_070_400.0

Doing = Callable[[FrontDoor], Awaitable[Any]]

ANSWERED: dict[str, tuple[Doing, tuple[str, str, str]]] = {
    "a command": (
        lambda door: door.says("card", option("name", "mai")),
        ("/card", "command", "replied"),
    ),
    "what is refused": (
        lambda door: door.says("card", option("name", "none")),
        ("/card", "command", "refused"),
    ),
    "a fault": (
        lambda door: door.says("card", option("name", "broken")),
        ("/card", "command", "failed"),
    ),
    "suggestions": (
        lambda door: door.types("card", option("name", "m", focused=True)),
        ("/card", "autocomplete", "replied"),
    ),
    "a person's menu": (
        lambda door: door.picks("Look up", USER, type_=2, resolved=RESOLVED),
        ("Look up", "user", "replied"),
    ),
    "a message's menu": (
        lambda door: door.picks("Quote", MESSAGE, type_=3, resolved=RESOLVED),
        ("Quote", "message", "replied"),
    ),
    "a button": (
        lambda door: door.presses('["heard.press"]'),
        ("heard.press", "component", "replied"),
    ),
    "a form": (
        lambda door: door.submits('["heard.ask"]'),
        ("heard.ask", "modal", "replied"),
    ),
    "a command that is gone": (
        lambda door: door.says("burn all"),
        ("unknown", "command", "refused"),
    ),
    "a menu that is gone": (
        lambda door: door.picks("Burn", USER, type_=2, resolved=RESOLVED),
        ("unknown", "user", "refused"),
    ),
    "an old button": (
        lambda door: door.presses('["long.gone",1]'),
        ("unknown", "component", "refused"),
    ),
    "an old form": (
        lambda door: door.submits("not ours at all"),
        ("unknown", "modal", "refused"),
    ),
    "suggestions for what is gone": (
        lambda door: door.types("burn", option("name", "m", focused=True)),
        ("unknown", "autocomplete", "replied"),
    ),
    "a PING": (
        lambda door: door.send(b'{"type":1}'),
        ("ping", "ping", "replied"),
    ),
    "what we cannot read": (
        lambda door: door.send(b'{"type":99}'),
        ("unknown", "unknown", "unreadable"),
    ),
}


@pytest.mark.parametrize(("does", "counted"), ANSWERED.values(), ids=ANSWERED)
async def test_each_is_counted_once_under_a_name_of_which_there_are_few(
    does: Doing, counted: tuple[str, str, str]
) -> None:
    async with bot() as (ours, scrape):
        await does(ours.door)
        assert (await scrape())["interactions_total"] == {counted: 1}


def asked(seconds_ago: float) -> bytes:
    made = NOW - seconds_ago
    id_ = int((made - DISCORDS_EPOCH) * 1000) << 22
    return json.encode(interaction(2, data("card", [option("name", "mai")]), id=str(id_)))


async def test_the_time_is_from_discords_signature_to_the_millisecond() -> None:
    async with bot() as (ours, scrape):
        ours.now = NOW
        for seconds in (0.3, 1.9, 2.6):
            body = asked(seconds)
            await ours.door.send(body, **signed(KEY, body, at=NOW - seconds))
        shown = await scrape()
    within = {bound: count for (kind, bound), count in shown["answer_seconds_bucket"].items() if kind == "command"}
    assert within == {"0.5": 1, "0.75": 1, "1.0": 1, "1.5": 1, "2.0": 2, "2.5": 2, "3.0": 3, "5.0": 3, "+Inf": 3}
    assert shown["answer_seconds_count"] == {("command",): 3}
    assert shown["answer_seconds_sum"][("command",)] == pytest.approx(4.8, abs=0.01)


async def test_a_promise_is_timed_and_its_end_counted_when_it_comes() -> None:
    async with bot(patience=0.01) as (ours, scrape):
        # The transport hands the answer over when all is done: the promise is seen in the metrics before.
        asking = asyncio.create_task(ours.door.says("slow"))
        await ours.counts.has_promised.wait()
        shown = await scrape()
        assert shown["late_answers_total"] == {("promised",): 1}
        assert shown["answer_seconds_count"] == {("command",): 1}
        assert shown["interactions_total"] == {}
        ours.gate.let.set()
        await asking
        shown = await scrape()
        assert shown["late_answers_total"] == {("promised",): 1, ("sent",): 1}
        assert shown["answer_seconds_count"] == {("command",): 1}
        assert shown["interactions_total"] == {("/slow", "command", "replied"): 1}
        edited = "PATCH /webhooks/{application}/{token}/messages/@original"
        assert shown["discord_calls_total"] == {(edited, "200"): 1}
        assert shown["discord_call_seconds_count"] == {(edited,): 1}


async def test_a_file_is_promised_too() -> None:
    async with bot() as (ours, scrape):
        await ours.door.says("deck")
        shown = await scrape()
    assert shown["late_answers_total"] == {("promised",): 1, ("sent",): 1}
    assert shown["answer_seconds_count"] == {("command",): 1}
    assert shown["interactions_total"] == {("/deck", "command", "replied"): 1}


async def test_suggestions_that_come_too_late_are_told_apart() -> None:
    async with bot(patience=0.01) as (ours, scrape):
        await ours.door.types("card", option("name", "slow", focused=True))
        assert (await scrape())["interactions_total"] == {("/card", "autocomplete", "timed out"): 1}


@pytest.mark.parametrize("patience", [60.0, 0.0])
async def test_what_is_cut_off_is_told_apart(patience: float) -> None:
    async with bot(patience=patience) as (ours, scrape):
        asking = asyncio.create_task(ours.door.says("slow"))
        await ours.gate.reached.wait()
        if patience == 0:
            await ours.counts.has_promised.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        assert (await scrape())["interactions_total"] == {("/slow", "command", "interrupted"): 1}


async def test_what_discord_did_not_sign_is_counted_by_its_reason_on_both_ways_in() -> None:
    async with bot() as (ours, scrape):
        await ours.door.http.post("/interactions", content=b"{}")
        await ours.door.http.post("/events", content=b"{}")
        await ours.door.send(b"{}", **{"x-signature-ed25519": "00" * 64})
        shown = await scrape()
        assert shown["refusals_total"] == {("no signature",): 2, ("wrong signature",): 1}
        assert shown["interactions_total"] == {}


async def handled(ours: Bot, *bodies: bytes) -> None:
    ours.gate.let.set()
    for body in bodies:
        await ours.door.http.post("/events", content=body, headers=signed(KEY, body))
        await ours.events.drain(20)


async def test_events_are_counted_by_what_came_of_them() -> None:
    async with bot() as (ours, scrape):
        await handled(ours, told(), told(), told("APPLICATION_DEAUTHORIZED"), told("QUEST_WON", data={}), b"{}")
        await ours.door.tells(None, type_=0)
        ours.gate.faults = 4
        await handled(ours, told(number=1))
        assert (await scrape())["events_total"] == {
            ("handled", "APPLICATION_AUTHORIZED"): 1,
            ("repeated", "APPLICATION_AUTHORIZED"): 1,
            ("failed", "APPLICATION_AUTHORIZED"): 1,
            ("unheard", "APPLICATION_DEAUTHORIZED"): 1,
            ("unheard", "unknown"): 1,
            ("unreadable", "unknown"): 1,
            ("handled", "ping"): 1,
        }


async def test_events_that_are_put_off_or_cut_off_are_told_apart() -> None:
    async with bot() as (ours, scrape):
        for number in (1, 2):
            body = told(number=number)
            await ours.door.http.post("/events", content=body, headers=signed(KEY, body))
        await ours.events.drain(0)
        assert (await scrape())["events_total"] == {
            ("interrupted", "APPLICATION_AUTHORIZED"): 1,
            ("put off", "APPLICATION_AUTHORIZED"): 1,
        }
