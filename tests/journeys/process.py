"""The bot as a process of its own, as an operator runs it."""

import asyncio
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.door import ENVIRONMENT, FrontDoor
from tests.spec import Check

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


class Running:
    """A bot that runs. `door` speaks to it; `stop` sends it a signal and tells its exit code and what it said."""

    def __init__(self, process: asyncio.subprocess.Process, door: FrontDoor, output: Path) -> None:
        self.process = process
        self.door = door
        self._output = output

    @property
    def said(self) -> str:
        return self._output.read_text()

    async def says(self, text: str) -> None:
        """Wait until it has said this."""

        async def said() -> bool:
            return text in self.said

        await until(said)

    async def stop(self, with_: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(with_)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


def dropped(directory: Path, files: Mapping[str, str]) -> Path:
    """A copy of the front door and of commands/, with these files dropped in; where it stands."""
    home = directory / "dropped"
    shutil.copytree(ROOT / "commands", home / "commands", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", home)
    for name, text in files.items():
        (home / "commands" / name).write_text(text)
    return home


def environment(**changed: str) -> dict[str, str]:
    """Nothing of ours but what a process needs, and the bot's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "DB_", "DATABASE"))}
    return kept | ENVIRONMENT | {name.upper(): value for name, value in changed.items()}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@asynccontextmanager
async def running(
    directory: Path, *command: str, home: Path = ROOT, check: Check | None = None, **changed: str
) -> AsyncIterator[Running]:
    """`python app.py`, or another `command`, from `home`; its output goes to a file in `directory`."""
    port = free_port()
    output = directory / "output.txt"
    with output.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            *([*command, "--port", str(port)] if command else [sys.executable, "app.py"]),
            cwd=home,
            env=environment(port=str(port), **changed),
            stdout=file,
            stderr=asyncio.subprocess.STDOUT,
        )
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as http:
        try:
            await _alive(process, http, output)
            yield Running(process, FrontDoor(http, check), output)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _alive(process: asyncio.subprocess.Process, http: httpx.AsyncClient, output: Path) -> None:
    async def listens() -> bool:
        assert process.returncode is None, output.read_text()
        try:
            await http.get("/healthz")
        except httpx.TransportError:
            return False
        return True

    await until(listens)


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    """Wait for what another process does, which nothing here can be woken by."""
    async with asyncio.timeout(PATIENCE):
        while not await happened():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
