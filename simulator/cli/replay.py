"""python -m simulator replay: is what comes of a recording still the same?"""

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from simulator.app import Simulator
from simulator.cli.mistake import Mistake
from simulator.cli.run import check_environment, place_for, start
from simulator.cli.simulation import going_on, made
from simulator.cli.terminal import say, stopping
from simulator.driver import NotTaken, connect
from simulator.record import WrongRecording
from simulator.record.replay import Difference, load, replay
from simulator.world import Command

CANNOT = 2
"""The exit code where nothing could be compared."""

PATIENCE = 30.0
"""Seconds that a bot may take until it listens."""

REGISTERING = 5.0
"""Seconds more for its commands; one that registers none as it starts has them already, or has none."""

_ONE_OF = "Say where the bot is, in one way: --url of a simulator that runs, --endpoint of a bot, or -- COMMAND."


def main(asked: Namespace) -> int:
    """Raises `Mistake`."""
    if sum(each is not None for each in (asked.url, asked.endpoint, asked.command)) != 1 or asked.command == []:
        raise Mistake(_ONE_OF, CANNOT)
    try:
        load(asked.file)
        differences = asyncio.run(_replay(asked))
    except (WrongRecording, NotTaken, Mistake) as error:
        raise Mistake(str(error), CANNOT) from None
    except OSError as error:
        raise Mistake(f"{asked.file}: {error.strerror}.", CANNOT) from None
    return _told(asked, differences)


def _told(asked: Namespace, differences: list[Difference]) -> int:
    """Say what came of it; the exit code."""
    for each in differences:
        say(f"{each}\n")
    if not differences:
        say("All that came is as it was recorded.")
    elif asked.update:
        say(f"{asked.file} now says what came this time.")
    return 1 if differences and not asked.update else 0


async def _replay(asked: Namespace) -> list[Difference]:
    """Raises `KeyboardInterrupt` when it is stopped: with what was started for it."""
    with stopping() as stop:
        replaying = asyncio.ensure_future(_compared(asked))
        if not await _before(stop.wait(), replaying):
            return replaying.result()
    raise KeyboardInterrupt


async def _before(what: Awaitable[object], work: "asyncio.Future[list[Difference]]") -> bool:
    """Whether something happens before the work is done; the work is then given up, and cleared away."""
    waiting = asyncio.ensure_future(what)
    await asyncio.wait((waiting, work), return_when=asyncio.FIRST_COMPLETED)
    for each in (waiting, work):
        each.cancel()
    await asyncio.wait((waiting, work))
    return work.cancelled()


async def _compared(asked: Namespace) -> list[Difference]:
    async with _simulator(asked) as url, connect(url) as simulation:
        return await replay(asked.file, simulation, update=asked.update)


@asynccontextmanager
async def _simulator(asked: Namespace) -> AsyncIterator[str]:
    """Where it is: the one that runs, or one that is made for this. Raises `Mistake`."""
    if asked.url is not None:
        yield asked.url.rstrip("/")
        return
    if asked.endpoint is not None:
        simulator = made(asked, asked.endpoint)
        async with going_on(asked, simulator) as url:
            await _checked(simulator)
            yield url
        return
    check_environment()
    port, endpoint = place_for(asked)
    simulator = made(asked, endpoint)
    async with going_on(asked, simulator) as url, _bot(asked, port, simulator, url):
        yield url


@asynccontextmanager
async def _bot(asked: Namespace, port: int, simulator: Simulator, url: str) -> AsyncIterator[None]:
    """Started, and ready. Raises `Mistake`."""
    bot = await start(asked.command, port, simulator, url)
    ended, checked = asyncio.ensure_future(bot.ended()), asyncio.ensure_future(_checked(simulator))
    try:
        await asyncio.wait((ended, checked), return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            raise Mistake(f"The bot has ended by itself, with exit code {ended.result()}.")
        checked.result()
        yield
    finally:
        ended.cancel()
        checked.cancel()
        await bot.stop(asyncio.Event())


async def _checked(simulator: Simulator) -> None:
    """Return when the endpoint was checked, and there are commands. Raises `Mistake`."""
    world = simulator.world
    try:
        async with asyncio.timeout(PATIENCE):
            while world.application.endpoint is None or world.application.endpoint.checked_at is None:
                await world.log.changed(world.log.last)
    except TimeoutError:
        raise Mistake(f"Nothing listens where the bot should be, after {PATIENCE:g} s.") from None
    try:
        async with asyncio.timeout(REGISTERING):
            while not any(True for _ in world.all(Command)):
                await world.log.changed(world.log.last)
    except TimeoutError:
        say(f"The bot has registered no commands at {world.url}/api/v10.")
