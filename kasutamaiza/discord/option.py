"""What can be said after a command's name: its options, their choices, and the sub-commands that lie in it.

Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from enum import IntEnum

from msgspec import Struct

from kasutamaiza.discord.naming import (
    Localizations,
    check_description,
    check_localizations,
    check_name,
    forget_empty,
    longest,
)
from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_once, check_size, check_text
from kasutamaiza.ui.select import ChannelType

_GUILD_MEDIA = 16  # Of no select, but of a command: https://docs.discord.com/developers/resources/channel
_CHANNEL_TYPES = frozenset({*map(int, ChannelType), _GUILD_MEDIA})
_FILE_TYPE = re.compile(r"image|video|audio|\.[^\s./\\][^\s/\\]*")


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


_NUMBERS = (OptionType.INTEGER, OptionType.NUMBER)
_SUGGESTING = (OptionType.STRING, *_NUMBERS)
_NESTING = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)


class CommandChoice(Struct, frozen=True, omit_defaults=True):
    """One of the values that an option is limited to."""

    name: str
    value: str | int | float
    name_localizations: Localizations | None = None

    def __post_init__(self) -> None:
        _check_choice_name("choice.name", self.name)
        check_localizations("choice.name_localizations", self.name_localizations, _check_choice_name)
        if isinstance(self.value, str):
            check_size("choice.value", self.value, most=limits.CHOICE_VALUE)
        # A suggestion stands in no option that could say how great it may be: none is greater than a number.
        elif isinstance(self.value, bool) or not abs(self.value) <= _most(OptionType.NUMBER):
            most = _most(OptionType.NUMBER)
            raise Refused(f"choice.value is {self.value}; Discord allows text, and numbers of {-most} to {most}.")
        forget_empty(self, ())

    @property
    def characters(self) -> int:
        """How many characters count towards `limits.COMMAND_CHARACTERS`."""
        return longest(self.name, self.name_localizations) + len(str(self.value))


class CommandOption(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An option, a sub-command (type 1) or a group of them (type 2)."""

    type: OptionType
    name: str
    name_localizations: Localizations | None = None
    description: str
    description_localizations: Localizations | None = None
    required: bool = False
    choices: Sequence[CommandChoice] = ()
    options: Sequence["CommandOption"] = ()
    channel_types: Sequence[int] = ()
    min_value: int | float | None = None
    max_value: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    autocomplete: bool = False
    file_types: Sequence[str] = ()

    def __post_init__(self) -> None:
        check_name("option.name", self.name)
        check_localizations("option.name_localizations", self.name_localizations, check_name)
        check_description("option.description", self.description)
        check_localizations("option.description_localizations", self.description_localizations, check_description)
        if self.choices or self.autocomplete:
            self._check_choices()
        if self.channel_types:
            self._check_channel_types()
        if self.file_types:
            self._check_file_types()
        self._check_range("length", self.min_length, self.max_length, only=(OptionType.STRING,))
        self._check_range("value", self.min_value, self.max_value, only=_NUMBERS)
        self._check_nested()
        forget_empty(self, ("choices", "options", "channel_types", "file_types"))

    def _check_choices(self) -> None:
        check_size("option.choices", self.choices, most=limits.CHOICES)
        if self.choices and self.autocomplete:
            raise Refused(f"option {self.name} has both choices and autocomplete; Discord allows one of them.")
        if self.type not in _SUGGESTING:
            raise Refused(f"option {self.name} may have neither choices nor autocomplete: only text and numbers may.")
        most = _most(self.type)
        for choice in self.choices:
            if not self._takes(choice.value):
                raise Refused(f"option {self.name} has the choice {choice.value!r}, which is not of its type.")
            if not isinstance(choice.value, str) and not -most <= choice.value <= most:
                raise Refused(
                    f"option {self.name} has the choice {choice.value!r}, which is outside {-most} to {most}."
                )
        if _twice(choice.name for choice in self.choices) is not None:
            raise Refused(f"option {self.name} has two choices of one name; each must have its own.")
        value = _twice(choice.value for choice in self.choices)
        if value is not None:
            raise Refused(f"option {self.name} has two choices of the value {value!r}; each must have its own.")

    def _takes(self, value: object) -> bool:
        if self.type == OptionType.STRING:
            return isinstance(value, str)
        # bool is an int to Python, not to Discord.
        fits = isinstance(value, int) or (isinstance(value, float) and self.type == OptionType.NUMBER)
        return fits and not isinstance(value, bool)

    def _check_channel_types(self) -> None:
        if self.type != OptionType.CHANNEL:
            raise Refused(f"option {self.name} may not have channel_types: it is no channel.")
        for channel_type in self.channel_types:
            if channel_type not in _CHANNEL_TYPES:
                raise Refused(f"option.channel_types has {channel_type}; Discord allows 0 to 5 and 10 to 16.")
        check_once("option.channel_types", self.channel_types)

    def _check_file_types(self) -> None:
        if self.type != OptionType.ATTACHMENT:
            raise Refused(f"option {self.name} may not have file_types: it is no attachment.")
        check_size("option.file_types", self.file_types, most=limits.FILE_TYPES)
        for file_type in self.file_types:
            check_size("option.file_types: entry", file_type, least=1, most=limits.FILE_TYPE)
            if not _FILE_TYPE.fullmatch(file_type):
                raise Refused(
                    f"option.file_types has {file_type!r}; Discord allows image, video, audio and .extension."
                )
        check_once("option.file_types", self.file_types)

    def _check_range(self, what: str, least: float | None, most: float | None, *, only: Sequence[OptionType]) -> None:
        bounds = [bound for bound in (least, most) if bound is not None]
        if not bounds:
            return
        if self.type not in only:
            raise Refused(f"option {self.name} may not have a min_{what} or max_{what}: its type has none.")
        if least is not None and most is not None and least > most:
            raise Refused(f"option {self.name} has min_{what} {least} above max_{what} {most}.")
        most_of_all = _most(self.type)
        allowed = (0, limits.OPTION_LENGTH) if what == "length" else (-most_of_all, most_of_all)
        if not all(allowed[0] <= bound <= allowed[1] for bound in bounds):
            raise Refused(f"option {self.name} has a {what} bound outside {allowed[0]} to {allowed[1]}.")
        if what == "length" and most == 0:
            raise Refused(f"option {self.name} has max_length 0; Discord allows 1 to {limits.OPTION_LENGTH}.")
        if self.type == OptionType.INTEGER and not all(isinstance(bound, int) for bound in bounds):
            raise Refused(f"option {self.name} has a value bound with a point; Discord allows whole numbers here.")

    def _check_nested(self) -> None:
        if self.type in _NESTING and self.required:
            raise Refused(f"option {self.name} may not be required: it is a sub-command or a group.")
        if self.options and self.type not in _NESTING:
            raise Refused(f"option {self.name} may not have options: only sub-commands and groups may.")
        for option in self.options:
            if self.type == OptionType.SUB_COMMAND and option.type in _NESTING:
                raise Refused(f"sub-command {self.name} holds {option.name}; Discord allows only options in one.")
            if self.type == OptionType.SUB_COMMAND_GROUP and option.type != OptionType.SUB_COMMAND:
                raise Refused(f"group {self.name} holds {option.name}; Discord allows only sub-commands in one.")
        if self.type == OptionType.SUB_COMMAND_GROUP and not self.options:
            raise Refused(f"group {self.name} holds no sub-command; Discord allows 1 to {limits.COMMAND_OPTIONS}.")
        check_options(f"option {self.name}", self.options)

    @property
    def characters(self) -> int:
        """How many characters count towards `limits.COMMAND_CHARACTERS`: of each text, in its longest language."""
        own = longest(self.name, self.name_localizations) + longest(self.description, self.description_localizations)
        below = sum(choice.characters for choice in self.choices) + sum(option.characters for option in self.options)
        return own + below


def check_options(owner: str, options: Sequence[CommandOption]) -> None:
    """Refuse options that are too many, share a name, or stand in an order or mixture that Discord does not take."""
    check_size(f"{owner}: options", options, most=limits.COMMAND_OPTIONS)
    name = _twice(option.name for option in options)
    if name is not None:
        raise Refused(f"{owner} has two options called {name}.")
    _check_localized_names(owner, options)
    if len({option.type in _NESTING for option in options}) > 1:
        raise Refused(f"{owner} mixes sub-commands and options; Discord takes one or the other.")
    optional = None
    for option in options:
        if option.required and optional:
            raise Refused(f"{owner} has the required option {option.name} after the optional {optional}.")
        if not option.required and option.type not in _NESTING:
            optional = option.name


def _check_localized_names(owner: str, options: Sequence[CommandOption]) -> None:
    # People who read another language may still type the default name, so none may take another's.
    defaults = {option.name for option in options}
    taken: dict[tuple[str, str], str] = {}
    for option in options:
        for locale, name in (option.name_localizations or {}).items():
            other = taken.setdefault((locale, name), option.name)
            if other != option.name:
                raise Refused(f"{owner} has two options called {name} in {locale}: {other} and {option.name}.")
            if name in defaults and name != option.name:
                raise Refused(f"{owner} has the option {option.name} called {name} in {locale}, as another one is.")


def _check_choice_name(field: str, name: str) -> None:
    check_text(field, name, most=limits.CHOICE_NAME)


def _most(type_: OptionType) -> int:
    return limits.INTEGER + (type_ == OptionType.NUMBER)


def _twice(values: Iterable[Hashable]) -> Hashable | None:
    return next((value for value, count in Counter(values).items() if count > 1), None)
