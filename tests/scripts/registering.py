"""Whoever registers commands: runs the script as an operator does, and reads what it says."""

import asyncio
from typing import Any, NamedTuple

import pytest
from anyio import to_thread
from msgspec import json

from kasutamaiza.discord.rest import Timing
from kasutamaiza.interactions import discover
from scripts import register_commands
from tests.discord_application import FakeApplication

OURS = [each.name for each in discover().definitions]


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.decode(self.out))

    @property
    def sentence(self) -> str:
        """The one sentence on the way that is for people alone."""
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


async def at_once(seconds: float) -> None:
    """A sleep that takes no time."""
    await asyncio.sleep(0)


class Operator:
    """Runs the script against a Discord."""

    def __init__(self, discord: FakeApplication, capsys: pytest.CaptureFixture[str]) -> None:
        self.discord = discord
        self._capsys = capsys
        self.environ = {
            "DISCORD_APPLICATION_ID": discord.id,
            "DISCORD_BOT_TOKEN": discord.token,
            "DISCORD_API_URL": discord.url,
        }

    async def runs(self, *arguments: str, **environ: str) -> Ran:
        def run() -> int:
            try:
                return register_commands.main(arguments, self.environ | environ, Timing(sleep=at_once))
            except SystemExit as ended:
                return int(str(ended.code))

        self._capsys.readouterr()
        code = await to_thread.run_sync(run)
        out, err = self._capsys.readouterr()
        assert self.discord.token not in out + err
        assert "Traceback" not in out + err
        return Ran(code, out, err)
