"""Which servers have added us, whatever the order in which we are told."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.guilds import Guild, Guilds
from kasutamaiza.storage import Database, DatabaseAway

HOME = GuildId(2**62)
ADDED = datetime(2026, 11, 22, 10, 30, 0, 123456, UTC)
LATER = ADDED + timedelta(days=1)


@pytest.fixture
def guilds(database: Database) -> Guilds:
    return Guilds(database)


async def left(database: Database, at: datetime) -> None:
    async with database.connection() as connection:
        await connection.execute("UPDATE guilds SET left_at = $1", at)


async def test_nobody_knows_a_server_that_never_added_us(guilds: Guilds) -> None:
    assert await guilds.find(HOME) is None


async def test_a_server_that_adds_us_is_known_and_alone(guilds: Guilds) -> None:
    await guilds.authorize(HOME, "Duelists", ADDED)
    assert await guilds.find(HOME) == Guild(HOME, "Duelists", ADDED, None)
    assert await guilds.find(GuildId(HOME + 1)) is None


async def test_being_told_again_changes_nothing(guilds: Guilds) -> None:
    for _ in range(3):
        await guilds.authorize(HOME, "Duelists", ADDED)
    assert await guilds.find(HOME) == Guild(HOME, "Duelists", ADDED, None)


async def test_the_newest_is_kept_in_whatever_order_they_come(guilds: Guilds) -> None:
    told = [("First", ADDED), ("Second", ADDED + timedelta(microseconds=1)), ("Third", LATER)]
    for number, order in enumerate(permutations(told), start=1):
        for name, at in order:
            await guilds.authorize(GuildId(number), name, at)
        assert await guilds.find(GuildId(number)) == Guild(GuildId(number), "Third", LATER, None)


async def test_a_name_that_is_not_told_again_stays(guilds: Guilds) -> None:
    await guilds.authorize(HOME, None, ADDED)
    assert await guilds.find(HOME) == Guild(HOME, None, ADDED, None)
    await guilds.authorize(HOME, "Duelists", LATER)
    await guilds.authorize(HOME, None, LATER)
    assert await guilds.find(HOME) == Guild(HOME, "Duelists", LATER, None)


async def test_who_adds_us_again_has_us_again(guilds: Guilds, database: Database) -> None:
    await guilds.authorize(HOME, "Duelists", ADDED)
    await left(database, ADDED + timedelta(hours=1))
    await guilds.authorize(HOME, "Duelists", LATER)
    assert await guilds.find(HOME) == Guild(HOME, "Duelists", LATER, None)


async def test_an_old_delivery_does_not_bring_us_back(guilds: Guilds, database: Database) -> None:
    await guilds.authorize(HOME, "Duelists", ADDED)
    await left(database, LATER)
    await guilds.authorize(HOME, "Duelists", ADDED)
    await guilds.authorize(HOME, "Renamed", ADDED + timedelta(hours=1))
    assert await guilds.find(HOME) == Guild(HOME, "Renamed", ADDED + timedelta(hours=1), LATER)


async def test_while_the_database_is_away_it_is_said_so() -> None:
    database = Database("postgresql://nobody:nothing@127.0.0.1:1/none")
    with pytest.raises(DatabaseAway):
        await Guilds(database).authorize(HOME, "Duelists", ADDED)
    await database.close()
