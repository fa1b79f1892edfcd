"""A modal that somebody fills in and sends."""

from collections.abc import Mapping
from typing import Any

from simulator.engine import commands, media, names, selects
from simulator.engine.acts import Act, Draft
from simulator.engine.outcome import CannotAct
from simulator.engine.resolved import Resolved
from simulator.world import Channel, Interaction, Message, World
from simulator.world.records import Json

SUBMIT = 5
ROW, TEXT_INPUT, LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 1, 4, 18, 19, 21, 22, 23
LONGEST = 4000
REQUIRED = "This field is required."


def draft(world: World, act: Act) -> Draft:
    """Raises `CannotAct`."""
    user = names.user(world, act.as_)
    opener = world.find(Interaction, act.modal or "")
    if opener is None or opener.modal is None:
        raise CannotAct(
            f"Interaction {act.modal} has no form open: it has opened none, or it was sent or closed already."
        )
    if opener.user_id != user.id and not act.force:
        raise CannotAct(f"The form of interaction {act.modal} is not open for {user.username}.")
    channel = world.find(Channel, opener.channel_id)
    if channel is None:
        raise CannotAct("The channel of the form is gone.")
    silent = commands.why_silent(world, user, channel)
    if silent is not None and not act.force:
        raise CannotAct(silent)
    resolved = Resolved(world, user, channel)
    components = filled(opener.modal["components"], act.fields, resolved, force=act.force)
    data: Json = {"custom_id": opener.modal["custom_id"], "components": components}
    if resolved.told:
        data["resolved"] = resolved.told
    return Draft(
        type=SUBMIT,
        said=opener.modal["custom_id"],
        user=user,
        channel=channel,
        data=data,
        custom_id=opener.modal["custom_id"],
        message=world.find(Message, opener.message_id) if opener.message_id else None,
        parent_id=opener.id,
    )


def filled(components: list[Json], fields: Mapping[str, Any], resolved: Resolved, *, force: bool = False) -> list[Json]:
    """A form's components as they are sent. Raises `CannotAct`.

    Source: https://docs.discord.com/developers/components/reference
    """
    known = [each["custom_id"] for each in media.walk(components) if "custom_id" in each]
    for name in fields:
        if name not in known:
            raise CannotAct(f"The form has no field “{name}”; it has {', '.join(known) or 'none'}.")
    return [_sent(each, fields, resolved, force=force) for each in components]


def _sent(component: Json, fields: Mapping[str, Any], resolved: Resolved, *, force: bool) -> Json:
    told: Json = {"type": component["type"], "id": component["id"]}
    if component["type"] == ROW:
        told["components"] = [_sent(each, fields, resolved, force=force) for each in component["components"]]
    elif component["type"] == LABEL:
        told["component"] = _sent(component["component"], fields, resolved, force=force)
    elif "custom_id" in component:
        name = component["custom_id"]
        told["custom_id"] = name
        try:
            told |= _value(component, fields.get(name), resolved, given=name in fields, force=force)
        except CannotAct as error:
            raise CannotAct(f"{name}: {str(error).removeprefix(f'{name}: ')}") from None
    return told


def _value(component: Json, value: Any, resolved: Resolved, *, given: bool, force: bool) -> Json:
    kind = component["type"]
    if kind == TEXT_INPUT:
        return {"value": _text(component, component.get("value") if not given else value, force=force)}
    if kind == CHECKBOX:
        return {"value": _ticked(component.get("default", False) if not given else value)}
    if kind == RADIO:
        return {"value": _picked(component, value, given=given, force=force)}
    values = selects.defaults(component) if not given else _list(value)
    if kind == FILE_UPLOAD:
        ids = [resolved.attachment(each, component.get("file_types"), force=force) for each in values]
        return {"values": _counted(component, ids, force=force)}
    if kind == CHECKBOXES:
        ticked = [each if force else selects.option(component, each) for each in values]
        return {"values": _counted(component, ticked, force=force)}
    if not values and not force:
        _check_given(component)
        return {"values": []}
    return {"values": selects.chosen(component, values, resolved, force=force)}


def _text(component: Json, value: Any, *, force: bool) -> str:
    text = "" if value is None else value
    if not isinstance(text, str):
        raise CannotAct(f"“{value}” is not a text.")
    if force:
        return text
    if not text:
        _check_given(component)
        return text
    least, most = component.get("min_length") or 0, component.get("max_length") or LONGEST
    if not least <= len(text) <= most:
        raise CannotAct(f"Must be between {least} and {most} in length; this has {len(text)} characters.")
    return text


def _ticked(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise CannotAct(f"“{value}” is neither true nor false.")


def _picked(component: Json, value: Any, *, given: bool, force: bool) -> str | None:
    """One value of a radio group, or None for nothing."""
    if not given:
        value = next(iter(selects.defaults(component)), None)
    if value is None:
        if not force:
            _check_given(component)
        return None
    if not isinstance(value, str):
        raise CannotAct(f"“{value}” is neither one of the options nor null.")
    return value if force else selects.option(component, value)


def _counted(component: Json, values: list[str], *, force: bool) -> list[str]:
    if not force:
        if values:
            selects.check_number(component, len(values))
        else:
            _check_given(component)
    return values


def _check_given(component: Json) -> None:
    """That nothing may be sent. A field of which at least 0 are wanted may be left empty too."""
    if component.get("required", True) and component.get("min_values") != 0:
        raise CannotAct(REQUIRED)


def _list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    raise CannotAct(f"“{value}” is not a list of values.")
