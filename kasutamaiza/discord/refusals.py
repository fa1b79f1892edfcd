"""How often Discord refused us lately: too often, and it shuts out our address and all who share it.

Source: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
"""

from collections import deque

from loguru import logger

MOST_REFUSALS = 9_500
"""At Discord's 10,000 in 10 minutes it shuts out our address, and all that share it. We stop short of that."""

REFUSALS_KEPT = 600.0
FIRST_WARNING = 1_000


class Refusals:
    """The 401, 403 and 429 of the last ten minutes."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()
        self._warn_at = FIRST_WARNING

    def count(self, now: float) -> None:
        self._times.append(now)
        self._drop(now)
        if len(self._times) < FIRST_WARNING:
            self._warn_at = FIRST_WARNING
        elif len(self._times) >= self._warn_at:
            self._warn_at *= 2
            logger.warning(
                "Discord refused {} calls in 10 minutes (401, 403 or 429). At 10,000 it shuts out this address: "
                "see what the bot may not do, and what it does too often.",
                len(self._times),
            )

    def wait(self, now: float) -> float:
        """How long not to call at all; 0 as long as there is room."""
        if len(self._times) < MOST_REFUSALS:
            return 0
        self._drop(now)
        return self._times[0] + REFUSALS_KEPT - now if len(self._times) >= MOST_REFUSALS else 0

    def _drop(self, now: float) -> None:
        while self._times and self._times[0] <= now - REFUSALS_KEPT:
            self._times.popleft()
