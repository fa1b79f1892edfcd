"""Housekeeping: what is over goes, and what is not stays."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from croniter import croniter  # type: ignore[import-untyped]

from kasutamaiza import housekeeping
from kasutamaiza.interactions.cooldown import Cooldowns
from kasutamaiza.interactions.kept import Shelf
from kasutamaiza.jobs import Queue, Schedule
from kasutamaiza.storage import Database

IMPORTED = """
import sys, kasutamaiza.housekeeping
print([name for name in ("asyncpg", "pgqueuer", "pydantic", "httpx") if name in sys.modules])
"""

NOW = datetime(2026, 11, 22, 10, 30, 0, 123456, UTC)


def now() -> datetime:
    return NOW


@pytest.fixture
def schedules(database: Database) -> list[Schedule]:
    return housekeeping.schedules(Shelf(database, now=now), Cooldowns(database), Queue(database), now=now)


async def put(database: Database, statement: str) -> None:
    async with database.connection() as connection:
        await connection.execute(statement, NOW)


async def names(database: Database, statement: str) -> list[str]:
    async with database.connection() as connection:
        return [row["name"] for row in await connection.fetch(statement)]


async def test_all_that_has_expired_is_cleared_away_however_much_it_is(
    database: Database, schedules: list[Schedule], monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("kept", "cooldown"):
        monkeypatch.setattr(f"kasutamaiza.interactions.{room}.SWEPT", 10)
    await put(
        database,
        "INSERT INTO custom_ids SELECT 'old' || n, '[]', $1::timestamptz - make_interval(secs => n)"
        " FROM generate_series(0, 24) AS n",
    )
    await put(database, "INSERT INTO custom_ids VALUES ('new', '[]', $1::timestamptz + interval '1 second')")
    await put(
        database,
        "INSERT INTO cooldowns SELECT 'old' || n, 1, $1::timestamptz - make_interval(secs => n)"
        " FROM generate_series(0, 24) AS n",
    )
    await put(database, "INSERT INTO cooldowns VALUES ('new', 1, $1::timestamptz + interval '1 second')")
    await put(
        database,
        "INSERT INTO pgqueuer_log (created, job_id, status, priority, entrypoint)"
        " VALUES (least($1, now()) - interval '15 days', 1, 'successful', 0, 'old'), (now(), 2, 'queued', 0, 'new')",
    )
    for schedule in schedules:
        await schedule.deed()
    assert await names(database, "SELECT custom_id AS name FROM custom_ids") == ["new"]
    assert await names(database, "SELECT key AS name FROM cooldowns") == ["new"]
    assert await names(database, "SELECT entrypoint AS name FROM pgqueuer_log") == ["new"]


async def test_what_somebody_writes_at_the_moment_is_left_to_the_next_time(
    database: Database, schedules: list[Schedule]
) -> None:
    await put(database, "INSERT INTO custom_ids VALUES ('held', '[]', $1), ('free', '[]', $1)")
    await put(database, "INSERT INTO cooldowns VALUES ('held', 1, $1), ('free', 1, $1)")
    async with database.transaction() as other:
        await other.fetchval("SELECT 1 FROM custom_ids WHERE custom_id = 'held' FOR UPDATE")
        await other.fetchval("SELECT 1 FROM cooldowns WHERE key = 'held' FOR UPDATE")
        for schedule in schedules:
            await schedule.deed()
        assert await names(database, "SELECT custom_id AS name FROM custom_ids") == ["held"]
        assert await names(database, "SELECT key AS name FROM cooldowns") == ["held"]


def test_times_are_times_and_no_two_fall_together() -> None:
    nowhere = Database(None)
    schedules = housekeeping.schedules(Shelf(nowhere, now=now), Cooldowns(nowhere), Queue(nowhere), now=now)
    next_ones = {croniter(schedule.times, NOW).get_next(datetime) for schedule in schedules}
    assert len(next_ones) == len(schedules)


def test_it_imports_nothing_that_is_slow() -> None:
    told = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
