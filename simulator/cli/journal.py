"""--log: every exchange with the bot, a line of JSON each as it ends."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from msgspec import json

from simulator.app import Simulator
from simulator.cli.mistake import Mistake
from simulator.control.shown import shown
from simulator.world import Exchange


@asynccontextmanager
async def journal(simulator: Simulator, path: Path | None) -> AsyncIterator[None]:
    """Write to the end of the file, if one is asked for. Raises `Mistake`."""
    if path is None:
        yield
        return
    try:
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise Mistake(f"The log cannot be written to {path}: {error.strerror}.") from None
    with file:
        lines = _Lines(simulator)
        writing = asyncio.create_task(_write(simulator, lines, file))
        try:
            yield
        finally:
            writing.cancel()
            file.write(b"".join(lines.new()))


async def _write(simulator: Simulator, lines: "_Lines", file: IO[bytes]) -> None:
    while True:
        file.write(b"".join(lines.new()))
        await simulator.world.log.changed(lines.after)


class _Lines:
    """What is not written yet. What a reset has taken from the log before it was read is lost."""

    def __init__(self, simulator: Simulator) -> None:
        self._world = simulator.world
        self.after = self._world.log.last

    def new(self) -> Iterator[bytes]:
        log = self._world.log
        changes = tuple(log.after(self.after))
        self.after = log.last
        for change in changes:
            if isinstance(change.now, Exchange) and change.now.milliseconds is not None:
                yield json.encode(shown(self._world, change.now)) + b"\n"
