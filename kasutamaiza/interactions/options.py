"""A signature read as options, and as values."""

import inspect
from collections.abc import Mapping, Sequence
from enum import Enum, IntEnum, StrEnum
from typing import Annotated, Any, get_args, get_origin

from msgspec import Struct

from kasutamaiza.discord.command import CommandChoice, CommandOption, OptionType
from kasutamaiza.discord.interaction import Attachment, Channel, Member, OptionValue, Resolved, Role, User, Value
from kasutamaiza.interactions.handler import Option, Suggest
from kasutamaiza.interactions.reading import (
    LOOKED_UP,
    OutOfDate,
    Parsed,
    Read,
    as_it_is,
    is_mentionable,
    looked_up,
    one_of,
    parsed_by,
    without_none,
)


class Parameter(Struct, frozen=True):
    """One option of a handler: how Discord is told of it, and how its value is read."""

    name: str
    option: CommandOption
    read: Read
    default: object
    autocomplete: Suggest | None


def parameters(signature: inspect.Signature, hints: Mapping[str, Any]) -> list[Parameter]:
    """The options before the star, in order. Raises `ValueError` with the parameter named when one cannot be one."""
    return [
        _parameter(parameter, hints.get(parameter.name))
        for parameter in signature.parameters.values()
        if parameter.kind is not parameter.KEYWORD_ONLY
    ]


def values(parameters: Sequence[Parameter], given: Sequence[OptionValue], resolved: Resolved) -> list[object]:
    """What the handler is called with, in the order of its parameters.

    Raises `OutOfDate` when the options do not fit the parameters, and what `parse` raises.
    """
    by_name = {option.name: option.value for option in given}
    found: list[object] = []
    for parameter in parameters:
        value = by_name.get(parameter.option.name)
        if value is not None:
            found.append(parameter.read(value, resolved))
        elif parameter.default is inspect.Parameter.empty:
            raise OutOfDate
        else:
            found.append(parameter.default)
    return found


def _parameter(parameter: inspect.Parameter, hint: Any) -> Parameter:
    said = next((part for part in get_args(hint)[1:] if isinstance(part, Option)), None)
    if get_origin(hint) is not Annotated or said is None:
        raise ValueError(f'{parameter.name} is no option; write {parameter.name}: Annotated[…, Option("…")]')
    required = parameter.default is parameter.empty
    kind, optional = without_none(get_args(hint)[0])
    if optional and required:
        raise ValueError(f"{parameter.name} may be None but has no default; add = None")
    type_, read, choices = _kind(parameter.name, kind)
    option = CommandOption(
        type=type_,
        name=said.name or parameter.name.rstrip("_"),
        description=said.description,
        required=required,
        choices=said.choices or choices,
        channel_types=said.channel_types,
        file_types=said.file_types,
        min_value=said.min_value,
        max_value=said.max_value,
        min_length=said.min_length,
        max_length=said.max_length,
        autocomplete=said.autocomplete is not None,
    )
    return Parameter(parameter.name, option, _bounded(option, read), parameter.default, said.autocomplete)


def _kind(name: str, kind: Any) -> tuple[OptionType, Read, Sequence[CommandChoice]]:
    if is_mentionable(kind):
        return OptionType.MENTIONABLE, looked_up(kind), ()
    if kind in _PLAIN:
        return _PLAIN[kind], looked_up(kind) if kind in LOOKED_UP else as_it_is(kind), ()
    if isinstance(kind, type) and issubclass(kind, (StrEnum, IntEnum)):
        type_ = OptionType.STRING if issubclass(kind, str) else OptionType.INTEGER
        return type_, one_of(kind), [CommandChoice(_label(member), member.value) for member in kind]
    if isinstance(kind, type) and isinstance(kind, Parsed):
        return OptionType.STRING, parsed_by(kind), ()
    raise ValueError(f"{name} is of a type that no option has: {getattr(kind, '__name__', kind)}")


def _label(member: Enum) -> str:
    # An enumeration may say how its members are called; else their names do.
    label = getattr(member, "label", None)
    return label if isinstance(label, str) else member.name.replace("_", " ").capitalize()


_PLAIN: dict[Any, OptionType] = {
    str: OptionType.STRING,
    int: OptionType.INTEGER,
    bool: OptionType.BOOLEAN,
    float: OptionType.NUMBER,
    User: OptionType.USER,
    Member: OptionType.USER,
    Channel: OptionType.CHANNEL,
    Role: OptionType.ROLE,
    Attachment: OptionType.ATTACHMENT,
}


def _bounded(option: CommandOption, read: Read) -> Read:
    """`read`, with what Discord's client checked checked again: it may have shown an older command."""
    least = option.min_length if option.min_length is not None else option.min_value
    most = option.max_length if option.max_length is not None else option.max_value
    allowed = {choice.value for choice in option.choices}
    if least is None and most is None and not allowed:
        return read

    def checked(value: Value, resolved: Resolved) -> object:
        if allowed and value not in allowed:
            raise OutOfDate
        size = len(value) if isinstance(value, str) else value
        if (least is not None and size < least) or (most is not None and size > most):
            raise OutOfDate
        return read(value, resolved)

    return checked
