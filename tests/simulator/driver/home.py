"""The project's own bot, served, with a simulator that is all of Discord to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import anyio
from msgspec import to_builtins
from nacl.signing import SigningKey

import app
from kasutamaiza.interactions import discover
from scripts import register_commands
from simulator.app import Simulator
from simulator.driver import Simulation, connect
from simulator.key import public
from simulator.serving import listen, served
from tests.discord_rest import served as listening
from tests.door import ENVIRONMENT, settings
from tests.simulator.driver.bot import Bot


@asynccontextmanager
async def at_home(database_url: str, *, package: str = "commands") -> AsyncIterator[Simulation]:
    """The bot with its database, its commands registered: those of `commands` by its own script."""
    key, door = SigningKey.generate(), listen()
    api = f"http://127.0.0.1:{door.getsockname()[1]}/api/v10"
    told = {"DISCORD_PUBLIC_KEY": public(key), "DISCORD_BOT_TOKEN": "not-a-real-token"}
    told |= {"DISCORD_API_URL": api, "DATABASE_URL": database_url}
    async with listening(app.build(settings(**told), package)) as address:
        simulator = Simulator(endpoint=f"{address}/interactions", key=key)
        async with served(simulator, door) as url, connect(url) as discord:
            if package == "commands":
                await _applied(told)
            else:
                definitions = [to_builtins(each) for each in discover(package).definitions]
                await Bot(api).call("PUT", f"/applications/{simulator.application_id}/commands", definitions)
            yield discord


async def _applied(told: dict[str, str]) -> None:
    register = partial(register_commands.main, ["apply"], ENVIRONMENT | told)
    assert await anyio.to_thread.run_sync(register) == 0
