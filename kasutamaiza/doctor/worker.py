"""Whether anybody does the jobs."""

import asyncio
from datetime import datetime

from msgspec import Struct

from kasutamaiza.doctor.finding import Finding, ok, skipped, warning, wrong
from kasutamaiza.jobs import Census, Queue
from kasutamaiza.storage import Database, DatabaseAway

PATIENCE = 6.0
"""Seconds."""

SILENT = 60.0
"""Seconds after which a worker that has not shown itself is taken for gone. It shows itself several times in them."""

LATE = 300.0
"""Seconds that a job which is due may wait before it is worth telling."""


class Shift(Struct, frozen=True):
    """The jobs there are, and what time it is by the database's clock, which wrote them down."""

    census: Census
    now: datetime


async def look(database: Database) -> Shift | None:
    """None when the database went away meanwhile."""
    try:
        async with asyncio.timeout(PATIENCE):
            async with database.connection() as connection:
                now = await connection.fetchval("SELECT now()")
            return Shift(await Queue(database).census(), now)
    except (DatabaseAway, TimeoutError):
        return None


def works(found: Shift | None, *, embedded: bool, pooled: bool = False) -> Finding:
    """Whether a worker showed itself of late, and keeps up.

    An `embedded` one lives in the web process; one that is to go through a pooler (`pooled`) cannot work.
    """
    step = "worker"
    if pooled:
        return wrong(
            step,
            "The worker is given the address of a pooler, behind which it is told of nothing.",
            "Set DIRECT_DATABASE_URL to the database's own address.",
        )
    if found is None:
        return skipped(step, "The database went away meanwhile.")
    census, start = found.census, "Start the bot: the worker lives in it (EMBEDDED_WORKER=on), and starts a bit later."
    if not embedded:
        start = "Run: python scripts/worker.py, or set EMBEDDED_WORKER=on"
    waiting = sum(number for (_, status), number in census.counts.items() if status == "queued")
    silent = None if census.seen is None else (found.now - census.seen).total_seconds()
    if silent is None or silent > SILENT:
        since = "showed itself in the last day" if silent is None else f"has shown itself for {_long(silent)}"
        return wrong(step, f"No worker {since}; {_jobs(waiting)}.", start)
    if census.oldest_waiting > LATE:
        return warning(
            step,
            f"A worker is there, but the oldest job that is due has waited {_long(census.oldest_waiting)}; "
            f"{_jobs(waiting)}.",
            "Look at its log: it fails, or there is more to do than it can.",
        )
    failed = f", {census.failed} failed for good" if census.failed else ""
    return ok(step, f"A worker showed itself {_long(silent)} ago; {_jobs(waiting)}{failed}.")


def _jobs(waiting: int) -> str:
    return f"{waiting or 'no'} job{'' if waiting == 1 else 's'} wait{'s' if waiting == 1 else ''}"


def _long(seconds: float) -> str:
    for unit, length in (("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{max(seconds, 0):.0f} seconds"
