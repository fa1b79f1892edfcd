"""A message as the JSON that Discord takes: a new one, and what an old one becomes."""

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType

from kasutamaiza.ui import AllowedMentions, Embed, Message, MessageFlag, Poll, Upload
from kasutamaiza.ui.message import MessageComponent

_V2 = int(MessageFlag.IS_COMPONENTS_V2)
_CHANGEABLE = int(MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2)


class FileData(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file as a message's JSON speaks of it: one to come, by its number, or one that stays, by its id."""

    id: int | str
    filename: str | None = None
    description: str | None = None
    is_spoiler: bool | None = None


class MessageData(Struct, frozen=True, gc=False):
    """A message as Discord reads it; what is UNSET is not told."""

    content: str | UnsetType | None
    embeds: Sequence[Embed] | UnsetType
    components: Sequence[MessageComponent]
    allowed_mentions: AllowedMentions
    flags: int | UnsetType = UNSET
    attachments: Sequence[FileData] | UnsetType = UNSET
    poll: Poll | UnsetType = UNSET
    tts: bool | UnsetType = UNSET


def new_data(message: Message, *, also: int = 0) -> MessageData:
    """The message as a new one, with the flags that are its own and those that stand in `also`."""
    flags = message.flags | also
    content: str | UnsetType = message.content
    embeds: Sequence[Embed] | UnsetType = message.embeds
    if message.is_v2:
        flags |= _V2
        content = embeds = UNSET
    return MessageData(
        content,
        embeds,
        message.components,
        message.allowed_mentions,
        flags or UNSET,
        _files(message) if message.attachments else UNSET,
        UNSET if message.poll is None else message.poll,
        message.tts or UNSET,
    )


def changed_data(message: Message) -> MessageData:
    """The message with every part said, since Discord leaves alone what an update does not name.

    But for its flags when there are none: embeds that a moderator took away stay away.
    """
    flags = message.flags & _CHANGEABLE
    content: str | None = message.content
    if message.is_v2:
        # A classic message that becomes one of components has to lose its text and embeds in so many words.
        flags |= _V2
        content = None
    return MessageData(
        content,
        message.embeds,
        message.components,
        message.allowed_mentions,
        flags or UNSET,
        _files(message) if message.attachments else (),
        UNSET if message.poll is None else message.poll,
    )


def uploads(message: Message) -> Sequence[Upload]:
    """The files to send with a message, in the order of their numbers."""
    if not message.attachments:
        return ()
    return [attached for attached in message.attachments if isinstance(attached, Upload)]


def _files(message: Message) -> Sequence[FileData]:
    number = 0
    files: list[FileData] = []
    for attached in message.attachments:
        if isinstance(attached, Upload):
            files.append(FileData(number, attached.filename, attached.description, attached.is_spoiler or None))
            number += 1
        else:
            files.append(FileData(attached.id, None, attached.description, attached.is_spoiler))
    return files
