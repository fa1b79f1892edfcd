"""Discord's limits are kept before it has to refuse, on a clock that only goes on when everybody waits."""

import asyncio
import contextlib
import io
from collections.abc import Iterator

import pytest
from loguru import logger

from kasutamaiza.discord.errors import RateLimited, Unauthorized
from kasutamaiza.discord.ratelimit import IDLE, MANY, Heard
from kasutamaiza.discord.response import heard, said
from tests.discord.caller import ANSWER, BAN, EDIT, FIVE, READ, SEND, Caller
from tests.discord_limits import Bucket


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    lines = io.StringIO()
    sink = logger.add(lines, format="{level} {message}")
    yield lines
    logger.remove(sink)


async def test_two_hundred_calls_at_once_are_never_refused() -> None:
    caller = Caller({SEND: FIVE})
    assert await asyncio.gather(*(caller.call(SEND) for _ in range(200))) == [200] * 200
    assert caller.discord.refused == []
    # No slower than it has to be: 39 more windows, and a second for what lies between.
    assert 39 * 5.0 < caller.clock.now < 39 * 5.0 + 39 * 0.2


async def test_after_one_refusal_two_hundred_calls_meet_no_second() -> None:
    caller = Caller({SEND: FIVE})
    caller.discord.use_up(SEND.call, "1")
    await asyncio.gather(*(caller.until_taken(SEND) for _ in range(200)))
    assert caller.discord.refused == [(SEND.call, "user")]
    assert caller.discord.counted == 201


async def test_calls_of_one_bucket_go_in_the_order_they_came() -> None:
    caller = Caller({SEND: FIVE})
    order: list[int] = []

    async def call(number: int) -> None:
        await caller.call(SEND)
        order.append(number)

    await asyncio.gather(*(call(number) for number in range(30)))
    assert order == list(range(30))


async def test_places_are_counted_apart_and_wait_for_themselves_only() -> None:
    caller = Caller({SEND: FIVE})
    await asyncio.gather(*(caller.call(SEND, str(place)) for place in range(8) for _ in range(5)))
    assert caller.discord.refused == []
    assert caller.clock.now < 2


async def test_a_name_that_is_told_at_one_place_loses_no_call_at_another() -> None:
    caller = Caller({SEND: Bucket("one", 1, 1.0)})
    slow = asyncio.create_task(caller.call(SEND, "slow", there=0.5))
    await caller.call(SEND, "quick")
    await asyncio.gather(slow, caller.call(SEND, "slow"))
    assert caller.discord.refused == []


async def test_methods_of_one_path_have_buckets_of_their_own() -> None:
    caller = Caller({SEND: FIVE, READ: Bucket("read", 10, 1.0)})
    await asyncio.gather(*(caller.call(each) for each in (SEND, READ) for _ in range(5)))
    assert caller.discord.refused == []
    assert caller.clock.now < 1


async def test_what_is_told_while_a_call_waits_for_the_sum_of_all_is_heeded() -> None:
    caller = Caller({})
    async with contextlib.AsyncExitStack() as under_way:
        first = await under_way.enter_async_context(caller.limits.turn(SEND, "1"))
        first.answered(Heard(200))
        for place in range(2, 51):
            await under_way.enter_async_context(caller.limits.turn(SEND, str(place)))
        second = asyncio.create_task(caller.call(SEND, "1"))
        await caller.clock.sleep(0.5)
        first.answered(Heard(429, scope="user", retry_after=20))
    # All of the fifty places are free again: the one that waited has left its own to the others.
    await asyncio.gather(*(caller.call(BAN, str(place)) for place in range(50)))
    assert caller.clock.now < 2
    assert not second.done()
    assert await second == 200
    assert caller.clock.now == pytest.approx(0.5 + 20.02 + 0.1)


async def test_a_call_that_waits_for_the_sum_of_all_hears_that_the_token_is_not_taken() -> None:
    caller = Caller({})
    async with caller.limits.turn(SEND, "1") as first:
        await caller.told(SEND, "2", Heard(429, scope="global", retry_after=5))
        waiting = asyncio.create_task(caller.call(BAN))
        await caller.clock.sleep(1)
        first.answered(Heard(401))
    with pytest.raises(Unauthorized):
        await waiting
    assert caller.discord.counted == 0


async def test_routes_that_share_a_bucket_share_its_count() -> None:
    caller = Caller({SEND: FIVE, EDIT: FIVE})
    await caller.call(SEND)
    await caller.call(EDIT)
    await asyncio.gather(*(caller.call(each) for each in (SEND, EDIT) for _ in range(20)))
    assert caller.discord.refused == []


async def test_fifty_calls_a_second_are_kept_over_all_buckets() -> None:
    caller = Caller({})
    await asyncio.gather(*(caller.call(SEND, str(place)) for place in range(300)))
    assert caller.discord.refused == []
    assert 5 < caller.clock.now < 7


async def test_calls_with_an_interactions_token_do_not_count_among_the_fifty() -> None:
    caller = Caller({})
    await asyncio.gather(*(caller.call(ANSWER, f"1/{place}", as_bot=False) for place in range(300)))
    assert caller.discord.refused == []
    assert caller.clock.now < 1


async def test_a_refusal_of_everything_stops_everything_but_what_interactions_tokens_open(
    logged: io.StringIO,
) -> None:
    caller = Caller({})
    await caller.told(SEND, "1", Heard(429, scope="global", retry_after=7.5))
    await caller.call(ANSWER, "1/token", as_bot=False)
    assert caller.clock.now == pytest.approx(0.1)
    await asyncio.gather(caller.call(SEND, "2"), caller.call(BAN, "3"))
    assert caller.clock.now == pytest.approx(7.5 + 0.02 + 0.1)
    assert logged.getvalue() == "WARNING Discord refused a call: none are made for 7.5 seconds.\n"


async def test_many_refusals_of_everything_are_told_once(logged: io.StringIO) -> None:
    caller = Caller({})
    async with caller.limits.turn(SEND, "1") as first, caller.limits.turn(SEND, "2") as second:
        first.answered(Heard(429, scope="global", retry_after=7.5))
        second.answered(Heard(429, scope="global", retry_after=7.4))
    assert logged.getvalue().count("\n") == 1


async def test_what_stands_before_discord_stops_everything(logged: io.StringIO) -> None:
    caller = Caller({})
    outside = heard(429, {"retry-after": "30", "content-type": "text/html"}, said(b"<html>error code: 1015</html>"))
    await caller.told(SEND, "1", outside)
    waits = [asyncio.create_task(caller.call(BAN)), asyncio.create_task(caller.call(ANSWER, "1/token", as_bot=False))]
    await caller.clock.sleep(30)
    assert caller.discord.counted == 0
    await asyncio.gather(*waits)
    assert caller.clock.now == pytest.approx(30.12)
    assert "What stands before Discord refused a call: none are made for 30 seconds." in logged.getvalue()


@pytest.mark.parametrize("scope", ["shared", "user", ""])
async def test_another_refusal_stops_its_own_bucket_only(scope: str) -> None:
    caller = Caller({})
    await caller.told(SEND, "1", Heard(429, scope=scope, retry_after=20))
    await asyncio.gather(caller.call(SEND, "2"), caller.call(BAN, "1"))
    assert caller.clock.now < 1
    await caller.call(SEND, "1")
    assert caller.clock.now > 20


async def test_of_two_refusals_the_longer_one_counts() -> None:
    caller = Caller({})
    await caller.told(SEND, "2", Heard(200))
    async with caller.limits.turn(SEND, "2") as first, caller.limits.turn(SEND, "2") as second:
        first.answered(Heard(429, scope="user", retry_after=20))
        second.answered(Heard(429, scope="user", retry_after=5))
    await caller.call(SEND, "2")
    assert caller.clock.now == pytest.approx(20.12)


async def test_a_refusal_that_does_not_say_how_long_is_waited_for_a_second() -> None:
    caller = Caller({})
    await caller.told(SEND, "1", heard(429, {}, said(b"{}")))
    await caller.call(SEND, "1")
    assert caller.clock.now == pytest.approx(1.12)


async def test_parts_of_a_second_are_kept() -> None:
    caller = Caller({SEND: Bucket("quick", 1, 0.25)})
    await asyncio.gather(*(caller.call(SEND) for _ in range(4)))
    assert caller.discord.refused == []
    assert caller.clock.now < 4 * 0.4


async def test_a_route_without_limits_is_not_held_up_after_its_first_answer() -> None:
    caller = Caller({})
    await asyncio.gather(*(caller.call(SEND) for _ in range(40)))
    assert caller.clock.now < 1


async def test_without_a_word_of_limits_from_a_failure_one_call_goes_at_a_time() -> None:
    caller = Caller({})
    going = most = 0

    async def fail() -> None:
        nonlocal going, most
        async with caller.limits.turn(SEND, "1") as turn:
            going += 1
            most = max(most, going)
            await caller.clock.sleep(1)
            turn.answered(Heard(502))
            going -= 1

    await asyncio.gather(*(fail() for _ in range(5)))
    assert most == 1


async def test_when_no_answer_of_a_window_comes_back_the_next_call_finds_out() -> None:
    caller = Caller({SEND: FIVE})
    await caller.call(SEND)
    await caller.clock.sleep(6)
    for _ in range(5):
        async with caller.limits.turn(SEND, "1"):
            pass
    assert await caller.call(SEND) == 200
    assert caller.discord.counted == 2


async def test_an_answer_from_a_window_that_is_over_changes_nothing() -> None:
    caller = Caller({SEND: FIVE})
    late = asyncio.create_task(caller.call(SEND, back=0.01))
    await late
    slow = asyncio.create_task(caller.call(SEND, back=20.0))
    await caller.clock.sleep(6)
    for _ in range(3):
        await caller.call(SEND)
    before = caller.clock.now
    await slow
    await caller.call(SEND)
    assert caller.discord.refused == []
    assert before < 7


async def test_a_window_lasts_until_the_latest_end_that_is_told_of_it() -> None:
    caller = Caller({})
    for remaining, reset_after in ((2, 5.0), (1, 5.04), (0, 5.0)):
        told = Heard(200, bucket="b", limit=3, remaining=remaining, reset=1000.0, reset_after=reset_after)
        await caller.told(SEND, "1", told)
    await caller.call(SEND)
    assert caller.clock.now == pytest.approx(5.06 + 0.1)


async def test_a_cancelled_call_gives_its_turn_back() -> None:
    caller = Caller({SEND: Bucket("one", 1, 1.0)})
    calls = [asyncio.create_task(caller.call(SEND)) for _ in range(6)]
    await asyncio.sleep(0)
    # One on its way, one first in line, one behind it.
    for each in calls[:3]:
        each.cancel()
    assert await asyncio.gather(*calls[3:]) == [200] * 3
    assert caller.limits.bucket(SEND, "1").under_way == 0
    assert caller.discord.refused == []


async def test_a_wait_that_lasts_too_long_is_an_error_at_once() -> None:
    caller = Caller({})
    await caller.told(SEND, "1", Heard(429, scope="shared", retry_after=600))
    with pytest.raises(RateLimited, match="its turn would come too late") as caught:
        await caller.told(SEND, "1", Heard(200), until=60)
    assert caught.value.retry_after == pytest.approx(600.02)
    assert caught.value.scope == "user"
    await caller.told(SEND, "2", Heard(429, scope="global", retry_after=600))
    with pytest.raises(RateLimited) as caught:
        await caller.told(SEND, "3", Heard(200), until=60)
    assert caught.value.scope == "global"
    assert caller.clock.now == 0


async def test_those_behind_a_call_that_gave_up_give_up_too() -> None:
    caller = Caller({SEND: FIVE})

    async def call() -> int:
        async with caller.limits.turn(SEND, "1", until=60) as turn:
            status, headers, _ = caller.discord.take(SEND.call, "1")
            turn.answered(heard(status, headers, None))
        return status

    ends = await asyncio.gather(*(call() for _ in range(100)), return_exceptions=True)
    assert ends.count(200) == 60
    assert caller.clock.now <= 60


async def test_the_first_401_of_the_bot_token_stops_what_needs_it_and_is_told_once(logged: io.StringIO) -> None:
    caller = Caller({})
    async with caller.limits.turn(SEND, "1") as first, caller.limits.turn(SEND, "2") as second:
        waiting = asyncio.create_task(caller.call(SEND, "1"))
        await asyncio.sleep(0)
        first.answered(Heard(401))
        second.answered(Heard(401))
    for each in (waiting, caller.call(BAN)):
        with pytest.raises(Unauthorized, match="not asked, since the bot token is not taken"):
            await each
    assert await caller.call(ANSWER, "1/token", as_bot=False) == 200
    assert caller.discord.counted == 1
    [line] = logged.getvalue().splitlines()
    assert line.startswith("ERROR Discord does not take the bot token")
    assert "DISCORD_BOT_TOKEN" in line


@pytest.mark.parametrize(
    ("answer", "as_bot"),
    [
        (Heard(401, 50027), True),
        (Heard(401, 60003), True),
        (heard(401, {"www-authenticate": "Basic"}, said(b"<html>Who are you?</html>")), True),
        (Heard(401, 50027), False),
        (Heard(401), False),
    ],
    ids=["a webhook's token", "no second factor", "a proxy", "an interaction's token", "no token"],
)
async def test_a_401_of_something_else_stops_nothing(answer: Heard, as_bot: bool, logged: io.StringIO) -> None:
    caller = Caller({})
    await caller.told(ANSWER, "1/token", answer, as_bot=as_bot)
    assert await caller.call(SEND) == 200
    assert logged.getvalue() == ""


async def test_buckets_that_nobody_uses_are_forgotten() -> None:
    caller = Caller({ANSWER: FIVE})
    kept: list[int] = []
    for number in range(4 * MANY):
        await caller.told(ANSWER, f"1/{number}", Heard(200, bucket="five", limit=5, remaining=4, reset_after=1.0))
        if number % MANY == 0:
            await caller.clock.sleep(IDLE + 1)
        kept.append(len(caller.limits._buckets))
    assert max(kept) <= 2 * MANY


async def test_what_is_still_to_be_kept_is_not_forgotten() -> None:
    caller = Caller({})
    bucket = caller.limits.bucket
    await caller.told(SEND, "closed", Heard(429, scope="shared", retry_after=2 * IDLE))
    spent = Heard(200, bucket="b", limit=1, remaining=0, reset=1000.0, reset_after=2 * IDLE)
    await caller.told(READ, "spent", spent)
    await caller.call(BAN, "idle")
    async with caller.limits.turn(SEND, "busy"), bucket(EDIT, "awaited").door:
        places = {"closed": SEND, "spent": READ, "busy": SEND, "awaited": EDIT, "idle": BAN}
        before = {place: bucket(route, place) for place, route in places.items()}
        await caller.clock.sleep(IDLE + 1)
        for number in range(MANY):
            bucket(SEND, str(number))
        kept = [place for place, route in places.items() if bucket(route, place) is before[place]]
    assert kept == ["closed", "spent", "busy", "awaited"]


class Waits:
    """Keeps what is told of waiting."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def called(self, route: str, status: int, seconds: float) -> None: ...

    def waited(self, bucket: str, seconds: float) -> None:
        self.seconds[bucket] = max(self.seconds.get(bucket, 0.0), seconds)


async def test_who_watches_is_told_of_waiting_and_where() -> None:
    waits = Waits()
    caller = Caller({SEND: FIVE}, watch=waits)
    await caller.call(SEND)
    assert waits.seconds == {}
    await asyncio.gather(*(caller.call(SEND) for _ in range(5)))
    assert waits.seconds == {SEND.call: pytest.approx(5.02)}
    waits.seconds.clear()
    await asyncio.gather(*(caller.call(BAN, str(place)) for place in range(60)))
    assert waits.seconds == {"global": pytest.approx(1.1)}
