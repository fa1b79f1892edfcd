"""How things stand, asked at the moment of a scrape."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from loguru import logger
from msgspec import Struct

from kasutamaiza.storage import DatabaseAway, PoolUse

if TYPE_CHECKING:
    from kasutamaiza.jobs import Census

PATIENCE = 1.0
"""Seconds for the jobs to be counted: whoever scrapes waits for a few seconds only."""

TOLD_EVERY = 60.0


class State(Struct, frozen=True, kw_only=True):
    """How things stand: `answer_time` is the database's, in seconds, None while it is away; then so are the jobs."""

    draining: bool
    answer_time: float | None
    pool: PoolUse
    jobs: "Census | None" = None


class Lookout:
    """Sees how things stand. `answer_time` and `census` ask the database each time; `census` is of the jobs."""

    def __init__(
        self,
        *,
        answer_time: Callable[[], Awaitable[float | None]],
        pool: Callable[[], PoolUse],
        draining: Callable[[], bool] = lambda: False,
        census: "Callable[[], Awaitable[Census]] | None" = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._answer_time = answer_time
        self._pool = pool
        self._draining = draining
        self._census = census
        self._clock = clock
        self._complained_at = clock() - TOLD_EVERY

    async def look(self) -> State:
        # Before anything is asked, which takes a connection itself.
        pool = self._pool()
        answer_time = await self._answer_time()
        jobs = None if answer_time is None else await self._jobs()
        return State(draining=self._draining(), answer_time=answer_time, pool=pool, jobs=jobs)

    async def _jobs(self) -> "Census | None":
        if self._census is None:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._census()
        except (DatabaseAway, TimeoutError):
            return None
        except Exception as error:  # noqa: BLE001  (whatever is wrong with the jobs, the rest is told)
            self._complain(error)
            return None

    def _complain(self, error: Exception) -> None:
        # Scraped four times a minute, and wrong until somebody looks: not a line each time.
        if self._clock() - self._complained_at >= TOLD_EVERY:
            self._complained_at = self._clock()
            logger.warning(
                "The metrics lack the jobs, which could not be counted ({}). Was the database migrated?",
                type(error).__name__,
            )
