"""Calls about the events that a server announces."""

from datetime import datetime

from msgspec import UNSET, UnsetType

from kasutamaiza.discord.calls.asks import Asks, check_aware, given, written
from kasutamaiza.discord.scheduled import Interested, ScheduledEvent, ScheduledEventType
from kasutamaiza.discord.snowflake import ChannelId, GuildId, ScheduledEventId, UserId
from kasutamaiza.ui import Refused
from kasutamaiza.ui.limits import check_number, check_size

NAME = 100
DESCRIPTION = 1000
LOCATION = 100
"""Characters, at most."""

INTERESTED = 100
"""People in one answer, at most."""

_GUILD_ONLY = 2
_EVENTS = "/guilds/{guild}/scheduled-events"
_EVENT = _EVENTS + "/{event}"


class ScheduledEventCalls(Asks):
    """A server's events. To make one needs CREATE_EVENTS, to change another's MANAGE_EVENTS; 404/10070: it is gone."""

    async def scheduled_events(self, guild: GuildId, *, with_user_count: bool = False) -> list[ScheduledEvent]:
        """A server's events that are to come or under way.

        Source: https://docs.discord.com/developers/resources/guild-scheduled-event#list-scheduled-events-for-guild
        """
        query = {"with_user_count": with_user_count or None}
        return await self._read(list[ScheduledEvent], "GET", _EVENTS, query=query, guild=guild)

    async def scheduled_event(self, guild: GuildId, event: ScheduledEventId) -> ScheduledEvent:
        """One event, and how many are interested.

        Source: https://docs.discord.com/developers/resources/guild-scheduled-event#get-guild-scheduled-event
        """
        query = {"with_user_count": True}
        return await self._read(ScheduledEvent, "GET", _EVENT, query=query, guild=guild, event=event)

    async def create_scheduled_event(
        self,
        guild: GuildId,
        name: str,
        *,
        scheduled_start_time: datetime,
        scheduled_end_time: datetime | None = None,
        location: str | None = None,
        channel_id: ChannelId | None = None,
        description: str | None = None,
        reason: str | None = None,
    ) -> ScheduledEvent:
        """Announce an event: at a `location` in words, which wants an end too, or in a channel of voices.

        Not asked again when it may have been done. 30038: the server has 100 events.
        Source: https://docs.discord.com/developers/resources/guild-scheduled-event#create-guild-scheduled-event
        """
        if (location is None) == (channel_id is None):
            raise Refused("scheduled_event: Discord takes either a location or a channel_id.")
        if location is not None and scheduled_end_time is None:
            raise Refused("scheduled_event.scheduled_end_time is missing; Discord wants one with a location.")
        _check(name, description, location, scheduled_start_time, scheduled_end_time)
        kind = ScheduledEventType.EXTERNAL if channel_id is None else ScheduledEventType.VOICE
        body = given(
            name=name,
            privacy_level=_GUILD_ONLY,
            entity_type=int(kind),
            scheduled_start_time=scheduled_start_time,
            scheduled_end_time=UNSET if scheduled_end_time is None else scheduled_end_time,
            description=UNSET if description is None else description,
            entity_metadata=UNSET if location is None else _place(location),
            channel_id=UNSET if channel_id is None else str(channel_id),
        )
        return await self._read(ScheduledEvent, "POST", _EVENTS, body=body, reason=reason, guild=guild)

    async def edit_scheduled_event(
        self,
        guild: GuildId,
        event: ScheduledEventId,
        *,
        name: str | UnsetType = UNSET,
        scheduled_start_time: datetime | UnsetType = UNSET,
        scheduled_end_time: datetime | UnsetType = UNSET,
        location: str | UnsetType = UNSET,
        description: str | UnsetType | None = UNSET,
        status: int | UnsetType = UNSET,
        reason: str | None = None,
    ) -> ScheduledEvent:
        """Change what is told of an event, and leave the rest; `status` of `ScheduledEventStatus` begins or ends it.

        `location` is for one that has one. 400/180000: it is over.
        Source: https://docs.discord.com/developers/resources/guild-scheduled-event#modify-guild-scheduled-event
        """
        _check(name, description, location, scheduled_start_time, scheduled_end_time)
        body = given(
            name=name,
            scheduled_start_time=scheduled_start_time,
            scheduled_end_time=scheduled_end_time,
            entity_metadata=written(location, _place),
            description=description,
            status=written(status, int),
        )
        return await self._read(ScheduledEvent, "PATCH", _EVENT, body=body, reason=reason, guild=guild, event=event)

    async def delete_scheduled_event(self, guild: GuildId, event: ScheduledEventId) -> None:
        """Take an event away, as though it had never been announced. The audit log takes no reason for it.

        Source: https://docs.discord.com/developers/resources/guild-scheduled-event#delete-guild-scheduled-event
        """
        await self._rest.call("DELETE", _EVENT, guild=guild, event=event)

    async def interested(
        self, guild: GuildId, event: ScheduledEventId, *, after: UserId | None = None, limit: int = INTERESTED
    ) -> list[Interested]:
        """1 to 100 of those who are interested in an event, by their ids, as members of the server.

        Source: https://docs.discord.com/developers/resources/guild-scheduled-event#get-guild-scheduled-event-users
        """
        check_number("limit", limit, least=1, most=INTERESTED)
        query = {"with_member": True, "limit": limit, "after": after}
        return await self._read(list[Interested], "GET", _EVENT + "/users", query=query, guild=guild, event=event)


def _place(location: str) -> dict[str, str]:
    return {"location": location}


def _check(
    name: str | UnsetType,
    description: str | UnsetType | None,
    location: str | UnsetType | None,
    *moments: datetime | UnsetType | None,
) -> None:
    if isinstance(name, str):
        check_size("scheduled_event.name", name, least=1, most=NAME)
    if isinstance(description, str):
        check_size("scheduled_event.description", description, least=1, most=DESCRIPTION)
    if isinstance(location, str):
        check_size("scheduled_event.location", location, least=1, most=LOCATION)
    for field, moment in zip(("scheduled_start_time", "scheduled_end_time"), moments, strict=True):
        if isinstance(moment, datetime):
            check_aware(f"scheduled_event.{field}", moment)
