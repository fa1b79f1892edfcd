"""Acts as JSON, and clear words for what is none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from simulator.engine import CannotAct, read


def test_an_act_is_read_from_bytes_text_or_data() -> None:
    told = {"as": "mai", "command": "card search", "options": {"name": "Harpie"}}
    assert read(told) == read(json.encode(told)) == read(json.encode(told).decode())
    assert read(told).as_ == "mai"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (b"{", "This is not JSON"),
        ({"command": "show"}, "Object missing required field `as`."),
        ({"as": 5, "command": "show"}, "Expected `str`, got `int` in “as”."),
        ({"as": "mai", "comand": "show"}, "unknown field `comand`"),
        ({"as": "mai"}, "this one has none of them"),
        ({"as": "mai", "command": "a", "modal": "1"}, "this one has command and modal"),
        ({"as": "mai", "press": "turn"}, "“message” tells the id"),
        (b"\xff", "This is not JSON"),
        (b"[]", "Expected `object`, got `array`."),
    ],
)
def test_what_is_no_act_is_told_in_a_sentence(told: object, sentence: str) -> None:
    with pytest.raises(CannotAct) as raised:
        read(told)  # type: ignore[arg-type]
    assert sentence in str(raised.value)


@given(st.binary())
def test_no_bytes_bring_a_traceback(told: bytes) -> None:
    with suppress(CannotAct):
        read(told)
