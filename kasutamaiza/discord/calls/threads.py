"""Calls about threads and the posts of a forum, which are threads too."""

from collections.abc import Iterable

from msgspec import UNSET, UnsetType

from kasutamaiza.discord.calls.asks import Asks, given, texts, written
from kasutamaiza.discord.calls.channels import CHANNEL_NAME, check_slowmode
from kasutamaiza.discord.calls.messages import encoded, refuse_kept
from kasutamaiza.discord.channel import FullChannel, Threads
from kasutamaiza.discord.sending import new_data, uploads
from kasutamaiza.discord.snowflake import ChannelId, GuildId, MessageId, TagId, UserId
from kasutamaiza.ui import ChannelType, Message, Refused
from kasutamaiza.ui.limits import check_size

AUTO_ARCHIVE = (60, 1440, 4320, 10080)
"""Minutes of silence after which a thread is archived: one of these."""

TAGS = 5
"""Tags of a post, at most."""

_THREADS = "/channels/{channel}/threads"
_MEMBER = "/channels/{channel}/thread-members/{user}"


class ThreadCalls(Asks):
    """Threads. What can be done to a channel can be done to them: their ids are channels' ids."""

    async def active_threads(self, guild: GuildId) -> list[FullChannel]:
        """A server's threads that are not archived, as far as we can see them; the newest first.

        Source: https://docs.discord.com/developers/resources/guild#list-active-guild-threads
        """
        found = await self._read(Threads, "GET", "/guilds/{guild}/threads/active", guild=guild)
        return found.threads

    async def create_thread(
        self,
        channel: ChannelId,
        name: str,
        *,
        type: int = ChannelType.PUBLIC_THREAD,  # noqa: A002  (it is what Discord calls it)
        auto_archive_duration: int | UnsetType = UNSET,
        rate_limit_per_user: int | UnsetType = UNSET,
        invitable: bool | UnsetType = UNSET,
        reason: str | None = None,
    ) -> FullChannel:
        """Begin a thread without a message: public, or of `type` PRIVATE_THREAD, where only who is invited comes in.

        `auto_archive_duration` is in minutes (`AUTO_ARCHIVE`), `rate_limit_per_user` in seconds; `invitable` says
        whether members of a private one may bring others. Needs CREATE_PUBLIC_THREADS or CREATE_PRIVATE_THREADS.
        160006: there are too many threads in the server.
        Source: https://docs.discord.com/developers/resources/channel#start-thread-without-message
        """
        check_size("name", name, least=1, most=CHANNEL_NAME)
        _check(auto_archive_duration, rate_limit_per_user)
        body = given(
            name=name,
            # Left out it would be a private one, which Discord itself means to change.
            type=int(type),
            auto_archive_duration=auto_archive_duration,
            rate_limit_per_user=rate_limit_per_user,
            invitable=invitable,
        )
        return await self._read(FullChannel, "POST", _THREADS, body=body, reason=reason, channel=channel)

    async def create_thread_from_message(
        self,
        channel: ChannelId,
        message: MessageId,
        name: str,
        *,
        auto_archive_duration: int | UnsetType = UNSET,
        rate_limit_per_user: int | UnsetType = UNSET,
        reason: str | None = None,
    ) -> FullChannel:
        """Begin a thread on a message; its id is the message's. Needs CREATE_PUBLIC_THREADS and READ_MESSAGE_HISTORY.

        400/160004: it has one already.
        Source: https://docs.discord.com/developers/resources/channel#start-thread-from-message
        """
        check_size("name", name, least=1, most=CHANNEL_NAME)
        _check(auto_archive_duration, rate_limit_per_user)
        body = given(name=name, auto_archive_duration=auto_archive_duration, rate_limit_per_user=rate_limit_per_user)
        template = "/channels/{channel}/messages/{message}/threads"
        return await self._read(
            FullChannel, "POST", template, body=body, reason=reason, channel=channel, message=message
        )

    async def create_post(
        self,
        channel: ChannelId,
        name: str,
        message: Message,
        *,
        applied_tags: Iterable[TagId] = (),
        auto_archive_duration: int | UnsetType = UNSET,
        reason: str | None = None,
    ) -> FullChannel:
        """Begin a post in a forum with its first message. Needs SEND_MESSAGES.

        400/40067: the forum wants a tag, of which a post may have five. Not asked again when it may have been done.
        Source: https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel
        """
        check_size("name", name, least=1, most=CHANNEL_NAME)
        _check(auto_archive_duration, UNSET)
        refuse_kept(message)
        body = given(
            name=name,
            message=new_data(message),
            applied_tags=_tags(applied_tags),
            auto_archive_duration=auto_archive_duration,
        )
        return await self._read(
            FullChannel,
            "POST",
            _THREADS,
            body=encoded(body),
            files=uploads(message),
            reason=reason,
            channel=channel,
        )

    async def edit_thread(
        self,
        thread: ChannelId,
        *,
        name: str | UnsetType = UNSET,
        archived: bool | UnsetType = UNSET,
        locked: bool | UnsetType = UNSET,
        invitable: bool | UnsetType = UNSET,
        auto_archive_duration: int | UnsetType = UNSET,
        rate_limit_per_user: int | UnsetType = UNSET,
        applied_tags: Iterable[TagId] | UnsetType = UNSET,
        reason: str | None = None,
    ) -> FullChannel:
        """Change what is told of a thread, and leave the rest. Needs MANAGE_THREADS, unless it is ours.

        `archived=False` opens it again, a locked one only by who has MANAGE_THREADS; while it is archived nothing else
        of it changes: 400/50083.
        Source: https://docs.discord.com/developers/resources/channel#modify-channel
        """
        if isinstance(name, str):
            check_size("name", name, least=1, most=CHANNEL_NAME)
        _check(auto_archive_duration, rate_limit_per_user)
        body = given(
            name=name,
            archived=archived,
            locked=locked,
            invitable=invitable,
            auto_archive_duration=auto_archive_duration,
            rate_limit_per_user=rate_limit_per_user,
            applied_tags=written(applied_tags, _tags),
        )
        return await self._read(FullChannel, "PATCH", "/channels/{channel}", body=body, reason=reason, channel=thread)

    async def add_thread_member(self, thread: ChannelId, user: UserId) -> None:
        """Bring somebody into a thread, which is not archived. Needs SEND_MESSAGES_IN_THREADS there.

        Source: https://docs.discord.com/developers/resources/channel#add-thread-member
        """
        await self._rest.call("PUT", _MEMBER, channel=thread, user=user)

    async def remove_thread_member(self, thread: ChannelId, user: UserId) -> None:
        """Put somebody out of a thread, which is not archived. Needs MANAGE_THREADS, unless a private one is ours.

        Source: https://docs.discord.com/developers/resources/channel#remove-thread-member
        """
        await self._rest.call("DELETE", _MEMBER, channel=thread, user=user)


def _check(auto_archive_duration: int | UnsetType, rate_limit_per_user: int | UnsetType) -> None:
    if isinstance(auto_archive_duration, int) and auto_archive_duration not in AUTO_ARCHIVE:
        raise Refused(f"auto_archive_duration is {auto_archive_duration}; Discord allows 60, 1440, 4320 and 10080.")
    check_slowmode(rate_limit_per_user)


def _tags(tags: Iterable[TagId]) -> list[str]:
    written = texts(tags)
    check_size("applied_tags", written, most=TAGS)
    return written
