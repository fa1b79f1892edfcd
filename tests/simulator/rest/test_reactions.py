"""Reactions."""

from urllib.parse import quote

import pytest
from msgspec.structs import replace

from simulator.world import Channel, Message, Permission
from simulator.world.records import Reaction
from tests.simulator.rest.calls import Bot, refusal

THUMB = "👍"


@pytest.fixture
def message(bot: Bot) -> Message:
    return bot.hears()


@pytest.fixture
def path(bot: Bot, message: Message) -> str:
    return f"{bot.messages()}/{message.id}/reactions"


def now(bot: Bot, message: Message) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.emoji, each.user_ids) for each in bot.world.get(Message, message.id).reactions]


def react(bot: Bot, message: Message, emoji: str, *names: str) -> None:
    ids = tuple(bot.user(name).id for name in names)
    own = bot.world.get(Message, message.id)
    bot.world.put(replace(own, reactions=(*own.reactions, Reaction(emoji=emoji, user_ids=ids))))


async def test_the_bot_reacts_once(bot: Bot, message: Message, path: str) -> None:
    for _ in range(2):
        assert (await bot.put(f"{path}/{quote(THUMB)}/@me")).status_code == 204
    assert now(bot, message) == [(THUMB, (bot.id,))]
    (told,) = (await bot.get(f"{bot.messages()}/{message.id}")).json()["reactions"]
    assert (told["emoji"], told["count"], told["me"]) == ({"id": None, "name": THUMB}, 1, True)


@pytest.mark.parametrize(
    "emoji", ["❤️", "👩🏽‍🚀", "🇯🇵", "7️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "blue:123456789012345678", "a:blue:123456789012345678", "‼️"]
)
async def test_every_emoji_is_taken(bot: Bot, message: Message, path: str, emoji: str) -> None:
    assert (await bot.put(f"{path}/{quote(emoji, safe='')}/@me")).status_code == 204
    assert now(bot, message)[0][0] == emoji.removeprefix("a:")


@pytest.mark.parametrize("emoji", ["x", "thumb", "👍👍", "👍x", ":123", "7", "é"])
async def test_what_is_no_emoji_is_refused(bot: Bot, path: str, emoji: str) -> None:
    assert refusal(await bot.put(f"{path}/{quote(emoji, safe='')}/@me")) == (404, 10014)


async def test_to_begin_needs_more_than_to_join_in(bot: Bot, message: Message, path: str) -> None:
    react(bot, message, THUMB, "mai")
    bot.may_not(Permission.ADD_REACTIONS)
    assert refusal(await bot.put(f"{path}/{quote('👎')}/@me")) == (403, 50013)
    assert (await bot.put(f"{path}/{quote(THUMB)}/@me")).status_code == 204
    assert now(bot, message) == [(THUMB, (bot.user("mai").id, bot.id))]
    bot.may_not(Permission.READ_MESSAGE_HISTORY)
    assert refusal(await bot.put(f"{path}/{quote(THUMB)}/@me")) == (403, 50013)


async def test_there_are_twenty_kinds_at_most(bot: Bot, message: Message, path: str) -> None:
    for number in range(20):
        react(bot, message, chr(0x1F600 + number), "mai")
    assert refusal(await bot.put(f"{path}/{quote(THUMB)}/@me")) == (400, 30010)


async def test_reactions_are_taken_back(bot: Bot, message: Message, path: str) -> None:
    react(bot, message, "👎", "mai", "joey")
    await bot.put(f"{path}/{quote(THUMB)}/@me")
    assert (await bot.delete(f"{path}/{quote(THUMB)}/@me")).status_code == 204
    assert refusal(await bot.delete(f"{path}/{quote(THUMB)}/@me")) == (404, 10014)
    assert (await bot.delete(f"{path}/{quote('👎')}/@me")).status_code == 204
    assert (await bot.delete(f"{path}/{quote('👎')}/{bot.user('mai').id}")).status_code == 204
    assert now(bot, message) == [("👎", (bot.user("joey").id,))]


async def test_others_reactions_need_a_permission(bot: Bot, message: Message, path: str) -> None:
    react(bot, message, THUMB, "mai")
    await bot.put(f"{path}/{quote(THUMB)}/@me")
    bot.may_not(Permission.MANAGE_MESSAGES)
    assert refusal(await bot.delete(f"{path}/{quote(THUMB)}/{bot.user('mai').id}")) == (403, 50013)
    assert refusal(await bot.delete(f"{path}/{quote(THUMB)}")) == (403, 50013)
    assert refusal(await bot.delete(path)) == (403, 50013)
    assert (await bot.delete(f"{path}/{quote(THUMB)}/{bot.id}")).status_code == 204


async def test_all_reactions_are_cleared(bot: Bot, message: Message, path: str) -> None:
    react(bot, message, THUMB, "mai")
    react(bot, message, "👎", "mai")
    assert (await bot.delete(f"{path}/{quote(THUMB)}")).status_code == 204
    assert [emoji for emoji, _ in now(bot, message)] == ["👎"]
    for _ in range(2):
        assert (await bot.delete(path)).status_code == 204
    assert now(bot, message) == []


async def test_in_direct_messages_nothing_of_others_is_cleared(bot: Bot, message: Message) -> None:
    channel = bot.world.put(Channel(id=bot.world.next_id(), type=1, recipient_id=bot.user("mai").id))
    bot.world.put(replace(message, channel_id=channel.id))
    assert refusal(await bot.delete(f"/channels/{channel.id}/messages/{message.id}/reactions")) == (400, 50003)


async def test_who_reacted_is_told_by_ids(bot: Bot, message: Message, path: str) -> None:
    react(bot, message, THUMB, "joey", "mai")
    mai, joey = bot.user("mai").id, bot.user("joey").id
    found = (await bot.get(f"{path}/{quote(THUMB)}")).json()
    assert [each["id"] for each in found] == [mai, joey]
    found = (await bot.get(f"{path}/{quote(THUMB)}", params={"after": mai, "limit": 1})).json()
    assert [each["id"] for each in found] == [joey]
