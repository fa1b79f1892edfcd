"""A command that somebody uses: typed, or from the menu of a member or a message; or one of its options being typed."""

from simulator.engine import commands, names, options
from simulator.engine.acts import Act, Draft
from simulator.engine.commands import CHAT_INPUT, MESSAGE, USER, Leaf
from simulator.engine.outcome import CannotAct
from simulator.engine.resolved import Resolved
from simulator.world import Channel, Command, Message, World
from simulator.world import User as Person
from simulator.world.records import Json

COMMAND, AUTOCOMPLETE = 2, 4


def draft(world: World, act: Act) -> Draft:
    """Raises `CannotAct`."""
    user = names.user(world, act.as_)
    target = world.find(Message, act.target) if act.target is not None else None
    channel = _channel(world, act, user, target)
    kinds = (CHAT_INPUT,) if act.target is None else (MESSAGE,) if target is not None else (USER,)
    command, leaf = commands.find(world, act.command or "", channel, *kinds, locale=user.locale)
    hidden = commands.why_hidden(world, user, channel, command)
    if hidden is not None and not act.force:
        raise CannotAct(hidden)
    resolved = Resolved(world, user, channel)
    if act.target is not None:
        return _on_target(command, user, channel, resolved, target or act.target)
    return _typed(command, leaf, act, user, channel, resolved)


def _channel(world: World, act: Act, user: Person, target: Message | None) -> Channel:
    if act.channel is not None:
        return names.channel(world, act.channel, user)
    return names.first_channel(world, user) if target is None else world.get(Channel, target.channel_id)


def _typed(command: Command, leaf: Leaf, act: Act, user: Person, channel: Channel, resolved: Resolved) -> Draft:
    told = options.given(leaf.options, act.options, resolved, focused=act.focused, force=act.force)
    for depth, name in enumerate(reversed(leaf.path[1:])):
        told = [{"type": commands.GROUP if depth else commands.SUB_COMMAND, "name": name, "options": told}]
    return Draft(
        type=COMMAND if act.focused is None else AUTOCOMPLETE,
        said=leaf.name,
        user=user,
        channel=channel,
        data=_data(command, resolved, told),
        command_id=command.id,
    )


def _on_target(command: Command, user: Person, channel: Channel, resolved: Resolved, target: Message | str) -> Draft:
    target_id = resolved.message(target) if isinstance(target, Message) else resolved.user(target)
    return Draft(
        type=COMMAND,
        said=command.name,
        user=user,
        channel=channel,
        data=_data(command, resolved, []) | {"target_id": target_id},
        command_id=command.id,
        target_id=target_id,
    )


def _data(command: Command, resolved: Resolved, told: list[Json]) -> Json:
    """Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure"""
    data: Json = {"id": command.id, "name": command.name, "type": command.type}
    if told:
        data["options"] = told
    if resolved.told:
        data["resolved"] = resolved.told
    return data if command.guild_id is None else data | {"guild_id": command.guild_id}
