"""Text as Discord's client reads it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.ui import command_mention, cut, escape, when

SPECIAL = "\\`*_~|<>[]()#@:-"
lively = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=60)


@given(lively)
def test_nothing_special_is_left_bare_and_nothing_else_is_changed(text: str) -> None:
    escaped = escape(text)
    assert re.fullmatch(r"(?:\\[\\`*_~|<>\[\]()#@:-]|[^\\`*_~|<>\[\]()#@:-])*", escaped, re.DOTALL)
    assert re.sub(r"\\(.)", r"\1", escaped, flags=re.DOTALL) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Blue-Eyes", r"Blue\-Eyes"),
        ("**bold** __line__ ~~gone~~", r"\*\*bold\*\* \_\_line\_\_ \~\~gone\~\~"),
        ("||spoiler|| `code`", r"\|\|spoiler\|\| \`code\`"),
        ("# title\n> quote\n- list", "\\# title\n\\> quote\n\\- list"),
        ("[here](https://x.example)", r"\[here\]\(https\://x.example\)"),
        ("<@1> @everyone :smile:", r"\<\@1\> \@everyone \:smile\:"),
        ("青眼の白龍, Ötzi & co.", "青眼の白龍, Ötzi & co."),
        ("", ""),
    ],
)
def test_markdown_and_mentions_are_made_plain(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text(max_size=60), st.integers(1, 60))
def test_a_cut_text_is_never_longer_than_asked_and_a_short_one_is_left_alone(text: str, length: int) -> None:
    shown = cut(text, length)
    assert len(shown) <= length
    if len(text) <= length:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Dark Magician", 13, "Dark Magician"),
        ("Dark Magician", 12, "Dark Magici…"),
        ("Dark Magician", 6, "Dark…"),
        ("Dark Magician", 1, "…"),
        ("      x", 3, "…"),
        ("", 1, ""),
    ],
)
def test_a_cut_text_ends_in_an_ellipsis_without_a_blank_before_it(text: str, length: int, shown: str) -> None:
    assert cut(text, length) == shown


@pytest.mark.parametrize("length", [0, -1])
def test_nothing_can_be_cut_to_nothing(length: int) -> None:
    with pytest.raises(ValueError, match=f"cut to {length} characters"):
        cut("x", length)


@pytest.mark.parametrize("style", ["t", "T", "d", "D", "f", "F", "R"])
def test_a_moment_is_shown_in_the_readers_own_time(style: Literal["t", "T", "d", "D", "f", "F", "R"]) -> None:
    assert when(datetime(2026, 1, 1, tzinfo=UTC), style) == f"<t:1767225600:{style}>"


def test_a_moment_is_the_same_in_every_zone_and_in_whole_seconds() -> None:
    there = datetime(2026, 1, 1, 9, 0, 0, 999_999, timezone(timedelta(hours=9)))
    assert when(there) == "<t:1767225600:f>"


def test_a_command_is_clicked_once_its_id_is_known() -> None:
    assert command_mention("bot status", 1000000000000000005) == "</bot status:1000000000000000005>"
    assert command_mention("bot status", None) == "`/bot status`"
