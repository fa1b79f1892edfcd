"""What a single value may be: text, numbers, ids, addresses, times and choices."""

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from simulator.schema import flaws
from simulator.schema.flaws import Flaw
from simulator.schema.inspection import Inspection, Path

_NUMERAL = re.compile(r"-?[0-9]{1,40}")
_ADDRESS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):(//[^\s/?#]+\S*)?")
WEB = ("http", "https")
LINK = ("http", "https", "discord")
FILE_OR_WEB = ("http", "https", "attachment")
FILE = ("attachment",)


def whole(value: object) -> int | None:
    """The integer that Discord reads: from 3, from 3.0 and from "3"."""
    if type(value) is int:
        return value
    if isinstance(value, str):
        return int(value) if _NUMERAL.fullmatch(value) else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None


class Text(Struct, frozen=True):
    """`trimmed`: blanks around it do not count. `blank`: what is wrong with an empty one, if not its length."""

    min: int = 0
    max: int | None = None
    trimmed: bool = False
    blank: Flaw | None = None
    fits: Callable[[str], bool] | None = None
    misfit: Flaw | None = None

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if not isinstance(value, str):
            found.wrong(at, flaws.unread(value))
            return
        size = len(value.strip()) if self.trimmed else len(value)
        if not size and self.blank:
            found.wrong(at, self.blank)
        elif size < self.min or (self.max is not None and size > self.max):
            found.wrong(at, flaws.length(self.min, self.max))
        elif self.misfit and self.fits and not self.fits(value):
            found.wrong(at, self.misfit)


class Integer(Struct, frozen=True):
    """A whole number; as a string of digits too, unless it is `strict`."""

    min: int | None = None
    max: int | None = None
    strict: bool = False

    def check(self, value: object, at: Path, found: Inspection) -> None:
        number = None if self.strict and isinstance(value, str) else whole(value)
        if number is None:
            found.wrong(at, flaws.uncoerced(value, "int"))
        elif self.max is not None and number > self.max:
            found.wrong(at, flaws.above(self.max))
        elif self.min is not None and number < self.min:
            found.wrong(at, flaws.below(self.min))


class Number(Struct, frozen=True):
    """A number with or without a fraction, never a string."""

    min: float | None = None
    max: float | None = None

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
            found.wrong(at, flaws.uncoerced(value, "float"))
        elif self.max is not None and value > self.max:
            found.wrong(at, flaws.above(self.max, "float"))
        elif self.min is not None and value < self.min:
            found.wrong(at, flaws.below(self.min, "float"))


def _finite(value: float) -> bool:
    return isinstance(value, int) or math.isfinite(value)


class Boolean(Struct, frozen=True):
    def check(self, value: object, at: Path, found: Inspection) -> None:
        if not isinstance(value, bool):
            found.wrong(at, flaws.NOT_A_BOOLEAN)


class Snowflake(Struct, frozen=True):
    """An id of 64 bits, as a string or an integer."""

    def check(self, value: object, at: Path, found: Inspection) -> None:
        number = None if isinstance(value, float) else whole(value)
        if number is None or not 0 <= number < 1 << 64:
            found.wrong(at, flaws.uncoerced(value, "snowflake"))


class Url(Struct, frozen=True):
    max: int = 2048
    schemes: tuple[str, ...] = WEB

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if not isinstance(value, str):
            found.wrong(at, flaws.unread(value))
        elif len(value) > self.max:
            found.wrong(at, flaws.length(0, self.max))
        elif (match := _ADDRESS.match(value)) is None:
            found.wrong(at, flaws.MALFORMED_URL)
        elif match[1].lower() not in self.schemes:
            found.wrong(at, flaws.scheme(match[1], self.schemes))
        elif match[2] is None or match.end() != len(value):
            found.wrong(at, flaws.MALFORMED_URL)


class Time(Struct, frozen=True):
    """An ISO 8601 time. How far ahead it may lie is for who knows what time it is."""

    def check(self, value: object, at: Path, found: Inspection) -> None:
        try:
            time = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            time = None
        if time is None:
            found.wrong(at, flaws.undated(value))
        elif time.tzinfo is None:
            found.odd(at, "A time without a zone; say which, as in 2026-01-01T00:00:00Z.")


class Enum(Struct, frozen=True):
    values: tuple[int | str, ...]

    def check(self, value: object, at: Path, found: Inspection) -> None:
        known = not isinstance(value, bool) and isinstance(value, int | float | str) and value in self.values
        if not known:
            found.wrong(at, flaws.choices(self.values))


class Flags(Struct, frozen=True):
    """A bit set of which a bot may set some: Discord drops the others without a word."""

    settable: int

    def check(self, value: object, at: Path, found: Inspection) -> None:
        bits = whole(value)
        if bits is None:
            found.wrong(at, flaws.uncoerced(value, "int"))
        elif bits & ~self.settable:
            found.odd(at, f"Only the bits of {self.settable} can be set here; Discord drops the others.")


class Nonce(Struct, frozen=True):
    max: int = 25

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if isinstance(value, bool) or not isinstance(value, int | str):
            found.wrong(at, flaws.NOT_A_NONCE)
        elif isinstance(value, str) and len(value) > self.max:
            found.wrong(at, flaws.LONG_NONCE)


class Never(Struct, frozen=True):
    """A field that may be sent as nothing, and as nothing else."""

    flaw: Flaw

    def check(self, value: Any, at: Path, found: Inspection) -> None:
        nothing = value is False or (isinstance(value, str | list | dict) and not value)
        if not nothing:
            found.wrong(at, self.flaw)
