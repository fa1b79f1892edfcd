"""What an answer of 204 has promised is carried out, or it is told that it was not."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from kasutamaiza.discord.event import ApplicationAuthorized, ApplicationDeauthorized, Event
from kasutamaiza.discord.signature import Verifier
from kasutamaiza.interactions.events import AT_ONCE, Events
from kasutamaiza.interactions.transport import Refusals
from scripts.say import signed
from tests.events_desk import KEY, NOW, PING, Desk, Diary, Lines, Waiting, for_authorized, logged, told


@pytest.fixture
def lines() -> Iterator[Lines]:
    with logged() as lines:
        yield lines


async def test_beyond_what_can_be_handled_discord_is_asked_to_come_again(lines: Lines) -> None:
    waiting = Waiting()
    desk = Desk(for_authorized(waiting))
    answers = await asyncio.gather(*(desk.send(told(number=number)) for number in range(AT_ONCE)))
    assert {response.status_code for response in answers} == {204}
    refused = await desk.send(told(number=AT_ONCE))
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "25")
    assert refused.headers["content-type"] == "text/plain; charset=utf-8"
    assert lines() == ["WARNING APPLICATION_AUTHORIZED was put off: 64 others are being handled."]
    # What is under way already, what concerns nobody and a ping need no place.
    again = [await desk.send(body) for body in (told(number=3), told("NEW"), PING)]
    assert [response.status_code for response in again] == [204, 204, 204]
    waiting.let.set()
    await desk.events.drain(20)
    assert waiting.done == AT_ONCE
    assert await desk.tells(told(number=AT_ONCE)) == [204]
    assert waiting.done == AT_ONCE + 1


async def test_a_handler_that_fails_is_tried_again_and_each_time_later(lines: Lines) -> None:
    diary = Diary(ValueError("1"), OSError("2"))
    desk = Desk(for_authorized(diary))
    assert await desk.tells(told()) == [204]
    assert (len(diary.events), desk.waited) == (3, [1, 5])
    assert lines() == [
        "WARNING APPLICATION_AUTHORIZED met ValueError; again in 1 s.",
        "WARNING APPLICATION_AUTHORIZED met OSError; again in 5 s.",
        "INFO APPLICATION_AUTHORIZED was handled.",
    ]


async def test_a_handler_that_fails_for_good_is_told_of_once_with_where(lines: Lines) -> None:
    diary = Diary(*[ValueError("told in the log")] * 9)
    desk = Desk(for_authorized(diary))
    assert await desk.tells(told()) == [204]
    assert (len(diary.events), desk.waited) == (4, [1, 5, 25])
    written = lines()
    assert [line.split(" ")[0] for line in written[:4]] == ["WARNING"] * 3 + ["ERROR"]
    assert written[3] == "ERROR APPLICATION_AUTHORIZED could not be handled."
    assert written[-1] == "ValueError: told in the log"
    assert written.count("ValueError: told in the log") == 1
    assert any("in __call__" in line for line in written)


async def test_handlers_do_not_stand_in_each_others_way() -> None:
    failing, well = Diary(*[ValueError("no")] * 9), Diary()
    desk = Desk(for_authorized(failing, well))
    await desk.tells(told())
    assert (len(failing.events), len(well.events)) == (4, 1)


async def test_a_handler_does_not_wait_for_anothers_repetition() -> None:
    let = asyncio.Event()
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        await let.wait()

    async def lets(event: Event) -> None:
        let.set()

    verifier = Verifier([KEY.verify_key.encode()], max_age=300)
    failing = Diary(ValueError("no"))
    handlers = for_authorized(failing, lets)
    events = Events(verifier, handlers, refusals=Refusals(), clock=lambda: NOW, sleep=wait)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(events), base_url="http://bot") as http:
        await http.post("/events", content=told(), headers=signed(KEY, told(), at=NOW))
    await events.drain(20)
    assert (len(failing.events), waits) == (2, [1])


async def test_something_cancelled_that_a_handler_waited_for_is_a_failure_like_others() -> None:
    diary = Diary(asyncio.CancelledError())
    desk = Desk(for_authorized(diary))
    await desk.tells(told())
    assert (len(diary.events), desk.waited) == (2, [1])


async def test_at_a_stop_what_was_answered_is_waited_for(lines: Lines) -> None:
    waiting = Waiting()
    desk = Desk(for_authorized(waiting))
    for number in range(3):
        await desk.send(told(number=number))
    draining = asyncio.create_task(desk.events.drain(20))
    await asyncio.sleep(0)
    assert not draining.done()
    waiting.let.set()
    await draining
    assert waiting.done == 3
    assert all(line.startswith("INFO") for line in lines())


async def test_without_anything_under_way_a_stop_takes_no_time() -> None:
    desk = Desk()
    await desk.events.drain(0)
    assert await desk.tells(PING) == [204]


async def test_what_takes_too_long_at_a_stop_is_ended_and_told_of(lines: Lines) -> None:
    waiting = Waiting()
    desk = Desk({record: [waiting] for record in (ApplicationAuthorized, ApplicationDeauthorized)})
    for number in range(2):
        await desk.send(told(number=number))
    await desk.send(told("APPLICATION_DEAUTHORIZED"))
    await desk.events.drain(0.01)
    assert lines() == [
        "ERROR 3 events could not be handled before the end: APPLICATION_AUTHORIZED 2×, APPLICATION_DEAUTHORIZED 1×."
    ]
    assert (waiting.begun, waiting.done, waiting.cleared) == (3, 0, 3)


async def test_a_handler_that_answers_its_end_with_an_error_is_not_tried_again() -> None:
    begun = 0

    async def stubborn(event: Event) -> None:
        nonlocal begun
        begun += 1
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError("in the end")

    desk = Desk(for_authorized(stubborn))
    await desk.send(told())
    await desk.events.drain(0.01)
    await desk.events.drain(0)
    assert (begun, desk.waited) == (1, [])
