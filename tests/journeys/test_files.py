"""Answers with files: promised in the response, then sent as a form."""

from collections.abc import AsyncIterator

import pytest
from msgspec import json

from tests.discord_rest import DiscordRest, discord_rest
from tests.door import FrontDoor, opened, option
from tests.spec import Check

TOKEN = "aW50ZXJhY3Rpb246c2FpZC1vbi10aGlzLW1hY2hpbmU"
ORIGINAL = f"/webhooks/1000000000000000001/{TOKEN}/messages/@original"
PICTURE = ("board.png", b"\x89PNG not really")


@pytest.fixture
async def rest() -> AsyncIterator[DiscordRest]:
    async with discord_rest() as rest:
        yield rest


@pytest.fixture
async def door(rest: DiscordRest, spec: Check | None) -> AsyncIterator[FrontDoor]:
    async with opened(package="tests.interactions.said", check=spec, discord_api_url=rest.url) as door:
        yield door


async def test_a_file_is_promised_and_then_sent_with_its_message(
    door: FrontDoor, rest: DiscordRest, spec: Check | None
) -> None:
    answer = await door.says("picture")
    assert answer.callback == {"type": 5}
    [(method, path, told)] = await rest.until(1)
    assert (method, path) == ("PATCH", ORIGINAL)
    assert told["attachments"] == [{"id": 0, "filename": "board.png", "description": "The board"}]
    assert told["embeds"][0]["image"] == {"url": "attachment://board.png"}
    assert rest.files == [{"files[0]": PICTURE}]
    assert "authorization" not in rest.headers[0]
    if spec is not None:
        spec("edit_original", json.encode(told))


async def test_a_private_file_is_promised_privately(door: FrontDoor, rest: DiscordRest) -> None:
    assert (await door.says("picture", option("private", True, 5))).callback == {"type": 5, "data": {"flags": 64}}
    assert (await rest.until(1))[0][:2] == ("PATCH", ORIGINAL)


async def test_a_file_in_a_layout_switches_the_layout_on_when_it_is_sent(door: FrontDoor, rest: DiscordRest) -> None:
    assert (await door.says("document")).callback == {"type": 5}
    [(_, _, told)] = await rest.until(1)
    assert told["flags"] == 1 << 15
    assert (told["content"], told["embeds"]) == (None, [])
    assert rest.files == [{"files[0]": ("deck.ydk", b"#main\n1\n")}]


async def test_an_update_with_a_new_file_is_promised_as_an_update(door: FrontDoor, rest: DiscordRest) -> None:
    assert (await door.presses('["shows.redraw",0]')).callback == {"type": 6}
    [(method, path, told)] = await rest.until(1)
    assert (method, path, told["content"]) == ("PATCH", ORIGINAL, "Redrawn")
    assert rest.files == [{"files[0]": PICTURE}]
