"""Rate limits: what each answer tells of its bucket, and, where the simulator is told to be strict, refusals.

Discord does not tell its numbers beforehand, and they change: these only have their order of magnitude.
Source: https://docs.discord.com/developers/topics/rate-limits
"""

import time
from collections import deque
from collections.abc import Callable, Mapping
from hashlib import blake2b
from math import ceil

from msgspec import Struct

PER_SECOND = 50
"""Calls of a bot in one second, whatever they are; those that a path's own token opens do not count."""

MANY = 1_000
"""Windows that are kept before those that are over are looked for."""

_USUAL = (10, 1.0)
_SIZES: Mapping[str, tuple[int, float]] = {
    "create_message": (5, 5.0),
    "update_message": (5, 5.0),
    "delete_message": (5, 1.0),
    "bulk_delete_messages": (1, 1.0),
    "add_my_message_reaction": (1, 0.25),
    "delete_my_message_reaction": (1, 0.25),
    "delete_user_message_reaction": (1, 0.25),
    "trigger_typing_indicator": (5, 5.0),
    "execute_webhook": (5, 2.0),
    "create_dm": (10, 10.0),
    "bulk_set_application_commands": (5, 5.0),
    "bulk_set_guild_application_commands": (5, 5.0),
}
_SHARED = {
    "delete_my_message_reaction": "add_my_message_reaction",
    "delete_user_message_reaction": "add_my_message_reaction",
}
_PLACES = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")


class Turn(Struct, frozen=True):
    """One call, counted. `wait` is None when it may go on, else the seconds that are left of the window."""

    headers: dict[str, str]
    wait: float | None = None
    is_global: bool = False


class _Window(Struct):
    ends: float
    used: int = 0


class Limits:
    """Windows in real time: a bot waits in its own time, wherever the world's clock has been moved."""

    def __init__(
        self,
        *,
        strict: bool = False,
        clock: Callable[[], float] = time.monotonic,
        real: Callable[[], float] = time.time,
    ) -> None:
        self.strict = strict
        self._clock, self._real = clock, real
        self._windows: dict[tuple[str, ...], _Window] = {}
        self._last: deque[float] = deque()

    def take(self, name: str, path: Mapping[str, str], *, as_bot: bool) -> Turn:
        """Count one call of an operation at the place that its path names."""
        now = self._clock()
        bucket = _SHARED.get(name, name)
        limit, seconds = _SIZES.get(bucket, _USUAL)
        key = (bucket, *(path.get(place, "") for place in _PLACES))
        window = self._windows.get(key)
        if window is None or now >= window.ends:
            self._forget(now)
            window = self._windows[key] = _Window(now + seconds)
        is_full = window.used >= limit
        window.used = min(window.used + 1, limit)
        headers = self._told(bucket, limit, window, now)
        if self.strict and as_bot and (left := self._too_many(now)) is not None:
            return Turn(headers, left, is_global=True)
        return Turn(headers, window.ends - now if self.strict and is_full else None)

    def _too_many(self, now: float) -> float | None:
        while self._last and self._last[0] <= now - 1:
            self._last.popleft()
        if len(self._last) >= PER_SECOND:
            return self._last[0] + 1 - now
        self._last.append(now)
        return None

    def _forget(self, now: float) -> None:
        if len(self._windows) >= MANY:
            self._windows = {key: window for key, window in self._windows.items() if window.ends > now}

    def _told(self, bucket: str, limit: int, window: _Window, now: float) -> dict[str, str]:
        left = window.ends - now
        return {
            "x-ratelimit-bucket": blake2b(bucket.encode(), digest_size=16).hexdigest(),
            "x-ratelimit-limit": str(limit),
            "x-ratelimit-remaining": str(limit - window.used),
            "x-ratelimit-reset": f"{self._real() + left:.3f}",
            "x-ratelimit-reset-after": f"{left:.3f}",
        }


def refusal(seconds: float, scope: str) -> tuple[dict[str, object], dict[str, str]]:
    """The body of a 429, and the headers that come with it."""
    is_global = scope == "global"
    headers = {"x-ratelimit-scope": scope, "retry-after": str(ceil(seconds))}
    if is_global:
        headers["x-ratelimit-global"] = "true"
    elif scope == "user":  # its own bucket is empty, for as long as that
        headers |= {
            "x-ratelimit-remaining": "0",
            "x-ratelimit-reset": f"{time.time() + seconds:.3f}",
            "x-ratelimit-reset-after": f"{seconds:.3f}",
        }
    return {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": is_global}, headers
