"""The bot's own commands in the reader's language, through the front door."""

import pytest

from tests.door import FrontDoor, option


async def test_ping_in_japanese(door: FrontDoor) -> None:
    answer = await door.says("ping", locale="ja")
    assert answer.embed["title"] == "ポン！"
    assert " ms" in answer.fields["データベース"]


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "de", "zz"])
async def test_whose_language_we_lack_is_answered_in_english(door: FrontDoor, locale: str) -> None:
    assert (await door.says("ping", locale=locale)).embed["title"] == "Pong!"


async def test_the_readers_language_goes_before_the_servers(door: FrontDoor) -> None:
    assert (await door.says("ping", locale="en-US", guild_locale="ja")).embed["title"] == "Pong!"


async def test_help_in_japanese_lists_commands_by_the_names_that_are_typed_there(door: FrontDoor) -> None:
    answer = await door.says("help", locale="ja")
    assert answer.embed["title"] == "できること"
    assert "`/ping` 応答の速さを見ます。" in answer.fields["全般"]
    assert "`/ボット 状態` すべて正常に動いているかを見ます。" in answer.fields["全般"]
    # Asked for just now, so that its id is known: to be clicked, it is the same in every language.
    assert "</help:1000000000000000005> できることを見ます。" in answer.fields["全般"]


@pytest.mark.parametrize("topic", ["ヘルプ", "/ヘルプ", "help"])
async def test_help_in_japanese_shows_a_commands_options(door: FrontDoor, topic: str) -> None:
    answer = await door.says("help", option("topic", topic), locale="ja")
    assert answer.embed["title"] == "/ヘルプ"
    assert answer.fields == {"項目（テキスト、省略可）": "コマンドかカテゴリー。"}


async def test_help_in_japanese_says_that_there_is_no_such_topic(door: FrontDoor) -> None:
    answer = await door.says("help", option("topic", "{料理}"), locale="ja")
    assert answer.private
    assert answer.data["content"].startswith("「{料理}」というコマンドやカテゴリーはありません。")


async def test_help_in_japanese_suggests_what_is_typed_there(door: FrontDoor) -> None:
    answer = await door.types("help", option("topic", "ヘ", focused=True), locale="ja")
    assert answer.data["choices"] == [{"name": "ヘルプ", "value": "help"}]


async def test_about_in_japanese(door: FrontDoor) -> None:
    answer = await door.says("about", locale="ja")
    assert "遊戯王" in answer.embed["description"]
    assert "サーバーに追加" in answer.buttons


async def test_bot_status_in_japanese_while_the_database_is_away(door_without_database: FrontDoor) -> None:
    answer = await door_without_database.says("bot status", locale="ja")
    assert answer.embed["title"] == "稼働中ですが、データベースにつながりません"
    assert answer.fields["データベース"] == "接続不可"


async def test_who_may_not_is_told_so_in_japanese(door: FrontDoor) -> None:
    answer = await door.says("bot diagnostics", permissions=0, locale="ja")
    assert answer.private
    assert answer.data["content"].startswith("これを使うには権限")


async def test_an_old_button_is_refused_in_japanese(door: FrontDoor) -> None:
    answer = await door.presses("gone", locale="ja")
    assert answer.data["content"].startswith("このボタンは古くて使えません。")
