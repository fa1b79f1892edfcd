"""The exact answers to typical mistakes: the three shapes of the documentation, the words that bots have logged."""

from typing import Any

import pytest

from simulator.schema import Verdict, Warned, judge, judge_answer
from tests.vocabulary.payloads import argument, button, modal, numbered_labels, option, row, select, slash, text
from tests.vocabulary.refused_commands import eight_thousand


def leaf(code: str, message: str) -> dict[str, Any]:
    return {"_errors": [{"code": code, "message": message}]}


REQUIRED = leaf("BASE_TYPE_REQUIRED", "This field is required")
TREES: dict[str, tuple[Verdict, dict[str, Any]]] = {
    "the array error of the documentation": (
        judge("create_message", {"components": [row(button(1), button(2, label="x" * 81))]}),
        {
            "components": {
                "0": {"components": {"1": {"label": leaf("BASE_TYPE_MAX_LENGTH", "Must be 80 or fewer in length.")}}}
            }
        },
    ),
    "the object error of the documentation": (judge("add_guild_member", {}), {"access_token": REQUIRED}),
    "the request error of the documentation": (
        judge("create_application_command", eight_thousand(1)),
        leaf("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)"),
    ),
    "long content": (
        judge("create_message", {"content": "x" * 2001}),
        {"content": leaf("BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")},
    ),
    "two mistakes in one embed": (
        judge("create_message", {"embeds": [{"title": "x" * 257, "url": "steam://run", "fields": [{"name": "x"}]}]}),
        {
            "embeds": {
                "0": {
                    "title": leaf("BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer in length."),
                    "url": leaf(
                        "URL_TYPE_INVALID_SCHEME",
                        "Scheme \"steam\" is not supported. Scheme must be one of ('http', 'https').",
                    ),
                    "fields": {"0": {"value": REQUIRED}},
                }
            }
        },
    ),
    "a relative address": (
        judge("create_message", {"embeds": [{"image": {"url": "/cards/1.png"}}]}),
        {"embeds": {"0": {"image": {"url": leaf("URL_TYPE_INVALID_URL", "Not a well formed URL.")}}}},
    ),
    "a text display without the flag": (
        judge("create_message", {"components": [text()]}),
        {"components": {"0": leaf("UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')}},
    ),
    "content beside the flag": (
        judge("create_message", {"content": "x", "flags": 32768, "components": [text()]}),
        {
            "content": leaf(
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
        },
    ),
    "two pagers with one custom_id": (
        judge("create_message", {"content": "x", "components": [row(button(0), button(1), button(0))]}),
        {
            "components": {
                "0": {
                    "components": {
                        "2": {
                            "custom_id": leaf(
                                "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
                            )
                        }
                    }
                }
            }
        },
    ),
    "a select with a value twice": (
        judge_answer(
            {"type": 4, "data": {"components": [row(select(options=[option(1), option(2, value="deck-1")]))]}}, to=2
        ),
        {
            "data": {
                "components": {
                    "0": {
                        "components": {
                            "0": {
                                "options": {
                                    "1": leaf(
                                        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                                        "The specified option value is already used",
                                    )
                                }
                            }
                        }
                    }
                }
            }
        },
    ),
    "six inputs in a modal": (
        judge_answer({"type": 9, "data": modal(*numbered_labels(6))}, to=2),
        {"data": {"components": leaf("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")}},
    ),
    "a modal to a modal": (
        judge_answer({"type": 9, "data": modal()}, to=5),
        {"type": leaf("BASE_TYPE_CHOICES", "Value must be one of (4, 5, 12).")},
    ),
    "required after optional, in the second command": (
        judge("bulk_set_application_commands", [slash(name="x"), slash(argument(0), argument(1, required=True))]),
        {
            "1": {
                "options": {
                    "1": leaf(
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options",
                    )
                }
            }
        },
    ),
    "mentions told twice": (
        judge("create_message", {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
        {
            "allowed_mentions": leaf(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                'parse:["users"] and users: [ids...] are mutually exclusive.',
            )
        },
    ),
    "an id that is none": (
        judge("create_dm", {"recipient_id": "@somebody"}),
        {"recipient_id": leaf("NUMBER_TYPE_COERCE", 'Value "@somebody" is not snowflake.')},
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_a_typical_mistake_is_answered_as_discord_would(name: str) -> None:
    verdict, tree = TREES[name]
    assert verdict.errors == tree
    assert verdict.answer == {"message": "Invalid Form Body", "code": 50035, "errors": tree}


def test_a_tree_is_told_in_sentences() -> None:
    verdict, _ = TREES["two mistakes in one embed"]
    title, url, value = verdict.sentences()
    assert title == "embeds[0].title: Must be 256 or fewer in length. (BASE_TYPE_MAX_LENGTH)"
    assert url.startswith('embeds[0].url: Scheme "steam" is not supported.')
    assert value == "embeds[0].fields[0].value: This field is required (BASE_TYPE_REQUIRED)"


def test_a_message_of_nothing_has_a_code_of_its_own_and_no_tree() -> None:
    verdict = judge("create_message", {})
    assert verdict.empty
    assert verdict.answer == {"message": "Cannot send an empty message", "code": 50006}


def test_what_is_wrong_with_a_field_comes_before_what_is_wrong_with_the_whole() -> None:
    verdict = judge("create_message", {"embeds": [], "tts": 1})
    assert (verdict.code, verdict.empty) == (50035, False)


def test_what_is_well_has_no_answer() -> None:
    assert judge("create_message", {"content": "x"}) == Verdict(None, ())
    assert judge("create_message", {"content": "x"}).sentences() == []


def test_an_unknown_field_is_warned_of_by_its_path() -> None:
    verdict = judge(
        "create_message", {"embeds": [{"title": "x", "fields": [{"name": "x", "value": "x", "colour": 7}]}]}
    )
    assert verdict == Verdict(None, (Warned("embeds[0].fields[0].colour", "An unknown field; Discord ignores it."),))


def test_a_value_without_end_is_told_in_part() -> None:
    long = judge("create_dm", {"recipient_id": "x" * 10_000}).sentences()
    great = judge("create_message", {"content": "x", "embeds": [{"title": 10**5000}]}).sentences()
    assert len(long[0]) < 200
    assert great == ['embeds[0].title: Could not interpret "a great number" as string. (STRING_TYPE_CONVERT)']
