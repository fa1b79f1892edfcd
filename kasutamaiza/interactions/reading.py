"""Reading one value as it came, as the type that a handler asks for."""

from collections.abc import Callable, Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Protocol, TypeAlias, Union, get_args, get_origin, runtime_checkable

from msgspec.structs import replace

from kasutamaiza.discord.interaction import Attachment, Channel, Member, Resolved, Role, User, Value
from kasutamaiza.errors import UserError

Read: TypeAlias = Callable[[Value, Resolved], object]


class OutOfDate(UserError):
    """What Discord sent does not fit the command: their client still shows an older one."""

    def __init__(self) -> None:
        super().__init__("This command has just changed. Please wait a minute, then try it again.")


class NotInServer(UserError):
    """A member was asked for, and somebody was named who is not one."""

    def __init__(self, user: User) -> None:
        super().__init__("{person} is not in this server. Please pick a member of it.", person=user.mention)


@runtime_checkable
class Parsed(Protocol):
    """A class of your own as an option: `Duration.parse("7d")`, which raises `UserError` for what it cannot read."""

    @classmethod
    def parse(cls, text: str) -> Any: ...


def without_none(kind: Any) -> tuple[Any, bool]:
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        rest = tuple(part for part in get_args(kind) if part is not NoneType)
        return (rest[0] if len(rest) == 1 else Union[rest]), True  # noqa: UP007  (a union of as many as there are)
    return kind, False


LOOKED_UP = (User, Member, Channel, Role, Attachment)
"""What comes as an id and is looked up among what came with it."""


def is_mentionable(kind: Any) -> bool:
    """Whether it is a union of people and roles."""
    return get_origin(kind) in (Union, UnionType) and {Role} < set(get_args(kind)) <= {User, Member, Role}


def looked_up(kind: Any) -> Read:
    """A reader of one of `LOOKED_UP`, or of a mentionable."""
    if is_mentionable(kind):
        return _mentionable(Member if Member in get_args(kind) else User)
    if kind is Member:
        return _member
    shelf = kind.__name__.lower() + "s"

    def look_up(value: Value, resolved: Resolved) -> object:
        return _one(getattr(resolved, shelf), value)

    return look_up


def as_it_is(kind: Any) -> Read:
    """A reader of text, numbers and booleans that come as such."""
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
    person, role = looked_up(people), looked_up(Role)

    def either(value: Value, resolved: Resolved) -> object:
        is_role = isinstance(value, str) and value.isdecimal() and int(value) in resolved.roles
        return role(value, resolved) if is_role else person(value, resolved)

    return either


def one_of(kind: type[Enum]) -> Read:
    def read(value: Value, resolved: Resolved) -> object:
        try:
            return kind(value)
        except ValueError:
            raise OutOfDate from None

    return read


def parsed_by(kind: Any) -> Read:
    def read(value: Value, resolved: Resolved) -> object:
        if not isinstance(value, str):
            raise OutOfDate
        return kind.parse(value)

    return read
