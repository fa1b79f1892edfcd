"""A bot that is not ours, by a library that is not ours, as a process of its own."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.app import Simulator
from simulator.driver import Failed, Simulation, connect
from simulator.serving import served

BOT = Path(__file__).with_name("bot.py")


@pytest.fixture
async def discord(tmp_path: Path) -> AsyncIterator[Simulation]:
    """A simulated Discord in which hikari's bot is, with its commands registered."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    simulator = Simulator(endpoint=f"http://127.0.0.1:{port}/", deadline=10)
    output = tmp_path / "output.txt"
    async with served(simulator) as url, connect(url) as discord:
        told = {
            "DISCORD_API_URL": f"{url}/api/v10",
            "DISCORD_BOT_TOKEN": "not-a-real-token",
            "DISCORD_PUBLIC_KEY": simulator.public_key,
            "PORT": str(port),
        }
        with output.open("wb") as file:
            bot = await asyncio.create_subprocess_exec(
                sys.executable,
                "-W",
                "ignore",
                BOT,
                env=os.environ | told,
                stdout=file,
                stderr=asyncio.subprocess.STDOUT,
            )
        try:
            await _up(bot, port, output)
            yield discord
        finally:
            if bot.returncode is None:
                bot.terminate()
            await bot.wait()


async def _up(bot: asyncio.subprocess.Process, port: int, output: Path) -> None:
    """Wait until it listens, which it does when it has registered its commands."""
    async with asyncio.timeout(40):
        while True:
            assert bot.returncode is None, output.read_text()
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)  # nothing here can be woken by another process's socket
            else:
                writer.close()
                return


async def test_a_bot_by_hikari_lives_in_it(discord: Simulation) -> None:
    # It verifies, but refuses with 400 where Discord's documentation asks for 401: the check says that and no more.
    assert [each.partition(".")[0] for each in await discord.check()] == [
        "A forged signature was answered with HTTP 400 and not with 401",
        "A request without signature headers was answered with HTTP 400 and not with 401",
    ]
    mai = await discord.guild.member("mai")
    assert set(await mai.commands()) == {"greet", "later", "word"}

    greeted = await mai.slash("greet", who="joey")
    joey = await discord.guild.member("joey")
    assert greeted.content == f"Hello <@{joey.id}>!"
    assert (await joey.press(greeted, "Wave back")).content == "joey waves back."
    assert (await mai.sees("joey waves back.")).buttons == []

    assert [each.name for each in await mai.types("word", "word", "la")] == ["lantern", "lamp"]
    assert (await mai.slash("word", word="lantern")).embeds[0]["title"] == "lantern"

    seen = await mai.right_click("joey", "Look at")
    assert seen.content == "Seen."
    assert seen.is_private

    form = await (await mai.slash("greet", who="joey")).press("Write")
    assert (form.title, form.fields) == ("Write something", ["Words"])
    assert (await form.fill(Words="By lantern light.")).content == "You wrote: By lantern light."

    later = await mai.slash("later")
    assert (later.callback["type"], later.content) == (5, "Here it is.")
    assert (await mai.sees("And one thing more.")).is_private
    assert (await mai.within("dm").sees("In private, too.")).message["author"]["bot"]


async def test_what_it_does_wrong_is_told(discord: Simulation) -> None:
    await discord.fault("deliveries", "drop")
    mai = await discord.guild.member("mai")
    with pytest.raises(Failed, match=r"(?s)mai did .*greet.*What happened:.*Mai used /greet"):
        await mai.slash("greet", who="joey")
