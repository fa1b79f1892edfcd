"""Commands of the application, for all servers or for one, and who may use them there."""

from simulator.refusal import Refused
from simulator.rest import registry
from simulator.rest.applications import own
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.queries import flag
from simulator.world import Command, CommandPermissions, Member, tell
from simulator.world.records import Json

_ALL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_ONE = "/{command_id}"
_PERMISSIONS = "/permissions"


def _place(call: Call) -> str | None:
    """The server of the path, None for all of them. Raises `Refused` where the bot is not in it."""
    own(call)
    guild_id = call.path.get("guild_id")
    if guild_id is not None and call.world.find(Member, f"{guild_id}:{call.world.bot.id}") is None:
        raise Refused(50001)
    return guild_id


def _command(call: Call) -> Command:
    command = registry.of(call.world, _place(call)).get(call.path["command_id"])
    if command is None:
        raise Refused(10063)
    return command


def every(call: Call) -> Answer:
    told = [tell.command(call.world, each) for each in registry.of(call.world, _place(call)).values()]
    whole = flag(call, "with_localizations")
    return Answer(body=told if whole else [registry.without_translations(each) for each in told])


def one(call: Call) -> Answer:
    return Answer(body=tell.command(call.world, _command(call)))


def create(call: Call) -> Answer:
    command, is_new = registry.upsert(call.world, call.fields, _place(call))
    return Answer(201 if is_new else 200, tell.command(call.world, command))


def replace_all(call: Call) -> Answer:
    commands = registry.replace_all(call.world, call.body, _place(call))
    return Answer(body=[tell.command(call.world, each) for each in commands])


def edit(call: Call) -> Answer:
    command = registry.edit(call.world, _command(call), call.fields)
    return Answer(body=tell.command(call.world, command))


def delete(call: Call) -> Answer:
    registry.remove(call.world, _command(call))
    return NOTHING


def every_permission(call: Call) -> Answer:
    guild_id = _place(call) or ""
    return Answer(body=[_told(call, each) for each in call.world.group(CommandPermissions, guild_id).values()])


def one_permission(call: Call) -> Answer:
    guild_id = _place(call) or ""
    found = call.world.find(CommandPermissions, f"{guild_id}:{call.path['command_id']}")
    if found is None:
        raise Refused(10066)
    return Answer(body=_told(call, found))


def set_permissions(call: Call) -> Answer:
    """Only who manages the server may, by a bearer token: Discord refuses every bot.

    Source: https://docs.discord.com/developers/interactions/application-commands#edit-application-command-permissions
    """
    guild_id = _place(call) or ""
    if call.with_bot_token:
        raise Refused(20001, "Bots cannot use this endpoint", status=403)
    command_id, own_id = call.path["command_id"], call.world.application.id
    if command_id != own_id and call.world.find(Command, command_id) is None:
        raise Refused(10063)
    told = tuple(call.fields.get("permissions") or ())
    return Answer(
        body=_told(call, call.world.put(CommandPermissions(guild_id=guild_id, id=command_id, permissions=told)))
    )


def _told(call: Call, permissions: CommandPermissions) -> Json:
    return {
        "id": permissions.id,
        "application_id": call.world.application.id,
        "guild_id": permissions.guild_id,
        "permissions": list(permissions.permissions),
    }


OPERATIONS = (
    Operation("GET", _ALL, "list_application_commands", every),
    Operation("PUT", _ALL, "bulk_set_application_commands", replace_all),
    Operation("POST", _ALL, "create_application_command", create),
    Operation("GET", _ALL + _ONE, "get_application_command", one),
    Operation("PATCH", _ALL + _ONE, "update_application_command", edit),
    Operation("DELETE", _ALL + _ONE, "delete_application_command", delete),
    Operation("GET", _GUILD, "list_guild_application_commands", every),
    Operation("PUT", _GUILD, "bulk_set_guild_application_commands", replace_all),
    Operation("POST", _GUILD, "create_guild_application_command", create),
    Operation("GET", _GUILD + _PERMISSIONS, "list_guild_application_command_permissions", every_permission),
    Operation("GET", _GUILD + _ONE, "get_guild_application_command", one),
    Operation("PATCH", _GUILD + _ONE, "update_guild_application_command", edit),
    Operation("DELETE", _GUILD + _ONE, "delete_guild_application_command", delete),
    Operation("GET", _GUILD + _ONE + _PERMISSIONS, "get_guild_application_command_permissions", one_permission),
    Operation("PUT", _GUILD + _ONE + _PERMISSIONS, "set_guild_application_command_permissions", set_permissions),
)
