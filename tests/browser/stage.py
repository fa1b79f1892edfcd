"""A simulated Discord and the real bot in it, with the commands of docs/commands.md, each served on this machine."""

import importlib
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from msgspec.structs import replace

from app import USER_AGENT, build
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.snowflake import ApplicationId
from kasutamaiza.interactions import discover
from scripts.registrar import Registrar
from simulator.app import APPLICATION_ID, Simulator
from simulator.key import public
from simulator.serving import listen, served
from simulator.world.load import DEFAULT, Plan, read
from tests.discord_rest import served as listening
from tests.docs.page import blocks, write
from tests.door import KEY, settings

TOKEN = "the-token-of-no-real-bot"


@contextmanager
def page_commands(home: Path, name: str) -> Iterator[str]:
    """The command files of docs/commands.md as a package; its name."""
    write(home / name, [block for block in blocks() if block.file and not block.is_wrong])
    sys.path.insert(0, str(home))
    importlib.invalidate_caches()
    try:
        yield name
    finally:
        sys.path.remove(str(home))
        for module in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[module]


def world() -> Plan:
    """The default one, with a bot of our name."""
    plan = read(DEFAULT)
    return replace(plan, application=replace(plan.application, name="Kasutamaiza"))


@asynccontextmanager
async def staged(package: str, **changed: str) -> AsyncIterator[Simulator]:
    """Our bot with the commands of `package`, which it has registered; settings are changed by name."""
    sock = listen()
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    told = {
        "DISCORD_PUBLIC_KEY": public(KEY),
        "DISCORD_BOT_TOKEN": TOKEN,
        "DISCORD_API_URL": f"{url}/api/v10",
    }
    bot = build(settings(**told, **{name.upper(): value for name, value in changed.items()}), package)
    async with listening(bot) as address:
        simulator = Simulator(world(), endpoint=f"{address}/interactions", key=KEY)
        async with served(simulator, sock):
            await _register(package, told["DISCORD_API_URL"])
            yield simulator


async def _register(package: str, api_url: str) -> None:
    client = Client(api_url, bot_token=TOKEN, user_agent=USER_AGENT)
    ours = discover(package).definitions
    try:
        await Registrar(client, ours, application=ApplicationId(int(APPLICATION_ID))).apply()
    finally:
        await client.aclose()
