"""What a channel allows and denies to roles and members.

Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites
"""

from collections.abc import Iterable
from typing import Any

from msgspec import structs

from simulator.refusal import Refused
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.world import ALL, Channel, Guild, Overwrite, Permission, Role, User, rights, tell
from simulator.world.permission import has
from simulator.world.records import Json
from simulator.world.rights import THREADS

CREATED, UPDATED, DELETED = 13, 14, 15
ROLE, MEMBER = 0, 1


def read(call: Call, guild: Guild, told: Iterable[Json]) -> tuple[Overwrite, ...]:
    """As they stand in a body. Raises `Refused` for those of nobody."""
    return tuple(_read(call, guild, str(each["id"]), each) for each in told)


def _read(call: Call, guild: Guild, id_: str, told: dict[str, Any]) -> Overwrite:
    roles = call.world.group(Role, guild.id)
    type_ = told.get("type")
    type_ = (ROLE if id_ in roles else MEMBER) if type_ is None else int(type_)
    if type_ == ROLE and id_ not in roles:
        raise Refused(10011)
    if type_ == MEMBER and call.world.find(User, id_) is None:
        raise Refused(10013)
    allow, deny = (Permission(int(told.get(name) or 0)) & ALL for name in ("allow", "deny"))
    return Overwrite(id=id_, type=type_, allow=allow, deny=deny)


def check(call: Call, guild: Guild, before: Iterable[Overwrite], after: Iterable[Overwrite]) -> None:
    """Raises `Refused` where a bit would change that the bot has not got in the server.

    Bits that stay as they were are not looked at: who edits one bit sends all others of the overwrite along. In a
    channel that gives the bot MANAGE_ROLES by an overwrite it may change all, but never who has MANAGE_ROLES there.
    """
    me = call.me(guild.id)
    held = rights.in_guild(call.world, me)
    own = {me.user_id, *me.roles}
    if any(each.id in own and each.allow & Permission.MANAGE_ROLES for each in before):
        held = ALL & ~Permission.ADMINISTRATOR
    if not has(held, Permission.ADMINISTRATOR):
        held &= ~Permission.MANAGE_ROLES
    was = {each.id: each for each in before}
    will = {each.id: each for each in after}
    for id_ in was.keys() | will.keys():
        old, new = (each.get(id_, Overwrite(id=id_, type=ROLE)) for each in (was, will))
        if not has(held, (old.allow ^ new.allow) | (old.deny ^ new.deny)):
            raise Refused(50013)


def write_down(call: Call, channel: Channel, before: Iterable[Overwrite], after: Iterable[Overwrite]) -> None:
    was = {each.id: each for each in before}
    will = {each.id: each for each in after}
    for id_ in dict.fromkeys([*was, *will]):
        old, new = (tell.overwrite(each[id_]) if id_ in each else {} for each in (was, will))
        found = changes(old, new, ("id", "type", "allow", "deny"))
        if found and channel.guild_id is not None:
            kind = CREATED if id_ not in was else UPDATED if id_ in will else DELETED
            options = _options(call, channel.guild_id, (will if id_ in will else was)[id_])
            call.audit(channel.guild_id, kind, channel.id, changes=found, options=options)


def _options(call: Call, guild_id: str, overwrite: Overwrite) -> Json:
    told: Json = {"id": overwrite.id, "type": str(overwrite.type)}
    role = call.world.group(Role, guild_id).get(overwrite.id)
    return told if role is None else told | {"role_name": role.name}


def put(call: Call) -> Answer:
    """What the role or member was allowed and denied before is gone: this stands in its place."""
    guild, channel = _channel(call)
    overwrite = _read(call, guild, call.path["overwrite_id"], call.fields)
    return _with(call, guild, channel, (*_others(channel, overwrite.id), overwrite))


def delete(call: Call) -> Answer:
    guild, channel = _channel(call)
    others = _others(channel, call.path["overwrite_id"])
    if len(others) == len(channel.overwrites):
        raise Refused(10009)
    return _with(call, guild, channel, others)


def _channel(call: Call) -> tuple[Guild, Channel]:
    channel = call.channel()
    if channel.guild_id is None:
        raise Refused(50003)
    if channel.type in THREADS:
        raise Refused(50024)
    call.channel(needs=Permission.MANAGE_ROLES)
    return call.world.get(Guild, channel.guild_id), channel


def _others(channel: Channel, id_: str) -> tuple[Overwrite, ...]:
    return tuple(each for each in channel.overwrites if each.id != id_)


def _with(call: Call, guild: Guild, channel: Channel, after: tuple[Overwrite, ...]) -> Answer:
    check(call, guild, channel.overwrites, after)
    if {each.id: each for each in after} != {each.id: each for each in channel.overwrites}:
        call.world.put(structs.replace(channel, overwrites=after))
        write_down(call, channel, channel.overwrites, after)
    return NOTHING


_OVERWRITE = "/channels/{channel_id}/permissions/{overwrite_id}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("PUT", _OVERWRITE, "set_channel_permission_overwrite", put),
    Operation("DELETE", _OVERWRITE, "delete_channel_permission_overwrite", delete),
)
