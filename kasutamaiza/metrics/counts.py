"""Counts: what happened, in plain numbers that only the event loop touches.

Not prometheus_client's own counters: they take seven times as long to count with (3.0 µs an interaction instead of
0.4), and would have to be imported before the first answer, lest it went uncounted.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from kasutamaiza.discord.signature import Refusal

ANSWERS_WITHIN = (0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0)
"""Seconds. Close together where it matters: we promise at 2.0, and Discord gives up at 3."""

CALLS_WITHIN = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds."""

LATE_OUTCOMES = ("promised", "sent", "lost", "failed", "apologised")


class Spread:
    """How values are spread: `counts` are of those up to each of `bounds`, and, last, of those beyond."""

    def __init__(self, bounds: Sequence[float] = ()) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.sum = 0.0

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    def copy(self) -> "Spread":
        twin = Spread(self.bounds)
        twin.counts, twin.sum = self.counts.copy(), self.sum
        return twin


class Counts:
    """Counts what it is told: of interactions and events (`interactions.watch.Watch`), of calls to Discord
    (`discord.rest.Watch`), and of late answers (`late`).

    Each count is found by its labels. What a label may be is bounded by whoever tells of it. Those whose labels are
    known beforehand begin at 0, so that the first of them is seen as an increase.
    """

    def __init__(self) -> None:
        self.interactions: Counter[tuple[str, str, str]] = Counter()
        self.answers: dict[str, Spread] = {}
        self.late_answers = Counter(dict.fromkeys(LATE_OUTCOMES, 0))
        self.refusals = Counter({str(reason): 0 for reason in Refusal})
        self.events: Counter[tuple[str, str]] = Counter()
        self.calls: Counter[tuple[str, str]] = Counter()
        self.call_times: dict[str, Spread] = {}
        self.waits: dict[str, Spread] = {}

    def answered(self, kind: str, command: str, outcome: str, seconds: float) -> None:
        self.interactions[kind, command, outcome] += 1
        self._took(kind, seconds)

    def promised(self, kind: str, seconds: float) -> None:
        self.late_answers["promised"] += 1
        self._took(kind, seconds)

    def finished(self, kind: str, command: str, outcome: str) -> None:
        self.interactions[kind, command, outcome] += 1

    def late(self, outcome: str) -> None:
        self.late_answers[outcome] += 1

    def refused(self, reason: str) -> None:
        self.refusals[reason] += 1

    def event(self, name: str, outcome: str) -> None:
        self.events[name, outcome] += 1

    def called(self, route: str, status: int, seconds: float) -> None:
        """An attempt at a call; status 0 when there was no answer."""
        self.calls[route, str(status)] += 1
        if route not in self.call_times:
            self.call_times[route] = Spread(CALLS_WITHIN)
        self.call_times[route].add(seconds)

    def waited(self, bucket: str, seconds: float) -> None:
        """A call waited, for room in its bucket or for a limit to pass."""
        if bucket not in self.waits:
            self.waits[bucket] = Spread()
        self.waits[bucket].add(seconds)

    def copy(self) -> "Counts":
        """As they are now, for another thread to read."""
        # Not deepcopy, which takes ten times as long, on the event loop.
        twin = Counts()
        twin.interactions, twin.events, twin.calls = self.interactions.copy(), self.events.copy(), self.calls.copy()
        twin.late_answers, twin.refusals = self.late_answers.copy(), self.refusals.copy()
        twin.answers, twin.call_times, twin.waits = _copied(self.answers), _copied(self.call_times), _copied(self.waits)
        return twin

    def _took(self, kind: str, seconds: float) -> None:
        if kind not in self.answers:
            self.answers[kind] = Spread(ANSWERS_WITHIN)
        self.answers[kind].add(seconds)


def _copied(spreads: Mapping[str, Spread]) -> dict[str, Spread]:
    return {label: spread.copy() for label, spread in spreads.items()}
