"""python -m simulator up: simulate for a bot that somebody else starts."""

import asyncio
from argparse import Namespace

from simulator.cli.simulation import going_on, introduce, made, write_key, write_ready
from simulator.cli.terminal import open_page, say, stopping


def main(asked: Namespace) -> int:
    """Raises `Mistake`."""
    return asyncio.run(_up(asked))


async def _up(asked: Namespace) -> int:
    simulator = made(asked, asked.endpoint)
    with stopping() as stop:
        async with going_on(asked, simulator) as url:
            introduce(simulator, url)
            if asked.public_key_out is not None:
                write_key(asked.public_key_out, simulator)
            write_ready(asked.ready_file, simulator, url)
            say("Ctrl-C stops it.")
            if not asked.no_browser:
                open_page(url)
            await stop.wait()
    return 0
