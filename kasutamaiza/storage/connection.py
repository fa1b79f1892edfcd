"""A connection as the stores see it, and ours, which tells a lost connection from a mistake in SQL."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from kasutamaiza.storage.away import UNCHANGED, UNKNOWN, DatabaseAway

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy
    from asyncpg.transaction import Transaction as Underlying


class Row(Protocol):
    """One row: `row["name"]`, or `Card(**row)`."""

    def keys(self) -> Iterator[str]: ...
    def __getitem__(self, column: str, /) -> Any: ...


# A protocol, so that a store's annotation costs no import of asyncpg (157 ms, before the first answer), and so that
# an asyncpg connection of a script's own will do as well.
class Connection(Protocol):
    """What a store may do: $1-style SQL. An error in the SQL is asyncpg's; a lost connection is DatabaseAway."""

    async def execute(self, query: str, /, *args: object) -> str: ...
    async def executemany(self, command: str, args: Iterable[Sequence[object]], /) -> None: ...
    async def fetch(self, query: str, /, *args: object) -> Sequence[Row]: ...
    async def fetchrow(self, query: str, /, *args: object) -> Row | None: ...
    async def fetchval(self, query: str, /, *args: object) -> Any: ...
    def transaction(self) -> AbstractAsyncContextManager[object, bool | None]: ...


class Held:
    """A connection while somebody holds it."""

    def __init__(self, held: "PoolConnectionProxy") -> None:
        self._held = held
        self._depth = 0
        self.lost = False

    async def execute(self, query: str, /, *args: object) -> str:
        with self.watched():
            return await self._held.execute(query, *args)

    async def executemany(self, command: str, args: Iterable[Sequence[object]], /) -> None:
        with self.watched():
            await self._held.executemany(command, args)

    async def fetch(self, query: str, /, *args: object) -> Sequence[Row]:
        with self.watched():
            return await self._held.fetch(query, *args)

    async def fetchrow(self, query: str, /, *args: object) -> Row | None:
        with self.watched():
            return await self._held.fetchrow(query, *args)

    async def fetchval(self, query: str, /, *args: object) -> Any:
        with self.watched():
            return await self._held.fetchval(query, *args)

    def transaction(self) -> "Transaction":
        """Commits at the end, rolls back on an error; inside another one, a savepoint."""
        return Transaction(self, self._held)

    def go_deeper(self) -> None:
        self._depth += 1

    def come_up(self) -> None:
        self._depth -= 1

    # Around each call and not around the whole block: in the block stand a command's own deeds too, and a TimeoutError
    # of theirs is not the database's.
    @contextmanager
    def watched(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if not self._is_loss(error):
                raise
            self.lost = True
            # A transaction whose COMMIT was never sent is rolled back by the server.
            raise DatabaseAway(UNCHANGED if self._depth else UNKNOWN) from error

    def _is_loss(self, error: Exception) -> bool:
        import asyncpg

        if isinstance(error, asyncpg.InterfaceError):
            return self._is_closed()
        return isinstance(
            error,
            OSError  # a TimeoutError is one
            # Between the server's farewell and the end of the connection, asyncpg takes itself for busy.
            | asyncpg.InternalClientError
            | asyncpg.PostgresConnectionError
            | asyncpg.AdminShutdownError
            | asyncpg.CrashShutdownError
            | asyncpg.CannotConnectNowError
            | asyncpg.DatabaseDroppedError
            | asyncpg.IdleSessionTimeoutError,
        )

    def _is_closed(self) -> bool:
        import asyncpg

        try:
            return self._held.is_closed()
        except asyncpg.InterfaceError:  # the pool takes a dead connection back by itself, and then this one is empty
            return True


class Transaction:
    """A transaction, or a savepoint inside one."""

    def __init__(self, held: Held, connection: "PoolConnectionProxy") -> None:
        self._held = held
        self._connection = connection
        self._underlying: Underlying | None = None

    async def __aenter__(self) -> None:
        with self._held.watched():
            self._underlying = self._connection.transaction()
            await self._underlying.__aenter__()
        self._held.go_deeper()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.come_up()
        # Not ROLLBACK on a lost connection: on a silent link it would wait for nothing once more.
        if self._underlying is None or self._held.lost:
            return
        # What went wrong first is what matters: the server rolls back by itself when we are gone.
        with suppress(*((DatabaseAway,) if error else ())), self._held.watched():
            await self._underlying.__aexit__(kind, error, trace)
