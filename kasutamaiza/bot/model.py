"""The bot as it was started: who it is, since when, and with what."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct


class Bot(Struct, frozen=True, kw_only=True):
    """This bot. `settings` says of each variable whether it was set."""

    application_id: int
    version: str
    started_at: datetime
    settings: Mapping[str, bool]


class Health(Struct, frozen=True, kw_only=True):
    """How the database is: its answer time in seconds, None when it is away; its schema, and the one we expect."""

    answer_time: float | None
    revision: str | None = None
    head: str | None = None
    server: str | None = None
