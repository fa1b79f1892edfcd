"""Which commands a member sees and may use, sub-commands flattened and in their language."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from simulator.engine import locales
from simulator.engine.outcome import CannotAct
from simulator.world import (
    Channel,
    Command,
    CommandPermissions,
    Guild,
    Member,
    Permission,
    User,
    World,
    rights,
)
from simulator.world.permission import has
from simulator.world.records import Json

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, GROUP = 1, 2
IN_GUILD, IN_BOT_DM = 0, 1
WRITTEN_IN = (0, 1, 2, 3, 5, *rights.THREADS, 13)
"""Types of channels that have messages."""

KINDS = {CHAT_INPUT: "slash command", USER: "user command", MESSAGE: "message command"}


class Leaf(Struct, frozen=True, kw_only=True):
    """Something that can be used: a command, or one of its sub-commands. `name` is "card search"; `id` the command's.

    `options` are Discord's objects, with `display_name` and `display_description` in the viewer's language.
    """

    id: str
    type: int
    name: str
    path: tuple[str, ...]
    display: str
    description: str
    options: tuple[Json, ...] = ()
    guild_id: str | None = None
    mention: str = ""


def visible(world: World, user: User, channel: Channel) -> list[Leaf]:
    """What is offered to a member in a channel, of all three types."""
    return [
        leaf
        for command in _reachable(world, channel)
        if why_hidden(world, user, channel, command) is None
        for leaf in leaves(command, user.locale)
    ]


def find(world: World, name: str, channel: Channel, *types: int, locale: str) -> tuple[Command, Leaf]:
    """The command of this name, hidden or not; one of the server goes before a global one. Raises `CannotAct`."""
    wanted = " ".join(name.removeprefix("/").split()) if CHAT_INPUT in types else name.removeprefix("/").strip()
    known, others = [], []
    for command in sorted(_reachable(world, channel), key=lambda each: each.guild_id is None):
        for leaf in leaves(command, locale):
            if leaf.name == wanted and leaf.type in types:
                return command, leaf
            if leaf.name == wanted and leaf.type in KINDS:
                others.append(leaf)
            known.append(leaf.name if leaf.type != CHAT_INPUT else f"/{leaf.name}")
    raise CannotAct(_of_another_type(others[0]) if others else _unknown(name, types, known))


def why_hidden(world: World, user: User, channel: Channel, command: Command) -> str | None:
    """Why a member is not offered a command; None where they are.

    Source: https://docs.discord.com/developers/interactions/application-commands#permissions
    """
    called = f"/{command.name}" if command.type == CHAT_INPUT else f"“{command.name}”"
    if channel.guild_id is None:
        return why_silent(world, user, channel) or _hidden_in_dm(command, called)
    return why_silent(world, user, channel) or _hidden_in_guild(world, user, channel, command, called)


def why_silent(world: World, user: User, channel: Channel) -> str | None:
    """Why a member can do nothing at all with the bot in a channel; None where they can."""
    if user.bot:
        return f"{user.username} is a bot, and bots do not use one another."
    if channel.type not in WRITTEN_IN:
        return f"Nobody can write in #{channel.name}."
    if channel.guild_id is None:
        mine = channel.recipient_id == user.id
        return None if mine else f"These are not {user.username}'s direct messages."
    guild = world.get(Guild, channel.guild_id)
    member = world.find(Member, f"{guild.id}:{user.id}")
    if member is None:
        return f"{user.username} is not in {guild.name}."
    held = rights.in_channel(world, member, channel)
    if not has(held, Permission.VIEW_CHANNEL):
        return f"{user.username} cannot see #{channel.name}."
    if rights.is_timed_out(world, member) and not has(held, Permission.ADMINISTRATOR):
        return f"{user.username} is timed out, and can use nothing until that ends."
    return None


def leaves(command: Command, locale: str = "en-US") -> Iterator[Leaf]:
    """What can be used of a command: itself, or each of its sub-commands."""
    yield from _leaves(command, command.definition, (command.name,), (), locale)


def _leaves(command: Command, told: Json, path: tuple[str, ...], shown: tuple[str, ...], locale: str) -> Iterator[Leaf]:
    options = told.get("options") or ()
    display = (*shown, locales.text(told.get("name_localizations"), locale, path[-1]))
    below = [each for each in options if each["type"] in (SUB_COMMAND, GROUP)]
    for each in below:
        yield from _leaves(command, each, (*path, each["name"]), display, locale)
    if not below and not (shown and told["type"] == GROUP):  # of a command, type 2 says that it is for users
        name = " ".join(path)
        yield Leaf(
            id=command.id,
            type=command.type,
            name=name,
            path=path,
            display=" ".join(display),
            description=locales.text(told.get("description_localizations"), locale, told.get("description") or ""),
            options=tuple(_option(each, locale) for each in options),
            guild_id=command.guild_id,
            mention=f"</{name}:{command.id}>" if command.type == CHAT_INPUT else "",
        )


def _option(told: Json, locale: str) -> Json:
    shown: Json = told | {
        "display_name": locales.text(told.get("name_localizations"), locale, told["name"]),
        "display_description": locales.text(
            told.get("description_localizations"), locale, told.get("description") or ""
        ),
    }
    if told.get("choices"):
        shown["choices"] = [
            each | {"display_name": locales.text(each.get("name_localizations"), locale, each["name"])}
            for each in told["choices"]
        ]
    return shown


def _reachable(world: World, channel: Channel) -> Iterator[Command]:
    """The global commands, and the server's."""
    yield from world.group(Command, "").values()
    if channel.guild_id is not None:
        yield from world.group(Command, channel.guild_id).values()


def _contexts(command: Command) -> Any:
    """Commands of a server work there alone."""
    if command.guild_id is not None:
        return (IN_GUILD,)
    told = command.definition.get("contexts")
    return (0, 1, 2) if told is None else told


def _hidden_in_dm(command: Command, called: str) -> str | None:
    if IN_BOT_DM in _contexts(command):
        return None
    return f"{called} is not offered in direct messages: its contexts leave 1 (BOT_DM) out."


def _hidden_in_guild(world: World, user: User, channel: Channel, command: Command, called: str) -> str | None:
    if IN_GUILD not in _contexts(command):
        return f"{called} is not offered in servers: its contexts leave 0 (GUILD) out."
    guild_id = channel.guild_id or ""
    installed = command.definition.get("integration_types") or (0,)
    if 0 in installed and 1 not in installed and world.find(Member, f"{guild_id}:{world.bot.id}") is None:
        return f"{called} is not offered: the bot is not in the server."
    member = world.get(Member, f"{guild_id}:{user.id}")
    held = rights.in_channel(world, member, channel)
    if not has(held, Permission.USE_APPLICATION_COMMANDS):
        return f"{user.username} may not use commands in #{channel.name} (USE_APPLICATION_COMMANDS)."
    if command.type == USER and not has(held, Permission.SEND_MESSAGES):
        return f"{user.username} may not send messages in #{channel.name}, which user commands need."
    if command.definition.get("nsfw") and not _is_nsfw(world, channel):
        return f"{called} is offered in age-restricted channels only."
    if has(held, Permission.ADMINISTRATOR) or _is_allowed(world, member, channel, command):
        return None
    return f"{user.username} is not offered {called}: its permissions leave them out."


def _is_nsfw(world: World, channel: Channel) -> bool:
    parent = world.find(Channel, channel.parent_id) if channel.parent_id and channel.type in rights.THREADS else None
    return channel.nsfw or (parent is not None and parent.nsfw)


def _is_allowed(world: World, member: Member, channel: Channel, command: Command) -> bool:
    """By what the server's administrators chose for the command, else for the application, else by its default."""
    own = world.find(CommandPermissions, f"{member.guild_id}:{command.id}")
    whole = world.find(CommandPermissions, f"{member.guild_id}:{world.application.id}")
    chosen = next((each.permissions for each in (own, whole) if each is not None and each.permissions), ())
    rules = {(each["type"], str(each["id"])): bool(each["permission"]) for each in chosen}
    if not _is_allowed_there(rules, channel):
        return False
    for_user = rules.get((2, member.user_id))
    if for_user is not None:
        return for_user
    for_roles = {rules[1, id_] for id_ in member.roles if (1, id_) in rules}
    if for_roles:
        return True in for_roles
    for_everyone = rules.get((1, member.guild_id))
    if for_everyone is not None:
        return for_everyone
    return _is_allowed_by_default(world, member, channel, command)


def _is_allowed_there(rules: dict[tuple[int, str], bool], channel: Channel) -> bool:
    """The rule of the channel, of a thread's channel, or of all channels, which goes by the server's id less one."""
    everywhere = str(int(channel.guild_id or "1") - 1)
    places = [channel.id, channel.parent_id if channel.type in rights.THREADS else None, everywhere]
    return next((rules[3, id_] for id_ in places if id_ is not None and (3, id_) in rules), True)


def _is_allowed_by_default(world: World, member: Member, channel: Channel, command: Command) -> bool:
    told = command.definition.get("default_member_permissions")
    if told is None:
        return True
    needed = Permission(int(told))
    return needed != 0 and has(rights.in_channel(world, member, channel), needed)


def _of_another_type(leaf: Leaf) -> str:
    if leaf.type == CHAT_INPUT:
        return f"/{leaf.name} is a slash command, and is used on nobody: leave “target” out."
    on = {USER: "the name of a member", MESSAGE: "the id of a message"}[leaf.type]
    return f"“{leaf.name}” is a {KINDS[leaf.type]}: tell with “target” what it is used on, {on}."


def _unknown(name: str, types: tuple[int, ...], known: list[str]) -> str:
    kinds = " or ".join(KINDS[each] for each in types)
    if not known:
        return f"There is no {kinds} “{name}”: the bot has registered no commands here yet."
    return f"There is no {kinds} “{name}”. There is {', '.join(sorted(known))}."
