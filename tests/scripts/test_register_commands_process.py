"""Registering commands as operators do: a process of its own, in a terminal, in CI, and stopped in the middle."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts import register_commands
from tests.discord_application import FakeApplication
from tests.scripts.registering import OURS, Operator
from tests.scripts.terminal import in_a_terminal

SCRIPT = Path(register_commands.__file__)


async def started(
    discord: FakeApplication,
    *arguments: str,
    stdout: int = asyncio.subprocess.PIPE,
    environ: Mapping[str, str] | None = None,
) -> asyncio.subprocess.Process:
    plain = {name: value for name, value in os.environ.items() if name not in ("CI", "COLUMNS", "NO_COLOR", "TERM")}
    told = {
        "DISCORD_APPLICATION_ID": discord.id,
        "DISCORD_BOT_TOKEN": discord.token,
        "DISCORD_API_URL": discord.url,
        "DISCORD_GUILD_ID": "",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        str(SCRIPT),
        *arguments,
        stdout=stdout,
        stderr=asyncio.subprocess.PIPE,
        env={**plain, **told, **(environ or {})},
        cwd="/",
    )


async def ran(discord: FakeApplication, *arguments: str, **environ: str) -> tuple[int | None, str, str]:
    process = await started(discord, *arguments, environ=environ)
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_it_registers_once_from_wherever_it_is_called(discord: FakeApplication) -> None:
    code, out, err = await ran(discord, "apply")
    assert (code, err) == (0, "")
    assert f"{len(OURS)} created" in out
    assert await ran(discord, "apply") == (0, f"For all servers: {len(OURS)} unchanged.\nNothing to do.\n", "")
    assert len(discord.writes) == 1


async def test_in_the_middle_it_is_stopped_without_a_traceback(discord: FakeApplication) -> None:
    discord.goes_on.clear()
    process = await started(discord, "apply")
    async with asyncio.timeout(20):
        await discord.came.wait()
    process.send_signal(signal.SIGINT)
    out, err = await process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert err == b"Stopped. Whether Discord has taken the commands, `check` tells.\n"


async def test_a_reader_who_has_read_enough_is_no_error(discord: FakeApplication) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = await started(discord, "plan", stdout=writing)
    os.close(writing)
    _, err = await process.communicate()
    assert (process.returncode, err) == (2, b"")


PLAIN: list[Mapping[str, str]] = [{"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}]


async def test_a_terminal_gets_colours_and_its_own_width(discord: FakeApplication) -> None:
    _, sent = await in_a_terminal(
        lambda stdout: started(discord, "plan", stdout=stdout, environ={"TERM": "xterm-256color"}), width=40
    )
    assert "\x1b[1;32m/help" in sent
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in sent.splitlines()) <= 40


@pytest.mark.parametrize("environ", PLAIN, ids=str)
async def test_who_wants_no_colours_gets_none(discord: FakeApplication, environ: Mapping[str, str]) -> None:
    _, sent = await in_a_terminal(lambda stdout: started(discord, "plan", stdout=stdout, environ=environ), width=80)
    assert "/help" in sent
    assert "\x1b" not in sent


async def test_a_terminal_that_knows_ascii_only_is_spoken_to(discord: FakeApplication) -> None:
    discord.register({"name": "help", "description": "ヘルプ", "options": []})
    code, out, _ = await ran(discord, "plan", PYTHONIOENCODING="ascii")
    assert code == 2
    assert r'description: "\u30d8\u30eb\u30d7" -> "See what I can do."' in out


async def test_a_wait_is_told(operator: Operator, capsys: pytest.CaptureFixture[str]) -> None:
    progress = register_commands.Progress()
    progress.waited("global", 0.2)
    progress.waited("PUT /applications/{application}/commands", 12.4)
    assert capsys.readouterr().err == "Discord wants 12 seconds of quiet …\n"
