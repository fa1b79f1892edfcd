"""Pinned messages, at their path and at the one that they had before."""

from datetime import datetime

from msgspec.structs import replace

from simulator.refusal import Refused, invalid
from simulator.rest import reading
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.messages import check_is_open
from simulator.rest.queries import number
from simulator.world import Channel, Message, Permission, World, deeds, rights, tell
from simulator.world.permission import has

MOST = 250
MESSAGE_PIN, MESSAGE_UNPIN = 74, 75
_CAN_BE_PINNED = (0, 19, 20, 23)


def _pinned(call: Call) -> list[tuple[datetime, Message]]:
    """The pinned messages and since when, the last pinned first; none where the bot may not read what was said."""
    channel = call.channel()
    held = rights.of_user(call.world, call.world.bot.id, channel)
    if not has(held, Permission.READ_MESSAGE_HISTORY):
        return []
    since = _since(call.world, channel)
    here = call.world.group(Message, channel.id).values()
    found = [(since.get(each.id, each.timestamp), each) for each in here if each.pinned]
    return sorted(found, key=lambda each: each[0], reverse=True)


def _since(world: World, channel: Channel) -> dict[str, datetime]:
    """When each was pinned last, as the messages tell that tell of it."""
    told = (each for each in world.group(Message, channel.id).values() if each.type == deeds.PINNED)
    return {(each.message_reference or {}).get("message_id", ""): each.timestamp for each in told}


def every(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/message#get-channel-pins"""
    limit, before = number(call, "limit", 50, most=50), _before(call)
    found = [(at, each) for at, each in _pinned(call) if before is None or at < before]
    items = [
        {"pinned_at": tell.time(at), "message": reading.told(call.world, message)} for at, message in found[:limit]
    ]
    warnings = reading.warnings(call.world, [message for _, message in found[:limit]])
    return Answer(body={"items": items, "has_more": len(found) > limit}, warnings=warnings)


def _before(call: Call) -> datetime | None:
    """Raises `Refused` for what is no time."""
    text = call.query.get("before")
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise invalid("before", "DATE_TIME_TYPE_PARSE", f"Could not parse {text}. Should be ISO8601.") from None
    return at if at.tzinfo else at.replace(tzinfo=call.world.now.tzinfo)


def every_at_once(call: Call) -> Answer:
    return reading.several(call.world, (message for _, message in _pinned(call)[:50]))


def pin(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/message#pin-message"""
    channel, message = _found(call)
    if message.type not in _CAN_BE_PINNED:
        raise Refused(50021)
    if message.pinned:
        return NOTHING
    if sum(each.pinned for each in call.world.group(Message, channel.id).values()) >= MOST:
        raise Refused(30003)
    deeds.pin(call.world, message, call.world.bot.id)
    _write_down(call, channel, message, MESSAGE_PIN)
    return NOTHING


def unpin(call: Call) -> Answer:
    channel, message = _found(call)
    if message.pinned:
        call.world.put(replace(message, pinned=False))
        _write_down(call, channel, message, MESSAGE_UNPIN)
    return NOTHING


def _found(call: Call) -> tuple[Channel, Message]:
    channel = call.channel(needs=Permission.PIN_MESSAGES)
    message = call.message(channel)
    check_is_open(channel)
    return channel, message


def _write_down(call: Call, channel: Channel, message: Message, action: int) -> None:
    if channel.guild_id is not None:
        about = {"channel_id": channel.id, "message_id": message.id}
        call.audit(channel.guild_id, action, message.author_id, options=about)


_NOW = "/channels/{channel_id}/messages/pins"
_BEFORE = "/channels/{channel_id}/pins"
_ONE = "/{message_id}"
OPERATIONS = (
    Operation("GET", _NOW, "list_pins", every),
    Operation("PUT", _NOW + _ONE, "create_pin", pin),
    Operation("DELETE", _NOW + _ONE, "delete_pin", unpin),
    Operation("GET", _BEFORE, "deprecated_list_pins", every_at_once),
    Operation("PUT", _BEFORE + _ONE, "deprecated_create_pin", pin),
    Operation("DELETE", _BEFORE + _ONE, "deprecated_delete_pin", unpin),
)
