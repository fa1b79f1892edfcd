"""scripts/worker.py: what operators see of it."""

import asyncio
import logging
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from loguru import logger

from kasutamaiza.storage import Database
from scripts import worker
from tests.door import ENVIRONMENT
from tests.jobs.digs import Dig, ask, put
from tests.journeys.process import ROOT, environment, free_port, until

EXPIRED = """
    INSERT INTO pgqueuer_schedules (entrypoint, expression, next_run)
    VALUES ('house.expired_custom_ids', '7 * * * *', now() - interval '1 minute')
"""


@asynccontextmanager
async def running(output: Path, **changed: str) -> AsyncIterator[asyncio.subprocess.Process]:
    with output.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "scripts/worker.py", cwd=ROOT, env=environment(**changed), stdout=file, stderr=file
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.root.handlers, logging.root.level
    yield
    logger.remove()
    logger.configure(patcher=lambda record: None)
    logging.root.handlers, logging.root.level = list(root[0]), root[1]


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGINT])
async def test_it_keeps_house_until_it_is_told_to_stop(
    database: Database, database_url: str, tmp_path: Path, ends: signal.Signals
) -> None:
    await ask(database, "INSERT INTO custom_ids VALUES ('~test~1', '[]', now() - interval '1 hour')")
    await ask(database, EXPIRED)
    output = tmp_path / "output.txt"
    async with running(output, database_url=database_url) as process:

        async def is_swept() -> bool:
            return int(await ask(database, "SELECT count(*) FROM custom_ids")) == 0

        await until(is_swept)
        process.send_signal(ends)
        async with asyncio.timeout(20):
            assert await process.wait() == worker.STOPPED, output.read_text()
    assert await ask(database, "SELECT count(*) FROM workers") == 1
    assert await ask(database, "SELECT count(*) FROM pgqueuer_schedules") == 3
    told = output.read_text()
    assert "Jobs are done here: 0 kinds, 3 schedules." in told
    assert "The worker is going down." in told
    assert "Traceback" not in told


async def test_without_a_database_it_waits_and_stops_at_once(tmp_path: Path) -> None:
    output = tmp_path / "output.txt"
    async with running(output, database_url="postgresql://mai:s3cret@127.0.0.1:1/none") as process:

        async def is_said() -> bool:
            return "The database is away" in output.read_text()

        await until(is_said)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            assert await process.wait() == worker.STOPPED
    assert "s3cret" not in output.read_text()
    assert "Traceback" not in output.read_text()


@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        ({"DISCORD_BOT_TOKEN": "", "LOG_LEVEL": "LOUD"}, ["DISCORD_BOT_TOKEN is not set", "LOG_LEVEL must be one of"]),
        (
            {"DATABASE_URL": "postgresql://mai:s3cret@pgbouncer.x.example/x"},
            ["DATABASE_URL is the address of a pooler"],
        ),
        (
            {"DIRECT_DATABASE_URL": "postgresql://mai:s3cret@pgbouncer.x.example/x"},
            ["DIRECT_DATABASE_URL is the address of a pooler", "direct address"],
        ),
        ({"LOG_DIR": "/dev/null/logs"}, ["LOG_DIR cannot be written to"]),
    ],
)
def test_what_the_operator_did_wrong_is_told_at_once_without_a_secret(
    changed: dict[str, str], sentences: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert worker.main([], ENVIRONMENT | changed) == worker.FAILED
    told = capsys.readouterr()
    assert all(sentence in told.err for sentence in sentences)
    assert "cret" not in told.err + told.out
    assert "Traceback" not in told.err


async def test_its_metrics_tell_of_the_jobs(database: Database, database_url: str, tmp_path: Path) -> None:
    output, port = tmp_path / "output.txt", free_port()
    await put(database, Dig("here"))
    async with (
        running(output, database_url=database_url, metrics_port=str(port)) as process,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as http,
    ):

        async def is_told() -> bool:
            try:
                told = (await http.get("/metrics")).text
            except httpx.TransportError:
                return False
            waits = 'kasutamaiza_jobs{entrypoint="test.dig",status="queued"} 1.0'
            return waits in told and "kasutamaiza_worker_seen_timestamp_seconds " in told

        await until(is_told)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == worker.STOPPED, output.read_text()


def test_a_port_that_is_taken_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert worker.main([], ENVIRONMENT | {"METRICS_PORT": port}) == worker.FAILED
    told = capsys.readouterr().err
    assert told.startswith(f"The worker cannot start: METRICS_PORT {port} cannot be used")
    assert told.count("\n") == 1


def test_help_tells_what_it_does_and_its_exit_codes() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/worker.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "DIRECT_DATABASE_URL" in told.stdout
    assert "Exit codes" in told.stdout


def test_an_argument_that_there_is_not_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        worker.main(["--fast"], {})
    assert ended.value.code == worker.FAILED
    assert capsys.readouterr().err.count("\n") == 1
