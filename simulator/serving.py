"""Serving the simulator on this machine, and on this machine only."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from simulator.app import Simulator

HERE = "127.0.0.1"
GRACE = 1
"""Seconds that answers under way have at a stop."""


class _Server(uvicorn.Server):
    """A server that waits for no stream: uvicorn tells the application of its end only when every answer is out."""

    def __init__(self, simulator: Simulator) -> None:
        super().__init__(
            uvicorn.Config(
                simulator,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._simulator = simulator
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._simulator.end_streams()
        await super().shutdown(sockets)


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
    """The simulator's address, as long as it is served. What is begun ends with it: the simulator is closed after."""
    sock = listening or listen()
    simulator.world.url = url = f"http://{HERE}:{sock.getsockname()[1]}"
    server = _Server(simulator)
    # Not `serve`, which would take the signals of whoever holds it.
    serving = asyncio.create_task(server._serve([sock]))
    await server.is_up.wait()
    try:
        yield url
    finally:
        server.should_exit = True
        await serving
        sock.close()
        await simulator.aclose()
