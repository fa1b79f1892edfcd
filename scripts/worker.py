"""Does what must happen later, or again and again: one process, or several side by side."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from kasutamaiza import __version__, housekeeping
from kasutamaiza.bot import Vitals
from kasutamaiza.interactions.cooldown import Cooldowns
from kasutamaiza.interactions.kept import Shelf
from kasutamaiza.jobs import Queue, Worker
from kasutamaiza.logs import logger
from kasutamaiza.metrics import Counts, Lookout, PortTaken, Scrapes, listen
from kasutamaiza.process import begin
from kasutamaiza.sentry import Sentry
from kasutamaiza.settings import Settings, WrongSettings
from kasutamaiza.storage import Database
from kasutamaiza.storage.direct import is_pooler

HOME = Path(__file__).parents[1]

GRACE = 20.0
"""Seconds that jobs under way have at a stop; those that need more wait again."""

STOPPED, FAILED = 0, 1

POOLED = (
    "{} is the address of a pooler, through which jobs are not heard of: "
    "set DIRECT_DATABASE_URL to the database's direct address."
)

EPILOG = """\
Reads the bot's settings (.env.example), of which DIRECT_DATABASE_URL, or else DATABASE_URL, must lead to the database
itself. While the database is away it waits. SIGTERM and SIGINT stop it: what is under way has 20 seconds to end; a
second one does not wait. Exit codes: 0 when it was stopped, 1 when it cannot start."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(FAILED, f"{self.prog}: {message} (see --help)\n")


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    Parser(prog="worker.py", description=__doc__, epilog=EPILOG).parse_args(argv)
    try:
        settings, sentry = begin(environ, HOME / ".env")
        _check_direct(settings)
        return asyncio.run(_work(settings, sentry))
    except WrongSettings as wrong:
        print(wrong.report, file=sys.stderr)
    except PortTaken as taken:
        print(f"The worker cannot start: {taken}", file=sys.stderr)
    return FAILED


def _check_direct(settings: Settings) -> None:
    if is_pooler(settings.direct_database_url.reveal()):
        name = "DIRECT_DATABASE_URL" if settings.given["DIRECT_DATABASE_URL"] else "DATABASE_URL"
        raise WrongSettings([POOLED.format(name)])


async def _work(settings: Settings, sentry: Sentry | None) -> int:
    # First of all: a stop may be asked for while libraries are being loaded.
    told = signalled()
    database = Database(settings.database_url.reveal())
    queue = Queue(database)
    schedules = housekeeping.schedules(Shelf(database, now=_now), Cooldowns(database), queue, now=_now)
    worker = Worker(settings.direct_database_url.reveal(), {}, schedules, version=__version__)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(logger.complete)
        if sentry is not None:
            stack.push_async_callback(sentry.close)
            await sentry.load()
        stack.push_async_callback(database.close)
        if settings.metrics_port is not None:
            scrapes = _scrapes(settings.metrics_port, database, queue, draining=told.is_set)
            stack.push_async_callback(scrapes.close)
            await scrapes.start()
        logger.info("The worker of Kasutamaiza {} starts.", __version__)
        working = asyncio.create_task(worker.run())
        await asyncio.wait({working, asyncio.create_task(told.wait())}, return_when=asyncio.FIRST_COMPLETED)
        logger.info("The worker is going down.")
        await worker.stop(GRACE)
        await working
    return STOPPED


def _scrapes(port: int, database: Database, queue: Queue, *, draining: Callable[[], bool]) -> Scrapes:
    lookout = Lookout(
        answer_time=Vitals(database).answer_time, pool=lambda: database.use, draining=draining, census=queue.census
    )
    return Scrapes(listen(port), Counts(), lookout, version=__version__)


def _now() -> datetime:
    return datetime.now(UTC)


def signalled() -> asyncio.Event:
    """Is set by a first SIGTERM or SIGINT; a second one ends the process."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)

    def tell() -> None:
        told.set()
        for each in signals:
            loop.remove_signal_handler(each)

    for each in signals:
        loop.add_signal_handler(each, tell)
    return told


if __name__ == "__main__":
    sys.exit(main())
