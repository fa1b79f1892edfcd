"""A server as a whole."""

from typing import Any

from msgspec import structs

from simulator.refusal import invalid
from simulator.rest.call import Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.rest.queries import flag
from simulator.world import Channel, Guild, Permission, tell

GUILD_UPDATE = 1
_TEXT, _VOICE = (0, 5), (2,)
_KEPT = (
    "verification_level",
    "default_message_notifications",
    "explicit_content_filter",
    "afk_timeout",
    "system_channel_flags",
    "premium_progress_bar_enabled",
)
_TEXTS = {"name": (2, 100), "description": (0, 300), "preferred_locale": (0, 10)}
_CHANNELS = {
    "system_channel_id": _TEXT,
    "rules_channel_id": _TEXT,
    "public_updates_channel_id": _TEXT,
    "safety_alerts_channel_id": _TEXT,
    "afk_channel_id": _VOICE,
}
_TOLD = ("name", "description", "preferred_locale", *_KEPT, *_CHANNELS)


def get(call: Call) -> Answer:
    return Answer(body=tell.guild(call.world, call.guild(), counts=flag(call, "with_counts")))


def edit(call: Call) -> Answer:
    """Pictures and features are not kept."""
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_GUILD)
    told = dict(call.fields)
    _check_texts(told)
    for field, types in _CHANNELS.items():
        told[field] = _channel(call, guild, field, types) if field in told else None
    details = {**guild.details, **{field: told[field] for field in (*_KEPT, *_CHANNELS) if field in call.fields}}
    details.pop("system_channel_id", None)
    after = structs.replace(
        guild,
        name=told.get("name", guild.name),
        description=told.get("description", guild.description),
        preferred_locale=told.get("preferred_locale") or guild.preferred_locale,
        system_channel_id=told["system_channel_id"] if "system_channel_id" in call.fields else guild.system_channel_id,
        details=details,
    )
    found = changes(tell.guild(call.world, guild), tell.guild(call.world, after), _TOLD)
    if found:
        call.world.put(after)
        call.audit(guild.id, GUILD_UPDATE, guild.id, changes=found)
    return Answer(body=tell.guild(call.world, after))


def _check_texts(told: dict[str, Any]) -> None:
    for field, (least, most) in _TEXTS.items():
        text = told.get(field)
        if text is None and not (field == "name" and field in told):
            continue
        if not isinstance(text, str) or not least <= len(text) <= most:
            raise invalid(field, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def _channel(call: Call, guild: Guild, field: str, types: tuple[int, ...]) -> Any:
    """The id of a channel of the server, or None. Raises `Refused`."""
    told = call.fields[field]
    channel = None if told is None else call.world.group(Channel, guild.id).get(str(told))
    if told is not None and (channel is None or channel.type not in types):
        raise invalid(field, "CHANNEL_INVALID", "The channel is not in this server, or not of a type that fits.")
    return None if channel is None else channel.id


OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/guilds/{guild_id}", "get_guild", get),
    Operation("PATCH", "/guilds/{guild_id}", "update_guild", edit),
)
