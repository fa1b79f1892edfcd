"""Waking whoever waits for something to happen."""

import asyncio


class Bell:
    """Rings for all who listen. `rung` counts how often; once closed, nobody waits any more."""

    def __init__(self) -> None:
        self.rung = 0
        self.is_closed = False
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        self.rung += 1
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    def close(self) -> None:
        self.is_closed = True
        self.ring()

    async def heard(self, after: int) -> None:
        """Return as soon as it has rung more often than this."""
        while self.rung <= after and not self.is_closed:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.add(waiting)
            try:
                await waiting
            finally:
                self._waiting.discard(waiting)
