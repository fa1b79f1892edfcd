"""Brings the database to the newest schema; any number of machines may do so at once."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import asyncpg

from kasutamaiza.settings import WrongSettings, load_direct_database_url
from kasutamaiza.storage import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

HOME = Path(__file__).parents[1]
MIGRATIONS = HOME / "migrations"
OURS_TO_MIGRATE = 7_215_310_981  # any number, as long as it stays the same
WAITS_FOR_OTHERS = 60.0
REACHED_WITHIN = 10.0

DONE, FAILED, BEHIND, INTERRUPTED = 0, 1, 2, 130

EPILOG = """\
Reads DIRECT_DATABASE_URL, or else DATABASE_URL. Exit codes: 0 when the database is at the newest revision, 1 when it
cannot be reached or a migration fails, 2 when --check finds it behind, 130 when it
was stopped by Ctrl-C."""


class MigrationFailed(Exception):
    """One sentence for the operator, which holds no password."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(
            FAILED, f"{self.prog}: {message} (see --help)\n"
        )  # argparse's own code is 2, which says "behind" here


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    parser = Parser(prog="migrate.py", description=__doc__, epilog=EPILOG)
    parser.add_argument("--check", action="store_true", help="change nothing, only say where the database is")
    options = parser.parse_args(argv)
    try:
        url = _url(environ)
        return asyncio.run(_check(url) if options.check else _upgrade(url))
    except MigrationFailed as failure:
        print(failure, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        # Each migration is one transaction: what was not finished was never begun.
        print("Stopped. Every migration is applied whole or not at all; run it again.", file=sys.stderr)
        return INTERRUPTED


def _url(environ: Mapping[str, str]) -> str:
    try:
        return load_direct_database_url(environ, HOME / ".env").reveal()
    except WrongSettings as wrong:
        raise MigrationFailed(" ".join(wrong.problems)) from None


async def upgrade(
    url: str, *, patience: float = WAITS_FOR_OTHERS, tell: Callable[[str], None] = lambda line: None
) -> list[str]:
    """Applies what is missing, one transaction each, and returns the revisions applied."""
    _check_direct(url)
    connection = await _connect(url)
    try:
        await _lock(connection, patience)
        # Nobody waits behind a migration that itself waits for a long query to let go of a table.
        await connection.execute("SET lock_timeout = '5s'")
        at = await schema.revision(connection)
        if at is not None and at > schema.head():
            # An older release was put back. It can live with the newer schema, as every migration suits the code
            # before it; refusing would hold up the way back.
            tell(f"The database is newer than this code, which knows {schema.head()}: nothing to do.")
            return []
        return [] if at == schema.head() else await _apply(connection, tell)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise MigrationFailed(f"The database went away: {_reason(error)}.") from error
    finally:
        connection.terminate()


async def _upgrade(url: str) -> int:
    await upgrade(url, tell=print)
    print(f"The database is at {await _revision(url)}.")
    return DONE


async def _check(url: str) -> int:
    at, newest = await _revision(url), schema.head()
    if at is None or at < newest:
        print(f"The database is at {at or 'nothing yet'}, behind {newest}: run scripts/migrate.py.")
        return BEHIND
    print(f"The database is at {at}.")
    return DONE


async def _revision(url: str) -> str | None:
    connection = await _connect(url)
    try:
        return await schema.revision(connection)
    finally:
        connection.terminate()


async def _connect(url: str) -> "asyncpg.Connection[asyncpg.Record]":
    try:
        return await asyncpg.connect(url, statement_cache_size=0, timeout=REACHED_WITHIN)
    except (ValueError, asyncpg.InterfaceError) as error:
        # Not the error's own words: they may hold a piece of the address, and so of the password.
        raise MigrationFailed(
            "The database's address cannot be read: it should look like postgresql://user:password@host/name."
        ) from error
    except (OSError, asyncpg.PostgresError) as error:
        raise MigrationFailed(f"The database cannot be reached: {_reason(error)}.") from error


# Not pg_advisory_lock(): one who waits inside it holds a snapshot, for which CREATE INDEX CONCURRENTLY waits in turn.
async def _lock(connection: "asyncpg.Connection[asyncpg.Record]", patience: float) -> None:
    deadline = time.monotonic() + patience
    while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", OURS_TO_MIGRATE):
        if time.monotonic() > deadline:
            raise MigrationFailed(
                f"Another machine has been migrating for {patience:.0f} seconds: look at it, try again."
            )
        await asyncio.sleep(0.1)


async def _apply(connection: "asyncpg.Connection[asyncpg.Record]", tell: Callable[[str], None]) -> list[str]:
    # Here, since they take a second, and most runs find nothing to apply.
    from alembic import command
    from alembic.config import Config
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    applied: list[str] = []

    def note(*, step: Any, **_: object) -> None:
        applied.append(step.up_revision_id)
        tell(f"Applied {step.up_revision_id}: {step.up_revision.doc}")

    def run(sync: "Connection") -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes.update(connection=sync, on_version_apply=note)
        command.upgrade(config, "head")

    # The connection that has the lock, and which asyncpg made: SQLAlchemy reads addresses in another way.
    async def the_same() -> "asyncpg.Connection[asyncpg.Record]":
        return connection

    engine = create_async_engine("postgresql+asyncpg://", poolclass=NullPool, async_creator=the_same)
    try:
        async with engine.connect() as alchemy:
            await alchemy.run_sync(run)
    except DBAPIError as error:
        # asyncpg's own error: SQLAlchemy's holds the statement too.
        cause = (error.orig and error.orig.__cause__) or error
        raise MigrationFailed(f"A migration failed, and nothing of it was applied: {_reason(cause)}.") from error
    return applied


# PgBouncer hands each transaction to another session, and so gives the same advisory lock to everybody.
def _check_direct(url: str) -> None:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # asyncpg will say so
        return
    if host.startswith("pgbouncer."):
        raise MigrationFailed(
            f"{host} is a pooler, through which migrations are not safe: set DIRECT_DATABASE_URL to the direct address."
        )


def _reason(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].removesuffix(".")


if __name__ == "__main__":
    sys.exit(main())
