"""Verify, decode, answer in time.

An ASGI class on a Starlette route, so that between the bytes that come and the bytes that go there is nothing but
this: no request and response objects, no middleware of our own.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from loguru import logger
from msgspec import DecodeError, Struct
from starlette.types import Receive, Scope, Send

from kasutamaiza.discord.interaction import Delivery, Known, Ping, decode, since_asked
from kasutamaiza.discord.signature import Verifier
from kasutamaiza.interactions.answer import NO_CHOICES, PONG, Deferral
from kasutamaiza.interactions.deferred import LateAnswers
from kasutamaiza.interactions.errand import Errand, Finished
from kasutamaiza.interactions.speaking import speaking
from kasutamaiza.interactions.transport import JSON, TEXT, Refusals, prove, respond
from kasutamaiza.interactions.watch import Watch, kind_of

PATIENCE = 2.0
"""Seconds that a handler has before its answer is promised. Discord waits for 3, and the way there and back counts."""


class Webhook:
    """Discord's interactions endpoint (`POST /interactions`).

    Answers 200 with the handler's answer; 401 for what Discord did not sign, whatever is wrong with it; 400 for what
    it did sign and we do not know; 413 beyond `LARGEST_BODY` or `SLOWEST_BODY`. `answered` is called after each
    answer has left, and `watch` told of it. A `talkative` one logs a line for each answer; not by default, because a
    line costs more than all of the way here.
    """

    def __init__(
        self,
        verifier: Verifier,
        dispatch: Callable[[Known, Delivery], Errand],
        late: LateAnswers,
        *,
        answered: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.time,
        patience: float = PATIENCE,
        talkative: bool = False,
        watch: Watch | None = None,
    ) -> None:
        self._verifier = verifier
        self._dispatch = dispatch
        self._late = late
        self._answered = answered
        self._clock = clock
        self._patience = patience
        self._talkative = talkative
        self._alarms = Alarms(patience)
        self._watch = watch
        self.refusals = Refusals() if watch is None else Refusals(counted=watch.refused)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        proven = await prove(scope, receive, send, self._verifier, self.refusals, self._clock)
        if proven is None:
            return
        body, signed_at, now = proven
        try:
            interaction = decode(body)
        except (DecodeError, ValueError, RecursionError) as error:
            logger.warning("Discord signed something that is no interaction we know: {}", error)
            await respond(send, 400, _UNKNOWN, TEXT)
            if self._watch is not None:
                self._watch.finished("unknown", "unknown", "unreadable")
            return
        if isinstance(interaction, Ping):
            await respond(send, 200, PONG, JSON)
            if self._watch is not None:
                self._watch.finished("ping", "ping", "replied")
        else:
            await self._answer(interaction, Delivery(signed_at, now, self._clock), send)
        self._answered()
        return

    async def _answer(self, interaction: Known, delivery: Delivery, send: Send) -> None:
        """Run the handler here, in the request's own task, while a timer stands by to promise in its place.

        Not a task of its own, waited for: making one and waiting costs as much as all the rest of an answer.
        """
        errand = self._dispatch(interaction, delivery)
        speaking.set((interaction, errand.name))
        deferral = errand.deferral
        if deferral is None:
            return await self._suggest(errand, send)
        promised: asyncio.Task[None] | None = None
        kept: asyncio.Future[None] | None = None

        def promise() -> None:
            nonlocal promised, kept
            promised = asyncio.create_task(self._gain_time(errand, deferral, send))
            kept = self._late.expect()

        alarm = self._alarms.set(promise)
        try:
            finished = await errand.work()
            if promised is not None:
                # Sent in vain before the promise has left: until Discord has that, there is nothing to change.
                await promised
        except asyncio.CancelledError:
            if self._watch is not None:
                self._watch.finished(kind_of(interaction), errand.label, "interrupted")
            if promised is None:
                raise
            # We are being stopped, and this task is at its end anyhow.
            self._late.apologise(interaction, deferral)
            return None
        finally:
            alarm.ring = None
            if kept is not None and not kept.done():  # a drain that is out of time has cancelled it
                kept.set_result(None)
        if promised is not None:
            return await self._keep_promise(errand, deferral, finished)
        if finished.deferral is not None:
            await self._promise(errand, finished.deferral, send)
            return await self._keep_promise(errand, finished.deferral, finished)
        await respond(send, 200, finished.body, JSON)
        if self._watch is not None:
            self._watch.answered(kind_of(interaction), errand.label, finished.outcome, self._since_asked(errand))
        if self._talkative:
            taken = (self._clock() - delivery.received_at) * 1000
            logger.debug("{} {} in {:.0f} ms.", errand.name, finished.outcome, taken)
        return None

    async def _gain_time(self, errand: Errand, deferral: Deferral, send: Send) -> None:
        # The alarm rings wherever the event loop is; what is logged here is about this interaction all the same.
        speaking.set((errand.request.interaction, errand.name))
        await self._promise(errand, deferral, send)
        logger.info("{} takes longer; its answer is promised.", errand.name)

    async def _promise(self, errand: Errand, deferral: Deferral, send: Send) -> None:
        await respond(send, 200, deferral.body, JSON)
        if self._watch is not None:
            self._watch.promised(kind_of(errand.request.interaction), self._since_asked(errand))

    async def _keep_promise(self, errand: Errand, deferral: Deferral, finished: Finished) -> None:
        interaction = errand.request.interaction
        if self._watch is not None:
            self._watch.finished(kind_of(interaction), errand.label, finished.outcome)
        await self._late.send(interaction, deferral, finished.answer)

    async def _suggest(self, errand: Errand, send: Send) -> None:
        try:
            async with asyncio.timeout(self._patience):
                finished = await errand.work()
            body, outcome = finished.body, finished.outcome
        except TimeoutError:
            body, outcome = NO_CHOICES, "timed out"
            logger.warning("{} had no suggestions in time.", errand.name)
        await respond(send, 200, body, JSON)
        if self._watch is not None:
            self._watch.answered("autocomplete", errand.label, outcome, self._since_asked(errand))

    def _since_asked(self, errand: Errand) -> float:
        request = errand.request
        return since_asked(request.interaction.id, signed_at=request.delivery.signed_at, now=self._clock())


class Alarm(Struct, gc=False):
    """Something to be called at `due`, on the event loop's clock, unless it is silenced: `alarm.ring = None`."""

    due: float
    ring: Callable[[], None] | None


class Alarms:
    """Alarms that all ring after the same time, so that they stand in line and one timer serves them all.

    Not a timer each: nearly every one would be made only to be cancelled, which costs more than reading an interaction.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting: deque[Alarm] = deque()

    def set(self, ring: Callable[[], None]) -> Alarm:
        alarm = Alarm(asyncio.get_running_loop().time() + self._seconds, ring)
        if not self._waiting:
            asyncio.get_running_loop().call_at(alarm.due, self._wake)
        self._waiting.append(alarm)
        return alarm

    def _wake(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting and (self._waiting[0].ring is None or self._waiting[0].due <= loop.time()):
                ring = self._waiting.popleft().ring
                if ring is not None:
                    ring()
        finally:
            if self._waiting:
                loop.call_at(self._waiting[0].due, self._wake)


_UNKNOWN = b"This is no interaction that we know.\n"
