"""Guilds: which servers have added us."""

from datetime import datetime

from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.guilds import store
from kasutamaiza.guilds.model import Guild
from kasutamaiza.storage import Database


class Guilds:
    """The servers that were ever told to us."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def authorize(self, guild: GuildId, name: str | None, at: datetime) -> None:
        """A server has added us at `at`. Told again, or later than what came after it, it changes nothing."""
        async with self._database.connection() as connection:
            await store.put_guild(connection, guild, name, at)

    async def find(self, guild: GuildId) -> Guild | None:
        """What is kept of a server; None when nothing is."""
        async with self._database.connection() as connection:
            return await store.find_guild(connection, guild)
