"""CustomId: buttons that remember."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import DecodeError, Struct
from msgspec.json import Decoder, encode

from kasutamaiza.errors import UserError
from kasutamaiza.interactions.kept import TAG, Shelved, kept_id
from kasutamaiza.ui import limits


class TooOld(UserError):
    """A button from a time when its tag was another's, or when its record held something else."""

    def __init__(self) -> None:
        super().__init__("This button is too old. Please run the command again.")


class LongId(str):
    """The custom_id of a record that does not fit in one: a key to the record, which is stored with the answer."""

    __slots__ = ("shelved",)

    shelved: Shelved

    def __new__(cls, shelved: Shelved) -> "LongId":
        key = super().__new__(cls, shelved.custom_id)
        key.shelved = shelved
        return key


class CustomId(Struct, frozen=True, array_like=True):
    """What a component carries, as a record: `class Turn(CustomId, tag="card.turn", frozen=True)`.

    Tags are for ever, and fields are only added, at the end, with a default: buttons that were sent stay in channels.
    Fields are text, whole numbers, booleans, enumerations, or one of these or None. A record that does not fit in a
    custom_id is stored, and lives as long as the class says after it was last shown.
    """

    lives: ClassVar[timedelta] = timedelta(days=30)

    @property
    def custom_id(self) -> str:
        """The record as a component's custom_id: itself as JSON, or beyond 100 characters a key to it."""
        text = encode(self).decode()
        if len(text) <= limits.CUSTOM_ID:
            return text
        return LongId(Shelved(kept_id(str(self.__struct_config__.tag), text), text, self.lives))


def tag_of(record: type[CustomId]) -> str:
    """The record's tag. Raises `ValueError` when it has none of its own, or a field that cannot be remembered."""
    config = record.__struct_config__
    if record is CustomId or not isinstance(config.tag, str):
        raise ValueError(f'{record.__name__} has no tag; write class {record.__name__}(CustomId, tag="…", frozen=True)')
    if len(config.tag) > TAG or "~" in config.tag:
        raise ValueError(f"{record.__name__} has the tag {config.tag}; use at most {TAG} characters, and no ~")
    for name, kind in get_type_hints(record).items():
        if name in record.__struct_fields__ and not _can_be_remembered(kind):
            raise ValueError(f"{record.__name__}.{name} cannot stand in a custom_id; use text, whole numbers or enums")
    return config.tag


def _can_be_remembered(kind: Any) -> bool:
    kind = getattr(kind, "__supertype__", kind)  # a NewType is what it is made of
    if get_origin(kind) in (Union, UnionType):
        return all(_can_be_remembered(part) for part in get_args(kind))
    # No float: JSON has no NaN and no infinity, so that not each would come back as it went.
    return kind in (str, int, bool, NoneType) or get_origin(kind) is Literal or _is_enum(kind)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum) and issubclass(kind, (str, int))


def reader(records: Sequence[type[CustomId]]) -> Callable[[str], CustomId]:
    """A function from a custom_id back to its record. It raises `TooOld` for what none of `records` wrote."""
    if not records:

        def read_nothing(custom_id: str) -> CustomId:
            raise TooOld

        return read_nothing

    decoder: Decoder[Any] = Decoder(Union[tuple(records)])  # noqa: UP007  (a union of as many as there are)

    def read(custom_id: str) -> CustomId:
        try:
            record: CustomId = decoder.decode(custom_id)
        except (DecodeError, ValueError, RecursionError) as error:
            raise TooOld from error
        return record

    return read
