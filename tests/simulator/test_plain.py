"""JSON that others have written."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import plain


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def test_json_is_read_from_bytes_and_text() -> None:
    assert plain.read(b'{"a": [1, "\xe3\x81\x82"]}') == plain.read('{"a": [1, "あ"]}') == {"a": [1, "あ"]}


@pytest.mark.parametrize("raw", [b"{", b"\xff", b"", b"NaN", b"1e999", b'"\\ud800"', '"\\udfff"'])
def test_what_is_no_json_is_told_in_a_sentence(raw: bytes | str) -> None:
    with pytest.raises(plain.NotJson, match=r"."):
        plain.read(raw)


def test_lists_in_lists_end_somewhere() -> None:
    assert plain.read(nested(100))
    assert plain.read("[" + ",".join([nested(50)] * 50) + "]")
    for raw in (nested(101), '{"a":' * 101 + "1" + "}" * 101, nested(200_000)):
        with pytest.raises(plain.NotJson, match="more than 100 deep"):
            plain.read(raw)


@given(st.binary())
def test_no_bytes_bring_a_traceback(raw: bytes) -> None:
    with suppress(plain.NotJson):
        plain.read(raw)
