"""Which revision of the schema the database has, and which one this code was written for; without importing Alembic."""

from functools import cache
from pathlib import Path

from kasutamaiza.storage.connection import Connection

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


async def revision(connection: Connection) -> str | None:
    """The database's revision: None before the first migration."""
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return None
    found: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
    return found


@cache
def head() -> str:
    """The newest revision: a file's name starts with its own, and they are numbered in order."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*.py"))
