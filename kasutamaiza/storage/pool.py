"""Database: a pool that is made at the first use, never waits long for a database that is away, and says so kindly."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from kasutamaiza.storage.away import ABSENT, DatabaseAway
from kasutamaiza.storage.connection import Connection, Held

if TYPE_CHECKING:
    from asyncpg import Pool
    from asyncpg.pool import PoolConnectionProxy

# Not 2 s: a command is answered for ("thinking…") at 2.0 s, and "my database is away" should be said before that.
REACHED_WITHIN = 1.5
ANSWERED_WITHIN = 2.5
CLOSED_WITHIN = 3.0
IDLE_FOR_AT_MOST = 60.0

# asyncpg knows no greatest age of a connection, and Fly's proxy cuts those older than 10 minutes.
RENEWED_EVERY = 8 * 60.0
# The wall's clock runs on while the machine is suspended, the monotonic one does not: connections from before are dead.
SUSPENDED_BEYOND = 5.0


class PoolUse(NamedTuple):
    """The pool's connections: how many there are, how many of them nobody uses, and how many there may be at most."""

    size: int
    idle: int
    most: int


class Database:
    """Makes no connection until one is needed, and does not import asyncpg until then."""

    def __init__(
        self,
        url: str | None,
        *,
        max_size: int = 5,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._url = url
        self._max_size = max_size
        self._monotonic = monotonic
        self._wall = wall
        self._pool: Pool | None = None
        self._opening = asyncio.Lock()
        self._closed = False
        self._seen = (monotonic(), wall())
        self._renewed_at = monotonic()
        self._releases: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        pool = await self._open()
        proxy = await self._acquire(pool)
        held = Held(proxy)
        try:
            yield held
        finally:
            release = asyncio.create_task(self._release(pool, proxy))
            self._releases.add(release)
            release.add_done_callback(self._releases.discard)
            # Nobody waits for a lost connection to be given back: on a silent link that takes seconds.
            if not held.lost:
                await asyncio.shield(release)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with self.connection() as connection, connection.transaction():
            yield connection

    @property
    def use(self) -> PoolUse:
        if self._pool is None:
            return PoolUse(0, 0, self._max_size)
        return PoolUse(self._pool.get_size(), self._pool.get_idle_size(), self._max_size)

    async def answer_time(self) -> float:
        """Seconds for a SELECT 1, on a connection that is there; raises DatabaseAway."""
        async with self.connection() as connection:
            asked = self._monotonic()
            await connection.fetchval("SELECT 1")
            return self._monotonic() - asked

    async def warm(self) -> None:
        """Does ahead of the first use what needs no database: imports asyncpg, beside the loop, and makes the pool."""
        with suppress(DatabaseAway):
            await self._open()

    async def close(self) -> None:
        self._closed = True
        async with self._opening:
            pool, self._pool = self._pool, None
        if pool is not None:
            # Pool.close() waits for the server's goodbye, which a dead link never brings; interrupted, it terminates.
            with suppress(Exception):
                await asyncio.wait_for(pool.close(), CLOSED_WITHIN)
        await asyncio.gather(*self._releases)

    async def _open(self) -> "Pool":
        if self._url is None:
            raise DatabaseAway(ABSENT)
        async with self._opening:
            if self._closed:
                raise DatabaseAway
            if self._pool is None:
                if "asyncpg" not in sys.modules:
                    await asyncio.to_thread(import_module, "asyncpg")
                self._pool = await self._make(self._url)
            return self._pool

    async def _make(self, url: str) -> "Pool":
        import asyncpg

        return await asyncpg.create_pool(
            url,
            min_size=0,
            max_size=self._max_size,
            timeout=REACHED_WITHIN,
            command_timeout=ANSWERED_WITHIN,
            max_inactive_connection_lifetime=IDLE_FOR_AT_MOST,
            # PgBouncer hands each transaction to another server, which does not know our prepared statements.
            statement_cache_size=0,
        )

    async def _acquire(self, pool: "Pool") -> "PoolConnectionProxy":
        import asyncpg

        if self._is_stale():
            await pool.expire_connections()
        try:
            return await pool.acquire(timeout=REACHED_WITHIN)
        # Whatever the server answers to a greeting (wrong password, no such database, starting up, too many), it is
        # not a database for us now. The cause tells the operator which.
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
            raise DatabaseAway from error
        except (ValueError, OverflowError):
            # An address that no connection can be made to. Not chained: its text quotes parts of the address.
            raise DatabaseAway from None

    async def _release(self, pool: "Pool", proxy: "PoolConnectionProxy") -> None:
        import asyncpg

        # The work is done by now: a connection that breaks while it is tidied is the pool's trouble (it drops it), and
        # must not become an error of work that was committed.
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
            await pool.release(proxy)

    def _is_stale(self) -> bool:
        now, wall = self._monotonic(), self._wall()
        before, wall_before = self._seen
        self._seen = now, wall
        suspended = (wall - wall_before) - (now - before) > SUSPENDED_BEYOND
        if suspended or now - self._renewed_at >= RENEWED_EVERY:
            self._renewed_at = now
            return True
        return False
