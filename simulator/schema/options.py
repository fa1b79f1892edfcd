"""Options of slash commands, nested or not, and the names that they may have."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from simulator.schema import flaws
from simulator.schema.components import CHANNEL_TYPES
from simulator.schema.inspection import Inspection, Path, Rule
from simulator.schema.modals import FILE_TYPES
from simulator.schema.shapes import Dictionary, Field, Kind, List, Object, Union, optional, required, table
from simulator.schema.values import Boolean, Enum, Integer, Never, Number, Text

MOST_INTEGER = 2**53 - 1
MOST_NUMBER = 2**53
# fmt: off
LOCALES = frozenset({
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
})
# fmt: on
_MARKS = "-_'"
_SCRIPTS = ((0x0900, 0x097F), (0xA8E0, 0xA8FF), (0x0E01, 0x0E3A), (0x0E40, 0x0E5B))  # Devanagari and Thai


def _is_of_a_name(letter: str) -> bool:
    if letter in _MARKS or unicodedata.category(letter)[0] in "LN":
        return True
    # The danda is written in Devanagari and of no script of its own: it is shared by many.
    return letter not in "।॥" and any(first <= ord(letter) <= last for first, last in _SCRIPTS)


def is_command_name(name: str) -> bool:
    """Letters, numbers and three marks, in lower case where there is one."""
    return name == name.lower() and all(map(_is_of_a_name, name))


NAME = Text(1, 32, fits=is_command_name, misfit=flaws.COMMAND_NAME)
DESCRIPTION = Text(1, 100)
LOCALIZED = optional(Dictionary(Text(1, 100), LOCALES))
CHOICE_NAMES: dict[str, Field] = {"name": required(Text(1, 100)), "name_localizations": LOCALIZED}


def _choices(value: Kind) -> Field:
    return optional(List(table(**CHOICE_NAMES, value=required(value)), max=25))


def _of_numbers(value: Kind) -> dict[str, Field]:
    return {
        "autocomplete": optional(Boolean()),
        "choices": _choices(value),
        "min_value": optional(value),
        "max_value": optional(value),
    }


_OF_TYPE: dict[int, dict[str, Field]] = {
    3: {
        "autocomplete": optional(Boolean()),
        "choices": _choices(Text(max=100)),
        "min_length": optional(Integer(0, 6000)),
        "max_length": optional(Integer(1, 6000)),
    },
    4: _of_numbers(Integer(-MOST_INTEGER, MOST_INTEGER, strict=True)),
    5: {},
    6: {},
    7: {"channel_types": optional(List(Enum(CHANNEL_TYPES), unique=True))},
    8: {},
    9: {},
    10: _of_numbers(Number(-MOST_NUMBER, MOST_NUMBER)),
    11: {"file_types": optional(FILE_TYPES)},
}
_SPECIAL = {"options", "required", *(name for fields in _OF_TYPE.values() for name in fields)}


def _has_one_kind_of_help(option: dict[str, Any], at: Path, found: Inspection) -> None:
    if option.get("autocomplete") is True and option.get("choices"):
        found.wrong((*at, "choices"), flaws.CHOICES_AND_AUTOCOMPLETE)


def _is_in_order(option: dict[str, Any], at: Path, found: Inspection) -> None:
    for what in ("value", "length"):
        least, most = option.get(f"min_{what}"), option.get(f"max_{what}")
        if least is not None and most is not None and found.silent(at) and float(least) > float(most):
            found.wrong((*at, f"min_{what}"), flaws.above(most))


def _option(kind: int, *rules: Rule, **fields: Field) -> Object:
    """One type of options; whatever only others can have is refused by name."""
    barred = {name: optional(Never(flaws.option(name))) for name in _SPECIAL if name not in fields}
    return table(
        *rules,
        type=required(Enum((kind,))),
        name=required(NAME),
        name_localizations=optional(Dictionary(NAME, LOCALES)),
        description=required(DESCRIPTION),
        description_localizations=optional(Dictionary(DESCRIPTION, LOCALES)),
        **barred,
        **fields,
    )


def _are_in_order(parent: dict[str, Any], at: Path, found: Inspection) -> None:
    here, options = (*at, "options"), parent.get("options")
    if not options or not found.silent(here):
        return
    nested = sum(each["type"] in (1, 2) for each in options)
    if 0 < nested < len(options):
        found.wrong(here, flaws.MIXED_OPTIONS)
    optional_before = False
    for number, each in enumerate(options):
        if each.get("required") is True and optional_before:
            found.wrong((*here, number), flaws.REQUIRED_FIRST)
        optional_before = optional_before or each.get("required") is not True
    _check_names(options, here, found)


def _check_names(options: list[dict[str, Any]], at: Path, found: Inspection) -> None:
    """No name twice; nor in one locale, where a name of one must not be the own name of another either."""
    own = {each["name"]: number for number, each in reversed([*enumerate(options)])}
    seen: set[tuple[str, str]] = set()
    for number, each in enumerate(options):
        if own[each["name"]] != number:
            found.wrong((*at, number), flaws.OPTION_NAME_TWICE)
            continue
        for locale, name in _localized(each):
            if (locale, name) in seen or own.get(name, number) != number:
                found.wrong((*at, number, "name_localizations", locale), flaws.OPTION_NAME_TWICE)
            seen.add((locale, name))


def _localized(option: dict[str, Any]) -> Iterator[tuple[str, str]]:
    names = option.get("name_localizations") or {}
    return ((locale, name) for locale, name in names.items() if name is not None)


_PLAIN = {
    kind: _option(kind, _has_one_kind_of_help, _is_in_order, required=optional(Boolean()), **fields)
    for kind, fields in _OF_TYPE.items()
}
_SUB_COMMAND = _option(1, _are_in_order, options=optional(List(Union("type", {**_PLAIN}), max=25)))
_GROUP = _option(2, _are_in_order, options=optional(List(Union("type", {1: _SUB_COMMAND}), max=25)))
OPTIONS = List(Union("type", {1: _SUB_COMMAND, 2: _GROUP, **_PLAIN}), max=25)
ARE_IN_ORDER: Rule = _are_in_order
