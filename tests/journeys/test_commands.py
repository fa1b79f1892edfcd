"""The bot's own commands, through the front door."""

import asyncpg

from kasutamaiza.storage import schema
from tests.door import FrontDoor, option


async def test_ping_tells_how_long_it_took_and_how_the_database_is(door: FrontDoor) -> None:
    answer = await door.says("ping")
    assert answer.type == 4
    assert answer.embed["title"] == "Pong!"
    assert answer.fields["Discord to my answer"].endswith(" ms")
    assert answer.fields["Database"].endswith(" ms")


async def test_ping_answers_while_the_database_is_away(door_without_database: FrontDoor) -> None:
    assert (await door_without_database.says("ping")).fields["Database"] == "away"


async def test_help_lists_every_command_by_category(door: FrontDoor) -> None:
    listed = (await door.says("help")).fields["General"]
    for name in ("/ping", "/about", "/bot status", "/bot privacy"):
        assert f"`{name}`" in listed


async def test_a_command_becomes_one_to_click_once_it_was_used(door: FrontDoor) -> None:
    await door.says("ping")
    listed = (await door.says("help")).fields["General"]
    assert "</ping:1000000000000000005>" in listed
    assert "`/about`" in listed


async def test_help_with_a_topic_shows_a_commands_options(door: FrontDoor) -> None:
    answer = await door.says("help", option("topic", "/help"))
    assert answer.embed["title"] == "/help"
    assert answer.fields == {"topic (text, optional)": "A command or a category."}


async def test_help_says_who_may_use_a_command(door: FrontDoor) -> None:
    answer = await door.says("help", option("topic", "bot diagnostics"))
    assert answer.fields["Who may use it"] == "Members with Manage Server"


async def test_help_with_a_group_lists_the_group(door: FrontDoor) -> None:
    listed = (await door.says("help", option("topic", "bot"))).fields["General"]
    assert "/bot invite" in listed
    assert "/ping" not in listed


async def test_help_with_a_category_lists_the_category(door: FrontDoor) -> None:
    assert "`/ping`" in (await door.says("help", option("topic", "general"))).fields["General"]


async def test_help_with_an_unknown_topic_says_so_privately(door: FrontDoor) -> None:
    answer = await door.says("help", option("topic", "cooking"))
    assert answer.private
    assert answer.data["content"] == "There is no command or category called “cooking”. Use /help without a topic."


async def test_help_suggests_topics_that_start_with_what_is_typed_first(door: FrontDoor) -> None:
    answer = await door.types("help", option("topic", "p", focused=True))
    assert answer.choices[0] == "ping"
    assert "help" in answer.choices


async def test_about_says_what_this_is_and_leads_to_the_invitation(door: FrontDoor) -> None:
    answer = await door.says("about")
    assert "Kasutamaiza" in answer.embed["description"]
    assert "client_id=1000000000000000001" in answer.buttons["Add me to a server"]["url"]


async def test_status_tells_that_all_is_well(door: FrontDoor) -> None:
    assert (await door.says("bot status")).embed["title"] == "All is well"


async def test_status_tells_that_the_database_is_away(door_without_database: FrontDoor) -> None:
    answer = await door_without_database.says("bot status")
    assert answer.embed["title"] == "I am up, but my database is away"


async def test_diagnostics_shows_which_settings_are_there_and_never_what_they_hold(door: FrontDoor) -> None:
    answer = await door.says("bot diagnostics")
    assert answer.private
    assert "✅ `DISCORD_BOT_TOKEN`" in answer.fields["Settings"]
    assert "▫️ `SENTRY_DSN`" in answer.fields["Settings"]
    assert "invented" not in str(answer.callback)
    assert f"schema {schema.head()}" in answer.fields["Database"]
    assert "msgspec" in answer.fields["Versions"]


async def test_diagnostics_tells_an_operator_whose_database_was_not_migrated(
    door: FrontDoor, database_url: str
) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute("DROP TABLE alembic_version")
    await connection.close()
    assert "run `scripts/migrate.py`" in (await door.says("bot diagnostics")).fields["Database"]


async def test_diagnostics_works_while_the_database_is_away(door_without_database: FrontDoor) -> None:
    answer = await door_without_database.says("bot diagnostics")
    assert answer.fields["Database"] == f"away\nschema {schema.head()} expected"


async def test_diagnostics_is_for_those_who_manage_the_server(door: FrontDoor) -> None:
    answer = await door.says("bot diagnostics", permissions=0)
    assert answer.private
    assert answer.data["content"].startswith("You need the permission Manage Server for this.")


async def test_permissions_names_what_is_lacking_and_what_it_is_for(door: FrontDoor) -> None:
    answer = await door.says("bot permissions", app_permissions=str(1 << 10 | 1 << 11))
    assert answer.private
    assert answer.embed["title"] == "I lack 3 of 5 permissions here"
    assert "✅ **View Channel**" in answer.embed["description"]
    assert "❌ **Embed Links** to show cards and decks with their pictures" in answer.embed["description"]
    assert "Embed Links, Attach Files, Read Message History" in answer.embed["footer"]["text"]


async def test_permissions_is_content_with_an_administrator(door: FrontDoor) -> None:
    assert (await door.says("bot permissions", app_permissions="8")).embed["title"] == "I have all I need here"


async def test_permissions_needs_a_server(door: FrontDoor) -> None:
    user = {"id": "1000000000000000002", "username": "mai"}
    answer = await door.says("bot permissions", guild_id=None, member=None, user=user)
    assert answer.data["content"] == "This works in a server only. Please use it in one."


async def test_invite_asks_for_the_permissions_it_uses(door: FrontDoor) -> None:
    answer = await door.says("bot invite")
    assert "permissions=117760" in answer.buttons["Add me to a server"]["url"]


async def test_privacy_tells_what_is_kept_and_its_button_what_is_kept_of_you(
    door: FrontDoor, database_url: str
) -> None:
    button = (await door.says("bot privacy")).buttons["What is stored about me?"]
    assert (await door.presses(button["custom_id"])).embed["title"] == "Nothing is stored about you"
    connection = await asyncpg.connect(database_url)
    await connection.execute("INSERT INTO users (id, name) VALUES (1000000000000000002, 'mai_*')")
    await connection.close()
    stored = await door.presses(button["custom_id"])
    assert stored.private
    assert stored.fields["Discord id"] == "`1000000000000000002`"
    assert stored.fields["Name"] == r"mai\_\*"


async def test_what_needs_the_database_says_kindly_that_it_is_away(door_without_database: FrontDoor) -> None:
    answer = await door_without_database.presses('["bot.stored"]')
    assert answer.private
    assert answer.data["content"].startswith("My database is not answering right now.")
