"""Buttons that remember."""

from contextlib import suppress
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import defstruct

from kasutamaiza.discord.snowflake import UserId
from kasutamaiza.interactions import CustomId
from kasutamaiza.interactions.custom_id import LongId, TooOld, reader, tag_of
from kasutamaiza.interactions.kept import tag_of_kept
from kasutamaiza.ui import Refused


class Attribute(StrEnum):
    DARK = "dark"
    DIVINE = "di\"vi'ne,]"


class Rank(IntEnum):
    LOW = -1
    HIGH = 2**40


class Turn(CustomId, tag="card.turn", frozen=True):
    name: str
    attribute: Attribute | None
    page: int
    rank: Rank = Rank.LOW
    sure: bool = False
    whom: UserId | None = None
    order: Literal["up", "down"] = "up"


class Bare(CustomId, tag="bare", frozen=True):
    pass


class Longer(CustomId, tag="longer", frozen=True):
    name: str
    added: int = 7


class Shorter(CustomId, tag="longer", frozen=True):
    name: str


read = reader([Turn, Bare, Longer])

turns = st.builds(
    Turn,
    st.text(max_size=60),
    st.none() | st.sampled_from(Attribute),
    st.integers(),
    st.sampled_from(Rank),
    st.booleans(),
    st.none() | st.integers(0, 2**64 - 1).map(UserId),
    st.sampled_from(["up", "down"]),
)


@given(turns | st.just(Bare()) | st.builds(Longer, st.text(max_size=100), st.integers()))
def test_every_custom_id_that_can_be_built_is_read_back_equal(record: CustomId) -> None:
    try:
        text = record.custom_id
    except UnicodeEncodeError:
        return  # no text that can be sent
    assert 1 <= len(text) <= 100
    stored = text.shelved.text if isinstance(text, LongId) else text
    assert read(stored) == record
    assert type(read(stored)) is type(record)


@given(st.text(max_size=100))
def test_any_other_text_is_too_old(text: str) -> None:
    with suppress(TooOld):
        assert read(text).custom_id


def test_a_custom_id_is_its_record_in_order() -> None:
    assert Turn("dark", None, 2).custom_id == '["card.turn","dark",null,2,-1,false,null,"up"]'


def test_beyond_a_hundred_characters_it_is_a_key_to_what_is_stored() -> None:
    assert type(Longer("x" * 85).custom_id) is str
    assert len(Longer("x" * 85).custom_id) == 100
    key = Longer("x" * 86).custom_id
    assert isinstance(key, LongId)
    assert tag_of_kept(key) == "longer"
    assert read(key.shelved.text) == Longer("x" * 86)
    assert key.shelved.lives == timedelta(days=30)
    assert Longer("x" * 86).custom_id == key != Longer("x" * 87).custom_id


def test_a_record_too_large_to_be_stored_is_refused() -> None:
    with pytest.raises(Refused, match="16384"):
        assert Longer("x" * 17_000).custom_id


def test_what_an_older_bot_sent_is_read_with_the_new_fields_default() -> None:
    assert read(Shorter("dark").custom_id) == Longer("dark", 7)


def test_what_a_newer_bot_sent_is_read_without_what_it_added() -> None:
    assert reader([Shorter])(Longer("dark", 3).custom_id) == Shorter("dark")


def test_a_reader_of_nothing_reads_nothing() -> None:
    with pytest.raises(TooOld):
        reader([])('["bare"]')


def test_a_tag_is_the_records_own() -> None:
    assert tag_of(Turn) == "card.turn"
    with pytest.raises(ValueError, match="has no tag"):
        tag_of(CustomId)
    for tag in ("a" * 61, "a~b"):
        with pytest.raises(ValueError, match="use at most 60 characters, and no ~"):
            tag_of(defstruct("Tagged", [], bases=(CustomId,), tag=tag, frozen=True))  # type: ignore[arg-type]
