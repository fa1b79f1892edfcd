"""A small honest Discord with limits, on a clock that stands still until everybody sleeps."""

import asyncio
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from math import ceil

from msgspec import Struct, json
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from kasutamaiza.discord.rest import Timing

EPOCH = 1_790_000_000
"""What Discord's clock shows when ours shows 0: its moments cannot be taken for ours."""

ROUNDS = 20
"""Of the event loop, before a clock goes on: by then all that can be done without waiting is done."""


class PausedClock:
    """Time passes only when somebody sleeps, and to the next one's waking: many may sleep at once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()
        self._mover: asyncio.Task[None] | None = None

    @property
    def timing(self) -> Timing:
        """With chance always in the middle."""
        return Timing(lambda: self.now, self.sleep, lambda: 0.5)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        woken = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.now + seconds, next(self._order), woken))
        if self._mover is None:
            self._mover = asyncio.create_task(self._move())
        await woken

    async def _move(self) -> None:
        while self._sleepers:
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            until, _, woken = heappop(self._sleepers)
            if not woken.done():
                self.now = max(self.now, until)
                woken.set_result(None)
        self._mover = None


class Bucket(Struct, frozen=True):
    """So many calls in so many seconds, from the first one on. Routes with the same name share it at a place."""

    name: str
    limit: int
    seconds: float


class _Window(Struct):
    ends: float
    used: int = 0


class LimitedDiscord:
    """Counts as Discord counts. `buckets` are by call ("PUT /guilds/{guild}/bans/{user}"); others have no limit.

    `refused` are the 429s that it gave: their calls and scopes. `counted` is how many it took.
    """

    def __init__(self, clock: Callable[[], float], buckets: dict[str, Bucket], *, per_second: int = 50) -> None:
        self.clock = clock
        self.buckets = buckets
        self.refused: list[tuple[str, str]] = []
        self.counted = 0
        self.headers_told = True
        self._per_second = per_second
        self._last: deque[float] = deque()
        self._windows: dict[tuple[str, str], _Window] = {}

    def take(self, call: str, place: str, *, as_bot: bool = True) -> tuple[int, dict[str, str], bytes]:
        """Count a call and answer it: status, headers in small letters, body."""
        now = self.clock()
        if as_bot:
            while self._last and self._last[0] <= now - 1:
                self._last.popleft()
            if len(self._last) >= self._per_second:
                return self._refuse(call, "global", self._last[0] + 1 - now, {})
            self._last.append(now)
        self.counted += 1
        bucket = self.buckets.get(call)
        if bucket is None:
            return 200, {}, b"{}"
        window = self._windows.get((bucket.name, place))
        if window is None or now >= window.ends:
            window = self._windows[bucket.name, place] = _Window(now + bucket.seconds)
        is_full = window.used >= bucket.limit
        window.used = min(window.used + 1, bucket.limit)
        told = self._told(bucket, window) if self.headers_told else {}
        return self._refuse(call, "user", window.ends - now, told) if is_full else (200, told, b"{}")

    def use_up(self, call: str, place: str) -> None:
        """Somebody else makes all the calls that a window has."""
        bucket = self.buckets[call]
        self._windows[bucket.name, place] = _Window(self.clock() + bucket.seconds, bucket.limit)

    def _told(self, bucket: Bucket, window: _Window) -> dict[str, str]:
        return {
            "x-ratelimit-bucket": bucket.name,
            "x-ratelimit-limit": str(bucket.limit),
            "x-ratelimit-remaining": str(bucket.limit - window.used),
            "x-ratelimit-reset": f"{EPOCH + window.ends:.3f}",
            "x-ratelimit-reset-after": f"{window.ends - self.clock():.3f}",
        }

    def _refuse(self, call: str, scope: str, seconds: float, told: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        self.refused.append((call, scope))
        more = {"x-ratelimit-scope": scope, "retry-after": str(ceil(seconds)), "content-type": "application/json"}
        if scope == "global":
            more["x-ratelimit-global"] = "true"
        said = {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": scope == "global"}
        return 429, told | more, json.encode(said)

    @property
    def app(self) -> Router:
        """The same over HTTP, for the calls that have a bucket."""
        return Router([self._route(call) for call in self.buckets])

    def _route(self, call: str) -> Route:
        method, template = call.split(" ")

        async def take(request: Request) -> Response:
            await request.body()
            place = next(iter(request.path_params.values()), "")
            status, headers, body = self.take(call, str(place), as_bot="authorization" in request.headers)
            return Response(body, status, headers=headers)

        return Route(template, take, methods=[method])
