"""What somebody asks a member to do with the bot: the JSON of `POST /sim/interactions`, read."""

from typing import Any

import msgspec
from msgspec import Struct

from simulator import plain
from simulator.engine.outcome import CannotAct
from simulator.world import Channel, Message, User
from simulator.world.records import Json

_DEEDS = {"command": "a command", "press": "a component's custom_id", "modal": "the id of what opened a form"}


class Act(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"as_": "as"}):
    """`as_` uses a command, presses a component, or sends a form; `force` even where the client would not let them.

    People, channels and roles may be named or told by id. With `focused`, a command's option is being typed.
    """

    as_: str
    channel: str | None = None
    command: str | None = None
    options: dict[str, Any] = {}
    focused: str | None = None
    target: str | None = None
    message: str | None = None
    press: str | None = None
    values: list[str] | None = None
    modal: str | None = None
    fields: dict[str, Any] = {}
    force: bool = False


class Draft(Struct, frozen=True, kw_only=True):
    """An act that can be done: what is to be delivered, but for what every delivery has."""

    type: int
    said: str
    user: User
    channel: Channel
    data: Json
    command_id: str | None = None
    custom_id: str | None = None
    target_id: str | None = None
    message: Message | None = None
    parent_id: str | None = None


def read(told: Json) -> Act:
    """Raises `CannotAct`."""
    try:
        act = msgspec.convert(told, Act)
    except msgspec.ValidationError as error:
        raise CannotAct(plain.misfit(error)) from None
    deeds = [name for name in _DEEDS if getattr(act, name) is not None]
    if len(deeds) != 1:
        ways = ", ".join(f"“{name}” ({what})" for name, what in _DEEDS.items())
        raise CannotAct(f"An act has one of {ways}; this one has {' and '.join(deeds) or 'none of them'}.")
    if act.press is not None and act.message is None:
        raise CannotAct("To press a component, “message” tells the id of the message that it is on.")
    return act
