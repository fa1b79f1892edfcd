"""Events that a server announces."""

from datetime import datetime

from msgspec import structs

from simulator.refusal import Refused, invalid
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.rest.members import moment
from simulator.rest.queries import flag, number, page
from simulator.world import Channel, Guild, Member, Permission, ScheduledEvent, User, rights, tell
from simulator.world.permission import has
from simulator.world.records import Json

EVENT_CREATE, EVENT_UPDATE, EVENT_DELETE = 100, 101, 102
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
STAGE, VOICE, EXTERNAL = 1, 2, 3
MOST = 100
_LIVE = (SCHEDULED, ACTIVE)
_NEXT = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,)}
_PLACES = {STAGE: 13, VOICE: 2}
_TOLD = (
    "name",
    "description",
    "status",
    "entity_type",
    "channel_id",
    "location",
    "scheduled_start_time",
    "scheduled_end_time",
)


def list_(call: Call) -> Answer:
    """Those that are to come or under way."""
    events = [each for each in call.world.group(ScheduledEvent, call.guild().id).values() if each.status in _LIVE]
    counts = flag(call, "with_user_count")
    return Answer(body=[tell.scheduled_event(each, counts=counts) for each in events])


def get(call: Call) -> Answer:
    event = _event(call, call.guild())
    return Answer(body=tell.scheduled_event(event, counts=flag(call, "with_user_count")))


def create(call: Call) -> Answer:
    guild = call.guild()
    call.needs(guild, Permission.CREATE_EVENTS)
    events = call.world.group(ScheduledEvent, guild.id).values()
    if sum(1 for each in events if each.status in _LIVE) >= MOST:
        raise Refused(30038)
    blank = ScheduledEvent(
        id="0",
        guild_id=guild.id,
        creator_id=call.world.bot.id,
        name="",
        entity_type=int(call.fields["entity_type"]),
        starts_at=call.world.now,
    )
    event = _edited(call, guild, blank)
    event = call.world.put(structs.replace(event, id=call.world.next_id()))
    call.audit(guild.id, EVENT_CREATE, event.id, changes=changes({}, _flat(event), _TOLD))
    return Answer(body=tell.scheduled_event(event))


def edit(call: Call) -> Answer:
    guild = call.guild()
    event = _own(call, guild)
    if event.status not in _LIVE:
        raise Refused(180000)
    after = _edited(call, guild, event)
    if found := changes(_flat(event), _flat(after), _TOLD):
        call.world.put(after)
        call.audit(guild.id, EVENT_UPDATE, event.id, changes=found)
    return Answer(body=tell.scheduled_event(after))


def delete(call: Call) -> Answer:
    guild = call.guild()
    event = _own(call, guild)
    call.world.remove(event)
    call.audit(guild.id, EVENT_DELETE, event.id, changes=changes(_flat(event), {}, _TOLD))
    return NOTHING


def interested(call: Call) -> Answer:
    guild = call.guild()
    event = _event(call, guild)
    found = page(call, event.user_ids, lambda id_: id_, number(call, "limit", 100, most=100))
    return Answer(body=[_interested(call, event, id_) for id_ in found])


def _interested(call: Call, event: ScheduledEvent, user_id: str) -> Json:
    told: Json = {
        "guild_scheduled_event_id": event.id,
        "user_id": user_id,
        "response": 1,
        "user": tell.user(call.world.get(User, user_id)),
    }
    member = call.world.find(Member, f"{event.guild_id}:{user_id}")
    if flag(call, "with_member") and member is not None:
        told["member"] = tell.member(call.world, member)
    return told


def _event(call: Call, guild: Guild) -> ScheduledEvent:
    event = call.world.group(ScheduledEvent, guild.id).get(call.path["guild_scheduled_event_id"])
    if event is None:
        raise Refused(10070)
    return event


def _own(call: Call, guild: Guild) -> ScheduledEvent:
    """One that the bot may change: its own with CREATE_EVENTS, any with MANAGE_EVENTS. Raises `Refused`."""
    event = _event(call, guild)
    held = rights.in_guild(call.world, call.me(guild.id))
    own = event.creator_id == call.world.bot.id and has(held, Permission.CREATE_EVENTS)
    if not own and not has(held, Permission.MANAGE_EVENTS):
        raise Refused(50013)
    return event


def _flat(event: ScheduledEvent) -> Json:
    return {**tell.scheduled_event(event), "location": event.location}


def _edited(call: Call, guild: Guild, event: ScheduledEvent) -> ScheduledEvent:
    fields = call.fields
    status = int(fields.get("status") or event.status)
    if status != event.status and status not in _NEXT.get(event.status, ()):
        raise invalid("status", "GUILD_SCHEDULED_EVENT_INVALID_STATUS", "Invalid Guild Scheduled Event Status Update")
    place = (fields.get("entity_metadata") or {}).get("location")
    channel_id = fields.get("channel_id", event.channel_id)
    after = structs.replace(
        event,
        name=fields.get("name") or event.name,
        description=fields.get("description", event.description),
        entity_type=int(fields.get("entity_type") or event.entity_type),
        status=status,
        channel_id=None if channel_id is None else str(channel_id),
        location=place or event.location,
        starts_at=_time(call, "scheduled_start_time", event.starts_at) or event.starts_at,
        ends_at=_time(call, "scheduled_end_time", event.ends_at),
    )
    _check_times(call, event, after)
    return _placed(call, guild, after)


def _time(call: Call, field: str, usual: datetime | None) -> datetime | None:
    if field not in call.fields:
        return usual
    told = call.fields[field]
    return None if told is None else moment(field, told)


def _check_times(call: Call, before: ScheduledEvent, after: ScheduledEvent) -> None:
    if "scheduled_start_time" in call.fields and before.status == SCHEDULED and after.starts_at <= call.world.now:
        message = "Cannot schedule event in the past."
        raise invalid("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)
    if after.ends_at is not None and after.ends_at <= after.starts_at:
        message = "The event must end after it starts."
        raise invalid("scheduled_end_time", "GUILD_SCHEDULED_EVENT_END_BEFORE_START", message)


def _placed(call: Call, guild: Guild, event: ScheduledEvent) -> ScheduledEvent:
    """Either elsewhere, with an end and in words, or in a channel of voices. Raises `Refused`."""
    if event.entity_type == EXTERNAL:
        if event.ends_at is None:
            raise invalid("scheduled_end_time", "BASE_TYPE_REQUIRED", "This field is required")
        if event.location is None:
            raise invalid("entity_metadata", "BASE_TYPE_REQUIRED", "This field is required")
        return structs.replace(event, channel_id=None)
    channel = call.world.group(Channel, guild.id).get(event.channel_id or "")
    if channel is None or channel.type != _PLACES[event.entity_type]:
        raise invalid("channel_id", "CHANNEL_INVALID", "The channel is not one of voices for such an event.")
    return structs.replace(event, location=None)


_EVENTS = "/guilds/{guild_id}/scheduled-events"
_EVENT = _EVENTS + "/{guild_scheduled_event_id}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", _EVENTS, "list_guild_scheduled_events", list_),
    Operation("POST", _EVENTS, "create_guild_scheduled_event", create),
    Operation("GET", _EVENT, "get_guild_scheduled_event", get),
    Operation("PATCH", _EVENT, "update_guild_scheduled_event", edit),
    Operation("DELETE", _EVENT, "delete_guild_scheduled_event", delete),
    Operation("GET", _EVENT + "/users", "list_guild_scheduled_event_users", interested),
)
