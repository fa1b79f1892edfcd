"""Deliveries under way: each waits for its answer, in the HTTP answer or by a callback, as long as Discord would."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine import answers, exchanges, faults, inline
from simulator.engine.courier import LONGEST, Courier, Received
from simulator.engine.outcome import Outcome
from simulator.refusal import Refused
from simulator.schema import Verdict
from simulator.world import Exchange, Fault, Interaction, State, World
from simulator.world.records import Json

PATIENCE = 3.0
"""Seconds that Discord waits for the first answer."""

_NEEDS_401 = {"forged": "a forged signature", "unsigned": "no signature"}
_TOO_OLD = "A fault was set: a signature from an hour ago. The bot refused it with 401, as a careful one does."
_FORGOTTEN = "The world began anew meanwhile."
_OURS = "The simulator failed, not the bot; its log has the traceback."
_ANSWERED_TWICE = "The interaction was answered by a callback before; Discord ignores this answer."


class Told(Struct, frozen=True):
    """What the bot answered, by whichever way; `errors` where Discord would not take it."""

    answer: Json | None = None
    errors: Json | str | None = None
    warnings: tuple[str, ...] = ()


class _Heard(Struct, frozen=True):
    """An HTTP answer that was read: what it tells of the interaction, if anything, and what the journal says of it."""

    told: Told | None = None
    errors: Json | str | None = None
    warnings: tuple[str, ...] = ()
    body: bytes | None = None


class Deliveries:
    """`deadline`: seconds, None for as long as it takes. Of real time: no clock that is moved hurries a real bot."""

    def __init__(self, world: World, courier: Courier, *, deadline: float | None) -> None:
        self.deadline = deadline
        self._world, self._courier = world, courier
        self._waiting: dict[str, asyncio.Future[Told]] = {}
        self.tasks: set[asyncio.Task[Any]] = set()

    async def carry(self, interaction: Interaction, title: str, url: str, body: bytes) -> Outcome:
        """Deliver it, and wait for what comes of it. Whoever asked may leave: it goes on."""
        return await asyncio.shield(self._spawn(self._carry(interaction, title, url, body)))

    def settle(self, interaction_id: str, told: Told) -> None:
        """It was answered by a callback."""
        waiting = self._waiting.get(interaction_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(told)

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def _carry(self, interaction: Interaction, title: str, url: str, body: bytes) -> Outcome:
        started, deadline = time.perf_counter(), self.deadline
        answered: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting[interaction.id] = answered
        fault = faults.take(self._world, faults.DELIVERIES)
        posting = self._spawn(self._post(interaction, title, url, body, fault))
        try:
            await self._wait(answered, posting, started, deadline)
        except Exception:
            self._outcome(interaction.id, Told(errors=_OURS), 0.0)
            raise
        finally:
            self._waiting.pop(interaction.id)
        late = Told(errors=f"The application did not respond within {deadline:g} s." if deadline else None)
        told = answered.result() if answered.done() else late
        return self._outcome(interaction.id, told, (time.perf_counter() - started) * 1000)

    @staticmethod
    async def _wait(
        answered: asyncio.Future[Told], posting: asyncio.Task[None], started: float, deadline: float | None
    ) -> None:
        """For the answer; a mistake of ours on the way comes to whoever waits."""
        both: set[asyncio.Future[Any]] = {answered, posting}
        await asyncio.wait(both, timeout=deadline, return_when=asyncio.FIRST_COMPLETED)
        if posting.done():
            posting.result()
        if not answered.done() and posting.done():
            left = None if deadline is None else max(0.0, deadline - (time.perf_counter() - started))
            await asyncio.wait({answered}, timeout=left)

    def _outcome(self, interaction_id: str, told: Told, milliseconds: float) -> Outcome:
        interaction = self._world.find(Interaction, interaction_id)
        if interaction is None:
            return Outcome(id=interaction_id, state=State.FAILED, errors=_FORGOTTEN, milliseconds=milliseconds)
        if told.errors is not None and interaction.state is State.SENT:
            interaction = self._world.put(replace(interaction, state=State.FAILED, errors=told.errors))
        slow = () if told.errors is not None else _slow(milliseconds)
        return Outcome(
            id=interaction.id,
            # Not as it is by now: a bot may have filled what it promised before whoever asked hears of the promise.
            state=interaction.state if told.errors is not None else answers.state(told.answer, interaction),
            answer=told.answer,
            errors=told.errors,
            milliseconds=round(milliseconds, 3),
            message_id=interaction.response_id,
            warnings=(*told.warnings, *slow),
        )

    async def _post(
        self, interaction: Interaction, title: str, url: str, body: bytes, fault: Fault | None, *, again: bool = False
    ) -> None:
        exchange = exchanges.put(self._world, _begun(self._world, interaction, title, url, body, fault))
        patience = None if self.deadline is None else max(LONGEST, self.deadline)
        received = await self._courier.post(url, body, fault=fault, patience=patience)
        heard = await self._read(interaction.id, received, fault, again=again)
        if self._world.find(Exchange, exchange.id) is not None:
            ended = exchanges.ended(exchange, received, heard.errors, heard.warnings, body=heard.body)
            exchanges.put(self._world, ended)
        if heard.told is not None and not again:
            self.settle(interaction.id, heard.told)
        if fault is not None and fault.kind == "duplicate" and not again:
            self._spawn(self._post(interaction, f"{title} (again)", url, body, fault, again=True))

    async def _read(self, interaction_id: str, received: Received, fault: Fault | None, *, again: bool) -> _Heard:
        if fault is not None and fault.kind in _NEEDS_401 and received.problem is None:
            return _of_unproven(received, fault.kind)
        if fault is not None and fault.kind == "stale" and received.status == 401:
            return _Heard(Told(errors=_TOO_OLD))
        try:
            answer = await inline.read(received)
        except inline.WrongAnswer as wrong:
            return _Heard(Told(errors=str(wrong)), str(wrong))
        interaction = self._world.find(Interaction, interaction_id)
        if interaction is None:
            return _Heard(Told(errors=_FORGOTTEN))
        if answer is None:
            return _Heard()
        body = answer.shown if answer.uploads else None
        if again:
            return _Heard(body=body)
        if interaction.state is not State.SENT:
            return _Heard(warnings=(_too_late(interaction, received),), body=body)
        told = self._judged(interaction, answer)
        return _Heard(told, told.errors, (*told.warnings, *_slow(received.milliseconds)), body)

    def _judged(self, interaction: Interaction, answer: inline.Answer) -> Told:
        verdict = answers.judge(self._world, interaction, answer.body, answer.uploads)
        warnings = said(verdict)
        if not verdict.ok:
            return Told(answer.body, verdict.errors or f"{verdict.message} ({verdict.code})", warnings)
        try:
            answers.apply(self._world, interaction, answer.body, answer.uploads)
        except Refused as refused:
            return Told(answer.body, refused.errors or str(refused), warnings)
        return Told(answer.body, None, warnings)


def said(verdict: Verdict) -> tuple[str, ...]:
    """The warnings of a verdict, as sentences."""
    return tuple(f"{each.path}: {each.message}".removeprefix(": ") for each in verdict.warnings)


def _slow(milliseconds: float) -> tuple[str, ...]:
    """Of what was waited for longer than Discord waits."""
    if milliseconds <= PATIENCE * 1000:
        return ()
    return (f"Would have failed: {milliseconds / 1000:.1f} s, and Discord waits {PATIENCE:g} s.",)


def _too_late(interaction: Interaction, received: Received) -> str:
    if interaction.state is not State.FAILED:
        return _ANSWERED_TWICE
    return f"Too late: it took {received.milliseconds / 1000:.1f} s, and the interaction had failed by then."


def _of_unproven(received: Received, kind: str) -> _Heard:
    """Of the answer to a delivery that does not prove that it is Discord's, which must be 401."""
    if received.status == 401:
        return _Heard(Told(errors=f"A fault was set: {_NEEDS_401[kind]}. The bot refused it with 401, as it should."))
    told = f"The bot answered HTTP {received.status} to {_NEEDS_401[kind]}; Discord wants 401, or removes its address."
    return _Heard(Told(errors=told), told, (told,))


def _begun(world: World, interaction: Interaction, title: str, url: str, body: bytes, fault: Fault | None) -> Exchange:
    return Exchange(
        id=world.next_id(),
        to_bot=True,
        method="POST",
        path=urlsplit(url).path or "/",
        title=title,
        started_at=world.now,
        fault=None if fault is None else fault.kind,
        interaction_id=interaction.id,
        request_body=exchanges.shown(body),
    )
