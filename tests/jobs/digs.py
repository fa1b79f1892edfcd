"""Jobs for the tests, somebody who does them, and workers that are quick to look again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from kasutamaiza.jobs import Job, Pace, Queue, Retries, Schedule, Worker
from kasutamaiza.storage import Database

QUICK = Pace(poll=0.2, lease=0.6, shown_every=0.1)
TWICE = Retries(attempts=2, first=0.02)
BOUND = 5.0


class Dig(Job, tag="test.dig", frozen=True):
    """Where to dig."""

    where: str


class Fill(Job, tag="test.fill", frozen=True):
    """The other kind."""

    where: str


class Digger:
    """Notes where it was sent. What it is told to wait for it waits for; what it is told to fail at fails."""

    def __init__(self, *, held: bool = False, fails: int = 0, with_: type[BaseException] = ValueError) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.go_on = asyncio.Event()
        self.fails = fails
        self._with = with_
        self._changed = asyncio.Event()
        if not held:
            self.go_on.set()

    async def __call__(self, dig: Dig) -> None:
        self.begun.append(dig.where)
        self._changed.set()
        if self.fails:
            self.fails -= 1
            raise self._with(dig.where)
        await self.go_on.wait()
        self.done.append(dig.where)
        self._changed.set()

    async def until(self, happened: Callable[["Digger"], object]) -> None:
        async with asyncio.timeout(20):
            while not happened(self):
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def working(
    url: str,
    handlers: Mapping[type[Job], Any],
    schedules: Sequence[Schedule] = (),
    *,
    retries: Retries = TWICE,
    pace: Pace = QUICK,
) -> AsyncIterator[Worker]:
    """A worker, while the block lasts."""
    worker = Worker(url, handlers, schedules, version="7.7.7", retries=retries, pace=pace)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        await worker.stop(BOUND)
        await task


async def put(database: Database, job: Job, *, at: datetime | None = None, key: str | None = None) -> int | None:
    """The job, in a transaction of its own."""
    async with database.transaction() as connection:
        return await Queue(database).put(job, connection, at=at, key=key)


async def ask(database: Database, statement: str, *args: object) -> Any:
    async with database.connection() as connection:
        return await connection.fetchval(statement, *args)


async def left(database: Database) -> int:
    """How many jobs there are, whatever their status."""
    return int(await ask(database, "SELECT count(*) FROM pgqueuer"))
