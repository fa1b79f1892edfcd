"""A database that goes away, or was never there: it is waited for, and nobody has to start anything again."""

import asyncio
import io
import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from msgspec.json import encode

from kasutamaiza.jobs import Pace, Schedule, Worker
from kasutamaiza.storage import Database
from kasutamaiza.storage.direct import Direct
from kasutamaiza.storage.embedded import EmbeddedPostgres
from scripts import migrate
from tests.databases import temporary
from tests.jobs.digs import QUICK, TWICE, Dig, Digger, ask, left, put, working
from tests.journeys.process import until

CUT_ALL = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


TOLD_ONLY = Pace(poll=60, shown_every=0.1)
"""Does not look for jobs by itself: whoever does one in time was told of it."""


@pytest.fixture
def own_postgres() -> Iterator[EmbeddedPostgres]:
    """A server for this test alone, which it may stop."""
    with temporary() as directory, EmbeddedPostgres(directory, durable=False) as server:
        yield server


async def test_cut_connections_are_made_anew_and_jobs_are_done_at_once(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    digger = Digger()
    async with working(database_url, {Dig: digger}, pace=TOLD_ONLY) as worker:
        await until(lambda: was_seen(database, worker))
        for number in range(3):
            assert await ask(database, CUT_ALL) >= 1
            began = time.monotonic()
            await put(database, Dig(str(number)))
            await digger.until(lambda it, number=number: len(it.done) == number + 1)  # type: ignore[misc]
            assert time.monotonic() - began < 5
    assert digger.begun == ["0", "1", "2"]
    assert await left(database) == 0
    assert "WARNING" not in said.getvalue()
    assert "ERROR" not in said.getvalue()


async def test_a_job_that_comes_while_nobody_listens_is_found_as_soon_as_somebody_does(
    database: Database, database_url: str
) -> None:
    digger, silent = Digger(), Pace(poll=60, shown_every=60)
    yearly = Schedule("test.yearly", "0 0 1 1 *", asyncio.Event().wait)
    async with working(database_url, {Dig: digger}, [yearly], pace=silent):
        await put(database, Dig("before"))
        await until(lambda: is_idle(database))
        # In one statement: it is told of when the worker's connection is gone and the next is not yet made.
        await ask(
            database,
            "SELECT put_job('test.dig', $1, NULL, NULL), count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            encode(Dig("here")),
        )
        await digger.until(lambda it: len(it.done) == 2)


async def test_a_probe_whose_echo_was_lost_with_its_connection_is_no_sign_that_nobody_listens(
    database_url: str,
) -> None:
    from kasutamaiza.jobs.engine import Engine

    async with Direct(database_url) as line:
        engine = Engine(line, uuid4(), {}, [], TWICE)
        manager = engine._queuer.qm
        probe = asyncio.create_task(manager.listener_healthy(timedelta(seconds=30)))

        async def is_on_its_way() -> bool:
            return bool(manager.pending_health_check)

        await until(is_on_its_way)
        engine.renewed()
        async with asyncio.timeout(10):
            await probe


async def test_a_job_under_way_goes_on_while_its_connection_is_cut_and_is_done_once(
    database: Database, database_url: str
) -> None:
    digger = Digger(held=True)
    async with working(database_url, {Dig: digger}) as worker:
        await until(lambda: was_seen(database, worker))
        await put(database, Dig("here"))
        await digger.until(lambda it: it.begun)
        await ask(database, CUT_ALL)
        digger.go_on.set()

        async def is_done() -> bool:
            return await left(database) == 0

        await until(is_done)
    assert digger.begun == ["here"]


async def test_after_postgresql_was_stopped_and_started_it_works_within_five_seconds(
    own_postgres: EmbeddedPostgres, said: io.StringIO
) -> None:
    url = own_postgres.url()
    await migrate.upgrade(url)
    database = Database(url)
    digger = Digger(held=True)
    async with working(url, {Dig: digger}, pace=TOLD_ONLY) as worker:
        await until(lambda: was_seen(database, worker))
        await put(database, Dig("before"))
        await digger.until(lambda it: it.begun)

        await asyncio.to_thread(own_postgres.stop)
        await until(lambda: is_said("The database is away", said))
        digger.go_on.set()
        await digger.until(lambda it: it.done)
        await asyncio.to_thread(own_postgres.start)

        began = time.monotonic()
        await put(database, Dig("after"))
        await digger.until(lambda it: len(it.done) == 2)
        took = time.monotonic() - began

        async def are_done() -> bool:
            return await left(database) == 0

        await until(are_done)
    await database.close()
    assert took < 5
    assert digger.begun == ["before", "after"], "what was under way went on, and was done once"
    told = said.getvalue()
    assert told.count("The database is away") == 1
    assert told.count("The database is back after") == 1
    assert "ERROR" not in told


async def test_when_a_schedule_is_due_is_said_as_it_is_when_the_database_hears_it(
    database: Database, database_url: str
) -> None:
    from pgqueuer.adapters.persistence.qb import QuerySchedulerBuilder
    from pgqueuer.domain.models import CronExpressionEntrypoint
    from pgqueuer.domain.types import CronEntrypoint, CronExpression

    from kasutamaiza.jobs.engine import NAMES, OurQueries, Wire

    key = CronExpressionEntrypoint(CronEntrypoint("test.yearly"), CronExpression("0 0 1 1 *"))
    late, line = timedelta(hours=1), Direct(database_url)
    queries = OurQueries(Wire(line), qbs=QuerySchedulerBuilder(NAMES))
    queries.line, queries.due_in = line, lambda each: late
    asked = asyncio.create_task(queries.insert_schedule({key: timedelta(hours=9)}))
    await asyncio.sleep(0)
    late = timedelta(minutes=-1)
    async with line:
        await asked
        late = timedelta(hours=5)
        assert len(await queries.fetch_schedule({key: timedelta(hours=9)})) == 1
    due = await ask(database, "SELECT extract(epoch FROM next_run - now()) FROM pgqueuer_schedules")
    assert 4.9 * 3600 < due < 5.1 * 3600


async def test_a_database_that_is_away_at_the_start_is_told_of_once_and_does_not_hold_up_a_stop(
    said: io.StringIO,
) -> None:
    worker = Worker("postgresql://mai:s3cret@127.0.0.1:1/none", {}, [], version="1", pace=QUICK)
    running = asyncio.create_task(worker.run())
    await until(lambda: is_said("The database is away", said))
    assert not running.done()
    began = time.monotonic()
    await worker.stop(20)
    await running
    assert time.monotonic() - began < 2
    assert said.getvalue().count("The database is away") == 1
    assert "cret" not in said.getvalue()


async def test_an_address_that_leads_nowhere_is_not_quoted(said: io.StringIO) -> None:
    worker = Worker("postgresql://mai:s3cret@127.0.0.1/none?sslmode=s3cret", {}, [], version="1", pace=QUICK)
    running = asyncio.create_task(worker.run())
    await until(lambda: is_said("The database is away (ClientConfigurationError)", said))
    await worker.stop(1)
    await running
    assert "cret" not in said.getvalue()


async def test_stopped_before_it_runs_it_does_not_begin() -> None:
    worker = Worker("postgresql://127.0.0.1:1/none", {}, [], version="1")
    await worker.stop(1)
    async with asyncio.timeout(5):
        await worker.run()


async def test_a_database_without_our_tables_is_told_of_once_and_waited_for(
    empty_database_url: str, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kasutamaiza.jobs.worker.FIRST_PAUSE", 0.05)
    database, digger = Database(empty_database_url), Digger()
    async with working(empty_database_url, {Dig: digger}):
        await until(lambda: is_said("Run scripts/migrate.py.", said))
        await migrate.upgrade(empty_database_url)
        await put(database, Dig("here"))
        await digger.until(lambda it: it.done)
    await database.close()
    assert said.getvalue().count("Run scripts/migrate.py.") == 1


async def test_through_a_pooler_it_says_so_and_ends(said: io.StringIO) -> None:
    await Worker("postgresql://mai:s3cret@pgbouncer.x.example/x", {}, [], version="1").run()
    assert "Set DIRECT_DATABASE_URL." in said.getvalue()


async def test_a_worker_whom_nobody_tells_of_jobs_says_so_and_starts_over(
    database: Database, database_url: str, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pgqueuer.core.qm import QueueManager
    from pgqueuer.domain.errors import FailingListenerError

    async def never(manager: QueueManager, **bound: object) -> None:
        raise FailingListenerError

    monkeypatch.setattr(QueueManager, "listener_healthy", never)
    async with working(database_url, {}) as worker:
        await until(lambda: is_said("the address of a pooler? Starting over.", said))
        assert await ask(database, "SELECT count(*) FROM workers WHERE id = $1", worker.id) <= 1


async def test_a_worker_whose_work_ends_as_if_cancelled_says_so_and_starts_over(
    database: Database, database_url: str, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pgqueuer.core.qm import QueueManager

    async def give_up(manager: QueueManager) -> None:
        monkeypatch.undo()
        raise asyncio.CancelledError

    monkeypatch.setattr(QueueManager, "verify_structure", give_up)
    digger = Digger()
    async with working(database_url, {Dig: digger}):
        await put(database, Dig("here"))
        await digger.until(lambda it: it.done)
    assert "The worker failed (Interrupted), and starts over." in said.getvalue()


async def was_seen(database: Database, worker: Worker) -> bool:
    return bool(await ask(database, "SELECT count(*) FROM workers WHERE id = $1", worker.id))


async def is_idle(database: Database) -> bool:
    """Whether the worker has done what there is, and has asked for the last time whether there is more."""
    return bool(
        await ask(
            database,
            "SELECT NOT EXISTS (SELECT FROM pgqueuer) AND EXISTS (SELECT FROM pg_stat_activity WHERE state = 'idle'"
            " AND query LIKE '%AS queued_work%' AND query NOT LIKE '%execute_after%'"
            " AND state_change > (SELECT max(created) FROM pgqueuer_log WHERE status = 'successful'))",
        )
    )


async def is_said(text: str, said: io.StringIO) -> bool:
    return text in said.getvalue()
