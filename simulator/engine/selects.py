"""Values of selects, in messages and in forms: what may be chosen, and how many."""

from collections.abc import Sequence
from typing import Any

from simulator.engine.outcome import CannotAct
from simulator.engine.resolved import Resolved
from simulator.world.records import Json

STRING, USER, ROLE, MENTIONABLE, CHANNEL = 3, 5, 6, 7, 8
SELECTS = (STRING, USER, ROLE, MENTIONABLE, CHANNEL)


def chosen(component: Json, values: Sequence[str], resolved: Resolved, *, force: bool = False) -> list[str]:
    """The values that are sent: options' own, or ids. Raises `CannotAct`."""
    name = component["custom_id"]
    try:
        told = [_value(component, each, resolved, force=force) for each in dict.fromkeys(values)]
    except CannotAct as error:
        raise CannotAct(f"{name}: {error}") from None
    if not force:
        check_number(component, len(told))
    return told


def check_number(component: Json, number: int) -> None:
    """Raises `CannotAct`."""
    least, most = bounds(component)
    if not component.get("required", True):
        least = least if number else 0
    if not least <= number <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise CannotAct(f"{component['custom_id']}: {wanted} can be chosen; these are {number}.")


def bounds(component: Json) -> tuple[int, int]:
    """How many values it takes. A group of checkboxes takes all of them unless it says otherwise."""
    usual = len(component.get("options") or ()) if component["type"] == 22 else 1
    least, most = component.get("min_values"), component.get("max_values")
    return 1 if least is None else least, usual if most is None else most


def defaults(component: Json) -> list[str]:
    """What is chosen before anybody chooses."""
    if component.get("default_values"):
        return [str(each["id"]) for each in component["default_values"]]
    return [each["value"] for each in component.get("options") or () if each.get("default")]


def option(component: Json, value: str) -> str:
    """An option's value, told by it or by what people see. Raises `CannotAct`."""
    options = component.get("options") or ()
    for each in options:
        if each["value"] == value:
            return value
    for each in options:
        if each["label"] == value:
            return str(each["value"])
    raise CannotAct(f"“{value}” cannot be chosen; there is {', '.join(each['value'] for each in options)}.")


def _value(component: Json, value: Any, resolved: Resolved, *, force: bool) -> str:
    kind = component["type"]
    if kind == USER:
        return resolved.user(value)
    if kind == ROLE:
        return resolved.role(value)
    if kind == MENTIONABLE:
        return resolved.mentionable(value)
    if kind == CHANNEL:
        return resolved.channel(value, component.get("channel_types"), force=force)
    return str(value) if force else option(component, value)
