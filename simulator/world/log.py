"""The one ordered log: every change of every record, and who listens."""

from collections import deque
from collections.abc import AsyncIterator, Iterator

from msgspec import Struct

from simulator.world.bell import Bell
from simulator.world.records import Record

KEPT = 20_000
"""Changes that are remembered. Whoever asks for older ones has to read the whole state again."""


class Change(Struct, frozen=True, kw_only=True):
    """One record as it became, or None where it was taken away; and as it was.

    `number` counts from 1 and leaves none out. `at` is the world's time in milliseconds since 1970.
    """

    number: int
    at: int
    kind: type[Record]
    key: str
    now: Record | None
    before: Record | None


class Log:
    """Changes in their order. What happened before the last `reset` is forgotten, and the numbers go on."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self._bell = Bell()
        self.last = 0
        self.begins = 0
        """The number after which all is remembered, unless more than `KEPT` have come since."""

    def append(self, kind: type[Record], key: str, now: Record | None, before: Record | None, *, at: int) -> Change:
        self.last += 1
        change = Change(number=self.last, at=at, kind=kind, key=key, now=now, before=before)
        self._changes.append(change)
        self._bell.ring()
        return change

    def reset(self) -> None:
        self._changes.clear()
        self.last += 1
        self.begins = self.last
        self._bell.ring()

    def remembers(self, after: int) -> bool:
        """Whether every change after this number is still here."""
        oldest = self._changes[0].number if self._changes else self.last + 1
        return self.begins <= after <= self.last and oldest <= after + 1

    def after(self, number: int) -> Iterator[Change]:
        """What changed after this number; the caller has asked whether it is remembered."""
        newer = max(0, min(self.last - number, len(self._changes)))
        for index in range(len(self._changes) - newer, len(self._changes)):
            yield self._changes[index]

    async def changed(self, after: int) -> None:
        """Return as soon as there is a change after this number."""
        while self.last <= after:
            await self._bell.heard(self._bell.rung)

    async def follow(self, after: int) -> AsyncIterator[Change]:
        """Each change after this number, for ever; ends where one is no longer remembered."""
        while self.remembers(after):
            for change in list(self.after(after)):
                yield change
                after = change.number
            await self.changed(after)
