"""The users table."""

from kasutamaiza.discord.snowflake import UserId
from kasutamaiza.profiles.model import Profile
from kasutamaiza.storage import Connection


async def find_profile(connection: Connection, user: UserId) -> Profile | None:
    row = await connection.fetchrow("SELECT id, name, created_at FROM users WHERE id = $1", user)
    return None if row is None else Profile(**row)
