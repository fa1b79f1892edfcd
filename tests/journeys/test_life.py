"""A bot's life: how it starts, what it bears, and how it goes."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.discord_rest import discord_rest
from tests.door import BOT_TOKEN, ENVIRONMENT, option
from tests.journeys.process import ROOT, dropped, environment, running
from tests.spec import Check

SLOW = '''
"""/slow: takes longer than Discord waits."""

import asyncio

from kasutamaiza.interactions import Reply, command
from kasutamaiza.ui import Message


@command()
async def slow() -> Reply:
    """Take a while."""
    await asyncio.sleep(2.6)
    return Reply(Message(content="at last"))


@command()
async def endless() -> Reply:
    """Take for ever."""
    await asyncio.Event().wait()
    raise AssertionError
'''

TWENTY_LINES = '''
"""/dice: roll one."""
from typing import Annotated
from kasutamaiza.interactions import Choice, CustomId, Option, Reply, Update, command, on_component
from kasutamaiza.ui import ActionRow, Button, ButtonStyle, Message

class Again(CustomId, tag="dice.again", frozen=True):
    sides: int

async def suggest(typed: str) -> list[Choice]:
    return [Choice(f"{sides} sides", sides) for sides in (4, 6, 20) if str(sides).startswith(typed)]

@command()
async def dice(sides: Annotated[int, Option("How many sides.", min_value=2, autocomplete=suggest)]) -> Reply:
    """Roll a die."""
    again = Button(style=ButtonStyle.PRIMARY, label="Again", custom_id=Again(sides).custom_id)
    return Reply(Message(content=f"Rolled one of {sides}.", components=[ActionRow(components=[again])]))

@on_component
async def roll_again(again: Again) -> Update:
    return Update(Message(content=f"Rolled one of {again.sides} again."))
'''


@pytest.fixture
def mute() -> Iterator[str]:
    """The address of a database that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"postgresql://kasu:hunter22@127.0.0.1:{listener.getsockname()[1]}/cards"


async def test_with_three_settings_and_a_mute_database_it_answers(
    tmp_path: Path, mute: str, spec: Check | None
) -> None:
    async with running(tmp_path, check=spec, database_url=mute) as bot:
        ping = await bot.door.send(b'{"type":1}')
        assert ping.json() == {"type": 1}
        assert (await bot.door.says("ping")).fields["Database"] == "away"
        assert (await bot.door.says("help")).embed["title"] == "What I can do"
        assert (await bot.door.says("about")).embed["title"] == "About me"
        asked = time.monotonic()
        stored = await bot.door.presses('["bot.stored"]')
        assert stored.data["content"].startswith("My database is not answering right now.")
        assert time.monotonic() - asked < 3
        assert await bot.stop() == 0
        assert "hunter22" not in bot.said


async def test_uvicorn_serves_it_too(tmp_path: Path, mute: str) -> None:
    command = [sys.executable, "-m", "uvicorn", "app:app"]
    async with running(tmp_path, *command, database_url=mute, log_format="json") as bot:
        assert (await bot.door.send(b'{"type":1}')).json() == {"type": 1}
        assert (await bot.door.says("help")).type == 4
        await bot.stop()
        assert all(line.startswith("{") for line in bot.said.splitlines())
        assert "Kasutamaiza is going down." in bot.said


async def test_a_file_dropped_into_commands_is_live(tmp_path: Path, spec: Check | None) -> None:
    home = dropped(tmp_path, {"dice.py": TWENTY_LINES})
    async with running(tmp_path, home=home, check=spec) as bot:
        assert (await bot.door.types("dice", option("sides", "2", 4, focused=True))).choices == [20]
        rolled = await bot.door.says("dice", option("sides", 20, 4))
        assert rolled.data["content"] == "Rolled one of 20."
        again = await bot.door.presses(rolled.buttons["Again"]["custom_id"])
        assert (again.type, again.data["content"]) == (7, "Rolled one of 20 again.")
        assert "/dice" in (await bot.door.says("help")).fields["General"]
        assert await bot.stop() == 0


async def test_the_readmes_command_works_as_it_stands(tmp_path: Path, spec: Check | None) -> None:
    source = (ROOT / "README.md").read_text().split("```python\n")[1].split("```")[0]
    async with running(tmp_path, home=dropped(tmp_path, {"dice.py": source}), check=spec) as bot:
        assert (await bot.door.types("dice", option("sides", "1", 4, focused=True))).choices == [12]
        rolled = await bot.door.says("dice")
        assert rolled.data["content"].startswith("Mai rolled ")
        again = await bot.door.presses(rolled.buttons["Again"]["custom_id"])
        assert again.data["content"].endswith(" of 6.")


def test_a_broken_file_is_named_with_its_reason(tmp_path: Path) -> None:
    home = dropped(
        tmp_path,
        {"broken.py": '"""Broken."""\nimport nothing_like_it\n', "wrong.py": SLOW.replace('"""Take a while."""', "")},
    )
    ended = subprocess.run(
        [sys.executable, "app.py"], cwd=home, env=environment(), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert (
        "commands.broken: cannot be imported: ModuleNotFoundError: No module named 'nothing_like_it' (line 2)"
        in ended.stderr
    )
    assert "commands.wrong.slow: has no docstring" in ended.stderr


@pytest.mark.parametrize("command", [["app.py"], ["-m", "uvicorn", "app:app"]])
def test_wrong_settings_are_listed_and_nothing_starts(command: list[str]) -> None:
    wrong = environment(port="http", discord_public_key="", log_level="LOUD")
    ended = subprocess.run([sys.executable, *command], cwd=ROOT, env=wrong, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    for name in ("PORT", "DISCORD_PUBLIC_KEY", "LOG_LEVEL"):
        assert f"  {name} " in ended.stderr
    assert BOT_TOKEN not in ended.stderr


def test_a_folder_for_logs_that_cannot_be_is_told() -> None:
    wrong = environment(log_dir="/dev/null/logs")
    ended = subprocess.run([sys.executable, "app.py"], cwd=ROOT, env=wrong, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert "LOG_DIR cannot be written to" in ended.stderr


async def test_a_database_address_that_leads_nowhere_is_away_not_a_fault(tmp_path: Path) -> None:
    async with running(tmp_path, database_url=f"postgresql://u:hunter22@{'x' * 70}.example/d") as bot:
        ready = await bot.door.http.get("/readyz")
        assert (ready.status_code, ready.json()["database"]) == (200, "away")


async def test_at_a_stop_a_late_answer_still_arrives(tmp_path: Path, spec: Check | None) -> None:
    home = dropped(tmp_path, {"slow.py": SLOW})
    async with discord_rest() as rest, running(tmp_path, home=home, check=spec, discord_api_url=rest.url) as bot:
        promised = await bot.door.says("slow")
        assert promised.type == 5
        assert rest.calls == []
        assert await bot.stop() == 0
        [(method, path, body)] = rest.calls
        assert method == "PATCH"
        assert path.endswith("/messages/@original")
        assert body["content"] == "at last"
        assert "aW50ZXJhY3Rpb246" not in bot.said


async def test_at_an_interrupt_it_ends_as_well(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        assert await bot.stop(signal.SIGINT) == 0


async def test_who_waits_for_what_will_not_come_is_told(tmp_path: Path, spec: Check | None) -> None:
    home = dropped(tmp_path, {"slow.py": SLOW})
    app = (home / "app.py").read_text().replace("GRACE = 15", "GRACE = 1")
    (home / "app.py").write_text(app)
    async with discord_rest() as rest, running(tmp_path, home=home, check=spec, discord_api_url=rest.url) as bot:
        assert (await bot.door.says("endless")).type == 5
        assert await bot.stop() == 0
        assert [call[0] for call in rest.calls] == ["DELETE", "POST"]
        assert rest.calls[1][2]["content"].startswith("I was restarted before I could finish this.")


async def test_what_it_lacks_at_home_is_told_at_the_start(tmp_path: Path) -> None:
    async with discord_rest() as rest:
        rest.guilds = [{"id": "7", "name": "Home", "permissions": "3072", "owner": False}]
        async with running(tmp_path, discord_api_url=rest.url, discord_guild_id="7") as bot:
            assert rest.calls == []
            await bot.door.send(b'{"type":1}')
            [(method, path, _)] = await rest.until(1)
            assert (method, path) == ("GET", "/users/@me/guilds?limit=1&after=6")
            assert rest.headers[0]["authorization"] == f"Bot {BOT_TOKEN}"
            await bot.says("Read Message History")
            assert "In the home server I lack Embed Links, to show cards and decks with their pictures." in bot.said
            assert "View Channel" not in bot.said
            assert await bot.stop() == 0


@pytest.mark.parametrize(
    ("guilds", "refusals", "told"),
    [
        ([], 0, "I am not in the home server 7: invite me"),
        ([], 1, "Could not ask Discord what I may do in the home server 7"),
    ],
)
async def test_a_home_that_cannot_be_asked_about_is_told_too(
    tmp_path: Path, guilds: list[dict[str, str]], refusals: int, told: str
) -> None:
    from tests.discord_rest import refused

    async with discord_rest() as rest:
        rest.guilds = list(guilds)
        rest.refusals = [refused(401) for _ in range(refusals)]
        async with running(tmp_path, discord_api_url=rest.url, discord_guild_id="7") as bot:
            # Nothing is said to it: it asks by itself after a while.
            await bot.says(told)
            assert await bot.stop() == 0


def test_the_module_has_nothing_else_to_ask_for() -> None:
    import app

    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        app.nothing  # noqa: B018
    assert set(ENVIRONMENT) >= {"DISCORD_PUBLIC_KEY"}
