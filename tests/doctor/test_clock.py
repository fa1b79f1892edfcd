"""Clocks: ours, the bot's and Discord's."""

import time

import pytest

from kasutamaiza.doctor import Outcome
from kasutamaiza.doctor.clock import agreed, reached
from kasutamaiza.doctor.knock import Answer, Silence
from tests.discord_rest import served
from tests.doctor.discord import asking_discord
from tests.doctor.proxies import Late, Silencing
from tests.doctor.visit import NOBODY, bot, visit, wrong


async def test_clocks_that_agree() -> None:
    async with asking_discord() as discord, bot() as url:
        found = await visit(url, discord=discord.url)
        assert found["clock"].said == "This machine's clock and the bot's clock go by Discord's."
        alone = await visit(NOBODY, discord=discord.url)
        assert alone["clock"].said == "This machine's clock goes by Discord's."


@pytest.mark.parametrize(("seconds", "said"), [(60, "60 seconds ahead of"), (-90, "90 seconds behind")])
async def test_a_bot_whose_clock_is_a_little_off_is_a_warning(seconds: int, said: str) -> None:
    async with asking_discord() as discord, bot() as behind, served(Late(behind, seconds).app) as url:
        found = await visit(url, discord=discord.url)
    assert found["clock"].outcome is Outcome.WARNING
    assert _about(seconds, found["clock"].said, "The bot's clock is ", said)


async def test_a_bot_whose_clock_is_far_off_refuses_everything() -> None:
    async with asking_discord() as discord, bot() as behind, served(Late(behind, 4000).app) as url:
        found = await visit(url, discord=discord.url)
    assert "seconds ahead of Discord's" in wrong(found["clock"])
    assert "300 seconds are allowed (SIGNATURE_MAX_AGE)" in found["clock"].said
    assert found["ping"].outcome is Outcome.SKIPPED


async def test_our_own_clock_is_a_hint_where_the_bots_is_right() -> None:
    async with asking_discord() as discord, bot() as url:
        found = await visit(url, discord=discord.url, clock=lambda: time.time() - 4000)
    assert found["clock"].outcome is Outcome.WARNING
    assert found["clock"].said.startswith("This machine's clock is ")
    assert found["clock"].said.endswith(" seconds behind Discord's.")


async def test_our_own_clock_decides_where_the_bots_is_not_known() -> None:
    async with asking_discord() as discord:
        found = await visit(NOBODY, discord=discord.url, clock=lambda: time.time() + 4000)
    assert "By this machine's clock" in wrong(found["clock"])


async def test_a_bot_that_does_not_tell_its_time_is_judged_by_its_date() -> None:
    async with asking_discord() as discord, bot() as behind, served(Silencing(behind).app) as url:
        found = await visit(url, discord=discord.url)
    assert found["clock"].said == "This machine's clock and the bot's clock go by Discord's."


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 2026 00:00:00 GMT"])
def test_without_discords_time_there_is_nothing_to_compare(date: str) -> None:
    answer = Answer(status=200, headers={"date": date}, body=b"", seconds=0.1, at=0)
    assert agreed(answer, None, max_age=300).outcome is Outcome.SKIPPED
    assert agreed(Silence("", ""), None, max_age=300).outcome is Outcome.SKIPPED


def _about(seconds: int, said: str, before: str, after: str) -> bool:
    """Whether it says so, give or take two seconds."""
    count, direction = after.split(" ", 1)
    return any(said.startswith(f"{before}{int(count) + more} {direction}") for more in range(-2, 3))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (429, "Discord does not want to be asked by this machine just now (HTTP 429)."),
        (502, "Discord is out of order, or something before it is (HTTP 502)."),
    ],
)
def test_a_discord_that_does_not_answer_as_it_should_is_told_as_what_it_is(status: int, said: str) -> None:
    found = reached(Answer(status=status, headers={}, body=b"", seconds=0.1, at=0.0))
    assert (found.outcome, found.said) == (Outcome.WRONG, said)
