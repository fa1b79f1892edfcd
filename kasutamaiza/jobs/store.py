"""PgQueuer's tables, as far as we touch them ourselves, and the workers table."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kasutamaiza.storage import Connection


async def put(connection: Connection, tag: str, payload: bytes, at: datetime | None, key: str | None) -> int | None:
    """The new job's number; None when one of its kind with this key waits or runs already."""
    number: int | None = await connection.fetchval("SELECT put_job($1, $2, $3, $4)", tag, payload, at, key)
    return number


async def count(connection: Connection) -> Mapping[tuple[str, str], int]:
    """How many there are, by tag and status."""
    rows = await connection.fetch(
        "SELECT entrypoint, status::text AS status, count(*) AS number FROM pgqueuer GROUP BY entrypoint, status"
    )
    return {(row["entrypoint"], row["status"]): row["number"] for row in rows}


async def oldest_waiting(connection: Connection) -> float:
    """Seconds since the oldest of those that wait was due."""
    seconds: float = await connection.fetchval(
        """
        SELECT coalesce(extract(epoch FROM now() - min(execute_after)), 0)::float8 FROM pgqueuer
        WHERE status = 'queued' AND execute_after <= now()
        """
    )
    return seconds


async def last_seen(connection: Connection) -> datetime | None:
    """When a worker last showed itself."""
    seen: datetime | None = await connection.fetchval("SELECT max(seen_at) FROM workers")
    return seen


async def show(connection: Connection, worker: UUID, version: str) -> None:
    """The worker is here."""
    await connection.execute(
        "INSERT INTO workers (id, version) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_at = now()",
        worker,
        version,
    )


async def starts(connection: Connection, job: int) -> int:
    """How often a job was begun, this time included, since it was put or last failed."""
    number: int = await connection.fetchval(
        """
        SELECT count(*) FROM pgqueuer_log WHERE job_id = $1 AND status = 'picked' AND id > coalesce(
            (SELECT max(id) FROM pgqueuer_log WHERE job_id = $1 AND status = 'queued'), 0
        )
        """,
        job,
    )
    return number


async def give_back(connection: Connection, worker: UUID) -> int:
    """What the worker began and did not finish waits again; how many these are."""
    number: int = await connection.fetchval(
        """
        WITH given AS (
            UPDATE pgqueuer SET status = 'queued', updated = now(), queue_manager_id = NULL, slot = NULL
            WHERE queue_manager_id = $1 AND status = 'picked'
            RETURNING 1
        )
        SELECT count(*) FROM given
        """,
        worker,
    )
    if number:
        # The trigger tells nobody of an update: the others would look for them only when their next look is due.
        await connection.execute(
            """
            SELECT pg_notify('ch_pgqueuer', json_build_object(
                'channel', 'ch_pgqueuer', 'operation', 'update', 'sent_at', now(),
                'table', 'pgqueuer', 'type', 'table_changed_event'
            )::text)
            """
        )
    return number


async def forget(connection: Connection, days: int, most: int) -> int:
    """What became of jobs so many days ago, at most so many of these notes; how many they were."""
    number: int = await connection.fetchval(
        """
        WITH gone AS (
            DELETE FROM pgqueuer_log WHERE id = ANY(ARRAY(
                SELECT id FROM pgqueuer_log WHERE created < now() - make_interval(days => $1) ORDER BY created LIMIT $2
            ))
            RETURNING 1
        )
        SELECT count(*) FROM gone
        """,
        days,
        most,
    )
    return number


async def forget_workers(connection: Connection, days: int) -> None:
    """Those that have not shown themselves for so many days."""
    await connection.execute("DELETE FROM workers WHERE seen_at < now() - make_interval(days => $1)", days)
