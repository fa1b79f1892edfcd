"""Members of a server: who they are, what they are called, which roles they have, and whether they may speak."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from msgspec import structs

from simulator.refusal import Refused, invalid
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.rest.queries import number, page
from simulator.rest.roles import check_can_be_given
from simulator.world import Guild, Member, Permission, Role, User, deeds, rights, tell
from simulator.world.permission import has

MEMBER_KICK, MEMBER_UPDATE, MEMBER_ROLE_UPDATE = 20, 24, 25
LONGEST_TIMEOUT = timedelta(days=28)
MOST = 1000
BYPASSES_VERIFICATION = 4
_HAS_MEMBERS_INTENT = (1 << 14) | (1 << 15)
_NO_INTENT = (
    "All members are listed for applications with the intent GUILD_MEMBERS alone: "
    'set its flags with PATCH /applications/@me {"flags": 32768}.'
)


def check_above(call: Call, guild: Guild, target: Member) -> None:
    """Raises `Refused` for who stands at or above the bot."""
    if not rights.is_above(call.world, guild, call.me(guild.id), target):
        raise Refused(50013)


def get(call: Call) -> Answer:
    return Answer(body=tell.member(call.world, call.member(call.guild())))


def list_(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/guild#list-guild-members"""
    guild = call.guild()
    if not call.world.application.flags & _HAS_MEMBERS_INTENT:
        raise Refused(50001, hint=_NO_INTENT)
    members = call.world.group(Member, guild.id).values()
    found = page(call, members, lambda each: each.user_id, number(call, "limit", 1, most=MOST))
    return Answer(body=[tell.member(call.world, each) for each in found])


def search(call: Call) -> Answer:
    """Those whose name or nickname begins so, in whatever case."""
    guild, size = call.guild(), number(call, "limit", 1, most=MOST)
    query = call.query.get("query", "")
    if not 1 <= len(query) <= 100:
        raise invalid("query", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    found = [each for each in call.world.group(Member, guild.id).values() if _is_called(call, each, query.casefold())]
    return Answer(body=[tell.member(call.world, each) for each in found[:size]])


def _is_called(call: Call, member: Member, query: str) -> bool:
    user = call.world.get(User, member.user_id)
    names = (user.username, user.global_name, member.nick)
    return any(name is not None and name.casefold().startswith(query) for name in names)


def edit(call: Call) -> Answer:
    """All that is told is changed, or nothing."""
    guild = call.guild()
    before = after = call.member(guild)
    for field, edited in _EDITS.items():
        if field in call.fields:
            after = edited(call, guild, after)
    if after != before:
        call.world.put(after)
        _write_down(call, before, after)
    return Answer(body=tell.member(call.world, after))


def edit_me(call: Call) -> Answer:
    """Only the nickname is kept."""
    guild = call.guild()
    before = after = call.me(guild.id)
    if "nick" in call.fields:
        held = rights.in_guild(call.world, before)
        if not held & (Permission.CHANGE_NICKNAME | Permission.MANAGE_NICKNAMES | Permission.ADMINISTRATOR):
            raise Refused(50013)
        after = structs.replace(before, nick=call.fields["nick"] or None)
    if after != before:
        call.world.put(after)
        _write_down(call, before, after)
    return Answer(body=tell.member(call.world, after))


def _write_down(call: Call, before: Member, after: Member) -> None:
    fields = ("nick", "communication_disabled_until", "flags")
    if found := changes(tell.bare_member(before), tell.bare_member(after), fields):
        call.audit(after.guild_id, MEMBER_UPDATE, after.user_id, changes=found)
    roles = call.world.group(Role, after.guild_id)
    told = [
        {"key": key, "new_value": [{"id": id_, "name": roles[id_].name} for id_ in ids if id_ in roles]}
        for key, ids in (("$remove", _less(before.roles, after.roles)), ("$add", _less(after.roles, before.roles)))
        if ids
    ]
    if told:
        call.audit(after.guild_id, MEMBER_ROLE_UPDATE, after.user_id, changes=told)


def _less(some: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    return [id_ for id_ in some if id_ not in others]


def _nick(call: Call, guild: Guild, member: Member) -> Member:
    call.needs(guild, Permission.MANAGE_NICKNAMES)
    if member.user_id != call.world.bot.id:
        check_above(call, guild, member)
    return structs.replace(member, nick=call.fields["nick"] or None)


def _roles(call: Call, guild: Guild, member: Member) -> Member:
    """Where the member stands does not matter, only where the roles do that come and go."""
    call.needs(guild, Permission.MANAGE_ROLES)
    wanted = tuple(dict.fromkeys(str(id_) for id_ in call.fields["roles"] or ()))
    roles = call.world.group(Role, guild.id)
    for id_ in (*_less(wanted, member.roles), *_less(member.roles, wanted)):
        if id_ not in roles:
            raise Refused(10011)
        check_can_be_given(call, guild, roles[id_])
    return structs.replace(member, roles=wanted)


def _timeout(call: Call, guild: Guild, member: Member) -> Member:
    """Refused for the owner and for administrators, whom a timeout would not hold."""
    call.needs(guild, Permission.MODERATE_MEMBERS)
    if has(rights.in_guild(call.world, member), Permission.ADMINISTRATOR):
        raise Refused(50013)
    check_above(call, guild, member)
    told = call.fields["communication_disabled_until"]
    until = None if told is None else moment("communication_disabled_until", told)
    if until is not None and until > call.world.now + LONGEST_TIMEOUT:
        code = "INVALID_COMMUNICATION_DISABLED_TIMESTAMP"
        raise invalid("communication_disabled_until", code, "Invalid communication disabled timestamp")
    return structs.replace(member, communication_disabled_until=until)


def moment(field: str, text: str) -> datetime:
    """A time as it is told; one without a zone is of UTC. Raises `Refused`."""
    try:
        told = datetime.fromisoformat(text)
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise invalid(field, "DATE_TIME_TYPE_PARSE", f"Could not parse {text}. Should be ISO8601.") from None


def _flags(call: Call, guild: Guild, member: Member) -> Member:
    held = rights.in_guild(call.world, call.me(guild.id))
    all_three = Permission.MODERATE_MEMBERS | Permission.KICK_MEMBERS | Permission.BAN_MEMBERS
    if not any(has(held, each) for each in (Permission.MANAGE_GUILD, Permission.MANAGE_ROLES, all_three)):
        raise Refused(50013)
    told = int(call.fields["flags"] or 0) & BYPASSES_VERIFICATION
    return structs.replace(member, flags=member.flags & ~BYPASSES_VERIFICATION | told)


def _of_voice(needed: Permission) -> Callable[[Call, Guild, Member], Member]:
    def refused(call: Call, guild: Guild, _: Member) -> Member:
        """Nobody is ever in a voice channel here."""
        call.needs(guild, needed)
        raise Refused(40032)

    return refused


_Edit: TypeAlias = Callable[[Call, Guild, Member], Member]
_EDITS: dict[str, _Edit] = {
    "nick": _nick,
    "roles": _roles,
    "communication_disabled_until": _timeout,
    "flags": _flags,
    "mute": _of_voice(Permission.MUTE_MEMBERS),
    "deaf": _of_voice(Permission.DEAFEN_MEMBERS),
    "channel_id": _of_voice(Permission.MOVE_MEMBERS),
}


def add_role(call: Call) -> Answer:
    member, role = _with_role(call)
    return _with_roles(call, member, (*_less(member.roles, (role.id,)), role.id))


def take_role(call: Call) -> Answer:
    member, role = _with_role(call)
    return _with_roles(call, member, tuple(_less(member.roles, (role.id,))))


def _with_role(call: Call) -> tuple[Member, Role]:
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_ROLES)
    member, role = call.member(guild), call.role(guild)
    check_can_be_given(call, guild, role)
    return member, role


def _with_roles(call: Call, before: Member, roles: tuple[str, ...]) -> Answer:
    if set(roles) != set(before.roles):
        _write_down(call, before, call.world.put(structs.replace(before, roles=roles)))
    return NOTHING


def kick(call: Call) -> Answer:
    guild = call.guild()
    call.needs(guild, Permission.KICK_MEMBERS)
    member = call.member(guild)
    check_above(call, guild, member)
    deeds.remove_member(call.world, member)
    call.audit(guild.id, MEMBER_KICK, member.user_id)
    return NOTHING


_MEMBERS = "/guilds/{guild_id}/members"
_MEMBER = _MEMBERS + "/{user_id}"
_ROLE = _MEMBER + "/roles/{role_id}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", _MEMBERS, "list_guild_members", list_),
    Operation("GET", _MEMBERS + "/search", "search_guild_members", search),
    Operation("PATCH", _MEMBERS + "/@me", "update_my_guild_member", edit_me),
    Operation("GET", _MEMBER, "get_guild_member", get),
    Operation("PATCH", _MEMBER, "update_guild_member", edit),
    Operation("DELETE", _MEMBER, "delete_guild_member", kick),
    Operation("PUT", _ROLE, "add_guild_member_role", add_role),
    Operation("DELETE", _ROLE, "delete_guild_member_role", take_role),
)
