"""Waiting for the bot, to check its endpoint as soon as it is there."""

import asyncio

import pytest

from simulator.app import Simulator
from simulator.cli.watch import watch
from simulator.serving import listen, serving
from tests.simulator.cli.terminal import free_port
from tests.simulator.control.bot import Bot


async def test_what_is_found_is_told_in_the_terminal_and_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    port, bot = free_port(), Bot()
    simulator = Simulator(endpoint=f"http://127.0.0.1:{port}/interactions")
    bot.public_key = "00" * 32
    watching = asyncio.create_task(watch(simulator))
    await simulator.world.log.changed(simulator.world.log.last)
    endpoint = simulator.world.application.endpoint
    assert endpoint is not None
    assert endpoint.problems == (
        f"Nothing listens at http://127.0.0.1:{port}/interactions yet. It is checked as soon as something does.",
    )
    async with serving(bot.app, listen(port)):
        await watching
    told = capsys.readouterr().out.splitlines()
    assert told[0] == endpoint.problems[0]
    assert told[1] == f"The endpoint {endpoint.url} is not as Discord wants it:"
    checked = simulator.world.application.endpoint
    assert checked is not None
    assert told[2:] == [f"  - {problem}" for problem in checked.problems]
    await simulator.aclose()


async def test_without_an_endpoint_there_is_nothing_to_wait_for(capsys: pytest.CaptureFixture[str]) -> None:
    simulator = Simulator()
    await watch(simulator)
    await simulator.aclose()
    assert capsys.readouterr().out == ""
