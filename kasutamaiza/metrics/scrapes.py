"""Scrapes: Prometheus asks on a port of its own, and is told the truth of that moment."""

import asyncio
import os
import socket
from threading import Thread
from typing import TYPE_CHECKING

from kasutamaiza.metrics.counts import Counts
from kasutamaiza.metrics.lookout import Lookout, State

if TYPE_CHECKING:
    from kasutamaiza.metrics.exposed import Server

HANGS_AFTER = 3.0
"""Seconds in which the event loop must tell how things stand. What it asks has less, so it is the loop that hangs."""

LOOKS_EVERY = 0.1
"""Seconds in which the server's thread sees that it is to stop."""


class PortTaken(Exception):
    """The port of the metrics cannot be had."""


def listen(port: int) -> socket.socket:
    """Take the port, 0 for any that is free. Raises `PortTaken`.

    At the start, so that a mistake is told there. Who asks before `Scrapes` is started waits.
    """
    try:
        return socket.create_server(("0.0.0.0", port), backlog=16)  # noqa: S104  (who scrapes is on another machine)
    except OSError as error:
        # Not the error's own text, into which the address was put.
        reason = os.strerror(error.errno) if error.errno else "unknown reason"
        raise PortTaken(
            f"METRICS_PORT {port} cannot be used ({reason}): choose another, or stop what uses it."
        ) from None


class Scrapes:
    """Answers on `listener` in a thread of its own, once it is started."""

    def __init__(self, listener: socket.socket, counts: Counts, lookout: Lookout, *, version: str) -> None:
        self._listener = listener
        self._counts = counts
        self._lookout = lookout
        self._version = version
        self._server: Server | None = None
        self._looking: asyncio.Task[State] | None = None

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    async def start(self) -> None:
        """Import prometheus_client, beside the event loop, and answer from then on."""
        loop = asyncio.get_running_loop()
        self._server = await asyncio.to_thread(self._make, loop)
        Thread(target=self._server.serve_forever, args=[LOOKS_EVERY], name="metrics", daemon=True).start()

    async def close(self) -> None:
        """Let go of the port."""
        if self._server is not None:
            await asyncio.to_thread(self._server.shutdown)
        self._listener.close()

    def _make(self, loop: asyncio.AbstractEventLoop) -> "Server":
        from kasutamaiza.metrics.exposed import LoopHangs, Server

        def ask() -> tuple[Counts, State]:
            looking = asyncio.run_coroutine_threadsafe(self._look(), loop)
            try:
                return looking.result(HANGS_AFTER)
            except TimeoutError:
                looking.cancel()
                raise LoopHangs from None

        return Server(self._listener, ask, version=self._version)

    async def _look(self) -> tuple[Counts, State]:
        # However many ask at once, the database is asked once: each takes a connection, and commands need those.
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._lookout.look())
        state = await asyncio.shield(self._looking)
        return self._counts.copy(), state
