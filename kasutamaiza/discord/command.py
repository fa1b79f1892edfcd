"""A command as Discord wants it told; refuses to be built as Discord would refuse it.

Source: https://docs.discord.com/developers/interactions/application-commands
"""

import unicodedata
from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct

from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_size


class OptionType(IntEnum):
    """What an option holds."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


_SUGGESTING = (OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER)
_NESTING = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)


def check_name(field: str, name: str) -> None:
    """Refuse a name that is not 1 to 32 letters, digits, `-`, `_` or `'`, or that has a lower case it does not use.

    Devanagari and Thai marks, which are letters to their readers, may stand in it too.
    """
    check_size(field, name, least=1, most=limits.COMMAND_NAME)
    for character in name:
        if not (character in "-_'" or unicodedata.category(character)[0] in "LN" or _is_mark(character)):
            raise Refused(f"{field} {name!r} has {character!r}; Discord allows letters, digits, - _ and '.")
    if name != name.lower():
        raise Refused(f"{field} {name!r} has capitals; Discord wants {name.lower()!r}.")


def _is_mark(character: str) -> bool:
    # Python's `re` knows no scripts: these two blocks are what \p{sc=Deva} and \p{sc=Thai} add to letters and digits.
    return "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f"


class CommandChoice(Struct, frozen=True):
    """One of the values that an option is limited to."""

    name: str
    value: str | int | float

    def __post_init__(self) -> None:
        check_size("choice.name", self.name, least=1, most=limits.CHOICE_NAME)
        if isinstance(self.value, str):
            check_size("choice.value", self.value, most=limits.CHOICE_VALUE)


class CommandOption(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An option, a sub-command (type 1) or a group of them (type 2)."""

    type: OptionType
    name: str
    description: str
    required: bool = False
    choices: Sequence[CommandChoice] = ()
    options: Sequence["CommandOption"] = ()
    channel_types: Sequence[int] = ()
    min_value: int | float | None = None
    max_value: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    autocomplete: bool = False

    def __post_init__(self) -> None:
        check_name("option.name", self.name)
        check_size("option.description", self.description, least=1, most=limits.COMMAND_DESCRIPTION)
        check_size("option.choices", self.choices, most=limits.CHOICES)
        if self.choices and self.autocomplete:
            raise Refused(f"option {self.name} has both choices and autocomplete; Discord allows one of them.")
        if (self.choices or self.autocomplete) and self.type not in _SUGGESTING:
            raise Refused(f"option {self.name} may have neither choices nor autocomplete: only text and numbers may.")
        self._check_choices()
        if self.channel_types and self.type != OptionType.CHANNEL:
            raise Refused(f"option {self.name} may not have channel_types: it is no channel.")
        self._check_range("length", self.min_length, self.max_length, only=(OptionType.STRING,))
        self._check_range("value", self.min_value, self.max_value, only=(OptionType.INTEGER, OptionType.NUMBER))
        check_options(f"option {self.name}", self.options)

    def _check_choices(self) -> None:
        for choice in self.choices:
            fits = isinstance(choice.value, str) == (self.type == OptionType.STRING)
            if not fits or (self.type == OptionType.INTEGER and not isinstance(choice.value, int)):
                raise Refused(f"option {self.name} has the choice {choice.value!r}, which is not of its type.")
        if len({choice.name for choice in self.choices}) < len(self.choices):
            raise Refused(f"option {self.name} has two choices of one name; each must have its own.")

    def _check_range(self, what: str, least: float | None, most: float | None, *, only: Sequence[OptionType]) -> None:
        if least is None and most is None:
            return
        if self.type not in only:
            raise Refused(f"option {self.name} may not have a min_{what} or max_{what}: its type has none.")
        if least is not None and most is not None and least > most:
            raise Refused(f"option {self.name} has min_{what} {least} above max_{what} {most}.")
        most_of_all = limits.INTEGER + (self.type == OptionType.NUMBER)
        allowed = (0, limits.OPTION_LENGTH) if what == "length" else (-most_of_all, most_of_all)
        if not all(allowed[0] <= bound <= allowed[1] for bound in (least, most) if bound is not None):
            raise Refused(f"option {self.name} has a {what} bound outside {allowed[0]} to {allowed[1]}.")
        if what == "length" and most == 0:
            raise Refused(f"option {self.name} has max_length 0; Discord allows 1 to {limits.OPTION_LENGTH}.")

    @property
    def characters(self) -> int:
        """How many characters count towards `limits.COMMAND_CHARACTERS`."""
        own = len(self.name) + len(self.description)
        choices = sum(len(choice.name) + len(str(choice.value)) for choice in self.choices)
        return own + choices + sum(option.characters for option in self.options)


class ApplicationCommand(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A slash command with all that is in it. `default_member_permissions` is a bit set, as a string."""

    name: str
    description: str
    options: Sequence[CommandOption] = ()
    default_member_permissions: str | None = None

    def __post_init__(self) -> None:
        check_name("command.name", self.name)
        check_size("command.description", self.description, least=1, most=limits.COMMAND_DESCRIPTION)
        check_options(f"command {self.name}", self.options)
        characters = len(self.name) + len(self.description) + sum(option.characters for option in self.options)
        if characters > limits.COMMAND_CHARACTERS:
            raise Refused(
                f"command {self.name} has {characters} characters in all; Discord allows {limits.COMMAND_CHARACTERS}."
            )


def check_options(owner: str, options: Sequence[CommandOption]) -> None:
    """Refuse options that are too many, share a name, or stand in an order or mixture that Discord does not take."""
    check_size(f"{owner}: options", options, most=limits.COMMAND_OPTIONS)
    names = [option.name for option in options]
    for name in names:
        if names.count(name) > 1:
            raise Refused(f"{owner} has two options called {name}.")
    if len({option.type in _NESTING for option in options}) > 1:
        raise Refused(f"{owner} mixes sub-commands and options; Discord takes one or the other.")
    optional = None
    for option in options:
        if option.required and optional:
            raise Refused(f"{owner} has the required option {option.name} after the optional {optional}.")
        if not option.required and option.type not in _NESTING:
            optional = option.name
