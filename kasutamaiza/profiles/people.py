"""People: what we remember of whom."""

from kasutamaiza.discord.snowflake import UserId
from kasutamaiza.profiles import store
from kasutamaiza.profiles.model import Profile
from kasutamaiza.storage import Database


class People:
    """Those who use the bot."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, user: UserId) -> Profile | None:
        """What is kept of somebody; None when nothing is."""
        async with self._database.connection() as connection:
            return await store.find_profile(connection, user)
