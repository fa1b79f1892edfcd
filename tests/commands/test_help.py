"""The list of commands, however many there are."""

import re
from itertools import cycle, islice
from typing import Any

import pytest
from msgspec import json, structs

from commands import help as room
from kasutamaiza.discord.interaction import CommandInteraction, decode
from kasutamaiza.interactions import Directory, Interaction, Mentions, Reply, Update, discover
from kasutamaiza.interactions.custom_id import reader
from kasutamaiza.ui import Message
from scripts.say import interaction
from tests.door import data

SAID = discover("tests.interactions.said").commands
read = reader([room.Page])


def many(count: int, *, description: str = "Do it.", longer: str = "") -> Directory:
    entries = islice(cycle(SAID), count)
    return Directory(
        [
            structs.replace(entry, path=f"{entry.path}{number:03}{longer}", description=description)
            for number, entry in enumerate(entries)
        ],
        [],
    )


def asked() -> Interaction:
    found = decode(json.encode(interaction(2, data("help"))))
    assert isinstance(found, CommandInteraction)
    return found


async def helped(directory: Directory, topic: str | None = None) -> Message:
    reply = await room.help(topic, directory=directory, mentions=Mentions(), interaction=asked())
    assert isinstance(reply, Reply)
    return reply.message


async def turned(directory: Directory, page: int) -> Message:
    update = await room.turn(room.Page(page), directory=directory, mentions=Mentions(), interaction=asked())
    assert isinstance(update, Update)
    return update.message


def names(message: Message) -> list[str]:
    [embed] = message.embeds
    return [name for field in embed.fields for name in re.findall(r"`/([^`]+)`", field.value)]


def disabled(message: Message) -> list[tuple[str | None, bool]]:
    return [(button.label, button.disabled) for row in message.components for button in row.components]


def footer(message: Message) -> str:
    [embed] = message.embeds
    assert embed.footer is not None
    return embed.footer.text


@pytest.mark.parametrize("count", [0, 1, room.PER_PAGE])
async def test_what_fits_on_a_page_has_no_buttons(count: int) -> None:
    message = await helped(many(count))
    assert len(names(message)) == count
    assert message.components == ()
    assert footer(message) == "Say /help with a topic to see a command's options."


@pytest.mark.parametrize("count", [room.PER_PAGE + 1, 2 * room.PER_PAGE, 2 * room.PER_PAGE + 1, 100])
async def test_every_command_stands_on_one_page(count: int) -> None:
    directory = many(count)
    pages = -(-count // room.PER_PAGE)
    shown = [await turned(directory, page) for page in range(1, pages + 1)]
    assert sorted(name for page in shown for name in names(page)) == [entry.path for entry in directory.commands]
    assert [footer(page).split(" · ")[0] for page in shown] == [f"Page {n} of {pages}" for n in range(1, pages + 1)]


async def test_the_buttons_at_the_ends_are_disabled() -> None:
    directory = many(2 * room.PER_PAGE + 1)
    assert disabled(await turned(directory, 1)) == [("◀ Back", True), ("Next ▶", False)]
    assert disabled(await turned(directory, 2)) == [("◀ Back", False), ("Next ▶", False)]
    assert disabled(await turned(directory, 3)) == [("◀ Back", False), ("Next ▶", True)]


async def test_help_opens_on_the_first_page_and_its_buttons_lead_on() -> None:
    directory = many(40)
    first = await helped(directory)
    assert first == await turned(directory, 1)
    [row] = first.components
    _, onward = row.components
    assert onward.custom_id is not None
    assert read(onward.custom_id) == room.Page(2)
    [row] = (await turned(directory, 3)).components
    assert [read(str(button.custom_id)) for button in row.components] == [room.Page(2), room.Page(4)]


@pytest.mark.parametrize(("page", "shown"), [(5, 4), (10**9, 4), (0, 1), (-3, 1)])
async def test_a_page_that_is_gone_is_the_nearest_there_is(page: int, shown: int) -> None:
    directory = many(40)
    assert await turned(directory, page) == await turned(directory, shown)


async def test_a_page_that_is_gone_may_leave_a_list_without_buttons() -> None:
    directory = many(3)
    assert await turned(directory, 2) == await helped(directory)


@pytest.mark.parametrize("topic", [None, "general"])
async def test_a_long_list_is_split_into_fields_that_discord_takes(topic: str | None) -> None:
    general = [entry for entry in SAID if entry.handler.category == "General"]
    entries = [
        structs.replace(entry, path=f"{number:02}" + "x" * 96, description="d" * 100)
        for number, entry in enumerate(islice(cycle(general), 2 * room.PER_PAGE))
    ]
    message = await helped(Directory(entries, []), topic)
    [embed] = message.embeds
    assert {field.name for field in embed.fields} == {"General"}
    assert len(embed.fields) > 1
    assert all(0 < len(field.value) <= 1024 for field in embed.fields)
    assert names(message) == [entry.path for entry in entries][: None if topic else room.PER_PAGE]


async def test_commands_stand_under_their_category() -> None:
    [embed] = (await helped(Directory(SAID, []), None)).embeds
    assert [field.name for field in embed.fields] == sorted(field.name for field in embed.fields)
    [embed] = (await helped(Directory(SAID, []), "nests")).embeds
    assert [(field.name, field.value) for field in embed.fields] == [
        ("Nests", "`/nested deep down` Two levels down.\n`/nested shallow` One level down.\n")
    ]


@pytest.mark.parametrize("topic", ["nested", "/nested", " NESTED "])
async def test_a_group_is_found_by_its_first_word_however_it_is_written(topic: str) -> None:
    assert names(await helped(Directory(SAID, []), topic)) == ["nested deep down", "nested shallow"]


@pytest.mark.parametrize("topic", ["nest", "nested deep dow", "", "/", "x" * 100])
async def test_an_unknown_topic_is_told_shortly(topic: str) -> None:
    with pytest.raises(room.NoSuchTopic, match=r"^There is no command or category called “.{0,60}”\."):
        await helped(Directory(SAID, []), topic)


FIELDS: dict[str, list[tuple[str, str]]] = {
    "plain": [
        ("text (text)", "Text."),
        ("whole (whole number)", "A whole number."),
        ("number (number)", "A number."),
        ("really (yes or no)", "Yes or no."),
        ("chosen (one of Ay, Bee, optional)", "One of two."),
    ],
    "looked_up": [
        ("user (person)", "Anybody."),
        ("role (role)", "A role."),
        ("channel (channel)", "A channel."),
        ("file (file)", "A file."),
        ("whom (person or role)", "Anybody, or a role."),
        ("member (person, optional)", "A member."),
        ("person (person or role, optional)", "A member, or a role."),
    ],
    "kick": [("Who may use it", "Members with Kick Members")],
    "refuse": [],
}


@pytest.mark.parametrize(("topic", "fields"), FIELDS.items(), ids=FIELDS)
async def test_a_command_is_shown_with_its_options_in_words(topic: str, fields: list[tuple[str, str]]) -> None:
    [embed] = (await helped(Directory(SAID, []), topic)).embeds
    assert embed.title == f"/{topic}"
    assert [(field.name, field.value) for field in embed.fields] == fields


async def test_suggestions_are_no_more_than_discord_shows() -> None:
    assert len(await room.suggest("", directory=many(40))) == 25


@pytest.mark.parametrize("typed", ["NE", "/ne", " ne"])
async def test_what_starts_with_the_typed_text_is_suggested_first(typed: str) -> None:
    suggested: list[Any] = [choice.value for choice in await room.suggest(typed, directory=Directory(SAID, []))]
    assert suggested == ["nested deep down", "nested shallow", "Nests", "General"]


async def test_what_nothing_holds_suggests_nothing() -> None:
    assert await room.suggest("cooking", directory=Directory(SAID, [])) == []
