"""Options and their choices, nested or not, that Discord would refuse; and suggestions for them."""

from tests.vocabulary.payloads import argument, slash, without
from tests.vocabulary.refused_commands import registered
from tests.vocabulary.rule import COMMANDS, DOCS, Payload, Rule, documented


def taking(parts: Payload) -> Payload:
    return slash({**argument(), **parts})


def whole(parts: Payload) -> Payload:
    return taking({"type": 4, **parts})


def fraction(parts: Payload) -> Payload:
    return taking({"type": 10, **parts})


def file(parts: Payload) -> Payload:
    return taking({"type": 11, **parts})


def choices(count: int) -> list[Payload]:
    return [{"name": f"Deck {number}", "value": f"deck-{number}"} for number in range(count)]


def choice(parts: Payload) -> Payload:
    return taking({"choices": [{"name": "Deck", "value": "deck", **parts}]})


def arguments(*required: bool) -> Payload:
    return slash(*(argument(number, required=each) for number, each in enumerate(required)))


def sub(number: int = 0, *options: Payload) -> Payload:
    command: Payload = {"type": 1, "name": f"do-{number}", "description": "Do it."}
    return {**command, "options": list(options)} if options else command


def group(*options: Payload) -> Payload:
    return {"type": 2, "name": "many", "description": "Do them.", "options": list(options)}


def numbered(count: int) -> list[Payload]:
    return [argument(number) for number in range(count)]


def subs(count: int) -> list[Payload]:
    return [sub(number) for number in range(count)]


OPTIONS = documented(
    f"{COMMANDS}#application-command-object-application-command-option-structure",
    registered,
    Rule("name", taking, {"name": "x" * 32}, {"name": "x" * 33}, "name 32", "command.name_max"),
    Rule("a name with capitals", taking, {"name": "part"}, {"name": "Part"}, "name"),
    Rule("description", taking, {"description": "x" * 100}, {"description": "x" * 101}, "description 100"),
    Rule("an empty description", taking, {"description": "x"}, {"description": ""}, "description 1"),
    Rule("no description", slash, argument(), without(argument(), "description"), "description"),
    Rule("two options of one name", lambda number: slash(argument(0), argument(number)), 1, 0, "part-0"),
    Rule("required after optional", lambda each: arguments(*each), (True, False), (False, True), "required"),
    Rule("a type that there is not", taking, {"type": 11}, {"type": 12}, "type"),
    Rule("choices of a member", taking, {"choices": choices(1)}, {"type": 6, "choices": choices(1)}, "choices"),
    Rule("suggestions of a role", taking, {"autocomplete": True}, {"type": 8, "autocomplete": True}, "autocomplete"),
    Rule(
        "choices beside suggestions",
        taking,
        {"autocomplete": True},
        {"autocomplete": True, "choices": choices(1)},
        "autocomplete choices",
    ),
    Rule("channel_types of a text", taking, {"type": 7, "channel_types": [0]}, {"channel_types": [0]}, "channel_types"),
    Rule(
        "a kind of channel that there is not",
        taking,
        {"type": 7, "channel_types": [*range(6), *range(10, 17)]},
        {"type": 7, "channel_types": [99]},
        "channel_types",
    ),
    Rule("a length of a number", taking, {"max_length": 5}, {"type": 4, "max_length": 5}, "max_length"),
    Rule("a value of a text", whole, {"min_value": 5}, {"type": 3, "min_value": 5}, "min_value"),
    Rule("a required sub-command", lambda needed: slash({**sub(), "required": needed}), False, True, "required"),
    Rule("options of a text", taking, {}, {"options": [argument(1)]}, "options"),
)

LENGTHS = documented(
    f"{COMMANDS}#application-command-object-application-command-option-structure",
    registered,
    Rule(
        "at least below nothing",
        taking,
        {"min_length": 0},
        {"min_length": -1},
        "min_length|length 0",
        "command.string_min_length_min",
    ),
    Rule(
        "at least too long",
        taking,
        {"min_length": 6000},
        {"min_length": 6001},
        "min_length|length 6000",
        "command.string_min_length_max",
    ),
    Rule(
        "at most nothing",
        taking,
        {"max_length": 1},
        {"max_length": 0},
        "max_length 1",
        "command.string_max_length_min",
    ),
    Rule(
        "at most too long",
        taking,
        {"max_length": 6000},
        {"max_length": 6001},
        "max_length|length 6000",
        "command.string_max_length_max",
    ),
    Rule(
        "at least longer than at most",
        taking,
        {"min_length": 2, "max_length": 2},
        {"min_length": 3, "max_length": 2},
        "min_length max_length",
    ),
    Rule(
        "at least more than at most",
        whole,
        {"min_value": -2, "max_value": -2},
        {"min_value": -2, "max_value": -3},
        "min_value max_value",
    ),
)

NUMBERS = documented(
    f"{COMMANDS}#application-command-object-application-command-option-type",
    registered,
    Rule(
        "a whole number too great",
        whole,
        {"max_value": 2**53 - 1},
        {"max_value": 2**53},
        "max_value|value 9007199254740991",
        "command.integer_abs_max",
    ),
    Rule(
        "a whole number too small",
        whole,
        {"min_value": -(2**53) + 1},
        {"min_value": -(2**53)},
        "min_value|value 9007199254740991",
        "command.integer_abs_max",
    ),
    Rule(
        "a number too great",
        fraction,
        {"max_value": 2**53},
        {"max_value": 2**53 + 2},
        "max_value|value 9007199254740992",
        "command.number_abs_max",
    ),
    Rule(
        "a number too small",
        fraction,
        {"min_value": -(2.0**53)},
        {"min_value": -(2.0**53) - 2},
        "min_value|value 9007199254740992",
        "command.number_abs_max",
    ),
    Rule(
        "a choice too great for a whole number",
        lambda value: whole({"choices": [{"name": "Most", "value": value}]}),
        2**53 - 1,
        2**53,
        "choices?|value 9007199254740991",
        "command.integer_abs_max",
    ),
    Rule(
        "a choice too small for a number",
        lambda value: fraction({"choices": [{"name": "Least", "value": value}]}),
        -(2.0**53),
        -(2.0**53) - 2,
        "choices?|value 9007199254740992",
        "command.number_abs_max",
    ),
    Rule("half a whole number", whole, {"min_value": 2}, {"min_value": 2.5}, "min_value|value"),
)

CHOICES = documented(
    f"{COMMANDS}#application-command-object-application-command-option-choice-structure",
    registered,
    Rule("choices", lambda count: taking({"choices": choices(count)}), 25, 26, "choices 25", "command.choices_max"),
    Rule("name of a choice", choice, {"name": "x" * 100}, {"name": "x" * 101}, "name 100", "command.choice_name_max"),
    Rule("an empty name of a choice", choice, {"name": "x"}, {"name": ""}, "name 1"),
    Rule(
        "value of a choice",
        choice,
        {"value": "x" * 100},
        {"value": "x" * 101},
        "value 100",
        "command.choice_value_string_max",
    ),
    Rule(
        "a text as a number's value",
        lambda value: whole({"choices": [{"name": "Three", "value": value}]}),
        3,
        "3",
        "choices?",
    ),
    Rule("a number as a text's value", choice, {"value": "3"}, {"value": 3}, "choices?"),
    Rule(
        "half as a whole number's value",
        lambda value: whole({"choices": [{"name": "Half", "value": value}]}),
        3,
        0.5,
        "choices?",
    ),
    Rule(
        "a localized name of a choice",
        lambda size: choice({"name_localizations": {"de": "x" * size}}),
        100,
        101,
        "name_localizations|name 100",
        "command.choice_name_max",
    ),
)

FILE_TYPES = documented(
    f"{DOCS}/reference#file-type-filtering",
    registered,
    Rule(
        "kinds of files",
        lambda count: file({"file_types": [f".ty{number}" for number in range(count)]}),
        10,
        11,
        "file_types 10",
        "command.attachment_file_types_max",
    ),
    Rule(
        "a kind that is no group and has no dot", file, {"file_types": [".PDF"]}, {"file_types": ["pdf"]}, "file_types"
    ),
    Rule(
        "kinds of files of a text", file, {"file_types": ["image"]}, {"file_types": ["image"], "type": 3}, "file_types"
    ),
)

NESTED = documented(
    f"{COMMANDS}#subcommands-and-subcommand-groups",
    registered,
    Rule(
        "a group in a group",
        lambda inner: slash(group(inner)),
        sub(),
        group(sub()),
        "many",
        "command.nesting_depth_groups",
    ),
    Rule("a sub-command in a sub-command", lambda inner: slash(sub(0, inner)), argument(), sub(1), "do-0|do-1"),
    Rule(
        "a group in a sub-command",
        lambda inner: slash(sub(0, inner)),
        argument(),
        group(sub()),
        "do-0|many",
        "command.nesting_depth_groups",
    ),
    Rule("a text in a group", lambda inner: slash(group(inner)), sub(), argument(), "many"),
    Rule(
        "options of a sub-command",
        lambda count: slash(sub(0, *numbered(count))),
        25,
        26,
        "options 25",
        "command.suboptions_max",
    ),
    Rule(
        "sub-commands of a group",
        lambda count: slash(group(*subs(count))),
        25,
        26,
        "options 25",
        "command.suboptions_max",
    ),
    Rule("two sub-commands of one name", lambda number: slash(group(sub(0), sub(number))), 1, 0, "do-0"),
    Rule(
        "required after optional, in a sub-command",
        lambda each: slash(sub(0, argument(1, required=each[0]), argument(2, required=each[1]))),
        (True, False),
        (False, True),
        "required",
    ),
)

RULES = [*OPTIONS, *LENGTHS, *NUMBERS, *CHOICES, *FILE_TYPES, *NESTED]
