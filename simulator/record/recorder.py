"""The recorder: goes along with the world's log, and knows which act each change came with."""

from collections import deque
from typing import Any

from msgspec import Struct, field

from simulator.record import names
from simulator.record.changes import UNTOLD, Changed
from simulator.record.files import inlined
from simulator.record.lines import Header, Json, Line, written
from simulator.record.placeholders import Placeholders
from simulator.world import Change, Exchange, Fault, Guild, Interaction, Message, World

KEPT = 10_000
"""Acts that are remembered; older ones are forgotten, and then there is no recording of the whole any more."""


class Done(Struct, eq=False):
    """One act as it was asked for, and what came of it so far. `at` is the world's time in milliseconds."""

    number: int
    at: int
    method: str
    path: str
    act: Json
    outcome: Json = {}
    messages: int = 0
    then: dict[tuple[str, str], Changed | Json] = field(default_factory=dict)
    line: Line | None = None


class Recorder:
    """All that was done since the last reset, what was typed for suggestions among it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.clear()

    def clear(self) -> None:
        """Begin anew, with the world as it is now."""
        self._done: deque[Done] = deque(maxlen=KEPT)
        self._last = Done(number=0, at=0, method="", path="", act={})
        self._placeholders = Placeholders()
        self._by_interaction: dict[str, Done] = {}
        self._promised: dict[str, Done] = {}
        """Whose deferred answer a message will be."""
        self._after = self._world.log.last
        names.of_all(self._world, self._placeholders)
        for message in self._world.all(Message):
            self._count(message, self._last)

    def begin(self, method: str, path: str, act: Json) -> Done:
        """Somebody begins to do something: what changes from now on came with it, unless it is known better."""
        self._catch_up()
        if len(self._done) == KEPT:
            self._by_interaction.pop(str(self._done[0].outcome.get("id")), None)
        at = self._world.clock.milliseconds
        self._last = Done(self._last.number + 1, at, method, path, inlined(act, self._world))
        self._done.append(self._last)
        return self._last

    def end(self, done: Done, outcome: Json, *, at_once: bool = False) -> None:
        """`at_once`: nothing else can have happened since it began, so all that has changed came with it."""
        self._catch_up(only=done if at_once else None)
        done.outcome, done.line = outcome, None

    def of(self, interaction_id: str) -> Done | None:
        """The act that became this interaction."""
        self._catch_up()
        return self._by_interaction.get(interaction_id)

    def changed(self, message_id: str, *, before: Done) -> Done | None:
        """The last act before another one by which a message became another: a press of its button, mostly."""
        for done in reversed(self._done):
            of_it = done.act.get("message") == message_id and done.outcome.get("state") == "updated"
            if of_it and done.number < before.number:
                return done
        return None

    def text(self) -> str:
        """The recording. Where the first acts are forgotten, it begins later, and cannot be done again."""
        return written(self.header, self._lines())

    def line(self, number: int) -> Line | None:
        """What stands in the recording of an act, by its number from 1."""
        lines = self._lines()
        place = number - (self._last.number - len(lines)) - 1
        return lines[place] if 0 <= place < len(lines) else None

    @property
    def header(self) -> Header:
        guild = next(self._world.all(Guild), None)
        return Header(1, self._world.application.name, "" if guild is None else guild.name)

    @property
    def meant(self) -> dict[str, str]:
        """What each placeholder stands for, without its dollar sign and braces."""
        self._lines()
        return self._placeholders.meant

    def _lines(self) -> list[Line]:
        """In their order, for what is named in one is known in those after it."""
        self._catch_up()
        return [self._line(done) for done in self._done]

    def _line(self, done: Done) -> Line:
        if done.line is None:
            done.line = _line(done, self._placeholders)
        return done.line

    def _catch_up(self, only: Done | None = None) -> None:
        log = self._world.log
        if log.remembers(self._after):
            for change in log.after(self._after):
                self._note(change, only)
        self._after = log.last

    def _note(self, change: Change, only: Done | None) -> None:
        now = change.now
        if change.before is None and now is not None:
            names.call(self._world, now, self._placeholders)
        if isinstance(now, Interaction):
            self._note_interaction(now, change.before)
        elif isinstance(now, Exchange):
            self._note_refusal(now)
        elif isinstance(now, Fault) and change.before is None:
            self._placeholders.name(now.id, f"{(only or self._last).number}")
        elif change.kind not in UNTOLD:
            done = only or self._done_with(change)
            if isinstance(now, Message) and change.before is None:
                self._count(now, done)
            key = (change.kind.table, change.key)
            known = done.then.get(key)
            before = known.before if isinstance(known, Changed) else change.before
            _tell(done, key, Changed(change.kind, change.key, before, now))

    def _done_with(self, change: Change) -> Done:
        """A new message came with the act that it follows, an edit with what promised it, all else with the last."""
        if change.kind is Message:
            if isinstance(change.now, Message) and change.before is None:
                return self._by_interaction.get(change.now.interaction_id or "", self._last)
            return self._promised.pop(change.key, self._last)
        return self._last

    def _note_interaction(self, now: Interaction, before: Any) -> None:
        done = self._by_interaction.setdefault(now.id, self._last)
        self._placeholders.name(now.id, f"{done.number}")
        if now.response_id is None or (before is not None and before.answer_type is not None):
            return
        # Its answer is told already: what that has made of a message is not told again.
        for each in (done, self._last):
            each.then.pop((Message.table, now.response_id), None)
            each.line = None
        if now.is_loading:
            self._promised[now.response_id] = done

    def _note_refusal(self, exchange: Exchange) -> None:
        """What the bot wanted, and Discord would have refused."""
        if exchange.to_bot or exchange.errors is None or exchange.status is None:
            return
        done = self._by_interaction.get(exchange.interaction_id or "", self._last)
        told: Json = {"refused": exchange.operation or f"{exchange.method} {exchange.path}", "status": exchange.status}
        _tell(done, ("refused", exchange.id), {**told, "errors": exchange.errors})

    def _count(self, message: Message, done: Done) -> None:
        done.messages += 1
        self._placeholders.name(message.id, f"{done.number}.{done.messages}")


def _tell(done: Done, key: tuple[str, str], told: Changed | Json) -> None:
    done.then[key] = told
    done.line = None


def _line(done: Done, placeholders: Placeholders) -> Line:
    act, path = placeholders.done(done.act), placeholders.done(done.path)
    placeholders.forget_tokens(done.number)

    def hidden(told: Any) -> Any:
        return placeholders.answered(told, done.number)

    told = [each.told if isinstance(each, Changed) else each for each in done.then.values() if each]
    return Line(
        **{done.method.lower(): path},
        act=act,
        state=done.outcome.get("state"),
        answer=hidden(done.outcome.get("answer")),
        errors=hidden(done.outcome.get("errors")),
        warnings=tuple(hidden(list(done.outcome.get("warnings") or ()))),
        then=tuple(hidden(told)),
    )
