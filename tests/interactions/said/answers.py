"""/answers: every way to answer, and not to."""

import asyncio
from enum import StrEnum

from kasutamaiza.errors import UserError
from kasutamaiza.interactions import CustomId, Permission, Reply, Update, command, on_component
from kasutamaiza.ui import ActionRow, Button, ButtonStyle, Message


class Way(StrEnum):
    UPDATE = "update"
    REPLY = "reply"
    FAIL = "fail"
    REFUSE = "refuse"


class Press(CustomId, tag="answers.press", frozen=True):
    way: Way
    count: int = 0


class Plain(CustomId, tag="answers.plain", frozen=True):
    """A button that only ever replies."""


class Guarded(CustomId, tag="answers.guarded", frozen=True):
    """A button for those who may."""


@command()
async def buttons() -> Reply:
    """A button for every way to answer."""
    pressed = [Button(style=ButtonStyle.PRIMARY, label=way, custom_id=Press(way).custom_id) for way in Way]
    return Reply(Message(content="Press.", components=[ActionRow(components=pressed)]))


@on_component
async def press(press: Press) -> Update | Reply:
    match press.way:
        case Way.UPDATE:
            return Update(Message(content=f"updated {press.count + 1}"))
        case Way.REPLY:
            return Reply(Message(content="replied"), private=True)
        case Way.REFUSE:
            raise UserError("That cannot be. Try another.")
        case Way.FAIL:
            raise RuntimeError("a fault in a button")


@on_component(private=True)
async def plain_press(plain: Plain) -> Reply:
    return Reply(Message(content="plainly"))


@on_component(requires=Permission.BAN_MEMBERS)
async def guarded_press(guarded: Guarded) -> Reply:
    return Reply(Message(content="let in"))


@command()
async def refuse() -> Reply:
    """Something that cannot be."""
    raise UserError("There is no such thing. Try /buttons.")


@command()
async def fail() -> Reply:
    """A fault of ours."""
    raise RuntimeError("a fault with a secret in it")


@command()
async def forget() -> Reply:
    """A handler that forgets to answer."""
    return None  # type: ignore[return-value]


@command()
async def unspeakable() -> Reply:
    """An answer that no bytes can hold."""
    return Reply(Message(content="\ud800"))


@command()
async def long_winded() -> Reply:
    """A refusal longer than a message."""
    raise UserError("No. " * 1000)


@command()
async def several_refusals() -> Reply:
    """Several things at once, of which some cannot be."""
    async with asyncio.TaskGroup() as group:
        for name in ("one", "another"):
            group.create_task(_refuse(name))
    raise AssertionError


@command()
async def several_faults() -> Reply:
    """Several things at once, of which one is a fault of ours."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_refuse("one"))
        group.create_task(_fail())
    raise AssertionError


async def _refuse(name: str) -> None:
    raise UserError("There is no {name}. Try /buttons.", name=name)


async def _fail() -> None:
    raise RuntimeError("a fault beside a refusal")


@command()
async def refusals_in_refusals() -> Reply:
    """Refusals within refusals."""
    raise ExceptionGroup("", [ExceptionGroup("", [UserError("Not so deep.")])])


@command()
async def blank() -> Reply:
    """A refusal of nothing but blanks."""
    raise UserError("{text}", text=" ")


@command()
async def unspeakable_refusal() -> Reply:
    """A refusal that no bytes can hold."""
    raise UserError("\ud800")


class Wordless(UserError):
    def __init__(self) -> None: ...


@command()
async def wordless() -> Reply:
    """A refusal without a word."""
    raise Wordless


@command()
async def cut_off() -> Reply:
    """Something that the handler waits for is cancelled by somebody else."""
    waited_for: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    waited_for.cancel()
    return await waited_for


@command(private=True)
async def secret() -> Reply:
    """An answer that is for the asker alone, whatever the reply says."""
    return Reply(Message(content="psst"))


@command()
async def cancelled() -> Reply:
    """A handler that a cancellation inside it ends."""
    task = asyncio.create_task(asyncio.sleep(60))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        raise UserError("It was stopped.") from None
    raise AssertionError
