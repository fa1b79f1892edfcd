"""Poll: a question that people vote on.

Source: https://docs.discord.com/developers/resources/poll
"""

from collections.abc import Sequence

from msgspec import Struct

from kasutamaiza.ui import limits
from kasutamaiza.ui.emoji import Emoji
from kasutamaiza.ui.limits import Refused, check_number, check_size, check_text


class PollMedia(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The text of a question, or the text of an answer with its emoji."""

    text: str
    emoji: Emoji | None = None

    def __post_init__(self) -> None:
        check_text("poll_media.text", self.text, most=limits.POLL_QUESTION)


class PollAnswer(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One of a poll's answers."""

    poll_media: PollMedia

    def __post_init__(self) -> None:
        check_size("poll_answer.poll_media.text", self.poll_media.text, least=1, most=limits.POLL_ANSWER)


class Poll(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A question and its answers; people vote for `duration` hours.

    Source: https://docs.discord.com/developers/resources/poll#poll-create-request-object
    """

    question: PollMedia
    answers: Sequence[PollAnswer]
    duration: int = 24
    allow_multiselect: bool = False
    layout_type: int = 1

    def __post_init__(self) -> None:
        if self.question.emoji is not None:
            raise Refused("poll.question.emoji is given; Discord allows text alone in a question.")
        check_size("poll.answers", self.answers, least=1, most=limits.POLL_ANSWERS)
        check_number("poll.duration", self.duration, least=1, most=limits.POLL_HOURS)
        check_number("poll.layout_type", self.layout_type, least=1, most=1)
