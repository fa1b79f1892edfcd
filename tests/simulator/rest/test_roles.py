"""Roles: made, edited, moved and deleted, never above the bot."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import AutoModRule, CommandPermissions, Overwrite, Permission, Role
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import at, changed, entries, owned_by_the_bot, written

NAMES = ["@everyone", "Duelist", "Reviewer", "Moderator", "Your Bot", "Administrator"]


def names(roles: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in sorted(roles, key=lambda each: each["position"])]


def of(bot: Bot, name: str) -> str:
    return at(bot, f"/roles/{bot.role(name).id}")


async def test_roles_are_told_with_their_positions(bot: Bot) -> None:
    assert names((await bot.get(at(bot, "/roles"))).json()) == NAMES
    assert (await bot.get(of(bot, "Reviewer"))).json()["color"] == 0x9B59B6
    assert refusal(await bot.get(at(bot, "/roles/1"))) == (404, 10011)


async def test_members_of_roles_are_counted_without_everyone(bot: Bot) -> None:
    counted = (await bot.get(at(bot, "/roles/member-counts"))).json()

    assert counted[bot.role("Duelist").id] == 3
    assert bot.guild.id not in counted


async def test_a_new_role_stands_at_the_bottom_and_has_what_everyone_has(bot: Bot) -> None:
    told = (await bot.post(at(bot, "/roles"))).json()

    assert (told["name"], told["position"]) == ("new role", 1)
    assert int(told["permissions"]) == bot.role("@everyone").permissions
    assert names((await bot.get(at(bot, "/roles"))).json()) == ["@everyone", "new role", *NAMES[1:]]


async def test_a_new_role_is_as_it_was_asked_for(bot: Bot) -> None:
    body = {
        "name": "Judge",
        "permissions": "8192",
        "colors": {"primary_color": 255},
        "hoist": True,
        "mentionable": True,
    }
    told = (await bot.post(at(bot, "/roles"), json=body)).json()

    assert (told["name"], told["permissions"], told["color"]) == ("Judge", "8192", 255)
    (entry,) = entries(bot)
    assert (entry.action_type, entry.target_id) == (30, told["id"])
    assert changed(entry)["permissions"] == (None, "8192")


async def test_no_role_is_made_of_what_the_bot_has_not(bot: Bot) -> None:
    assert refusal(await bot.post(at(bot, "/roles"), json={"permissions": "8"})) == (403, 50013)
    assert refusal(await bot.patch(of(bot, "Duelist"), json={"permissions": 1 << 17})) == (403, 50013)


async def test_an_edited_role_may_keep_what_the_bot_has_not(bot: Bot) -> None:
    role = bot.world.put(replace(bot.role("Duelist"), permissions=Permission.MENTION_EVERYONE))
    kept = str(int(role.permissions | Permission.SEND_MESSAGES))
    told = (await bot.patch(of(bot, "Duelist"), json={"permissions": kept, "name": None, "color": 7})).json()

    assert (told["permissions"], told["name"], told["color"]) == (kept, "Duelist", 7)
    assert changed(entries(bot)[0]) == {"permissions": (str(1 << 17), kept), "color": (0x2ECC71, 7)}


async def test_an_edit_that_changes_nothing_is_not_written_down(bot: Bot) -> None:
    assert (await bot.patch(of(bot, "@everyone"), json={"name": "everybody"})).json()["name"] == "@everyone"
    assert entries(bot) == []


@pytest.mark.parametrize("name", ["Your Bot", "Administrator"])
async def test_roles_that_stand_above_are_neither_edited_nor_deleted(bot: Bot, name: str) -> None:
    assert refusal(await bot.patch(of(bot, name), json={"hoist": True})) == (403, 50013)
    assert refusal(await bot.delete(of(bot, name)))[1] in (50013, 50028)


async def test_a_deleted_role_is_nowhere_any_more(bot: Bot) -> None:
    role, world = bot.role("Duelist"), bot.world
    general = world.put(replace(bot.channel(), overwrites=(Overwrite(id=role.id, type=0),)))
    told = ({"id": role.id, "type": 1, "permission": True}, {"id": bot.id, "type": 2, "permission": True})
    permissions = world.put(CommandPermissions(guild_id=bot.guild.id, id="7", permissions=told))
    spared = {"exempt_roles": [role.id, "5"], "exempt_channels": []}
    rule = world.put(AutoModRule(id="8", guild_id=bot.guild.id, creator_id=bot.id, definition=spared))
    assert (await bot.delete(of(bot, "Duelist"))).status_code == 204

    assert bot.member("mai").roles == ()
    assert world.get(type(general), general.id).overwrites == ()
    assert world.get(CommandPermissions, permissions.key).permissions == told[1:]
    assert world.get(AutoModRule, rule.id).definition["exempt_roles"] == ["5"]
    assert world.find(Role, role.id) is None
    assert written(bot) == [(32, role.id)]


@pytest.mark.parametrize("name", ["@everyone", "Your Bot"])
async def test_nobody_deletes_everyone_nor_a_bots_own_role(bot: Bot, name: str) -> None:
    owned_by_the_bot(bot)

    assert refusal(await bot.delete(of(bot, name))) == (400, 50028)


async def test_roles_are_moved_and_the_others_close_ranks(bot: Bot) -> None:
    duelist = bot.role("Duelist").id
    body = [{"id": duelist, "position": 3}, {"id": bot.role("Reviewer").id, "position": None}]
    told = (await bot.patch(at(bot, "/roles"), json=body)).json()

    assert names(told) == ["@everyone", "Reviewer", "Moderator", "Duelist", "Your Bot", "Administrator"]
    assert written(bot) == [(31, duelist)]
    assert changed(entries(bot)[0]) == {"position": (1, 3)}


@pytest.mark.parametrize(
    ("name", "position", "refused"),
    [
        ("Duelist", 4, (403, 50013)),
        ("Administrator", 1, (403, 50013)),
        ("Duelist", 0, (400, 50035)),
        ("@everyone", 2, (400, 50035)),
    ],
)
async def test_no_role_is_moved_to_where_the_bot_stands(
    bot: Bot, name: str, position: int, refused: tuple[int, int]
) -> None:
    body = [{"id": bot.role(name).id, "position": position}]

    assert refusal(await bot.patch(at(bot, "/roles"), json=body)) == refused
    assert names((await bot.get(at(bot, "/roles"))).json()) == NAMES


async def test_a_role_that_is_none_is_not_moved(bot: Bot) -> None:
    assert refusal(await bot.patch(at(bot, "/roles"), json=[{"id": "1", "position": 1}])) == (404, 10011)


async def test_a_server_has_250_roles_at_most(bot: Bot) -> None:
    for number in range(250 - len(NAMES)):
        bot.world.put(Role(id=str(number + 1), guild_id=bot.guild.id, name="x", position=1))

    assert refusal(await bot.post(at(bot, "/roles"))) == (400, 30005)


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("PATCH", ""), ("PATCH", "Duelist"), ("DELETE", "Duelist")])
async def test_roles_need_manage_roles(bot: Bot, method: str, path: str) -> None:
    bot.may_not(Permission.MANAGE_ROLES)
    body: Any = [] if (method, path) == ("PATCH", "") else {}

    path = of(bot, path) if path else at(bot, "/roles")
    assert refusal(await bot.client.request(method, path, json=body)) == (403, 50013)
