"""So many uses in so many seconds: whoever counts, however many come at once, and while the database is away too."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loguru import logger

from kasutamaiza.errors import UserError
from kasutamaiza.interactions.cooldown import Cooldown, Cooldowns, Memory, OnCooldown, Per
from kasutamaiza.storage import Database
from kasutamaiza.storage.embedded import EmbeddedPostgres

NOW = datetime(2026, 11, 22, 10, 30, 0, 123456, UTC)
MINUTE = Cooldown(60)
MAI, JOEY = 2**62, 8
HOME, AWAY = 3, 4

NOWHERE = "postgresql://nobody:nothing@127.0.0.1:1/none"


@pytest.fixture
def cooldowns(database: Database) -> Cooldowns:
    return Cooldowns(database)


@pytest.fixture
async def another(database_url: str) -> AsyncIterator[Cooldowns]:
    """Another replica."""
    database = Database(database_url)
    yield Cooldowns(database)
    await database.close()


@pytest.fixture
def warnings() -> Iterator[list[str]]:
    lines: list[str] = []
    sink = logger.add(lambda line: lines.append(str(line).strip()), level="WARNING", format="{message}")
    yield lines
    logger.remove(sink)


@pytest.fixture
def away(postgres: EmbeddedPostgres, database_url: str) -> Callable[[], AbstractAsyncContextManager[None]]:
    """The time in which the test's database takes nobody in, and has thrown out whoever was there."""
    name = database_url.partition("?")[0].rpartition("/")[2]

    @asynccontextmanager
    async def away() -> AsyncIterator[None]:
        connection = await asyncpg.connect(postgres.url("postgres"))
        try:
            await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            await connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1", name
            )
            yield
            await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        finally:
            await connection.close()

    return away


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


async def use(
    cooldowns: Cooldowns,
    seconds: float = 0,
    *,
    cooldown: Cooldown = MINUTE,
    by: int = MAI,
    guild: int | None = None,
    handler: str = "/roll",
) -> bool:
    """Whether it is let through, so many seconds from now."""
    try:
        await cooldowns.take(cooldown, handler, by, guild, after(seconds))
    except OnCooldown:
        return False
    return True


async def rows(database: Database) -> int:
    async with database.connection() as connection:
        return int(await connection.fetchval("SELECT count(*) FROM cooldowns"))


@pytest.mark.parametrize("seconds", [0, -1, 30 * 86400 + 1, float("nan"), float("inf")])
def test_a_length_that_cannot_be_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="use more than 0 and at most 30 days"):
        Cooldown(seconds)


@pytest.mark.parametrize("uses", [0, -1, 1_000_001])
def test_uses_that_cannot_be_are_refused(uses: int) -> None:
    with pytest.raises(ValueError, match="use 1 to 1000000"):
        Cooldown(1, uses)


def test_longest_and_shortest() -> None:
    assert Cooldown(30 * 86400).uses == 1
    assert Cooldown(0.001).per is Per.USER


def test_what_people_are_told() -> None:
    you, server = OnCooldown(NOW), OnCooldown(NOW, guild=True)
    assert isinstance(you, UserError)
    assert you.sentence == f"You can use this again <t:{int(NOW.timestamp()) + 1}:R>."
    assert server.sentence == f"This server can use this again <t:{int(NOW.timestamp()) + 1}:R>."
    assert you.template == "You can use this again {when}."


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_moment_told_is_the_first_whole_second(until: datetime) -> None:
    told = OnCooldown(until).until
    assert told.microsecond == 0
    assert timedelta(0) <= told - until < timedelta(seconds=1)


@given(
    st.lists(st.integers(0, 30), max_size=40),
    st.integers(1, 3),
    st.integers(1, 40),
)
def test_a_window_lets_through_what_it_should(gaps: list[int], most: int, length: int) -> None:
    memory, at, begun, let = Memory(), NOW, NOW - timedelta(days=1), 0
    for gap in gaps:
        at += timedelta(seconds=gap)
        if at - begun >= timedelta(seconds=length):
            begun, let = at, 0
        window = memory.take("key", most, at, at + timedelta(seconds=length))
        assert (window.uses <= most) is (let < most)
        assert window.ends_at == begun + timedelta(seconds=length)
        let += window.uses <= most


def test_a_memory_forgets_first_what_is_over_and_then_the_oldest() -> None:
    memory = Memory(most=10)
    for n in range(11):
        memory.take(f"over {n}", 1, NOW, after(1))
    assert len(memory) <= 10
    for n in range(100):
        memory.take(f"current {n}", 1, after(2), after(60))
        memory.take("again and again", 100, after(2), after(60))
        assert len(memory) <= 10
    assert memory.take("current 99", 1, after(3), after(63)).uses == 2
    assert memory.take("again and again", 100, after(3), after(63)).uses == 101
    assert memory.take("current 0", 1, after(3), after(63)).uses == 1


async def test_a_second_use_is_refused_until_the_time_that_is_told(cooldowns: Cooldowns) -> None:
    await cooldowns.take(MINUTE, "/roll", MAI, None, NOW)
    for seconds in (0, 1, 59.9, 59.999999):
        with pytest.raises(OnCooldown) as told:
            await cooldowns.take(MINUTE, "/roll", MAI, None, after(seconds))
        assert told.value.until == after(60).replace(microsecond=0) + timedelta(seconds=1)
    await cooldowns.take(MINUTE, "/roll", MAI, None, after(60))
    with pytest.raises(OnCooldown) as told:
        await cooldowns.take(MINUTE, "/roll", MAI, None, after(60))
    await cooldowns.take(MINUTE, "/roll", MAI, None, told.value.until)


async def test_several_uses_stand_in_one_window_that_begins_with_the_first(cooldowns: Cooldowns) -> None:
    thrice = Cooldown(60, 3)
    assert [await use(cooldowns, seconds, cooldown=thrice) for seconds in (0, 20, 50, 59)] == [True, True, True, False]
    assert [await use(cooldowns, seconds, cooldown=thrice) for seconds in (60, 61, 62, 63)] == [True, True, True, False]


async def test_of_two_uses_the_earlier_begins_the_window_whichever_comes_first(cooldowns: Cooldowns) -> None:
    twice = Cooldown(60, 2)
    assert await use(cooldowns, 10, cooldown=twice)
    assert await use(cooldowns, 5, cooldown=twice)
    assert not await use(cooldowns, 64, cooldown=twice)
    await cooldowns.give_back(twice, "/roll", MAI, None, after(5))
    assert await use(cooldowns, 64, cooldown=twice)


@pytest.mark.parametrize(
    ("per", "others", "elsewhere"), [(Per.USER, True, False), (Per.MEMBER, True, True), (Per.GUILD, False, True)]
)
async def test_for_whom_it_counts(cooldowns: Cooldowns, per: Per, others: bool, elsewhere: bool) -> None:
    cooldown = Cooldown(60, per=per)
    assert await use(cooldowns, cooldown=cooldown, guild=HOME)
    assert not await use(cooldowns, cooldown=cooldown, guild=HOME)
    assert await use(cooldowns, cooldown=cooldown, guild=HOME, handler="/other")
    assert await use(cooldowns, cooldown=cooldown, guild=HOME, by=JOEY) is others
    assert await use(cooldowns, cooldown=cooldown, guild=AWAY) is elsewhere


@pytest.mark.parametrize("per", Per)
async def test_outside_a_server_each_person_counts(cooldowns: Cooldowns, per: Per) -> None:
    cooldown = Cooldown(60, per=per)
    assert await use(cooldowns, cooldown=cooldown)
    with pytest.raises(OnCooldown, match=r"^You can"):
        await cooldowns.take(cooldown, "/roll", MAI, None, NOW)
    assert await use(cooldowns, cooldown=cooldown, by=JOEY)


async def test_a_server_is_told_that_it_is_the_server(cooldowns: Cooldowns) -> None:
    await cooldowns.take(Cooldown(60, per=Per.GUILD), "/roll", MAI, HOME, NOW)
    with pytest.raises(OnCooldown, match=r"^This server can"):
        await cooldowns.take(Cooldown(60, per=Per.GUILD), "/roll", JOEY, HOME, NOW)


async def test_what_is_given_back_was_no_use(cooldowns: Cooldowns) -> None:
    assert await use(cooldowns)
    await cooldowns.give_back(MINUTE, "/roll", MAI, None, NOW)
    assert await use(cooldowns, 10)
    # The window begins with the use that counts.
    assert not await use(cooldowns, 69.9)
    assert await use(cooldowns, 70)


async def test_who_was_refused_meanwhile_does_not_lose_what_is_given_back(cooldowns: Cooldowns) -> None:
    twice = Cooldown(60, 2)
    assert [await use(cooldowns, n, cooldown=twice) for n in range(5)] == [True, True, False, False, False]
    await cooldowns.give_back(twice, "/roll", MAI, None, after(1))
    assert [await use(cooldowns, 6, cooldown=twice) for _ in range(2)] == [True, False]


async def test_a_use_of_an_older_window_is_not_given_back_to_the_next(cooldowns: Cooldowns) -> None:
    assert await use(cooldowns)
    assert await use(cooldowns, 60)
    await cooldowns.give_back(MINUTE, "/roll", MAI, None, NOW)
    assert not await use(cooldowns, 61)


async def test_what_was_never_taken_cannot_be_given_back(cooldowns: Cooldowns) -> None:
    await cooldowns.give_back(MINUTE, "/roll", MAI, None, NOW)
    assert [await use(cooldowns), await use(cooldowns)] == [True, False]


async def test_a_release_with_a_shorter_or_tighter_cooldown_counts_at_once(cooldowns: Cooldowns) -> None:
    assert all([await use(cooldowns, cooldown=Cooldown(86400, 5)) for _ in range(5)])
    assert not await use(cooldowns, 1, cooldown=Cooldown(10, 2))
    assert await use(cooldowns, 11, cooldown=Cooldown(10, 2))


async def test_of_fifty_at_once_exactly_three_get_through(
    cooldowns: Cooldowns, another: Cooldowns, warnings: list[str]
) -> None:
    thrice = Cooldown(60, 3, Per.GUILD)
    replicas = [cooldowns, another]
    for at in (0, 60):
        let = await asyncio.gather(
            *(use(replicas[n % 2], at + n / 50, cooldown=thrice, by=n, guild=HOME) for n in range(50))
        )
        assert sum(let) == 3
    assert warnings == []


async def test_fifty_given_back_at_once_leave_as_if_nothing_was(cooldowns: Cooldowns, another: Cooldowns) -> None:
    many = Cooldown(60, 50, Per.GUILD)
    replicas = [cooldowns, another]

    async def use_in_vain(n: int) -> None:
        await replicas[n % 2].take(many, "/roll", n, HOME, after(n / 50))
        await replicas[n % 2].give_back(many, "/roll", n, HOME, after(n / 50))

    await asyncio.gather(*(use_in_vain(n) for n in range(50)))
    assert all([await use(cooldowns, 2, cooldown=many, guild=HOME) for _ in range(50)])
    assert not await use(cooldowns, 2, cooldown=many, guild=HOME)


async def test_a_hundred_that_are_over_are_cleared_away_on_the_way(cooldowns: Cooldowns, database: Database) -> None:
    async with database.connection() as connection:
        await connection.execute(
            "INSERT INTO cooldowns SELECT 'old' || n, 1, $1 FROM generate_series(1, 150) AS n", NOW
        )
    assert await use(cooldowns, -0.000001)
    assert await rows(database) == 151
    assert await use(cooldowns, by=JOEY)
    assert await rows(database) == 52
    assert not await use(cooldowns, by=JOEY)
    assert await rows(database) == 2


async def test_the_memory_counts_as_the_database_does(cooldowns: Cooldowns) -> None:
    chance = random.Random(7)  # noqa: S311  (to be repeated, not to be guessed)
    alone = Cooldowns(Database(None))
    shapes = [Cooldown(5), Cooldown(8, 3), Cooldown(3, 2, Per.GUILD)]
    seconds = 0.0
    let: list[tuple[Cooldown, int, float]] = []
    for _ in range(400):
        seconds += chance.choice([0, 0.5, 1, 3])
        number = chance.randrange(3)
        if let and chance.random() < 0.3:
            cooldown, guild, taken = let.pop(chance.randrange(len(let)))
            for counting in (cooldowns, alone):
                await counting.give_back(cooldown, "/roll", MAI, guild, after(taken))
        else:
            cooldown, guild = shapes[number], HOME + chance.randrange(2)
            both = [await use(each, seconds, cooldown=cooldown, guild=guild) for each in (cooldowns, alone)]
            assert both[0] is both[1]
            let += [(cooldown, guild, seconds)] * both[0]


async def test_while_the_database_is_away_it_holds_all_the_same(warnings: list[str]) -> None:
    database = Database(NOWHERE)
    cooldowns = Cooldowns(database)
    thrice = Cooldown(60, 3)
    assert [await use(cooldowns, n, cooldown=thrice) for n in (0, 1, 20, 30, 59)] == [True, True, True, False, False]
    await cooldowns.give_back(thrice, "/roll", MAI, None, after(20))
    assert [await use(cooldowns, n, cooldown=thrice) for n in (59, 59.5, 60)] == [True, False, True]
    assert [line.partition(":")[0] for line in warnings] == ["The database is away (ConnectionRefusedError)"]
    await database.close()


async def test_it_is_told_once_a_minute_and_again_when_the_clock_was_set_back(warnings: list[str]) -> None:
    cooldowns = Cooldowns(Database(None))
    for seconds, told in ((0, 1), (30, 1), (54, 1), (60, 2), (119, 2), (-3600, 3), (-3590, 3)):
        await use(cooldowns, seconds)
        assert len(warnings) == told


async def test_when_the_database_goes_what_it_counted_still_counts_and_later_it_is_asked_again(
    cooldowns: Cooldowns, another: Cooldowns, away: Callable[[], AbstractAsyncContextManager[None]], warnings: list[str]
) -> None:
    assert await use(cooldowns)
    async with away():
        assert not await use(cooldowns, 10)
        assert await use(cooldowns, 10, by=JOEY)
        await cooldowns.give_back(MINUTE, "/roll", JOEY, None, after(10))
        assert await use(cooldowns, 11, by=JOEY)
        assert not await use(cooldowns, 12, by=JOEY)
    assert len(warnings) == 1
    # It is back, but is not asked before the five seconds are over.
    assert not await use(cooldowns, 14.9, by=JOEY)
    assert not await use(another, 15)
    assert not await use(cooldowns, 15)
    assert await use(another, 20, handler="/other")
    assert not await use(cooldowns, 20, handler="/other")
    assert len(warnings) == 1


async def test_what_is_given_back_while_the_database_is_away_is_no_error(
    cooldowns: Cooldowns, away: Callable[[], AbstractAsyncContextManager[None]], warnings: list[str]
) -> None:
    assert await use(cooldowns)
    async with away():
        await cooldowns.give_back(MINUTE, "/roll", MAI, None, NOW)
    assert len(warnings) == 1
    assert await use(cooldowns, 1)
    assert not await use(cooldowns, 1)


async def test_a_mistake_in_sql_is_not_taken_for_an_absence(cooldowns: Cooldowns, database: Database) -> None:
    async with database.connection() as connection:
        await connection.execute("DROP TABLE cooldowns")
    with pytest.raises(asyncpg.UndefinedTableError):
        await cooldowns.take(MINUTE, "/roll", MAI, None, NOW)
