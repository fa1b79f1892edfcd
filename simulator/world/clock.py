"""The world's clock and its snowflakes: real time, and as much further as somebody has moved it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

EPOCH = 1_420_070_400_000
"""Milliseconds since 1970 at which Discord's ids begin. Source: https://docs.discord.com/developers/reference#snowflakes"""


class Clock:
    """What time it is in the world. `real` tells seconds since 1970."""

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self._ahead = 0.0
        self._last = 0

    @property
    def ahead(self) -> float:
        """Seconds that the world is ahead of real time."""
        return self._ahead

    @property
    def milliseconds(self) -> int:
        return int((self._real() + self._ahead) * 1000)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self._real() + self._ahead, UTC)

    def advance(self, seconds: float) -> None:
        """Move the clock on. Raises `ValueError` for a step back, with which ids would repeat."""
        if seconds < 0:
            raise ValueError("The clock only goes forward.")
        self._ahead += seconds

    def reset(self) -> None:
        """Back to real time. Ids still only grow."""
        self._ahead = 0.0

    def next_id(self) -> str:
        """A new snowflake, larger than each before it."""
        self._last = max((self.milliseconds - EPOCH) << 22, self._last + 1)
        return str(self._last)


def created_at(snowflake: str) -> datetime:
    """When a snowflake was made."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + EPOCH) / 1000, UTC)
