"""The pool: made late, quick to say that the database is away, and precise about what was saved."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from kasutamaiza.errors import UserError
from kasutamaiza.storage import Connection, Database, DatabaseAway
from kasutamaiza.storage.away import ABSENT, UNCHANGED, UNKNOWN
from kasutamaiza.storage.embedded import EmbeddedPostgres
from kasutamaiza.storage.pool import RENEWED_EVERY

BACKEND = "SELECT pg_backend_pid()"
ADD = "INSERT INTO users (id, name) VALUES ($1, 'mai')"
COUNT = "SELECT count(*) FROM users"


@dataclass
class Clocks:
    """Two clocks that the test moves."""

    steady: float = 1000.0
    wall: float = 5000.0

    def pass_(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds

    def suspend(self, seconds: float) -> None:
        self.wall += seconds


IMPORTED_LATE = """
import asyncio, sys
from kasutamaiza.storage import Connection, Database, DatabaseAway

async def main():
    database = Database("postgresql://127.0.0.1:1/nowhere")
    print("asyncpg" in sys.modules)
    await asyncio.gather(*(database.warm() for _ in range(5)))
    print("asyncpg" in sys.modules)
    await database.close()

asyncio.run(main())
"""


def test_asyncpg_is_imported_by_the_first_use_or_by_warming() -> None:
    told = subprocess.run([sys.executable, "-c", IMPORTED_LATE], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]


async def test_warming_makes_no_connection(database_url: str) -> None:
    database = Database(database_url)
    await database.warm()
    other = await asyncpg.connect(database_url)
    assert await other.fetchval("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") == 1
    await other.close()
    await database.close()


async def test_warming_without_an_address_is_no_error() -> None:
    database = Database(None)
    await database.warm()
    with pytest.raises(DatabaseAway, match="no database"):
        await database.answer_time()
    await database.close()


async def test_reading_and_writing(database: Database) -> None:
    async with database.connection() as connection:
        assert await connection.execute(ADD, 1) == "INSERT 0 1"
        await connection.executemany(ADD, [(2,), (3,)])
        assert [row["id"] for row in await connection.fetch("SELECT id FROM users ORDER BY id")] == [1, 2, 3]
        row = await connection.fetchrow("SELECT id, name FROM users WHERE id = 1")
        assert row is not None
        assert dict(**row) == {"id": 1, "name": "mai"}
        assert await connection.fetchrow("SELECT id FROM users WHERE id = 9") is None
        assert await connection.fetchval(COUNT) == 3


async def test_answer_time_is_that_of_a_question(database: Database) -> None:
    assert 0 < await database.answer_time() < 1


async def test_first_uses_at_once_share_one_pool(database: Database) -> None:
    async with AsyncExitStack() as held:
        opened = [held.enter_async_context(database.connection()) for _ in range(5)]
        connections = await asyncio.gather(*opened)
        backends = {await connection.fetchval(BACKEND) for connection in connections}
        assert len(backends) == 5
        # With a second pool there would be a sixth connection to be had.
        with pytest.raises(DatabaseAway):
            await database.answer_time()


async def test_a_transaction_commits_at_its_end(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, 1)
    assert await count(database) == 1


async def test_an_error_rolls_a_transaction_back(database: Database) -> None:
    with pytest.raises(UserError, match="No"):
        await add_and_regret(database)
    assert await count(database) == 0


async def test_a_savepoint_is_rolled_back_alone(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, 1)
        with pytest.raises(asyncpg.UniqueViolationError):
            async with connection.transaction():
                await connection.execute(ADD, 1)
        await connection.execute(ADD, 2)
    assert await count(database) == 2


async def test_a_mistake_in_sql_passes_as_it_is(database: Database) -> None:
    async with database.connection() as connection:
        with pytest.raises(asyncpg.UndefinedTableError):
            await connection.execute("SELECT FROM nothing")
        with pytest.raises(asyncpg.InterfaceError, match="expects 0 arguments"):
            await connection.fetchval("SELECT 1", 1)
        with pytest.raises(asyncpg.DataError):
            await connection.execute(ADD, "one")
        assert await connection.fetchval("SELECT 1") == 1


async def test_a_timeout_of_the_commands_own_is_not_the_databases(database: Database) -> None:
    with pytest.raises(TimeoutError, match="elsewhere"):
        await time_out_elsewhere(database)
    assert await count(database) == 0


async def test_a_cancelled_command_gives_its_connection_back(database_url: str) -> None:
    database = Database(database_url, max_size=1)
    asked = asyncio.create_task(ask_slowly(database))
    await until(database_url, "SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%slowly%' AND pid <> $1")
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await database.answer_time() < 1
    await database.close()


async def test_without_an_address_it_says_so() -> None:
    with pytest.raises(DatabaseAway, match="no database set up") as told:
        await Database(None).answer_time()
    assert told.value.sentence == ABSENT


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("postgresql://mai:secret@127.0.0.1:1/x", id="refused"),
        pytest.param("postgresql://mai@nowhere.invalid/x", id="no such host"),
        pytest.param("postgresql://mai@/x?host=/nowhere", id="no socket"),
        pytest.param("mysql://mai@127.0.0.1/x", id="not an address of PostgreSQL"),
    ],
)
async def test_a_database_that_cannot_be_reached_is_away_within_two_seconds(address: str) -> None:
    await check_away(Database(address))


async def test_a_database_that_never_answers_is_away_within_two_seconds() -> None:
    with mute() as port:
        await check_away(Database(f"postgresql://mai@127.0.0.1:{port}/x"))


async def test_an_unknown_database_is_away(postgres: EmbeddedPostgres) -> None:
    told = await check_away(Database(postgres.url("nothing_of_the_kind")))
    assert isinstance(told.__cause__, asyncpg.InvalidCatalogNameError)


async def test_a_closed_one_is_away(database: Database) -> None:
    await database.answer_time()
    await database.close()
    await check_away(database)


async def test_a_connection_cut_in_a_transaction_changed_nothing(database: Database, database_url: str) -> None:
    with pytest.raises(DatabaseAway) as told:
        await be_cut_and_add(database, database_url)
    assert told.value.sentence == UNCHANGED
    assert told.value.__cause__ is not None
    assert await count(database) == 0


async def test_a_connection_cut_outside_one_may_have(database: Database, database_url: str) -> None:
    async with database.connection() as connection:
        await connection.execute(ADD, 1)
        await cut(connection, database_url)
        with pytest.raises(DatabaseAway) as told:
            await connection.execute(ADD, 2)
    assert told.value.sentence == UNKNOWN
    assert await count(database) == 1


async def test_a_connection_cut_at_the_commit_may_have(database: Database, database_url: str) -> None:
    with pytest.raises(DatabaseAway) as told:
        await add_and_be_cut(database, database_url)
    assert told.value.sentence == UNKNOWN


async def test_after_the_cut_every_call_says_the_same(database: Database, database_url: str) -> None:
    async with database.connection() as connection:
        await cut(connection, database_url)
        for _ in range(2):
            with pytest.raises(DatabaseAway):
                await connection.fetchval("SELECT 1")
        with pytest.raises(DatabaseAway):
            async with connection.transaction():
                pass


async def test_the_first_error_survives_a_rollback_that_fails(database: Database, database_url: str) -> None:
    with pytest.raises(UserError, match="No"):
        await be_cut_and_regret(database, database_url)


async def test_a_command_too_slow_is_away_and_the_next_one_served(database_url: str) -> None:
    database = Database(database_url, max_size=1)
    begun = time.monotonic()
    with pytest.raises(DatabaseAway) as told:
        await ask_slowly(database)
    assert time.monotonic() - begun < 3
    assert isinstance(told.value.__cause__, TimeoutError)
    assert await database.answer_time() < 1
    await database.close()


async def test_closing_does_not_wait_for_a_link_that_died(database_url: str) -> None:
    async with Relay(database_url) as relay:
        database = Database(relay.url)
        await database.answer_time()
        relay.go_silent()
        begun = time.monotonic()
        await database.close()
        assert time.monotonic() - begun < 4


async def test_connections_are_renewed_every_eight_minutes(database_url: str) -> None:
    clocks = Clocks()
    database = Database(database_url, monotonic=lambda: clocks.steady, wall=lambda: clocks.wall)
    first = await backend(database)
    clocks.pass_(RENEWED_EVERY - 1)
    assert await backend(database) == first
    clocks.pass_(1)
    renewed = await backend(database)
    assert renewed != first
    clocks.pass_(1)
    assert await backend(database) == renewed
    await database.close()


async def test_connections_are_renewed_after_a_suspend(database_url: str) -> None:
    clocks = Clocks()
    database = Database(database_url, monotonic=lambda: clocks.steady, wall=lambda: clocks.wall)
    first = await backend(database)
    clocks.suspend(4)  # a clock set right
    assert await backend(database) == first
    clocks.suspend(6)
    assert await backend(database) != first
    await database.close()


async def count(database: Database) -> int:
    async with database.connection() as connection:
        return int(await connection.fetchval(COUNT))


async def backend(database: Database) -> int:
    async with database.connection() as connection:
        return int(await connection.fetchval(BACKEND))


async def add_and_regret(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, 1)
        raise UserError("No.")


async def be_cut_and_add(database: Database, url: str) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, 1)
        await cut(connection, url)
        await connection.execute(ADD, 2)


async def add_and_be_cut(database: Database, url: str) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, 1)
        await cut(connection, url)


async def be_cut_and_regret(database: Database, url: str) -> None:
    async with database.transaction() as connection:
        await cut(connection, url)
        raise UserError("No.")


async def time_out_elsewhere(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(ADD, 1)
        raise TimeoutError("elsewhere")


async def ask_slowly(database: Database) -> None:
    async with database.connection() as connection:
        await connection.execute("SELECT 'slowly', pg_sleep(30)")


async def cut(connection: Connection, url: str) -> None:
    """Ends a connection from the server's side, and waits until it has ended."""
    other = await asyncpg.connect(url)
    assert await other.fetchval("SELECT pg_terminate_backend($1, 5000)", await connection.fetchval(BACKEND))
    await other.close()


async def until(url: str, question: str) -> None:
    other = await asyncpg.connect(url)
    async with asyncio.timeout(5):
        while not await other.fetchval(question, await other.fetchval(BACKEND)):
            pass
    await other.close()


async def check_away(database: Database) -> DatabaseAway:
    begun = time.monotonic()
    with pytest.raises(DatabaseAway) as told:
        await database.answer_time()
    assert time.monotonic() - begun < 2
    assert told.value.sentence == UNCHANGED
    await database.close()
    return told.value


@contextmanager
def mute() -> Iterator[int]:
    """A port that accepts and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


class Relay:
    """Stands between the pool and the server, and can fall silent, as a link does that died unnoticed."""

    def __init__(self, url: str) -> None:
        self.socket = f"{parse_qs(urlsplit(url).query)['host'][0]}/.s.PGSQL.5432"
        self.name = urlsplit(url).path
        self.silent = False
        self.carriers: list[asyncio.Task[None]] = []
        self.writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> "Relay":
        self.server = await asyncio.start_server(self.join, "127.0.0.1", 0)
        port = self.server.sockets[0].getsockname()[1]
        self.url = f"postgresql://postgres@127.0.0.1:{port}{self.name}?sslmode=disable"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        for carrier in self.carriers:
            carrier.cancel()
        await asyncio.gather(*self.carriers, return_exceptions=True)
        for writer in self.writers:
            writer.close()
        await self.server.wait_closed()

    def go_silent(self) -> None:
        self.silent = True

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_unix_connection(self.socket)
        self.writers += [writer, to_server]
        self.carriers += [
            asyncio.create_task(self.carry(reader, to_server)),
            asyncio.create_task(self.carry(from_server, writer)),
        ]

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async for piece in pieces(reader):
            if not self.silent:
                writer.write(piece)


async def pieces(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while piece := await reader.read(65536):
        yield piece
