"""Which answer may be given to which interaction, and what it may hold."""

from typing import Any

import pytest

from simulator.schema import judge, judge_answer
from tests.vocabulary.payloads import V2, label, modal, row, select, shown, text, text_input

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 1, 2, 3, 4, 5
DATA: dict[int, Any] = {
    1: None,
    4: {"content": "Well drawn."},
    5: {"flags": 64},
    6: None,
    7: {"content": "Well drawn."},
    8: {"choices": [{"name": "Deck", "value": "deck"}]},
    9: modal(),
}
MAY = {
    (PING, False): {1},
    (COMMAND, False): {4, 5, 9},
    (COMPONENT, False): {4, 5, 6, 7, 9},
    (AUTOCOMPLETE, False): {8},
    (MODAL_SUBMIT, False): {4, 5},
    (MODAL_SUBMIT, True): {4, 5, 6, 7},
}


def answer(kind: int, data: Any = None) -> dict[str, Any]:
    return {"type": kind} if data is None else {"type": kind, "data": data}


@pytest.mark.parametrize("kind", DATA)
@pytest.mark.parametrize(("to", "from_component"), MAY)
def test_an_answer_may_be_given_to_what_the_documentation_says(to: int, from_component: bool, kind: int) -> None:
    told = judge_answer(answer(kind, DATA[kind]), to=to, from_component=from_component)
    assert told.ok is (kind in MAY[to, from_component])
    if not told.ok:
        assert told.errors is not None
        assert [each["code"] for each in told.errors["type"]["_errors"]] == ["BASE_TYPE_CHOICES"]


@pytest.mark.parametrize("kind", [0, 2, 3, 10, 11, 13, 99, "4", True, [4], 4.5])
def test_an_answer_of_a_type_that_there_is_not_is_refused(kind: Any) -> None:
    assert not judge_answer({"type": kind, "data": DATA[4]}, to=COMMAND).ok


@pytest.mark.parametrize(
    ("told", "to", "sentence"),
    [
        ({}, COMMAND, "type: This field is required (BASE_TYPE_REQUIRED)"),
        ([], COMMAND, "Expected an object/dictionary. (MODEL_TYPE_CONVERT)"),
        (answer(4), COMMAND, "data: This field is required (BASE_TYPE_REQUIRED)"),
        (answer(9), COMMAND, "data: This field is required (BASE_TYPE_REQUIRED)"),
        (answer(4, {}), COMMAND, "Cannot send an empty message (50006)"),
        (answer(4, {"flags": 64}), COMMAND, "Cannot send an empty message (50006)"),
        (
            answer(4, {"components": [text()]}),
            COMMAND,
            'data.components[0]: Value of field "type" must be one of (1,). (UNION_TYPE_CHOICES)',
        ),
        (
            answer(8, {"choices": [{"name": "x", "value": 1}] * 26}),
            AUTOCOMPLETE,
            "data.choices: Must be 25 or fewer in length. (BASE_TYPE_MAX_LENGTH)",
        ),
        (
            answer(8, {"choices": [{"name": "x", "value": 1}, {"name": "y", "value": "1"}]}),
            AUTOCOMPLETE,
            'data.choices[1].value: Value "1" is not float. (NUMBER_TYPE_COERCE)',
        ),
        (
            answer(8, {"choices": [{"name": "x", "value": "1"}, {"name": "y", "value": 1}]}),
            AUTOCOMPLETE,
            'data.choices[1].value: Could not interpret "1" as string. (STRING_TYPE_CONVERT)',
        ),
        (
            answer(9, modal({"type": 1, "components": [text_input()]})),
            COMMAND,
            "data.components[0].components[0].label: This field is required (BASE_TYPE_REQUIRED)",
        ),
        (
            answer(9, modal(label(select(min_values=2, max_values=1)))),
            COMMAND,
            "data.components[0].component.min_values: int value should be less than or equal to 1. (NUMBER_TYPE_MAX)",
        ),
    ],
)
def test_an_answer_that_holds_what_it_may_not_is_told_so(told: Any, to: int, sentence: str) -> None:
    assert judge_answer(told, to=to).sentences() == [sentence]


@pytest.mark.parametrize("told", [answer(7), answer(7, {}), answer(6), answer(5), answer(8, {"choices": []})])
def test_an_answer_that_need_hold_nothing_may_be_without(told: Any) -> None:
    assert judge("create_interaction_response", told).ok
    assert judge("create_interaction_response", told).warnings == ()


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ({"flags": 64 | V2}, ["data.flags"]),
        ({"content": "x"}, ["data.content"]),
        ({"flags": 4, "embeds": []}, ["data.flags", "data.embeds"]),
    ],
)
def test_of_a_deferral_discord_looks_at_one_flag_alone(data: Any, paths: list[str]) -> None:
    told = judge_answer(answer(5, data), to=COMMAND)
    assert told.ok
    assert [warned.path for warned in told.warnings] == paths


def test_an_update_of_a_v2_message_need_not_say_that_it_is_one() -> None:
    update = answer(7, {"components": [text()]})
    assert judge_answer(update, to=COMPONENT, was_v2=True).ok
    assert not judge_answer(update, to=COMPONENT).ok


def test_an_answer_may_show_the_files_beside_it() -> None:
    told = answer(4, shown({"type": 13, "file": {"url": "attachment://deck.zip"}}, row()))
    assert judge_answer(told, to=COMMAND, uploads=["deck.zip"]).ok
    assert not judge_answer(told, to=COMMAND).ok


def test_a_row_in_a_modal_is_deprecated() -> None:
    told = judge_answer(answer(9, modal({"type": 1, "components": [text_input(label="Why?")]})), to=COMMAND)
    assert told.ok
    assert [warned.path for warned in told.warnings] == ["data.components[0]"]


def test_an_answer_to_an_unknown_interaction_is_judged_by_itself() -> None:
    assert judge_answer(answer(1), to=6).ok
    assert not judge_answer(answer(4), to=6).ok
