"""Polls that Discord would refuse."""

from typing import Any

from tests.vocabulary.payloads import message
from tests.vocabulary.rule import OPENAPI, POLL, Payload, Rule, documented


def poll(parts: Payload) -> Payload:
    whole = {"question": {"text": "Which deck?"}, "answers": [{"poll_media": {"text": "Dragons"}}], **parts}
    return {"poll": whole}


def question(media: Payload) -> Payload:
    return poll({"question": media})


def answer(media: Payload) -> Payload:
    return poll({"answers": [{"poll_media": media}]})


def answers(count: int) -> Payload:
    return poll({"answers": [{"poll_media": {"text": f"Deck {number}"}} for number in range(count)]})


def sized(count: int) -> dict[str, Any]:
    return {"text": "x" * count}


RULES = [
    *documented(
        f"{POLL}#poll-create-request-object",
        message,
        Rule("answers", answers, 10, 11, "answers 10", "poll.answers_max"),
        Rule("duration", poll, {"duration": 768}, {"duration": 769}, "duration 768", "poll.duration_max"),
        Rule("a layout that there is not", poll, {"layout_type": 1}, {"layout_type": 2}, "layout_type"),
    ),
    *documented(
        f"{POLL}#poll-media-object",
        message,
        Rule("question", question, sized(300), sized(301), "question|text 300", "poll.question_max"),
        Rule("answer", answer, sized(55), sized(56), "answers?|poll_media|text 55", "poll.answer_max"),
        Rule("an empty question", question, sized(1), sized(0), "question|text"),
        Rule("an empty answer", answer, sized(1), sized(0), "answers?|poll_media|text"),
        Rule(
            "a question with an emoji",
            question,
            {"text": "Which?"},
            {"text": "Which?", "emoji": {"name": "🃏"}},
            "question emoji",
        ),
        Rule(
            "an answer of an emoji alone",
            answer,
            {"text": "This", "emoji": {"name": "🃏"}},
            {"emoji": {"name": "🃏"}},
            "text",
        ),
    ),
    *documented(
        f"{OPENAPI} PollCreateRequest",
        message,
        Rule("no answer", answers, 1, 0, "answers 1"),
        Rule("no duration", poll, {"duration": 1}, {"duration": 0}, "duration 1"),
    ),
]
