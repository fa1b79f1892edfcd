"""Channels of the server: made, edited, moved and deleted."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import AutoModRule, Channel, Message, Permission, ThreadMember, Webhook
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries, written


def of(bot: Bot, name: str = "general") -> str:
    return f"/channels/{bot.channel(name).id}"


def code(answer: Any, field: str) -> str:
    told: str = answer.json()["errors"][field]["_errors"][0]["code"]
    return told


async def test_a_channel_is_told_with_its_overwrites(bot: Bot) -> None:
    told = (await bot.get(of(bot, "mod-log"))).json()

    assert (told["name"], len(told["permission_overwrites"])) == ("mod-log", 3)
    assert refusal(await bot.get("/channels/1")) == (404, 10003)


async def test_a_servers_channels_are_told_hidden_ones_too_but_no_threads(bot: Bot) -> None:
    bot.may_not(Permission.VIEW_CHANNEL)
    bot.world.put(Channel(id="5", guild_id=bot.guild.id, type=11, name="thread", parent_id=bot.channel().id))
    told = (await bot.get(at(bot, "/channels"))).json()

    assert [each["name"] for each in told] == ["Lobby", "general", "duel-hall", "card-designs", "Staff", "mod-log"]
    assert refusal(await bot.get(of(bot))) == (403, 50001)


async def test_a_new_channel_has_what_it_was_asked_for(bot: Bot) -> None:
    denied = {"id": bot.guild.id, "type": 0, "allow": "0", "deny": "2048"}
    body = {"name": "New  Cards", "topic": "Cards.", "nsfw": True, "rate_limit_per_user": "5"}
    answer = await bot.post(at(bot, "/channels"), json={**body, "permission_overwrites": [denied]}, headers=WHY)

    told = answer.json()
    assert answer.status_code == 201
    assert {name: told[name] for name in ("name", "topic", "nsfw", "rate_limit_per_user", "position")} == {
        "name": "new-cards",
        "topic": "Cards.",
        "nsfw": True,
        "rate_limit_per_user": 5,
        "position": 6,
    }
    assert told["permission_overwrites"] == [denied]
    (entry,) = entries(bot)
    assert (entry.action_type, entry.target_id, entry.reason) == (10, told["id"], REASON)
    assert changed(entry)["permission_overwrites"] == (None, [denied])


async def test_a_new_channel_in_a_category_has_its_overwrites(bot: Bot) -> None:
    staff = bot.channel("mod-log")
    bot.world.put(replace(bot.channel("Staff"), overwrites=staff.overwrites))
    body = {"name": "Reports", "parent_id": bot.channel("Staff").id, "type": 2, "bitrate": 64000}
    told = (await bot.post(at(bot, "/channels"), json=body)).json()

    assert (told["name"], told["bitrate"], len(told["permission_overwrites"])) == ("Reports", 64000, 3)


async def test_a_forum_gives_its_tags_ids(bot: Bot) -> None:
    body = {"name": "cards", "type": 15, "topic": "x" * 2000, "available_tags": [{"name": "Spell", "emoji_id": 5}]}
    told = (await bot.post(at(bot, "/channels"), json=body)).json()

    (tag,) = told["available_tags"]
    assert tag == {"id": tag["id"], "name": "Spell", "moderated": False, "emoji_id": "5", "emoji_name": None}
    assert tag["id"].isdecimal()


@pytest.mark.parametrize(
    ("parent", "type_", "told"),
    [
        ("1", 0, "CHANNEL_PARENT_INVALID"),
        ("general", 0, "CHANNEL_PARENT_INVALID_TYPE"),
        ("Lobby", 4, "CHANNEL_PARENT_INVALID_TYPE"),
    ],
)
async def test_a_parent_is_a_category(bot: Bot, parent: str, type_: int, told: str) -> None:
    parent = parent if parent == "1" else bot.channel(parent).id
    answer = await bot.post(at(bot, "/channels"), json={"name": "x", "parent_id": parent, "type": type_})

    assert refusal(answer) == (400, 50035)
    assert code(answer, "parent_id") == told


async def test_a_category_has_50_channels_and_a_server_500_at_most(bot: Bot) -> None:
    lobby = bot.channel("Lobby").id
    for number in range(47):
        bot.world.put(Channel(id=str(number + 1), guild_id=bot.guild.id, name="x", parent_id=lobby))
    answer = await bot.post(at(bot, "/channels"), json={"name": "x", "parent_id": lobby})
    assert code(answer, "parent_id") == "CHANNEL_PARENT_MAX_CHANNELS"

    for number in range(447):
        bot.world.put(Channel(id=str(number + 1000), guild_id=bot.guild.id, name="x"))
    assert refusal(await bot.post(at(bot, "/channels"), json={"name": "x"})) == (400, 30013)


async def test_an_edit_changes_what_it_tells_and_writes_it_down(bot: Bot) -> None:
    body = {"name": "Duel Talk", "topic": None, "rate_limit_per_user": 21600, "nsfw": True, "parent_id": None}
    told = (await bot.patch(of(bot), json=body, headers=WHY)).json()

    assert (told["name"], told["topic"], told["parent_id"]) == ("duel-talk", None, None)
    (entry,) = entries(bot)
    assert (entry.action_type, entry.reason) == (11, REASON)
    assert changed(entry) == {
        "name": ("general", "duel-talk"),
        "topic": ("Say / and see what the bot can do.", None),
        "parent_id": (bot.channel("Lobby").id, None),
        "nsfw": (False, True),
        "rate_limit_per_user": (0, 21600),
    }


async def test_an_edit_that_changes_nothing_is_not_written_down(bot: Bot) -> None:
    assert (await bot.patch(of(bot), json={"name": "general"})).status_code == 200
    assert entries(bot) == []


async def test_an_edit_of_overwrites_is_written_down_for_each(bot: Bot) -> None:
    everyone, mod, new = bot.guild.id, bot.role("Moderator").id, bot.user("mai").id
    body = {
        "permission_overwrites": [
            {"id": everyone, "type": 0, "deny": str(1 << 11)},
            {"id": mod, "type": 0, "allow": str(1 << 10)},
            {"id": new, "allow": str(1 << 10)},
            {"id": bot.role("Your Bot").id, "allow": 1 << 10},
        ]
    }
    told = (await bot.patch(of(bot, "mod-log"), json=body)).json()

    assert [each["type"] for each in told["permission_overwrites"]] == [0, 0, 1, 0]
    assert [(each.action_type, each.options) for each in entries(bot)] == [
        (14, {"id": everyone, "type": "0", "role_name": "@everyone"}),
        (13, {"id": new, "type": "1"}),
    ]


@pytest.mark.parametrize(
    ("body", "field"), [({"topic": "x" * 1025}, "topic"), ({"type": 2}, "type"), ({"type": 5}, "type")]
)
async def test_an_edit_is_refused_for_what_the_channel_cannot_be(bot: Bot, body: dict[str, Any], field: str) -> None:
    answer = await bot.patch(of(bot), json=body)

    assert refusal(answer) == (400, 50035)
    assert list(answer.json()["errors"]) == [field]


async def test_a_channel_becomes_one_of_news_where_the_server_has_them(bot: Bot) -> None:
    bot.world.put(replace(bot.guild, features=("NEWS",)))

    assert (await bot.patch(of(bot), json={"type": 5})).json()["type"] == 5


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_a_channel_needs_manage_channels(bot: Bot, method: str) -> None:
    bot.may_not(Permission.MANAGE_CHANNELS)

    assert refusal(await bot.client.request(method, of(bot), json={"nsfw": True})) == (403, 50013)
    assert refusal(await bot.post(at(bot, "/channels"), json={"name": "x"})) == (403, 50013)
    assert refusal(await bot.patch(at(bot, "/channels"), json=[])) == (403, 50013)


async def test_an_edit_of_overwrites_needs_manage_roles(bot: Bot) -> None:
    bot.may_not(Permission.MANAGE_ROLES)

    assert refusal(await bot.patch(of(bot), json={"permission_overwrites": []})) == (403, 50013)


async def test_channels_are_moved_together_and_take_their_categorys_overwrites(bot: Bot) -> None:
    bot.world.put(replace(bot.channel("Staff"), overwrites=bot.channel("mod-log").overwrites))
    staff, general = bot.channel("Staff").id, bot.channel().id
    body = [
        {"id": general, "parent_id": staff, "lock_permissions": True},
        {"id": bot.channel("duel-hall").id, "position": 9},
    ]
    assert (await bot.patch(at(bot, "/channels"), json=body)).status_code == 204

    assert (bot.channel().parent_id, len(bot.channel().overwrites)) == (staff, 3)
    assert bot.channel("duel-hall").position == 9
    assert (await bot.patch(at(bot, "/channels"), json=[{"id": general}])).status_code == 204
    refused = await bot.patch(at(bot, "/channels"), json=[{"id": general, "position": 7}, {"id": "5"}])
    assert refusal(refused) == (404, 10003)
    assert bot.channel().position != 7


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({}, (400, 50035)),
        ([5], (400, 50035)),
        ([{"id": "1"}], (404, 10003)),
        ([{"id": "general", "position": "first"}], (400, 50035)),
    ],
)
async def test_moves_are_refused_for_what_is_none(bot: Bot, body: Any, refused: tuple[int, int]) -> None:
    if isinstance(body, list) and isinstance(body[0], dict) and body[0]["id"] == "general":
        body[0]["id"] = bot.channel().id

    assert refusal(await bot.patch(at(bot, "/channels"), json=body)) == refused


async def test_a_deleted_channel_takes_all_along_that_is_in_it(bot: Bot) -> None:
    world, channel = bot.world, bot.channel()
    world.put(replace(bot.guild, system_channel_id=channel.id))
    await bot.post(f"{of(bot)}/threads", json={"name": "Round 1", "type": 11})
    webhook = (await bot.post(f"{of(bot)}/webhooks", json={"name": "News"})).json()
    file: Any = {"files[0]": ("a.txt", b"a", "text/plain"), "payload_json": (None, "{}")}
    assert (await bot.post(f"{of(bot)}/messages", files=file)).status_code == 200
    spared = {"exempt_channels": [channel.id]}
    rule = world.put(AutoModRule(id="8", guild_id=bot.guild.id, creator_id=bot.id, definition=spared))
    told = (await bot.delete(of(bot), headers=WHY)).json()

    assert told["name"] == "general"
    assert all(each.channel_id != channel.id for each in world.all(Message))
    assert [each.name for each in world.all(Channel)] == ["Lobby", "duel-hall", "card-designs", "Staff", "mod-log"]
    assert (world.files, list(world.all(ThreadMember)), world.find(Webhook, webhook["id"])) == ({}, [], None)
    assert bot.guild.system_channel_id is None
    assert world.get(AutoModRule, rule.id).definition == {"exempt_channels": []}
    assert written(bot)[-1] == (12, channel.id)
    assert changed(entries(bot)[-1])["name"] == ("general", None)


async def test_channels_of_a_deleted_category_stay(bot: Bot) -> None:
    await bot.delete(of(bot, "Lobby"))

    assert bot.channel().parent_id is None


async def test_a_channel_that_a_community_needs_stays(bot: Bot) -> None:
    await bot.patch(at(bot), json={"rules_channel_id": bot.channel().id})

    assert refusal(await bot.delete(of(bot))) == (400, 50074)


async def test_a_direct_message_is_closed_and_not_edited(bot: Bot) -> None:
    direct = bot.world.put(Channel(id="7", type=1, recipient_id=bot.user("mai").id))

    assert (await bot.delete("/channels/7")).json()["type"] == 1
    assert bot.world.get(Channel, "7") == direct
    assert refusal(await bot.patch("/channels/7", json={"name": "x"})) == (400, 50003)
