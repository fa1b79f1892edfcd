"""Putting jobs, and telling what there is."""

from datetime import UTC, datetime, timedelta

import pytest

from kasutamaiza.jobs import Job, Queue, Worker
from kasutamaiza.jobs.model import Retries, tag_of
from kasutamaiza.storage import Database, DatabaseAway
from tests.jobs.digs import Dig, Digger, Fill, ask, left, put, working
from tests.journeys.process import until

HOUR = timedelta(hours=1)


class Untagged(Job, frozen=True):
    """Nobody could tell whose it is."""


async def regret(database: Database) -> None:
    async with database.transaction() as connection:
        assert await Queue(database).put(Dig("here"), connection) is not None
        raise ArithmeticError


async def test_a_job_of_a_transaction_that_was_rolled_back_never_was(database: Database, database_url: str) -> None:
    digger = Digger()
    async with working(database_url, {Dig: digger}):
        with pytest.raises(ArithmeticError):
            await regret(database)
        await put(database, Dig("there"))
        await digger.until(lambda it: it.done)
    assert digger.begun == ["there"]
    assert await left(database) == 0


async def test_a_job_is_done_at_its_moment_and_not_before(database: Database, database_url: str) -> None:
    digger, times = Digger(), []

    async def dig(job: Dig) -> None:
        times.append(datetime.now(UTC))
        await digger(job)

    async with working(database_url, {Dig: dig}):
        moment = datetime.now(UTC) + timedelta(seconds=0.4)
        await put(database, Dig("later"), at=moment)
        await put(database, Dig("tomorrow"), at=moment + 24 * HOUR)
        await put(database, Dig("now"))
        await digger.until(lambda it: len(it.done) == 2)
    assert digger.done == ["now", "later"]
    assert timedelta(0) <= times[1] - moment < timedelta(seconds=1)
    assert await left(database) == 1


async def test_a_moment_needs_a_time_zone(database: Database) -> None:
    with pytest.raises(ValueError, match="time zone"):
        await put(database, Dig("here"), at=datetime(2026, 11, 22))  # noqa: DTZ001


async def test_a_key_is_taken_while_its_job_waits_or_runs_and_free_again_then(
    database: Database, database_url: str
) -> None:
    digger = Digger(held=True)
    assert await put(database, Dig("here"), key="17") is not None
    assert await put(database, Dig("here"), key="17") is None
    assert await put(database, Dig("here"), key="18") is not None
    assert await put(database, Fill("here"), key="17") is not None, "another kind's keys are its own"
    async with working(database_url, {Dig: digger}):
        await digger.until(lambda it: len(it.begun) == 2)
        assert await put(database, Dig("here"), key="17") is None
        digger.go_on.set()

        async def is_free() -> bool:
            return await put(database, Dig("again"), key="17") is not None

        await until(is_free)
        await digger.until(lambda it: "again" in it.done)


async def test_a_taken_key_leaves_the_transaction_whole(database: Database) -> None:
    await put(database, Dig("here"), key="17")
    async with database.transaction() as connection:
        assert await Queue(database).put(Dig("there"), connection, key="17") is None
        assert await Queue(database).put(Dig("elsewhere"), connection) is not None
    assert await left(database) == 2


async def test_the_census_counts_what_there_is(database: Database) -> None:
    queue = Queue(database)
    nothing = await queue.census()
    assert (nothing.counts, nothing.oldest_waiting, nothing.failed, nothing.seen) == ({}, 0.0, 0, None)

    now = datetime.now(UTC)
    for at in (None, now - HOUR, now + HOUR):
        await put(database, Dig("here"), at=at)
    await put(database, Fill("here"), at=now - 2 * HOUR)
    await put(database, Fill("there"), at=now - 3 * HOUR)
    await ask(database, "UPDATE pgqueuer SET status = 'failed' WHERE execute_after < now() - interval '150 minutes'")
    census = await queue.census()
    assert census.counts == {("test.dig", "queued"): 3, ("test.fill", "queued"): 1, ("test.fill", "failed"): 1}
    assert census.failed == 1
    assert 7200 <= census.oldest_waiting < 7300


async def test_the_census_says_when_a_worker_was_last_seen(database: Database, database_url: str) -> None:
    queue, before = Queue(database), datetime.now(UTC)
    async with working(database_url, {}) as worker:
        seen = []

        async def is_seen_twice() -> bool:
            census = await queue.census()
            if census.seen is not None and census.seen not in seen:
                seen.append(census.seen)
            return len(seen) == 2

        await until(is_seen_twice)
    assert before <= seen[0] < seen[1]
    assert await ask(database, "SELECT version FROM workers WHERE id = $1", worker.id) == "7.7.7"


async def test_without_a_database_there_is_no_census() -> None:
    database = Database("postgresql://nobody:nothing@127.0.0.1:1/none")
    with pytest.raises(DatabaseAway):
        await Queue(database).census()
    await database.close()


async def test_what_became_of_jobs_long_ago_and_who_did_them_is_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kasutamaiza.jobs.queue.BATCH", 2)
    async with database.connection() as connection:
        for days in (1, 13, 15, 16, 17, 18, 19):
            await connection.execute(
                "INSERT INTO pgqueuer_log (created, job_id, status, priority, entrypoint)"
                " VALUES (now() - make_interval(days => $1), $1, 'successful', 0, 'test.dig')",
                days,
            )
        for hours in (1, 23, 25):
            await connection.execute(
                "INSERT INTO workers VALUES (gen_random_uuid(), '1', now(), now() - make_interval(hours => $1))", hours
            )
    await Queue(database).tidy()
    assert await ask(database, "SELECT array_agg(job_id ORDER BY job_id) FROM pgqueuer_log") == [1, 13]
    assert await ask(database, "SELECT count(*) FROM workers") == 2


def test_a_kind_of_job_has_a_tag_of_its_own() -> None:
    assert tag_of(Dig) == "test.dig"
    for kind in (Job, Untagged):
        with pytest.raises(ValueError, match="has no tag"):
            tag_of(kind)


def test_a_worker_takes_no_two_of_one_name() -> None:
    class Hole(Job, tag="test.dig", frozen=True):
        """The same tag."""

    with pytest.raises(ValueError, match=r"two called test\.dig"):
        Worker("postgresql://h/d", {Dig: Digger(), Hole: Digger()}, [], version="1")


def test_a_job_that_fails_is_tried_again_for_25_minutes_in_all() -> None:
    retries = Retries()
    pauses = [retries.pause(failures) for failures in range(1, 9)]
    assert pauses == [1, 4, 16, 64, 256, 600, 600, None]
    assert sum(pause or 0 for pause in pauses) / 60 > 25
