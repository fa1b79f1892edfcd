"""What came of an act, and why one cannot be done at all."""

from msgspec import Struct

from simulator.world import State
from simulator.world.records import Json


class CannotAct(Exception):
    """The client would not let them do it, or what is asked makes no sense; the sentence says why."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of an act. `answer` is the bot's callback as it came; `errors` a sentence, or the tree of a 50035.

    `id` is None where the bot has heard nothing of it. `message_id` is the message that it led to.
    """

    id: str | None = None
    state: State
    answer: Json | None = None
    errors: Json | str | None = None
    milliseconds: float = 0.0
    message_id: str | None = None
    warnings: tuple[str, ...] = ()


def failed(sentence: str) -> Outcome:
    """Of what was not even sent."""
    return Outcome(state=State.FAILED, errors=sentence)
