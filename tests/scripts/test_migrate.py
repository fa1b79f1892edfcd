"""Migrating: once for all machines that try, and in one sentence when it cannot be done."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from kasutamaiza.storage import schema
from scripts import migrate

SCRIPT = Path(migrate.__file__)
HEAD = schema.head()
NEXT = f"{int(HEAD) + 1:04}"

A_MIGRATION = """
revision = "{revision}"
down_revision = "{before}"

from alembic import op

def upgrade():
    op.execute("CREATE TABLE half (id int)")
    op.execute("{statement}")
"""


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our migrations, to which a test may add one."""
    copy = tmp_path / "100 % migrations"
    shutil.copytree(migrate.MIGRATIONS, copy)
    monkeypatch.setattr(migrate, "MIGRATIONS", copy)
    monkeypatch.setattr(schema, "VERSIONS", copy / "versions")
    return copy


@pytest.fixture(autouse=True)
def head_is_read_anew() -> None:
    schema.head.cache_clear()


def add(migrations: Path, statement: str) -> None:
    written = A_MIGRATION.format(revision=NEXT, before=HEAD, statement=statement)
    (migrations / "versions" / f"{NEXT}_next.py").write_text(written)
    schema.head.cache_clear()


def test_it_brings_an_empty_database_to_the_head_once(
    empty_database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = {"DATABASE_URL": empty_database_url}
    assert migrate.main(["--check"], environ) == migrate.BEHIND
    assert capsys.readouterr().out == f"The database is at nothing yet, behind {HEAD}: run scripts/migrate.py.\n"

    assert migrate.main([], environ) == migrate.DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Applied 0001: guilds and users."
    assert lines[-1] == f"The database is at {HEAD}."

    assert migrate.main([], environ) == migrate.DONE
    assert capsys.readouterr().out == f"The database is at {HEAD}.\n"
    assert migrate.main(["--check"], environ) == migrate.DONE
    assert capsys.readouterr().out == f"The database is at {HEAD}.\n"


def test_the_direct_address_goes_before_the_other(database_url: str) -> None:
    environ = {"DIRECT_DATABASE_URL": database_url, "DATABASE_URL": "postgresql://127.0.0.1:1/x"}
    assert migrate.main(["--check"], environ) == migrate.DONE


def test_of_two_machines_at_once_one_applies_and_the_other_finds_nothing_to_do(empty_database_url: str) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, SCRIPT],
            env={**os.environ, "DATABASE_URL": empty_database_url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [err for _, err in told] == ["", ""]
    assert sorted(out.count("Applied 0001") for out, _ in told) == [0, 1]
    assert all(out.endswith(f"The database is at {HEAD}.\n") for out, _ in told)


async def test_it_waits_for_another_machine_and_then_gives_up(empty_database_url: str) -> None:
    other = await asyncpg.connect(empty_database_url)
    await other.execute("SELECT pg_advisory_lock($1)", migrate.OURS_TO_MIGRATE)
    with pytest.raises(migrate.MigrationFailed, match="Another machine has been migrating"):
        await migrate.upgrade(empty_database_url, patience=0.15)
    waiting = asyncio.create_task(migrate.upgrade(empty_database_url))
    await another_waits(other)
    await other.execute("SELECT pg_advisory_unlock($1)", migrate.OURS_TO_MIGRATE)
    assert (await waiting)[-1] == HEAD
    await other.close()


async def test_a_connection_cut_while_waiting_is_one_sentence(empty_database_url: str) -> None:
    other = await asyncpg.connect(empty_database_url)
    await other.execute("SELECT pg_advisory_lock($1)", migrate.OURS_TO_MIGRATE)
    waiting = asyncio.create_task(migrate.upgrade(empty_database_url))
    await other.fetchval("SELECT pg_terminate_backend($1, 5000)", await another_waits(other))
    with pytest.raises(migrate.MigrationFailed, match="The database went away"):
        await waiting
    await other.close()


async def test_it_is_stopped_without_a_traceback(empty_database_url: str) -> None:
    other = await asyncpg.connect(empty_database_url)
    await other.execute("SELECT pg_advisory_lock($1)", migrate.OURS_TO_MIGRATE)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(SCRIPT)),
        env={**os.environ, "DATABASE_URL": empty_database_url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    await another_waits(other)
    process.send_signal(signal.SIGINT)
    assert await process.communicate() == (
        b"",
        b"Stopped. Every migration is applied whole or not at all; run it again.\n",
    )
    assert process.returncode == migrate.INTERRUPTED
    await other.close()


async def another_waits(connection: "asyncpg.Connection[asyncpg.Record]") -> int:
    """The backend of one who has asked for the lock."""
    async with asyncio.timeout(10):
        while True:
            backend = await connection.fetchval(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%try_advisory%'"
                " AND pid <> pg_backend_pid()"
            )
            if backend is not None:
                return int(backend)


def test_a_migration_that_fails_leaves_nothing_of_itself(
    empty_database_url: str, migrations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(migrations, "SELECT 1/0")
    assert migrate.main([], {"DATABASE_URL": empty_database_url}) == migrate.FAILED
    told = capsys.readouterr()
    assert told.err == "A migration failed, and nothing of it was applied: division by zero.\n"
    assert told.out.splitlines()[-1].startswith(f"Applied {HEAD}")
    assert asyncio.run(ask(empty_database_url, "SELECT version_num FROM alembic_version")) == HEAD
    assert asyncio.run(ask(empty_database_url, "SELECT to_regclass('half')")) is None


def test_a_connection_cut_while_migrating_is_one_sentence(
    empty_database_url: str, migrations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(migrations, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert migrate.main([], {"DATABASE_URL": empty_database_url}) == migrate.FAILED
    assert capsys.readouterr().err.count("\n") == 1


def test_an_older_release_lets_a_newer_database_be(
    database_url: str, migrations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(ask(database_url, "UPDATE alembic_version SET version_num = '9999'"))
    assert migrate.main(["--check"], {"DATABASE_URL": database_url}) == migrate.DONE
    assert migrate.main([], {"DATABASE_URL": database_url}) == migrate.DONE
    assert "newer than this code" in capsys.readouterr().out


async def test_a_table_that_stays_locked_is_a_sentence(empty_database_url: str, migrations: Path) -> None:
    async with asyncpg.create_pool(empty_database_url, min_size=1, max_size=1) as pool, pool.acquire() as other:
        await other.execute("CREATE TABLE busy (id int)")
        async with other.transaction():
            await other.execute("LOCK TABLE busy")
            add(migrations, "SET LOCAL lock_timeout = '50ms'; ALTER TABLE busy ADD COLUMN name text")
            with pytest.raises(migrate.MigrationFailed, match="nothing of it was applied"):
                await migrate.upgrade(empty_database_url)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "DATABASE_URL is not set: give it the address of a PostgreSQL"),
        ({"DATABASE_URL": "postgresql://mai:s3cret@127.0.0.1:1/x"}, "cannot be reached"),
        ({"DATABASE_URL": "postgresql://mai:s3cret@[::/x"}, "DATABASE_URL must be an address like postgresql://"),
        ({"DATABASE_URL": "postgresql://mai:s3 cret@h:port/x"}, "DATABASE_URL must be an address like postgresql://"),
        ({"DATABASE_URL": "mysql://mai:s3cret@h/x"}, "DATABASE_URL must be an address like postgresql://"),
        ({"DATABASE_URL": "postgresql://mai:s3cret@pgbouncer.x.example/x"}, "set DIRECT_DATABASE_URL to the direct"),
    ],
)
@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_what_the_operator_did_wrong_is_one_sentence_without_the_password(
    environ: dict[str, str], sentence: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if arguments and "pgbouncer" in str(environ):
        return  # looking is safe through a pooler
    assert migrate.main(arguments, environ) == migrate.FAILED
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert "cret" not in told.err + told.out


def test_an_unknown_argument_is_not_mistaken_for_behind(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        migrate.main(["--chekc"], {})
    assert ended.value.code == migrate.FAILED
    assert "--chekc" in capsys.readouterr().err


def test_it_goes_forward_only(database_url: str) -> None:
    told = subprocess.run([sys.executable, SCRIPT, "--help"], capture_output=True, text=True, check=True)
    assert "DIRECT_DATABASE_URL" in told.stdout
    for version in schema.VERSIONS.glob("[0-9]*.py"):
        assert 'raise RuntimeError("Migrations go forward only' in version.read_text()


async def ask(url: str, statement: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()
