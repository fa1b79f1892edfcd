"""What commands, options and choices may be called, in each of Discord's languages.

Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
and https://docs.discord.com/developers/reference#locales
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_size, check_text

Localizations: TypeAlias = Mapping[str, str]
"""What a text is in other languages, by locale."""

_LOCALES = (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR "
    "ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko"
)
LOCALES = frozenset(_LOCALES.split())
"""The languages in which Discord's client can be shown."""

_DEVANAGARI = ((0x0900, 0x0950), (0x0955, 0x0963), (0x0966, 0x097F), (0xA8E0, 0xA8FF), (0x11B00, 0x11B09))
_THAI = ((0x0E01, 0x0E3A), (0x0E40, 0x0E5B))
# Python knows no scripts. These are all ranges of sc=Deva and sc=Thai in Unicode 17.0's Scripts.txt
# (https://www.unicode.org/Public/17.0.0/ucd/Scripts.txt). Blocks would not do: they hold characters that many scripts
# share, as । U+0964 and ฿ U+0E3F.
_SCRIPTS = frozenset(chr(code) for first, last in _DEVANAGARI + _THAI for code in range(first, last + 1))


def check_name(field: str, name: str) -> None:
    """Refuse a name that is not 1 to 32 letters, digits, `-`, `_` or `'`, or that has a lower case it does not use.

    All characters of the scripts Devanagari and Thai may stand in it too, though some are marks. This is the rule for
    slash commands and for options.
    """
    check_size(field, name, least=1, most=limits.COMMAND_NAME)
    for character in name:
        if not (character in "-_'" or unicodedata.category(character)[0] in "LN" or character in _SCRIPTS):
            raise Refused(f"{field} {name!r} has {character!r}; Discord allows letters, digits, - _ and '.")
    if name != name.lower():
        raise Refused(f"{field} {name!r} has capitals; Discord wants {name.lower()!r}.")


def check_title(field: str, title: str) -> None:
    """Refuse the name of a command in a menu that is not 1 to 32 characters, or is blank. It may be any text else."""
    check_text(field, title, most=limits.COMMAND_NAME)


def check_description(field: str, description: str) -> None:
    """Refuse a description that is not 1 to 100 characters, or is blank."""
    check_text(field, description, most=limits.COMMAND_DESCRIPTION)


def check_localizations(field: str, localizations: Localizations | None, check: Callable[[str, str], None]) -> None:
    """Refuse locales that Discord does not have, and texts that `check` refuses, each with its locale named."""
    for locale, text in (localizations or {}).items():
        if locale not in LOCALES:
            raise Refused(f"{field} has the locale {locale!r}; Discord allows {', '.join(sorted(LOCALES))}.")
        check(f"{field}.{locale}", text)


def longest(text: str, localizations: Localizations | None) -> int:
    """The characters of a text in the language in which it has most: so many of it count towards a command's size."""
    return max(len(each) for each in (text, *(localizations or {}).values()))


def forget_empty(record: Struct, lists: Sequence[str]) -> None:
    """Put back the default of what is empty, which to Discord means the same, so that it is not told.

    `lists` are the record's fields that are () when they hold nothing; those with texts in other languages are None.
    """
    for field in lists:
        if not getattr(record, field):
            force_setattr(record, field, ())
    for field in ("name_localizations", "description_localizations"):
        if getattr(record, field, None) == {}:
            force_setattr(record, field, None)
