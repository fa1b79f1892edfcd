"""PgQueuer as we drive it. It takes 0.3 s to import: only a worker does, and beside the loop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from loguru import logger
from msgspec import json
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.core.applications import PgQueuer
from pgqueuer.core.executors import AbstractEntrypointExecutor, EntrypointExecutorParameters
from pgqueuer.core.tm import TaskManager
from pgqueuer.domain import models
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import Channel, QueueManagerId
from pgqueuer.ports.driver import NotifyCallback
from pgqueuer.queries import Queries

from kasutamaiza.errors import UserError
from kasutamaiza.jobs import store
from kasutamaiza.jobs.model import Job, Retries, Schedule, tag_of
from kasutamaiza.storage.direct import Closed, Direct

Handler = Callable[[Any], Awaitable[object]]

CHANNEL = Channel("ch_pgqueuer")
# Said here, since PgQueuer would otherwise read them from the environment, from variables as common as CHANNEL.
NAMES = DBSettings(
    prefix="",
    db_schema=None,
    channel=CHANNEL,
    function="fn_pgqueuer_changed",
    statistics_table="pgqueuer_statistics",
    queue_status_type="pgqueuer_status",
    queue_table="pgqueuer",
    queue_table_log="pgqueuer_log",
    trigger="tg_pgqueuer_changed",
    schedules_table="pgqueuer_schedules",
)

DEADLY = 10
"""Starts that ended neither well nor in an error, after which it is the job that ends its worker."""


class Failed(Exception):
    """A job that is not tried again. All that PgQueuer is told, and writes down, is the name of what went wrong."""


class Deadly(Exception):
    """A job that was begun again and again, and each time its worker was gone before it ended."""


class Interrupted(Exception):
    """A handler, or PgQueuer itself, that ended as if it was cancelled, though nobody cancelled it."""


class Wire:
    """PgQueuer's way to the database (its `Driver`). While that is away PgQueuer waits here, and jobs go on."""

    def __init__(self, line: Direct) -> None:
        self._line = line
        self._is_cut = False
        self._callbacks: list[NotifyCallback] = []
        self.shutdown = asyncio.Event()
        self.tm = TaskManager()

    def cut(self) -> None:
        """From now on nothing that PgQueuer says is passed on. It takes a cancelled job for done, and deletes it."""
        self._is_cut = True

    def wake(self) -> None:
        """Have PgQueuer look for jobs now: some may have come while nobody listened."""
        event = models.TableChangedEvent(
            channel=CHANNEL, operation="update", sent_at=models.utc_now(), table="pgqueuer", type="table_changed_event"
        )
        for callback in self._callbacks:
            callback(event.model_dump_json())

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        self._check()
        return [dict(row) for row in await self._line.do(lambda connection: connection.fetch(query, *args))]

    async def execute(self, query: str, *args: object) -> str:
        self._check()
        return await self._line.do(lambda connection: connection.execute(query, *args))

    async def notify(self, channel: str, payload: str) -> None:
        await self.execute("SELECT pg_notify($1, $2)", channel, payload)

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        self._callbacks.append(callback)
        await self._line.listen(channel, callback)

    async def __aenter__(self) -> "Wire":
        return self

    async def __aexit__(self, *_: object) -> None: ...

    def _check(self) -> None:
        if self._is_cut:
            raise Closed


class Tally:
    """How many jobs and schedules are under way."""

    def __init__(self) -> None:
        self.under_way = 0

    def __enter__(self) -> None:
        self.under_way += 1

    def __exit__(self, *_: object) -> None:
        self.under_way -= 1


class Performer(AbstractEntrypointExecutor):
    """Does the jobs of one kind."""

    def __init__(self, kind: type[Job], handler: Handler, retries: Retries, engine: "Engine") -> None:
        super().__init__(EntrypointExecutorParameters(concurrency_limit=0, func=self._unused, on_failure="hold"))
        self._decoder = json.Decoder(kind)
        self._handler = handler
        self._retries = retries
        self._engine = engine

    async def execute(self, job: models.Job, context: models.Context) -> None:
        with self._engine.tally:
            error = await self._error_of(job)
        # Raised out here, so that no trace of the error hangs on to what PgQueuer writes down.
        if error is not None:
            raise self._verdict(job, error)

    async def _error_of(self, job: models.Job) -> Exception | None:
        try:
            if await self._engine.starts(job) > DEADLY:
                return Deadly()
            await self._handler(self._decoder.decode(job.payload or b""))
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and not task.cancelling():
                return Interrupted()
            self._engine.wire.cut()
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, it is the job's and not ours)
            return error
        return None

    def _verdict(self, job: models.Job, error: Exception) -> Exception:
        name = type(error).__name__
        told = logger.opt(exception=None if isinstance(error, UserError | Deadly | Interrupted) else error)
        pause = None if isinstance(error, Deadly) else self._retries.pause(job.attempts + 1)
        if pause is None:
            told.error("The job {} {} failed ({}) and is not tried again.", job.entrypoint, job.id, name)
            return Failed(name)
        told.warning("The job {} {} failed ({}); it is tried again in {:g} s.", job.entrypoint, job.id, name, pause)
        return RetryRequested(timedelta(seconds=pause), name)

    async def _unused(self, job: models.Job) -> None: ...


class OurQueries(Queries):
    """Says when a schedule is due next as it is when the database hears it, and not as it was when it went away."""

    line: Direct
    due_in: Callable[[models.CronExpressionEntrypoint], timedelta]

    async def insert_schedule(self, schedules: dict[models.CronExpressionEntrypoint, timedelta]) -> None:
        await self.line.present()
        await super().insert_schedule({each: self.due_in(each) for each in schedules})

    async def fetch_schedule(
        self, entrypoints: dict[models.CronExpressionEntrypoint, timedelta]
    ) -> list[models.Schedule]:
        await self.line.present()
        return await super().fetch_schedule({each: self.due_in(each) for each in entrypoints})


class Engine:
    """A PgQueuer with our jobs and schedules, on a connection that outlives its losses."""

    def __init__(
        self,
        line: Direct,
        worker: UUID,
        handlers: Mapping[type[Job], Handler],
        schedules: Sequence[Schedule],
        retries: Retries,
    ) -> None:
        self._line = line
        self.wire = Wire(line)
        self.tally = Tally()
        queries = OurQueries(
            self.wire, QueryBuilderEnvironment(NAMES), QueryQueueBuilder(NAMES), QuerySchedulerBuilder(NAMES)
        )
        queuer = self._queuer = PgQueuer(self.wire, CHANNEL, queries=queries)
        queries.line = line
        queries.due_in = lambda each: queuer.sm.registry[each].next_in()
        queuer.qm.queue_manager_id = QueueManagerId(worker)
        for kind, handler in handlers.items():
            queuer.qm.register_executor(tag_of(kind), Performer(kind, handler, retries, self))
        for schedule in schedules:
            queuer.sm.schedule(schedule.name, schedule.times, accepts_context=False)(self._kept(schedule))

    async def run(self, *, at_once: int, poll: float, lease: float) -> None:
        """Until `stop`, and then until what is under way is done."""
        batch = max(at_once // 2, 1)
        await self._queuer.run(
            dequeue_timeout=timedelta(seconds=poll),
            heartbeat_timeout=timedelta(seconds=lease),
            batch_size=batch,
            max_concurrent_tasks=2 * batch,
            # On one connection it cannot be lost alone, unless what we took for the database is a pooler.
            shutdown_on_listener_failure=True,
            # Its statistics are for `pgq dashboard`, which counts them itself when it is asked.
            log_aggregation_interval=timedelta(0),
        )

    def stop(self) -> None:
        self._queuer.shutdown.set()

    def renewed(self) -> None:
        """The connection is a new one, which listens."""
        self.wire.wake()
        # A probe whose echo was lost with the old one would, 10 s later, be taken for a sign that nobody listens.
        for probe, echo in self._queuer.qm.pending_health_check.items():
            if not echo.done():
                echo.set_result(
                    models.HealthCheckEvent(
                        channel=CHANNEL, sent_at=models.utc_now(), type="health_check_event", id=probe
                    )
                )

    async def starts(self, job: models.Job) -> int:
        return await self._line.do(lambda connection: store.starts(connection, job.id))

    def _kept(self, schedule: Schedule) -> Callable[[models.Schedule], Awaitable[None]]:
        async def keep(row: models.Schedule) -> None:
            with self.tally:
                try:
                    await schedule.deed()
                except Exception as error:  # noqa: BLE001  (the next time it may be well)
                    told = logger.opt(exception=None if isinstance(error, UserError) else error)
                    told.error("The schedule {} failed ({}).", schedule.name, type(error).__name__)

        return keep


SAID_BY_US = "Exception while processing entrypoint/job-id"
LAST_WORDS = "Shutdown flush failed"
"""What it says when its wire is cut; that is meant to be."""


def _is_worth_saying(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    return not (
        record.levelno < logging.WARNING
        or isinstance(error, Closed)
        or str(record.msg).startswith((SAID_BY_US, LAST_WORDS))
    )


logging.getLogger("pgqueuer").addFilter(_is_worth_saying)
