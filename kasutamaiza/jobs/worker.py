"""Worker: does the jobs and keeps the schedules, for as long as it runs, whatever the database does."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from loguru import logger
from msgspec import Struct

from kasutamaiza.jobs import store
from kasutamaiza.jobs.model import Job, Retries, Schedule, tag_of
from kasutamaiza.storage.direct import Closed, Direct, is_pooler

if TYPE_CHECKING:
    from kasutamaiza.jobs.engine import Engine

LET_GO = 0.5
"""Seconds for what was cancelled to end, and again as many to give it back."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
HEALTHY = 60.0
"""Seconds after which a worker that starts over is told of again."""

NO_SUCH_TABLE = "42P01"


class Pace(Struct, frozen=True, kw_only=True):
    """`at_once` jobs at most; the rest is in seconds.

    A job that comes is begun at once; `poll` is how often one is looked for that nobody told of, and `lease` after how
    long one is begun again whose worker was killed.
    """

    at_once: int = 10
    poll: float = 5.0
    lease: float = 10.0
    shown_every: float = 10.0
    answered_within: float = 10.0


USUAL_RETRIES = Retries()
USUAL_PACE = Pace()


class Worker:
    """One of any number. Imports nothing of PgQueuer before it runs, and then beside the loop."""

    def __init__(
        self,
        direct_url: str,
        handlers: Mapping[type[Job], Callable[[Any], Awaitable[object]]],
        schedules: Sequence[Schedule],
        *,
        version: str,
        retries: Retries = USUAL_RETRIES,
        pace: Pace = USUAL_PACE,
    ) -> None:
        _check_unique([tag_of(kind) for kind in handlers])
        _check_unique([schedule.name for schedule in schedules])
        self.id = uuid4()
        self._url = direct_url
        self._handlers = handlers
        self._schedules = schedules
        self._version = version
        self._retries = retries
        self._pace = pace
        self._stopping = asyncio.Event()
        self._enough = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()
        self._under_way: tuple[Direct, Engine] | None = None
        self._away_since: float | None = None
        self._was_here = False

    async def run(self) -> None:
        """Until `stop`. The database may be away at any time, also at the start: it is waited for."""
        if is_pooler(self._url):
            logger.error("Jobs are not done: through a pooler they are not heard of. Set DIRECT_DATABASE_URL.")
            return
        self._ended.clear()
        try:
            await self._start_over_and_over()
        finally:
            self._ended.set()

    async def stop(self, within: float) -> None:
        """Begin nothing new, and let what is under way end; what has not after so many seconds waits again.

        That takes a second more at most. Returns when `run` has ended.
        """
        self._stopping.set()
        if self._under_way is not None:
            line, engine = self._under_way
            engine.stop()
            if not line.is_here and not engine.tally.under_way:
                self._enough.set()
        for patience in (within, 2 * LET_GO):
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._ended.wait()
            self._enough.set()

    async def _start_over_and_over(self) -> None:
        told, pause = "", FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            try:
                await self._session()
            except Exception as error:  # noqa: BLE001  (nobody starts us again)
                if time.monotonic() - began > HEALTHY:
                    told, pause = "", FIRST_PAUSE
                if _reason(error) != told:
                    told = _reason(error)
                    self._tell(error)
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._stopping.wait()
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _session(self) -> None:
        await asyncio.to_thread(import_module, "kasutamaiza.jobs.engine")
        from kasutamaiza.jobs.engine import Engine, Interrupted

        async with Direct(
            self._url, away=self._note_away, here=self._note_here, answered_within=self._pace.answered_within
        ) as line:
            engine = Engine(line, self.id, self._handlers, self._schedules, self._retries)
            self._under_way = line, engine
            if self._stopping.is_set():
                return
            pace = self._pace
            working = asyncio.create_task(engine.run(at_once=pace.at_once, poll=pace.poll, lease=pace.lease))
            showing = asyncio.create_task(self._show(line))
            enough = asyncio.create_task(self._enough.wait())
            try:
                done, _ = await asyncio.wait({working, showing, enough}, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    if task.cancelled():
                        raise Interrupted
                    await task
            finally:
                self._under_way = None
                await self._let_go(line, engine, {working, showing, enough})

    async def _show(self, line: Direct) -> None:
        while True:
            await line.do(lambda connection: store.show(connection, self.id, self._version))
            await asyncio.sleep(self._pace.shown_every)

    async def _let_go(self, line: Direct, engine: "Engine", tasks: set[asyncio.Task[Any]]) -> None:
        left = engine.tally.under_way
        engine.wire.cut()
        for task in tasks:
            task.add_done_callback(_discard)
            task.cancel()
        await asyncio.wait(tasks, timeout=LET_GO)
        if not left:
            return
        number = 0
        with suppress(TimeoutError, Closed):
            async with asyncio.timeout(LET_GO):
                number = await line.do(lambda connection: store.give_back(connection, self.id))
        logger.warning("Stopped in the middle of {} jobs; {} of them wait again already.", left, number)

    def _note_away(self, error: Exception) -> None:
        self._away_since = self._away_since or time.monotonic()
        logger.warning("The database is away ({}): jobs wait until it is back.", _reason(error))

    def _note_here(self) -> None:
        if self._under_way is not None:
            self._under_way[1].renewed()
        if self._away_since is not None:
            logger.info(
                "The database is back after {:.0f} s: jobs are done again.", time.monotonic() - self._away_since
            )
        elif not self._was_here:
            logger.info("Jobs are done here: {} kinds, {} schedules.", len(self._handlers), len(self._schedules))
        self._was_here, self._away_since = True, None

    def _tell(self, error: Exception) -> None:
        if getattr(error, "sqlstate", None) == NO_SUCH_TABLE:
            logger.error("Jobs are not done: the database has no place for them yet. Run scripts/migrate.py.")
        elif type(error).__name__ == "FailingListenerError":
            logger.error("Jobs are not heard of: is DIRECT_DATABASE_URL the address of a pooler? Starting over.")
        else:
            logger.opt(exception=error).error("The worker failed ({}), and starts over.", type(error).__name__)


def _check_unique(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"There are two called {name}.")
        seen.add(name)


def _discard(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()


def _reason(error: Exception) -> str:
    """What an operator needs; of an error that may quote the address, only the name."""
    name = type(error).__name__
    if isinstance(error, OSError) or hasattr(error, "sqlstate"):
        return f"{name}: {(str(error).splitlines() or [''])[0]}".removesuffix(": ").removesuffix(".")
    return name
