"""What Discord sends: interactions, decoded once, typed, in one pass.

Only what we read is declared; what is new or unknown to us is skipped, so Discord may add to it at any time. Ids are
strings on the wire and whole numbers here (msgspec's lax mode), permissions likewise. `gc=False` spares the garbage
collector records that can never be part of a cycle.
Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
"""

import time
from collections.abc import Callable
from typing import NewType, TypeAlias

from msgspec import Struct
from msgspec.json import Decoder

from kasutamaiza.discord.snowflake import (
    ApplicationId,
    AttachmentId,
    ChannelId,
    CommandId,
    GuildId,
    InteractionId,
    MessageId,
    RoleId,
    UserId,
)

Locale = NewType("Locale", str)
"""A language, as Discord writes it: `en-US`, `ja`."""

Value: TypeAlias = str | int | float | bool
"""What an option can hold on the wire; ids are strings here, until the option's type says what they are."""


class User(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody on Discord."""

    id: UserId
    username: str
    global_name: str | None = None
    avatar: str | None = None
    bot: bool = False

    @property
    def name(self) -> str:
        """What they call themselves: the display name, else the user name."""
        return self.global_name or self.username

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


class Member(Struct, frozen=True, kw_only=True, gc=False):
    """A user in a server. Members that come as an option's value get their `user` from beside them."""

    user: User | None = None
    nick: str | None = None
    roles: list[RoleId] = []
    permissions: int = 0
    joined_at: str | None = None
    communication_disabled_until: str | None = None


class Role(Struct, frozen=True, kw_only=True, gc=False):
    """A role of a server."""

    id: RoleId
    name: str
    position: int = 0
    permissions: int = 0
    managed: bool = False

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"


class Channel(Struct, frozen=True, kw_only=True, gc=False):
    """A channel, as much of it as interactions carry. `permissions` are the invoker's there, `app_permissions` ours."""

    id: ChannelId
    type: int
    name: str | None = None
    permissions: int = 0
    app_permissions: int | None = None
    parent_id: ChannelId | None = None
    nsfw: bool = False

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


class Attachment(Struct, frozen=True, kw_only=True, gc=False):
    """A file that somebody attached; `size` in bytes."""

    id: AttachmentId
    filename: str
    size: int
    url: str
    content_type: str | None = None


class Resolved(Struct, frozen=True, kw_only=True, gc=False):
    """What the ids among the options stand for. A user who is not in the server has no member here."""

    users: dict[UserId, User] = {}
    members: dict[UserId, Member] = {}
    roles: dict[RoleId, Role] = {}
    channels: dict[ChannelId, Channel] = {}
    attachments: dict[AttachmentId, Attachment] = {}


NOTHING_RESOLVED = Resolved()


class OptionValue(Struct, frozen=True, kw_only=True, gc=False):
    """One option as the person gave it; a sub-command (type 1) or group (type 2) holds `options` instead of a value."""

    name: str
    type: int
    value: Value | None = None
    options: list["OptionValue"] = []
    focused: bool = False


class CommandData(Struct, frozen=True, kw_only=True, gc=False):
    """Which command, and with what."""

    id: CommandId
    name: str
    type: int = 1
    options: list[OptionValue] = []
    resolved: Resolved = NOTHING_RESOLVED
    guild_id: GuildId | None = None


class ComponentData(Struct, frozen=True, kw_only=True, gc=False):
    """Which component was used."""

    custom_id: str
    component_type: int


class PressedMessage(Struct, frozen=True, kw_only=True, gc=False):
    """The message that the component stands on."""

    id: MessageId


class Interaction(Struct, frozen=True, kw_only=True, gc=False, tag_field="type"):
    """What every interaction but the PING carries.

    In a server `member` is who asks; in a direct message `user` is. `app_permissions` are ours, where it happened.
    """

    id: InteractionId
    application_id: ApplicationId
    token: str
    guild_id: GuildId | None = None
    channel_id: ChannelId | None = None
    member: Member | None = None
    user: User | None = None
    app_permissions: int = 0
    locale: Locale = Locale("en-US")
    guild_locale: Locale | None = None
    context: int | None = None


class Ping(Struct, frozen=True, tag_field="type", tag=1):
    """Discord asks whether we are there."""


class CommandInteraction(Interaction, frozen=True, kw_only=True, gc=False, tag=2):
    """Somebody used a command."""

    data: CommandData


class ComponentInteraction(Interaction, frozen=True, kw_only=True, gc=False, tag=3):
    """Somebody used a component of a message."""

    data: ComponentData
    message: PressedMessage


class AutocompleteInteraction(Interaction, frozen=True, kw_only=True, gc=False, tag=4):
    """Somebody is typing an option; what they have so far may be incomplete or wrong."""

    data: CommandData


decode = Decoder(Ping | CommandInteraction | ComponentInteraction | AutocompleteInteraction, strict=False).decode
"""Bytes to an interaction. Raises `msgspec.DecodeError` (its subclass `ValidationError` for JSON of another shape)."""


class Invoker(Struct, frozen=True, gc=False):
    """Who asks: the user, what they may do where they ask, and their membership when that is a server."""

    user: User
    permissions: int = 0
    member: Member | None = None

    @property
    def id(self) -> UserId:
        return self.user.id

    @property
    def name(self) -> str:
        """What they are called where they ask."""
        return (self.member and self.member.nick) or self.user.name


def invoker(interaction: Interaction) -> Invoker:
    """Who asks. Raises `ValueError` for an interaction that says it of nobody, which Discord never sends."""
    member = interaction.member
    if member is not None and member.user is not None:
        return Invoker(member.user, member.permissions, member)
    if interaction.user is not None:
        return Invoker(interaction.user)
    raise ValueError(f"interaction {interaction.id} has neither a member nor a user.")


class Delivery(Struct, frozen=True, gc=False):
    """How an interaction came: when Discord signed it and when it reached us, in seconds since 1970, by `clock`.

    The signature's own time has whole seconds only.
    """

    signed_at: int
    received_at: float
    clock: Callable[[], float] = time.time
