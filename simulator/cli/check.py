"""python -m simulator check: is this endpoint as Discord wants it?"""

import asyncio
from argparse import Namespace

from simulator.address import WrongAddress
from simulator.app import Simulator
from simulator.cli.mistake import Mistake
from simulator.cli.simulation import key_of, write_key
from simulator.cli.terminal import say
from simulator.cli.watch import tell
from simulator.world.load import WrongWorld


def main(asked: Namespace) -> int:
    """Raises `Mistake`."""
    return asyncio.run(_check(asked))


async def _check(asked: Namespace) -> int:
    try:
        simulator = Simulator(endpoint=asked.endpoint, key=key_of(asked), application_id=asked.application_id)
    except (WrongAddress, WrongWorld) as error:
        raise Mistake(str(error)) from None
    if asked.public_key_out is not None:
        write_key(asked.public_key_out, simulator)
    try:
        endpoint = await simulator.engine.check()
    finally:
        await simulator.aclose()
    tell(endpoint)
    if endpoint.problems:
        say(f"The bot has to know this public key: DISCORD_PUBLIC_KEY={simulator.public_key}")
    return 1 if endpoint.problems else 0
