"""Suggestions (autocomplete) that Discord would refuse."""

from kasutamaiza.interactions import Choice
from tests.vocabulary.rule import COMMANDS, Payload, Rule, documented


def suggested(payload: Payload) -> Choice:
    return Choice(**payload)


def suggestion(parts: Payload) -> Payload:
    return {"name": "Deck", "value": "deck", **parts}


RULES = documented(
    f"{COMMANDS}#application-command-object-application-command-option-choice-structure",
    suggested,
    Rule("suggested name", suggestion, {"name": "x" * 100}, {"name": "x" * 101}, "name 100", "command.choice_name_max"),
    Rule("an empty suggested name", suggestion, {"name": "x"}, {"name": ""}, "name 1"),
    Rule(
        "suggested value",
        suggestion,
        {"value": "x" * 100},
        {"value": "x" * 101},
        "value 100",
        "command.choice_value_string_max",
    ),
    Rule(
        "a suggested number",
        suggestion,
        {"value": 2**53},
        {"value": 2**53 + 1},
        "value 9007199254740992",
        "command.number_abs_max",
    ),
    Rule("a suggested number without end", suggestion, {"value": 0.5}, {"value": float("inf")}, "value"),
    Rule("a suggestion that is no number", suggestion, {"value": 0}, {"value": float("nan")}, "value"),
    Rule("a suggested yes", suggestion, {"value": 1}, {"value": True}, "value"),
)
