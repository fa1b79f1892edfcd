"""What Discord sends: interactions, decoded once, typed, in one pass.

Only what we read is declared; what is new or unknown to us is skipped, so Discord may add to it at any time. Ids are
strings on the wire and whole numbers here (msgspec's lax mode), permissions likewise. `gc=False` spares the garbage
collector records that can never be part of a cycle.
Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
"""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct
from msgspec.json import Decoder

from kasutamaiza.discord.data import (
    NOTHING_RESOLVED,
    CommandData,
    ComponentData,
    ModalAnswer,
    ModalComponent,
    ModalData,
    OptionValue,
    Resolved,
    Value,
)
from kasutamaiza.discord.message import (
    Attachment,
    InteractionMetadata,
    SentAuthor,
    SentEmbed,
    SentField,
    SentFooter,
    SentMedia,
    SentMessage,
)
from kasutamaiza.discord.person import Member, Role, User
from kasutamaiza.discord.place import Channel, Guild, Locale, ThreadMetadata
from kasutamaiza.discord.snowflake import (
    ApplicationId,
    ChannelId,
    EntitlementId,
    GuildId,
    InteractionId,
    SkuId,
    UserId,
    made_at,
)

__all__ = [
    "NOTHING_RESOLVED",
    "Attachment",
    "AutocompleteInteraction",
    "Channel",
    "CommandData",
    "CommandInteraction",
    "ComponentData",
    "ComponentInteraction",
    "Delivery",
    "Entitlement",
    "Guild",
    "Interaction",
    "InteractionMetadata",
    "Invoker",
    "Known",
    "Locale",
    "Member",
    "ModalAnswer",
    "ModalComponent",
    "ModalData",
    "ModalInteraction",
    "OptionValue",
    "Ping",
    "Resolved",
    "Role",
    "SentAuthor",
    "SentEmbed",
    "SentField",
    "SentFooter",
    "SentMedia",
    "SentMessage",
    "ThreadMetadata",
    "User",
    "Value",
    "decode",
    "invoker",
    "since_asked",
]


class Entitlement(Struct, frozen=True, kw_only=True, gc=False):
    """The right of a user, or of a server, to something that we sell; without `ends_at` it lasts.

    Source: https://docs.discord.com/developers/resources/entitlement#entitlement-object
    """

    id: EntitlementId
    sku_id: SkuId | None = None
    application_id: ApplicationId | None = None
    user_id: UserId | None = None
    guild_id: GuildId | None = None
    type: int = 0
    deleted: bool = False
    consumed: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None


class Interaction(Struct, frozen=True, kw_only=True, gc=False, tag_field="type"):
    """What every interaction but the PING carries.

    In a server `member` is who asks; in a direct message `user` is. `app_permissions` are ours, where it happened.
    `authorizing_integration_owners` says who installed us, by the kind of installation: a server's id under 0 (0 itself
    in our direct messages), a user's under 1. `attachment_size_limit` is the largest file that an answer may carry, in
    bytes. `guild` and `channel` are partial, for there is no more of them to be had without asking.
    """

    id: InteractionId
    application_id: ApplicationId
    token: str
    version: int = 1
    guild_id: GuildId | None = None
    guild: Guild | None = None
    guild_locale: Locale | None = None
    channel_id: ChannelId | None = None
    channel: Channel | None = None
    member: Member | None = None
    user: User | None = None
    locale: Locale = Locale("en-US")
    context: int | None = None
    app_permissions: int = 0
    authorizing_integration_owners: dict[int, int] = {}
    entitlements: list[Entitlement] = []
    attachment_size_limit: int = 10 * 1024 * 1024


class Ping(Struct, frozen=True, gc=False, tag_field="type", tag=1):
    """Discord asks whether we are there."""


class CommandInteraction(Interaction, frozen=True, kw_only=True, gc=False, tag=2):
    """Somebody used a command."""

    data: CommandData


class ComponentInteraction(Interaction, frozen=True, kw_only=True, gc=False, tag=3):
    """Somebody used a component of a message."""

    data: ComponentData
    message: SentMessage


class AutocompleteInteraction(Interaction, frozen=True, kw_only=True, gc=False, tag=4):
    """Somebody is typing an option; what they have so far may be incomplete or wrong."""

    data: CommandData


class ModalInteraction(Interaction, frozen=True, kw_only=True, gc=False, tag=5):
    """Somebody sent off a form; `message` is the one whose component opened it, if one did."""

    data: ModalData
    message: SentMessage | None = None


Known: TypeAlias = CommandInteraction | ComponentInteraction | AutocompleteInteraction | ModalInteraction
"""What people do with us."""

_decode_any: Callable[[bytes], Ping | Known] = Decoder(Ping | Known, strict=False).decode

# Discord ends an interaction with its type. Read from there, it spares a pass over all that comes before: without it,
# what kind of record this is has to be found out first.
_DECODERS: dict[bytes, Callable[[bytes], Ping | Known]] = {
    b'"type":2,"version":1}': Decoder(CommandInteraction, strict=False).decode,
    b'"type":3,"version":1}': Decoder(ComponentInteraction, strict=False).decode,
    b'"type":4,"version":1}': Decoder(AutocompleteInteraction, strict=False).decode,
    b'"type":5,"version":1}': Decoder(ModalInteraction, strict=False).decode,
}
_END = len(b'"type":2,"version":1}')


def decode(body: bytes) -> Ping | Known:
    """Bytes to an interaction.

    Raises `msgspec.DecodeError` (its subclass `ValidationError` for JSON of another shape).
    """
    return _DECODERS.get(body[-_END:], _decode_any)(body)


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


def since_asked(interaction: int, *, signed_at: int, now: float) -> float:
    """Seconds from Discord's signature to `now`, of the interaction with this id.

    A signature's time has whole seconds, the id milliseconds: the id is believed when it is of about the signature's
    second.
    """
    made = made_at(interaction)
    return max(now - made if abs(made - signed_at) <= 2 else now - signed_at, 0.0)
