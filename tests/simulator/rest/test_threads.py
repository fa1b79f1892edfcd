"""Threads: begun, edited, archived, deleted, listed, and who is in them."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.world import Channel, Member, Message, Permission, ThreadMember, rights
from tests.simulator.rest.calls import Bot, refusal
from tests.simulator.rest.logbook import REASON, WHY, at, changed, entries, written


async def begun(bot: Bot, channel: str = "general", **body: Any) -> dict[str, Any]:
    answer = await bot.post(f"/channels/{bot.channel(channel).id}/threads", json={"name": "Round 1", **body})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def belongs_to(bot: Bot, thread_id: str, name: str) -> None:
    """Let somebody else have begun it."""
    bot.world.put(replace(bot.world.get(Channel, thread_id), owner_id=bot.user(name).id))


async def forum(bot: Bot, **body: Any) -> Channel:
    told = (await bot.post(at(bot, "/channels"), json={"name": "cards", "type": 15, **body})).json()
    return bot.world.get(Channel, told["id"])


async def test_a_thread_on_a_message_has_its_id(bot: Bot) -> None:
    message = bot.hears()
    path = f"/channels/{message.channel_id}/messages/{message.id}/threads"
    answer = await bot.post(path, json={"name": "Harpies", "auto_archive_duration": 60}, headers=WHY)

    told = answer.json()
    assert (answer.status_code, told["id"], told["type"]) == (201, message.id, 11)
    assert (told["parent_id"], told["owner_id"], told["member_count"]) == (message.channel_id, bot.id, 1)
    assert told["thread_metadata"]["auto_archive_duration"] == 60
    assert "permission_overwrites" not in told
    assert bot.world.get(Message, message.id).flags == 32
    assert [(each.action_type, each.reason) for each in entries(bot)] == [(110, REASON)]
    assert refusal(await bot.post(path, json={"name": "Again"})) == (400, 160004)


async def test_a_thread_without_a_type_is_private(bot: Bot) -> None:
    told = await begun(bot, rate_limit_per_user=5)

    assert (told["type"], told["thread_metadata"]["invitable"], told["rate_limit_per_user"]) == (12, True, 5)
    assert (await begun(bot, type=11))["type"] == 11


@pytest.mark.parametrize(
    ("kind", "type_", "is_taken"), [(0, 10, False), (5, 10, True), (5, 11, False), (5, 12, False), (2, 11, False)]
)
async def test_threads_of_a_type_are_begun_where_there_are_such(
    bot: Bot, kind: int, type_: int, is_taken: bool
) -> None:
    bot.may_not()
    bot.world.put(replace(bot.channel(), type=kind))
    answer = await bot.post(f"/channels/{bot.channel().id}/threads", json={"name": "x", "type": type_})

    assert (answer.status_code == 201) is is_taken
    assert is_taken or refusal(answer) == (400, 50024)


async def test_a_thread_on_news_is_one_of_news(bot: Bot) -> None:
    bot.world.put(replace(bot.channel(), type=5))
    message = bot.hears()

    told = await bot.post(f"/channels/{message.channel_id}/messages/{message.id}/threads", json={"name": "x"})
    assert told.json()["type"] == 10


@pytest.mark.parametrize(
    ("type_", "permission"), [(11, Permission.CREATE_PUBLIC_THREADS), (12, Permission.CREATE_PRIVATE_THREADS)]
)
async def test_to_begin_a_thread_needs_a_permission(bot: Bot, type_: int, permission: Permission) -> None:
    bot.may_not(permission)
    answer = await bot.post(f"/channels/{bot.channel().id}/threads", json={"name": "x", "type": type_})

    assert refusal(answer) == (403, 50013)


async def test_a_direct_message_has_no_threads(bot: Bot) -> None:
    bot.world.put(Channel(id="7", type=1, recipient_id=bot.user("mai").id))

    assert refusal(await bot.post("/channels/7/threads", json={"name": "x"})) == (400, 50003)
    assert refusal(await bot.get("/channels/7/threads/archived/public")) == (400, 50003)


async def test_a_post_has_a_first_message_of_its_own_id(bot: Bot) -> None:
    cards = await forum(bot, available_tags=[{"name": "Spell"}], default_auto_archive_duration=1440)
    tag = cards.details["available_tags"][0]["id"]
    body = {"name": "Dark Hole", "message": {"content": "Mine."}, "applied_tags": [tag]}
    told = (await bot.post(f"/channels/{cards.id}/threads", json=body)).json()

    assert (told["type"], told["applied_tags"], told["message_count"]) == (11, [tag], 0)
    assert told["thread_metadata"]["auto_archive_duration"] == 1440
    assert (told["message"]["id"], told["message"]["content"]) == (told["id"], "Mine.")
    assert bot.world.get(Message, told["id"]).channel_id == told["id"]


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({"message": {"content": ""}}, (400, 50006)),
        ({"message": {}}, (400, 50006)),
        ({}, (400, 50035)),
        ({"message": {"content": "x"}}, (400, 40067)),
        ({"message": {"content": "x"}, "applied_tags": ["5"]}, (400, 50035)),
        ({"message": {"content": "x"}, "applied_tags": ["moderated"]}, (403, 50013)),
    ],
)
async def test_a_post_is_refused_without_what_the_forum_wants(
    bot: Bot, body: dict[str, Any], refused: tuple[int, int]
) -> None:
    cards = await forum(bot, available_tags=[{"name": "Spell", "moderated": True}])
    bot.world.put(replace(cards, details={**cards.details, "flags": 16}))
    bot.may_not(Permission.MANAGE_THREADS)
    if body.get("applied_tags") == ["moderated"]:
        body = {**body, "applied_tags": [cards.details["available_tags"][0]["id"]]}

    assert refusal(await bot.post(f"/channels/{cards.id}/threads", json={"name": "x", **body})) == refused


async def test_an_edit_archives_and_locks_a_thread(bot: Bot) -> None:
    thread = (await begun(bot, type=11))["id"]
    bot.world.clock.advance(60)
    body = {"archived": True, "locked": True, "name": "Round 2", "auto_archive_duration": 60, "invitable": True}
    told = (await bot.patch(f"/channels/{thread}", json=body, headers=WHY)).json()

    metadata = told["thread_metadata"]
    assert (told["name"], metadata["archived"], metadata["locked"]) == ("Round 2", True, True)
    assert metadata["archive_timestamp"] > metadata["create_timestamp"]
    assert "invitable" not in metadata
    entry = entries(bot)[-1]
    assert (entry.action_type, entry.reason) == (111, REASON)
    assert changed(entry)["locked"] == (False, True)


async def test_an_archived_thread_is_opened_before_anything_of_it_changes(bot: Bot) -> None:
    thread = (await begun(bot))["id"]
    await bot.patch(f"/channels/{thread}", json={"archived": True})

    assert refusal(await bot.patch(f"/channels/{thread}", json={"name": "x"})) == (400, 50083)
    for method, path in [
        ("PUT", "@me"),
        ("DELETE", "@me"),
        ("PUT", bot.user("mai").id),
        ("DELETE", bot.user("mai").id),
    ]:
        answer = await bot.client.request(method, f"/channels/{thread}/thread-members/{path}")
        assert refusal(answer) == (400, 50083)
    told = (await bot.patch(f"/channels/{thread}", json={"archived": False, "name": "x", "invitable": False})).json()
    assert (told["name"], told["thread_metadata"]["invitable"]) == ("x", False)


async def test_an_edit_that_changes_nothing_is_not_written_down(bot: Bot) -> None:
    thread = (await begun(bot))["id"]
    await bot.patch(f"/channels/{thread}", json={"name": "Round 1"})

    assert written(bot) == [(110, thread)]


@pytest.mark.parametrize(
    ("own", "locked", "body", "is_taken"),
    [
        (True, False, {"name": "x"}, True),
        (True, False, {"locked": True}, False),
        (True, True, {"archived": False}, False),
        (False, False, {"name": "x"}, False),
        (False, False, {"archived": False}, True),
        (False, False, {"archived": True}, False),
        (False, False, {"rate_limit_per_user": 5}, False),
    ],
)
async def test_who_does_not_manage_threads_edits_only_their_own(
    bot: Bot, own: bool, locked: bool, body: dict[str, Any], is_taken: bool
) -> None:
    thread = (await begun(bot, type=11))["id"]
    await bot.patch(f"/channels/{thread}", json={"locked": locked})
    if not own:
        belongs_to(bot, thread, "mai")
    bot.may_not(Permission.MANAGE_THREADS)
    answer = await bot.patch(f"/channels/{thread}", json=body)

    assert (answer.status_code == 200) is is_taken
    assert is_taken or refusal(answer) == (403, 50013)


async def test_a_posts_tags_are_edited(bot: Bot) -> None:
    cards = await forum(bot, available_tags=[{"name": "Spell"}, {"name": "Trap"}])
    told = await begun(bot, "cards", message={"content": "x"})
    trap = cards.details["available_tags"][1]["id"]
    edited = (await bot.patch(f"/channels/{told['id']}", json={"applied_tags": [trap]})).json()

    assert edited["applied_tags"] == [trap]


async def test_a_deleted_thread_takes_its_messages_and_members_along(bot: Bot) -> None:
    thread = (await begun(bot))["id"]
    assert (await bot.post(f"/channels/{thread}/messages", json={"content": "x"})).status_code == 200
    assert (await bot.delete(f"/channels/{thread}")).json()["id"] == thread

    assert bot.world.find(Channel, thread) is None
    assert bot.world.group(Message, thread) == {}
    assert bot.world.group(ThreadMember, thread) == {}
    assert written(bot)[-1] == (112, thread)


async def test_to_delete_a_thread_needs_manage_threads(bot: Bot) -> None:
    thread = (await begun(bot))["id"]
    bot.may_not(Permission.MANAGE_THREADS)

    assert refusal(await bot.delete(f"/channels/{thread}")) == (403, 50013)


async def test_members_come_and_go(bot: Bot) -> None:
    thread, mai = (await begun(bot))["id"], bot.user("mai").id
    path = f"/channels/{thread}/thread-members"
    for _ in range(2):
        assert (await bot.put(f"{path}/{mai}")).status_code == 204

    assert {each["user_id"] for each in (await bot.get(path)).json()} == {bot.id, mai}
    told = (await bot.get(path, params={"with_member": "true", "limit": 1})).json()
    assert [each["member"]["user"]["username"] for each in told] == ["mai"]
    assert (await bot.get(f"{path}/{mai}")).json()["id"] == thread
    assert (await bot.delete(f"{path}/{mai}")).status_code == 204
    assert refusal(await bot.get(f"{path}/{mai}")) == (404, 10007)
    assert (await bot.delete(f"{path}/@me")).status_code == 204
    assert (await bot.put(f"{path}/@me")).status_code == 204


async def test_only_who_can_see_the_channel_is_brought_in(bot: Bot) -> None:
    thread = (await begun(bot, "mod-log"))["id"]

    assert refusal(await bot.put(f"/channels/{thread}/thread-members/{bot.user('mai').id}")) == (403, 50001)
    assert refusal(await bot.put(f"/channels/{thread}/thread-members/1")) == (404, 10007)


async def test_who_may_not_write_in_a_thread_brings_nobody_in(bot: Bot) -> None:
    thread = (await begun(bot, type=11))["id"]
    bot.may_not(Permission.SEND_MESSAGES_IN_THREADS)

    assert refusal(await bot.put(f"/channels/{thread}/thread-members/{bot.user('mai').id}")) == (403, 50013)


async def test_a_closed_thread_lets_in_whom_its_owner_brings(bot: Bot) -> None:
    thread = (await begun(bot, invitable=False))["id"]
    bot.may_not(Permission.MANAGE_THREADS)
    path = f"/channels/{thread}/thread-members"
    assert (await bot.put(f"{path}/{bot.user('mai').id}")).status_code == 204
    assert (await bot.delete(f"{path}/{bot.user('mai').id}")).status_code == 204

    belongs_to(bot, thread, "mai")
    assert refusal(await bot.put(f"{path}/{bot.user('joey').id}")) == (403, 50013)
    assert refusal(await bot.delete(f"{path}/{bot.id}")) == (403, 50013)


async def test_a_private_thread_is_seen_by_who_is_in_it(bot: Bot) -> None:
    thread = bot.world.get(Channel, (await begun(bot))["id"])
    assert not rights.in_channel(bot.world, bot.member("mai"), thread)
    assert rights.in_channel(bot.world, bot.member("mod"), thread) & Permission.VIEW_CHANNEL

    await bot.put(f"/channels/{thread.id}/thread-members/{bot.user('mai').id}")
    assert rights.in_channel(bot.world, bot.member("mai"), thread) & Permission.VIEW_CHANNEL


async def test_a_channel_is_no_thread(bot: Bot) -> None:
    assert refusal(await bot.get(f"/channels/{bot.channel().id}/thread-members")) == (400, 50024)


async def test_a_member_who_left_is_told_without_their_place_in_the_server(bot: Bot) -> None:
    thread, mai = (await begun(bot))["id"], bot.user("mai").id
    await bot.put(f"/channels/{thread}/thread-members/{mai}")
    bot.world.remove(bot.world.get(Member, f"{bot.guild.id}:{mai}"))

    told = await bot.get(f"/channels/{thread}/thread-members/{mai}", params={"with_member": "1"})
    assert "member" not in told.json()


async def test_active_threads_are_those_that_the_bot_sees_and_that_are_open(bot: Bot) -> None:
    first, second = (await begun(bot, type=11))["id"], (await begun(bot, type=11))["id"]
    archived, foreign = (await begun(bot, type=11))["id"], (await begun(bot))["id"]
    await bot.patch(f"/channels/{archived}", json={"archived": True})
    belongs_to(bot, foreign, "mai")
    await bot.delete(f"/channels/{foreign}/thread-members/@me")
    bot.may_not(Permission.MANAGE_THREADS)
    told = (await bot.get(at(bot, "/threads/active"))).json()

    assert [each["id"] for each in told["threads"]] == [second, first]
    assert [each["id"] for each in told["members"]] == [second, first]


async def test_archived_threads_are_listed_the_last_first(bot: Bot) -> None:
    general = f"/channels/{bot.channel().id}"
    public = [(await begun(bot, type=11))["id"] for _ in range(3)]
    private = [(await begun(bot))["id"] for _ in range(3)]
    for thread in [*reversed(public), *private]:
        bot.world.clock.advance(60)
        await bot.patch(f"/channels/{thread}", json={"archived": True})
    await begun(bot, type=11)

    async def page(path: str, **query: Any) -> tuple[list[str], bool]:
        told = (await bot.get(f"{general}{path}", params=query)).json()
        return [each["id"] for each in told["threads"]], told["has_more"]

    before = bot.world.get(Channel, public[0]).details["thread_metadata"]["archive_timestamp"]
    assert await page("/threads/archived/public") == (public, False)
    assert await page("/threads/archived/public", limit=2) == (public[:2], True)
    assert await page("/threads/archived/public", before=before) == (public[1:], False)
    assert await page("/threads/archived/private") == (private[::-1], False)
    own = "/users/@me/threads/archived/private"
    assert await page(own) == (private[::-1], False)
    assert await page(own, before=private[2], limit=2) == (private[1::-1], False)


async def test_archived_private_threads_need_manage_threads(bot: Bot) -> None:
    bot.may_not(Permission.MANAGE_THREADS)

    assert refusal(await bot.get(f"/channels/{bot.channel().id}/threads/archived/private")) == (403, 50013)


@pytest.mark.parametrize("before", ["then", str(timedelta(days=1))])
async def test_archived_threads_are_asked_for_by_a_time(bot: Bot, before: str) -> None:
    answer = await bot.get(f"/channels/{bot.channel().id}/threads/archived/public", params={"before": before})

    assert refusal(answer) == (400, 50035)
