"""Calls about how people respond to a message: reactions, and the votes of a poll."""

from msgspec import Struct

from kasutamaiza.discord.calls.asks import Asks
from kasutamaiza.discord.full_message import FullMessage
from kasutamaiza.discord.person import User
from kasutamaiza.discord.snowflake import ChannelId, MessageId, UserId
from kasutamaiza.ui import Emoji
from kasutamaiza.ui.limits import check_number

VOTERS = 100
"""Voters in one answer, at most."""

_REACTIONS = "/channels/{channel}/messages/{message}/reactions"
_REACTION = _REACTIONS + "/{emoji}"
_POLL = "/channels/{channel}/polls/{message}"


class _Voters(Struct, frozen=True, gc=False):
    users: list[User] = []


class ReactionCalls(Asks):
    """Reactions and polls. 404/10008: the message is gone; 400/10014: there is no such emoji, or not for us."""

    async def create_reaction(self, channel: ChannelId, message: MessageId, emoji: Emoji) -> None:
        """React to a message. Needs READ_MESSAGE_HISTORY, and ADD_REACTIONS where nobody reacted so before.

        403/90001: whom it is by has blocked us; 400/30010: it has 20 kinds of reaction.
        Source: https://docs.discord.com/developers/resources/message#create-reaction
        """
        await self._rest.call("PUT", _REACTION + "/@me", channel=channel, message=message, emoji=_written(emoji))

    async def delete_own_reaction(self, channel: ChannelId, message: MessageId, emoji: Emoji) -> None:
        """Take our own reaction back.

        Source: https://docs.discord.com/developers/resources/message#delete-own-reaction
        """
        await self._rest.call("DELETE", _REACTION + "/@me", channel=channel, message=message, emoji=_written(emoji))

    async def delete_reaction(self, channel: ChannelId, message: MessageId, emoji: Emoji, user: UserId) -> None:
        """Take somebody's reaction away. Needs MANAGE_MESSAGES.

        Source: https://docs.discord.com/developers/resources/message#delete-user-reaction
        """
        await self._rest.call(
            "DELETE", _REACTION + "/{user}", channel=channel, message=message, emoji=_written(emoji), user=user
        )

    async def delete_all_reactions(self, channel: ChannelId, message: MessageId) -> None:
        """Take all reactions away. Needs MANAGE_MESSAGES.

        Source: https://docs.discord.com/developers/resources/message#delete-all-reactions
        """
        await self._rest.call("DELETE", _REACTIONS, channel=channel, message=message)

    async def end_poll(self, channel: ChannelId, message: MessageId) -> FullMessage:
        """End a poll of ours before its time; the votes of the message that is answered may not be final yet.

        Not asked again when it may have been done.
        Source: https://docs.discord.com/developers/resources/poll#end-poll
        """
        return await self._read(FullMessage, "POST", _POLL + "/expire", channel=channel, message=message)

    async def voters(
        self, channel: ChannelId, message: MessageId, answer: int, *, after: UserId | None = None, limit: int = VOTERS
    ) -> list[User]:
        """1 to 100 of those who voted for an answer of a poll, by its number, in the order of their ids.

        Source: https://docs.discord.com/developers/resources/poll#get-answer-voters
        """
        check_number("limit", limit, least=1, most=VOTERS)
        query = {"limit": limit, "after": after}
        template = _POLL + "/answers/{answer}"
        found = await self._read(_Voters, "GET", template, query=query, channel=channel, message=message, answer=answer)
        return found.users


def _written(emoji: Emoji) -> str:
    return emoji.name if emoji.id is None else f"{emoji.name}:{emoji.id}"
