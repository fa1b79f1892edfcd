"""Faults that are put on calls."""

import time

import httpx
import pytest

from simulator.world import Fault, Message
from tests.discord_rest import served
from tests.simulator.rest.calls import Bot


def order(bot: Bot, kind: str, operation: str = "create_message", **more: object) -> Fault:
    return bot.world.put(Fault(id=bot.world.next_id(), operation=operation, kind=kind, **more))  # type: ignore[arg-type]


def count(bot: Bot) -> int:
    return bot.world.count(Message)


async def test_a_call_that_is_limited_is_told_when_to_come_again(bot: Bot) -> None:
    order(bot, "429", seconds=0.5, scope="shared")
    before = count(bot)
    answer = await bot.post(bot.messages(), json={"content": "Hello."})
    assert answer.status_code == 429
    assert answer.json() == {"message": "You are being rate limited.", "retry_after": 0.5, "global": False}
    assert (answer.headers["x-ratelimit-scope"], answer.headers["retry-after"]) == ("shared", "1")
    assert answer.headers["x-ratelimit-limit"] == "5"
    assert bot.exchange.fault == "429"
    assert count(bot) == before
    assert (await bot.post(bot.messages(), json={"content": "Hello."})).status_code == 200
    assert bot.exchange.fault is None


async def test_a_bucket_of_a_bots_own_is_empty_when_it_is_limited(bot: Bot) -> None:
    order(bot, "429", seconds=7.5)
    answer = await bot.post(bot.messages(), json={"content": "Hello."})
    assert (answer.headers["x-ratelimit-scope"], answer.headers["x-ratelimit-remaining"]) == ("user", "0")
    assert answer.headers["x-ratelimit-reset-after"] == "7.500"


@pytest.mark.parametrize("kind", ["500", "502", "503"])
async def test_a_call_that_fails_is_not_done(bot: Bot, kind: str) -> None:
    order(bot, kind, "*", left=2)
    before = count(bot)
    answers = [await bot.post(bot.messages(), json={"content": "Hello."}) for _ in range(3)]
    assert [str(each.status_code) for each in answers] == [kind, kind, "200"]
    assert count(bot) == before + 1
    assert ("json" in answers[0].headers["content-type"]) is (kind == "500")


async def test_a_fault_for_ever_stays(bot: Bot) -> None:
    fault = order(bot, "503", left=None)
    for _ in range(3):
        assert (await bot.post(bot.messages(), json={"content": "Hello."})).status_code == 503
    bot.world.remove(fault)
    assert (await bot.post(bot.messages(), json={"content": "Hello."})).status_code == 200


async def test_a_fault_lets_calls_pass_first(bot: Bot) -> None:
    order(bot, "500", skip=2)
    answers = [await bot.post(bot.messages(), json={"content": "Hello."}) for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 500, 200]


async def test_faults_meet_their_own_calls_only(bot: Bot) -> None:
    order(bot, "500", "get_guild")
    order(bot, "500", "deliveries")
    assert (await bot.post(bot.messages(), json={"content": "Hello."})).status_code == 200
    assert bot.world.count(Fault) == 2


async def test_a_slow_call_is_done_later(bot: Bot) -> None:
    order(bot, "slow", seconds=0.05)
    began = time.monotonic()
    answer = await bot.post(bot.messages(), json={"content": "Hello."})
    assert answer.status_code == 200
    assert time.monotonic() - began >= 0.05
    assert bot.exchange.fault == "slow"


async def test_a_dropped_call_is_done_and_its_answer_is_lost(bot: Bot) -> None:
    order(bot, "drop")
    before = count(bot)
    async with served(bot.rest) as url, httpx.AsyncClient(headers={"authorization": "Bot x"}) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post(f"{url}/api/v10{bot.messages()}", json={"content": "Hello."})
        assert count(bot) == before + 1
        assert (bot.exchange.fault, bot.exchange.status) == ("drop", None)
        again = await client.post(f"{url}/api/v10{bot.messages()}", json={"content": "Hello."})
        assert again.status_code == 200
