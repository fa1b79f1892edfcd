"""Commands that Discord would refuse, one by one and as a list; and suggestions."""

from collections.abc import Callable
from typing import Any

from msgspec import convert

from kasutamaiza.discord.command import ApplicationCommand, check_commands
from tests.vocabulary.payloads import argument, slash, without
from tests.vocabulary.rule import COMMANDS, DOCS, OPENAPI, Payload, Rule, documented


def registered(payload: Payload) -> ApplicationCommand:
    return convert(payload, type=ApplicationCommand)


def all_registered(payload: list[Payload]) -> object:
    commands = convert(payload, type=list[ApplicationCommand])
    check_commands(commands)
    return commands


def card(parts: Payload) -> Payload:
    return {**slash(), **parts}


def named(name: str) -> Payload:
    return card({"name": name})


def on_user(parts: Payload) -> Payload:
    return {"type": 2, "name": "Show Deck", **parts}


def on_message(parts: Payload) -> Payload:
    return {"type": 3, "name": "Report Card", **parts}


def launch(parts: Payload) -> Payload:
    return {"type": 4, "name": "launch", "description": "Open the table.", **parts}


def localized(names: dict[str, str]) -> Payload:
    return card({"name_localizations": names})


def described(descriptions: dict[str, str]) -> Payload:
    return card({"description_localizations": descriptions})


def two_arguments(inner: dict[str, str]) -> Payload:
    return slash(argument(1), argument(2, name_localizations=inner))


def eight_thousand(more: int) -> Payload:
    """A command of 8000 characters and `more`: three options of 25 choices of a hundred, and two to fill up."""
    choices = [{"name": f"{number:02}" + "x" * 28, "value": f"{number:02}" + "y" * 68} for number in range(25)]
    several = [argument(number, description="z" * 94, choices=choices) for number in range(3)]
    filled = argument(3, description="z" * 94)
    last = argument(4, description="z" * (79 + more))
    return slash(*several, filled, last, name="card", description="z" * 11)


def localized_eight_thousand(name: str) -> Payload:
    whole = eight_thousand(0)
    return {**whole, "name_localizations": {"de": name}}


NAMES = documented(
    f"{COMMANDS}#application-command-object-application-command-naming",
    registered,
    Rule("name", named, "x" * 32, "x" * 33, "name 32", "command.name_max"),
    Rule("an empty name", named, "x", "", "name 1", "command.name_min"),
    Rule("a name with capitals", named, "card", "Card", "name"),
    Rule("a name with capitals of another script", named, "карта", "Карта", "name"),
    Rule("a name with a space", named, "card-name", "card name", "name"),
    Rule("a name with a mark", named, "card's", "card!", "name"),
    Rule("a name in Devanagari", named, "नमस्ते", "नमस्ते।x.", "name"),
    Rule("a name in Thai", named, "การ์ด", "การ์ด.", "name"),
    Rule(
        "a name on a user",
        lambda size: on_user({"name": "X " + "x" * (size - 2)}),
        32,
        33,
        "name 32",
        "command.name_max",
    ),
    Rule("no name", lambda payload: payload, slash(), without(slash(), "name"), "name"),
)

WHOLE = documented(
    f"{COMMANDS}#application-command-object-application-command-structure",
    registered,
    Rule(
        "description",
        card,
        {"description": "x" * 100},
        {"description": "x" * 101},
        "description 100",
        "command.description_max",
    ),
    Rule(
        "an empty description",
        card,
        {"description": "x"},
        {"description": ""},
        "description 1",
        "command.description_min",
    ),
    Rule("no description", lambda payload: payload, slash(), without(slash(), "description"), "description"),
    Rule("a description on a user", on_user, {}, {"description": "Show it."}, "description"),
    Rule("a description on a message", on_message, {}, {"description": "Show it."}, "description"),
    Rule("options on a user", on_user, {}, {"options": [argument()]}, "options"),
    Rule("options on a message", on_message, {}, {"options": [argument()]}, "options"),
    Rule("options of an entry point", launch, {}, {"options": [argument()]}, "options"),
    Rule(
        "options",
        lambda count: slash(*(argument(number) for number in range(count))),
        25,
        26,
        "options 25",
        "command.options_max",
    ),
    Rule("a type that there is not", card, {"type": 1}, {"type": 5}, "type"),
    Rule(
        "permissions that are no number",
        card,
        {"default_member_permissions": "0"},
        {"default_member_permissions": "MANAGE_GUILD"},
        "default_member_permissions",
    ),
    Rule(
        "permissions below nothing",
        card,
        {"default_member_permissions": "8"},
        {"default_member_permissions": "-8"},
        "default_member_permissions",
    ),
    Rule("a context that there is not", card, {"contexts": [0, 1]}, {"contexts": [0, 3]}, "contexts"),
    Rule(
        "an installation that there is not",
        card,
        {"integration_types": [0, 1]},
        {"integration_types": [0, 2]},
        "integration_types",
    ),
    Rule("a handler of a slash command", launch, {"handler": 2}, {"handler": 2, "type": 1}, "handler"),
    Rule("a handler that there is not", launch, {"handler": 1}, {"handler": 3}, "handler"),
)

CONTEXTS = documented(
    f"{DOCS}/tutorials/developing-a-user-installable-app#commands-in-the-sample-project",
    registered,
    Rule(
        "private channels without user install",
        card,
        {"contexts": [0, 1, 2], "integration_types": [0, 1]},
        {"contexts": [0, 1, 2], "integration_types": [0]},
        "contexts|integration_types",
    ),
)

BOUNDS = documented(
    f"{OPENAPI} ApplicationCommandCreateRequest",
    registered,
    Rule("no context", card, {"contexts": [0]}, {"contexts": []}, "contexts"),
    Rule("a context twice", card, {"contexts": [0, 1]}, {"contexts": [0, 0]}, "contexts"),
    Rule("no installation", card, {"integration_types": [0]}, {"integration_types": []}, "integration_types"),
)

LOCALES = documented(
    f"{DOCS}/reference#locales",
    registered,
    Rule(
        "a locale that there is not",
        localized,
        {"de": "karte"},
        {"xx": "karte"},
        "name_localizations",
        "command.locales",
    ),
    Rule(
        "a locale that is not documented",
        localized,
        {"ja": "カード"},
        {"ar": "بطاقة"},
        "name_localizations",
        "command.locales",
    ),
    Rule(
        "a locale without its country", described, {"en-GB": "A card."}, {"en": "A card."}, "description_localizations"
    ),
)

LOCALIZED = documented(
    f"{COMMANDS}#localization",
    registered,
    Rule("a localized name", localized, {"de": "x" * 32}, {"de": "x" * 33}, "name_localizations|name 32"),
    Rule("a localized name with capitals", localized, {"de": "karte"}, {"de": "Karte"}, "name_localizations|name"),
    Rule(
        "a localized description",
        described,
        {"de": "x" * 100},
        {"de": "x" * 101},
        "description_localizations|description 100",
    ),
    Rule("an empty localized description", described, {"de": "x"}, {"de": ""}, "description_localizations|description"),
    Rule(
        "two options of one localized name",
        lambda second: slash(
            argument(1, name_localizations={"de": "teil"}), argument(2, name_localizations={"de": second})
        ),
        "stück",
        "teil",
        "teil de",
    ),
    Rule(
        "a localized name that is another's own",
        two_arguments,
        {"de": "teil"},
        {"de": "part-1"},
        "part-1 part-2 de",
    ),
)

SIZES = documented(
    f"{COMMANDS}#slash-commands",
    registered,
    Rule("all characters of a command", eight_thousand, 0, 1, "8000", "command.total_chars_max"),
    Rule(
        "the longest localization counts", localized_eight_thousand, "chef", "karte", "8000", "command.total_chars_max"
    ),
)


def several(count: int, make: Callable[[Payload], Payload]) -> list[Payload]:
    return [make({"name": f"card-{number}"}) for number in range(count)]


def many(make: Callable[[Payload], Payload]) -> Callable[[int], list[Payload]]:
    return lambda count: several(count, make)


def pair(**second: Any) -> list[Payload]:
    return [card({}), {**card({}), **second}]


LISTS = documented(
    f"{COMMANDS}#registering-a-command",
    all_registered,
    Rule("slash commands", many(card), 100, 101, "100", "command.global_chat_input_max"),
    Rule("commands on users", many(on_user), 15, 16, "15", "command.global_user_max"),
    Rule("commands on messages", many(on_message), 15, 16, "15", "command.global_message_max"),
    Rule("entry points", many(launch), 1, 2, "1", "command.global_entry_point_max"),
    Rule("a name twice", lambda name: pair(name=name), "deck", "card", "card"),
    Rule(
        "a name twice on users",
        lambda kind: [{"type": 2, "name": "Show"}, {"type": kind, "name": "Show"}],
        3,
        2,
        "Show",
    ),
)

RULES = [*NAMES, *WHOLE, *CONTEXTS, *BOUNDS, *LOCALES, *LOCALIZED, *SIZES, *LISTS]
