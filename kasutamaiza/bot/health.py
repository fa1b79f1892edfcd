"""Asking the database how it is."""

import asyncio

from kasutamaiza.bot.model import Health
from kasutamaiza.storage import Database, DatabaseAway, schema

PATIENCE = 1.0
"""Seconds: who asks how the database is wants to know it now."""


async def answer_time(database: Database) -> float | None:
    """Seconds that the database takes to answer; None when it is away."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await database.answer_time()
    except (DatabaseAway, TimeoutError):
        return None


async def examine(database: Database) -> Health:
    """The database's answer time, schema and version; what could not be asked is None."""
    answered = await answer_time(database)
    if answered is None:
        return Health(answer_time=None, head=schema.head())
    try:
        async with asyncio.timeout(PATIENCE), database.connection() as connection:
            server = await connection.fetchval("SHOW server_version")
            return Health(
                answer_time=answered,
                revision=await schema.revision(connection),
                head=schema.head(),
                server=str(server).split(" ")[0],
            )
    except (DatabaseAway, TimeoutError):
        return Health(answer_time=None, head=schema.head())
