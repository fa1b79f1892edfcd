"""Places as Discord sends them: servers, channels and threads, as much of them as interactions carry."""

from datetime import datetime
from typing import NewType

from msgspec import Struct

from kasutamaiza.discord.snowflake import ChannelId, GuildId, MessageId

Locale = NewType("Locale", str)
"""A language, as Discord writes it: `en-US`, `ja`."""


class Guild(Struct, frozen=True, kw_only=True, gc=False):
    """A server. Interactions carry no more of it: neither its name nor its owner."""

    id: GuildId
    locale: Locale = Locale("en-US")
    features: list[str] = []


class ThreadMetadata(Struct, frozen=True, kw_only=True, gc=False):
    """What a thread has beyond a channel; `auto_archive_duration` in minutes."""

    archived: bool = False
    locked: bool = False
    auto_archive_duration: int = 0
    archive_timestamp: datetime | None = None
    create_timestamp: datetime | None = None


class Channel(Struct, frozen=True, kw_only=True, gc=False):
    """A channel, as much of it as interactions carry. `permissions` are the invoker's there, `app_permissions` ours.

    Neither counts what is implied (`permission.usable` does), and ours are left out where we are no member.
    `rate_limit_per_user` is the slow mode in seconds; `parent_id` a channel's category or a thread's channel.
    Source: https://docs.discord.com/developers/resources/channel#channel-object
    """

    id: ChannelId
    type: int
    name: str | None = None
    guild_id: GuildId | None = None
    parent_id: ChannelId | None = None
    permissions: int = 0
    app_permissions: int | None = None
    topic: str | None = None
    nsfw: bool = False
    position: int = 0
    rate_limit_per_user: int = 0
    flags: int = 0
    last_message_id: MessageId | None = None
    thread_metadata: ThreadMetadata | None = None

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"
