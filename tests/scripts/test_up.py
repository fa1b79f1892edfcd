"""./dev up: the bot on its own database, in a Discord of its own."""

import asyncio
import shutil
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from simulator.driver import Simulation, connect
from tests.journeys.process import ROOT, environment, free_port
from tests.processes import running

PATIENCE = 50


async def test_up_brings_the_bot_into_a_simulated_discord_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    home = tmp_path / "dropped"
    for room in ("commands", "scripts", "kasutamaiza", "migrations", "simulator"):
        shutil.copytree(ROOT / room, home / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", home)
    port, page_port = free_port(), free_port()
    env = environment() | {"PYTHONPATH": str(home)}
    # What a real bot's settings are, which this one must not have.
    (home / ".env").write_text("DISCORD_GUILD_ID=1234567890123456789\nSENTRY_DSN=told-of-in-the-log-if-it-were-used\n")
    ports = ("--port", str(port), "--page-port", str(page_port))
    output = tmp_path / "output.txt"
    with output.open("wb") as file:
        up = await asyncio.create_subprocess_exec(
            sys.executable, "scripts/up.py", *ports, "--no-browser", cwd=home, env=env, stdout=file, stderr=file
        )
    try:
        async with asyncio.timeout(PATIENCE):
            await _is_up(up, output)
        async with connect(f"http://127.0.0.1:{page_port}") as discord:
            await _is_lived_in(discord)
        said = await _say(home, port, env)
        assert '"title": "All is well"' in said
        assert "SENTRY_DSN" not in output.read_text()
        up.send_signal(signal.SIGINT)
        async with asyncio.timeout(30):
            assert await up.wait() == 0
    finally:
        if up.returncode is None:
            up.kill()
            await up.wait()
    assert oct((home / ".local" / "signing-key").stat().st_mode)[-3:] == "600"
    assert running(str(home)) == []


async def _is_lived_in(discord: Simulation) -> None:
    mai = await discord.guild.member("mai")
    assert {"about", "bot status", "help", "ping"} <= set(await mai.commands())
    assert "All is well" in (await mai.slash("bot status")).text
    state = await discord.state()
    assert state["application"][0]["name"] == "Kasutamaiza"
    assert await discord.check() == []


async def _is_up(up: asyncio.subprocess.Process, output: Path) -> None:
    while "is as Discord wants it." not in output.read_text():
        assert up.returncode is None, output.read_text()
        await asyncio.sleep(0.05)  # nothing here can be woken by what another process writes


async def _say(home: Path, port: int, env: dict[str, str]) -> str:
    """What the bot answers to /bot status past the simulator, signed with the same key."""
    say = await asyncio.create_subprocess_exec(
        sys.executable, "scripts/say.py", "--port", str(port), "/bot", "status",
        cwd=home, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await say.communicate()
    assert say.returncode == 0, said.decode()
    return said.decode()


@pytest.fixture
def taken() -> Iterator[int]:
    """A port where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("option", ["--port", "--page-port"])
async def test_a_port_that_is_taken_is_one_sentence_with_the_option_that_helps(taken: int, option: str) -> None:
    free = {"--port": free_port(), "--page-port": free_port()}
    code, said = await _up(free | {option: taken})
    assert (code, said) == (
        1,
        f"Port {taken} is taken, or not yours to take. Try another one: {option} {taken + 1}\n",
    )


async def test_a_second_one_is_asked_whether_the_first_is_up(taken: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        page_port = other.getsockname()[1]
        code, said = await _up({"--port": taken, "--page-port": page_port})
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith(f"Port {taken} and port {page_port} are taken: is it up already?")


async def test_the_bot_and_the_page_cannot_be_at_one_port() -> None:
    port = free_port()
    code, said = await _up({"--port": port, "--page-port": port})
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith(f"The bot and the page cannot both be at port {port}.")


@pytest.mark.parametrize("port", ["99999", "0", "-1", "here"])
async def test_what_is_no_port_is_told_before_anything_is_started(port: str) -> None:
    code, said = await _up({"--port": port})
    assert code == 2
    assert f"a port is a number from 1 to 65535, not '{port}'" in said
    assert "Kasutamaiza answers" not in said


async def _up(options: Mapping[str, object]) -> tuple[int | None, str]:
    """The exit code, and what was said, where it cannot come up."""
    given = [f"{option}={value}" for option, value in options.items()]
    up = await asyncio.create_subprocess_exec(
        sys.executable, "scripts/up.py", *given, "--no-browser",
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(PATIENCE):
        said, _ = await up.communicate()
    return up.returncode, said.decode()
