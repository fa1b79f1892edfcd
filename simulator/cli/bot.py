"""The bot as a process that the simulator starts, and that ends with it: with all that it has started itself."""

import asyncio
import os
import shutil
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress

from simulator.cli.mistake import Mistake
from simulator.cli.terminal import say

PATIENCE = 10.0
"""Seconds that the bot has to end when it is asked to."""


class Bot:
    """A running bot, in a process group of its own: Ctrl-C reaches the simulator alone, which then ends the group."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, command: Sequence[str], environment: Mapping[str, str]) -> "Bot":
        """Raises `Mistake`."""
        try:
            process = await asyncio.create_subprocess_exec(
                *command, env=dict(environment), stdin=DEVNULL, start_new_session=True
            )
        except OSError as error:
            # A folder on the path that may not be read makes it "Permission denied".
            sought = os.sep not in command[0] and shutil.which(command[0], path=environment.get("PATH")) is None
            if sought or isinstance(error, FileNotFoundError):
                missing = f"There is no program {command[0]!r}. Write what starts the bot after --."
                raise Mistake(missing, 127) from None
            raise Mistake(f"{command[0]} cannot be started: {error.strerror}.", 126) from None
        return cls(process)

    async def ended(self) -> int:
        """The exit code, when it ends by itself; as a shell tells it, for one that a signal has ended."""
        code = await self._process.wait()
        return code if code >= 0 else 128 - code

    async def stop(self, hurry: asyncio.Event) -> None:
        """End it and its group: kindly first, and by force when it takes too long, or when there is a hurry."""
        self._signal(signal.SIGTERM)
        if self._process.returncode is None:
            say("The bot is asked to end. Ctrl-C again does not wait for it.")
        ending = [asyncio.ensure_future(self._process.wait()), asyncio.ensure_future(hurry.wait())]
        try:
            await asyncio.wait(ending, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in ending:
                each.cancel()
            # Also after a kind end: what the bot has started may have outlived it.
            self._signal(signal.SIGKILL)
        await self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        # The leader's id names the group as long as anybody is in it.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)
