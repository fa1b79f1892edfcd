"""Checking the bot's endpoint as soon as there is one, however late the bot is."""

import asyncio

from msgspec.structs import replace

from simulator import address
from simulator.app import Simulator
from simulator.cli.terminal import say
from simulator.world.records import Endpoint

PAUSE = 0.25
"""Seconds between looks whether something listens there."""


async def watch(simulator: Simulator) -> None:
    """Wait until something listens at the endpoint, and check it once. What was found stands on the page too."""
    endpoint = simulator.world.application.endpoint
    if endpoint is None:
        return
    if not await _listens(endpoint.url):
        _note(simulator, f"Nothing listens at {endpoint.url} yet. It is checked as soon as something does.")
        await _until_it_listens(endpoint.url)
    tell(await simulator.engine.check())


async def _until_it_listens(url: str) -> None:
    while True:
        await asyncio.sleep(PAUSE)
        if await _listens(url):
            return


def tell(endpoint: Endpoint) -> None:
    if not endpoint.problems:
        say(f"The endpoint {endpoint.url} is as Discord wants it.")
        return
    say(f"The endpoint {endpoint.url} is not as Discord wants it:")
    for problem in endpoint.problems:
        say(f"  - {problem}")


def _note(simulator: Simulator, sentence: str) -> None:
    say(sentence)
    application = simulator.world.application
    endpoint = None if application.endpoint is None else replace(application.endpoint, problems=(sentence,))
    simulator.world.put(replace(application, endpoint=endpoint))


async def _listens(url: str) -> bool:
    """Only a connection, no request: a bot that is not up yet leaves no row in the inspector."""
    host, port = address.place(url)
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 2)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True
