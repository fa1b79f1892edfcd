"""Direct: one connection past any pooler, held for long and made anew whenever it is lost; LISTEN works on it."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit

from kasutamaiza.storage.connection import Connection

if TYPE_CHECKING:
    import asyncpg

    Underlying = asyncpg.Connection[asyncpg.Record]

T = TypeVar("T")

REACHED_WITHIN = 3.0
ANSWERED_WITHIN = 10.0
LONGEST_PAUSE = 1.0
"""Seconds between two tries to reach a database that is away: when it is back, that is noticed as soon."""


class Closed(Exception):
    """The connection was closed for good; whoever asks has come too late."""


def is_pooler(url: str) -> bool:
    """Whether the address is that of a pooler, behind which nobody hears a NOTIFY and a lock is everybody's."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host.startswith("pgbouncer.")


class Direct:
    """Entering begins to connect and waits for nothing; what is asked for waits until there is a connection.

    `away` is called once in an outage, with what a first try to reach the database again met; `here` at each new
    connection.
    """

    def __init__(
        self,
        url: str,
        *,
        away: Callable[[Exception], None] = lambda error: None,
        here: Callable[[], None] = lambda: None,
        answered_within: float = ANSWERED_WITHIN,
    ) -> None:
        self._url = url
        self._away = away
        self._here = here
        self._answered_within = answered_within
        self._listening: list[tuple[str, Callable[[str], None]]] = []
        self._connection: Underlying | None = None
        self._present = asyncio.Event()
        self._lost = asyncio.Event()
        self._closed = False
        self._told = False
        self._turn = asyncio.Lock()
        self._keeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._keeper = asyncio.create_task(self._keep())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def is_here(self) -> bool:
        return self._connection is not None

    async def present(self) -> None:
        """Returns when there is a connection. Raises `Closed`."""
        await self._awaited()

    async def do(self, deed: Callable[[Connection], Awaitable[T]]) -> T:
        """The deed, with the connection for itself; and again on the next one when this is lost in the middle of it.

        So it must be safe to repeat. Raises `Closed`, and what the deed raises.
        """
        async with self._turn:
            while True:
                connection = await self._awaited()
                try:
                    return await deed(connection)
                except Exception as error:
                    if not _is_loss(error, connection):
                        raise
                    # A link that went silent, or a server that is too slow to be of use.
                    if isinstance(error, TimeoutError):
                        self._tell(error)
                    self._lose(connection)

    async def listen(self, channel: str, heard: Callable[[str], None]) -> None:
        """Have `heard` called with each payload, on this connection and those that follow it."""
        await self.do(lambda connection: _listen(connection, channel, heard))
        self._listening.append((channel, heard))

    async def close(self) -> None:
        """Nobody is waited for: what is asked for at the moment ends with `Closed`.

        Raises what kept it from being made anew, where that was anything but an absent database.
        """
        self._closed = True
        self._present.set()
        if self._connection is not None:
            self._lose(self._connection)
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper

    async def _awaited(self) -> "Underlying":
        await self._present.wait()
        if self._closed or self._connection is None:
            raise Closed
        return self._connection

    async def _keep(self) -> None:
        try:
            await self._connect_again_and_again()
        finally:
            # Whatever ended it: nobody is to wait for a connection that nobody makes.
            self._closed = True
            self._present.set()

    async def _connect_again_and_again(self) -> None:
        if "asyncpg" not in sys.modules:
            await asyncio.to_thread(import_module, "asyncpg")
        while True:
            connection = await self._reached()
            self._lost.clear()
            self._connection = connection
            connection.add_termination_listener(self._lose)
            # It may have gone before anybody listened.
            if connection.is_closed():
                self._lose(connection)
            else:
                self._told = False
                self._present.set()
                self._here()
            await self._lost.wait()

    async def _reached(self) -> "Underlying":
        import random  # late: it brings OpenSSL, and the web process is to start quickly

        pause = 0.05
        while True:
            try:
                return await self._connect()
            # Whatever it is: whoever keeps a connection for long has nobody to give up to.
            except Exception as error:  # noqa: BLE001
                self._tell(error)
            pause = min(2 * pause, LONGEST_PAUSE)
            # Not all machines at once, when a database comes back that they all lost at once.
            await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311

    async def _connect(self) -> "Underlying":
        import asyncpg

        connection = await asyncpg.connect(self._url, timeout=REACHED_WITHIN, command_timeout=self._answered_within)
        try:
            for channel, heard in self._listening:
                await _listen(connection, channel, heard)
        except BaseException:
            connection.terminate()
            raise
        return connection

    def _tell(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            self._away(error)

    def _lose(self, connection: Any) -> None:
        # Told of it more than once: by whoever found it lost, and by asyncpg.
        if self._connection is None or self._connection is not connection:
            return
        self._connection = None
        if not self._closed:
            self._present.clear()
        self._lost.set()
        # Not close(), which would wait for the server's goodbye: on a silent link for ever.
        connection.terminate()


async def _listen(connection: Any, channel: str, heard: Callable[[str], None]) -> None:
    await connection.add_listener(channel, lambda _, pid, name, payload: heard(str(payload)))


def _is_loss(error: Exception, connection: "Underlying") -> bool:
    # 08: the connection; 57P01 to 57P05: the server stops, starts, or has ended the session.
    state = str(getattr(error, "sqlstate", ""))
    return connection.is_closed() or isinstance(error, OSError) or state.startswith(("08", "57P0"))
