"""Handlers of every kind."""

from typing import Annotated

from kasutamaiza.errors import UserError
from kasutamaiza.interactions import (
    ApplicationAuthorized,
    Choice,
    CustomId,
    Option,
    Reply,
    SentMessage,
    User,
    command,
    message_command,
    on_component,
    on_event,
    on_modal,
    user_command,
)
from kasutamaiza.ui import Message, Upload
from tests.metrics.heard.gate import Gate


class Press(CustomId, tag="heard.press", frozen=True):
    """A button."""


class Ask(CustomId, tag="heard.ask", frozen=True):
    """A form."""


async def suggest(typed: str, *, gate: Gate) -> list[Choice]:
    if typed == "slow":
        await gate.passed()
    return []


@command()
async def card(name: Annotated[str, Option("A name.", autocomplete=suggest)]) -> Reply:
    """Show a card."""
    if name == "none":
        raise UserError("There is no such card.")
    if name == "broken":
        raise RuntimeError("broken")
    return Reply(Message(content="a card"))


@command()
async def slow(*, gate: Gate) -> Reply:
    """Wait until it is let."""
    await gate.passed()
    return Reply(Message(content="at last"))


@command()
async def deck() -> Reply:
    """Send a file, which must be promised."""
    return Reply(Message(attachments=[Upload(filename="deck.ydk", content=b"#main\n")]))


@user_command(name="Look up")
async def look_up(person: User) -> Reply:
    """Who is this?"""
    return Reply(Message(content="somebody"))


@message_command(name="Quote")
async def quote(message: SentMessage) -> Reply:
    """Say it again."""
    return Reply(Message(content="something"))


@on_component
async def press(press: Press) -> Reply:
    return Reply(Message(content="pressed"))


@on_modal
async def asked(ask: Ask) -> Reply:
    return Reply(Message(content="asked"))


@on_event
async def authorized(event: ApplicationAuthorized, *, gate: Gate) -> None:
    await gate.passed()
    if gate.faults > 0:
        gate.faults -= 1
        raise RuntimeError("not now")
