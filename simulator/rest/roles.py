"""Roles of a server, and which stand above which."""

from typing import Any

from msgspec import structs

from simulator.refusal import Refused, invalid
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.world import Guild, Member, Permission, Role, deeds, rights, tell
from simulator.world.permission import ALL, has

ROLE_CREATE, ROLE_UPDATE, ROLE_DELETE = 30, 31, 32
MOST = 250
_TOLD = ("name", "permissions", "color", "hoist", "mentionable")


def check_below(call: Call, guild: Guild, role: Role) -> None:
    """Raises `Refused` where a role does not stand below the bot's highest."""
    me = call.me(guild.id)
    if me.user_id != guild.owner_id and role.position >= rights.rank(call.world, me):
        raise Refused(50013)


def check_can_be_given(call: Call, guild: Guild, role: Role) -> None:
    """Raises `Refused` for a role that the bot can neither give nor take."""
    if role.managed or role.id == guild.id:
        raise Refused(50028)
    check_below(call, guild, role)


def _check_held(call: Call, guild: Guild, bits: Permission) -> None:
    """Raises `Refused` where the bot would hand out what it has not got itself."""
    if not has(rights.in_guild(call.world, call.me(guild.id)), bits):
        raise Refused(50013)


def list_(call: Call) -> Answer:
    return Answer(body=[tell.role(each) for each in call.world.group(Role, call.guild().id).values()])


def get(call: Call) -> Answer:
    return Answer(body=tell.role(call.role(call.guild())))


def counts(call: Call) -> Answer:
    """How many have each role; @everyone is not among them."""
    guild = call.guild()
    counted = {id_: 0 for id_ in call.world.group(Role, guild.id) if id_ != guild.id}
    for member in call.world.group(Member, guild.id).values():
        for id_ in member.roles:
            counted[id_] = counted.get(id_, 0) + 1
    return Answer(body=counted)


def create(call: Call) -> Answer:
    """The new role stands directly above @everyone, and all others one higher."""
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_ROLES)
    roles = call.world.group(Role, guild.id)
    if len(roles) >= MOST:
        raise Refused(30005)
    blank = Role(id="0", guild_id=guild.id, name="new role", permissions=roles[guild.id].permissions, position=1)
    role = structs.replace(_edited(call, guild, blank), id=call.world.next_id())
    for each in list(roles.values()):
        if each.id != guild.id:
            call.world.put(structs.replace(each, position=each.position + 1))
    call.world.put(role)
    call.audit(guild.id, ROLE_CREATE, role.id, changes=changes({}, tell.role(role), _TOLD))
    return Answer(body=tell.role(role))


def edit(call: Call) -> Answer:
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_ROLES)
    before = call.role(guild)
    check_below(call, guild, before)
    after = _edited(call, guild, before)
    if found := changes(tell.role(before), tell.role(after), _TOLD):
        call.world.put(after)
        call.audit(guild.id, ROLE_UPDATE, after.id, changes=found)
    return Answer(body=tell.role(after))


def _edited(call: Call, guild: Guild, role: Role) -> Role:
    told: dict[str, Any] = {name: value for name, value in call.fields.items() if value is not None}
    primary = (told.get("colors") or {}).get("primary_color")
    color = told.get("color") if primary is None else primary
    permissions = role.permissions
    if "permissions" in told:
        # Bits that Discord does not know are dropped without a word.
        permissions = Permission(int(told["permissions"])) & ALL
        _check_held(call, guild, permissions & ~role.permissions)
    return structs.replace(
        role,
        name=role.name if role.id == guild.id else told.get("name", role.name),
        permissions=permissions,
        color=role.color if color is None else int(color),
        hoist=told.get("hoist", role.hoist),
        mentionable=told.get("mentionable", role.mentionable),
    )


def delete(call: Call) -> Answer:
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_ROLES)
    role = call.role(guild)
    check_can_be_given(call, guild, role)
    deeds.remove_role(call.world, role)
    call.audit(guild.id, ROLE_DELETE, role.id, changes=changes(tell.role(role), {}, _TOLD))
    return NOTHING


def move(call: Call) -> Answer:
    """Each role that is told goes where it is told to; the others close ranks. None stands as high as the bot."""
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_ROLES)
    roles = call.world.group(Role, guild.id)
    wanted: dict[str, int] = {}
    for each in call.body or ():
        role = roles.get(str(each["id"]))
        if role is None:
            raise Refused(10011)
        if each.get("position") is None:
            continue
        check_below(call, guild, role)
        check_below(call, guild, structs.replace(role, position=int(each["position"])))
        if role.id == guild.id or int(each["position"]) < 1:
            raise invalid("position", "ROLE_POSITION_INVALID", "@everyone stands below every other role.")
        wanted[role.id] = int(each["position"])
    for position, role in enumerate(_ordered(roles, wanted)):
        if role.position != position:
            call.world.put(structs.replace(role, position=position))
            if role.id in wanted:
                found = [{"key": "position", "old_value": role.position, "new_value": position}]
                call.audit(guild.id, ROLE_UPDATE, role.id, changes=found)
    return list_(call)


def _ordered(roles: dict[str, Role], wanted: dict[str, int]) -> list[Role]:
    """From @everyone up."""
    order = sorted((each for each in roles.values() if each.id not in wanted), key=_standing)
    for id_ in sorted(wanted, key=lambda id_: (wanted[id_], int(id_))):
        order.insert(wanted[id_], roles[id_])
    return order


def _standing(role: Role) -> tuple[int, int]:
    """Of two at one position the older stands higher."""
    return role.position, -int(role.id)


_ROLES = "/guilds/{guild_id}/roles"
_ROLE = _ROLES + "/{role_id}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", _ROLES, "list_guild_roles", list_),
    Operation("POST", _ROLES, "create_guild_role", create),
    Operation("PATCH", _ROLES, "bulk_update_guild_roles", move),
    Operation("GET", _ROLES + "/member-counts", "guild_role_member_counts", counts),
    Operation("GET", _ROLE, "get_guild_role", get),
    Operation("PATCH", _ROLE, "update_guild_role", edit),
    Operation("DELETE", _ROLE, "delete_guild_role", delete),
)
