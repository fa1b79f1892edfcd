"""The pytest plugin, as somebody uses it who has a bot: in a folder with tests of their own."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from simulator import key
from tests.discord_rest import served as listening
from tests.processes import running
from tests.simulator.cli.terminal import free_port
from tests.simulator.driver.bot import Bot

ROOT = Path(__file__).parents[3]
BOT = Path(__file__).with_name("bot.py")
PATIENCE = 50.0
GREETS = """
async def test_it_greets(discord):
    mai = await discord.guild.member("mai")
    assert "Hello" in (await mai.slash("greet", who="joey")).text
"""
SAYS_GOODBYE = """
async def test_it_says_goodbye(discord):
    mai = await discord.guild.member("mai")
    assert len(await discord.guild.messages("general")) == 2
    assert "Goodbye" in (await mai.slash("greet", who="joey")).text
"""
WAITS = """
def test_one_who_waits(discord):
    async def wait():
        await (await discord.guild.member("mai")).sees("a miracle", patience=0)

    asyncio.run(wait())
"""
HEAD = """
import asyncio
import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write(tmp_path, f"simulator_command = {sys.executable} {BOT} {{port}} {tmp_path}")
    return tmp_path


def write(home: Path, *settings: str) -> None:
    usual = ["[pytest]", "anyio_mode = auto", "filterwarnings = error"]
    (home / "pytest.ini").write_text("\n".join([*usual, *settings]))
    (home / "conftest.py").write_text('pytest_plugins = ["simulator.driver.plugin"]\n')
    (home / "test_greets.py").write_text(HEAD + GREETS)


async def outcome(home: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of pytest, and what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "PYTEST_"))}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments),
        cwd=home,
        env=kept | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(PATIENCE):
        said, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


async def test_the_transcript_stands_under_what_failed_and_nothing_is_left_running(home: Path) -> None:
    (home / "test_more.py").write_text(HEAD + SAYS_GOODBYE + WAITS)
    code, said = await outcome(home)
    assert code == 1, said
    assert "2 failed, 1 passed" in said
    section = said.partition("What happened in the simulator")[2]
    assert "Mai used /greet → replied" in section
    # One who waited in vain has it in the error already: no second section.
    assert said.count("What happened in the simulator") == 1
    assert "What happened:" in said
    assert "What the bot and the simulator wrote" not in said
    assert running(str(home)) == []


async def test_what_the_bot_wrote_stands_there_too_and_its_end_is_told(home: Path) -> None:
    breaks = GREETS.replace("it_greets", "it_breaks").replace('"greet", who="joey"', '"crash"')
    (home / "test_greets.py").write_text(HEAD + breaks + GREETS)
    code, said = await outcome(home)
    assert code == 1, said
    assert "What the bot and the simulator wrote" in said
    assert "I have crashed" in said.partition("What the bot and the simulator wrote")[2]
    assert "The simulator has ended with exit code 3. It said:" in said


async def test_each_of_several_processes_has_a_simulator_of_its_own(home: Path) -> None:
    (home / "test_more.py").write_text(HEAD + GREETS + GREETS.replace("greets", "greets_again"))
    code, said = await outcome(home, "-n", "2")
    assert code == 0, said
    assert "3 passed" in said
    assert running(str(home)) == []


async def test_a_bot_that_runs_already_is_found_by_its_endpoint(tmp_path: Path) -> None:
    bot = Bot(public_key=key.public(key.kept(tmp_path / "key")))
    async with listening(bot.app) as address:
        port = free_port()
        write(tmp_path, "simulator_key = key", f"simulator_port = {port}")
        (tmp_path / "test_greets.py").write_text(
            HEAD + "async def test_it_is_sound(discord):\n    assert await discord.check() == []\n"
        )
        code, said = await outcome(tmp_path, "--simulator-endpoint", f"{address}/interactions")
    assert code == 0, said


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            (),
            "Set simulator_command, which starts the bot, or simulator_endpoint, where it runs already, and not both.",
        ),
        ((f"simulator_command = {sys.executable} -c 'print(7 * 6)'",), "42"),
        (("simulator_command = no-such-program",), "There is no program 'no-such-program'."),
        (("simulator_command = x", "simulator_world = none.toml"), "none.toml"),
        (
            (f"simulator_command = {sys.executable} {BOT} {{port}}", "simulator_path = /elsewhere"),
            "is not as Discord wants it",
        ),
    ],
)
async def test_what_cannot_start_is_told(tmp_path: Path, settings: tuple[str, ...], problem: str) -> None:
    write(tmp_path, *settings)
    code, said = await outcome(tmp_path)
    assert code == 1
    assert problem in said
    assert "Traceback" not in said
