"""GET /sim/events: what changes, as it changes, for one viewer.

A stream is resumed by a change's number, and numbers are never used twice, not even by the simulator's next run: who
asks for what is not remembered is told to read the state again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable

from msgspec import json
from sse_starlette import ServerSentEvent

from simulator.control.shown import TABLES, shown
from simulator.control.sight import Sight
from simulator.world import Change, Channel, User, World
from simulator.world.bell import Bell
from simulator.world.records import Json


class Stream:
    """The events for one viewer (None: for all) after a change's number."""

    def __init__(self, world: World, bell: Bell, viewer: User | None, after: int) -> None:
        self._world = world
        self._bell = bell
        self._viewer = viewer
        self._after = after
        self._ahead: float | None = None

    async def events(self) -> AsyncIterator[ServerSentEvent]:
        """Ends when the simulator stops, and when the viewer is no more."""
        while not self._bell.is_closed:
            rung = self._bell.rung
            if self._ahead != self._world.clock.ahead:
                self._ahead = self._world.clock.ahead
                yield _event("clock", {"now": self._world.clock.milliseconds, "ahead": self._ahead})
            for event in self._batch():
                yield event
            if self._viewer is not None and self._world.find(User, self._viewer.id) is None:
                return
            await _first(self._world.log.changed(self._after), self._bell.heard(rung))

    def _batch(self) -> list[ServerSentEvent]:
        """What has come since the last batch. Made at once: the world may be another one after the next wait."""
        log = self._world.log
        if not log.remembers(self._after):
            return [self._reload()]
        sight = Sight(self._world, self._viewer)
        events: list[ServerSentEvent] = []
        for change in log.after(self._after):
            if sight.is_moved_by(change):
                return [self._reload()]
            self._after = change.number
            told = self._told(change, sight)
            if told is not None:
                events.append(_event("change", told, change.number))
        return events

    def _reload(self) -> ServerSentEvent:
        self._after = self._world.log.last
        return _event("reload", {"seq": self._after}, self._after)

    def _told(self, change: Change, sight: Sight) -> Json | None:
        """A change as the viewer may know it; None where it is nothing to them."""
        if change.kind not in TABLES:
            return None
        value = change.now if change.now is not None and sight.sees(change.now) else None
        if value is None and (change.before is None or not sight.sees(change.before)):
            return None
        told: Json = {"seq": change.number, "at": change.at, "table": change.kind.table, "key": change.key}
        told["value"] = None if value is None else shown(self._world, value)
        if self._viewer is not None and isinstance(value, Channel):
            told["rights"] = sight.rights_in(value)
        return told


def _event(name: str, data: Json, number: int | None = None) -> ServerSentEvent:
    text = json.encode(data).decode()
    return ServerSentEvent(text, event=name, id=None if number is None else str(number), sep="\n")


async def _first(*waits: Awaitable[None]) -> None:
    """Return when the first of them does; the others are given up."""
    tasks = [asyncio.ensure_future(each) for each in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
