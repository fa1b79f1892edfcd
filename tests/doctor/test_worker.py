"""Whether anybody does the jobs."""

from datetime import UTC, datetime, timedelta

import pytest

from kasutamaiza.doctor import Outcome, place
from kasutamaiza.doctor.worker import Shift, look, works
from kasutamaiza.jobs import Census
from kasutamaiza.storage import Database
from tests.doctor.visit import run, visit, wrong

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def census(*, seen: float | None = 3, waiting: int = 0, oldest: float = 0.0, failed: int = 0) -> Shift:
    """A worker `seen` so many seconds ago."""
    counts = {("lift_ban", "queued"): waiting, ("lift_ban", "picked"): 1}
    at = None if seen is None else NOW - timedelta(seconds=seen)
    return Shift(Census(counts=counts, oldest_waiting=oldest, failed=failed, seen=at), NOW)


@pytest.mark.parametrize(
    ("shift", "outcome", "said"),
    [
        (census(), Outcome.OK, "A worker showed itself 3 seconds ago; no jobs wait."),
        (
            census(waiting=1, failed=2),
            Outcome.OK,
            "A worker showed itself 3 seconds ago; 1 job waits, 2 failed for good.",
        ),
        (census(seen=61), Outcome.WRONG, "No worker has shown itself for 61 seconds; no jobs wait."),
        (census(seen=3 * 3600, waiting=4), Outcome.WRONG, "No worker has shown itself for 3 hours; 4 jobs wait."),
        (census(seen=None), Outcome.WRONG, "No worker showed itself in the last day; no jobs wait."),
        (
            census(waiting=9, oldest=1200),
            Outcome.WARNING,
            "A worker is there, but the oldest job that is due has waited 20 minutes; 9 jobs wait.",
        ),
        (None, Outcome.SKIPPED, "The database went away meanwhile."),
    ],
)
def test_a_worker_is_there_when_it_showed_itself_of_late(shift: Shift | None, outcome: Outcome, said: str) -> None:
    found = works(shift, embedded=True)
    assert (found.outcome, found.said) == (outcome, said)


def test_where_a_worker_is_started_depends_on_where_it_lives() -> None:
    assert "the worker lives in it" in works(census(seen=None), embedded=True).mend
    assert "scripts/worker.py" in works(census(seen=None), embedded=False).mend


async def test_a_worker_behind_a_pooler_hears_nothing(database_url: str) -> None:
    pooler = "postgresql://mai@pgbouncer.x.example/cards"
    found = works(census(), embedded=True, pooled=place("DIRECT_DATABASE_URL", pooler).is_pooler)
    assert "address of a pooler" in wrong(found)
    await run(database_url, "INSERT INTO workers (id, version) VALUES (gen_random_uuid(), '1')")
    through = await visit(database=database_url, direct=database_url)
    assert (through["direct database"].outcome, through["worker"].outcome) == (Outcome.OK, Outcome.OK)


async def test_a_worker_that_died_is_found_in_the_database(database_url: str) -> None:
    assert "No worker showed itself" in wrong((await visit(database=database_url))["worker"])
    await run(database_url, "INSERT INTO workers (id, version) VALUES (gen_random_uuid(), '1')")
    assert (await visit(database=database_url))["worker"].outcome is Outcome.OK
    await run(database_url, "UPDATE workers SET seen_at = now() - interval '5 minutes'")
    assert "for 5 minutes" in wrong((await visit(database=database_url))["worker"])


async def test_a_database_that_goes_away_meanwhile_is_no_error() -> None:
    assert await look(Database("postgresql://mai@127.0.0.1:1/cards")) is None
