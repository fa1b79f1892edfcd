"""The direct connection: made anew when it is lost, and whoever asks notices nothing of it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg
import pytest

from kasutamaiza.storage import Connection
from kasutamaiza.storage.direct import Closed, Direct, is_pooler

BACKEND = "SELECT pg_backend_pid()"


class Told:
    """What a connection tells of itself."""

    def __init__(self) -> None:
        self.away: list[str] = []
        self.here = 0
        self.changed = asyncio.Event()

    def note_away(self, error: Exception) -> None:
        self.away.append(type(error).__name__)
        self.changed.set()

    def note_here(self) -> None:
        self.here += 1
        self.changed.set()


@asynccontextmanager
async def direct(url: str, told: Told, *, answered_within: float = 10.0) -> AsyncIterator[Direct]:
    async with (
        asyncio.timeout(20),
        Direct(url, away=told.note_away, here=told.note_here, answered_within=answered_within) as line,
    ):
        yield line


async def backend(line: Direct) -> int:
    return int(await line.do(lambda connection: connection.fetchval(BACKEND)))


async def cut(url: str, *backends: int) -> None:
    other = await asyncpg.connect(url)
    for each in backends:
        await other.fetchval("SELECT pg_terminate_backend($1, 5000)", each)
    await other.close()


async def test_entering_waits_for_nothing(database_url: str) -> None:
    told = Told()
    async with direct(database_url, told) as line:
        here = [line.is_here]
        await line.present()
        assert [*here, line.is_here] == [False, True]
    assert (told.away, told.here) == ([], 1)


async def test_what_it_is_asked_is_asked_one_at_a_time(database_url: str) -> None:
    async with direct(database_url, Told()) as line:
        backends = await asyncio.gather(*(backend(line) for _ in range(10)))
    assert len(set(backends)) == 1


async def test_a_lost_connection_is_made_anew_by_itself_and_not_told_of(database_url: str) -> None:
    told = Told()
    async with direct(database_url, told) as line:
        before = await backend(line)
        told.changed.clear()
        await cut(database_url, before)
        await told.changed.wait()
        assert await backend(line) != before
    assert (told.away, told.here) == ([], 2)


async def test_a_deed_whose_connection_is_lost_is_done_again(database_url: str) -> None:
    seen: list[int] = []

    async def deed(connection: Connection) -> str:
        seen.append(await connection.fetchval(BACKEND))
        if len(seen) == 1:
            await connection.fetchval("SELECT pg_terminate_backend(pg_backend_pid())")
        return "done"

    async with direct(database_url, Told()) as line:
        assert await line.do(deed) == "done"
    assert len(set(seen)) == 2


async def test_a_mistake_in_sql_is_told_and_costs_no_connection(database_url: str) -> None:
    async with direct(database_url, Told()) as line:
        before = await backend(line)
        with pytest.raises(asyncpg.UndefinedTableError):
            await line.do(lambda connection: connection.fetchval("SELECT 1 FROM nothing"))
        assert await backend(line) == before


async def test_what_it_listens_to_is_heard_on_the_next_connection_too_and_once(database_url: str) -> None:
    told, heard = Told(), asyncio.Queue[str]()
    async with direct(database_url, told) as line:
        await line.listen("digs", heard.put_nowait)
        for number in range(3):
            await line.do(lambda connection, number=number: connection.execute(f"NOTIFY digs, '{number}'"))  # type: ignore[misc]
            assert await heard.get() == str(number)
            await cut(database_url, await backend(line))
        await line.do(lambda connection: connection.execute("NOTIFY digs, 'last'"))
        assert await heard.get() == "last"
    assert heard.empty()


async def test_a_server_that_does_not_answer_in_time_is_away(database_url: str) -> None:
    told = Told()
    async with direct(database_url, told, answered_within=0.1) as line:
        asked = asyncio.create_task(line.do(lambda connection: connection.fetchval("SELECT pg_sleep(60)")))
        while told.here < 3:
            await told.changed.wait()
            told.changed.clear()
        await line.close()
        with pytest.raises(Closed):
            await asked
    assert told.away == ["TimeoutError"] * len(told.away), "each time it was there in between"
    assert len(told.away) >= 2


async def test_an_outage_is_told_of_once(database_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    told = Told()
    async with direct(f"postgresql://mai@127.0.0.1:{port}/none", told) as line:
        asked = asyncio.create_task(backend(line))
        await told.changed.wait()
        with socket.create_server(("127.0.0.1", port)) as deaf:
            deaf.settimeout(10)
            (await asyncio.to_thread(deaf.accept))[0].close()
        assert not asked.done()
        await line.close()
        with pytest.raises(Closed):
            await asked
        with pytest.raises(Closed):
            await line.do(lambda connection: connection.fetchval(BACKEND))
    assert told.away == ["ConnectionRefusedError"]
    assert told.here == 0


async def test_when_nobody_makes_connections_any_more_nobody_waits_for_one(database_url: str) -> None:
    class Broken(Exception):
        """Not the database's fault."""

    def note_here() -> None:
        raise Broken

    async def asking() -> None:
        async with Direct(database_url, here=note_here) as line:
            for _ in range(2):
                with suppress(Closed):
                    await backend(line)

    async with asyncio.timeout(20):
        with pytest.raises(Broken):
            await asking()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://u:p@pgbouncer.x.example/d", True),
        ("postgresql://u:p@direct.x.example/d", False),
        ("postgresql:///d?host=/tmp", False),
        ("postgresql://u:p@[::/d", False),
    ],
)
def test_a_pooler_is_known_by_its_name(url: str, expected: bool) -> None:
    assert is_pooler(url) is expected
