"""What a handler returns: Reply, Update, Modal, Choice; and how each is told to Discord.

Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeAlias

from msgspec import Struct
from msgspec.json import encode

from kasutamaiza.discord.command import CommandChoice
from kasutamaiza.discord.sending import MessageData, changed_data, new_data
from kasutamaiza.discord.sending import uploads as uploads_of
from kasutamaiza.interactions.custom_id import LongId
from kasutamaiza.interactions.kept import Shelved
from kasutamaiza.ui import Kept, Message, MessageFlag, Modal, Refused, Upload, limits

EPHEMERAL = int(MessageFlag.EPHEMERAL)


class CallbackType(IntEnum):
    """How Discord should take the answer."""

    PONG = 1
    CHANNEL_MESSAGE_WITH_SOURCE = 4
    DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE = 5
    DEFERRED_UPDATE_MESSAGE = 6
    UPDATE_MESSAGE = 7
    APPLICATION_COMMAND_AUTOCOMPLETE_RESULT = 8
    MODAL = 9


class Reply(Struct, frozen=True, gc=False):
    """A new message. `private`: only the person who asked sees it."""

    message: Message
    private: bool = False

    def __post_init__(self) -> None:
        if self.message.attachments and any(isinstance(each, Kept) for each in self.message.attachments):
            raise Refused("reply.message.attachments has a Kept; a new message has no file yet that it could keep.")


class Update(Struct, frozen=True, gc=False):
    """The message whose component was used becomes this one."""

    message: Message

    def __post_init__(self) -> None:
        if self.message.poll is not None:
            raise Refused("update.message.poll: Discord takes a poll in a new message only; answer with a Reply.")
        if self.message.tts or self.message.flags & MessageFlag.SUPPRESS_NOTIFICATIONS:
            raise Refused("update.message: tts and SUPPRESS_NOTIFICATIONS are of new messages; answer with a Reply.")


Choice: TypeAlias = CommandChoice
"""A suggestion for an option: the `name` that people read, the `value` that the handler gets."""


class Choices(Struct, frozen=True, gc=False):
    """What autocomplete offers; beyond 25, which is all that Discord shows, the rest is left out."""

    choices: Sequence[Choice] = ()

    def __post_init__(self) -> None:
        if len({isinstance(choice.value, str) for choice in self.choices}) > 1:
            raise Refused("choices.value is text in one choice and a number in another; Discord takes one kind.")


Answer: TypeAlias = Reply | Update | Modal | Choices


class _Callback(Struct, frozen=True, gc=False, omit_defaults=True):
    type: int
    data: MessageData | Modal | Choices | None = None


_MESSAGE = int(CallbackType.CHANNEL_MESSAGE_WITH_SOURCE)  # an IntEnum's member is looked up twice, and encoded slower
_UPDATE = int(CallbackType.UPDATE_MESSAGE)


class Written(Struct, frozen=True, gc=False):
    """An answer's body for Discord, and the records that must be stored before a custom_id in it can lead to them."""

    body: bytes
    shelved: Sequence[Shelved]


def write(answer: Answer) -> Written:
    """The body that answers an interaction in its HTTP response."""
    shelved: list[Shelved] = []

    def plain(long_id: LongId) -> str:
        # Called for these alone, so that nobody else has to look for them.
        shelved.append(long_id.shelved)
        return str(long_id.shelved.custom_id)

    return Written(encode(_callback(answer), enc_hook=plain), shelved)


def callback(answer: Answer) -> bytes:
    """`write`, without what must be stored."""
    return write(answer).body


def _callback(answer: Answer) -> _Callback:
    if isinstance(answer, Reply):
        return _Callback(_MESSAGE, new_data(answer.message, also=EPHEMERAL if answer.private else 0))
    if isinstance(answer, Update):
        return _Callback(_UPDATE, changed_data(answer.message))
    if isinstance(answer, Modal):
        return _Callback(CallbackType.MODAL, answer)
    offered = Choices(answer.choices[: limits.CHOICES])
    return _Callback(CallbackType.APPLICATION_COMMAND_AUTOCOMPLETE_RESULT, offered)


def new_message(message: Message, *, private: bool = False) -> bytes:
    """The body of a follow-up: the message alone."""
    return encode(new_data(message, also=EPHEMERAL if private else 0), enc_hook=_as_text)


def changed_message(message: Message) -> bytes:
    """The body of an edit, that of a promised answer too: the message alone, whole."""
    return encode(changed_data(message), enc_hook=_as_text)


def _as_text(long_id: LongId) -> str:
    return str(long_id.shelved.custom_id)


def uploads(answer: Answer) -> Sequence[Upload]:
    """The files to send with an answer, in the order of their numbers."""
    return uploads_of(answer.message) if isinstance(answer, (Reply, Update)) else ()


class Deferral(Struct, frozen=True, gc=False):
    """The promise of an answer: a new message (`private` or not), or an update of the one that was pressed."""

    update: bool
    private: bool

    @property
    def body(self) -> bytes:
        if self.update:
            return _DEFERRED_UPDATE
        return _DEFERRED_PRIVATELY if self.private else _DEFERRED


def deferral_for(answer: Reply | Update) -> Deferral:
    """The promise of exactly this answer."""
    return Deferral(update=isinstance(answer, Update), private=isinstance(answer, Reply) and answer.private)


PONG = encode(_Callback(CallbackType.PONG))
NO_CHOICES = callback(Choices())
_DEFERRED_UPDATE = encode(_Callback(CallbackType.DEFERRED_UPDATE_MESSAGE))
_DEFERRED = encode(_Callback(CallbackType.DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE))
_DEFERRED_PRIVATELY = encode({"type": CallbackType.DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE, "data": {"flags": EPHEMERAL}})
