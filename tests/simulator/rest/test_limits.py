"""Rate limits, on a clock that a test moves."""

from simulator.rest.limits import Limits, refusal
from tests.simulator.rest.calls import Bot, calling


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


HERE = {"channel_id": "1"}


def limits(time: Time, *, strict: bool = False) -> Limits:
    return Limits(strict=strict, clock=time, real=lambda: 1_000_000 + time.now)


def test_each_answer_tells_of_its_bucket() -> None:
    time = Time()
    ours = limits(time)
    told = ours.take("create_message", HERE, as_bot=True).headers
    assert told["x-ratelimit-limit"] == "5"
    assert told["x-ratelimit-remaining"] == "4"
    assert told["x-ratelimit-reset-after"] == "5.000"
    assert told["x-ratelimit-reset"] == "1000105.000"
    time.now += 2
    told = ours.take("create_message", HERE, as_bot=True).headers
    assert (told["x-ratelimit-remaining"], told["x-ratelimit-reset-after"]) == ("3", "3.000")
    time.now += 3
    assert ours.take("create_message", HERE, as_bot=True).headers["x-ratelimit-remaining"] == "4"


def test_places_have_windows_of_their_own_and_routes_share_a_bucket() -> None:
    ours = limits(Time())
    here = ours.take("add_my_message_reaction", HERE, as_bot=True).headers
    there = ours.take("add_my_message_reaction", {"channel_id": "2"}, as_bot=True).headers
    assert here["x-ratelimit-bucket"] == there["x-ratelimit-bucket"]
    assert there["x-ratelimit-remaining"] == "0"
    shared = ours.take("delete_my_message_reaction", HERE, as_bot=True)
    assert shared.headers["x-ratelimit-bucket"] == here["x-ratelimit-bucket"]
    assert shared.wait is None, "nothing is refused unless it is asked for"


def test_strict_limits_refuse_one_call_too_many() -> None:
    time = Time()
    ours = limits(time, strict=True)
    turns = [ours.take("create_message", HERE, as_bot=True) for _ in range(6)]
    assert [turn.wait for turn in turns] == [None] * 5 + [5.0]
    assert turns[5].headers["x-ratelimit-remaining"] == "0"
    time.now += 5
    assert ours.take("create_message", HERE, as_bot=True).wait is None


def test_strict_limits_refuse_more_than_fifty_calls_of_a_bot_in_a_second() -> None:
    time = Time()
    ours = limits(time, strict=True)
    for number in range(50):
        assert ours.take("get_user", {"channel_id": str(number)}, as_bot=True).wait is None
    turn = ours.take("get_user", {"channel_id": "x"}, as_bot=True)
    assert (turn.wait, turn.is_global) == (1.0, True)
    assert ours.take("execute_webhook", {"webhook_id": "1"}, as_bot=False).wait is None
    time.now += 1
    assert ours.take("get_user", HERE, as_bot=True).wait is None


def test_windows_that_are_over_are_forgotten() -> None:
    time = Time()
    ours = limits(time)
    for number in range(1000):
        ours.take("get_user", {"channel_id": str(number)}, as_bot=True)
    time.now += 10
    ours.take("get_user", HERE, as_bot=True)
    assert len(ours._windows) == 1


def test_a_refusal_says_how_long_to_wait() -> None:
    body, headers = refusal(1.2345, "shared")
    assert body == {"message": "You are being rate limited.", "retry_after": 1.234, "global": False}
    assert headers == {"x-ratelimit-scope": "shared", "retry-after": "2"}
    body, headers = refusal(3, "global")
    assert body["global"] is True
    assert headers["x-ratelimit-global"] == "true"


async def test_the_strict_api_answers_429() -> None:
    async with calling(strict=True) as bot:
        path = f"/channels/{bot.channel().id}/typing"
        answers = [await bot.post(path) for _ in range(6)]
        assert [each.status_code for each in answers] == [204] * 5 + [429]
        assert answers[5].headers["x-ratelimit-scope"] == "user"
        assert answers[5].json()["retry_after"] > 0


async def test_a_global_refusal_says_so() -> None:
    async with calling(strict=True) as bot:
        bot.rest.limits._last.extend([bot.rest.limits._clock()] * 50)
        answer = await bot.get("/users/@me")
        assert answer.status_code == 429
        assert answer.headers["x-ratelimit-global"] == "true"


async def test_the_api_is_not_strict_unless_it_is_told_to_be(bot: Bot) -> None:
    answers = [await bot.post(f"/channels/{bot.channel().id}/typing") for _ in range(8)]
    assert {each.status_code for each in answers} == {204}
    assert answers[7].headers["x-ratelimit-remaining"] == "0"
