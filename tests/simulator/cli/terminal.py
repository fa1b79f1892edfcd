"""A terminal in which the simulator's command runs as a process of its own."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

BOT = Path(__file__).with_name("bot.py")
PATIENCE = 20.0


class Running:
    """A command that runs. `said` is all that it has written so far."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.said: list[str] = []

    async def line(self, start: str) -> str:
        """The next line that begins so."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while raw := await self.process.stdout.readline():
                self.said.append(raw.decode().rstrip("\n"))
                if self.said[-1].startswith(start):
                    return self.said[-1]
        raise AssertionError(f"It ended without {start!r}:\n" + "\n".join(self.said))

    async def url(self) -> str:
        """Where the simulator's page is."""
        return (await self.line("The simulator's page: ")).split()[3].rstrip("/")

    async def stop(self, with_: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(with_)
        return await self.ended()

    async def ended(self) -> int:
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            rest = await self.process.stdout.read()
            self.said += rest.decode().splitlines()
            return await self.process.wait()


@asynccontextmanager
async def running(home: Path, *arguments: str, **environment: str) -> AsyncIterator[Running]:
    """`python -m simulator ARGUMENTS`, from a directory of its own; what of it is left at the end is killed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", *arguments), cwd=home, env=kept | environment, stdout=PIPE, stderr=STDOUT
    )
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            for each in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
                each.kill()
            await process.communicate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def is_running(pid: int) -> bool:
    """Whether there is such a process, and it is not only waiting to be reaped."""
    return bool(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
