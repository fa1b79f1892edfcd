"""What commands and options may be called is what Discord lets them be called."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.discord.command import LOCALES, check_name
from kasutamaiza.ui import Refused
from tests.discord import commands


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "x" * 32,
        "card-search",
        "card_search",
        "what's",
        "7",
        "karte",
        "öffnen",
        "카드",
        "カード",
        "卡",
        "कार्ड",
        "ॐ",
        "꣠",
        "\U00011b00",
        "การ์ด",
        "๏๛",
        "x\u02bcy",
        "что",
        "ß",
    ],
)
def test_a_name_may_be_of_any_script(name: str) -> None:
    check_name("name", name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "name has 0 characters; Discord allows 1 to 32."),
        ("x" * 33, "name has 33 characters; Discord allows 1 to 32."),
        ("Card", "name 'Card' has capitals; Discord wants 'card'."),
        ("ÖFFNEN", "name 'ÖFFNEN' has capitals; Discord wants 'öffnen'."),
        ("ЧТО", "name 'ЧТО' has capitals; Discord wants 'что'."),
        ("card search", "name 'card search' has ' '; Discord allows letters, digits, - _ and '."),
        ("card/search", "name 'card/search' has '/'; Discord allows letters, digits, - _ and '."),
        ("card.", "name 'card.' has '.'; Discord allows letters, digits, - _ and '."),
        ("🃏", "name '🃏' has '🃏'; Discord allows letters, digits, - _ and '."),
        ("card\n", r"name 'card\n' has '\n'; Discord allows letters, digits, - _ and '."),
        ("e\u0301", "name 'e\u0301' has '\u0301'; Discord allows letters, digits, - _ and '."),
    ],
)
def test_a_name_that_discord_does_not_take_is_refused_with_its_reason(name: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        check_name("name", name)
    assert str(refused.value) == reason


SHARED = {*"॒॑॓॔।॥"}
"""Named after Devanagari, but of no script of their own: Unicode has them as Common or Inherited."""


def is_of_devanagari_or_thai(character: str) -> bool:
    """The same by another way: such characters bear their script's name, those of no script apart."""
    name = unicodedata.name(character, "")
    scripts = ("DEVANAGARI ", "COMBINING DEVANAGARI ", "THAI CHARACTER ")
    return name.startswith(scripts) and character not in SHARED


def may_stand_in_a_name(character: str) -> bool:
    # isalnum() leaves out numbers such as Ⅷ that are neither digits nor letters; isnumeric() knows them.
    is_letter_or_number = character.isalpha() or character.isnumeric() or character in "-_'"
    return is_letter_or_number or is_of_devanagari_or_thai(character)


def test_the_marks_of_two_scripts_and_no_others_stand_in_a_name() -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code))[0] in "MPS"]
    taken = {mark for mark in marks if is_name(mark)}
    # Unicode 15 added a few that older Pythons do not know to be marks.
    assert taken - {*map(chr, range(0x11B00, 0x11B0A))} == {*filter(is_of_devanagari_or_thai, marks), *"-_'"}
    assert {"\u0903", "\u0e31", "\ua8e0", "\ua8ff"} <= taken
    assert not taken & {*SHARED, "฿", "\u1cd0"}


def is_name(text: str) -> bool:
    try:
        check_name("name", text)
    except Refused:
        return False
    return True


ODD = st.sampled_from("-_'.ǅİßςΣⅧⅷ²ʼ’ाैัꣿ।॥॒฿\u0300 ")


@given(commands.names)
def test_what_is_drawn_as_a_name_is_one(name: str) -> None:
    check_name("name", name)


@given(st.text(ODD | st.characters(categories=["L", "N"]) | st.characters(), max_size=34))
def test_a_name_is_short_in_lower_case_and_of_letters_and_numbers(name: str) -> None:
    in_lower_case = all(character.lower() == character for character in name)
    assert is_name(name) == (1 <= len(name) <= 32 and in_lower_case and all(map(may_stand_in_a_name, name)))


def test_the_client_is_shown_in_thirty_two_languages() -> None:
    assert len(LOCALES) == 32
    assert {"en-US", "en-GB", "es-419", "zh-TW", "no"} <= LOCALES
    assert not LOCALES & {"ar", "he", "en"}
