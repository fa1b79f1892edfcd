"""Any command that can be built, as Hypothesis draws it: all types, nested, bounded, and in many languages.

Lists are drawn short, for speed; that they may be full is shown by tables.
"""

from typing import Any

from hypothesis import HealthCheck, reject, settings
from hypothesis import strategies as st

from kasutamaiza.discord.command import (
    LOCALES,
    ApplicationCommand,
    CommandChoice,
    CommandOption,
    CommandType,
    Context,
    IntegrationType,
    OptionType,
)
from kasutamaiza.ui import Refused

WHOLE = 2**53 - 1
PERMISSIONS = 2**54 - 1
SOME = 6
NUMBERS = st.integers(-WHOLE, WHOLE)
FRACTIONS = NUMBERS | st.floats(-(2.0**53), 2.0**53)
# 16 is a channel's type too, but Discord's document of its API does not have it.
CHANNEL_TYPES = [*range(6), *range(10, 16)]
VALUES = [type_ for type_ in OptionType if type_ not in (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)]

thoroughly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How often whole commands are drawn: each takes some milliseconds, on a busy machine far more."""

_LETTERS = st.characters(categories=["Ll", "Lo", "Lm", "Lt", "Nd", "Nl", "No"]) | st.sampled_from("-_'ा्ैัู์꣠ॐ")
_FILE_TYPES = st.sampled_from(["image", "video", "audio", ".png", ".tar.gz", ".ydk", "." + "x" * 15]) | st.from_regex(
    r"\.[a-z0-9]{1,15}", fullmatch=True
)

names = st.text(_LETTERS, min_size=1, max_size=32).filter(lambda name: name == name.lower())
"""Names of slash commands and options."""


def texts(most: int) -> st.SearchStrategy[str]:
    """Texts of up to `most` characters in which there is something to see."""
    return st.text(min_size=1, max_size=most).filter(lambda text: not text.isspace())


def in_languages(text: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str] | None]:
    """That text in some of Discord's languages, in all, or in none."""
    some = st.dictionaries(st.sampled_from(sorted(LOCALES)), text, max_size=3)
    return st.none() | some | text.map(lambda text: dict.fromkeys(LOCALES, text))


def choices(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[CommandChoice]]:
    """Choices of which no two have one name or one value."""
    choice = st.builds(CommandChoice, name=texts(100), value=values, name_localizations=in_languages(texts(100)))
    return st.lists(choice, max_size=SOME, unique_by=(lambda choice: choice.name, lambda choice: choice.value))


@st.composite
def application_commands(draw: st.DrawFn) -> ApplicationCommand:
    """Any command that can be built."""
    type_ = draw(st.sampled_from(CommandType))
    told: dict[str, Any] = {"type": type_, "nsfw": draw(st.booleans()), **draw(_places())}
    told["default_member_permissions"] = draw(st.none() | st.integers(0, PERMISSIONS).map(str))
    name = names if type_ == CommandType.CHAT_INPUT else texts(32)
    told["name"], told["name_localizations"] = draw(name), draw(in_languages(name))
    if type_ == CommandType.CHAT_INPUT:
        told.update(draw(_described()))
        told["options"] = draw(st.one_of(_options(), _sub_commands(), _sub_commands(groups=True)))
    elif type_ == CommandType.PRIMARY_ENTRY_POINT:
        told.update(draw(_described()) if draw(st.booleans()) else {})
        told["handler"] = draw(st.sampled_from([None, 1, 2]))
    try:
        return ApplicationCommand(**told)
    except Refused as refused:
        # What is drawn freely may be too much together; nothing else about it may be wrong.
        if "characters in all" not in str(refused):
            raise
        reject()


@st.composite
def command_lists(draw: st.DrawFn) -> list[ApplicationCommand]:
    """Some commands as one scope may have them: each type has its names, and there is one entry point at most."""
    drawn = draw(st.lists(application_commands(), max_size=3, unique_by=lambda command: (command.type, command.name)))
    entries = [command for command in drawn if command.type == CommandType.PRIMARY_ENTRY_POINT]
    return [command for command in drawn if command not in entries[1:]]


@st.composite
def _places(draw: st.DrawFn) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if draw(st.booleans()):
        told["contexts"] = draw(st.lists(st.sampled_from(Context), min_size=1, unique=True))
    private = Context.PRIVATE_CHANNEL in told.get("contexts", ())
    if private or draw(st.booleans()):
        installs = draw(st.lists(st.sampled_from(IntegrationType), min_size=1, unique=True))
        if private and IntegrationType.USER_INSTALL not in installs:
            installs.append(IntegrationType.USER_INSTALL)
        told["integration_types"] = installs
    return told


def _described() -> st.SearchStrategy[dict[str, Any]]:
    fields = {"description": texts(100), "description_localizations": in_languages(texts(100))}
    return st.fixed_dictionaries(fields)


@st.composite
def _named(draw: st.DrawFn, taken: set[str]) -> dict[str, Any]:
    """The texts of an option beside others, whose names are `taken`, in whichever language."""
    drawn = [draw(names), *map(str, range(len(taken) + 1))]
    name = next(name for name in drawn if name not in taken)
    localized = draw(in_languages(st.just(name) | names)) or {}
    told = {"name": name, **draw(_described())}
    told["name_localizations"] = {locale: text for locale, text in localized.items() if text not in taken}
    taken.update([name, *localized.values()])
    return told


@st.composite
def _options(draw: st.DrawFn) -> list[CommandOption]:
    types = draw(st.lists(st.sampled_from(VALUES), max_size=SOME))
    required, taken = draw(st.integers(0, len(types))), set[str]()
    return [
        CommandOption(type=type_, required=number < required, **draw(_named(taken)), **draw(_limits(type_)))
        for number, type_ in enumerate(types)
    ]


@st.composite
def _sub_commands(draw: st.DrawFn, *, groups: bool = False) -> list[CommandOption]:
    taken, made = set[str](), []
    for is_group in draw(st.lists(st.booleans() if groups else st.just(False), min_size=1, max_size=3)):
        type_ = OptionType.SUB_COMMAND_GROUP if is_group else OptionType.SUB_COMMAND
        options = draw(_sub_commands() if is_group else _options())
        made.append(CommandOption(type=type_, options=options, **draw(_named(taken))))
    return made


@st.composite
def _limits(draw: st.DrawFn, type_: OptionType) -> dict[str, Any]:
    """What an option of that type may have besides its texts."""
    if type_ == OptionType.CHANNEL:
        return {"channel_types": draw(st.lists(st.sampled_from(CHANNEL_TYPES), unique=True))}
    if type_ == OptionType.ATTACHMENT:
        return {"file_types": draw(st.lists(_FILE_TYPES, unique=True, max_size=10))}
    if type_ == OptionType.STRING:
        least, most = draw(_bounds(st.integers(0, 6000)))
        told = {"min_length": least, "max_length": None if most == 0 else most}
        values: st.SearchStrategy[Any] = st.text(max_size=100)
    elif type_ in (OptionType.INTEGER, OptionType.NUMBER):
        values = NUMBERS if type_ == OptionType.INTEGER else FRACTIONS
        least, most = draw(_bounds(values))
        told = {"min_value": least, "max_value": most}
    else:
        return {}
    picked = draw(st.fixed_dictionaries({"autocomplete": st.booleans()}) | _some(choices(values)))
    return {**told, **picked}


def _some(choices: st.SearchStrategy[list[CommandChoice]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"choices": choices})


@st.composite
def _bounds(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> tuple[Any, Any]:
    least, most = sorted([draw(values), draw(values)])
    bounded = draw(st.tuples(st.booleans(), st.booleans()))
    return (least if bounded[0] else None, most if bounded[1] else None)
