"""Workers as processes: killed, stopped, and several at once."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kasutamaiza.storage import Database
from tests.jobs.digs import Dig, ask, left, put
from tests.journeys.process import ROOT, until


@pytest.fixture
async def dug(database: Database) -> None:
    async with database.connection() as connection:
        await connection.execute("CREATE TABLE dug (place text, pid int, done bool)")


@asynccontextmanager
async def labour(url: str, gate: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.jobs.labour", url, str(gate), cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until_begun(database: Database, process: asyncio.subprocess.Process) -> None:
    async def has_begun() -> bool:
        return bool(await ask(database, "SELECT count(*) FROM dug WHERE pid = $1", process.pid))

    await until(has_begun)


async def until_all_done(database: Database) -> None:
    async def are_done() -> bool:
        return await left(database) == 0

    await until(are_done)


@pytest.mark.usefixtures("dug")
async def test_a_job_whose_worker_is_killed_is_done_by_another(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    opened = tmp_path / "opened"
    opened.touch()
    await put(database, Dig("here"))
    async with labour(database_url, tmp_path / "never") as first:
        await until_begun(database, first)
        first.kill()
        await first.wait()
        assert await left(database) == 1
        async with labour(database_url, opened) as second:
            await until_all_done(database)
            assert await ask(database, "SELECT pid FROM dug WHERE done") == second.pid
    assert await ask(database, "SELECT count(*) FROM dug WHERE done") == 1


@pytest.mark.usefixtures("dug")
async def test_sigterm_lets_a_job_under_way_end_and_exits_0(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    await put(database, Dig("here"))
    async with labour(database_url, gate) as process:
        await until_begun(database, process)
        process.send_signal(signal.SIGTERM)
        await put(database, Dig("there"))
        gate.touch()
        _, said = await process.communicate()
        assert process.returncode == 0, said.decode()
    assert await ask(database, "SELECT string_agg(place, ' ') FROM dug WHERE done") == "here"
    assert await left(database) == 1


@pytest.mark.usefixtures("dug")
async def test_a_second_signal_does_not_wait_and_loses_no_job(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await put(database, Dig("here"))
    async with labour(database_url, tmp_path / "never") as process:
        await until_begun(database, process)
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(20):
            while process.returncode is None:
                process.send_signal(signal.SIGINT)
                await asyncio.sleep(0.05)
    assert await ask(database, "SELECT status::text FROM pgqueuer") in ("queued", "picked")
