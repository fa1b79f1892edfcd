"""Whatever the documentation gives as a complete example can be built, and is sent as it was told."""

from collections.abc import Callable

import pytest
from msgspec import convert, json

from kasutamaiza.discord.command import ApplicationCommand, check_commands
from kasutamaiza.interactions.answer import callback, new_message
from kasutamaiza.ui import Message, Modal, Poll
from tests.vocabulary import accepted_commands, accepted_layouts, accepted_messages, accepted_modals
from tests.vocabulary.example import Example, lost
from tests.vocabulary.payloads import message, without
from tests.vocabulary.rule import Payload

IsValid = Callable[[str, bytes], None]

MESSAGES = [*accepted_messages.EXAMPLES, *accepted_layouts.EXAMPLES]
SAME_AS_LEFT_OUT: Payload = {
    "required": True,
    "divider": True,
    "spacing": 1,
    "layout_type": 1,
    "embeds": [],
    "tts": False,
}
COMMAND_SAME_AS_LEFT_OUT: Payload = {"required": False, "options": [], "type": 1}


def sent(body: bytes) -> Payload:
    told: Payload = json.decode(body)
    return told


@pytest.mark.parametrize("example", MESSAGES, ids=lambda example: example.name)
def test_a_message_of_the_documentation_is_sent_as_it_was_told(example: Example, is_valid: IsValid) -> None:
    made = message(example.payload)
    body = new_message(made, private=example.private)
    data = sent(body)
    assert [*lost(without(example.payload, "attachments", "flags"), data, SAME_AS_LEFT_OUT)] == []
    assert data.get("flags", 0) == (made.flags | 32768 * made.is_v2 | 64 * example.private)
    assert made.is_v2 == (example in accepted_layouts.EXAMPLES)
    is_valid("followup", body)


@pytest.mark.parametrize("example", MESSAGES, ids=lambda example: example.name)
def test_a_message_is_the_same_when_it_is_read_back(example: Example) -> None:
    if "attachments" not in example.payload:
        body = new_message(message(example.payload))
        assert new_message(convert(sent(body), type=Message)) == body


@pytest.mark.parametrize("example", accepted_modals.EXAMPLES, ids=lambda example: example.name)
def test_a_modal_of_the_documentation_is_sent_as_it_was_told(example: Example, is_valid: IsValid) -> None:
    made = convert(example.payload, type=Modal)
    body = callback(made)
    answer = sent(body)
    assert answer["type"] == 9
    assert [*lost(example.payload, answer["data"], SAME_AS_LEFT_OUT)] == []
    assert convert(answer["data"], type=Modal) == made
    is_valid("callback", body)


@pytest.mark.parametrize("example", accepted_commands.EXAMPLES, ids=lambda example: example.name)
def test_a_command_of_the_documentation_is_registered_as_it_was_told(example: Example, is_valid: IsValid) -> None:
    made = convert(example.payload, type=ApplicationCommand)
    check_commands([made])
    body = json.encode(made)
    assert [*lost(example.payload, sent(body), COMMAND_SAME_AS_LEFT_OUT)] == []
    assert json.decode(body, type=ApplicationCommand) == made
    is_valid("command", body)


def test_a_poll_lasts_a_day_unless_told_otherwise() -> None:
    poll = convert({"question": {"text": "Which?"}, "answers": [{"poll_media": {"text": "This"}}]}, type=Poll)
    assert poll.duration == 24


def test_each_example_says_where_its_like_is() -> None:
    examples = [*MESSAGES, *accepted_modals.EXAMPLES, *accepted_commands.EXAMPLES]
    assert all(example.source.startswith("https://docs.discord.com/developers/") for example in examples)
