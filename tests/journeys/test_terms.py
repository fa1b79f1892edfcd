"""Handlers on terms, through the front door: where they work, for whom, how often."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.door import FrontDoor, opened, option
from tests.spec import Check

DIRECT: dict[str, Any] = {
    "guild_id": None,
    "guild": None,
    "member": None,
    "user": {"id": "1000000000000000002", "username": "mai"},
    "channel": {"id": "1000000000000000004", "type": 1},
    "context": 1,
}
NO_BANS = "You need the permission Ban Members for this. A moderator of this server can help."
NOTHING_SAID_OF_WHERE = DIRECT | {"context": None}
SOMEBODY_ELSE = {"member": {"user": {"id": "3", "username": "joey"}, "roles": [], "permissions": "0"}}


@pytest.fixture
async def door(spec: Check | None, database_url: str) -> AsyncIterator[FrontDoor]:
    async with opened(package="tests.interactions.said", check=spec, database_url=database_url) as door:
        yield door


async def content(door: FrontDoor, words: str, *options: Any, **more: Any) -> str:
    answer = await door.says(words, *options, **more)
    assert answer.private is (answer.data["content"] != "done")
    return str(answer.data["content"])


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        ("in_server", {}, "done"),
        ("in_server", DIRECT, "This works in a server only. Please use it in one."),
        ("in_server", NOTHING_SAID_OF_WHERE, "This works in a server only. Please use it in one."),
        ("anywhere", {}, "done"),
        ("anywhere", DIRECT | {"context": 2}, "done"),
        ("in_private", DIRECT, "done"),
        ("in_private", NOTHING_SAID_OF_WHERE, "done"),
        ("in_private", {}, "This works in a direct message with me only. Please write to me there."),
        ("in_any_private", DIRECT | {"context": 2}, "done"),
        ("in_any_private", {}, "This does not work here. Please use it where Discord offers it to you."),
        ("strictly", DIRECT, "This works in a server only. Please use it in one."),
        ("strictly", {"permissions": 0}, NO_BANS),
        ("strictly", {}, "This works in age-restricted channels only. Please use it in one."),
        ("strictly", {"channel": {"id": "4", "type": 0, "nsfw": True}}, "done"),
        ("grown_up", DIRECT, "done"),
        ("grown_up", {"channel": {"id": "4", "type": 0, "nsfw": True}}, "done"),
        ("grown_up", {"channel": {"id": "4", "type": 11}}, "done"),
        ("grown_up", {}, "This works in age-restricted channels only. Please use it in one."),
    ],
)
async def test_a_command_works_where_it_is_for(door: FrontDoor, words: str, place: dict[str, Any], said: str) -> None:
    assert await content(door, words, **place) == said


async def test_a_command_may_be_called_otherwise_than_its_function(door: FrontDoor) -> None:
    assert await content(door, "otherwise") == "done"


async def test_a_cooldown_is_told_with_the_moment_of_its_end(door: FrontDoor) -> None:
    assert await content(door, "sometimes") == "done"
    said = await content(door, "sometimes")
    assert re.fullmatch(r"You can use this again <t:\d{10}:R>\.", said)
    assert await content(door, "sometimes", **SOMEBODY_ELSE) == "done"
    assert await content(door, "sometimes", **DIRECT) == said


async def test_what_is_refused_costs_nobody_their_turn(door: FrontDoor) -> None:
    for _ in range(3):
        assert (await content(door, "sometimes", option("well", False, 5))).startswith("That was not well done.")
    assert await content(door, "sometimes") == "done"
    assert (await content(door, "sometimes", option("well", False, 5))).startswith("You can use this again")


async def test_a_server_shares_its_cooldown_and_a_member_has_one_in_each(door: FrontDoor) -> None:
    assert await content(door, "twice") == "done"
    assert await content(door, "twice", **SOMEBODY_ELSE) == "done"
    assert (await content(door, "twice")).startswith("This server can use this again <t:")
    assert await content(door, "twice", guild_id="5") == "done"
    assert await content(door, "by_member") == "done"
    assert await content(door, "by_member", guild_id="5") == "done"
    assert (await content(door, "by_member")).startswith("You can use this again")


async def test_a_cooldown_holds_while_the_database_is_away(spec: Check | None) -> None:
    async with opened(package="tests.interactions.said", check=spec) as door:
        assert await content(door, "sometimes") == "done"
        assert (await content(door, "sometimes")).startswith("You can use this again")


async def test_a_button_may_be_for_whoever_asked_for_it(door: FrontDoor) -> None:
    asked = {"id": "6", "interaction_metadata": {"id": "9", "type": 2, "user": {"id": "1000000000000000002"}}}
    asked["interaction_metadata"]["user"]["username"] = "mai"  # type: ignore[index]
    assert (await door.presses('["terms.mine"]', message=asked)).type == 7
    for more in ({"message": asked} | SOMEBODY_ELSE, {}):
        answer = await door.presses('["terms.mine"]', **more)
        assert answer.private
        assert answer.data["content"] == "Only whoever asked for this can use it. Please run the command yourself."


async def test_a_button_has_its_cooldown_and_its_needs(door: FrontDoor) -> None:
    answer = await door.presses('["terms.seldom"]', app_permissions="0")
    assert answer.data["content"].startswith("I need the permission Embed Links here.")
    thread = {"channel": {"id": "4", "type": 11}, "app_permissions": str(1 << 10 | 1 << 11 | 1 << 14)}
    answer = await door.presses('["terms.seldom"]', **thread)
    assert answer.data["content"].startswith("I need the permission Embed Links here.")
    assert (await door.presses('["terms.seldom"]')).type == 7
    assert (await door.presses('["terms.seldom"]')).data["content"].startswith("You can use this again")


async def test_a_form_is_for_those_who_may(door: FrontDoor) -> None:
    answer = await door.submits('["terms.locked"]', permissions=0)
    assert answer.data["content"].startswith("You need the permission Ban Members for this.")
    assert (await door.submits('["terms.locked"]')).data["content"] == "done"
