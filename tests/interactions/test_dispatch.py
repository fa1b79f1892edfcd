"""From an interaction to its answer, for every kind of option and handler."""

import io
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from loguru import logger

from tests.cast import CHANNEL, FILE, GUEST, RESOLVED, ROLE, USER
from tests.door import FrontDoor, opened, option
from tests.spec import Check

PLAIN = [option("text", "text"), option("whole", 3, 4), option("number", 2, 10), option("really", True, 5)]
LOOKED_UP = [
    option("user", GUEST, 6),
    option("role", ROLE, 8),
    option("channel", CHANNEL, 7),
    option("file", FILE, 11),
    option("whom", ROLE, 9),
]
CHANGED = "This command has just changed. Please wait a minute, then try it again."


@pytest.fixture
async def door(spec: Check | None) -> AsyncIterator[FrontDoor]:
    async with opened(package="tests.interactions.said", check=spec) as door:
        yield door


async def content(door: FrontDoor, words: str, *options: dict[str, Any], **more: Any) -> str:
    return str((await door.says(words, *options, **more)).data["content"]).replace("\\", "")


async def test_values_come_as_their_types(door: FrontDoor) -> None:
    assert await content(door, "plain", *PLAIN) == "'text'; 3; 2.0; True; 'a'"


async def test_options_may_come_in_any_order(door: FrontDoor) -> None:
    given = [option("chosen", "b"), *reversed(PLAIN)]
    assert await content(door, "plain", *given) == "'text'; 3; 2.0; True; 'b'"


async def test_ids_are_looked_up(door: FrontDoor) -> None:
    answer = await content(door, "looked_up", *LOOKED_UP, resolved=RESOLVED)
    assert answer == "'Guest'; 'Duelist'; 'duels'; 'deck.ydk'; 'Role'; None; None"


async def test_members_know_who_they_are(door: FrontDoor) -> None:
    given = [*LOOKED_UP[:4], option("whom", USER, 9), option("member", USER, 6), option("person", USER, 9)]
    assert (await content(door, "looked_up", *given, resolved=RESOLVED)).endswith("'User'; 'Joe'; 'Member'")


async def test_somebody_who_is_not_in_the_server_is_no_member(door: FrontDoor) -> None:
    answer = await door.says("looked_up", *LOOKED_UP, option("member", GUEST, 6), resolved=RESOLVED)
    assert answer.private
    assert answer.data["content"] == f"<@{GUEST}> is not in this server. Please pick a member of it."


async def test_enumerations_and_parsed_classes_are_made(door: FrontDoor) -> None:
    given = [option("attribute", "dark"), option("rank", 2, 4), option("duration", "7d"), option("from", "here")]
    assert await content(door, "made", *given, option("other", 5, 4)) == "'DARK'; 'TWO'; 7; 'here'; 5"


async def test_what_cannot_be_parsed_is_told_in_its_own_words(door: FrontDoor) -> None:
    answer = await door.says("made", option("attribute", "dark"), option("rank", 2, 4), option("duration", "soon"))
    assert answer.private
    assert answer.data["content"] == "“soon” is no length of time. Write it like 7d."


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("plain", PLAIN[1:]),
        ("plain", [option("text", 5, 4), *PLAIN[1:]]),
        ("plain", [option("text", "x"), *PLAIN[1:]]),
        ("plain", [option("text", "x" * 11), *PLAIN[1:]]),
        ("plain", [PLAIN[0], option("whole", 0, 4), *PLAIN[2:]]),
        ("plain", [PLAIN[0], option("whole", 10, 4), *PLAIN[2:]]),
        ("plain", [PLAIN[0], option("whole", True, 5), *PLAIN[2:]]),
        ("plain", [*PLAIN, option("chosen", "c")]),
        ("looked_up", [option("user", ROLE, 6), *LOOKED_UP[1:]]),
        ("looked_up", [option("user", "joey"), *LOOKED_UP[1:]]),
        ("made", [option("attribute", "divine"), option("rank", 2, 4)]),
        ("made", [option("attribute", "dark"), option("rank", 2, 4), option("duration", 7, 4)]),
    ],
)
async def test_options_of_another_time_are_told_kindly(door: FrontDoor, words: str, options: list[Any]) -> None:
    answer = await door.says(words, *options, resolved=RESOLVED)
    assert (answer.private, answer.data["content"]) == (True, CHANGED)


async def test_the_house_provides(door: FrontDoor) -> None:
    assert await content(door, "provided") == "True; True; 'Mai'; 1000000000000000003; 'en-US'; 3"


async def test_an_interaction_of_nobody_gets_a_reference(door: FrontDoor) -> None:
    answer = await door.says("provided", member=None)
    assert answer.data["content"].startswith("Something went wrong (ref ")


async def test_suggestions_know_who_types_and_what_else_is_there(door: FrontDoor) -> None:
    answer = await door.types("suggested", option("colour", "red"), option("name", "dar", focused=True))
    assert answer.data["choices"] == [{"name": "dar for Mai beside {'colour': 'red'}", "value": "dar"}]


async def test_suggestions_for_numbers_get_what_was_typed(door: FrontDoor) -> None:
    answer = await door.types("suggested", option("name", "x"), option("size", 12, 4, focused=True))
    assert answer.choices == [12]


async def test_suggestions_of_another_kind_than_the_option_are_a_fault_of_ours(door: FrontDoor) -> None:
    answer = await door.types("suggested", option("name", "x"), option("size", "text", 4, focused=True))
    assert answer.choices == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("several_refusals", "There is no one. Try /buttons."),
        ("several_faults", "Something went wrong (ref "),
        ("refusals_in_refusals", "Not so deep."),
        ("blank", "That cannot be done."),
        ("unspeakable_refusal", "Something went wrong (ref "),
    ],
)
async def test_what_cannot_be_is_told_however_it_is_raised(door: FrontDoor, words: str, said: str) -> None:
    assert (await content(door, words)).startswith(said)


async def test_suggestions_for_nothing_typed_yet(door: FrontDoor) -> None:
    answer = await door.types("suggested", {"name": "name", "type": 3, "focused": True})
    assert answer.choices == ["nothing"]


async def test_no_more_suggestions_than_discord_shows(door: FrontDoor) -> None:
    assert len((await door.types("suggested", option("name", "many", focused=True))).choices) == 25


@pytest.mark.parametrize("typed", ["refuse", "fail"])
async def test_suggestions_that_fail_are_none(door: FrontDoor, typed: str) -> None:
    assert (await door.types("suggested", option("name", typed, focused=True))).choices == []


@pytest.mark.parametrize(
    "given", [option("colour", "r", focused=True), option("name", "r"), option("x", "", focused=True)]
)
async def test_nothing_is_suggested_for_what_suggests_nothing(door: FrontDoor, given: dict[str, Any]) -> None:
    assert (await door.types("suggested", given)).choices == []
    assert (await door.types("vanished", given)).choices == []


async def test_sub_commands_and_sub_groups_are_found(door: FrontDoor) -> None:
    assert await content(door, "nested shallow") == "shallow"
    assert await content(door, "nested deep down") == "down"


async def test_who_lacks_a_permission_is_told_which(door: FrontDoor) -> None:
    answer = await door.says("nested deep down", permissions=1 << 5)
    assert answer.private
    assert answer.data["content"].startswith("You need the permission Ban Members for this.")
    answer = await door.says("kick", permissions=0)
    assert "Kick Members" in answer.data["content"]


async def test_a_group_s_permission_is_asked_of_its_commands_too(door: FrontDoor) -> None:
    assert "Manage Server" in await content(door, "nested shallow", permissions=1 << 2)


async def test_an_administrator_lacks_nothing(door: FrontDoor) -> None:
    assert await content(door, "nested deep down", permissions=8) == "down"


async def test_what_the_bot_lacks_is_told_too(door: FrontDoor) -> None:
    answer = await door.says("nested deep down", app_permissions="0")
    assert answer.data["content"].startswith("I need the permission Embed Links here.")


async def test_permissions_are_nothing_outside_a_server(door: FrontDoor) -> None:
    user = {"id": USER, "username": "joey"}
    assert "in a server only" in await content(door, "kick", guild_id=None, member=None, user=user)
    assert "You need" in await content(door, "kick", member=None, user=user)


async def test_a_command_that_is_gone_says_so(door: FrontDoor) -> None:
    answer = await door.says("vanished")
    assert answer.private
    assert answer.data["content"].startswith("I no longer have the command /vanished.")


async def test_a_refusal_is_told_once_privately_in_its_own_words(door: FrontDoor) -> None:
    answer = await door.says("refuse")
    assert answer.private
    assert answer.data["content"] == "There is no such thing. Try /buttons."


async def test_a_refusal_is_told_however_it_is_worded(door: FrontDoor) -> None:
    assert len((await door.says("long_winded")).data["content"]) == 2000
    assert (await door.says("wordless")).data["content"] == "That cannot be done."


async def test_a_private_commands_answers_are_private(door: FrontDoor) -> None:
    assert (await door.says("secret")).private


async def test_suggestions_are_for_those_who_may_use_the_command(door: FrontDoor) -> None:
    assert (await door.types("guarded", option("name", "dark", focused=True))).choices == ["dark"]
    assert (await door.types("guarded", option("name", "dark", focused=True), permissions=0)).choices == []


@pytest.mark.parametrize("words", ["fail", "forget", "unspeakable", "cut_off"])
async def test_a_fault_gets_a_reference_and_its_traceback_is_logged_under_it(door: FrontDoor, words: str) -> None:
    lines = io.StringIO()
    sink = logger.add(lines, level="ERROR")
    answer = await door.says(words)
    logger.remove(sink)
    assert answer.private
    found = re.match(r"Something went wrong \(ref ([0-9A-F]{6})\)\.", answer.data["content"])
    assert found
    assert f"ref {found[1]}" in lines.getvalue()
    assert "Traceback" in lines.getvalue()
    assert "a fault with" not in answer.data["content"]


async def test_a_cancellation_inside_a_handler_is_its_own_affair(door: FrontDoor) -> None:
    assert await content(door, "cancelled") == "It was stopped."


async def test_buttons_remember(door: FrontDoor) -> None:
    buttons = (await door.says("buttons")).buttons
    updated = await door.presses(buttons["update"]["custom_id"])
    assert (updated.type, updated.data["content"]) == (7, "updated 1")
    replied = await door.presses(buttons["reply"]["custom_id"])
    assert (replied.type, replied.private) == (4, True)
    refused = await door.presses(buttons["refuse"]["custom_id"])
    assert (refused.type, refused.private) == (4, True)
    failed = await door.presses(buttons["fail"]["custom_id"])
    assert failed.data["content"].startswith("Something went wrong")


async def test_an_update_takes_away_what_it_does_not_show(door: FrontDoor) -> None:
    answer = await door.presses('["answers.press","update"]')
    assert answer.data["components"] == []
    assert answer.data["embeds"] == []


@pytest.mark.parametrize(
    "custom_id", ["", "old", "[]", '["gone"]', '["answers.press"]', '["answers.press","fly"]', '{"a":1}', "[" * 90]
)
async def test_a_button_of_another_time_says_that_it_is_too_old(door: FrontDoor, custom_id: str) -> None:
    answer = await door.presses(custom_id)
    assert answer.private
    assert answer.data["content"] == "This button is too old. Please run the command again."


async def test_a_button_of_an_older_shape_still_works(door: FrontDoor) -> None:
    assert (await door.presses('["answers.press","update"]')).data["content"] == "updated 1"
    assert (await door.presses('["answers.press","update",4,"of a newer time"]')).data["content"] == "updated 5"


async def test_whoever_presses_is_asked_for_permission_again(door: FrontDoor) -> None:
    assert (await door.presses('["answers.guarded"]')).data["content"] == "let in"
    refused = await door.presses('["answers.guarded"]', permissions=0)
    assert "Ban Members" in refused.data["content"]


async def test_nobody_is_mentioned_unless_said(door: FrontDoor) -> None:
    for words in ("buttons", "refuse", "kick"):
        assert (await door.says(words)).data["allowed_mentions"] == {"parse": []}
