"""Whatever JSON a bot sends, there is a verdict; and it is the same when it is sent again."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.schema import is_empty, judge, judge_answer, operations
from simulator.schema.calls import CALLS
from tests.vocabulary.payloads import button, container, label, modal, row, section, select, shown, slash, text
from tests.vocabulary.rule import Payload

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(0, 23)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["attachment://a.png", "https://x.example", "_errors", "1", "٣", "\ud800", "2026-01-01T00:00:00Z"]
    )
)


def names(kind: Any) -> set[str]:
    """Every field that the schema knows, wherever it stands."""
    parts = [getattr(kind, part, None) for part in ("of", "has", "lacks", "list")]
    below = [each for part in parts for each in (part.values() if isinstance(part, dict) else [part])]
    fields = getattr(kind, "fields", {})
    inner = [*below, *(field.kind for field in fields.values())]
    return set(fields).union(*(names(each) for each in inner if each is not None))


EVERY_NAME = sorted({"_errors"}.union(*map(names, CALLS.values())))
NAMES = st.sampled_from(EVERY_NAME)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=6),
    max_leaves=30,
)
ANSWERS = [{"poll_media": {"text": "x"}}]
TYPICAL: list[Payload] = [
    {"content": "x", "components": [row(button(1), button(2)), row(select())], "embeds": [{"title": "x"}]},
    shown(container(section(), row(select())), text()),
    {"type": 4, "data": shown(text())},
    {"type": 9, "data": modal(label(select()), label())},
    {"type": 8, "data": {"choices": [{"name": "x", "value": 1}]}},
    slash({"type": 3, "name": "x", "description": "x", "choices": [{"name": "x", "value": "x"}]}),
    {"name": "x", "message": {"content": "x", "poll": {"question": {"text": "x"}, "answers": ANSWERS}}},
    {"name": "x", "event_type": 1, "trigger_type": 1, "actions": [{"type": 1}], "trigger_metadata": {}},
]
SOUND = [
    ("create_message", 0),
    ("update_webhook_message", 0),
    ("execute_webhook", 1),
    ("create_interaction_response", 2),
    ("create_interaction_response", 3),
    ("create_interaction_response", 4),
    ("create_application_command", 5),
    ("update_application_command", 5),
    ("create_thread", 6),
    ("create_auto_moderation_rule", 7),
]


@st.composite
def nearly_right(draw: st.DrawFn) -> Any:
    """A sound body of which some parts have become anything."""

    def spoilt(value: Any) -> Any:
        if draw(st.integers(0, 19)) == 0:
            return draw(ANYTHING)
        if isinstance(value, dict):
            more = draw(st.dictionaries(NAMES, ANYTHING, max_size=1))
            return {name: spoilt(each) for name, each in value.items()} | more
        return [spoilt(each) for each in value] if isinstance(value, list) else value

    return spoilt(draw(st.sampled_from(TYPICAL)))


BODIES = ANYTHING | nearly_right()
OPERATIONS = st.sampled_from(sorted(operations()))


@settings(max_examples=400, deadline=None)
@given(call=OPERATIONS, body=BODIES, uploads=st.lists(st.text(max_size=5), max_size=2), edits=st.booleans())
def test_any_json_gets_a_verdict(call: str, body: Any, uploads: list[str], edits: bool) -> None:
    told = judge(call, body, uploads=uploads, was_v2=edits, has_legacy=edits)
    assert told.ok is (told.answer is None)
    assert bool(told.sentences()) is not told.ok
    is_empty(body, len(uploads))


@settings(max_examples=200, deadline=None)
@given(answer=BODIES, to=st.integers(-1, 7), from_component=st.booleans())
def test_any_answer_gets_a_verdict(answer: Any, to: int, from_component: bool) -> None:
    told = judge_answer(answer, to=to, from_component=from_component)
    assert bool(told.sentences()) is not told.ok


@settings(max_examples=100, deadline=None)
@given(call=OPERATIONS, body=BODIES)
def test_the_same_body_gets_the_same_verdict(call: str, body: Any) -> None:
    assert judge(call, body) == judge(call, body)


@pytest.mark.parametrize("call", sorted(operations()))
def test_what_is_nested_beyond_measure_gets_a_verdict(call: str) -> None:
    deep: Any = {"type": 1}
    for _ in range(5000):
        deep = {"type": 17, "id": [deep], "components": [deep], "options": [deep], "data": deep, "message": deep}
    assert not judge(call, [deep]).ok or call in ("bulk_update_guild_roles",)
    judge(call, deep)


def holes(body: Any) -> Iterator[Payload]:
    """Every object in a body, to put something into."""
    if isinstance(body, dict):
        yield body
    for each in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from holes(each)


@pytest.mark.parametrize(("call", "number"), SOUND)
def test_one_field_of_nonsense_anywhere_in_a_sound_body_gets_a_verdict(call: str, number: int) -> None:
    body = deepcopy(TYPICAL[number])
    assert judge(call, body).ok, judge(call, body).sentences()
    for hole in holes(body):
        for name in EVERY_NAME:
            before = dict(hole)
            for nonsense in (5, "x", [5], [{"type": 1}], {"x": 5}, True, None, "", 0.5):
                hole[name] = nonsense
                judge(call, body)
            hole.clear()
            hole.update(before)


def test_a_call_that_is_not_known_may_say_anything() -> None:
    assert judge("get_gateway_bot", {"x": 1}).ok
