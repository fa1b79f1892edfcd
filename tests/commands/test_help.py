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
from kasutamaiza.texts import ENGLISH, Say, speak
from kasutamaiza.ui import ActionRow, Button, Message
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


async def helped(directory: Directory, topic: str | None = None, say: Say = ENGLISH) -> Message:
    reply = await room.help(topic, directory=directory, mentions=Mentions(), interaction=asked(), say=say)
    assert isinstance(reply, Reply)
    return reply.message


async def turned(directory: Directory, page: int, say: Say = ENGLISH) -> Message:
    update = await room.turn(room.Page(page), directory=directory, mentions=Mentions(), interaction=asked(), say=say)
    assert isinstance(update, Update)
    return update.message


def names(message: Message) -> list[str]:
    [embed] = message.embeds
    return [name for field in embed.fields for name in re.findall(r"`/([^`]+)`", field.value)]


def buttons(message: Message) -> list[Button]:
    rows = [row for row in message.components if isinstance(row, ActionRow)]
    return [button for row in rows for button in row.components if isinstance(button, Button)]


def disabled(message: Message) -> list[tuple[str | None, bool]]:
    return [(button.label, button.disabled) for button in buttons(message)]


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
    _, onward = buttons(first)
    assert onward.custom_id is not None
    assert read(onward.custom_id) == room.Page(2)
    assert [read(str(button.custom_id)) for button in buttons(await turned(directory, 3))] == [
        room.Page(2),
        room.Page(4),
    ]


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
    assert len(await room.suggest("", directory=many(40), say=ENGLISH)) == 25


@pytest.mark.parametrize("typed", ["NE", "/ne", " ne"])
async def test_what_starts_with_the_typed_text_is_suggested_first(typed: str) -> None:
    suggested: list[Any] = [
        choice.value for choice in await room.suggest(typed, directory=Directory(SAID, []), say=ENGLISH)
    ]
    assert suggested == ["nested deep down", "nested shallow", "Nests", "General"]


async def test_what_nothing_holds_suggests_nothing() -> None:
    assert await room.suggest("cooking", directory=Directory(SAID, []), say=ENGLISH) == []


JAPANESE = speak("ja")
OURS = discover()


@pytest.mark.parametrize("topic", ["ボット 権限", "/ボット 権限", "bot permissions"])
async def test_a_command_is_found_by_its_name_in_either_language(topic: str) -> None:
    [embed] = (await helped(OURS, topic, JAPANESE)).embeds
    assert embed.title == "/ボット 権限"
    assert embed.description == "ここで足りない権限と、その用途を見ます。\n`/ボット 権限`"


@pytest.mark.parametrize("topic", ["ボット", "bot"])
async def test_a_group_is_found_by_its_name_in_either_language(topic: str) -> None:
    assert "ボット 状態" in names(await helped(OURS, topic, JAPANESE))
    assert "ping" not in names(await helped(OURS, topic, JAPANESE))


@pytest.mark.parametrize("topic", ["全般", "general"])
async def test_a_category_is_found_by_its_name_in_either_language(topic: str) -> None:
    [embed] = (await helped(OURS, topic, JAPANESE)).embeds
    assert {field.name for field in embed.fields} == {"全般"}
    assert "`/ping` 応答の速さを見ます。" in embed.fields[0].value


async def test_english_finds_nothing_by_a_japanese_name() -> None:
    with pytest.raises(room.NoSuchTopic):
        await helped(OURS, "ヘルプ")


async def test_pages_are_turned_in_the_readers_language() -> None:
    message = await turned(many(40), 2, JAPANESE)
    assert footer(message).startswith("2/4ページ · ")
    assert disabled(message) == [("◀ 戻る", False), ("次へ ▶", False)]


async def test_options_are_shown_as_discord_shows_them() -> None:
    [embed] = (await helped(OURS, "help", JAPANESE)).embeds
    assert [(field.name, field.value) for field in embed.fields] == [
        ("項目（テキスト、省略可）", "コマンドかカテゴリー。"),
    ]


async def test_who_may_use_a_command_is_told_with_discords_own_words() -> None:
    [embed] = (await helped(OURS, "bot diagnostics", JAPANESE)).embeds
    assert [(field.name, field.value) for field in embed.fields] == [
        ("使える人", "「サーバー管理」の権限を持つメンバー"),
    ]


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [("ヘ", "ヘルプ", "help"), ("hel", "ヘルプ", "help"), ("ボット 状", "ボット 状態", "bot status")],
)
async def test_topics_are_suggested_by_either_name_and_shown_by_the_readers(typed: str, name: str, value: str) -> None:
    found = await room.suggest(typed, directory=OURS, say=JAPANESE)
    assert (found[0].name, found[0].value) == (name, value)


async def test_a_category_too_long_for_one_list_says_how_many_are_left() -> None:
    general = [entry for entry in SAID if entry.handler.category == "General"]
    entries = [structs.replace(entry, path=f"c{number}") for number, entry in enumerate(islice(cycle(general), 33))]
    message = await helped(Directory(entries, []), "general")
    assert len(names(message)) == room.MOST
    assert footer(message) == "And 3 more: say /help without a topic for all of them."


@pytest.mark.parametrize("topic", [None, "quote", "menus"])
async def test_commands_of_menus_are_listed_with_where_they_are(topic: str | None) -> None:
    directory = discover("tests.interactions.said")
    if topic is None:
        directory = Directory(menu=directory.menu)
    [embed] = (await helped(directory, topic)).embeds
    if topic != "quote":
        assert "**Bare** (right-click a person, then Apps)\n" in embed.fields[0].value
    assert "**Quote** (right-click a message, then Apps) Repeat a message." in embed.fields[0].value
    if topic != "quote":
        assert "**Look up** (right-click a person, then Apps) Who is this?" in embed.fields[0].value
