"""Whether the database answers, has the schema that this code was written for, and what keeps it from us."""

import asyncio
import socket
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from kasutamaiza.doctor.finding import Finding, ok, skipped, warning, wrong
from kasutamaiza.storage import Database, DatabaseAway, schema
from kasutamaiza.storage.direct import is_pooler

PATIENCE = 6.0
"""Seconds. The bot itself waits no longer than `storage.pool.REACHED_WITHIN` for a connection."""

OLDEST = 15
MIGRATE = "Run: python scripts/migrate.py"


class Place(Struct, frozen=True):
    """Where a database is and as whom we go there: what may be told of its address, and `variable`, which has it."""

    variable: str
    host: str
    user: str
    name: str
    is_pooler: bool = False


class State(Struct, frozen=True, kw_only=True):
    """What a database says of itself; `seconds` is its answer time, `trigrams` whether it has pg_trgm."""

    seconds: float
    version: str
    revision: str | None
    trigrams: bool


class Away(Struct, frozen=True):
    """That it could not be asked; the sentences for the operator."""

    said: str
    mend: str


def place(variable: str, url: str) -> Place:
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname}:{parts.port or 5432}" if parts.hostname else "its socket"
        return Place(
            variable, host, unquote(parts.username or ""), unquote(parts.path.removeprefix("/")), is_pooler(url)
        )
    except ValueError:
        return Place(variable, f"the address in {variable}", "", "")


async def ask(database: Database, at: Place) -> State | Away:
    """How the database is. An error in the SQL is asyncpg's."""
    try:
        async with asyncio.timeout(PATIENCE):
            seconds = await database.answer_time()
            async with database.connection() as connection:
                return State(
                    seconds=seconds,
                    version=str(await connection.fetchval("SHOW server_version")).split(" ")[0],
                    revision=await schema.revision(connection),
                    trigrams=await connection.fetchval(
                        "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')"
                    ),
                )
    except DatabaseAway as away:
        return why_away(away.__cause__, at)
    except TimeoutError:
        return why_away(TimeoutError(), at)


def answers(step: str, found: State | Away | None, asked: tuple[Database, Place] | None) -> Finding:
    if found is None or asked is None:
        return skipped(step, "DATABASE_URL is not set rightly.")
    if isinstance(found, Away):
        return wrong(step, found.said, found.mend)
    if int(found.version.split(".")[0]) < OLDEST:
        return warning(
            step, f"PostgreSQL {found.version} is older than this bot is made for.", f"Take {OLDEST} or newer."
        )
    return ok(step, f"PostgreSQL {found.version} at {asked[1].host} answers in {found.seconds * 1000:.0f} ms.")


def migrated(found: State) -> Finding:
    step, head = "schema", schema.head()
    if found.revision is None or found.revision < head:
        return wrong(step, f"The schema is at {found.revision or 'nothing yet'}, and this code needs {head}.", MIGRATE)
    if not found.trigrams:
        return wrong(
            step,
            "The extension pg_trgm is missing, by which names are found.",
            "Run in this database, as its owner or an administrator: CREATE EXTENSION pg_trgm",
        )
    if found.revision > head:
        return warning(
            step,
            f"The schema is at {found.revision}, newer than this code, which knows {head}.",
            "It can live with it; but deploy the newer release again, or see why it was put back.",
        )
    return ok(step, f"The schema is at {found.revision}, which this code needs, with pg_trgm.")


def why_away(cause: BaseException | None, at: Place) -> Away:
    """What keeps us from the database. By PostgreSQL's own codes, which asyncpg's errors carry.

    Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
    """
    code = getattr(cause, "sqlstate", None)
    where, change = at.host, f"correct {at.variable}"
    if code == "28P01":
        return Away(f"{where} refuses the password of {at.user or 'its user'}.", f"Correct it in {at.variable}.")
    if code == "28000":
        return Away(
            f"{where} does not let {at.user or 'the user'} in: it knows no such role, or wants another way in (TLS).",
            f"Make the role, add ?sslmode=require, or {change}.",
        )
    if code == "3D000":
        return Away(f"{where} has no database called {at.name}.", f"Create it, or {change}.")
    if code == "53300":
        return Away(f"{where} has no connection left to give.", "Stop what holds them, or let it allow more.")
    if code == "57P03":
        return Away(f"{where} is starting up or going down.", "Wait a minute, and look at its log if it stays so.")
    if isinstance(cause, socket.gaierror | UnicodeError):
        return Away(f"The name of {where} leads nowhere (DNS).", f"Look whether it is spelt right, or {change}.")
    if isinstance(cause, TimeoutError):
        return Away(
            f"{where} gives no answer in time.", f"Look whether it runs and a firewall is in between, or {change}."
        )
    # Of a host with several addresses, asyncio says only in words that each of them refused.
    if isinstance(cause, ConnectionRefusedError) or "Connect call failed" in str(cause):
        return Away(f"Nobody listens at {where}: the connection was refused.", f"Start the database, or {change}.")
    how = f" ({type(cause).__name__})" if cause else ""
    return Away(f"No connection can be made to {where}{how}.", f"Look at its log, or {change}.")
