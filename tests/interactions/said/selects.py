"""Selects of every kind, read as what they hold."""

from enum import StrEnum

from kasutamaiza.interactions import (
    Channel,
    CustomId,
    Member,
    Reply,
    Role,
    SentMessage,
    Update,
    User,
    command,
    on_component,
)
from kasutamaiza.ui import (
    ActionRow,
    ChannelSelect,
    ChannelType,
    Container,
    MentionableSelect,
    Message,
    RoleSelect,
    SelectOption,
    StringSelect,
    TextDisplay,
    UserSelect,
)
from kasutamaiza.ui.layout import ContainerChild
from kasutamaiza.ui.select import Select


class Attribute(StrEnum):
    DARK = "dark"
    LIGHT = "light"


class Attributes(CustomId, tag="selects.attributes", frozen=True):
    """Some attributes."""


class One(CustomId, tag="selects.one", frozen=True):
    """One attribute."""


class People(CustomId, tag="selects.people", frozen=True):
    """Members."""


class Roles(CustomId, tag="selects.roles", frozen=True):
    """Roles."""


class Anybody(CustomId, tag="selects.anybody", frozen=True):
    """People and roles."""


class Badly(CustomId, tag="selects.badly", frozen=True):
    """Something that is answered as it cannot be."""


class Places(CustomId, tag="selects.places", frozen=True):
    """Channels."""


@command()
async def selects() -> Reply:
    """A select of every kind, in a layout."""
    options = [SelectOption(label=each.name.title(), value=each) for each in Attribute]
    rows: list[Select] = [
        StringSelect(custom_id=Attributes().custom_id, options=options, max_values=2),
        StringSelect(custom_id=One().custom_id, options=options, placeholder="One"),
        UserSelect(custom_id=People().custom_id, max_values=25),
        RoleSelect(custom_id=Roles().custom_id, min_values=0),
        MentionableSelect(custom_id=Anybody().custom_id),
        ChannelSelect(custom_id=Places().custom_id, channel_types=[ChannelType.GUILD_TEXT]),
    ]
    shown: list[ContainerChild] = [TextDisplay(content="Choose."), *(ActionRow(components=[row]) for row in rows)]
    return Reply(Message(components=[Container(components=shown, accent_color=0x7B4FD6)]))


def told(*words: object) -> Update:
    return Update(Message(components=[TextDisplay(content=" ".join(map(str, words)))]))


@on_component
async def chose_badly(select: Badly, values: list[str]) -> Update:
    return Update(Message(content="A layout cannot become this."))


@on_component
async def chose_attributes(select: Attributes, values: list[Attribute]) -> Update:
    return told(*(attribute.name for attribute in values))


@on_component
async def chose_one(select: One, value: Attribute, *, message: SentMessage) -> Update:
    return told(value.name, message.id)


@on_component
async def chose_people(select: People, values: list[Member]) -> Update:
    return told(*(member.nick or (member.user and member.user.name) for member in values))


@on_component
async def chose_roles(select: Roles, values: list[Role]) -> Update:
    return told("roles:", *(role.name for role in values))


@on_component
async def chose_anybody(select: Anybody, values: list[User | Role]) -> Update:
    return told(*(type(each).__name__ for each in values))


@on_component
async def chose_places(select: Places, values: list[Channel]) -> Update:
    return told(*(channel.name for channel in values))
