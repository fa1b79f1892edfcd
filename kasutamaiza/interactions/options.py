"""A signature read as options, and as values."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, IntEnum, StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Protocol, TypeAlias, Union, get_args, get_origin, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from kasutamaiza.discord.command import CommandChoice, CommandOption, OptionType
from kasutamaiza.discord.interaction import Attachment, Channel, Member, OptionValue, Resolved, Role, User, Value
from kasutamaiza.errors import UserError
from kasutamaiza.interactions.declare import Option, Suggest

Read: TypeAlias = Callable[[Value, Resolved], object]


class OutOfDate(UserError):
    """What Discord sent does not fit the command: their client still shows an older one."""

    def __init__(self) -> None:
        super().__init__("This command has just changed. Please wait a minute, then try it again.")


class NotInServer(UserError):
    """A member was asked for, and somebody was named who is not one."""

    def __init__(self, user: User | None) -> None:
        super().__init__(
            f"{user.mention if user else 'That person'} is not in this server. Please pick a member of it."
        )


@runtime_checkable
class Parsed(Protocol):
    """A class of your own as an option: `Duration.parse("7d")`, which raises `UserError` for what it cannot read."""

    @classmethod
    def parse(cls, text: str) -> Any: ...


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
    if not parameters and not given:
        return []
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
    kind, optional = _without_none(get_args(hint)[0])
    if optional and required:
        raise ValueError(f"{parameter.name} may be None but has no default; add = None")
    type_, read, choices = _kind(parameter.name, kind)
    option = CommandOption(
        type=type_,
        name=said.name or parameter.name.rstrip("_"),
        description=said.description,
        required=required,
        choices=[CommandChoice(choice.name, choice.value) for choice in said.choices] or choices,
        channel_types=said.channel_types,
        min_value=said.min_value,
        max_value=said.max_value,
        min_length=said.min_length,
        max_length=said.max_length,
        autocomplete=said.autocomplete is not None,
    )
    return Parameter(parameter.name, option, _bounded(option, read), parameter.default, said.autocomplete)


def _without_none(kind: Any) -> tuple[Any, bool]:
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        rest = tuple(part for part in get_args(kind) if part is not NoneType)
        return (rest[0] if len(rest) == 1 else Union[rest]), True  # noqa: UP007  (a union of as many as there are)
    return kind, False


def _kind(name: str, kind: Any) -> tuple[OptionType, Read, Sequence[CommandChoice]]:
    if kind in _PLAIN:
        return _PLAIN[kind], _reader_of(kind), ()
    if get_origin(kind) in (Union, UnionType) and set(get_args(kind)) <= {User, Member, Role}:
        people = Member if Member in get_args(kind) else User
        return OptionType.MENTIONABLE, _mentionable(people), ()
    if isinstance(kind, type) and issubclass(kind, (StrEnum, IntEnum)):
        type_ = OptionType.STRING if issubclass(kind, str) else OptionType.INTEGER
        return type_, _member_of(kind), [CommandChoice(_label(member), member.value) for member in kind]
    if isinstance(kind, type) and isinstance(kind, Parsed):
        return OptionType.STRING, _parsed_by(kind), ()
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


def _reader_of(kind: Any) -> Read:
    if kind is Member:
        return _member
    if kind in (User, Channel, Role, Attachment):
        shelf = kind.__name__.lower() + "s"

        def look_up(value: Value, resolved: Resolved) -> object:
            return _one(getattr(resolved, shelf), value)

        return look_up

    wanted = (int, float) if kind is float else kind

    def plain(value: Value, resolved: Resolved) -> object:
        # bool is an int to Python, not to Discord.
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
            raise OutOfDate
        return float(value) if kind is float else value

    return plain


def _one(shelf: Mapping[Any, Any], value: Value) -> object:
    found = shelf.get(int(value)) if isinstance(value, str) and value.isdecimal() else None
    if found is None:
        raise OutOfDate
    return found


def _member(value: Value, resolved: Resolved) -> object:
    user = _one(resolved.users, value)
    assert isinstance(user, User)  # noqa: S101  (what that shelf holds)
    member = resolved.members.get(user.id)
    if member is None:
        raise NotInServer(user)
    return replace(member, user=user)


def _mentionable(people: type[User] | type[Member]) -> Read:
    person, role = _reader_of(people), _reader_of(Role)

    def either(value: Value, resolved: Resolved) -> object:
        is_role = isinstance(value, str) and value.isdecimal() and int(value) in resolved.roles
        return role(value, resolved) if is_role else person(value, resolved)

    return either


def _member_of(kind: type[Enum]) -> Read:
    def read(value: Value, resolved: Resolved) -> object:
        try:
            return kind(value)
        except ValueError:
            raise OutOfDate from None

    return read


def _parsed_by(kind: Any) -> Read:
    def read(value: Value, resolved: Resolved) -> object:
        if not isinstance(value, str):
            raise OutOfDate
        return kind.parse(value)

    return read


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
