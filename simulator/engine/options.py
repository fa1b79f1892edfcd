"""Values of a command's options, as the client lets people give them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from simulator.engine.outcome import CannotAct
from simulator.engine.resolved import Resolved
from simulator.world.records import Json

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
REQUIRED = "This option is required. Specify a value."
LONGEST = 6000
MOST = {INTEGER: 2**53 - 1, NUMBER: 2**53}
_GUESSED: dict[type, int] = {str: STRING, bool: BOOLEAN, int: INTEGER, float: NUMBER}


class Wrong(CannotAct):
    """A value that the option does not take."""


def given(
    definitions: Sequence[Json],
    values: Mapping[str, Any],
    resolved: Resolved,
    *,
    focused: str | None = None,
    force: bool = False,
) -> list[Json]:
    """The options of an interaction, in the order in which they were given. Raises `CannotAct`.

    With `focused`, they are half-typed: others may be missing, and the focused one is whatever text there is.
    """
    known = {each["name"]: each for each in definitions}
    _check_names(known, values, focused, force=force)
    if focused is None and not force:
        for name, each in known.items():
            if each.get("required") and values.get(name) in (None, ""):
                raise Wrong(f"{name}: {REQUIRED}")
    if focused is not None and focused not in values:
        values = {**values, focused: ""}
    told = []
    for name, value in values.items():
        if name == focused:
            told.append({"type": _type(known, name, ""), "name": name, "value": _typed(value), "focused": True})
        elif value not in (None, ""):
            told.append(_told(name, value, known.get(name), resolved, partial=focused is not None, force=force))
    return told


def _check_names(known: Mapping[str, Json], values: Mapping[str, Any], focused: str | None, *, force: bool) -> None:
    if force:
        return
    for name in values:
        if name not in known:
            raise Wrong(f"There is no option “{name}” here; there is {', '.join(known) or 'none'}.")
    if focused is not None and not known.get(focused, {}).get("autocomplete"):
        completing = ", ".join(name for name, each in known.items() if each.get("autocomplete"))
        raise Wrong(f"“{focused}” is no option with autocomplete; there is {completing or 'none'}.")


def _typed(value: Any) -> str:
    return "" if value is None else str(value)


def _type(known: Mapping[str, Json], name: str, value: Any) -> int:
    return int(known[name]["type"]) if name in known else _GUESSED.get(type(value), STRING)


def _told(name: str, value: Any, definition: Json | None, resolved: Resolved, *, partial: bool, force: bool) -> Json:
    if definition is None:
        return {"type": _GUESSED.get(type(value), STRING), "name": name, "value": value}
    kind = definition["type"]
    try:
        return {"type": kind, "name": name, "value": _READ[kind](definition, value, resolved, force)}
    except CannotAct as error:
        if partial and kind in (STRING, INTEGER, NUMBER):
            return {"type": kind, "name": name, "value": str(value)}
        raise Wrong(f"{name}: {error}") from None


def _string(option: Json, value: Any, _: Resolved, force: bool) -> Any:
    if not isinstance(value, str):
        raise Wrong(f"“{value}” is not a text.")
    if option.get("choices") and not force:
        return _choice(option, value)
    least, most = option.get("min_length") or 0, option.get("max_length") or LONGEST
    if not force and not least <= len(value) <= most:
        raise Wrong(f"Must be between {least} and {most} in length; this has {len(value)} characters.")
    return value


def _integer(option: Json, value: Any, _: Resolved, force: bool) -> Any:
    return _ranged(option, _number_of(value, int, "an integer"), force=force)


def _number(option: Json, value: Any, _: Resolved, force: bool) -> Any:
    return _ranged(option, _number_of(value, float, "a number"), force=force)


def _number_of(value: Any, kind: type[int | float], what: str) -> Any:
    """What was typed, or what stands in JSON: 3.0 is an integer too, and true is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Wrong(f"“{value}” is not {what}.")
    if isinstance(value, kind):
        return value
    try:
        read = kind(value)
    except (ValueError, OverflowError):
        raise Wrong(f"“{value}” is not {what}.") from None
    if isinstance(value, float) and read != value:
        raise Wrong(f"“{value}” is not {what}.")
    return read


def _ranged(option: Json, value: Any, *, force: bool) -> Any:
    if option.get("choices") and not force:
        return _choice(option, value)
    most = MOST[option["type"]]
    low, high = option.get("min_value", -most), option.get("max_value", most)
    if not force and not low <= value <= high:
        raise Wrong(f"Must be between {low} and {high}.")
    return value


def _choice(option: Json, value: Any) -> Any:
    """By its value, or by the name that people see."""
    for each in option["choices"]:
        if each["value"] == value:
            return each["value"]
    for each in option["choices"]:
        if value in (each["name"], each.get("display_name")):
            return each["value"]
    raise Wrong(
        f"“{value}” is not a valid choice; there is {', '.join(str(each['name']) for each in option['choices'])}."
    )


def _boolean(_option: Json, value: Any, _: Resolved, _force: bool) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise Wrong(f"“{value}” is neither true nor false.")


def _name(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise Wrong(f"“{value}” is neither a name nor an id.")


_READ: dict[int, Callable[[Json, Any, Resolved, bool], Any]] = {
    STRING: _string,
    INTEGER: _integer,
    BOOLEAN: _boolean,
    USER: lambda option, value, resolved, force: resolved.user(_name(value)),
    CHANNEL: lambda option, value, resolved, force: resolved.channel(
        _name(value), option.get("channel_types"), force=force
    ),
    ROLE: lambda option, value, resolved, force: resolved.role(_name(value)),
    MENTIONABLE: lambda option, value, resolved, force: resolved.mentionable(_name(value)),
    NUMBER: _number,
    ATTACHMENT: lambda option, value, resolved, force: resolved.attachment(
        value, option.get("file_types"), force=force
    ),
}
