"""Registering commands as operators do: a process of its own, in a terminal, in CI, and stopped in the middle."""

import asyncio
import fcntl
import os
import pty
import re
import signal
import struct
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest
from anyio import to_thread

from scripts import register_commands
from tests.discord_application import FakeApplication
from tests.scripts.registering import OURS, Operator

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


async def in_a_terminal(discord: FakeApplication, *arguments: str, width: int, **environ: str) -> str:
    """What a terminal of that width is sent."""
    outside, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    process = await started(discord, *arguments, stdout=inside, environ=environ)
    os.close(inside)
    sent = await to_thread.run_sync(_read_all, outside)
    await process.communicate()
    return sent


def _read_all(file: int) -> str:
    sent = b""
    try:
        while piece := os.read(file, 65536):
            sent += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    finally:
        os.close(file)
    return sent.decode().replace("\r\n", "\n")


PLAIN: list[Mapping[str, str]] = [{"NO_COLOR": "1"}, {"CI": "true"}, {"TERM": "dumb"}]


async def test_a_terminal_gets_colours_and_its_own_width(discord: FakeApplication) -> None:
    sent = await in_a_terminal(discord, "plan", width=40, TERM="xterm-256color")
    assert "\x1b[1;32m/help" in sent
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in sent.splitlines()) <= 40


@pytest.mark.parametrize("environ", PLAIN, ids=str)
async def test_who_wants_no_colours_gets_none(discord: FakeApplication, environ: Mapping[str, str]) -> None:
    assert "\x1b" not in await in_a_terminal(discord, "plan", width=80, **environ)


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
