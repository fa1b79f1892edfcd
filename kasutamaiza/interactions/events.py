"""Webhook events: verify, take note, answer at once, and only then run what stands for them in commands/.

Discord tells us of an event again and again, for up to 10 minutes, until it is answered; once answered it is not told
again. So what was answered is ours to carry out, and what comes again is not carried out twice.
Source: https://docs.discord.com/developers/events/webhook-events#responding-to-events
"""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextvars import Context
from typing import Any, TypeAlias

from loguru import logger
from msgspec import DecodeError
from starlette.types import Receive, Scope, Send

from kasutamaiza.discord.event import Event, EventPing, UnknownEvent, decode_event
from kasutamaiza.discord.signature import Verifier
from kasutamaiza.interactions.transport import JSON, TEXT, Refusals, prove, respond
from kasutamaiza.interactions.watch import Watch

WAITS = (1, 5, 25)
"""Seconds before a handler that raised is tried again: Discord does not tell again of what was answered."""

AT_ONCE = 64
"""Deliveries whose handlers may be at work at the same time. Of those beyond, Discord tells again later."""

REMEMBERED = 15 * 60.0
"""Seconds that a delivery is known for. Discord repeats one for up to 10 minutes."""

MOST_REMEMBERED = 4096
"""Deliveries."""

LAST_MOMENT = 1.0
"""Seconds in which handlers that are cancelled at a stop can put things back in order."""

Reaction: TypeAlias = Callable[[Any], Coroutine[Any, Any, None]]
"""A function of an event's record, with all else that it asks for already given to it. It may be called again."""


class Events:
    """Discord's webhook events endpoint (`POST /events`).

    Answers 204 with nothing in it; 401 for what Discord did not sign, whatever is wrong with it; 400 for what it did
    sign and we cannot read; 413 beyond `LARGEST_BODY` or `SLOWEST_BODY`; 429 when `at_once` deliveries are being
    handled. `handlers` are found by the class of the event's record; each runs after the answer has left, beside the
    others and independent of them; `watch` is told what came of each delivery. `clock` is seconds since 1970, `sleep`
    is `asyncio.sleep`, or a test's.
    """

    def __init__(
        self,
        verifier: Verifier,
        handlers: Mapping[type, Sequence[Reaction]],
        *,
        refusals: Refusals,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        at_once: int = AT_ONCE,
        watch: Watch | None = None,
    ) -> None:
        self._verifier = verifier
        self._handlers = handlers
        self._refusals = refusals
        self._clock = clock
        self._sleep = sleep
        self._at_once = at_once
        self._watch = watch
        self._seen = Seen(REMEMBERED, MOST_REMEMBERED)
        self._under_way: dict[bytes, asyncio.Task[bool]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        proven = await prove(scope, receive, send, self._verifier, self._refusals, self._clock)
        if proven is None:
            return None
        body, _, now = proven
        try:
            event = decode_event(body)
        except (DecodeError, ValueError, RecursionError) as error:
            logger.warning("Discord signed something that is no event we know: {}", error)
            await respond(send, 400, _UNREADABLE, TEXT)
            return self._tell("unknown", "unreadable")
        if isinstance(event, EventPing):
            await _acknowledge(send)
            return self._tell("ping", "handled")
        return await self._take(event, body, now, send)

    async def drain(self, seconds: float) -> None:
        """Wait until every event that was answered is handled, at most so long; then cancel what is left."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self._under_way and loop.time() < until:
            await asyncio.wait(self._under_way.values(), timeout=until - loop.time())
        if not self._under_way:
            return
        late = list(self._under_way.values())
        names = ", ".join(f"{name} {count}×" for name, count in Counter(task.get_name() for task in late).most_common())
        logger.error("{} events could not be handled before the end: {}.", len(late), names)
        for task in late:
            task.cancel()
        await asyncio.wait(late, timeout=LAST_MOMENT)

    async def _take(self, event: Event, body: bytes, now: float, send: Send) -> None:
        handlers = self._handlers.get(type(event), ())
        if not handlers:
            logger.debug("{} concerns nobody here.", event.name)
            await _acknowledge(send)
            return self._tell(_few(event), "unheard")
        from hashlib import blake2b

        # A delivery has no id of its own. When it is repeated its signature changes, and its body does not.
        key = blake2b(body, digest_size=16).digest()
        if key in self._under_way or self._seen.holds(key, now):
            logger.debug("{} came again.", event.name)
            await _acknowledge(send)
            return self._tell(_few(event), "repeated")
        if len(self._under_way) >= self._at_once:
            logger.warning("{} was put off: {} others are being handled.", event.name, len(self._under_way))
            await respond(send, 429, _BUSY, TEXT, (b"retry-after", b"%d" % max(WAITS)))
            return self._tell(_few(event), "put off")
        self._seen.add(key, now)
        answered = asyncio.Event()
        # In a context of its own: what is logged here is about no interaction, whosever connection this came on.
        running = asyncio.create_task(self._run(event, handlers, answered), name=event.name, context=Context())
        self._under_way[key] = running
        running.add_done_callback(lambda task: self._end(key, event, task))
        try:
            await _acknowledge(send)
        finally:
            # Whether or not it arrived: if Discord tells again, it is answered then.
            answered.set()
        return None

    async def _run(self, event: Event, handlers: Sequence[Reaction], answered: asyncio.Event) -> bool:
        await answered.wait()
        return all(await asyncio.gather(*(self._handle(event, handler) for handler in handlers)))

    async def _handle(self, event: Event, handler: Reaction) -> bool:
        """Run one handler until it succeeds, as often as it may; whether it did."""
        for wait in WAITS:
            if await self._try(event, handler, wait):
                return True
            await self._sleep(wait)
        return await self._try(event, handler, None)

    async def _try(self, event: Event, handler: Reaction, wait: int | None) -> bool:
        try:
            await handler(event)
        except (Exception, asyncio.CancelledError) as error:
            # Ours, when this task is cancelled; else of something that the handler waited for.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            if wait is None:
                logger.opt(exception=error).error("{} could not be handled.", event.name)
            else:
                logger.warning("{} met {}; again in {} s.", event.name, type(error).__name__, wait)
            return False
        logger.info("{} was handled.", event.name)
        return True

    def _end(self, key: bytes, event: Event, task: asyncio.Task[bool]) -> None:
        del self._under_way[key]
        if task.cancelled() or task.exception() is not None or not task.result():
            # Should Discord tell of it again after all, it is tried again.
            self._seen.forget(key)
            self._tell(_few(event), "interrupted" if task.cancelled() else "failed")
        else:
            self._tell(_few(event), "handled")

    def _tell(self, name: str, outcome: str) -> None:
        if self._watch is not None:
            self._watch.event(name, outcome)


class Seen:
    """What came in the last `seconds`, at most `most` of it: beyond that the oldest is forgotten."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._came_at: OrderedDict[bytes, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._came_at)

    def holds(self, key: bytes, now: float) -> bool:
        came_at = self._came_at.get(key)
        return came_at is not None and now - came_at < self._seconds

    def add(self, key: bytes, now: float) -> None:
        self._came_at[key] = now
        self._came_at.move_to_end(key)
        while len(self) > self._most or now - next(iter(self._came_at.values())) >= self._seconds:
            self._came_at.popitem(last=False)

    def forget(self, key: bytes) -> None:
        self._came_at.pop(key, None)


def _few(event: Event) -> str:
    """The event's name; those that we do not read are called alike."""
    return "unknown" if isinstance(event, UnknownEvent) else event.name


async def _acknowledge(send: Send) -> None:
    """204, which must not say a length, not even of nothing (RFC 9110, 8.6); and Discord wants a type of it."""
    await send({"type": "http.response.start", "status": 204, "headers": [(b"content-type", JSON)]})
    await send({"type": "http.response.body", "body": b""})


_UNREADABLE = b"This is no event that we can read.\n"
_BUSY = b"Too many events at once. Please send this again later.\n"
