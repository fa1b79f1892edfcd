"""What changed with an act, told by what is different after it: a field at a time, and only what means something."""

from typing import Any

from msgspec import NODEFAULT, Struct, structs, to_builtins

from simulator.world import (
    Application,
    Channel,
    Exchange,
    Fault,
    Interaction,
    Message,
    Record,
    ThreadMember,
    Typing,
    User,
    Webhook,
)

Json = dict[str, Any]

UNTOLD: tuple[type[Record], ...] = (Application, Exchange, Fault, Interaction, Typing, User)
"""What is not told of for itself: an act's outcome tells of it, it is soon over, or it is the simulator's own."""

_LEFT_OUT: dict[type[Record], frozenset[str]] = {
    Message: frozenset(
        (
            "timestamp",
            "edited_timestamp",
            "nonce",
            "interaction_metadata",
            "interaction_id",
            "application_id",
            "webhook_id",
            "mentions",
            "mention_roles",
            "mention_everyone",
        )
    ),
    Webhook: frozenset(("token",)),
    ThreadMember: frozenset(("join_timestamp",)),
    Channel: frozenset(("details.last_message_id", "details.message_count", "details.total_message_sent")),
}


class Changed(Struct):
    """A record as it was before the act, and as it is after it; None where it is not there."""

    kind: type[Record]
    key: str
    before: Record | None
    now: Record | None

    def __bool__(self) -> bool:
        """Whether there is anything to tell: what came and went leaves nothing."""
        return (self.before is not None) if self.now is None else self._now() != {}

    @property
    def told(self) -> Json:
        return {"changed": self.kind.table, "key": self.key, "now": self._now()}

    def _now(self) -> Json | None:
        if self.now is None:
            return None
        before = _defaults(self.kind) if self.before is None else _fields(self.before)
        return {name: value for name, value in _fields(self.now).items() if value != before.get(name, NODEFAULT)}


def _fields(record: Record) -> Json:
    """A record's fields, those of `details` among them, without its keys and what is another's in each run."""
    told: Json = to_builtins(record)
    told |= {f"details.{name}": value for name, value in told.pop("details", {}).items()}
    left_out = _LEFT_OUT.get(type(record), frozenset())
    return {name: value for name, value in told.items() if name != "id" and name not in left_out}


def _defaults(kind: type[Record]) -> Json:
    return {each.name: to_builtins(each.default) for each in structs.fields(kind) if each.default is not NODEFAULT}
