"""Bans, and members who are pruned."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import Ban, Member, Message, Permission, User
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, entries, written


def of(bot: Bot, name: str) -> str:
    return at(bot, f"/bans/{bot.id if name == 'bot' else bot.user(name).id}")


def stranger(bot: Bot, name: str = "bandit") -> User:
    return bot.world.put(User(id=bot.world.next_id(), username=name))


async def test_who_is_banned_is_gone_and_stands_in_the_list(bot: Bot) -> None:
    mai = bot.user("mai").id
    assert (await bot.put(of(bot, "mai"), json={}, headers=WHY)).status_code == 204

    assert bot.world.find(Member, f"{bot.guild.id}:{mai}") is None
    assert (await bot.get(of(bot, "mai"))).json()["reason"] == REASON
    assert [each["user"]["id"] for each in (await bot.get(at(bot, "/bans"))).json()] == [mai]
    assert [(each.action_type, each.target_id, each.reason) for each in entries(bot)] == [(22, mai, REASON)]


async def test_a_second_ban_changes_the_reason(bot: Bot) -> None:
    await bot.put(of(bot, "mai"))
    await bot.put(of(bot, "mai"), headers=WHY)

    assert [each.reason for each in bot.world.all(Ban)] == [REASON]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ({}, ["old", "young", "of another"]),
        ({"delete_message_seconds": 3600}, ["old", "of another"]),
        ({"delete_message_days": 1}, ["of another"]),
    ],
)
async def test_what_they_wrote_is_deleted_as_far_back_as_is_told(
    bot: Bot, body: dict[str, Any], left: list[str]
) -> None:
    for message in list(bot.world.all(Message)):
        bot.world.remove(message)
    bot.hears("old", by="joey")
    bot.world.clock.advance(7200)
    bot.hears("young", "duel-hall", by="joey")
    bot.hears("of another", by="mai")
    await bot.put(of(bot, "joey"), json=body)

    assert [each.content for each in bot.world.all(Message)] == left


async def test_who_is_not_in_the_server_is_banned_if_there_is_such_a_person(bot: Bot) -> None:
    user = stranger(bot)

    assert (await bot.put(at(bot, f"/bans/{user.id}"))).status_code == 204
    assert refusal(await bot.put(at(bot, "/bans/123"))) == (404, 10013)


@pytest.mark.parametrize("name", ["seto", "bot"])
async def test_nobody_above_the_bot_is_banned(bot: Bot, name: str) -> None:
    assert refusal(await bot.put(of(bot, name))) == (403, 50013)


async def test_an_owner_is_not_banned_though_they_are_not_there(bot: Bot) -> None:
    bot.world.remove(bot.member("seto"))

    assert refusal(await bot.put(of(bot, "seto"))) == (403, 50013)
    assert refusal(await bot.post(at(bot, "/bulk-ban"), json={"user_ids": [bot.user("seto").id]})) == (400, 500000)


async def test_a_lifted_ban_is_no_more(bot: Bot) -> None:
    await bot.put(of(bot, "mai"))
    assert (await bot.delete(of(bot, "mai"), headers=WHY)).status_code == 204

    assert written(bot)[-1] == (23, bot.user("mai").id)
    assert refusal(await bot.delete(of(bot, "mai"))) == (404, 10026)
    assert refusal(await bot.get(of(bot, "mai"))) == (404, 10026)


async def test_bans_come_in_pages_by_their_users_ids(bot: Bot) -> None:
    ids = [stranger(bot, f"bandit{number}").id for number in range(5)]
    for id_ in reversed(ids):
        await bot.put(at(bot, f"/bans/{id_}"))

    async def page(**query: Any) -> list[str]:
        return [each["user"]["id"] for each in (await bot.get(at(bot, "/bans"), params=query)).json()]

    assert await page() == ids
    assert await page(limit=2) == ids[:2]
    assert await page(after=ids[1], limit=2) == ids[2:4]
    assert await page(before=ids[3], limit=2) == ids[1:3]
    assert await page(before=ids[1], after=ids[2]) == ids[:1]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_bans_need_ban_members(bot: Bot, method: str) -> None:
    bot.may_not(Permission.BAN_MEMBERS)

    assert refusal(await bot.client.request(method, of(bot, "mai"))) == (403, 50013)
    assert refusal(await bot.get(at(bot, "/bans"))) == (403, 50013)


async def test_many_are_banned_at_once_and_who_could_not_be_is_told(bot: Bot) -> None:
    mai, joey, seto, outside = (bot.user("mai").id, bot.user("joey").id, bot.user("seto").id, stranger(bot).id)
    await bot.put(of(bot, "joey"))
    body = {"user_ids": [mai, joey, seto, bot.id, "123", outside], "delete_message_seconds": 0}
    told = (await bot.post(at(bot, "/bulk-ban"), json=body)).json()

    assert told == {"banned_users": [mai, outside], "failed_users": [joey, seto, bot.id, "123"]}
    assert written(bot)[1:] == [(22, mai), (22, outside)]


async def test_where_nobody_could_be_banned_all_has_failed(bot: Bot) -> None:
    assert refusal(await bot.post(at(bot, "/bulk-ban"), json={"user_ids": ["123"]})) == (400, 500000)


@pytest.mark.parametrize("permission", [Permission.BAN_MEMBERS, Permission.MANAGE_GUILD])
async def test_to_ban_many_needs_two_permissions(bot: Bot, permission: Permission) -> None:
    bot.may_not(permission)

    assert refusal(await bot.post(at(bot, "/bulk-ban"), json={"user_ids": ["123"]})) == (403, 50013)


async def test_the_silent_without_roles_are_pruned(bot: Bot) -> None:
    bot.world.clock.advance(timedelta(days=8).total_seconds())
    for name in ("mai", "joey"):
        bot.world.put(replace(bot.member(name), roles=()))
    bot.hears(by="joey")
    assert (await bot.get(at(bot, "/prune"))).json() == {"pruned": 1}
    assert (await bot.get(at(bot, "/prune"), params={"days": 30})).json() == {"pruned": 0}
    duelist = bot.role("Duelist").id
    assert (await bot.get(at(bot, "/prune"), params={"include_roles": duelist})).json() == {"pruned": 2}

    assert (await bot.post(at(bot, "/prune"), json={"include_roles": [duelist], "days": 7})).json() == {"pruned": 2}
    assert (await bot.post(at(bot, "/prune"), json={"compute_prune_count": False})).json() == {"pruned": None}
    assert bot.world.find(Member, f"{bot.guild.id}:{bot.user('mai').id}") is None
    assert entries(bot)[0].options == {"delete_member_days": "7", "members_removed": "2"}


@pytest.mark.parametrize("days", [0, 31, "many"])
async def test_a_prune_goes_back_30_days_at_most(bot: Bot, days: object) -> None:
    assert refusal(await bot.post(at(bot, "/prune"), json={"days": days})) == (400, 50035)
