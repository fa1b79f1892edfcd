"""What a handler returns: Reply, Update, Choice; and how each is told to Discord.

Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeAlias

from msgspec import UNSET, Struct, UnsetType
from msgspec.json import encode

from kasutamaiza.ui import ActionRow, AllowedMentions, Embed, Message, limits
from kasutamaiza.ui.limits import check_size

EPHEMERAL = 64


class CallbackType(IntEnum):
    """How Discord should take the answer."""

    PONG = 1
    CHANNEL_MESSAGE_WITH_SOURCE = 4
    DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE = 5
    DEFERRED_UPDATE_MESSAGE = 6
    UPDATE_MESSAGE = 7
    APPLICATION_COMMAND_AUTOCOMPLETE_RESULT = 8


class Reply(Struct, frozen=True, gc=False):
    """A new message. `private`: only the person who asked sees it."""

    message: Message
    private: bool = False


class Update(Struct, frozen=True, gc=False):
    """The message whose component was pressed becomes this one."""

    message: Message


class Choice(Struct, frozen=True, gc=False):
    """A suggestion for an option: the `name` that people read, the `value` that the handler gets."""

    name: str
    value: str | int | float

    def __post_init__(self) -> None:
        check_size("choice.name", self.name, least=1, most=limits.CHOICE_NAME)
        if isinstance(self.value, str):
            check_size("choice.value", self.value, most=limits.CHOICE_VALUE)


class Choices(Struct, frozen=True, gc=False):
    """What autocomplete offers; beyond 25, which is all that Discord shows, the rest is left out."""

    choices: Sequence[Choice] = ()


Answer: TypeAlias = Reply | Update | Choices


class _MessageData(Struct, frozen=True, gc=False):
    content: str
    embeds: Sequence[Embed]
    components: Sequence[ActionRow]
    allowed_mentions: AllowedMentions
    flags: int | UnsetType = UNSET


class _Callback(Struct, frozen=True, gc=False, omit_defaults=True):
    type: int
    data: _MessageData | Choices | None = None


_MESSAGE = int(CallbackType.CHANNEL_MESSAGE_WITH_SOURCE)  # an IntEnum's member is looked up twice, and encoded slower


def callback(answer: Answer) -> bytes:
    """The body that answers an interaction in its HTTP response."""
    if isinstance(answer, Choices):
        offered = Choices(answer.choices[: limits.CHOICES])
        return encode(_Callback(CallbackType.APPLICATION_COMMAND_AUTOCOMPLETE_RESULT, offered))
    if isinstance(answer, Update):
        return encode(_Callback(CallbackType.UPDATE_MESSAGE, _data(answer.message)))
    flags = EPHEMERAL if answer.private else UNSET
    return encode(_Callback(_MESSAGE, _data(answer.message, flags)))


def webhook_message(answer: Reply | Update) -> bytes:
    """The body of a follow-up, or of an edit: the message alone."""
    flags = EPHEMERAL if isinstance(answer, Reply) and answer.private else UNSET
    return encode(_data(answer.message, flags))


def _data(message: Message, flags: int | UnsetType = UNSET) -> _MessageData:
    return _MessageData(message.content, message.embeds, message.components, message.allowed_mentions, flags)


class Deferral(Struct, frozen=True, gc=False):
    """The promise of an answer: a new message (`private` or not), or an update of the one that was pressed."""

    update: bool
    private: bool

    @property
    def body(self) -> bytes:
        if self.update:
            return _DEFERRED_UPDATE
        return _DEFERRED_PRIVATELY if self.private else _DEFERRED


PONG = encode(_Callback(CallbackType.PONG))
NO_CHOICES = callback(Choices())
_DEFERRED_UPDATE = encode(_Callback(CallbackType.DEFERRED_UPDATE_MESSAGE))
_DEFERRED = encode(_Callback(CallbackType.DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE))
_DEFERRED_PRIVATELY = encode({"type": CallbackType.DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE, "data": {"flags": EPHEMERAL}})
