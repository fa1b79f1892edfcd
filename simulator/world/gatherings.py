"""Where people come together: who is in a thread, and the events that a server announces."""

from datetime import datetime

from simulator.world.records import Identified, Record


class ThreadMember(Record, frozen=True, kw_only=True):
    """Who is in a thread."""

    table = "thread_members"

    thread_id: str
    user_id: str
    joined_at: datetime

    @property
    def key(self) -> str:
        return f"{self.thread_id}:{self.user_id}"

    @property
    def group(self) -> str:
        return self.thread_id


class ScheduledEvent(Identified, frozen=True, kw_only=True):
    """What a server announces. `status` and `entity_type` are Discord's numbers; `user_ids` are interested."""

    table = "scheduled_events"

    guild_id: str
    creator_id: str
    name: str
    description: str | None = None
    entity_type: int
    status: int = 1
    channel_id: str | None = None
    location: str | None = None
    starts_at: datetime
    ends_at: datetime | None = None
    user_ids: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        return self.guild_id
