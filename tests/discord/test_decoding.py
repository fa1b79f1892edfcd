"""Whatever Discord may send is decoded, and what it sent is what is read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import NODEFAULT, DecodeError, Struct, json
from msgspec.structs import FieldInfo, fields

from kasutamaiza.discord.interaction import (
    AutocompleteInteraction,
    CommandInteraction,
    ComponentInteraction,
    Interaction,
    ModalAnswer,
    ModalInteraction,
    Ping,
    decode,
    invoker,
)
from kasutamaiza.discord.snowflake import AttachmentId
from tests.discord import payloads

TYPES: dict[int, type[Struct]] = {
    1: Ping,
    2: CommandInteraction,
    3: ComponentInteraction,
    4: AutocompleteInteraction,
    5: ModalInteraction,
}


def check(read: Any, sent: Any, where: str = "$") -> None:
    """Raise `AssertionError` where what was read is not what was sent."""
    if isinstance(read, Struct):
        for field in fields(read):
            found = getattr(read, field.name)
            if field.encode_name in sent:
                check(found, sent[field.encode_name], f"{where}.{field.name}")
            else:
                assert found == left_out(field), f"{where}.{field.name}"
    elif isinstance(read, dict):
        assert list(read) == [int(key) for key in sent], where
        for key, value in sent.items():
            check(read[int(key)], value, f"{where}.{key}")
    elif isinstance(read, list):
        assert len(read) == len(sent), where
        for number, (found, each) in enumerate(zip(read, sent, strict=True)):
            check(found, each, f"{where}[{number}]")
    elif isinstance(read, datetime):
        assert read == datetime.fromisoformat(sent), where
        assert read.tzinfo is not None, where
    elif isinstance(read, int) and isinstance(sent, str):
        assert read == int(sent), where
    elif isinstance(sent, int) and isinstance(read, float):
        assert read == sent, where
    else:
        assert (type(read), read) == (type(sent), sent), where


def left_out(field: FieldInfo) -> Any:
    """What a field is when it was not sent."""
    assert not field.required, field.name
    return field.default_factory() if field.default is NODEFAULT else field.default


@given(payloads.interactions())
def test_whatever_discord_may_send_is_read_as_it_is(sent: dict[str, Any]) -> None:
    read = decode(json.encode(sent))
    assert type(read) is TYPES[sent["type"]]
    check(read, sent)
    if isinstance(read, Interaction):
        asks = invoker(read)
        user = sent["member"]["user"] if "member" in sent else sent["user"]
        assert asks.id == int(user["id"])
        assert asks.permissions == int(sent["member"]["permissions"] if "member" in sent else 0)


BARE = {"id": "1", "application_id": "2", "token": "x"}

PARTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "member": payloads.members.map(lambda member: {"type": 2, "member": member, "data": {"id": "1", "name": "card"}}),
    "channel": payloads.channels.map(lambda place: {"type": 2, "channel": place, "data": {"id": "1", "name": "card"}}),
    "command": payloads.command_data.map(lambda data: {"type": 2, "data": data}),
    "autocomplete": payloads.autocomplete_data.map(lambda data: {"type": 4, "data": data}),
    "component": payloads.component_data.map(lambda data: {"type": 3, "data": data, "message": {"id": "1"}}),
    "message": payloads.messages.map(
        lambda message: {"type": 3, "data": {"custom_id": "x", "component_type": 2}, "message": message}
    ),
    "modal": payloads.modal_data.map(lambda data: {"type": 5, "data": data}),
    "resolved": payloads.resolved().map(lambda found: {"type": 5, "data": {"custom_id": "x", "resolved": found}}),
    "entitlement": payloads.entitlements.map(
        lambda right: {"type": 5, "data": {"custom_id": "x"}, "entitlements": [right]}
    ),
}


@pytest.mark.parametrize("part", PARTS)
@given(data=st.data())
def test_each_part_of_it_is_read_as_it_is(part: str, data: st.DataObject) -> None:
    sent = BARE | data.draw(PARTS[part])
    check(decode(json.encode(sent)), sent)


FORM: list[dict[str, Any]] = [
    {"type": 10, "id": 1},
    {"type": 18, "id": 2, "component": {"type": 4, "id": 3, "custom_id": "why", "value": "true"}},
    {"type": 1, "id": 4, "components": [{"type": 4, "id": 5, "custom_id": "old", "value": ""}]},
    {"type": 18, "component": {"type": 3, "custom_id": "deck", "values": ["a", "b"]}},
    {"type": 18, "component": {"type": 5, "custom_id": "who", "values": ["1000000000000000021"]}},
    {"type": 18, "component": {"type": 21, "custom_id": "one", "value": "x"}},
    {"type": 18, "component": {"type": 21, "custom_id": "none", "value": None}},
    {"type": 18, "component": {"type": 22, "custom_id": "some", "values": []}},
    {"type": 18, "component": {"type": 23, "custom_id": "sure", "value": False}},
    {"type": 18, "component": {"type": 19, "custom_id": "file", "values": ["51"]}},
    {"type": 18, "component": {"type": 99, "custom_id": "new", "value": 0.5, "values": None, "more": {}}},
    {"type": 98, "components": [{"type": 97, "component": {"type": 96, "custom_id": "deep"}}]},
]


def test_a_form_is_read_by_the_custom_ids_of_what_it_asked() -> None:
    resolved = {"attachments": {"51": {"id": "51", "filename": "c.png", "size": 9, "url": "https://x.example/c.png"}}}
    data = {"custom_id": "report", "components": FORM, "resolved": resolved}
    found = decode(json.encode(BARE | {"type": 5, "data": data}))
    assert isinstance(found, ModalInteraction)
    assert (found.data.custom_id, found.message) == ("report", None)
    assert found.data.answers == {
        each.custom_id: each
        for each in (
            ModalAnswer(type=4, custom_id="why", value="true"),
            ModalAnswer(type=4, custom_id="old", value=""),
            ModalAnswer(type=3, custom_id="deck", values=["a", "b"]),
            ModalAnswer(type=5, custom_id="who", values=["1000000000000000021"]),
            ModalAnswer(type=21, custom_id="one", value="x"),
            ModalAnswer(type=21, custom_id="none"),
            ModalAnswer(type=22, custom_id="some"),
            ModalAnswer(type=23, custom_id="sure", value=False),
            ModalAnswer(type=19, custom_id="file", values=["51"]),
            ModalAnswer(type=99, custom_id="new", value=0.5),
            ModalAnswer(type=96, custom_id="deep"),
        )
    }
    assert found.data.resolved.attachments[AttachmentId(51)].filename == "c.png"


def test_a_form_that_a_component_opened_knows_its_message() -> None:
    found = decode(json.encode(BARE | {"type": 5, "data": {"custom_id": "report"}, "message": {"id": "6"}}))
    assert isinstance(found, ModalInteraction)
    assert found.message is not None
    assert (found.message.id, found.data.answers) == (6, {})


def answered(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What a form was answered with, by custom_id, read from the wire."""
    for each in components:
        if "custom_id" in each:
            yield each["custom_id"], (each["type"], each.get("value"), list(each.get("values") or []))
        yield from answered([each["component"]] if "component" in each else each.get("components", []))


@given(payloads.forms())
def test_every_answer_of_a_form_is_found_by_its_custom_id(sent: list[dict[str, Any]]) -> None:
    read = decode(json.encode(BARE | {"type": 5, "data": {"custom_id": "x", "components": sent}}))
    assert isinstance(read, ModalInteraction)
    answers = read.data.answers
    assert all(custom_id == each.custom_id for custom_id, each in answers.items())
    assert [(custom_id, (each.type, each.value, list(each.values))) for custom_id, each in answers.items()] == list(
        answered(sent)
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"type":0}',
        b'{"type":6}',
        b'{"type":99}',
        b'{"type":"2"}',
        b'{"type":null}',
        b'{"type":2}',
        b'{"type":5,"id":"1","application_id":"1","token":""}',
        b'{"type":1',
        b'\xff{"type":1}',
    ],
)
def test_what_is_no_interaction_that_we_know_is_refused(body: bytes) -> None:
    with pytest.raises(DecodeError):
        decode(body)


@pytest.mark.parametrize("type_", [6, 13, 99])
def test_an_interaction_of_a_new_type_is_refused_however_much_it_looks_like_one(type_: int) -> None:
    sent = {"id": "1", "application_id": "1", "token": "", "type": type_, "data": {"custom_id": "x", "components": []}}
    with pytest.raises(DecodeError):
        decode(json.encode(sent))


@given(payloads.interactions())
def test_the_order_of_what_is_sent_is_of_no_matter(sent: dict[str, Any]) -> None:
    last = {"type": sent["type"], "version": 1}
    first, ending = last | sent | {"version": 1}, {k: v for k, v in sent.items() if k not in last} | last
    assert list(ending)[-2:] == ["type", "version"]
    assert decode(json.encode(ending)) == decode(json.encode(first))
