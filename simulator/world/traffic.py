"""What passes between people, the simulator and the bot: interactions, HTTP exchanges, and what is to go wrong."""

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from msgspec import field

from simulator.world.records import Identified, Json

Headers: TypeAlias = dict[str, str]


class State(StrEnum):
    """How far an interaction has come."""

    SENT = "sent"
    REPLIED = "replied"
    DEFERRED = "deferred"
    UPDATED = "updated"
    MODAL = "modal"
    CHOICES = "choices"
    FAILED = "failed"
    EXPIRED = "expired"


class Interaction(Identified, frozen=True, kw_only=True):
    """Something that a person did with the bot, and what came of it.

    `type` and `answer_type` are Discord's numbers. `said` is what the act is called: "card search", a custom_id.
    `message_id`: whose component it was. `response_id`: the message that answers it (`@original`). `modal`: the form
    that it opened, which stays until it is sent. `parent_id`: the interaction whose form this one sends. `target_id`:
    the user or message that a command of the context menu was used on. `errors`: why it failed, a sentence or the tree
    of a 50035. `is_loading`: a deferred answer is not there yet. `private`: deferred for the person alone.
    `answered_at` is when the first answer came.
    """

    table = "interactions"

    token: str
    type: int
    said: str
    user_id: str
    guild_id: str | None
    channel_id: str
    created_at: datetime
    state: State = State.SENT
    answer_type: int | None = None
    answered_at: datetime | None = None
    command_id: str | None = None
    custom_id: str | None = None
    message_id: str | None = None
    response_id: str | None = None
    parent_id: str | None = None
    target_id: str | None = None
    modal: Json | None = None
    choices: tuple[Json, ...] = ()
    errors: Json | str | None = None
    is_loading: bool = False
    private: bool = False
    followups: int = 0

    @property
    def group(self) -> str:
        return self.channel_id


class Exchange(Identified, frozen=True, kw_only=True):
    """One HTTP exchange with the bot: a delivery to it (`to_bot`), or a call that it made.

    `title` is a short name of it; `operation` is Discord's operation id. `status` is None while it lasts, and where no
    answer came. `errors` is the tree of a 50035, or a sentence; `warnings` are sentences. `simulated` is False for what
    Discord has and the simulator has not. `fault` names the one that was put on it.
    """

    table = "exchanges"

    to_bot: bool
    method: str
    path: str
    title: str
    operation: str | None = None
    started_at: datetime
    milliseconds: float | None = None
    status: int | None = None
    errors: Json | str | None = None
    warnings: tuple[str, ...] = ()
    simulated: bool = True
    fault: str | None = None
    interaction_id: str | None = None
    request_headers: Headers = field(default_factory=dict)
    request_body: str = ""
    response_headers: Headers = field(default_factory=dict)
    response_body: str = ""


class Fault(Identified, frozen=True, kw_only=True):
    """Something that is to go wrong, `left` times more, or for ever where that is None.

    `operation`: of which call, by its operation id; `deliveries` for what is posted to the bot; `*` for every call.
    `kind`: `429`, `500`, `502`, `503`, `slow`, `drop`; of deliveries `duplicate`, `forged`, `stale`, `unsigned`,
    `slow`.
    `seconds`: of waiting, where it is slow, or before a retry (429). `scope`: of a 429.
    """

    table = "faults"

    operation: str
    kind: str
    left: int | None = 1
    skip: int = 0
    seconds: float = 1.0
    scope: str = "user"
