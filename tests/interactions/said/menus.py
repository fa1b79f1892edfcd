"""Commands in the menus of people and messages."""

from kasutamaiza.interactions import (
    Invoker,
    Member,
    Permission,
    Reply,
    SentMessage,
    User,
    message_command,
    user_command,
)
from kasutamaiza.ui import Message, Modal
from tests.interactions.said.forms import Report, report_form


def said(text: str) -> Reply:
    return Reply(Message(content=text))


@user_command(category="Menus")
async def look_up(person: User, *, invoker: Invoker) -> Reply:
    """Who is this?"""
    return said(f"{invoker.name} looks up {person.name}")


@user_command(name="Case history", category="Menus", requires=Permission.MODERATE_MEMBERS, private=True)
async def history(member: Member) -> Reply:
    """What somebody has done."""
    return said(f"{member.name} {member.mention} has done nothing")


@user_command(category="Menus")
async def bare(person: User) -> Reply:
    return said(person.name)


@message_command(name="Quote", category="Menus")
async def quote(message: SentMessage) -> Reply:
    """Repeat a message."""
    author = message.author.name if message.author else "somebody"
    return said(f"{author}: {message.content}")


@message_command(name="Report to moderators", category="Menus")
async def report(message: SentMessage) -> Modal:
    """Tell moderators of a message."""
    return report_form(Report(message.id))
