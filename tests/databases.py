"""A real PostgreSQL for the tests: one server a run, one migrated template, a fresh database for each test."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from kasutamaiza.storage import Database
from kasutamaiza.storage.embedded import EmbeddedPostgres
from scripts import migrate

TEMPLATE = "migrated"


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    with temporary() as directory, EmbeddedPostgres(directory, durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """The name of a database with every migration applied, to be copied."""
    command(postgres, f"CREATE DATABASE {TEMPLATE}")
    asyncio.run(migrate.upgrade(postgres.url(TEMPLATE)))
    return TEMPLATE


@pytest.fixture
def empty_database_url(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The address of a database without a schema."""
    with fresh(postgres, "template1") as url:
        yield url


@pytest.fixture
def database_url(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """The address of a migrated, empty database of the test's own."""
    with fresh(postgres, template) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder for data that nobody keeps: in memory where there is room, as a database is a thousand small files."""
    memory = Path("/dev/shm")  # noqa: S108
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    with tempfile.TemporaryDirectory(prefix="kasu-", dir=memory if roomy else None) as directory:
        Path(directory).chmod(0o711)  # when we are root, the server is nobody
        yield Path(directory)


@contextmanager
def fresh(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex[:12]}"
    # By copying files: half the time of the default, which writes all of it to the log.
    command(postgres, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield postgres.url(name)
    finally:
        command(postgres, f"DROP DATABASE {name} WITH (FORCE)")


def command(postgres: EmbeddedPostgres, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(postgres.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())
