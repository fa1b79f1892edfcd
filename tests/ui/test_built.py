"""Whatever can be built is what Discord's own document allows, and says nothing but what it was built of."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import ValidationError, convert, json, to_builtins

from kasutamaiza.interactions import Reply, Update
from kasutamaiza.interactions.answer import Choices, callback, changed_message, new_message
from kasutamaiza.ui import ChannelSelect, Label, Message, Modal, Refused
from tests.openapi import OpenApi
from tests.spec import PATH
from tests.ui import built

IsValid = Callable[[str, bytes], None]

V2 = 32768
TRIMMED = ("title", "description", "text", "name", "value")
DOCUMENTED_ELSEWHERE = ("'file_types' is not declared", "emoji: 'animated' is not declared")
"""What Discord's documentation has, and the document of its API has not."""


def often(examples: int) -> settings:
    """What is drawn whole takes some milliseconds, and far more on a busy machine."""
    unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large]
    # Not explained, which takes minutes where what fails is large: it is to be seen that it fails, and with what.
    phases = set(Phase) - {Phase.explain}
    return settings(max_examples=examples, phases=phases, deadline=None, suppress_health_check=unhurried)


# Each way in which a message leaves, and what the document calls it.
WAYS: dict[str, tuple[str, Callable[[Message], bytes]]] = {
    "reply": ("callback", lambda message: callback(Reply(message))),
    "private reply": ("callback", lambda message: callback(Reply(message, private=True))),
    "follow-up": ("followup", new_message),
    "private follow-up": ("followup", lambda message: new_message(message, private=True)),
    "edit": ("edit_original", changed_message),
    "update": ("callback", lambda message: callback(Update(message))),
}


def sent(message: Message, way: str) -> tuple[str, bytes]:
    """The message on its way; as an edit where an answer refuses it: not all is of new messages."""
    target, write = WAYS[way]
    try:
        return target, write(message)
    except Refused:
        return "edit_original", changed_message(message)


class Document:
    """Discord's document, read strictly: what it does not declare, it does not allow."""

    def __init__(self) -> None:
        self._document = OpenApi(PATH, strict=True)

    def check(self, target: str, body: bytes) -> None:
        errors = self._document.errors(target, without_media_channels(trimmed(json.decode(body))))
        errors = [error for error in errors if not error.endswith(DOCUMENTED_ELSEWHERE)]
        assert not errors, f"Discord would refuse this {target}: {errors}\n{body.decode()}"


def trimmed(payload: Any) -> Any:
    """The payload with what Discord counts of its embeds: their texts without the blanks around them.

    The document cannot say that. Source: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
    """
    payload = deepcopy(payload)
    for embed in payload.get("data", payload).get("embeds") or []:
        for part in (embed, embed.get("footer", {}), embed.get("author", {}), *embed.get("fields", [])):
            part |= {name: part[name].strip() for name in TRIMMED if name in part}
    return payload


MEDIA_CHANNEL = 16
"""A type of channel that Discord documents, and that the document of its API has not yet."""


def without_media_channels(payload: Any) -> Any:
    """The payload without what only the documentation knows."""
    if isinstance(payload, dict):
        return {
            name: [type_ for type_ in each if type_ != MEDIA_CHANNEL]
            if name == "channel_types"
            else without_media_channels(each)
            for name, each in payload.items()
        }
    return [without_media_channels(each) for each in payload] if isinstance(payload, list) else payload


def test_a_media_channel_may_be_asked_for(document: Document) -> None:
    channels = ChannelSelect(custom_id="x", channel_types=[0, MEDIA_CHANNEL])
    document.check(
        "callback", callback(Modal(custom_id="x", title="x", components=[Label(label="x", component=channels)]))
    )


@pytest.fixture(scope="session")
def document() -> Document:
    if not PATH.is_file():
        pytest.skip("Discord's OpenAPI document is not at hand")
    return Document()


ways = st.sampled_from([*WAYS])


@often(40)
@given(built.messages(), ways)
def test_any_message_that_can_be_built_is_valid(is_valid: IsValid, message: Message, way: str) -> None:
    is_valid(*sent(message, way))


@often(80)
@given(built.modals() | built.suggestions())
def test_any_form_and_any_suggestions_that_can_be_built_are_valid(is_valid: IsValid, made: Modal | Choices) -> None:
    is_valid("callback", callback(made))


@often(60)
@given(built.messages(), ways)
def test_a_message_has_nothing_that_is_not_declared(document: Document, message: Message, way: str) -> None:
    document.check(*sent(message, way))


@often(60)
@given(built.modals() | built.suggestions())
def test_forms_and_suggestions_have_nothing_that_is_not_declared(document: Document, made: Modal | Choices) -> None:
    document.check("callback", callback(made))


@often(100)
@given(built.messages())
def test_a_message_is_read_back_as_it_was_built(message: Message) -> None:
    data = json.decode(new_message(message))
    check_together(data)
    # What is said of files is not what they are: those are sent beside it.
    data |= {"attachments": to_builtins(message.attachments)}
    read = convert(data, type=Message)
    flags = message.flags | (V2 if message.is_v2 else 0)
    assert to_builtins(read) == to_builtins(message) | {"flags": flags}
    assert json.decode(new_message(read)) == json.decode(new_message(message))


@often(100)
@given(built.modals())
def test_a_form_is_read_back_as_it_was_built(modal: Modal) -> None:
    data = json.decode(callback(modal))["data"]
    check_together(data)
    assert to_builtins(convert(data, type=Modal)) == to_builtins(modal)


@often(60)
@given(built.messages() | built.modals())
def test_every_custom_id_is_sent_once(made: Message | Modal) -> None:
    body = json.decode(new_message(made) if isinstance(made, Message) else callback(made))
    written = found("custom_id", body.get("data", body)["components"])
    assert Counter(written) == Counter(
        each for each in found("custom_id", to_builtins(made.components)) if each is not None
    )


@often(200)
@given(built.spoiled(built.messages()), ways)
def test_a_message_that_is_not_refused_is_valid(document: Document, payload: Any, way: str) -> None:
    try:
        message = convert(payload, type=Message)
    except ValidationError:
        return
    document.check(*sent(message, way))
    check_together(json.decode(new_message(message)))


@often(250)
@given(built.spoiled(built.modals()))
def test_a_form_that_is_not_refused_is_valid(document: Document, payload: Any) -> None:
    try:
        modal = convert(payload, type=Modal)
    except ValidationError:
        return
    document.check("callback", callback(modal))
    check_together(json.decode(callback(modal))["data"])


def check_together(data: dict[str, Any]) -> None:
    """Raise `AssertionError` where a message or a form breaks what the document cannot say, for it links fields."""
    components = data["components"]
    for name in ("custom_id", "id"):
        ids = [each for each in found(name, components) if not isinstance(each, str) or name == "custom_id"]
        assert max(Counter(each for each in ids if each).values(), default=1) == 1, name
    if "title" in data:
        assert 1 <= len(components) <= 5
        return
    if data.get("flags", 0) & V2:
        types = [type_ for type_ in found("type", components) if type_ in range(1, 18)]
        assert not data.keys() & {"content", "embeds", "poll"}
        assert 1 <= len(types) <= 40
        assert sum(map(len, found("content", components))) <= 4000
    else:
        assert len(components) <= 5
        assert {component["type"] for component in components} <= {1}
    assert sum(map(len, told(trimmed(data).get("embeds", [])))) <= 6000


def told(embeds: Sequence[Any]) -> Iterator[str]:
    """What counts towards the characters of all embeds together."""
    for name in TRIMMED:
        yield from found(name, embeds)


def found(name: str, tree: Any) -> Iterator[Any]:
    """Whatever is called `name`, however deep it stands."""
    if isinstance(tree, dict) and name in tree:
        yield tree[name]
    for each in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(each, (dict, list)):
            yield from found(name, each)
