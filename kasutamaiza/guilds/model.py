"""Guild: what is kept of a server."""

from datetime import datetime

from msgspec import Struct

from kasutamaiza.discord.snowflake import GuildId


class Guild(Struct, frozen=True):
    """A server that has added us. Its name is None while nobody told us; `left_at` is None while we are there."""

    id: GuildId
    name: str | None
    authorized_at: datetime
    left_at: datetime | None
