"""Queue: puts jobs where a worker finds them, and tells what is there."""

from datetime import datetime

from msgspec.json import encode

from kasutamaiza.jobs import store
from kasutamaiza.jobs.model import Census, Job, tag_of
from kasutamaiza.storage import Connection, Database

REMEMBERED = 14
"""Days for which it can be looked up what became of a job."""

BATCH = 5_000
"""Rows deleted in one go: few enough for the time that a statement has."""

SHOWN = 1
"""Days for which a worker that has ended is still told of."""


class Queue:
    """Needs no worker and none of what one is made of: a job is a row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(
        self, job: Job, connection: Connection, *, at: datetime | None = None, key: str | None = None
    ) -> int | None:
        """Put a job in the caller's transaction: it is there when that commits, and never was when it does not.

        It is due at once, or `at` a moment. Of a kind, only one with the same `key` waits or runs: for another, None
        is returned instead of its number. Once it is done or has failed, the key is free again. Raises `DatabaseAway`.
        """
        if at is not None and at.tzinfo is None:
            raise ValueError("A job's moment needs a time zone.")
        return await store.put(connection, tag_of(type(job)), encode(job), at, key)

    async def census(self) -> Census:
        """What there is at the moment. Raises `DatabaseAway`."""
        async with self._database.connection() as connection:
            counts = await store.count(connection)
            return Census(
                counts=counts,
                oldest_waiting=await store.oldest_waiting(connection),
                failed=sum(number for (_, status), number in counts.items() if status == "failed"),
                seen=await store.last_seen(connection),
            )

    async def tidy(self) -> None:
        """Forget what became of jobs long ago, and workers that are gone. Raises `DatabaseAway`."""
        async with self._database.connection() as connection:
            while await store.forget(connection, REMEMBERED, BATCH) == BATCH:
                pass
            await store.forget_workers(connection, SHOWN)
