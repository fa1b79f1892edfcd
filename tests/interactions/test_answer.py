"""What an answer refuses to be, and how it is written for an edit or a follow-up."""

import pytest
from msgspec import json

from kasutamaiza.interactions import Choice, CustomId, Reply, Update
from kasutamaiza.interactions.answer import Choices, callback, changed_message, new_message, write
from kasutamaiza.interactions.errand import FileTooLarge
from kasutamaiza.ui import (
    ActionRow,
    Button,
    ButtonStyle,
    Kept,
    Message,
    MessageFlag,
    Poll,
    PollAnswer,
    PollMedia,
    Refused,
    Upload,
)

POLL = Poll(question=PollMedia(text="Well?"), answers=[PollAnswer(poll_media=PollMedia(text="Yes"))])


class Long(CustomId, tag="answer.long", frozen=True):
    text: str


def remembering(text: str) -> Message:
    button = Button(style=ButtonStyle.PRIMARY, label="Press", custom_id=Long(text).custom_id)
    return Message(components=[ActionRow(components=[button])])


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (Message(poll=POLL), r"^update\.message\.poll"),
        (Message(content="x", tts=True), r"^update\.message: tts"),
        (Message(content="x", flags=MessageFlag.SUPPRESS_NOTIFICATIONS), r"^update\.message: .*SUPPRESS_NOTIFICATIONS"),
    ],
)
def test_an_update_refuses_what_is_of_new_messages(message: Message, told: str) -> None:
    Reply(message)
    with pytest.raises(Refused, match=told):
        Update(message)


def test_a_reply_has_nothing_to_keep() -> None:
    message = Message(content="x", attachments=[Kept(5), Upload(filename="a.txt", content=b"a")])
    Update(message)
    with pytest.raises(Refused, match=r"^reply\.message\.attachments has a Kept"):
        Reply(message)


@pytest.mark.parametrize(
    ("most", "told"), [(10 * 2**20, "the 10 MiB that"), (2**20 * 5 // 2, "2.5 MiB"), (900, "0.879 KiB")]
)
def test_a_file_too_large_is_told_with_the_limit(most: int, told: str) -> None:
    assert told in FileTooLarge("board.png", most).sentence


def test_suggestions_are_of_one_kind() -> None:
    Choices([Choice("One", 1), Choice("One and a half", 1.5)])
    with pytest.raises(Refused, match=r"^choices\.value is text in one choice and a number in another"):
        Choices([Choice("One", 1), Choice("Two", "2")])


@pytest.mark.parametrize("text", ["short", "long" * 50])
def test_a_custom_id_is_written_alike_everywhere(text: str) -> None:
    message = remembering(text)
    written = write(Reply(message))
    assert [each.text for each in written.shelved] == ([f'["answer.long","{text}"]'] if text != "short" else [])
    custom_id = message.components[0].components[0].custom_id  # type: ignore[union-attr]
    for body in (written.body, callback(Update(message)), new_message(message, private=True), changed_message(message)):
        told = json.decode(body)
        [row] = told.get("data", told)["components"]
        assert row["components"][0]["custom_id"] == str(custom_id)


def test_an_edit_says_of_the_flags_those_that_an_edit_may_change() -> None:
    message = Message(content="x", flags=MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS)
    assert json.decode(changed_message(message))["flags"] == 4
    assert json.decode(new_message(message))["flags"] == 4 | 4096
    assert "flags" not in json.decode(changed_message(Message(content="x")))
