"""A component that somebody presses, or chooses from."""

from simulator.engine import commands, media, names, selects
from simulator.engine.acts import Act, Draft
from simulator.engine.outcome import CannotAct
from simulator.engine.resolved import Resolved
from simulator.world import Channel, Message, User, World
from simulator.world.records import Json

COMPONENT = 3
_WITHOUT_INTERACTION = {
    5: "A link button opens a page; the bot hears nothing of it.",
    6: "A premium button opens a shop.",
}


def draft(world: World, act: Act) -> Draft:
    """Raises `CannotAct`."""
    user = names.user(world, act.as_)
    message = world.find(Message, act.message or "")
    if message is None:
        raise CannotAct(f"There is no message {act.message} (any more).")
    channel = world.get(Channel, message.channel_id)
    component = _component(message, act.press or "")
    if not act.force:
        _check(world, user, channel, message, component)
    resolved = Resolved(world, user, channel)
    data: Json = {
        "component_type": component["type"],
        "custom_id": component["custom_id"],
        "id": component["id"],
    }
    if component["type"] in selects.SELECTS:
        values = selects.defaults(component) if act.values is None else act.values
        data["values"] = selects.chosen(component, values, resolved, force=act.force)
    elif act.values and not act.force:
        raise CannotAct(f"{act.press} is a button, and takes no values.")
    if resolved.told:
        data["resolved"] = resolved.told
    return Draft(
        type=COMPONENT,
        said=component["custom_id"],
        user=user,
        channel=channel,
        data=data,
        custom_id=component["custom_id"],
        message=message,
    )


def _component(message: Message, custom_id: str) -> Json:
    """By its custom_id, or by what is written on it."""
    every = list(media.walk(message.components))
    known = [each for each in every if "custom_id" in each]
    for each in known:
        if each["custom_id"] == custom_id:
            return each
    for each in every:
        if custom_id in (each.get("label"), each.get("url")) and each.get("style") in _WITHOUT_INTERACTION:
            raise CannotAct(_WITHOUT_INTERACTION[each["style"]])
    labelled = [each for each in known if each.get("label") == custom_id or each.get("placeholder") == custom_id]
    if len(labelled) == 1:
        return labelled[0]
    there = ", ".join(each["custom_id"] for each in known)
    raise CannotAct(f"There is no component “{custom_id}” on message {message.id}; there is {there or 'none'}.")


def _check(world: World, user: User, channel: Channel, message: Message, component: Json) -> None:
    if message.visible_to is not None and message.visible_to != user.id:
        raise CannotAct(f"{user.username} does not see this message.")
    if message.author_id != world.bot.id:
        raise CannotAct("This message is not the bot's.")
    silent = commands.why_silent(world, user, channel)
    if silent is not None:
        raise CannotAct(silent)
    if component.get("disabled"):
        raise CannotAct(f"{component['custom_id']} is disabled.")
