"""What values are put together in: objects with their fields, lists, dictionaries and unions."""

from collections.abc import Mapping
from typing import Any, Protocol

from msgspec import Struct

from simulator.schema import flaws
from simulator.schema.inspection import Inspection, Path, Rule


class Kind(Protocol):
    def check(self, value: Any, at: Path, found: Inspection) -> None: ...


class Field(Struct, frozen=True):
    """`odd`: what to tell who sends it, though Discord takes it."""

    kind: Kind
    needed: bool = False
    nullable: bool = True
    odd: str | None = None


def required(kind: Kind) -> Field:
    return Field(kind, needed=True, nullable=False)


def optional(kind: Kind, *, odd: str | None = None) -> Field:
    """It may be left out, and be null, which is nearly always the same."""
    return Field(kind, odd=odd)


def present(kind: Kind) -> Field:
    """It may be left out, and not be null."""
    return Field(kind, nullable=False)


class Object(Struct, frozen=True):
    fields: dict[str, Field]
    needed: tuple[str, ...]
    rules: tuple[Rule, ...]

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if not isinstance(value, dict):
            found.wrong(at, flaws.NOT_AN_OBJECT)
            return
        for name, each in value.items():
            field = self.fields.get(name)
            if field is None:
                found.odd((*at, name), "An unknown field; Discord ignores it.")
            elif each is not None:
                if field.odd:
                    found.odd((*at, name), field.odd)
                field.kind.check(each, (*at, name), found)
            elif not field.nullable:
                found.wrong((*at, name), flaws.REQUIRED)
        for name in self.needed:
            if name not in value:
                found.wrong((*at, name), flaws.REQUIRED)
        for rule in self.rules:
            rule(value, at, found)


def table(*rules: Rule, **fields: Field) -> Object:
    """An object as the documentation tables it, and the rules that link its fields."""
    return Object(fields, tuple(name for name, field in fields.items() if field.needed), rules)


class List(Struct, frozen=True):
    """`refusal`: what a wrong length is told as, if not as what is wrong with a field."""

    of: Kind
    min: int = 0
    max: int | None = None
    unique: bool = False
    refusal: tuple[int, str] | None = None

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if not isinstance(value, list):
            found.wrong(at, flaws.NOT_A_LIST)
            return
        if len(value) < self.min or (self.max is not None and len(value) > self.max):
            if self.refusal:
                found.refuse(*self.refusal)
            else:
                found.wrong(at, flaws.length(self.min, self.max))
        for number, each in enumerate(value):
            self.of.check(each, (*at, number), found)
        if self.unique and found.silent(at):
            _check_unique(value, at, found)


def _check_unique(values: list[Any], at: Path, found: Inspection) -> None:
    seen = set()
    for number, each in enumerate(values):
        if (key := str(each)) in seen:
            found.wrong((*at, number), flaws.TWICE)
        seen.add(key)


class Dictionary(Struct, frozen=True):
    """Values of one kind under keys of a known set, or any keys."""

    of: Kind
    keys: frozenset[str] | None = None

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if not isinstance(value, dict):
            found.wrong(at, flaws.NOT_A_DICTIONARY)
            return
        if self.keys is not None and not self.keys.issuperset(value):
            found.wrong(at, flaws.choices(sorted(self.keys)))
            return
        for name, each in value.items():
            # Not under its own name, where that is the name of a leaf: the tree could not be read.
            below = at if self.keys is None else (*at, name)
            if each is not None:
                self.of.check(each, below, found)


class Union(Struct, frozen=True):
    """One of several, told apart by the field `by`; it stands for `default` where it is left out.

    `plain`: that field is told as a choice among values, not as the mark of a union.
    """

    by: str
    of: Mapping[Any, Kind]
    default: Any = None
    plain: bool = False

    def check(self, value: object, at: Path, found: Inspection) -> None:
        if not isinstance(value, dict):
            found.wrong(at, flaws.NOT_AN_OBJECT)
            return
        tag = value.get(self.by)
        if tag is None:
            tag = self.default
        branch = self.of.get(tag) if type(tag) in (int, str, float) else None
        if branch is not None:
            branch.check(value, at, found)
        elif not self.plain:
            found.wrong(at, flaws.branches(self.by, self.of))
        else:
            found.wrong((*at, self.by), flaws.REQUIRED if tag is None else flaws.choices(self.of))


class Either(Struct, frozen=True):
    """One of two, told apart by whether the field `by` is there."""

    by: str
    has: Kind
    lacks: Kind

    def check(self, value: object, at: Path, found: Inspection) -> None:
        branch = self.has if isinstance(value, dict) and value.get(self.by) is not None else self.lacks
        branch.check(value, at, found)
