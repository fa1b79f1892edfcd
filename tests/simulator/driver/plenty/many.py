"""/many: five commands of no use."""

from kasutamaiza.interactions import Group, Reply
from kasutamaiza.ui import Message

many = Group("many", "Of no use.")


@many.command()
async def one() -> Reply:
    """Count to one."""
    return Reply(Message(content="1"))


@many.command()
async def two() -> Reply:
    """Count to two."""
    return Reply(Message(content="2"))


@many.command()
async def three() -> Reply:
    """Count to three."""
    return Reply(Message(content="3"))


@many.command()
async def four() -> Reply:
    """Count to four."""
    return Reply(Message(content="4"))


@many.command()
async def five() -> Reply:
    """Count to five."""
    return Reply(Message(content="5"))
