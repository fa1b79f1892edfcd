"""A recording's text, and one sentence for what is none."""

import pytest

from simulator.record import WrongRecording
from simulator.record.lines import Header, Line, read, written

HEADER = Header(1, "Bot", "Academy")
LINES = (
    Line(post="interactions", act={"as": "mai", "command": "x"}, state="replied", answer={"type": 4}),
    Line(delete="faults/$1"),
    Line(put="command-permissions", act={"as": "mai"}, errors="No.", warnings=("w",), then=({"changed": "x"},)),
)


def test_what_is_written_is_read() -> None:
    text = written(HEADER, LINES)
    recording = read(text)
    assert recording.header == HEADER
    assert recording.lines == LINES
    assert [(each.method, each.path) for each in LINES] == [
        ("POST", "interactions"),
        ("DELETE", "faults/$1"),
        ("PUT", "command-permissions"),
    ]


def test_only_what_is_there_is_written() -> None:
    assert written(HEADER, LINES[1:2]).splitlines()[1] == '{"delete":"faults/$1"}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "The file is empty; a recording begins with its header."),
        ("\n\n", "The file is empty"),
        ("{}\n", "Line 1 is no recording's header: Object missing required field `recording`."),
        ("nonsense\n", "Line 1 is no recording's header: JSON is malformed"),
        ('{"recording":2,"application":"a","world":"b"}\n', "Line 1: this is a recording of version 2, not of 1."),
        (written(HEADER, LINES[:1]) + "\n{\n", "Line 4 is no act: Input data was truncated."),
        (written(HEADER, LINES[:1]) + "{}\n", "Line 3 is no act: it has one of post, put and delete."),
        (written(HEADER, ()) + '{"post":"a","put":"b"}\n', "Line 2 is no act: it has one of post, put and delete."),
        (written(HEADER, ()) + '{"post":"a","more":"b"}\n', "Line 2 is no act: Object contains unknown field `more`"),
        (written(HEADER, ()) + '{"post":5}\n', "Line 2 is no act: Expected `str | null`, got `int`"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(text: str, problem: str) -> None:
    with pytest.raises(WrongRecording) as wrong:
        read(text)
    assert problem in str(wrong.value)
