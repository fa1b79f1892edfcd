"""Acts as JSON, and clear words for what is none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import CannotAct, read
from simulator.world.records import Json


def test_an_act_is_read() -> None:
    act = read({"as": "mai", "command": "card search", "options": {"name": "Harpie"}})
    assert (act.as_, act.command, act.options) == ("mai", "card search", {"name": "Harpie"})


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"command": "show"}, "The field “as” is missing."),
        ({"as": 5, "command": "show"}, "Expected `str`, got `int` in “as”."),
        ({"as": "mai", "comand": "show"}, "There is no field “comand”."),
        ({"as": "mai"}, "this one has none of them"),
        ({"as": "mai", "command": "a", "modal": "1"}, "this one has command and modal"),
        ({"as": "mai", "press": "turn"}, "“message” tells the id"),
        ([], "Expected `object`, got `array`."),
    ],
)
def test_what_is_no_act_is_told_in_a_sentence(told: object, sentence: str) -> None:
    with pytest.raises(CannotAct) as raised:
        read(told)  # type: ignore[arg-type]
    assert sentence in str(raised.value)


@given(st.dictionaries(st.sampled_from(["as", "press", "message", "modal", "force"]), st.text() | st.integers()))
def test_no_data_brings_a_traceback(told: Json) -> None:
    with suppress(CannotAct):
        read(told)
