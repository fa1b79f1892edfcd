"""Overwrites: of roles and members, and only of what the bot has itself."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import Channel, Overwrite, Permission
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries

SEND = Permission.SEND_MESSAGES
MENTION = Permission.MENTION_EVERYONE
"""Which the bot has not."""


def of(bot: Bot, id_: str, channel: str = "general") -> str:
    return f"/channels/{bot.channel(channel).id}/permissions/{id_}"


def own(bot: Bot, allow: Permission) -> Overwrite:
    return Overwrite(id=bot.role("Your Bot").id, type=0, allow=allow)


async def test_a_lock_denies_one_bit_and_keeps_the_others(bot: Bot) -> None:
    everyone = bot.guild.id
    body = {"type": 0, "allow": "0", "deny": str(int(SEND | Permission.VIEW_CHANNEL) | 1 << 60)}
    assert (await bot.put(of(bot, everyone, "mod-log"), json=body, headers=WHY)).status_code == 204

    found = {each.id: each for each in bot.channel("mod-log").overwrites}
    assert found[everyone].deny == SEND | Permission.VIEW_CHANNEL
    (entry,) = entries(bot)
    assert (entry.action_type, entry.target_id, entry.reason) == (14, bot.channel("mod-log").id, REASON)
    assert changed(entry) == {"deny": (str(1 << 10), str(1 << 10 | 1 << 11))}


async def test_a_member_has_an_overwrite_of_their_own(bot: Bot) -> None:
    mai = bot.user("mai").id
    assert (await bot.put(of(bot, mai), json={"deny": int(SEND)})).status_code == 204
    assert bot.channel().overwrites == (Overwrite(id=mai, type=1, deny=SEND),)

    assert (await bot.delete(of(bot, mai))).status_code == 204
    assert bot.channel().overwrites == ()
    assert [each.action_type for each in entries(bot)] == [13, 15]


async def test_what_is_so_already_is_not_written_down(bot: Bot) -> None:
    for _ in range(2):
        await bot.put(of(bot, bot.guild.id), json={"type": 0, "deny": "2048"})

    assert len(entries(bot)) == 1


@pytest.mark.parametrize("field", ["allow", "deny"])
async def test_the_bot_changes_no_bit_that_it_has_not(bot: Bot, field: str) -> None:
    assert refusal(await bot.put(of(bot, bot.guild.id), json={field: str(int(MENTION))})) == (403, 50013)


async def test_a_bit_that_the_bot_has_not_may_stay_and_not_go(bot: Bot) -> None:
    everyone = bot.guild.id
    bot.world.put(replace(bot.channel(), overwrites=(Overwrite(id=everyone, type=0, deny=MENTION),)))

    assert (await bot.put(of(bot, everyone), json={"deny": str(int(MENTION | SEND))})).status_code == 204
    assert refusal(await bot.delete(of(bot, everyone))) == (403, 50013)


async def test_manage_roles_is_given_by_administrators_only(bot: Bot) -> None:
    body = {"allow": str(int(Permission.MANAGE_ROLES))}
    assert refusal(await bot.put(of(bot, bot.guild.id), json=body)) == (403, 50013)

    bot.world.put(replace(bot.role("Your Bot"), permissions=Permission.ADMINISTRATOR))
    assert (await bot.put(of(bot, bot.guild.id), json=body)).status_code == 204


async def test_who_manages_a_channels_overwrites_by_one_of_them_changes_every_bit(bot: Bot) -> None:
    bot.may_not(Permission.MANAGE_ROLES)
    bot.world.put(replace(bot.channel(), overwrites=(own(bot, Permission.MANAGE_ROLES),)))

    assert (await bot.put(of(bot, bot.guild.id), json={"deny": str(int(MENTION))})).status_code == 204


async def test_overwrites_need_manage_roles(bot: Bot) -> None:
    bot.may_not(Permission.MANAGE_ROLES)

    assert refusal(await bot.put(of(bot, bot.guild.id), json={})) == (403, 50013)
    assert refusal(await bot.delete(of(bot, bot.guild.id))) == (403, 50013)


@pytest.mark.parametrize(
    ("id_", "body", "refused"),
    [("1", {"type": 0}, (404, 10011)), ("1", {"type": 1}, (404, 10013)), ("1", {}, (404, 10013))],
)
async def test_nobody_has_no_overwrite(bot: Bot, id_: str, body: dict[str, Any], refused: tuple[int, int]) -> None:
    assert refusal(await bot.put(of(bot, id_), json=body)) == refused


async def test_an_overwrite_that_is_none_is_not_deleted(bot: Bot) -> None:
    assert refusal(await bot.delete(of(bot, bot.guild.id))) == (404, 10009)


async def test_threads_and_direct_messages_have_none(bot: Bot) -> None:
    bot.world.put(Channel(id="7", type=1, recipient_id=bot.user("mai").id))
    bot.world.put(Channel(id="8", type=11, guild_id=bot.guild.id, parent_id=bot.channel().id))

    assert refusal(await bot.put("/channels/7/permissions/1", json={})) == (400, 50003)
    assert refusal(await bot.put("/channels/8/permissions/1", json={})) == (400, 50024)


async def test_a_new_channel_denies_nothing_that_the_bot_has_not(bot: Bot) -> None:
    body = {"name": "x", "permission_overwrites": [{"id": bot.guild.id, "deny": str(int(MENTION))}]}

    assert refusal(await bot.post(at(bot, "/channels"), json=body)) == (403, 50013)
