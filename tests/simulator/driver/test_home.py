"""The project's own bot in the simulator: each of its commands, in both of its languages, with a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kasutamaiza.storage import Database
from simulator.driver import Choice, Failed, Simulation
from simulator.record.replay import replay
from tests.simulator.driver.home import at_home

COMMANDS = ["about", "bot diagnostics", "bot invite", "bot permissions", "bot privacy", "bot status", "help", "ping"]


@pytest.fixture
async def discord(database_url: str) -> AsyncIterator[Simulation]:
    async with at_home(database_url) as discord:
        yield discord


@pytest.mark.parametrize("name", ["seto", "yuki"])
async def test_the_endpoint_is_sound_and_its_commands_are_offered(discord: Simulation, name: str) -> None:
    assert await discord.check() == []
    assert await (await discord.guild.member(name)).commands() == COMMANDS


@pytest.mark.parametrize(
    ("command", "english", "japanese"),
    [
        ("about", "a community that plays Yu-Gi-Oh!", "遊戯王"),
        ("bot diagnostics", "PostgreSQL", "サーバー管理"),
        ("bot invite", "You need the permission Manage Server there", "サーバーに招待"),
        ("bot permissions", "I have all I need here", "ここで必要な権限はすべてあります"),
        ("bot privacy", "What I know of you", "あなたについて扱う情報"),
        ("bot status", "All is well", "すべて正常です"),
        ("help", "What I can do", "できること"),
        ("ping", "Pong!", "ポン！"),
    ],
)
async def test_every_command_answers_in_the_readers_language(
    discord: Simulation, command: str, english: str, japanese: str
) -> None:
    for name, expected in (("seto", english), ("yuki", japanese)):
        answer = await (await discord.guild.member(name)).slash(command)
        assert expected in answer.text
        assert answer.is_private == (command in ("bot diagnostics", "bot permissions", "bot privacy"))
        [exchange] = [
            each for each in (await discord.state())["exchanges"] if each["interaction_id"] == answer.interaction
        ]
        assert exchange["warnings"] == []


@pytest.mark.parametrize(
    ("name", "button", "nothing"),
    [
        ("mai", "What is stored about me?", "Nothing is stored about you"),
        ("yuki", "保存されている情報を見る", "あなたについて保存されている情報はありません"),
    ],
)
async def test_what_is_stored_is_shown_to_who_asks(discord: Simulation, name: str, button: str, nothing: str) -> None:
    member = await discord.guild.member(name)
    stored = await (await member.slash("bot privacy")).press(button)
    assert stored.text == nothing
    assert stored.is_private


async def test_who_is_known_is_shown_what_is_known(discord: Simulation, database_url: str) -> None:
    mai = await discord.guild.member("mai")
    database = Database(database_url)
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO users (id, name) VALUES ($1, $2)", int(mai.id), "Mai Valentine")
    await database.close()
    stored = await (await mai.slash("bot privacy")).press("What is stored about me?")
    assert "Mai Valentine" in stored.text


async def test_help_is_asked_about_a_topic(discord: Simulation) -> None:
    mai, yuki = await discord.guild.member("mai"), await discord.guild.member("yuki")
    assert await mai.types("help", "topic", "pi") == [Choice("ping", "ping")]
    assert (await mai.slash("help", topic="ping")).text.startswith("/ping\nSee how fast I answer.")
    assert "応答の速さを見ます。" in (await yuki.slash("help", topic="ping")).text
    assert [each.value for each in await yuki.types("help", "topic", "ヘルプ")] == ["help"]
    assert "There is no command or category" in (await mai.slash("help", topic="cooking")).text


async def test_commands_work_in_direct_messages_where_they_may(discord: Simulation) -> None:
    mai = (await discord.guild.member("mai")).within("dm")
    assert "Pong!" in (await mai.slash("ping")).text
    assert (await mai.slash("bot permissions")).text == "This works in a server only. Please use it in one."


@pytest.mark.parametrize(
    ("name", "back", "next_", "first", "second"),
    [
        ("mai", "◀ Back", "Next ▶", "Page 1 of 2", "Page 2 of 2"),
        ("yuki", "◀ 戻る", "次へ ▶", "1/2ページ", "2/2ページ"),
    ],
)
async def test_the_pages_of_help_are_turned(
    database_url: str, name: str, back: str, next_: str, first: str, second: str
) -> None:
    async with at_home(database_url, package="tests.simulator.driver.plenty") as discord:
        help_ = await (await discord.guild.member(name)).slash("help")
        assert help_.buttons == [back, next_]
        assert first in help_.text
        turned = await help_.press(next_)
        assert (turned.id, turned.state) == (help_.id, "updated")
        assert second in turned.text
        with pytest.raises(Failed, match="is disabled"):
            await turned.press(next_)
        assert first in (await turned.press(back)).text


async def test_all_that_was_done_can_be_done_again(discord: Simulation, tmp_path: Path) -> None:
    async def everything() -> None:
        for name in ("seto", "yuki"):
            member = await discord.guild.member(name)
            for command in COMMANDS:
                await member.slash(command)
            privacy = await member.slash("bot privacy")
            await privacy.press(privacy.buttons[0])

    # The bot hears the ids of its commands as they are used, and its help looks otherwise then.
    await everything()
    await discord.reset()
    await everything()
    path = tmp_path / "home.jsonl"
    path.write_text(await discord.recording())
    # That a database answers in less than a millisecond one time, and not the next, is no difference of the bot.
    assert [each.act for each in await replay(path, discord) if "ms" not in each.diff] == []
