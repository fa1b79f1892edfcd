"""What does not fit into a custom_id is kept, found again and forgotten in time."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.interactions.kept import RECORD, TAG, Shelf, Shelved, kept_id, tag_of_kept
from kasutamaiza.storage import Database, DatabaseAway
from kasutamaiza.ui import Refused

NOW = datetime(2026, 11, 22, 10, 30, 0, 123456, UTC)
DAY = timedelta(days=1)
TURN = '["card.turn","a name that is much longer than Discord\'s hundred characters","初音",17]'

tags = st.text(st.characters(exclude_characters="~"), min_size=1, max_size=TAG)
texts = st.text(st.characters(exclude_categories=["Cs"]))


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(database: Database, clock: Clock) -> Shelf:
    return Shelf(database, now=clock)


@pytest.fixture
async def another(database_url: str) -> AsyncIterator[Database]:
    """Another replica's way to the same database."""
    database = Database(database_url)
    yield database
    await database.close()


def kept(text: str = TURN, lives: timedelta = DAY) -> Shelved:
    return Shelved(kept_id("card.turn", text), text, lives)


async def rows(database: Database) -> int:
    async with database.connection() as connection:
        return int(await connection.fetchval("SELECT count(*) FROM custom_ids"))


async def put_expired(database: Database, number: int) -> None:
    async with database.connection() as connection:
        await connection.execute(
            "INSERT INTO custom_ids SELECT 'old' || n, '[]', $2 FROM generate_series(1, $1::int) AS n", number, NOW
        )


@given(tags, texts)
def test_an_id_fits_and_says_its_tag(tag: str, text: str) -> None:
    custom_id = kept_id(tag, text)
    assert len(custom_id) <= 100
    assert custom_id == kept_id(tag, text)
    assert tag_of_kept(custom_id) == tag


@given(tags, texts, texts)
def test_other_texts_have_other_ids(tag: str, one: str, other: str) -> None:
    assert (kept_id(tag, one) == kept_id(tag, other)) == (one == other)


@given(st.text(max_size=100) | st.from_regex(r"~[^~]*~[A-Za-z0-9_-]{20,24}", fullmatch=True))
def test_what_is_no_id_of_ours_has_no_tag(custom_id: str) -> None:
    parts = custom_id.split("~")
    well_formed = len(parts) == 3 and not parts[0] and 1 <= len(parts[1]) <= TAG and len(parts[2]) == 22
    assert (tag_of_kept(custom_id) is not None) is (well_formed and set(parts[2]) <= ALPHABET)


ALPHABET = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_ids_that_were_sent_stay_what_they_are() -> None:
    assert kept_id("card.turn", TURN) == "~card.turn~DKCTsluurvBP3AOSLVU64w"


@pytest.mark.parametrize("tag", ["", "card~turn", "~", "x" * (TAG + 1)])
def test_a_tag_that_cannot_be_told_apart_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="is no tag of a record that is kept"):
        kept_id(tag, TURN)


def test_a_record_of_more_than_16_kib_is_refused() -> None:
    assert kept("初" * (RECORD // 3)).text
    with pytest.raises(Refused, match="has 16386 bytes; at most 16384 are kept"):
        kept("初" * (RECORD // 3 + 1))


def test_only_an_id_that_can_be_found_again_is_kept() -> None:
    with pytest.raises(ValueError, match="use kept_id"):
        Shelved('["card.turn"]', TURN, DAY)


async def test_what_is_put_is_found_until_it_expires(shelf: Shelf, clock: Clock) -> None:
    one, other = kept(), kept('["card.turn","\\u0000",{"quo\\"te":\'%s $1\'}]', timedelta(hours=1))
    await shelf.put([one, other])
    assert [await shelf.find(each.custom_id) for each in (one, other)] == [one.text, other.text]
    clock.now = NOW + DAY - timedelta(microseconds=1)
    assert [await shelf.find(each.custom_id) for each in (one, other)] == [one.text, None]
    clock.now = NOW + DAY
    assert await shelf.find(one.custom_id) is None


async def test_what_was_never_put_is_not_found(shelf: Shelf) -> None:
    assert await shelf.find(kept_id("card.turn", "[]")) is None


async def test_nonsense_is_not_even_looked_for() -> None:
    shelf = Shelf(Database(None), now=Clock())
    assert await shelf.find('["card.turn","\x00"]') is None
    assert await shelf.find("~\x00~short") is None
    await shelf.put([])


async def test_putting_again_is_one_row_that_lives_on_from_now(shelf: Shelf, clock: Clock, database: Database) -> None:
    await shelf.put([kept()])
    clock.now = NOW + DAY / 2
    await shelf.put([kept()])
    assert await rows(database) == 1
    clock.now = NOW + DAY
    assert await shelf.find(kept().custom_id) == TURN
    clock.now = NOW + DAY * 1.5
    assert await shelf.find(kept().custom_id) is None


async def test_the_longer_life_wins_in_whichever_order(shelf: Shelf, clock: Clock) -> None:
    await shelf.put([kept(lives=DAY), kept(lives=2 * DAY), kept(lives=timedelta(seconds=1))])
    await shelf.put([kept(lives=timedelta(seconds=1))])
    clock.now = NOW + 2 * DAY - timedelta(seconds=1)
    assert await shelf.find(kept().custom_id) == TURN


async def test_what_has_expired_is_put_again_as_if_it_were_new(shelf: Shelf, clock: Clock, database: Database) -> None:
    await shelf.put([kept()])
    clock.now = NOW + 3 * DAY
    await shelf.put([kept()])
    assert await shelf.find(kept().custom_id) == TURN
    assert await rows(database) == 1


async def test_a_hundred_that_have_expired_are_cleared_away_on_the_way(shelf: Shelf, database: Database) -> None:
    await put_expired(database, 150)
    await shelf.put([kept()])
    assert await rows(database) == 51
    await shelf.put([kept()])
    assert await rows(database) == 1
    assert await shelf.find(kept().custom_id) == TURN


async def test_many_who_put_the_same_at_once_never_wait_in_a_circle(
    shelf: Shelf, another: Database, clock: Clock, database: Database
) -> None:
    chance = random.Random(7)  # noqa: S311  (to be repeated, not to be guessed)
    each = [kept(f'["card.turn",{n}]', DAY * (n % 2)) for n in range(20)]  # every other has expired at once
    shelves = [shelf, Shelf(another, now=clock)]
    await asyncio.gather(*(shelves[n % 2].put(chance.sample(each, 12)) for n in range(60)))
    await shelf.put(each)
    for record in each:
        assert await shelf.find(record.custom_id) == (record.text if record.lives else None)


async def test_while_the_database_is_away_it_is_said_so() -> None:
    database = Database("postgresql://nobody:nothing@127.0.0.1:1/none")
    shelf = Shelf(database, now=Clock())
    with pytest.raises(DatabaseAway):
        await shelf.put([kept()])
    with pytest.raises(DatabaseAway):
        await shelf.find(kept().custom_id)
    await database.close()
