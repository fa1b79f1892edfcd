"""The guilds table."""

from datetime import datetime

from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.guilds.model import Guild
from kasutamaiza.storage import Connection


async def put_guild(connection: Connection, guild: GuildId, name: str | None, authorized_at: datetime) -> None:
    """Write that a server has added us, unless a later time is written already."""
    await connection.execute(
        """
        INSERT INTO guilds AS known (id, name, authorized_at) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET
            name = COALESCE(EXCLUDED.name, known.name),
            authorized_at = EXCLUDED.authorized_at,
            left_at = CASE WHEN known.left_at > EXCLUDED.authorized_at THEN known.left_at END
        WHERE known.authorized_at <= EXCLUDED.authorized_at
        """,
        guild,
        name,
        authorized_at,
    )


async def find_guild(connection: Connection, guild: GuildId) -> Guild | None:
    row = await connection.fetchrow("SELECT id, name, authorized_at, left_at FROM guilds WHERE id = $1", guild)
    return None if row is None else Guild(**row)
