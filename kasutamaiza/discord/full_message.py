"""Messages as Discord tells of them when it is asked: with their poll, and when they were pinned."""

from datetime import datetime

from msgspec import Struct

from kasutamaiza.discord.message import SentMessage


class SentPollMedia(Struct, frozen=True, kw_only=True, gc=False):
    """A poll's question, or the text of one of its answers."""

    text: str = ""


class SentPollAnswer(Struct, frozen=True, kw_only=True, gc=False):
    """What people can vote for; `answer_id` is what the votes are counted under."""

    answer_id: int
    poll_media: SentPollMedia = SentPollMedia()


class PollCount(Struct, frozen=True, kw_only=True, gc=False):
    """How many voted for the answer of this `id`."""

    id: int
    count: int = 0


class PollResults(Struct, frozen=True, kw_only=True, gc=False):
    """The votes; exact once they are final, and an answer that nobody voted for may be left out.

    Source: https://docs.discord.com/developers/resources/poll#poll-results-object
    """

    is_finalized: bool = False
    answer_counts: list[PollCount] = []


class SentPoll(Struct, frozen=True, kw_only=True, gc=False):
    """A poll that stands on a message; it ends at `expiry`. None for `results` means that they are not known.

    Source: https://docs.discord.com/developers/resources/poll#poll-object
    """

    question: SentPollMedia
    answers: list[SentPollAnswer] = []
    expiry: datetime | None = None
    allow_multiselect: bool = False
    results: PollResults | None = None


class FullMessage(SentMessage, frozen=True, kw_only=True, gc=False):
    """A message that stands in a channel, with its poll.

    Source: https://docs.discord.com/developers/resources/message#message-object
    """

    poll: SentPoll | None = None


class Pin(Struct, frozen=True, kw_only=True, gc=False):
    """A message that is pinned, and since when."""

    message: FullMessage
    pinned_at: datetime


class Pins(Struct, frozen=True, kw_only=True, gc=False):
    """Pinned messages, the last pinned first; `has_more` when those pinned before them are in another answer.

    Source: https://docs.discord.com/developers/resources/message#get-channel-pins
    """

    items: list[Pin] = []
    has_more: bool = False
