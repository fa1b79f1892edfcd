"""What Discord takes without a word and is seldom meant is warned of; and which messages are empty."""

from typing import Any

import pytest

from simulator.schema import is_empty, judge
from tests.vocabulary.payloads import button, row, shown, slash, text

FILE = shown({"type": 13, "file": {"url": "attachment://deck.zip"}})
WARNINGS: dict[str, tuple[str, dict[str, Any], str, dict[str, Any]]] = {
    "an unknown field": ("create_message", {"content": "x", "embed": {}}, "embed", {}),
    "an unknown field, deep down": (
        "create_message",
        {"embeds": [{"title": "x", "fields": [{"name": "x", "value": "y", "color": 1}]}]},
        "embeds[0].fields[0].color",
        {},
    ),
    "a misspelt field of a button": (
        "create_message",
        {"content": "x", "components": [row(button(emojis=[]))]},
        "components[0].components[0].emojis",
        {},
    ),
    "a button of nothing": (
        "create_message",
        {"content": "x", "components": [row({"type": 2, "style": 1, "custom_id": "x"})]},
        "components[0].components[0]",
        {},
    ),
    "an ephemeral message on a channel": ("create_message", {"content": "x", "flags": 64}, "flags", {}),
    "a V2 message without its flag": (
        "update_message",
        {"components": [text()], "flags": 0},
        "flags",
        {"was_v2": True},
    ),
    "embeds that are not emptied": (
        "update_message",
        {**shown(text()), "content": None},
        "",
        {"has_legacy": True},
    ),
    "a file that the message may have": ("update_message", FILE, "components[0].file.url", {}),
    "a picture that is not sent": (
        "create_message",
        {"embeds": [{"image": {"url": "attachment://a.png"}}]},
        "embeds[0].image.url",
        {},
    ),
    "what Discord sets": ("create_message", {"embeds": [{"title": "x", "video": {}}]}, "embeds[0].video", {}),
    "a poll by an edit": (
        "update_original_webhook_message",
        {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "!"}}]}},
        "poll",
        {},
    ),
    "dm_permission": ("create_application_command", slash(dm_permission=False), "dm_permission", {}),
    "contexts of a guild's command": ("create_guild_application_command", slash(contexts=[0]), "contexts", {}),
    "an age-restricted command": ("create_application_command", slash(nsfw=True), "nsfw", {}),
    "days of a ban": ("ban_user_from_guild", {"delete_message_days": 7}, "delete_message_days", {}),
    "a time without a zone": (
        "update_guild_member",
        {"communication_disabled_until": "2026-11-28T12:00:00"},
        "communication_disabled_until",
        {},
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_what_is_taken_and_seldom_meant_is_warned_of(name: str) -> None:
    call, body, path, message = WARNINGS[name]
    told = judge(call, body, **message)
    assert told.ok, told.sentences()
    assert [warned.path for warned in told.warnings] == [path]


@pytest.mark.parametrize(
    ("message", "uploads", "empty"),
    [
        ({}, 0, True),
        ({"content": " \n"}, 0, True),
        ({"embeds": [], "components": []}, 0, True),
        ({"content": None}, 1, False),
        ({"content": "x"}, 0, False),
        ({"poll": {"question": {}}}, 0, False),
        ({"message_reference": {"type": 1}}, 0, False),
        ({"message_reference": {"type": 0}}, 0, True),
        ("x", 0, False),
    ],
)
def test_a_message_of_nothing_is_empty(message: Any, uploads: int, empty: bool) -> None:
    assert is_empty(message, uploads) is empty


def test_an_edit_to_nothing_is_not_judged_empty_for_the_message_may_have_more() -> None:
    assert judge("update_message", {"content": ""}).ok
