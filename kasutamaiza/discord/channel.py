"""Channels, threads and forum posts as Discord tells of them when it is asked."""

from collections.abc import Sequence

from msgspec import Struct

from kasutamaiza.discord.permission import Overwrite
from kasutamaiza.discord.person import User
from kasutamaiza.discord.place import Channel
from kasutamaiza.discord.snowflake import TagId, UserId


class Tag(Struct, frozen=True, kw_only=True, gc=False):
    """A tag that posts of a forum can bear; a `moderated` one is given by who has MANAGE_THREADS.

    Source: https://docs.discord.com/developers/resources/channel#forum-tag-object
    """

    id: TagId
    name: str
    moderated: bool = False


class FullChannel(Channel, frozen=True, kw_only=True, gc=False):
    """A channel with its overwrites, or a thread with who began it; a direct message with whom it is.

    What interactions add, the permissions, is not told here: `permission.in_channel` finds them from the overwrites.
    `available_tags` are a forum's, `applied_tags` a post's, `owner_id` and the counts a thread's, and `user_limit` is a
    channel of voices'.
    Source: https://docs.discord.com/developers/resources/channel#channel-object
    """

    permission_overwrites: Sequence[Overwrite] = ()
    default_auto_archive_duration: int | None = None
    user_limit: int = 0
    available_tags: Sequence[Tag] = ()
    applied_tags: Sequence[TagId] = ()
    owner_id: UserId | None = None
    member_count: int | None = None
    message_count: int | None = None
    recipients: Sequence[User] = ()


class Threads(Struct, frozen=True, kw_only=True, gc=False):
    """Threads, and whether there are more in another answer."""

    threads: list[FullChannel] = []
    has_more: bool = False
