"""Serving the simulator on this machine, and on this machine only."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp

from simulator.app import Simulator

HERE = "127.0.0.1"
GRACE = 1
"""Seconds that answers under way have at a stop."""

TICK = 1.0
"""Seconds between looks at what has ended by itself, so that whoever only watches sees it too."""


class _Server(uvicorn.Server):
    """A server that stops at once where nothing is under way.

    `ending` is called before it waits for answers to be out: uvicorn tells an application of the end only after it.
    """

    def __init__(self, app: ASGIApp, ending: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._ending = ending
        self.is_up = asyncio.Event()
        self._is_stopping = asyncio.Event()

    def stop(self) -> None:
        self.should_exit = True
        self._is_stopping.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    async def main_loop(self) -> None:
        # Beside uvicorn's own, which looks ten times a second whether to stop.
        looping = asyncio.ensure_future(super().main_loop())
        await self._is_stopping.wait()
        looping.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await asyncio.sleep(0)  # who has just hung up is seen to have
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
            return
        for server in self.servers:
            server.close()
            await server.wait_closed()


def listen(port: int = 0) -> socket.socket:
    """A port of this machine; any free one for 0. Raises `OSError` for one that is taken."""
    # Told that it is TCP: only then does the event loop switch off the waiting for more to send.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HERE, port))
        listening.listen(128)  # only now it is known whether another one listens there
    except OSError:
        listening.close()
        raise
    return listening


@asynccontextmanager
async def served(simulator: Simulator, listening: socket.socket | None = None) -> AsyncIterator[str]:
    """The simulator's address, as long as it is served; at the end of it the simulator is closed."""
    sock = listening or listen()
    simulator.world.url = address(sock)
    ticking = asyncio.create_task(_tick(simulator))
    try:
        async with serving(simulator, sock, ending=simulator.end_streams) as url:
            yield url
    finally:
        ticking.cancel()
        await simulator.aclose()


async def _tick(simulator: Simulator) -> None:
    while True:
        await asyncio.sleep(TICK)
        simulator.engine.expire()


@asynccontextmanager
async def serving(
    app: ASGIApp, listening: socket.socket, *, ending: Callable[[], None] = lambda: None
) -> AsyncIterator[str]:
    """The address of an application, as long as it is served. `ending` is called when that ends."""
    server = _Server(app, ending)
    # Not `serve`, which would take the signals of whoever holds it.
    running = asyncio.create_task(server._serve([listening]))
    await server.is_up.wait()
    try:
        yield address(listening)
    finally:
        server.stop()
        await running
        listening.close()


def address(listening: socket.socket) -> str:
    return f"http://{HERE}:{listening.getsockname()[1]}"
