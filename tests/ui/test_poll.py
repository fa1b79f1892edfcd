"""Polls: what can be asked of a channel."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec import json

from kasutamaiza.interactions import Reply
from kasutamaiza.interactions.answer import callback
from kasutamaiza.ui import Embed, Emoji, Message, Poll, PollAnswer, PollMedia, Refused
from tests.limit import check_limit

IsValid = Callable[[str, bytes], None]

ANSWER = PollAnswer(PollMedia("x"))


def poll(**parts: Any) -> Poll:
    plain: dict[str, Any] = {"question": PollMedia("x"), "answers": [ANSWER]}
    return Poll(**plain | parts)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"question": PollMedia("x" * 300), "answers": [PollAnswer(PollMedia("x" * 55))] * 10, "duration": 768},
        {"answers": [PollAnswer(PollMedia("x", Emoji("🃏"))), PollAnswer(PollMedia("y", Emoji("z", id="5")))]},
        {"allow_multiselect": True, "duration": 1, "layout_type": 1},
    ],
)
def test_a_poll_is_what_discord_takes(parts: dict[str, Any], is_valid: IsValid) -> None:
    is_valid("callback", callback(Reply(Message(poll=poll(**parts)))))
    is_valid("callback", callback(Reply(Message(poll=poll(**parts), content="x", embeds=[Embed(title="x")]))))


def test_what_is_left_out_is_not_written() -> None:
    assert json.decode(json.encode(poll())) == {"question": {"text": "x"}, "answers": [{"poll_media": {"text": "x"}}]}


LIMITS: dict[str, tuple[int, Callable[[int], object]]] = {
    "poll_media.text": (300, lambda n: PollMedia("x" * n)),
    "poll_answer.poll_media.text": (55, lambda n: PollAnswer(PollMedia("x" * n))),
    "poll.answers": (10, lambda n: poll(answers=[ANSWER] * n)),
}


@pytest.mark.parametrize(("field", "most", "build"), [(field, *each) for field, each in LIMITS.items()], ids=LIMITS)
def test_a_poll_is_built_at_its_limit_and_refused_one_beyond(
    field: str, most: int, build: Callable[[int], object]
) -> None:
    check_limit(field, most, build)


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "no question": (lambda: PollMedia(""), "poll_media.text has 0 characters; Discord allows 1 to 300."),
    "a blank answer": (lambda: PollMedia(" "), "poll_media.text is blank"),
    "no answers": (lambda: poll(answers=[]), "poll.answers has 0 members; Discord allows 1 to 10."),
    "a question with a face": (
        lambda: poll(question=PollMedia("x", Emoji("🃏"))),
        "poll.question.emoji is given; Discord allows text alone in a question.",
    ),
    "of no time": (lambda: poll(duration=0), "poll.duration is 0; Discord allows 1 to 768."),
    "of too long a time": (lambda: poll(duration=769), "poll.duration is 769; Discord allows 1 to 768."),
    "of another layout": (lambda: poll(layout_type=2), "poll.layout_type is 2; Discord allows 1 to 1."),
}


@pytest.mark.parametrize(("build", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_poll_is_refused_with_its_reason(build: Callable[[], object], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert str(refused.value).startswith(reason)


def test_what_is_refused_in_plain_data_is_told_with_its_path() -> None:
    plain = {"poll": {"question": {"text": "x"}, "answers": [{"poll_media": {"text": "x" * 56}}]}}
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(plain, type=Message)
    assert str(refused.value) == (
        "poll_answer.poll_media.text has 56 characters; Discord allows 1 to 55. - at `$.poll.answers[0]`"
    )
