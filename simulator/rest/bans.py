"""Who is put out of a server for good: bans, and members who have been silent for long."""

from datetime import timedelta

from simulator.refusal import Refused, invalid
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.members import check_above
from simulator.rest.queries import number, page
from simulator.schema.values import whole
from simulator.world import Ban, Channel, Guild, Member, Message, Permission, User, deeds, rights, tell

MEMBER_PRUNE, MEMBER_BAN_ADD, MEMBER_BAN_REMOVE = 21, 22, 23
MOST = 1000


def _guild(call: Call, needed: Permission = Permission.BAN_MEMBERS) -> Guild:
    guild = call.guild()
    call.needs(guild, needed)
    return guild


def _ban(call: Call, guild: Guild) -> Ban:
    ban = call.world.find(Ban, f"{guild.id}:{call.path['user_id']}")
    if ban is None:
        raise Refused(10026)
    return ban


def list_(call: Call) -> Answer:
    bans = call.world.group(Ban, _guild(call).id).values()
    found = page(call, bans, lambda each: each.user_id, number(call, "limit", MOST, most=MOST))
    return Answer(body=[tell.ban(call.world, each) for each in found])


def get(call: Call) -> Answer:
    return Answer(body=tell.ban(call.world, _ban(call, _guild(call))))


def ban(call: Call) -> Answer:
    """Anybody whom the world knows can be banned, in the server or not; a second time only changes the reason."""
    guild, user_id = _guild(call), call.path["user_id"]
    if call.world.find(User, user_id) is None:
        raise Refused(10013)
    member = call.world.find(Member, f"{guild.id}:{user_id}")
    if member is not None:
        check_above(call, guild, member)
    elif user_id == guild.owner_id:
        raise Refused(50013)
    _put(call, guild, user_id)
    return NOTHING


def _put(call: Call, guild: Guild, user_id: str) -> None:
    fields = call.fields
    seconds = int(fields.get("delete_message_seconds") or 0) or int(fields.get("delete_message_days") or 0) * 86400
    deeds.ban(call.world, guild.id, user_id, reason=call.reason, delete_seconds=seconds)
    call.audit(guild.id, MEMBER_BAN_ADD, user_id)


def unban(call: Call) -> Answer:
    guild = _guild(call)
    ban = _ban(call, guild)
    call.world.remove(ban)
    call.audit(guild.id, MEMBER_BAN_REMOVE, ban.user_id)
    return NOTHING


def bulk_ban(call: Call) -> Answer:
    """Whoever stands above the bot, is banned already or is nobody has failed; where all have, 500000."""
    guild = _guild(call, Permission.BAN_MEMBERS | Permission.MANAGE_GUILD)
    banned, failed = [], []
    for user_id in map(str, call.fields.get("user_ids") or ()):
        if _can_ban(call, guild, user_id):
            _put(call, guild, user_id)
            banned.append(user_id)
        else:
            failed.append(user_id)
    if not banned:
        raise Refused(500000)
    return Answer(body={"banned_users": banned, "failed_users": failed})


def _can_ban(call: Call, guild: Guild, user_id: str) -> bool:
    world, key = call.world, f"{guild.id}:{user_id}"
    if world.find(User, user_id) is None or world.find(Ban, key) is not None:
        return False
    member = world.find(Member, key)
    if member is None:
        return user_id != guild.owner_id
    return rights.is_above(world, guild, call.me(guild.id), member)


def preview(call: Call) -> Answer:
    guild = _guild(call, Permission.KICK_MEMBERS | Permission.MANAGE_GUILD)
    included = {each for text in call.queries.get("include_roles", ()) for each in text.split(",")}
    return Answer(body={"pruned": len(_silent(call, guild, number(call, "days", 7, most=30), included))})


def prune(call: Call) -> Answer:
    """Who has written nothing for so many days, and has no other roles than those that are told, is put out."""
    guild = _guild(call, Permission.KICK_MEMBERS | Permission.MANAGE_GUILD)
    told = call.fields
    days, roles = whole(7 if told.get("days") is None else told["days"]), told.get("include_roles") or ()
    if days is None or not 1 <= days <= 30:
        raise invalid("days", "NUMBER_TYPE_MAX", "int value should be between 1 and 30.")
    gone = _silent(call, guild, days, {str(id_) for id_ in ([roles] if isinstance(roles, str) else roles)})
    for member in gone:
        deeds.remove_member(call.world, member)
    options = {"delete_member_days": str(days), "members_removed": str(len(gone))}
    call.audit(guild.id, MEMBER_PRUNE, None, options=options)
    return Answer(body={"pruned": len(gone) if told.get("compute_prune_count", True) else None})


def _silent(call: Call, guild: Guild, days: int, included: set[str]) -> list[Member]:
    world, since = call.world, call.world.now - timedelta(days=days)
    heard = {
        message.author_id
        for channel in world.group(Channel, guild.id).values()
        for message in world.group(Message, channel.id).values()
        if message.timestamp >= since
    }
    me = call.me(guild.id)
    return [
        member
        for member in world.group(Member, guild.id).values()
        if member.joined_at < since
        and member.user_id not in heard
        and included.issuperset(member.roles)
        and rights.is_above(world, guild, me, member)
    ]


_BANS = "/guilds/{guild_id}/bans"
_BAN = _BANS + "/{user_id}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", _BANS, "list_guild_bans", list_),
    Operation("GET", _BAN, "get_guild_ban", get),
    Operation("PUT", _BAN, "ban_user_from_guild", ban),
    Operation("DELETE", _BAN, "unban_user_from_guild", unban),
    Operation("POST", "/guilds/{guild_id}/bulk-ban", "bulk_ban_users_from_guild", bulk_ban),
    Operation("GET", "/guilds/{guild_id}/prune", "preview_prune_guild", preview),
    Operation("POST", "/guilds/{guild_id}/prune", "prune_guild", prune),
)
