"""PUT /sim/command-permissions: what a server's administrators choose under Integrations in its settings."""

from msgspec import Struct, field, to_builtins
from starlette.requests import Request
from starlette.responses import JSONResponse

from simulator.control import asked, desk
from simulator.control.asked import NotTaken
from simulator.control.shown import shown
from simulator.engine import names
from simulator.world import Command, CommandPermissions, Member, Permission, User, World, rights
from simulator.world.permission import has

MOST = 100


class _Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """Source: https://docs.discord.com/developers/interactions/application-commands#application-command-permissions-object"""

    id: str
    type: int
    permission: bool


class _Chosen(Struct, frozen=True):
    by: str = field(name="as")
    command: str
    permissions: tuple[_Choice, ...]


async def put_permissions(request: Request) -> JSONResponse:
    world = desk.of(request).world
    chosen = await asked.body(request, _Chosen)
    guild_id = _server(world, names.user(world, chosen.by))
    known = world.find(Command, chosen.command)
    is_there = chosen.command == world.application.id or (known is not None and known.guild_id in (None, guild_id))
    if not is_there:
        raise NotTaken(f"The server has no command with the id {chosen.command}; GET /sim/commands tells ids.", 404)
    if len(chosen.permissions) > MOST or any(each.type not in (1, 2, 3) for each in chosen.permissions):
        raise NotTaken(f"There are at most {MOST} choices, each for a role (1), a member (2) or a channel (3).")
    told = tuple(to_builtins(each) for each in chosen.permissions)
    return JSONResponse(
        shown(world, world.put(CommandPermissions(guild_id=guild_id, id=chosen.command, permissions=told)))
    )


def _server(world: World, user: User) -> str:
    """The server whose settings they may change. Raises `NotTaken`."""
    for member in world.all(Member):
        if member.user_id == user.id and has(rights.in_guild(world, member), Permission.MANAGE_GUILD):
            return member.guild_id
    raise NotTaken(f"{user.username} may not change the server's settings (MANAGE_GUILD).", 403)
