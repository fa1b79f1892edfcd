"""What was chosen in a select, and the fields of a form, read as what a handler takes after its record."""

import inspect
from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum
from math import isfinite
from typing import Any, get_args, get_origin

from loguru import logger
from msgspec import Struct

from kasutamaiza.discord.interaction import ModalAnswer, ModalData, Resolved, Value
from kasutamaiza.errors import UserError
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
from kasutamaiza.ui import Label, Modal, cut


class FormTooOld(UserError):
    """A form from before its handler took what it takes now."""

    def __init__(self) -> None:
        super().__init__("This form is too old. Please open it again.")


class Unfilled(UserError):
    """A field that the handler needs was left empty."""

    def __init__(self, name: str) -> None:
        super().__init__("Please fill in {field}.", field=name.replace("_", " "))


class NoNumber(UserError):
    """A number was asked for, and something else was typed."""

    def __init__(self, text: str, example: str) -> None:
        super().__init__("“{text}” is no number that I can take. Write it like {example}.", text=text, example=example)


class Field(Struct, frozen=True):
    """One parameter after the record: what comes as `custom_id`, and how its values are read."""

    name: str
    custom_id: str
    read: Read
    many: bool
    empty: object
    """What it is when nothing was filled in; `REQUIRED` when that cannot be."""
    default: object

    def values(self, given: Sequence[Value], resolved: Resolved) -> object:
        """The argument. Raises `UserError` for what cannot be read."""
        if self.many:
            return [self.read(value, resolved) for value in given]
        if len(given) > 1:
            # Of what was shown before it took one only; or of a select that allows several by mistake.
            logger.warning("{} takes one value, and {} came: allow one, or take a list.", self.name, len(given))
            raise OutOfDate
        if given:
            return self.read(given[0], resolved)
        if self.empty is REQUIRED:
            raise Unfilled(self.name)
        return self.empty


REQUIRED = inspect.Parameter.empty


def fields(signature: inspect.Signature, hints: Mapping[str, Any]) -> list[Field]:
    """The parameters between the record and the star. Raises `ValueError` with one named that nothing can fill."""
    before = [each for each in signature.parameters.values() if each.kind is not each.KEYWORD_ONLY]
    return [_field(parameter, hints.get(parameter.name)) for parameter in before[1:]]


def _field(parameter: inspect.Parameter, hint: Any) -> Field:
    kind, optional = without_none(hint)
    many = get_origin(kind) is list
    if many:
        [kind] = get_args(kind)
    if parameter.default is not REQUIRED:
        empty = parameter.default
    elif optional:
        empty = None
    else:
        empty = "" if kind is str else REQUIRED
    return Field(
        name=parameter.name,
        custom_id=parameter.name.rstrip("_"),
        read=_read(parameter.name, kind),
        many=many,
        empty=empty,
        default=parameter.default,
    )


def _read(name: str, kind: Any) -> Read:
    if is_mentionable(kind) or kind in LOOKED_UP:
        return looked_up(kind)
    if kind in (str, bool):
        return as_it_is(kind)
    if kind in (int, float):
        return _number(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return one_of(kind)
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        whole, member = _number(int), one_of(kind)
        return lambda value, resolved: member(whole(value, resolved), resolved)  # type: ignore[arg-type]
    if isinstance(kind, type) and isinstance(kind, Parsed):
        return parsed_by(kind)
    raise ValueError(f"{name} is of a type that no field has: {getattr(kind, '__name__', kind)}")


def _number(kind: type[int] | type[float]) -> Read:
    example = "12" if kind is int else "1.5"

    def read(value: Value, resolved: Resolved) -> object:
        try:
            number = kind(value)
            if isfinite(number):
                return number
        except (ValueError, OverflowError):
            pass
        raise NoNumber(cut(str(value), 60), example)

    return read


def filled(fields: Sequence[Field], data: ModalData) -> list[object]:
    """The handler's arguments after the record. Raises `UserError` for what is missing or cannot be read."""
    answers = data.answers
    found: list[object] = []
    for field in fields:
        answer = answers.get(field.custom_id)
        if answer is not None:
            try:
                found.append(field.values(_given(answer), data.resolved))
            except OutOfDate as error:
                raise FormTooOld from error
        elif field.default is not REQUIRED:
            found.append(field.default)
        else:
            raise FormTooOld
    return found


def _given(answer: ModalAnswer) -> Sequence[Value]:
    if answer.value is None or answer.value == "":
        return answer.values or ()
    return (answer.value,)


def check_form(modal: Modal, fields: Sequence[Field]) -> None:
    """Refuse, as a fault of ours, a form that its handler could not take. Raises `ValueError` with both sides named."""
    components = [each.component for each in modal.components if isinstance(each, Label)]
    shown = {component.custom_id for component in components}
    taken = {field.custom_id for field in fields}
    needed = {field.custom_id for field in fields if field.default is REQUIRED}
    if not needed <= shown <= taken:
        raise ValueError(
            f"the form “{modal.title}” has the fields {sorted(shown)}, and its handler takes {sorted(taken)}"
        )
    lists = {field.custom_id for field in fields if field.many}
    for component in components:
        if (getattr(component, "max_values", None) or 1) > 1 and component.custom_id not in lists:
            raise ValueError(f"the form “{modal.title}” allows several {component.custom_id}; its handler takes one")
