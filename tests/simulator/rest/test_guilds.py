"""The server as a whole."""

from typing import Any

import pytest

from simulator.world import Permission
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries


async def test_a_server_tells_its_owner_its_roles_and_when_asked_its_members(bot: Bot) -> None:
    told = (await bot.get(at(bot))).json()
    counted = (await bot.get(at(bot), params={"with_counts": "true"})).json()

    assert told["owner_id"] == bot.user("seto").id
    assert told["roles"][0]["name"] == "@everyone"
    assert "approximate_member_count" not in told
    assert counted["approximate_member_count"] == 7


@pytest.mark.parametrize("guild_id", ["1", "123456789012345678"])
async def test_a_server_that_is_none_is_unknown(bot: Bot, guild_id: str) -> None:
    assert refusal(await bot.get(f"/guilds/{guild_id}")) == (404, 10004)


async def test_a_server_is_closed_to_a_bot_that_has_left_it(bot: Bot) -> None:
    bot.world.remove(bot.world.get(type(bot.member("mai")), f"{bot.guild.id}:{bot.id}"))

    assert refusal(await bot.get(at(bot))) == (403, 50001)


async def test_an_edit_changes_what_it_tells_and_writes_it_down(bot: Bot) -> None:
    general = bot.channel().id
    body = {"name": "Duel City", "system_channel_id": general, "verification_level": 2, "rules_channel_id": general}
    told = (await bot.patch(at(bot), json=body, headers=WHY)).json()

    assert {field: told[field] for field in body} == body
    assert bot.guild.name == "Duel City"
    (entry,) = entries(bot)
    assert (entry.action_type, entry.target_id, entry.reason) == (1, bot.guild.id, REASON)
    assert changed(entry) == {
        "name": ("Duel Academy", "Duel City"),
        "system_channel_id": (None, general),
        "verification_level": (0, 2),
        "rules_channel_id": (None, general),
    }


async def test_an_edit_of_one_thing_leaves_the_others_and_null_takes_a_channel_away(bot: Bot) -> None:
    await bot.patch(at(bot), json={"system_channel_id": bot.channel().id, "description": "Duels."})
    await bot.patch(at(bot), json={"preferred_locale": "ja"})
    assert (bot.guild.description, bot.guild.system_channel_id) == ("Duels.", bot.channel().id)

    await bot.patch(at(bot), json={"system_channel_id": None, "description": None})
    assert (bot.guild.description, bot.guild.system_channel_id, bot.guild.preferred_locale) == (None, None, "ja")


async def test_an_edit_that_changes_nothing_is_not_written_down(bot: Bot) -> None:
    assert (await bot.patch(at(bot), json={"name": "Duel Academy"})).status_code == 200
    assert entries(bot) == []


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x"},
        {"name": None},
        {"name": 5},
        {"description": "x" * 301},
        {"preferred_locale": ["ja"]},
        {"system_channel_id": "1"},
        {"afk_channel_id": "general"},
    ],
)
async def test_an_edit_is_refused_whole(bot: Bot, body: dict[str, Any]) -> None:
    answer = await bot.patch(at(bot), json={**body, "verification_level": 4})

    assert refusal(answer) == (400, 50035)
    assert list(answer.json()["errors"]) == [next(iter(body))]
    assert bot.guild.details == {}


async def test_an_edit_needs_manage_guild(bot: Bot) -> None:
    bot.may_not(Permission.MANAGE_GUILD)

    assert refusal(await bot.patch(at(bot), json={"name": "Duel City"})) == (403, 50013)
