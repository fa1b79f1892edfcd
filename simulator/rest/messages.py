"""Messages of channels: sent, read, edited and deleted by the bot."""

from datetime import timedelta

from msgspec.structs import replace

from simulator.engine import messages
from simulator.refusal import Refused, invalid
from simulator.rest import reading
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.queries import number, snowflake
from simulator.rest.users import check_takes_dms
from simulator.world import Channel, Message, Permission, Typing, rights, tell
from simulator.world.clock import created_at
from simulator.world.permission import has

MESSAGE_DELETE, MESSAGE_BULK_DELETE = 72, 73
SAME_NONCE = timedelta(minutes=5)
"""How long a message with the same nonce is not sent again."""

TYPES_FOR = timedelta(seconds=10)
OLDEST_TOGETHER = timedelta(days=14)
SUPPRESS_EMBEDS = 1 << 2
_WITHOUT_TEXT = (4, 14, 15, 16)
_FORWARD = 1
_NEEDED = (
    ("embeds", Permission.EMBED_LINKS),
    ("poll", Permission.SEND_POLLS),
    ("message_reference", Permission.READ_MESSAGE_HISTORY),
)


def create(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/message#create-message"""
    channel = call.channel()
    _check_may_send(call, channel)
    if (before := _same_nonce(call, channel)) is not None:
        return reading.one(call.world, before)
    message = messages.create(call.world, _awake(call, channel), call.world.bot.id, call.fields, call.uploads)
    return reading.one(call.world, message)


def _check_may_send(call: Call, channel: Channel) -> None:
    """Raises `Refused`."""
    if channel.type in _WITHOUT_TEXT:
        raise Refused(50008)
    if channel.guild_id is None:
        check_takes_dms(call.world, channel)
    held = rights.of_user(call.world, call.world.bot.id, channel)
    needed = Permission.SEND_MESSAGES | (Permission.ATTACH_FILES if call.uploads else Permission(0))
    if not has(held, needed):
        raise Refused(50013)
    for field, permission in _NEEDED:
        if call.fields.get(field) and not has(held, permission):
            raise Refused(160002 if field == "message_reference" else 50013)
    _check_reference(call, channel)


def _awake(call: Call, channel: Channel) -> Channel:
    """An archived thread is taken out of the archive by what is said in it. Raises `Refused` where it is locked."""
    thread = channel.details.get("thread_metadata", {})
    if thread.get("locked") and not has(
        rights.of_user(call.world, call.world.bot.id, channel), Permission.MANAGE_THREADS
    ):
        raise Refused(160005)
    if not thread.get("archived"):
        return channel
    open_ = {**thread, "archived": False, "archive_timestamp": tell.time(call.world.now)}
    return call.world.put(replace(channel, details={**channel.details, "thread_metadata": open_}))


def _check_reference(call: Call, channel: Channel) -> None:
    """Raises `Refused` for a message that cannot be replied to here."""
    reference = call.fields.get("message_reference") or {}
    if int(reference.get("type") or 0) == _FORWARD:
        raise Refused(0, "Forwarding a message is real but not simulated", status=404)
    found = call.world.find(Message, str(reference.get("message_id")))
    if found is None:
        return
    if found.channel_id != channel.id:
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    if found.type not in (0, 19, 20, 23):
        raise invalid("message_reference", "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message")


def _same_nonce(call: Call, channel: Channel) -> Message | None:
    """The message that was sent with this nonce a moment ago, where the bot asks for it not to be sent twice."""
    nonce = call.fields.get("nonce")
    if nonce in (None, "") or call.fields.get("enforce_nonce") is not True:
        return None
    since = call.world.now - SAME_NONCE
    for message in reversed(call.world.group(Message, channel.id).values()):
        if message.timestamp < since:
            return None
        if message.author_id == call.world.bot.id and str(message.nonce) == str(nonce):
            return message
    return None


def _readable(call: Call) -> tuple[Channel, bool]:
    """The channel, and whether what stands in it may be read."""
    channel = call.channel()
    held = rights.of_user(call.world, call.world.bot.id, channel)
    return channel, has(held, Permission.READ_MESSAGE_HISTORY)


def every(call: Call) -> Answer:
    """The latest first. Source: https://docs.discord.com/developers/resources/message#get-channel-messages"""
    limit = number(call, "limit", 50, most=100)
    channel, may_read = _readable(call)
    if not may_read:
        return Answer(body=[])
    found = [each for each in call.world.group(Message, channel.id).values() if each.visible_to is None]
    found.sort(key=lambda each: int(each.id))
    return reading.several(call.world, reversed(_chosen(call, found, limit)))


def _chosen(call: Call, found: list[Message], limit: int) -> list[Message]:
    before, after, around = (snowflake(call, name) for name in ("before", "after", "around"))
    if around is not None:
        earlier = [each for each in found if int(each.id) < around][-(limit // 2) :] if limit > 1 else []
        later = [each for each in found if int(each.id) >= around]
        return earlier + later[: limit - limit // 2]
    if before is not None:
        return [each for each in found if int(each.id) < before][-limit:]
    if after is not None:
        return [each for each in found if int(each.id) > after][:limit]
    return found[-limit:]


def one(call: Call) -> Answer:
    channel, may_read = _readable(call)
    if not may_read:
        raise Refused(50013)
    return reading.one(call.world, call.message(channel))


def edit(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/message#edit-message"""
    channel = call.channel()
    message = call.message(channel)
    check_is_open(channel)
    if message.author_id != call.world.bot.id:
        _check_suppresses(call, channel)
    return reading.one(call.world, messages.edit(call.world, message, call.fields, call.uploads))


def _check_suppresses(call: Call, channel: Channel) -> None:
    """Of others' messages only the embeds can be hidden, by who manages messages. Raises `Refused`."""
    flags = int(call.fields.get("flags") or 0)
    if call.uploads or call.fields.keys() - {"flags"} or flags & ~SUPPRESS_EMBEDS:
        raise Refused(50005)
    call.channel(needs=Permission.MANAGE_MESSAGES)


def check_is_open(channel: Channel) -> None:
    """Raises `Refused` in an archived thread, where nothing is changed."""
    if channel.details.get("thread_metadata", {}).get("archived"):
        raise Refused(50083)


def delete(call: Call) -> Answer:
    channel = call.channel()
    message = call.message(channel)
    if message.author_id != call.world.bot.id:
        if channel.guild_id is None:
            raise Refused(50003)
        call.channel(needs=Permission.MANAGE_MESSAGES)
        about = {"channel_id": channel.id, "count": "1"}
        call.audit(channel.guild_id, MESSAGE_DELETE, message.author_id, options=about)
    messages.delete(call.world, message)
    return NOTHING


def delete_several(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/message#bulk-delete-messages"""
    channel = call.channel()
    if channel.guild_id is None:
        raise Refused(50003)
    call.channel(needs=Permission.MANAGE_MESSAGES)
    ids = [str(each) for each in call.fields["messages"]]
    oldest = call.world.now - OLDEST_TOGETHER
    if any(created_at(id_) < oldest for id_ in ids):
        raise Refused(50034)
    here = call.world.group(Message, channel.id)
    found = [here[id_] for id_ in ids if id_ in here and here[id_].visible_to is None]
    for message in found:
        messages.delete(call.world, message)
    if found:
        call.audit(channel.guild_id, MESSAGE_BULK_DELETE, channel.id, options={"count": str(len(found))})
    return NOTHING


def typing(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/channel#trigger-typing-indicator"""
    channel = call.channel(needs=Permission.SEND_MESSAGES)
    call.world.put(Typing(channel_id=channel.id, user_id=call.world.bot.id, until=call.world.now + TYPES_FOR))
    return NOTHING


_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = _MESSAGES + "/{message_id}"
OPERATIONS = (
    Operation("GET", _MESSAGES, "list_messages", every),
    Operation("POST", _MESSAGES, "create_message", create),
    Operation("POST", _MESSAGES + "/bulk-delete", "bulk_delete_messages", delete_several),
    Operation("GET", _MESSAGE, "get_message", one),
    Operation("PATCH", _MESSAGE, "update_message", edit),
    Operation("DELETE", _MESSAGE, "delete_message", delete),
    Operation("POST", "/channels/{channel_id}/typing", "trigger_typing_indicator", typing),
)
