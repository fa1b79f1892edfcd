"""Doing jobs: again when they fail, once by several workers, and never lost."""

import asyncio
import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from kasutamaiza.errors import UserError
from kasutamaiza.jobs import Pace, Queue, Retries, Schedule, Worker
from kasutamaiza.storage import Database
from tests.jobs.digs import QUICK, Dig, Digger, Fill, ask, left, put, working
from tests.journeys.process import until

SECRET = "a-secret-in-a-payload"

# As if nobody had been there at its time.
IT_IS_DUE = """
    INSERT INTO pgqueuer_schedules (entrypoint, expression, next_run)
    VALUES ('test.yearly', '0 0 1 1 *', now() - interval '1 hour')
    ON CONFLICT (expression, entrypoint) DO UPDATE SET next_run = EXCLUDED.next_run
"""

IMPORTED_LATE = """
import asyncio, sys
from kasutamaiza.jobs import Worker

def imported():
    return [name for name in ("asyncpg", "pgqueuer", "pydantic") if name in sys.modules]

async def main():
    worker = Worker("postgresql://127.0.0.1:1/nowhere", {}, [], version="1")
    print(imported())
    running = asyncio.create_task(worker.run())
    while len(imported()) < 3:
        await asyncio.sleep(0.01)
    await worker.stop(1)
    await running
    print(imported())

asyncio.run(main())
"""


async def failed(database: Database) -> bool:
    return (await Queue(database).census()).failed == 1


async def test_what_fails_is_tried_again_and_what_keeps_failing_is_held(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    digger = Digger(fails=4)
    async with working(database_url, {Dig: digger}, retries=Retries(attempts=3, first=0.02)):
        await put(database, Dig(SECRET))
        await until(lambda: failed(database))
        assert digger.begun == [SECRET] * 3
        await put(database, Dig("there"))
        await digger.until(lambda it: it.done)
    assert digger.done == ["there"]
    assert (await Queue(database).census()).counts == {("test.dig", "failed"): 1}
    told = said.getvalue()
    assert "failed (ValueError); it is tried again in 0.02 s." in told
    assert "failed (ValueError); it is tried again in 0.08 s." in told
    assert told.count("failed (ValueError) and is not tried again.") == 1
    assert "in __call__" in told, "the traceback, for whoever is to mend it"


async def test_what_pgqueuer_writes_down_of_a_failure_is_its_name(database: Database, database_url: str) -> None:
    digger = Digger(fails=2)
    async with working(database_url, {Dig: digger}):
        await put(database, Dig(SECRET))
        await until(lambda: failed(database))
    written = await ask(database, "SELECT string_agg(traceback::text, ' ') FROM pgqueuer_log")
    assert "ValueError" in written
    assert SECRET not in written


async def test_a_payload_stands_in_no_log(database: Database, database_url: str, said: io.StringIO) -> None:
    digger = Digger(fails=1, with_=Shy)
    async with working(database_url, {Dig: digger, Fill: digger}):
        await put(database, Dig(SECRET))
        await put(database, Fill(SECRET))
        await ask(database, "SELECT put_job('test.dig', $1, NULL, NULL)", f'{{"where": ["{SECRET}"]}}'.encode())
        await digger.until(lambda it: len(it.done) == 2)
        await until(lambda: failed(database))
    assert "failed (ValidationError) and is not tried again" in said.getvalue()
    assert SECRET not in said.getvalue()


class Shy(Exception):
    """Does not say what it was given."""

    def __str__(self) -> str:
        return "no"


async def test_what_people_may_see_is_logged_without_a_traceback(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    digger = Digger(fails=1, with_=UserError)
    async with working(database_url, {Dig: digger}):
        await put(database, Dig("here"))
        await digger.until(lambda it: it.done)
    assert "failed (UserError); it is tried again" in said.getvalue()
    assert "Traceback" not in said.getvalue()


async def test_a_job_that_ends_its_worker_each_time_is_held_at_last(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    digger = Digger()
    number = await put(database, Dig("here"))
    await ask(
        database,
        "INSERT INTO pgqueuer_log (job_id, status, priority, entrypoint)"
        " SELECT $1, 'picked', 0, 'test.dig' FROM generate_series(1, 10)",
        number,
    )
    async with working(database_url, {Dig: digger}):
        await until(lambda: failed(database))
    assert digger.begun == []
    assert "failed (Deadly) and is not tried again" in said.getvalue()


async def test_a_failure_in_between_says_that_it_is_not_the_job_that_ends_its_worker(
    database: Database, database_url: str
) -> None:
    digger = Digger()
    number = await put(database, Dig("here"))
    await ask(
        database,
        "INSERT INTO pgqueuer_log (job_id, status, priority, entrypoint)"
        " SELECT $1, status, 0, 'test.dig'"
        " FROM unnest(array_fill('picked'::pgqueuer_status, ARRAY[10]) || '{queued}'::pgqueuer_status[]) AS status",
        number,
    )
    async with working(database_url, {Dig: digger}):
        await digger.until(lambda it: it.done)


async def test_two_workers_do_each_job_once(database: Database, database_url: str) -> None:
    one, other = Digger(), Digger()
    async with working(database_url, {Dig: one}), working(database_url, {Dig: other}):
        for number in range(100):
            await put(database, Dig(str(number)))

        async def are_done() -> bool:
            return await left(database) == 0

        await until(are_done)
    assert sorted(one.begun + other.begun, key=int) == [str(number) for number in range(100)]


async def test_a_job_that_takes_longer_than_a_lease_is_left_to_who_does_it(
    database: Database, database_url: str
) -> None:
    digger = Digger(held=True)
    # Long enough that on a busy machine the one who does it is not too late to say so.
    pace = replace(QUICK, lease=2.0)
    async with working(database_url, {Dig: digger}, pace=pace), working(database_url, {Dig: digger}, pace=pace):
        await put(database, Dig("here"))

        async def is_long_under_way() -> bool:
            asked = "SELECT count(*) FROM pgqueuer WHERE status = 'picked' AND heartbeat > created + $1"
            return bool(await ask(database, asked, timedelta(seconds=1.5 * pace.lease)))

        await until(is_long_under_way)
        digger.go_on.set()
        await digger.until(lambda it: it.done)
    assert digger.begun == ["here"]


async def test_a_kind_that_this_release_does_not_know_waits_for_one_that_does(
    database: Database, database_url: str
) -> None:
    digger = Digger()
    await put(database, Fill("here"))
    await put(database, Dig("here"))
    async with working(database_url, {Dig: digger}):
        await digger.until(lambda it: it.done)
    assert (await Queue(database).census()).counts == {("test.fill", "queued"): 1}


async def test_a_stopping_worker_finishes_what_is_under_way(database: Database, database_url: str) -> None:
    digger = Digger(held=True)
    async with working(database_url, {Dig: digger}) as worker:
        await put(database, Dig("here"))
        await digger.until(lambda it: it.begun)
        stopping = asyncio.create_task(worker.stop(20))
        await asyncio.sleep(0)
        await put(database, Dig("there"))
        digger.go_on.set()
        await stopping
    assert digger.done == ["here"]
    assert await ask(database, "SELECT payload::text LIKE '%' || encode('there', 'hex') || '%' FROM pgqueuer")


async def test_what_is_not_done_in_time_at_a_stop_waits_for_another_and_loses_no_attempt(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    digger = Digger(held=True)
    async with working(database_url, {Dig: digger}) as worker:
        await put(database, Dig("here"))
        await digger.until(lambda it: it.begun)
        began = asyncio.get_running_loop().time()
        await worker.stop(0.1)
        assert asyncio.get_running_loop().time() - began < 1.2
    assert await ask(database, "SELECT status::text || attempts FROM pgqueuer") == "queued0"
    assert "Stopped in the middle of 1 jobs; 1 of them wait again already." in said.getvalue()
    assert "ERROR" not in said.getvalue()
    digger.go_on.set()
    async with working(database_url, {Dig: digger}):
        await digger.until(lambda it: it.done)
    assert digger.begun == ["here", "here"]


async def test_what_one_gives_back_at_its_stop_another_hears_of(database: Database, database_url: str) -> None:
    digger, told_only = Digger(held=True), Pace(poll=60, shown_every=0.1)
    async with working(database_url, {Dig: digger}, pace=told_only) as one:
        await put(database, Dig("here"))
        await digger.until(lambda it: it.begun)
        async with working(database_url, {Dig: digger}, pace=told_only) as other:
            await until(lambda: is_idle(database, other))
            await one.stop(0.1)
            await digger.until(lambda it: len(it.begun) == 2)
            digger.go_on.set()
            await digger.until(lambda it: it.done)


async def is_idle(database: Database, worker: Worker) -> bool:
    """Whether the worker was seen, and nobody asks the database for anything."""
    return bool(
        await ask(
            database,
            "SELECT EXISTS (SELECT FROM workers WHERE id = $1) AND NOT EXISTS ("
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND state = 'active')",
            worker.id,
        )
    )


async def test_a_job_that_cannot_be_stopped_holds_nobody_up(database: Database, database_url: str) -> None:
    stubborn = Stubborn()
    async with working(database_url, {Dig: stubborn}) as worker:
        await put(database, Dig("here"))
        await stubborn.begun.wait()
        async with asyncio.timeout(3):
            await worker.stop(0.1)
        stubborn.go_on.set()
    assert await left(database) == 1


class Stubborn:
    """Does not mind being cancelled."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()

    async def __call__(self, dig: Dig) -> None:
        self.begun.set()
        while not self.go_on.is_set():
            try:
                await self.go_on.wait()
            except asyncio.CancelledError:
                continue


async def test_a_worker_that_is_cancelled_loses_no_job(database: Database, database_url: str) -> None:
    digger = Digger(held=True)
    worker = Worker(database_url, {Dig: digger}, [], version="1", pace=QUICK)
    running = asyncio.create_task(worker.run())
    await put(database, Dig("here"))
    await digger.until(lambda it: it.begun)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await ask(database, "SELECT status::text FROM pgqueuer") == "queued"


async def test_a_job_whose_task_is_cancelled_under_it_is_not_lost(database: Database, database_url: str) -> None:
    # As when the loop ends and cancels all there is: PgQueuer alone would write "canceled" and delete the job.
    tasks: list[asyncio.Task[object]] = []

    async def give_up(dig: Dig) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.append(task)
        if len(tasks) == 1:
            task.cancel()
            await asyncio.sleep(0)

    async with working(database_url, {Dig: give_up}):
        await put(database, Dig("here"))

        async def is_done() -> bool:
            return len(tasks) == 2 and await left(database) == 0

        await until(is_done)


async def test_a_handler_that_ends_as_if_cancelled_has_failed(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    digger = Digger(fails=1, with_=asyncio.CancelledError)
    async with working(database_url, {Dig: digger}):
        await put(database, Dig("here"))
        await digger.until(lambda it: it.done)
    assert "failed (Interrupted); it is tried again" in said.getvalue()


async def test_of_two_workers_one_keeps_a_schedule_that_is_due(database: Database, database_url: str) -> None:
    kept = Kept()
    schedule = Schedule("test.yearly", "0 0 1 1 *", kept)
    for time in range(1, 4):
        await ask(database, IT_IS_DUE)
        async with working(database_url, {}, [schedule]), working(database_url, {}, [schedule]):
            await kept.until(time)
        assert len(kept.times) == time
    assert await ask(database, "SELECT next_run > now() + interval '1 hour' FROM pgqueuer_schedules")


async def test_a_schedule_that_a_stop_interrupts_is_not_taken_for_kept(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    kept = Kept(ends=False)
    await ask(database, IT_IS_DUE)
    async with working(database_url, {}, [Schedule("test.yearly", "0 0 1 1 *", kept)]) as worker:
        await kept.until(1)
        await worker.stop(0.1)
    assert await ask(database, "SELECT status::text FROM pgqueuer_schedules WHERE last_run IS NULL") == "picked"
    assert "ERROR" not in said.getvalue()


async def test_each_tick_is_kept_by_one_of_two_workers(database_url: str) -> None:
    kept = Kept()
    schedule = Schedule("test.secondly", "* * * * * *", kept)
    async with working(database_url, {}, [schedule]), working(database_url, {}, [schedule]):
        await kept.until(2)
    assert len({time.replace(microsecond=0) for time in kept.times}) == len(kept.times)


async def test_a_schedule_that_fails_is_told_of_and_kept_the_next_time(
    database: Database, database_url: str, said: io.StringIO
) -> None:
    kept = Kept(fails=1)
    for time in range(1, 3):
        await ask(database, IT_IS_DUE)
        async with working(database_url, {}, [Schedule("test.yearly", "0 0 1 1 *", kept)]):
            await kept.until(time)
    assert said.getvalue().count("The schedule test.yearly failed (ValueError).") == 1


class Kept:
    """When a schedule was kept."""

    def __init__(self, *, fails: int = 0, ends: bool = True) -> None:
        self.times: list[datetime] = []
        self._fails = fails
        self._ends = ends

    async def __call__(self) -> None:
        self.times.append(datetime.now(UTC))
        if len(self.times) <= self._fails:
            raise ValueError
        if not self._ends:
            await asyncio.Event().wait()

    async def until(self, times: int) -> None:
        async def were_so_many() -> bool:
            return len(self.times) >= times

        await until(were_so_many)


async def test_names_in_the_environment_are_not_taken_for_tables(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pgqueuer.domain.settings import db_settings

    for name in ("PGQUEUER_PREFIX", "CHANNEL", "QUEUE_TABLE", "PGQUEUER_SCHEDULES_TABLE"):
        monkeypatch.setenv(name, "elsewhere")
    db_settings.cache_clear()
    digger = Digger()
    async with working(database_url, {Dig: digger}):
        await put(database, Dig("here"))
        await digger.until(lambda it: it.done)
    db_settings.cache_clear()


def test_nothing_of_what_it_is_made_of_is_imported_before_it_runs() -> None:
    told = subprocess.run([sys.executable, "-c", IMPORTED_LATE], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[0] == "[]"
    assert "pgqueuer" in told.stdout.splitlines()[1]
