"""What a server announces: events with a day and a place, as people see them above its channels."""

from datetime import datetime
from enum import IntEnum

from msgspec import Struct

from kasutamaiza.discord.person import Member, User
from kasutamaiza.discord.snowflake import ChannelId, GuildId, ScheduledEventId, UserId


class ScheduledEventStatus(IntEnum):
    """How an event goes: SCHEDULED can become ACTIVE or CANCELED, ACTIVE can become COMPLETED, and that is all.

    Source: https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-status
    """

    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELED = 4


class ScheduledEventType(IntEnum):
    """Where an event is: in a channel of this server, or elsewhere.

    Source: https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-entity-types
    """

    STAGE_INSTANCE = 1
    VOICE = 2
    EXTERNAL = 3


class EventPlace(Struct, frozen=True, kw_only=True, gc=False):
    """Where an event outside of Discord's channels is, in words."""

    location: str | None = None


class ScheduledEvent(Struct, frozen=True, kw_only=True, gc=False):
    """An event. `user_count` is how many are interested, where it was asked for.

    Source: https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object
    """

    id: ScheduledEventId
    guild_id: GuildId
    name: str
    scheduled_start_time: datetime
    scheduled_end_time: datetime | None = None
    description: str | None = None
    status: int = ScheduledEventStatus.SCHEDULED
    entity_type: int = ScheduledEventType.EXTERNAL
    entity_metadata: EventPlace | None = None
    channel_id: ChannelId | None = None
    creator_id: UserId | None = None
    user_count: int | None = None


class Interested(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody who is interested in an event; `member` is what they are in the server, where it was asked for.

    Source: https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-user-object
    """

    user: User
    member: Member | None = None
