"""Channels of a server: made, told of, changed and deleted; and what of it is the same for threads."""

from typing import Any

from msgspec import structs

from simulator.refusal import Refused, invalid
from simulator.rest import overwrites, threads
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.world import Channel, Guild, Permission, deeds, tell
from simulator.world.records import Json
from simulator.world.rights import THREADS

CHANNEL_CREATE, CHANNEL_UPDATE, CHANNEL_DELETE = 10, 11, 12
TEXT, VOICE, CATEGORY, NEWS, STAGE, FORUM, MEDIA = 0, 2, 4, 5, 13, 15, 16
MOST, MOST_IN_CATEGORY = 500, 50
_TOPIC, _TOPIC_OF_FORUM = 1024, 4096
_KEPT = (
    "bitrate",
    "user_limit",
    "rtc_region",
    "video_quality_mode",
    "default_auto_archive_duration",
    "default_reaction_emoji",
    "default_thread_rate_limit_per_user",
    "default_sort_order",
    "default_forum_layout",
    "default_tag_setting",
    "flags",
)
_TOLD = ("name", "type", "topic", "position", "parent_id", "nsfw", "rate_limit_per_user", "available_tags", *_KEPT)


def get(call: Call) -> Answer:
    return Answer(body=tell.channel(call.world, call.channel()))


def list_(call: Call) -> Answer:
    """All but threads, also those that the bot cannot see."""
    found = [each for each in call.world.group(Channel, call.guild().id).values() if each.type not in THREADS]
    return Answer(body=[tell.channel(call.world, each) for each in found])


def create(call: Call) -> Answer:
    """Without overwrites of its own, it has those of its category."""
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_CHANNELS)
    others = [each for each in call.world.group(Channel, guild.id).values() if each.type not in THREADS]
    if len(others) >= MOST:
        raise Refused(30013)
    fields = call.fields
    position = 1 + max((each.position for each in others), default=-1)
    blank = Channel(id="0", guild_id=guild.id, type=int(fields.get("type") or TEXT), position=position)
    channel = _edited(call, guild, blank)
    told = fields.get("permission_overwrites")
    parent = call.world.find(Channel, channel.parent_id) if channel.parent_id else None
    given = overwrites.read(call, guild, told or ())
    overwrites.check(call, guild, (), given)
    if told is None and parent is not None:
        given = parent.overwrites
    channel = call.world.put(structs.replace(channel, id=call.world.next_id(), overwrites=given))
    body = tell.channel(call.world, channel)
    found = changes({}, body, (*_TOLD, "permission_overwrites"))
    call.audit(guild.id, CHANNEL_CREATE, channel.id, changes=found)
    return Answer(201, body)


def edit(call: Call) -> Answer:
    channel = call.channel()
    if channel.guild_id is None:
        raise Refused(50003)
    if channel.type in THREADS:
        return threads.edit(call, channel)
    call.channel(needs=Permission.MANAGE_CHANNELS)
    guild = call.world.get(Guild, channel.guild_id)
    after = _edited(call, guild, channel)
    told = call.fields.get("permission_overwrites")
    if told is not None:
        call.channel(needs=Permission.MANAGE_ROLES)
        after = structs.replace(after, overwrites=overwrites.read(call, guild, told))
        overwrites.check(call, guild, channel.overwrites, after.overwrites)
    if after != channel:
        call.world.put(after)
        if found := changes(tell.channel(call.world, channel), tell.channel(call.world, after), _TOLD):
            call.audit(guild.id, CHANNEL_UPDATE, channel.id, changes=found)
        overwrites.write_down(call, channel, channel.overwrites, after.overwrites)
    return Answer(body=tell.channel(call.world, after))


def _edited(call: Call, guild: Guild, channel: Channel) -> Channel:
    """What a body tells, put into a channel. Raises `Refused`."""
    fields = call.fields
    told: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    type_ = int(told.get("type", channel.type))
    if type_ != channel.type and (not {type_, channel.type} <= {TEXT, NEWS} or "NEWS" not in guild.features):
        raise invalid("type", "CHANNEL_TYPE_INVALID", "A channel of this type cannot become one of that type.")
    topic = fields.get("topic", channel.topic) or None
    most = _TOPIC_OF_FORUM if type_ in (FORUM, MEDIA) else _TOPIC
    if topic is not None and len(topic) > most:
        raise invalid("topic", "BASE_TYPE_BAD_LENGTH", f"Must be between 0 and {most} in length.")
    return structs.replace(
        channel,
        type=type_,
        name=_named(type_, told["name"]) if "name" in told else channel.name,
        topic=topic,
        position=int(told.get("position", channel.position)),
        parent_id=_parent(call, guild, channel) if "parent_id" in fields else channel.parent_id,
        nsfw=told.get("nsfw", channel.nsfw),
        rate_limit_per_user=int(fields.get("rate_limit_per_user", channel.rate_limit_per_user) or 0),
        details=_details(call, channel),
    )


def _named(type_: int, name: str) -> str:
    """Channels to write in are named in small letters, without blanks."""
    return "-".join(name.lower().split()) or name if type_ in (TEXT, NEWS, FORUM, MEDIA) else name


def _parent(call: Call, guild: Guild, channel: Channel) -> str | None:
    told = call.fields["parent_id"]
    if told is None:
        return None
    siblings = call.world.group(Channel, guild.id)
    parent = siblings.get(str(told))
    if parent is None:
        raise invalid("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    if parent.type != CATEGORY or channel.type == CATEGORY:
        raise invalid("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
    within = sum(1 for each in siblings.values() if each.parent_id == parent.id and each.id != channel.id)
    if within >= MOST_IN_CATEGORY:
        message = f"Maximum number of channels in category reached ({MOST_IN_CATEGORY})"
        raise invalid("parent_id", "CHANNEL_PARENT_MAX_CHANNELS", message)
    return parent.id


def _details(call: Call, channel: Channel) -> Json:
    fields = call.fields
    kept = {name: fields[name] for name in _KEPT if fields.get(name) is not None}
    if fields.get("available_tags") is not None:
        kept["available_tags"] = [_tag(call, each) for each in fields["available_tags"]]
    return {**channel.details, **kept}


def _tag(call: Call, told: Json) -> Json:
    emoji_id = told.get("emoji_id")
    return {
        "id": str(told.get("id") or call.world.next_id()),
        "name": told["name"],
        "moderated": bool(told.get("moderated")),
        "emoji_id": None if emoji_id is None else str(emoji_id),
        "emoji_name": told.get("emoji_name"),
    }


def move(call: Call) -> Answer:
    """Positions and categories of all, or of none. `lock_permissions` gives one the overwrites of its category."""
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_CHANNELS)
    if not isinstance(call.body, list) or not all(isinstance(each, dict) for each in call.body):
        raise invalid("", "BASE_TYPE_REQUIRED", "A list of channels and their positions is required.")
    before = call.world.group(Channel, guild.id)
    after = [_moved(call, guild, before.get(str(told.get("id"))), told) for told in call.body]
    for channel in after:
        if channel != before[channel.id]:
            call.world.put(channel)
    return NOTHING


def _moved(call: Call, guild: Guild, channel: Channel | None, told: Json) -> Channel:
    if channel is None or channel.type in THREADS:
        raise Refused(10003)
    position = told.get("position")
    if position is not None and (type(position) is not int or position < 0):
        raise invalid("position", "NUMBER_TYPE_COERCE", f'Value "{position}" is not int.')
    after = structs.replace(channel, position=channel.position if position is None else position)
    if "parent_id" in told:
        after = structs.replace(after, parent_id=_parent(structs.replace(call, body=told), guild, channel))
    parent = call.world.find(Channel, after.parent_id) if after.parent_id else None
    if told.get("lock_permissions") is True and parent is not None:
        overwrites.check(call, guild, channel.overwrites, parent.overwrites)
        after = structs.replace(after, overwrites=parent.overwrites)
    return after


def delete(call: Call) -> Answer:
    """A direct message is only closed, and stays what it was."""
    channel = call.channel()
    body = tell.channel(call.world, channel)
    if channel.guild_id is None:
        return Answer(body=body)
    if channel.type in THREADS:
        threads.delete(call, channel)
        return Answer(body=body)
    call.channel(needs=Permission.MANAGE_CHANNELS)
    guild = call.world.get(Guild, channel.guild_id)
    required = (guild.details.get("rules_channel_id"), guild.details.get("public_updates_channel_id"))
    if "COMMUNITY" in guild.features and channel.id in required:
        raise Refused(50074)
    deeds.remove_channel(call.world, channel)
    found = changes(body, {}, (*_TOLD, "permission_overwrites"))
    call.audit(guild.id, CHANNEL_DELETE, channel.id, changes=found)
    return Answer(body=body)


_CHANNEL, _CHANNELS = "/channels/{channel_id}", "/guilds/{guild_id}/channels"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", _CHANNEL, "get_channel", get),
    Operation("PATCH", _CHANNEL, "update_channel", edit),
    Operation("DELETE", _CHANNEL, "delete_channel", delete),
    Operation("GET", _CHANNELS, "list_guild_channels", list_),
    Operation("POST", _CHANNELS, "create_guild_channel", create),
    Operation("PATCH", _CHANNELS, "bulk_update_guild_channels", move),
)
