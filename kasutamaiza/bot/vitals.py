"""Vitals: how the bot's database is."""

import asyncio

from kasutamaiza.bot.model import Health
from kasutamaiza.storage import Database, DatabaseAway, schema

PATIENCE = 1.0
"""Seconds: who asks how the database is wants to know it now."""


class Vitals:
    """Asks the database how it is; what could not be asked is None."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer_time(self) -> float | None:
        """Seconds that the database takes to answer."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._database.answer_time()
        except (DatabaseAway, TimeoutError):
            return None

    async def examine(self) -> Health:
        """Its answer time, schema and version."""
        answered = await self.answer_time()
        if answered is None:
            return Health(answer_time=None, head=schema.head())
        try:
            async with asyncio.timeout(PATIENCE), self._database.connection() as connection:
                server = str(await connection.fetchval("SHOW server_version")).split(" ")[0]
                revision = await schema.revision(connection)
        except (DatabaseAway, TimeoutError):
            return Health(answer_time=None, head=schema.head())
        return Health(answer_time=answered, revision=revision, head=schema.head(), server=server)
