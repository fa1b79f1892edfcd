"""What Discord tells us of without being asked: webhook events, each a record of its own.

They are neither at once nor in order, and may come more than once. As with interactions, what is new or unknown to us
is skipped.
Source: https://docs.discord.com/developers/events/webhook-events
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import Raw, Struct, convert
from msgspec.json import Decoder

from kasutamaiza.discord.interaction import Entitlement, User
from kasutamaiza.discord.snowflake import ApplicationId, GuildId


class EventPing(Struct, frozen=True, tag_field="type", tag=0):
    """Discord asks whether we are there to be told of events. An interaction's PING is another type."""


class Event(Struct, frozen=True, kw_only=True, gc=False):
    """What every event carries: the application that it is for, and when it happened (aware)."""

    application_id: ApplicationId
    at: datetime

    @property
    def name(self) -> str:
        """What Discord calls it: `APPLICATION_AUTHORIZED`."""
        return _NAMES[type(self)]


class AuthorizedGuild(Struct, frozen=True, kw_only=True, gc=False):
    """The server that the application was added to."""

    id: GuildId
    name: str | None = None


class ApplicationAuthorized(Event, frozen=True, kw_only=True, gc=False):
    """Somebody added the application to a server (`integration_type` 0, with its `guild`) or to themselves (1)."""

    user: User
    scopes: list[str] = []
    integration_type: int | None = None
    guild: AuthorizedGuild | None = None


class ApplicationDeauthorized(Event, frozen=True, kw_only=True, gc=False):
    """Somebody took back what they had authorized for themselves. Not told when a server removes the bot."""

    user: User


class EntitlementCreated(Event, frozen=True, kw_only=True, gc=False):
    """Somebody bought, or was given, what we offer."""

    entitlement: Entitlement


class EntitlementUpdated(Event, frozen=True, kw_only=True, gc=False):
    """An entitlement changed: it was renewed, say, or now has an end."""

    entitlement: Entitlement


class EntitlementDeleted(Event, frozen=True, kw_only=True, gc=False):
    """An entitlement was taken back. One that only ran out is not deleted."""

    entitlement: Entitlement


class UnknownEvent(Event, frozen=True, kw_only=True, gc=False):
    """An event that we do not read, or that is newer than we are."""

    name: str


_ENTITLEMENTS: dict[str, type[Event]] = {
    "ENTITLEMENT_CREATE": EntitlementCreated,
    "ENTITLEMENT_UPDATE": EntitlementUpdated,
    "ENTITLEMENT_DELETE": EntitlementDeleted,
}
EVENTS: Mapping[str, type[Event]] = {
    "APPLICATION_AUTHORIZED": ApplicationAuthorized,
    "APPLICATION_DEAUTHORIZED": ApplicationDeauthorized,
    **_ENTITLEMENTS,
}
"""The events that we read, by Discord's names."""

_NAMES = {record: name for name, record in EVENTS.items()}


class _Told(Struct, frozen=True):
    type: str
    timestamp: datetime
    data: Raw = Raw(b"null")


class _Envelope(Struct, frozen=True, tag_field="type", tag=1):
    application_id: ApplicationId
    event: _Told


_decode = Decoder(EventPing | _Envelope, strict=False).decode
_decode_data = Decoder(dict[str, Any]).decode


def decode_event(body: bytes) -> EventPing | Event:
    """Bytes to an event.

    Raises `msgspec.DecodeError` (its subclass `ValidationError` for JSON of another shape), `UnicodeDecodeError` for
    what is no UTF-8, and `RecursionError` for what is nested too deep.
    """
    envelope = _decode(body)
    if isinstance(envelope, EventPing):
        return envelope
    told = envelope.event
    # Discord writes these times without their zone, which is UTC.
    at = told.timestamp if told.timestamp.tzinfo else told.timestamp.replace(tzinfo=UTC)
    record = EVENTS.get(told.type)
    if record is None:
        return UnknownEvent(application_id=envelope.application_id, at=at, name=told.type)
    data = _decode_data(told.data)
    if told.type in _ENTITLEMENTS:
        data = {"entitlement": data}
    return convert(data | {"application_id": envelope.application_id, "at": at}, record, strict=False)
