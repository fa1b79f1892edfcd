"""When a call may go: Discord's limits, learnt from its answers and kept before it has to refuse.

    Limits        all of them; `async with limits.turn(route, place) as turn` waits for one call's turn
    ├── Bucket    what some routes share for one channel, server or webhook: so many calls in a window
    └── Gate      all calls of one kind: fifty in any second, and none while Discord says so

No limit is written down here but the one that no answer tells: 50 calls in a second.
Source: https://docs.discord.com/developers/topics/rate-limits
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from math import inf
from types import TracebackType

from loguru import logger
from msgspec import Struct

from kasutamaiza.discord.errors import RateLimited, Unauthorized
from kasutamaiza.discord.refusals import Refusals
from kasutamaiza.discord.route import Route
from kasutamaiza.discord.watch import NOBODY, Watch

PER_SECOND = 50
"""Calls of one bot in a second. Those that an interaction's own token opens do not count."""

MARGIN = 0.02
"""Seconds that a window is taken to last longer: what Discord tells is rounded."""

SAME_WINDOW = 0.05
"""Seconds by which the end of one and the same window may be told differently."""

UNTOLD = 1.0
"""Seconds to wait after a 429 that does not say how long."""

IDLE = 60.0
"""Seconds after which a bucket that nobody uses may be forgotten."""

MANY = 1_000
"""Buckets that are kept before the idle ones are looked for."""

SHORT = 0.001
"""Seconds of waiting that nobody is told of."""

ANSWER = inf
"""Instead of seconds: nobody knows how long, but an answer that is under way will tell."""


class Heard(Struct, frozen=True, gc=False):
    """What an answer says of limits; times in seconds. `reset_after` is None when it says nothing of a bucket.

    `reset` is the window's end by Discord's clock. `outside`: a refusal that came not from Discord but from before it.
    """

    status: int
    code: int = 0
    bucket: str = ""
    limit: int = 1
    remaining: int = 0
    reset: float = 0.0
    reset_after: float | None = None
    retry_after: float | None = None
    scope: str = ""
    outside: bool = False


def speaks_of_token(status: int, code: int) -> bool:
    """Whether an answer to the bot means that its token is not taken, and not a webhook's or a missing factor."""
    return status == 401 and code in (0, 40001)


class _Line:
    """Where calls wait in line: the first of them holds the door, and is told when something has changed."""

    def __init__(self) -> None:
        self.door = asyncio.Lock()
        self.closed = -inf
        self._news: asyncio.Future[None] | None = None

    def close(self, until: float) -> None:
        self.closed = max(self.closed, until)

    async def news(self) -> None:
        self._news = asyncio.get_running_loop().create_future()
        await self._news

    def tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)


class Bucket(_Line):
    """What some routes share for one place. `limit` is None until an answer tells it: until then one goes at a time.

    Whatever is under way counts as if Discord had not counted it yet: so `left` is never more than Discord would say.
    """

    def __init__(self) -> None:
        super().__init__()
        self.limit: float | None = None
        self.left = 1.0
        self.under_way = 0
        self.used = -inf
        self._ends: float | None = None
        self._reset = 0.0

    def wait(self, now: float) -> float:
        """How long until one more may go; 0 when it may go now."""
        if now < self.closed:
            return self.closed - now
        if self.limit is None:
            return ANSWER if self.under_way else 0
        if self._ends is not None and now >= self._ends:
            self.left = self.limit - self.under_way
            self._ends = None
        if self.left > 0:
            return 0
        if self._ends is not None:
            return self._ends - now
        if self.under_way:
            return ANSWER
        # The window's calls have ended and no answer told how long it lasts: the next one is to find out.
        self.limit = None
        return 0

    def take(self, now: float) -> None:
        self.left -= 1
        self.under_way += 1
        self.used = now

    def give_back(self) -> None:
        """One call has ended, with an answer or without."""
        self.under_way -= 1
        self.tell()

    def learn(self, heard: Heard, now: float, others: int) -> None:
        """Believe an answer, while `others` are under way that Discord may not have counted yet."""
        assert heard.reset_after is not None  # noqa: S101  (asked before)
        left, ends = heard.remaining - others, now + heard.reset_after + MARGIN
        if self.limit is None or heard.reset > self._reset + SAME_WINDOW:
            self.left, self._ends, self._reset = left, ends, heard.reset
        elif heard.reset >= self._reset - SAME_WINDOW:
            # Answers overtake each other: the lowest count and the latest end are the ones to go by.
            self.left = min(self.left, left)
            self._ends = max(self._ends or ends, ends)
        else:
            return  # of a window that is over
        self.limit = heard.limit

    def learn_nothing(self) -> None:
        """An answer that says nothing of a limit: there is none."""
        if self.limit is None:
            self.limit = self.left = inf

    def is_idle(self, now: float) -> bool:
        busy = self.under_way or self.door.locked() or now < self.closed
        return not busy and (self._ends is None or now >= self._ends) and now > self.used + IDLE


class Gate(_Line):
    """All calls of one kind: at most `limit` in any second, however long each of them is on its way.

    A place is free again a second after its answer came, since Discord counted that call before it answered.
    """

    def __init__(self, limit: float, *, is_bots: bool = True) -> None:
        super().__init__()
        self.is_bots = is_bots
        self._limit = limit
        self._under_way = 0
        self._free_at: deque[float] = deque()

    def wait(self, now: float) -> float:
        if now < self.closed:
            return self.closed - now
        while self._free_at and self._free_at[0] <= now:
            self._free_at.popleft()
        if self._under_way + len(self._free_at) < self._limit:
            return 0
        return self._free_at[0] - now if self._free_at else ANSWER

    def take(self) -> None:
        self._under_way += 1

    def give_back(self, now: float | None) -> None:
        """The call was answered, or given up, at `now`; None: it was never made."""
        self._under_way -= 1
        if now is not None and self._limit != inf:
            self._free_at.append(now + 1)
        self.tell()


class Limits:
    """All of Discord's limits on us. `clock` and `sleep` are those of the event loop, or a test's."""

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]], watch: Watch = NOBODY
    ) -> None:
        self.clock = clock
        self.sleep = sleep
        self.watch = watch
        self.refusals = Refusals()
        self.token_refused = False
        self._as_bot, self._as_nobody = Gate(PER_SECOND), Gate(inf, is_bots=False)
        self._names: dict[str, str] = {}
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._look_at = MANY

    def turn(self, route: Route, place: str = "", *, as_bot: bool = True, until: float = inf) -> "Turn":
        """One call's turn. Waiting for it raises RateLimited at once where it would last beyond `until`."""
        return Turn(self, route, place, until, self._as_bot if as_bot else self._as_nobody)

    def bucket(self, route: Route, place: str) -> Bucket:
        """The bucket of a route at a place: one of its own until Discord has told the name of it."""
        key = (self._names.get(route.call, route.call), place)
        found = self._buckets.get(key)
        if found is None:
            if len(self._buckets) >= self._look_at:
                self._forget()
            # The name may have been told at another place, while the first call of this one is still under way.
            unnamed = self._buckets.pop((route.call, place), None)
            found = self._buckets[key] = Bucket() if unnamed is None else unnamed
        return found

    def learn(self, heard: Heard, route: Route, place: str, taken: Bucket, gate: Gate) -> None:
        """Believe what an answer says, and count it when it is a refusal."""
        now = self.clock()
        if heard.bucket:
            self._names[route.call] = heard.bucket
        home = self.bucket(route, place)
        if heard.reset_after is not None:
            home.learn(heard, now, home.under_way - (home is taken))
        elif heard.status < 400:
            home.learn_nothing()
        if heard.status == 429:
            self._stop(heard, now, home, gate)
        if heard.status in (401, 403) or (heard.status == 429 and heard.scope != "shared"):
            self.refusals.count(now)
        if gate.is_bots and not heard.outside and speaks_of_token(heard.status, heard.code):
            self._refuse_token()

    def _stop(self, heard: Heard, now: float, home: Bucket, gate: Gate) -> None:
        """One call too many: nothing goes where it went, or nothing at all, for as long as Discord says."""
        seconds = UNTOLD if heard.retry_after is None else heard.retry_after
        until = now + seconds + MARGIN
        if heard.scope != "global" and not heard.outside:
            home.close(until)
            return
        if now >= gate.closed:
            who = "What stands before Discord" if heard.outside else "Discord"
            logger.warning("{} refused a call: none are made for {:g} seconds.", who, seconds)
        for each in (self._as_bot, self._as_nobody) if heard.outside else (gate,):
            each.close(until)

    def _refuse_token(self) -> None:
        if not self.token_refused:
            logger.error(
                "Discord does not take the bot token, so nothing more is asked with it: set DISCORD_BOT_TOKEN to the "
                "one of the Developer Portal (Bot, Reset Token) and start again."
            )
        self.token_refused = True

    def _forget(self) -> None:
        now = self.clock()
        self._buckets = {key: each for key, each in self._buckets.items() if not each.is_idle(now)}
        # Looked for again when there are twice as many: so each call pays for a few at most.
        self._look_at = max(MANY, 2 * len(self._buckets))


class Turn:
    """One call's turn, from its waiting to its answer; given back however it ends."""

    _bucket: Bucket

    def __init__(self, limits: Limits, route: Route, place: str, until: float, gate: Gate) -> None:
        self._limits = limits
        self._route = route
        self._place = place
        self._until = until
        self._gate = gate
        self._at_gate = 0.0

    async def __aenter__(self) -> "Turn":
        came = self._limits.clock()
        while True:
            bucket = self._limits.bucket(self._route, self._place)
            async with bucket.door:
                if await self._comes(bucket):
                    break
        self._tell(self._limits.clock() - came)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bucket.give_back()
        self._gate.give_back(self._limits.clock())

    def answered(self, heard: Heard) -> None:
        self._limits.learn(heard, self._route, self._place, self._bucket, self._gate)

    async def _comes(self, bucket: Bucket) -> bool:
        """Wait as the first in line at a bucket; False when the route turns out to belong to another."""
        limits = self._limits
        while bucket is limits.bucket(self._route, self._place):
            self._check()
            if wait := bucket.wait(limits.clock()):
                await self._pause(bucket, wait)
                continue
            await self._pass_gate()
            # Much may have been told while we waited there.
            now = limits.clock()
            if bucket is limits.bucket(self._route, self._place) and not bucket.wait(now):
                bucket.take(now)
                self._bucket = bucket
                return True
            self._gate.give_back(None)
        return False

    async def _pass_gate(self) -> None:
        came = self._limits.clock()
        async with self._gate.door:
            while wait := self._gate.wait(self._limits.clock()):
                await self._pause(self._gate, wait)
                self._check()
            self._gate.take()
        self._at_gate += self._limits.clock() - came

    async def _pause(self, line: _Line, wait: float) -> None:
        now = self._limits.clock()
        if now + (0 if wait == ANSWER else wait) > self._until:
            raise RateLimited(
                self._route.call,
                retry_after=None if wait == ANSWER else wait,
                scope="global" if line is self._gate else "user",
                message="not asked, since its turn would come too late",
            )
        await (line.news() if wait == ANSWER else self._limits.sleep(wait))

    def _check(self) -> None:
        """Refuse in Discord's place what it is sure to refuse, or what would cost us more than an answer."""
        if self._limits.token_refused and self._gate.is_bots:
            raise Unauthorized(self._route.call, status=401, message="not asked, since the bot token is not taken")
        if wait := self._limits.refusals.wait(self._limits.clock()):
            raise RateLimited(
                self._route.call, retry_after=wait, message="not asked, since Discord refused too much lately"
            )

    def _tell(self, seconds: float) -> None:
        watch = self._limits.watch
        if seconds - self._at_gate > SHORT:
            watch.waited(self._route.call, seconds - self._at_gate)
        if self._at_gate > SHORT:
            watch.waited("global", self._at_gate)
