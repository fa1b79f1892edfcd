"""Profile: what is kept of a person."""

from datetime import datetime

from msgspec import Struct

from kasutamaiza.discord.snowflake import UserId


class Profile(Struct, frozen=True):
    """Somebody we have something to remember of, and since when."""

    id: UserId
    name: str
    created_at: datetime
