"""A simulator with a bot that is any bot, and the driver of it."""

from collections.abc import AsyncIterator

import pytest

from simulator.app import Simulator
from simulator.driver import Simulation, connect
from simulator.serving import served
from tests.discord_rest import served as listening
from tests.simulator.driver.bot import Bot


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def discord(bot: Bot) -> AsyncIterator[Simulation]:
    async with listening(bot.app) as address:
        simulator = Simulator(endpoint=f"{address}/interactions")
        bot.public_key = simulator.public_key
        async with served(simulator) as url, connect(url) as discord:
            bot.api = f"{url}/api/v10"
            await bot.register()
            yield discord
