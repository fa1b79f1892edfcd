"""A command that Discord would refuse is refused here, with its reason."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from msgspec import convert, json

from kasutamaiza.discord.command import (
    ApplicationCommand,
    CommandChoice,
    CommandOption,
    CommandType,
    OptionType,
    check_commands,
    check_options,
)
from kasutamaiza.ui import Refused
from tests.discord import commands
from tests.limit import check_limit

VALUES = set(OptionType) - {OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP}

IsValid = Callable[[str, bytes], None]


def option(
    name: str = "name", type_: OptionType = OptionType.STRING, *, description: str = "Of what.", **more: Any
) -> CommandOption:
    return CommandOption(type=type_, name=name, description=description, **more)


def sub_command(name: str, *options: CommandOption) -> CommandOption:
    return option(name, OptionType.SUB_COMMAND, options=options)


def slash(*options: CommandOption, name: str = "card", description: str = "Cards.") -> ApplicationCommand:
    return ApplicationCommand(name=name, description=description, options=options)


def options(count: int) -> list[CommandOption]:
    return [option(f"o{number}") for number in range(count)]


AT_MOST: dict[str, tuple[int, Callable[[int], object]]] = {
    "command.name": (32, lambda n: slash(name="x" * n)),
    "command.description": (100, lambda n: slash(description="x" * n)),
    "command card: options": (25, lambda n: slash(*options(n))),
    "option.name": (32, lambda n: option("x" * n)),
    "option.description": (100, lambda n: option(description="x" * n)),
    "option.choices": (25, lambda n: option(choices=[CommandChoice(str(number), str(number)) for number in range(n)])),
    "option name: options": (25, lambda n: sub_command("name", *options(n))),
    "choice.name": (100, lambda n: CommandChoice("x" * n, 1)),
    "choice.value": (100, lambda n: CommandChoice("x", "y" * n)),
}


@pytest.mark.parametrize(("field", "most", "build"), [(field, *each) for field, each in AT_MOST.items()], ids=AT_MOST)
def test_a_record_is_built_at_its_limit_and_refused_one_beyond(
    field: str, most: int, build: Callable[[int], object]
) -> None:
    check_limit(field, most, build)


NOT_EMPTY: dict[str, Callable[[], object]] = {
    "command.name": lambda: slash(name=""),
    "command.description": lambda: slash(description=""),
    "option.name": lambda: option(""),
    "option.description": lambda: option(description=""),
    "choice.name": lambda: CommandChoice("", 1),
}


@pytest.mark.parametrize(("field", "build"), NOT_EMPTY.items(), ids=NOT_EMPTY)
def test_what_must_hold_something_is_refused_empty(field: str, build: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=rf"^{field} has 0 characters; Discord allows 1 to \d+\.$"):
        build()


CHOICES = [CommandChoice("Dark", "dark")]
WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "choices and autocomplete": (
        lambda: option(choices=CHOICES, autocomplete=True),
        "option name has both choices and autocomplete; Discord allows one of them.",
    ),
    "a length the wrong way round": (
        lambda: option(min_length=3, max_length=2),
        "option name has min_length 3 above max_length 2.",
    ),
    "a value the wrong way round": (
        lambda: option(type_=OptionType.NUMBER, min_value=0.5, max_value=0.25),
        "option name has min_value 0.5 above max_value 0.25.",
    ),
    "a length below nothing": (lambda: option(min_length=-1), "option name has a length bound outside 0 to 6000."),
    "a length beyond Discord's": (
        lambda: option(max_length=6001),
        "option name has a length bound outside 0 to 6000.",
    ),
    "no length at all": (lambda: option(max_length=0), "option name has max_length 0; Discord allows 1 to 6000."),
    "a value beyond Discord's": (
        lambda: option(type_=OptionType.NUMBER, max_value=2**53 + 1),
        "option name has a value bound outside -9007199254740992 to 9007199254740992.",
    ),
    "a value far below Discord's": (
        lambda: option(type_=OptionType.INTEGER, min_value=-(2**53)),
        "option name has a value bound outside -9007199254740991 to 9007199254740991.",
    ),
    "a value that is no number": (
        lambda: option(type_=OptionType.NUMBER, min_value=float("nan")),
        "option name has a value bound outside -9007199254740992 to 9007199254740992.",
    ),
    "a name twice": (lambda: slash(option(), option()), "command card has two options called name."),
    "a name twice in a sub-command": (
        lambda: sub_command("find", option(), option()),
        "option find has two options called name.",
    ),
    "options beside sub-commands": (
        lambda: slash(sub_command("find"), option()),
        "command card mixes sub-commands and options; Discord takes one or the other.",
    ),
    "required after optional": (
        lambda: slash(option("a", required=True), option("b"), option("c", required=True)),
        "command card has the required option c after the optional b.",
    ),
}


@pytest.mark.parametrize(("build", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_declaration_is_refused_with_its_reason(build: Callable[[], object], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert str(refused.value) == reason


SUGGESTING = {OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER}


@pytest.mark.parametrize("type_", OptionType)
@pytest.mark.parametrize("more", [{"choices": CHOICES}, {"autocomplete": True}], ids=["choices", "autocomplete"])
def test_only_text_and_numbers_are_chosen_or_suggested(type_: OptionType, more: dict[str, Any]) -> None:
    if type_ in SUGGESTING:
        if type_ != OptionType.STRING and "choices" in more:
            more = {"choices": [CommandChoice("One", 1)]}
        option(type_=type_, **more)
        return
    with pytest.raises(Refused, match="option name may have neither choices nor autocomplete"):
        option(type_=type_, **more)


@pytest.mark.parametrize("type_", OptionType)
@pytest.mark.parametrize("bound", ["min_length", "max_length", "min_value", "max_value"])
def test_only_text_has_a_length_and_only_numbers_a_value(type_: OptionType, bound: str) -> None:
    what = bound.removeprefix("min_").removeprefix("max_")
    owners = {OptionType.STRING} if what == "length" else {OptionType.INTEGER, OptionType.NUMBER}
    told: dict[str, Any] = {bound: 5}
    if type_ in owners:
        assert getattr(option(type_=type_, **told), bound) == 5
        return
    with pytest.raises(Refused, match=f"option name may not have a min_{what} or max_{what}"):
        option(type_=type_, **told)


def test_bounds_may_meet_and_lie_at_discords_own() -> None:
    assert option(min_length=0, max_length=6000).max_length == 6000
    assert option(min_length=4, max_length=4).min_length == 4
    whole = option(type_=OptionType.INTEGER, min_value=1 - 2**53, max_value=2**53 - 1)
    assert (whole.min_value, whole.max_value) == (1 - 2**53, 2**53 - 1)
    number = option(type_=OptionType.NUMBER, min_value=-(2**53), max_value=2**53)
    assert (number.min_value, number.max_value) == (-(2**53), 2**53)


def test_optional_options_may_follow_required_ones_and_sub_commands_each_other() -> None:
    check_options("x", [option("a", required=True), option("b", required=True), option("c"), option("d")])
    group = option("group", OptionType.SUB_COMMAND_GROUP, options=[sub_command("inner")])
    check_options("x", [sub_command("a"), group, sub_command("b", option("q", required=True))])


def wordy(more: int) -> ApplicationCommand:
    """A command with 8000 characters and `more`, on all levels."""
    choices = [CommandChoice(f"{number:02}" + "x" * 98, f"{number:02}" + "y" * 98) for number in range(25)]
    first = option("f" * 10, description="x" * 40, choices=choices)
    second = option("s" * 10, description="x" * (36 + more), choices=choices[:14])
    return slash(sub_command("find", first, second), description="x" * 88)


def test_all_texts_of_a_command_share_eight_thousand_characters() -> None:
    wordy(0)
    with pytest.raises(Refused, match=r"^command card has 8001 characters in all; Discord allows 8000\.$"):
        wordy(1)


def test_the_characters_of_an_option_are_those_of_all_below_it() -> None:
    inner = option("abc", OptionType.INTEGER, description="de", choices=[CommandChoice("fgh", 1234)])
    assert inner.characters == 3 + 2 + 3 + 4
    assert option("ij", OptionType.SUB_COMMAND, description="k", options=[inner]).characters == 2 + 1 + 12


def test_what_was_not_said_is_not_told() -> None:
    assert json.decode(json.encode(slash(option("a", required=True), option("b")))) == {
        "name": "card",
        "description": "Cards.",
        "options": [
            {"type": 3, "name": "a", "description": "Of what.", "required": True},
            {"type": 3, "name": "b", "description": "Of what."},
        ],
    }


def test_what_is_empty_is_not_told_either() -> None:
    choices = [CommandChoice("Dark", "dark", name_localizations={})]
    first = option(choices=choices, options=[], channel_types=[], file_types=[], name_localizations={})
    told = json.encode(ApplicationCommand(name="deck", description="Decks.", options=[first]))
    assert b"[]" not in told
    assert b"{}" not in told
    assert json.decode(json.encode(ApplicationCommand(type=CommandType.USER, name="Decks", options=[]))) == {
        "type": 2,
        "name": "Decks",
    }


@pytest.mark.parametrize(
    ("type_", "choices", "reason"),
    [
        (OptionType.STRING, [CommandChoice("One", 1)], "has the choice 1, which is not of its type"),
        (OptionType.INTEGER, [CommandChoice("One", "1")], "has the choice '1', which is not of its type"),
        (OptionType.INTEGER, [CommandChoice("Half", 0.5)], "has the choice 0.5, which is not of its type"),
        (OptionType.STRING, [CommandChoice("A", "a"), CommandChoice("A", "b")], "has two choices of one name"),
    ],
)
def test_choices_are_of_their_options_type_and_each_has_its_name(
    type_: OptionType, choices: list[CommandChoice], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        option(type_=type_, choices=choices)


def test_only_channels_have_channel_types() -> None:
    option(type_=OptionType.CHANNEL, channel_types=[0])
    with pytest.raises(Refused, match="may not have channel_types"):
        option(channel_types=[0])


@commands.thoroughly
@given(commands.application_commands())
def test_whatever_can_be_built_is_what_discord_takes(is_valid: IsValid, command: ApplicationCommand) -> None:
    is_valid("command", json.encode(command))


@commands.thoroughly
@given(commands.command_lists())
def test_whatever_can_be_registered_together_is_what_discord_takes(
    is_valid: IsValid, registered: list[ApplicationCommand]
) -> None:
    check_commands(registered)
    is_valid("commands", json.encode(registered))


@commands.thoroughly
@given(commands.application_commands())
def test_what_was_told_is_read_as_what_was_built(command: ApplicationCommand) -> None:
    assert convert(json.decode(json.encode(command)), type=ApplicationCommand) == command


def recounted(told: dict[str, Any]) -> int:
    """The characters of a command, an option or a choice as told: of each text in its longest language."""
    texts = [
        [told.get(field, ""), *told.get(f"{field}_localizations", {}).values()] for field in ("name", "description")
    ]
    own = sum(len(max(languages, key=len)) for languages in texts) + len(str(told.get("value", "")))
    return own + sum(recounted(inner) for inner in [*told.get("options", []), *told.get("choices", [])])


@commands.thoroughly
@given(commands.application_commands())
def test_the_characters_of_a_command_are_those_it_is_told_with(command: ApplicationCommand) -> None:
    assert command.characters == recounted(json.decode(json.encode(command))) <= 8000


def scope(*counts: int) -> list[ApplicationCommand]:
    """As many commands of each type, in the types' order."""
    return [
        ApplicationCommand(type=type_, name=f"n{number}", description="." if type_ == CommandType.CHAT_INPUT else "")
        for type_, count in zip(CommandType, counts, strict=False)
        for number in range(count)
    ]


TOO_MANY = {
    "slash commands": (scope(101), "commands has 101 of the type CHAT_INPUT; Discord allows at most 100."),
    "people's menus": (scope(0, 16), "commands has 16 of the type USER; Discord allows at most 15."),
    "messages' menus": (scope(0, 0, 16), "commands has 16 of the type MESSAGE; Discord allows at most 15."),
    "entry points": (scope(1, 0, 0, 2), "commands has 2 of the type PRIMARY_ENTRY_POINT; Discord allows at most 1."),
    "of all": (scope(100, 15, 15, 1), "commands has 131 members; Discord allows at most 130."),
    "of one name": (scope(2) + scope(1, 1), "commands has 2 of the type CHAT_INPUT called n0; Discord allows one."),
}


@pytest.mark.parametrize(("registered", "reason"), TOO_MANY.values(), ids=TOO_MANY)
def test_commands_that_are_too_many_or_of_one_name_are_refused_together(
    registered: list[ApplicationCommand], reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        check_commands(registered)
    assert str(refused.value) == reason


@pytest.mark.parametrize("counts", [(), (100, 15, 15), (99, 15, 15, 1), (1, 1, 1, 1)])
def test_as_many_commands_as_discord_takes_are_taken(counts: tuple[int, ...]) -> None:
    check_commands(scope(*counts))
