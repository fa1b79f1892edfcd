"""Placeholders: what is another in each run has a name, and the name leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.record.placeholders import Placeholders, resolved

MAI, MESSAGE, TOKEN = "1000749898440878345", "1576264649270099968", "h-JSRoB2B8mgoxncUKUEnDYfNS6MNi1y"


@pytest.fixture
def placeholders() -> Placeholders:
    placeholders = Placeholders()
    placeholders.name(MAI, "mai")
    placeholders.name(MESSAGE, "3.1")
    return placeholders


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (MAI, "${mai}"),
        (MESSAGE, "$3.1"),
        (f"<@{MAI}>, look", "<@${mai}>, look"),
        (f"page:{MESSAGE}", "page:${3.1}"),
        (f"{MESSAGE}.5", "${3.1}.5"),
        (f"turn_{MESSAGE}_next", "turn_${3.1}_next"),
        ("1576264649270099999", "${id}"),
        ("id-1576264649270099999", "id-${id}"),
        ("<t:1764345177:R> and <t:1764345177>", "<t:${time}:R> and <t:${time}>"),
        ("2026-11-28T15:52:57.123000+00:00", "${time}"),
        ("2026-11-28T15:52:57Z", "${time}"),
        ("http://127.0.0.1:8800/cdn/attachments/1/2/card.png?ex=1", "${file}/card.png"),
        ("Pong! 12.3 ms, in 0.5 s", "Pong! ${n} ms, in ${n} s"),
        ("within 3 s, v1.2 seconds", "within 3 s, v1.2 seconds"),
        ("It costs $5", "It costs $$5"),
        ("$5", "$$5"),
        (TOKEN, "$3.t1"),
        (f"go:{TOKEN}", "go:${3.t1}"),
        ("0123456789abcdef0123", "$3.t1"),
        ("a-long-name-of-some-button", "a-long-name-of-some-button"),
        ("1234567890123456", "1234567890123456"),
        ("short", "short"),
        ("Supercalifragilistic2", "Supercalifragilistic2"),
        ("hJSRoBxBmgoxncUKUEnDYfNSqMNiyGwT", "$3.t1"),
        ("ThisIsWrittenTogether", "ThisIsWrittenTogether"),
        ("HTTPServerURLParserThing", "HTTPServerURLParserThing"),
    ],
)
def test_what_is_another_in_each_run_is_hidden(placeholders: Placeholders, text: str, hidden: str) -> None:
    assert placeholders.answered(text, 3) == hidden


def test_all_that_has_a_name_leads_back(placeholders: Placeholders) -> None:
    told = {"a": [f"<@{MAI}> $", MESSAGE, 5, None], f"key:{MESSAGE}": {"custom_id": f"go:{TOKEN}"}}
    hidden = placeholders.answered(told, 3)
    assert resolved(hidden, placeholders.meant) == told


def test_what_somebody_did_is_only_changed_where_it_is_known(placeholders: Placeholders) -> None:
    act = {
        "command": "x",
        "options": {"a": f"<@{MAI}>", "b": "1576264649270099999", "c": TOKEN, "d": "2026-11-28T15:52:57Z"},
    }
    done = placeholders.done(act)
    assert done["options"] == {**act["options"], "a": "<@${mai}>"}  # type: ignore[dict-item]
    placeholders.answered(f"go:{TOKEN}", 3)
    assert placeholders.done(f"go:{TOKEN} for $1 and to_{MAI}_from") == "go:${3.t1} for $$1 and to_${mai}_from"
    assert placeholders.done(MAI) == "${mai}"


def test_a_files_data_is_left_alone(placeholders: Placeholders) -> None:
    file = {"filename": "a", "data": TOKEN}
    assert placeholders.answered({"file": file}, 1) == {"file": file}


def test_the_second_of_a_name_is_told_apart(placeholders: Placeholders) -> None:
    placeholders.name("1", "mai")
    placeholders.name("2", "mai")
    placeholders.name("1", "other")
    assert [placeholders.answered(each, 1) for each in ("1", "2")] == ["${mai~2}", "${mai~3}"]


def test_no_name_ends_a_placeholder_early(placeholders: Placeholders) -> None:
    placeholders.name("1", "@{Role}")
    assert resolved(placeholders.answered("1", 1), placeholders.meant) == "1"


def test_tokens_are_named_anew_when_an_answer_is_read_anew(placeholders: Placeholders) -> None:
    first, second = "aB3aB3aB3aB3aB3aB3", "xY7xY7xY7xY7xY7xY7"
    assert placeholders.answered([first, second, first], 1) == ["$1.t1", "$1.t2", "$1.t1"]
    placeholders.forget_tokens(1)
    assert placeholders.answered([second], 1) == ["$1.t1"]
    placeholders.forget_tokens(9)


def test_what_stands_for_nothing_stays(placeholders: Placeholders) -> None:
    assert resolved(["$9.1", "${nobody} ${time}", "$$", "$"], placeholders.meant) == [
        "$9.1",
        "${nobody} ${time}",
        "$",
        "$",
    ]


@given(st.text())
def test_any_text_that_somebody_wrote_comes_back(text: str) -> None:
    placeholders = Placeholders()
    placeholders.name(MAI, "mai")
    assert resolved(placeholders.done(text), placeholders.meant) == text


@given(st.text(alphabet="ab$.{}~ t"), st.text(alphabet="ab$.{}~ t"))
def test_names_are_found_in_any_text(before: str, after: str) -> None:
    placeholders = Placeholders()
    placeholders.name(MAI, "3.1")
    text = f"{before}{MAI}{after}"
    assert resolved(placeholders.done(text), placeholders.meant) == text
    assert resolved(placeholders.answered(text, 1), placeholders.meant) == text
