"""/kinds: an option of every kind."""

from enum import IntEnum, StrEnum
from typing import Annotated

from kasutamaiza.errors import UserError
from kasutamaiza.interactions import (
    Attachment,
    Channel,
    Choice,
    Delivery,
    GuildId,
    Interaction,
    Invoker,
    Locale,
    Member,
    Option,
    Permission,
    Reply,
    Role,
    Siblings,
    User,
    command,
)
from kasutamaiza.ui import Message, escape


class Attribute(StrEnum):
    DARK = "dark"
    LIGHT = "light"


class Rank(IntEnum):
    ONE = 1
    TWO = 2

    @property
    def label(self) -> str:
        return f"Rank {self.value}"


class Duration:
    """A length of time, as people write it."""

    def __init__(self, days: int) -> None:
        self.days = days

    @classmethod
    def parse(cls, text: str) -> "Duration":
        if not text.removesuffix("d").isdecimal():
            raise UserError(f"“{text}” is no length of time. Write it like 7d.")
        return cls(int(text.removesuffix("d")))


async def suggest(typed: str, *, siblings: Siblings, invoker: Invoker) -> list[Choice]:
    if typed == "fail":
        raise RuntimeError("a fault in an autocomplete")
    if typed == "refuse":
        raise UserError("Not while you type.")
    if typed == "many":
        return [Choice(str(number), str(number)) for number in range(40)]
    return [Choice(f"{typed} for {invoker.name} beside {dict(siblings)}", typed or "nothing")]


async def suggest_size(typed: str) -> list[Choice]:
    if typed == "text":
        return [Choice("no number", "text")]
    return [Choice(f"{typed} cards", int(typed))] if typed.isdecimal() else []


def said(*values: object) -> Reply:
    return Reply(Message(content=escape("; ".join(map(repr, values)))))


@command()
async def plain(
    text: Annotated[str, Option("Text.", min_length=2, max_length=10)],
    whole: Annotated[int, Option("A whole number.", min_value=1, max_value=9)],
    number: Annotated[float, Option("A number.")],
    really: Annotated[bool, Option("Yes or no.")],
    chosen: Annotated[str, Option("One of two.", choices=[Choice("Ay", "a"), Choice("Bee", "b")])] = "a",
) -> Reply:
    """Options that are values."""
    return said(text, whole, number, really, chosen)


@command()
async def looked_up(
    user: Annotated[User, Option("Anybody.")],
    role: Annotated[Role, Option("A role.")],
    channel: Annotated[Channel, Option("A channel.", channel_types=[0])],
    file: Annotated[Attachment, Option("A file.")],
    whom: Annotated[User | Role, Option("Anybody, or a role.")],
    member: Annotated[Member | None, Option("A member.")] = None,
    person: Annotated[Member | Role | None, Option("A member, or a role.")] = None,
) -> Reply:
    """Options that are ids, looked up."""
    nick = member.nick if member else None
    person_name = None if person is None else type(person).__name__
    return said(user.name, role.name, channel.name, file.filename, type(whom).__name__, nick, person_name)


@command()
async def made(
    attribute: Annotated[Attribute, Option("An attribute.")],
    rank: Annotated[Rank, Option("A rank.")],
    duration: Annotated[Duration | None, Option("How long.")] = None,
    from_: Annotated[str | None, Option("From where.")] = None,
    named: Annotated[int, Option("Named otherwise.", name="other")] = 4,
) -> Reply:
    """Options that are made of values."""
    return said(attribute.name, rank.name, duration.days if duration else None, from_, named)


@command()
async def suggested(
    name: Annotated[str, Option("A name.", autocomplete=suggest)],
    size: Annotated[int, Option("A size.", autocomplete=suggest_size)] = 0,
    colour: Annotated[str | None, Option("A colour.")] = None,
) -> Reply:
    """Options that are suggested."""
    return said(name, size, colour)


@command(requires=Permission.BAN_MEMBERS)
async def guarded(name: Annotated[str, Option("A name.", autocomplete=suggest)]) -> Reply:
    """Options that are suggested to some."""
    return said(name)


@command()
async def provided(
    *, interaction: Interaction, delivery: Delivery, invoker: Invoker, guild: GuildId, locale: Locale, spare: int = 3
) -> Reply:
    """What the house provides."""
    return said(interaction.id > 0, delivery.received_at >= delivery.signed_at - 1, invoker.name, guild, locale, spare)
