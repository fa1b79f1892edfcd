"""Calls that send messages to channels, change them, read them, pin them, and delete them."""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NoReturn

from msgspec import UNSET, UnsetType, json
from msgspec.structs import asdict

from kasutamaiza.discord.calls.asks import Asks, check_aware, texts
from kasutamaiza.discord.full_message import FullMessage, Pins
from kasutamaiza.discord.sending import MessageData, changed_data, new_data, uploads
from kasutamaiza.discord.snowflake import ChannelId, MessageId, made_at
from kasutamaiza.ui import Kept, Message, Refused
from kasutamaiza.ui.limits import check_number, check_once, check_size

MESSAGES = 100
"""Messages in one answer, at most; so many, too, can be deleted at once."""

PINS = 50
"""Pinned messages in one answer, at most."""

NONCE = 25
"""Characters of a nonce."""

OLDEST_DELETED = timedelta(days=14)
"""How old a message may be that is deleted together with others."""

_MESSAGES = "/channels/{channel}/messages"
_MESSAGE = _MESSAGES + "/{message}"
_PINS = _MESSAGES + "/pins"
_PIN = _PINS + "/{message}"


class _Posted(MessageData, frozen=True, gc=False):
    nonce: str | UnsetType = UNSET
    enforce_nonce: bool | UnsetType = UNSET
    message_reference: dict[str, Any] | UnsetType = UNSET


class MessageCalls(Asks):
    """Messages. 403/50001: we cannot see the channel; 404/10003: it is gone; 404/10008: the message is."""

    async def create_message(
        self, channel: ChannelId, message: Message, *, nonce: str | None = None, reply_to: MessageId | None = None
    ) -> FullMessage:
        """Send a message to a channel, a thread or a direct message. It mentions nobody unless it says whom.

        Discord sends one of two with the same `nonce` (1 to 25 characters) within some minutes, and answers both with
        it: so the call is made again without harm, and so is a deed whose nonce is its own. Needs SEND_MESSAGES
        (SEND_MESSAGES_IN_THREADS), EMBED_LINKS, ATTACH_FILES, SEND_POLLS; READ_MESSAGE_HISTORY for `reply_to`, which is
        passed over when that message is gone. 403/50007: they take no direct messages; 50278: no server is shared;
        400/200000: AutoMod blocked it; 50083: the thread is archived.
        Source: https://docs.discord.com/developers/resources/message#create-message
        """
        if nonce is not None:
            check_size("nonce", nonce, least=1, most=NONCE)
        refuse_kept(message)
        reference = UNSET if reply_to is None else {"message_id": str(reply_to), "fail_if_not_exists": False}
        posted = _Posted(
            **asdict(new_data(message)),
            nonce=nonce or os.urandom(NONCE // 2).hex(),
            enforce_nonce=True,
            message_reference=reference,
        )
        return await self._read(
            FullMessage,
            "POST",
            _MESSAGES,
            body=encoded(posted),
            files=uploads(message),
            repeatable=True,
            channel=channel,
        )

    async def edit_message(self, channel: ChannelId, message: MessageId, becomes: Message) -> FullMessage:
        """Make a message of ours this one: whole, as an `Update` does. 403/50005: it is not ours.

        30046: too many messages older than an hour were edited; 50083: the thread is archived.
        Source: https://docs.discord.com/developers/resources/message#edit-message
        """
        if becomes.poll is not None:
            raise Refused("message.poll: Discord takes a poll in a new message only.")
        return await self._read(
            FullMessage,
            "PATCH",
            _MESSAGE,
            body=encoded(changed_data(becomes)),
            files=uploads(becomes),
            channel=channel,
            message=message,
        )

    async def delete_message(self, channel: ChannelId, message: MessageId, *, reason: str | None = None) -> None:
        """Delete a message of any age; another's needs MANAGE_MESSAGES. 404/10008: it is gone already.

        Source: https://docs.discord.com/developers/resources/message#delete-message
        """
        await self._rest.call("DELETE", _MESSAGE, reason=reason, channel=channel, message=message)

    async def delete_messages(
        self, channel: ChannelId, messages: Sequence[MessageId], *, reason: str | None = None
    ) -> None:
        """Delete up to 100 messages of a server's channel at once, none older than 14 days. Needs MANAGE_MESSAGES.

        Those that are gone already do no harm, unless there is but one, which is deleted alone.
        Source: https://docs.discord.com/developers/resources/message#bulk-delete-messages
        """
        check_size("messages", messages, least=1, most=MESSAGES)
        check_once("messages", messages)
        oldest = min(messages)
        if len(messages) == 1:
            return await self.delete_message(channel, oldest, reason=reason)
        if made_at(oldest) < self._now() - OLDEST_DELETED.total_seconds():
            raise Refused(f"messages has {oldest}, older than 14 days; Discord deletes such messages one by one only.")
        body = {"messages": texts(messages)}
        await self._rest.call(
            "POST", _MESSAGES + "/bulk-delete", body=body, reason=reason, repeatable=True, channel=channel
        )
        return None

    async def message(self, channel: ChannelId, message: MessageId) -> FullMessage:
        """A message. Needs VIEW_CHANNEL and READ_MESSAGE_HISTORY; what others wrote comes without its text.

        Source: https://docs.discord.com/developers/resources/message#get-channel-message
        """
        return await self._read(FullMessage, "GET", _MESSAGE, channel=channel, message=message)

    async def messages(
        self,
        channel: ChannelId,
        *,
        before: MessageId | None = None,
        after: MessageId | None = None,
        around: MessageId | None = None,
        limit: int = 50,
    ) -> list[FullMessage]:
        """1 to 100 messages of a channel, the latest first: the last ones, or those by one of the three ids.

        Needs VIEW_CHANNEL (CONNECT among voices), and READ_MESSAGE_HISTORY, without which there are none. What others
        wrote comes without its text.
        Source: https://docs.discord.com/developers/resources/message#get-channel-messages
        """
        check_number("limit", limit, least=1, most=MESSAGES)
        if sum(each is not None for each in (before, after, around)) > 1:
            raise Refused("messages: Discord takes one of before, after and around.")
        query = {"limit": limit, "before": before, "after": after, "around": around}
        return await self._read(list[FullMessage], "GET", _MESSAGES, query=query, channel=channel)

    async def pins(self, channel: ChannelId, *, before: datetime | None = None, limit: int = PINS) -> Pins:
        """A channel's pinned messages, 1 to 50 of them, the last pinned first: all, or those pinned before a moment.

        Needs VIEW_CHANNEL and READ_MESSAGE_HISTORY.
        Source: https://docs.discord.com/developers/resources/message#get-channel-pins
        """
        check_number("limit", limit, least=1, most=PINS)
        if before is not None:
            check_aware("before", before)
        query = {"limit": limit, "before": before and before.isoformat()}
        return await self._read(Pins, "GET", _PINS, query=query, channel=channel)

    async def pin_message(self, channel: ChannelId, message: MessageId, *, reason: str | None = None) -> None:
        """Pin a message. Needs PIN_MESSAGES. 400/30003: 250 are pinned, which are all that Discord allows.

        Source: https://docs.discord.com/developers/resources/message#pin-message
        """
        await self._rest.call("PUT", _PIN, reason=reason, channel=channel, message=message)

    async def unpin_message(self, channel: ChannelId, message: MessageId, *, reason: str | None = None) -> None:
        """Unpin a message. Needs PIN_MESSAGES.

        Source: https://docs.discord.com/developers/resources/message#unpin-message
        """
        await self._rest.call("DELETE", _PIN, reason=reason, channel=channel, message=message)


def refuse_kept(message: Message) -> None:
    """Refuse a new message that speaks of files as though it had them already."""
    if any(isinstance(each, Kept) for each in message.attachments):
        raise Refused("message.attachments has a Kept; a new message has no file yet that it could keep.")


def encoded(data: object) -> bytes:
    """A message's JSON."""
    return json.encode(data, enc_hook=_not_plain)


def _not_plain(value: object) -> NoReturn:
    # Only an answer to an interaction stores what such an id stands for; here the button would lead nowhere.
    raise TypeError(f"{str(value)!r} stands for a record that a custom_id cannot hold; store it, then give its str().")
