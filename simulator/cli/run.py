"""python -m simulator run: start a bot, and simulate for it."""

import asyncio
import errno
import os
import socket
from argparse import Namespace
from collections.abc import Sequence

from simulator.app import Simulator
from simulator.cli.bot import Bot
from simulator.cli.mistake import Mistake
from simulator.cli.simulation import environment, going_on, introduce, made, write_ready
from simulator.cli.terminal import open_page, say, stopping
from simulator.rest.permit import looks_real

_REAL = (
    "DISCORD_BOT_TOKEN looks like a real bot's token. Unset it, and whatever else here is the real bot's (its "
    "database!): the bot would be started with all of it."
)


def main(asked: Namespace) -> int:
    """Raises `Mistake`."""
    check_environment()
    return asyncio.run(_run(asked))


def check_environment() -> None:
    """Raises `Mistake`."""
    # It would get another token anyway. But where this one is, the rest of a real bot's settings is likely to be.
    if looks_real(os.environ.get("DISCORD_BOT_TOKEN", "").removeprefix("Bot ").strip()):
        raise Mistake(_REAL)


def place_for(asked: Namespace) -> tuple[int, str]:
    """The port where the bot is to listen, and its endpoint there. Raises `Mistake`."""
    port = asked.bot_port or _free_port()
    # Else whoever is there would be checked, and spoken to, in the bot's place.
    if port == asked.port or _is_taken(port):
        raise Mistake(f"Port {port} is taken. Let the bot listen at another one: --bot-port {port % 65535 + 1}")
    path = asked.endpoint_path if asked.endpoint_path.startswith("/") else f"/{asked.endpoint_path}"
    return port, f"http://127.0.0.1:{port}{path}"


async def start(command: Sequence[str], port: int, simulator: Simulator, url: str) -> Bot:
    """The bot, told all that it has to know in its environment. Raises `Mistake`."""
    told = environment(simulator, url)
    api = told["DISCORD_API_URL"]
    told |= {"DISCORD_API_BASE": api, "DISCORD_API": api, "PORT": str(port)}
    return await Bot.start([word.replace("{port}", str(port)) for word in command], os.environ | told)


async def _run(asked: Namespace) -> int:
    port, endpoint = place_for(asked)
    simulator = made(asked, endpoint)
    with stopping() as stop:
        async with going_on(asked, simulator) as url:
            bot = await start(asked.command, port, simulator, url)
            try:
                introduce(simulator, url)
                write_ready(asked.ready_file, simulator, url)
                say("Ctrl-C stops the bot and the simulator.")
                if not asked.no_browser:
                    open_page(url)
                return await _until(bot, stop)
            finally:
                stop.clear()
                await bot.stop(hurry=stop)


async def _until(bot: Bot, stop: asyncio.Event) -> int:
    """Until somebody stops it, or the bot ends; the exit code."""
    ended, stopped = asyncio.ensure_future(bot.ended()), asyncio.ensure_future(stop.wait())
    await asyncio.wait((ended, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not ended.done():
        ended.cancel()
        return 0
    say(f"The bot has ended by itself, with exit code {ended.result()}.")
    return ended.result()


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def _is_taken(port: int) -> bool:
    """Whether somebody listens there. What is not ours to take may be the bot's."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        return error.errno == errno.EADDRINUSE
    return False
