"""Reactions to messages."""

from collections.abc import Iterable

from msgspec.structs import replace

from simulator.refusal import Refused
from simulator.rest import emoji
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.messages import check_is_open
from simulator.rest.queries import number, snowflake
from simulator.world import Channel, Message, Permission, User, rights, tell
from simulator.world.permission import has
from simulator.world.records import Reaction

MOST = 20


def _found(call: Call) -> tuple[Channel, Message]:
    channel = call.channel()
    return channel, call.message(channel)


def _put(call: Call, message: Message, reactions: Iterable[Reaction]) -> None:
    call.world.put(replace(message, reactions=tuple(each for each in reactions if each.user_ids)))


def _of(message: Message, text: str) -> Reaction:
    """Raises `Refused` where nobody reacted so."""
    found = next((each for each in message.reactions if each.emoji == text), None)
    if found is None:
        raise Refused(10014)
    return found


def add(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/message#create-reaction"""
    channel, message = _found(call)
    check_is_open(channel)
    text, me = emoji.read(call.path["emoji_name"]), call.world.bot.id
    held = rights.of_user(call.world, me, channel)
    if not has(held, Permission.READ_MESSAGE_HISTORY):
        raise Refused(50013)
    known = {each.emoji for each in message.reactions}
    if text not in known:
        if not has(held, Permission.ADD_REACTIONS):
            raise Refused(50013)
        if len(known) >= MOST:
            raise Refused(30010)
        _put(call, message, (*message.reactions, Reaction(emoji=text, user_ids=(me,))))
    elif me not in _of(message, text).user_ids:
        _put(call, message, (_with(each, me) if each.emoji == text else each for each in message.reactions))
    return NOTHING


def _with(reaction: Reaction, user_id: str) -> Reaction:
    return replace(reaction, user_ids=(*reaction.user_ids, user_id))


def remove_mine(call: Call) -> Answer:
    return _remove(call, call.world.bot.id)


def remove_theirs(call: Call) -> Answer:
    if call.path["user_id"] != call.world.bot.id:
        call.channel(needs=Permission.MANAGE_MESSAGES)
    return _remove(call, call.path["user_id"])


def _remove(call: Call, user_id: str) -> Answer:
    channel, message = _found(call)
    check_is_open(channel)
    gone = _of(message, emoji.read(call.path["emoji_name"]))
    left = replace(gone, user_ids=tuple(each for each in gone.user_ids if each != user_id))
    if left != gone:
        _put(call, message, (left if each is gone else each for each in message.reactions))
    return NOTHING


def remove_all(call: Call) -> Answer:
    channel, message = _found(call)
    _check_may_clear(call, channel)
    if message.reactions:
        _put(call, message, ())
    return NOTHING


def remove_all_of_one(call: Call) -> Answer:
    channel, message = _found(call)
    _check_may_clear(call, channel)
    gone = _of(message, emoji.read(call.path["emoji_name"]))
    _put(call, message, (each for each in message.reactions if each is not gone))
    return NOTHING


def _check_may_clear(call: Call, channel: Channel) -> None:
    """Raises `Refused`."""
    if channel.guild_id is None:
        raise Refused(50003)
    call.channel(needs=Permission.MANAGE_MESSAGES)
    check_is_open(channel)


def users(call: Call) -> Answer:
    """Who reacted so, in the order of their ids."""
    limit, after = number(call, "limit", 25, most=100), snowflake(call, "after")
    _, message = _found(call)
    chosen = sorted(_of(message, emoji.read(call.path["emoji_name"])).user_ids, key=int)
    found = [each for each in chosen if after is None or int(each) > after][:limit]
    return Answer(body=[tell.user(call.world.get(User, each)) for each in found])


_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
_ONE = _ALL + "/{emoji_name}"
OPERATIONS = (
    Operation("DELETE", _ALL, "delete_all_message_reactions", remove_all),
    Operation("GET", _ONE, "list_message_reactions_by_emoji", users),
    Operation("DELETE", _ONE, "delete_all_message_reactions_by_emoji", remove_all_of_one),
    Operation("PUT", _ONE + "/@me", "add_my_message_reaction", add),
    Operation("DELETE", _ONE + "/@me", "delete_my_message_reaction", remove_mine),
    Operation("DELETE", _ONE + "/{user_id}", "delete_user_message_reaction", remove_theirs),
)
