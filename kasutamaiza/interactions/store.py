"""The custom_ids and cooldowns tables."""

from collections.abc import Sequence
from datetime import datetime

from kasutamaiza.storage import Connection

# In both, the rows of others that have expired are deleted only once our own rows are locked (the condition on what was
# put), and those that somebody else has locked are passed over: so two who write at once never wait for each other in a
# circle. ANY(ARRAY(…)), since a subquery behind IN may be asked more than once, and its LIMIT then means nothing.


async def put_records(
    connection: Connection, custom_ids: Sequence[str], records: Sequence[str], ends: Sequence[datetime], at: datetime
) -> None:
    """Keep each record until its end, or longer where it is kept longer already. No custom id may stand here twice."""
    await connection.execute(
        """
        WITH put AS (
            INSERT INTO custom_ids AS kept (custom_id, record, expires_at)
            SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS given (custom_id, record, expires_at)
            ORDER BY given.custom_id
            ON CONFLICT (custom_id) DO UPDATE SET expires_at = GREATEST(kept.expires_at, EXCLUDED.expires_at)
            RETURNING 1
        )
        DELETE FROM custom_ids WHERE custom_id = ANY(ARRAY(
            SELECT custom_id FROM custom_ids
            WHERE expires_at <= $4 AND custom_id <> ALL($1) AND (SELECT count(*) FROM put) > 0
            ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED
        ))
        """,
        custom_ids,
        records,
        ends,
        at,
    )


async def find_record(connection: Connection, custom_id: str, at: datetime) -> str | None:
    found: str | None = await connection.fetchval(
        "SELECT record FROM custom_ids WHERE custom_id = $1 AND expires_at > $2", custom_id, at
    )
    return found


async def sweep_records(connection: Connection, at: datetime, most: int) -> int:
    """Delete what has expired, at most so many; how many they were."""
    number: int = await connection.fetchval(
        """
        WITH gone AS (
            DELETE FROM custom_ids WHERE custom_id = ANY(ARRAY(
                SELECT custom_id FROM custom_ids WHERE expires_at <= $1
                ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
            ))
            RETURNING 1
        )
        SELECT count(*) FROM gone
        """,
        at,
        most,
    )
    return number


async def take_use(
    connection: Connection, key: str, most: int, at: datetime, ends_at: datetime
) -> tuple[int, datetime]:
    """Count a use at `at`, in a window that would end at `ends_at` if it began now: the uses so far, and its end.

    More uses than `most` say that this one was refused.
    """
    # A refused use leaves most + 1 behind, however many there were: LEAST takes it off again. The end is the earliest
    # use's, whichever of two came here first.
    row = await connection.fetchrow(
        """
        WITH taken AS (
            INSERT INTO cooldowns AS known (key, uses, ends_at) VALUES ($1, 1, $4)
            ON CONFLICT (key) DO UPDATE SET
                uses = CASE WHEN known.uses = 0 OR known.ends_at <= $3 THEN 1 ELSE LEAST(known.uses, $2) + 1 END,
                ends_at = CASE WHEN known.uses = 0 OR known.ends_at <= $3 THEN EXCLUDED.ends_at
                               ELSE LEAST(known.ends_at, EXCLUDED.ends_at) END
            RETURNING uses, ends_at
        ), forgotten AS (
            DELETE FROM cooldowns WHERE key = ANY(ARRAY(
                SELECT key FROM cooldowns
                WHERE ends_at <= $3 AND key <> $1 AND (SELECT uses FROM taken) > 0
                ORDER BY ends_at LIMIT 100 FOR UPDATE SKIP LOCKED
            ))
        )
        SELECT uses, ends_at FROM taken
        """,
        key,
        most,
        at,
        ends_at,
    )
    assert row is not None  # noqa: S101  (an upsert without a condition returns its row)
    return row["uses"], row["ends_at"]


async def give_use_back(connection: Connection, key: str, most: int, at: datetime, ends_at: datetime) -> None:
    """Take back a use that was counted with the same arguments, unless its window is over and another has begun."""
    await connection.execute(
        """
        UPDATE cooldowns SET uses = LEAST(uses, $2) - 1
        WHERE key = $1 AND uses > 0 AND ends_at > $3 AND ends_at <= $4
        """,
        key,
        most,
        at,
        ends_at,
    )


async def sweep_uses(connection: Connection, at: datetime, most: int) -> int:
    """Delete the windows that are over, at most so many; how many they were."""
    number: int = await connection.fetchval(
        """
        WITH gone AS (
            DELETE FROM cooldowns WHERE key = ANY(ARRAY(
                SELECT key FROM cooldowns WHERE ends_at <= $1 ORDER BY ends_at LIMIT $2 FOR UPDATE SKIP LOCKED
            ))
            RETURNING 1
        )
        SELECT count(*) FROM gone
        """,
        at,
        most,
    )
    return number
