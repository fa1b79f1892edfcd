"""What a member does to another by hand, as far as permissions and roles let them; the audit log tells of it."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from simulator.control.asked import NotTaken
from simulator.engine import names
from simulator.world import Ban, Guild, Member, Permission, Role, User, World, deeds, rights, tell
from simulator.world.permission import has
from simulator.world.records import Json

_KICK, _BAN, _UNBAN, _MEMBER, _ROLES = 20, 22, 23, 24, 25
LONGEST_TIMEOUT = timedelta(days=28)


class Acting(Struct, frozen=True, kw_only=True):
    """Who acts on whom, and what is said of it. `seconds`: of a timeout, where 0 ends one."""

    by: Member
    target: User
    reason: str | None = None
    seconds: float = 0
    role: str = ""
    has: bool = True


def kick(world: World, acting: Acting) -> None:
    _check_may(world, acting, Permission.KICK_MEMBERS, "kick")
    target = _below(world, acting)
    deeds.remove_member(world, target)
    _write_down(world, acting, _KICK)


def ban(world: World, acting: Acting) -> None:
    _check_may(world, acting, Permission.BAN_MEMBERS, "ban")
    guild_id = acting.by.guild_id
    if world.find(Ban, f"{guild_id}:{acting.target.id}") is not None:
        raise NotTaken(f"{acting.target.username} is banned already.", 409)
    if _target(world, acting) is not None:
        _below(world, acting)
    deeds.ban(world, guild_id, acting.target.id, reason=acting.reason)
    _write_down(world, acting, _BAN)


def unban(world: World, acting: Acting) -> None:
    _check_may(world, acting, Permission.BAN_MEMBERS, "lift bans")
    found = world.find(Ban, f"{acting.by.guild_id}:{acting.target.id}")
    if found is None:
        raise NotTaken(f"{acting.target.username} is not banned.", 409)
    world.remove(found)
    _write_down(world, acting, _UNBAN)


def timeout(world: World, acting: Acting) -> None:
    _check_may(world, acting, Permission.MODERATE_MEMBERS, "time people out")
    target = _below(world, acting)
    if has(rights.in_guild(world, target), Permission.ADMINISTRATOR):
        raise NotTaken("An administrator cannot be timed out.", 403)
    if not 0 <= acting.seconds <= LONGEST_TIMEOUT.total_seconds():
        raise NotTaken("A timeout lasts up to 28 days; 0 seconds end one.")
    until = world.now + timedelta(seconds=acting.seconds) if acting.seconds else None
    world.put(replace(target, communication_disabled_until=until))
    change: Json = {"key": "communication_disabled_until"}
    for key, at in (("old_value", target.communication_disabled_until), ("new_value", until)):
        if at is not None:
            change[key] = tell.time(at)
    _write_down(world, acting, _MEMBER, [change])


def role(world: World, acting: Acting) -> None:
    """Give a role, or take it away."""
    _check_may(world, acting, Permission.MANAGE_ROLES, "give roles")
    target, given = _target(world, acting), names.role(world, acting.role, acting.by.guild_id)
    if target is None:
        raise NotTaken(f"{acting.target.username} is not in the server.", 404)
    if given.managed or given.id == given.guild_id:
        raise NotTaken(f"Nobody can give or take {given.name}.", 403)
    guild = world.get(Guild, given.guild_id)
    if guild.owner_id != acting.by.user_id and rights.rank(world, acting.by) <= given.position:
        raise NotTaken(f"{given.name} stands at or above the highest role of who would give it.", 403)
    _change_role(world, acting, target, given)


def _change_role(world: World, acting: Acting, target: Member, given: Role) -> None:
    if (given.id in target.roles) == acting.has:
        return
    others = tuple(each for each in target.roles if each != given.id)
    world.put(replace(target, roles=(*others, given.id) if acting.has else others))
    change = {"key": "$add" if acting.has else "$remove", "new_value": [{"id": given.id, "name": given.name}]}
    _write_down(world, acting, _ROLES, [change])


def leave(world: World, member: Member) -> None:
    if world.get(Guild, member.guild_id).owner_id == member.user_id:
        raise NotTaken("The owner cannot leave their own server.", 403)
    deeds.remove_member(world, member)


def join(world: World, user: User) -> None:
    """Into the first server that there is."""
    guild = next(world.all(Guild), None)
    if guild is None:
        raise NotTaken("There is no server to join.", 404)
    if world.find(Member, f"{guild.id}:{user.id}") is not None:
        raise NotTaken(f"{user.username} is in the server already.", 409)
    if world.find(Ban, f"{guild.id}:{user.id}") is not None:
        raise NotTaken(f"{user.username} is banned from {guild.name}.", 403)
    world.put(Member(guild_id=guild.id, user_id=user.id, joined_at=world.now))


def _check_may(world: World, acting: Acting, needed: Permission, what: str) -> None:
    """Raises `NotTaken`. Who is timed out may do nothing."""
    if not has(rights.in_guild(world, acting.by), needed) or rights.is_timed_out(world, acting.by):
        raise NotTaken(f"{world.get(User, acting.by.user_id).username} may not {what}.", 403)


def _target(world: World, acting: Acting) -> Member | None:
    return world.find(Member, f"{acting.by.guild_id}:{acting.target.id}")


def _below(world: World, acting: Acting) -> Member:
    """The one acted on, who stands below who acts. Raises `NotTaken`."""
    target = _target(world, acting)
    if target is None:
        raise NotTaken(f"{acting.target.username} is not in the server.", 404)
    guild = world.get(Guild, acting.by.guild_id)
    if target.user_id == acting.by.user_id or not rights.is_above(world, guild, acting.by, target):
        raise NotTaken(f"{acting.target.username} stands at or above who would do this.", 403)
    return target


def _write_down(world: World, acting: Acting, action: int, changes: Sequence[Json] = ()) -> None:
    by = acting.by
    deeds.write_down(world, by.guild_id, action, by.user_id, acting.target.id, reason=acting.reason, changes=changes)
