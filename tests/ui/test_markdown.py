"""Text as Discord's client reads it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.ui import channel_mention, command_mention, cut, escape, role_mention, user_mention, when

SPECIAL = "\\`*_~|<>[]()#@:-"
lively = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=60)


@given(lively)
def test_nothing_special_is_left_bare_and_nothing_else_is_changed(text: str) -> None:
    escaped = escape(text)
    assert re.fullmatch(r"(?:\\[\\`*_~|<>\[\]()#@:.-]|[^\\`*_~|<>\[\]()#@:-])*", escaped, re.DOTALL)
    assert re.sub(r"\\(.)", r"\1", escaped, flags=re.DOTALL) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Blue-Eyes", r"Blue\-Eyes"),
        ("**bold** __line__ ~~gone~~", r"\*\*bold\*\* \_\_line\_\_ \~\~gone\~\~"),
        ("||spoiler|| `code`", r"\|\|spoiler\|\| \`code\`"),
        ("# title\n> quote\n- list", "\\# title\n\\> quote\n\\- list"),
        ("### title\n>>> quote\n* list", "\\#\\#\\# title\n\\>\\>\\> quote\n\\* list"),
        ("-# small\n1. list\n  12. list\n1.5", "\\-\\# small\n1\\. list\n  12\\. list\n1.5"),
        ("```py\nx\n```", "\\`\\`\\`py\nx\n\\`\\`\\`"),
        ("<t:1:R> <#2> </a b:3>", r"\<t\:1\:R\> \<\#2\> \</a b\:3\>"),
        ("[here](https://x.example)", r"\[here\]\(https\://x.example\)"),
        ("<@1> @everyone :smile:", r"\<\@1\> \@everyone \:smile\:"),
        ("青眼の白龍, Ötzi & co.", "青眼の白龍, Ötzi & co."),
        ("", ""),
    ],
)
def test_markdown_and_mentions_are_made_plain(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text(st.characters(exclude_characters="`|"), max_size=60), st.integers(1, 60))
def test_a_cut_text_is_never_longer_than_asked_and_a_short_one_is_left_alone(text: str, length: int) -> None:
    shown = cut(text, length)
    assert len(shown) <= length
    if len(text) <= length:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])


CHARACTERS = [
    "x",
    " ",
    "e\u0301",
    "\u0e01\u0e33\u0e49",
    "ᄒ\u1161\u11ab",
    "か\u3099",
    "ｶ\uff9e",
    "1\ufe0f\u20e3",
    "🇩🇪",
    "👍🏽",
    "👩\u200d❤\ufe0f\u200d💋\u200d👨",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\ud83d\ude00",
]


@given(st.lists(st.sampled_from(CHARACTERS), max_size=12), st.integers(1, 20))
def test_what_people_see_as_one_character_stays_whole_or_goes(characters: list[str], length: int) -> None:
    text = "".join(characters)
    if len(text) > length:
        assert cut(text, length) == longest(characters, "", length - 1).rstrip() + "…"


PIECES = [
    "x",
    "<@1>",
    "<@&2>",
    "<#3>",
    "</bot status:4>",
    "<t:5:R>",
    "<:magician:6>",
    "<a:magician:7>",
    "<https://x.example>",
    "https://x.example/a?b=c#d",
    "[a card](https://x.example/a_(b))",
    "[[a] *card*](<https://x.example> 'yes')",
    "\\*",
    "|",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.integers(1, 80))
def test_a_link_or_a_mention_stays_whole_or_goes(pieces: list[str], length: int) -> None:
    text = " ".join(pieces)
    if len(text) > length:
        assert cut(text, length) == longest(pieces, " ", length - 1) + "…"


def longest(parts: list[str], between: str, room: int) -> str:
    return max(
        (joined for count in range(len(parts) + 1) if len(joined := between.join(parts[:count])) <= room), key=len
    )


@given(st.text("`|[]()<>:/@ \nx", max_size=40), st.text("`| \nx", max_size=40), st.integers(1, 90))
def test_code_is_never_left_open(before: str, after: str, length: int) -> None:
    text = f"{before}```py\n{after}"
    shown = cut(text, length)
    assert len(shown) <= length
    if len(text) > length:
        assert shown.endswith("…")
        assert shown.count("```") % 2 == 0


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("see ```py\nprint(1)\nprint(2)\n``` and", 24, "see ```py\nprint(1)\n```…"),
        ("see ```py\nprint(1)\nprint(2)\n``` and", 14, "see…"),
        ("see ```py\nprint(1)\nprint(2)\n``` and", 33, "see ```py\nprint(1)\nprint(2)\n```…"),
        ("``` open, and never closed", 19, "``` open, and\n```…"),
        ("a `piece of code` and more", 11, "a `piece`…"),
        ("a ``piece ` of`` and more", 14, "a ``piece``…"),
        ("a `piece of code` and more", 5, "a…"),
        ("it`s no code at all", 12, "it`s no cod…"),
        ("||the butler did it|| said she", 16, "||the butler||…"),
        ("||see https://x.example|| said", 20, "||see||…"),
        ("||hidden \\| things|| said", 15, "||hidden||…"),
        ("a||b", 3, "a|…"),
        ("a \\*b", 4, "a…"),
    ],
)
def test_what_was_opened_is_closed(text: str, length: int, shown: str) -> None:
    assert cut(text, length) == shown


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Dark Magician", 13, "Dark Magician"),
        ("Dark Magician", 12, "Dark Magici…"),
        ("Dark Magician", 6, "Dark…"),
        ("Dark Magician", 1, "…"),
        ("      x", 3, "…"),
        ("", 1, ""),
        ("🇩🇪🇯🇵🇫🇷", 4, "🇩🇪…"),
        ("🇩🇪🇯🇵🇫🇷", 5, "🇩🇪🇯🇵…"),
        ("x\r\ny", 3, "x…"),
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


def test_people_roles_and_channels_are_mentioned_by_their_ids() -> None:
    assert (user_mention(1), role_mention("2"), channel_mention(3)) == ("<@1>", "<@&2>", "<#3>")
