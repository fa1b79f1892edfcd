"""How the bot and what it keeps of people look."""

from datetime import UTC, datetime
from typing import Any

import pytest
from inline_snapshot import snapshot
from msgspec import json

from kasutamaiza.bot import NEEDS, Bot, Health, view
from kasutamaiza.discord.snowflake import UserId
from kasutamaiza.profiles.model import Profile
from kasutamaiza.profiles.view import stored
from kasutamaiza.texts import ENGLISH, speak
from kasutamaiza.ui import ActionRow, Button, Message

THEN = datetime(2026, 1, 1, tzinfo=UTC)
BOT = Bot(application_id=7, version="1.2.3", started_at=THEN, settings={"DISCORD_BOT_TOKEN": True, "SENTRY_DSN": False})


def shown(message: Message) -> Any:
    """A message as Discord is told it, with its empty parts left out."""
    told = json.decode(json.encode(message))
    assert told.pop("allowed_mentions") == {"parse": []}
    return {name: part for name, part in told.items() if part}


def buttons(message: Message) -> list[Button]:
    rows = [row for row in message.components if isinstance(row, ActionRow)]
    return [button for row in rows for button in row.components if isinstance(button, Button)]


def fields(message: Message) -> dict[str, str]:
    [embed] = message.embeds
    return {field.name: field.value for field in embed.fields}


def test_pong_tells_both_times() -> None:
    assert shown(view.pong(ENGLISH, 0.0421, 0.0034)) == snapshot(
        {
            "embeds": [
                {
                    "title": "Pong!",
                    "color": 8081366,
                    "fields": [
                        {"name": "Discord to my answer", "value": "42 ms", "inline": True},
                        {"name": "Database", "value": "3 ms", "inline": True},
                    ],
                }
            ]
        }
    )


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.0, "under 1 ms"), (0.00099, "under 1 ms"), (0.001, "1 ms"), (0.0426, "43 ms"), (2.5, "2500 ms")],
)
def test_a_time_is_told_in_whole_milliseconds(seconds: float, told: str) -> None:
    assert fields(view.pong(ENGLISH, seconds, seconds)) == {"Discord to my answer": told, "Database": told}


def test_a_database_that_is_away_has_no_time() -> None:
    assert fields(view.pong(ENGLISH, 0.1, None))["Database"] == "away"


def test_pong_in_japanese() -> None:
    message = view.pong(speak("ja"), 0.0421, None)
    assert [embed.title for embed in message.embeds] == ["ポン！"]
    assert fields(message) == {"Discordから応答まで": "42 ms", "データベース": "接続不可"}


def test_about_leads_to_help_and_to_the_invitation() -> None:
    assert shown(view.about(ENGLISH, BOT, commands=9, help_mention="</help:5>")) == snapshot(
        {
            "embeds": [
                {
                    "title": "About me",
                    "description": "I am **Kasutamaiza**, for a community that plays Yu-Gi-Oh! "
                    "and designs its own cards. "
                    "I answer slash commands; I never read your chat.\n\nSee </help:5> for all that I can do.",
                    "color": 8081366,
                    "fields": [
                        {"name": "Version", "value": "1.2.3", "inline": True},
                        {"name": "Commands", "value": "9", "inline": True},
                        {"name": "Up since", "value": "<t:1767225600:R>", "inline": True},
                    ],
                }
            ],
            "components": [
                {
                    "type": 1,
                    "components": [
                        {
                            "type": 2,
                            "style": 5,
                            "label": "Add me to a server",
                            "url": "https://discord.com/oauth2/authorize?scope=bot+applications.commands&permissions=117760&client_id=7",
                        }
                    ],
                }
            ],
        }
    )


def test_status_while_all_is_well() -> None:
    assert shown(view.status(ENGLISH, BOT, database=0.003, commands=9)) == snapshot(
        {
            "embeds": [
                {
                    "title": "All is well",
                    "color": 8081366,
                    "footer": {"text": "Kasutamaiza 1.2.3"},
                    "fields": [
                        {"name": "Up since", "value": "<t:1767225600:R>", "inline": True},
                        {"name": "Database", "value": "3 ms", "inline": True},
                        {"name": "Commands", "value": "9 loaded", "inline": True},
                    ],
                }
            ]
        }
    )


def test_status_while_the_database_is_away() -> None:
    assert shown(view.status(ENGLISH, BOT, database=None, commands=9)) == snapshot(
        {
            "embeds": [
                {
                    "title": "I am up, but my database is away",
                    "description": "What needs no memory still works. Please try the rest later.",
                    "color": 8081366,
                    "footer": {"text": "Kasutamaiza 1.2.3"},
                    "fields": [
                        {"name": "Up since", "value": "<t:1767225600:R>", "inline": True},
                        {"name": "Database", "value": "away", "inline": True},
                        {"name": "Commands", "value": "9 loaded", "inline": True},
                    ],
                }
            ]
        }
    )


def test_diagnostics_tell_facts_and_of_settings_only_whether_they_are_there() -> None:
    health = Health(answer_time=0.002, revision="0001", head="0001", server="18.1")
    versions = {"Python": "3.11.9", "msgspec": "0.19.0"}
    assert shown(view.diagnostics(ENGLISH, BOT, health, commands=9, buttons=2, versions=versions)) == snapshot(
        {
            "embeds": [
                {
                    "title": "Diagnostics",
                    "color": 8081366,
                    "footer": {"text": "Kasutamaiza 1.2.3"},
                    "fields": [
                        {
                            "name": "Settings",
                            "value": """\
✅ set · ▫️ not set
✅ `DISCORD_BOT_TOKEN`
▫️ `SENTRY_DSN`\
""",
                        },
                        {
                            "name": "Database",
                            "value": """\
2 ms
PostgreSQL 18.1
schema 0001\
""",
                            "inline": True,
                        },
                        {
                            "name": "Loaded",
                            "value": """\
9 commands
2 kinds of button\
""",
                            "inline": True,
                        },
                        {
                            "name": "Versions",
                            "value": """\
Python 3.11.9
msgspec 0.19.0\
""",
                            "inline": True,
                        },
                    ],
                }
            ]
        }
    )


@pytest.mark.parametrize(
    ("health", "report"),
    [
        (Health(answer_time=None, head="0002"), "away\nschema 0002 expected"),
        (
            Health(answer_time=0.002, revision=None, head="0002", server="18.1"),
            "2 ms\nPostgreSQL 18.1\nschema none, 0002 expected: run `scripts/migrate.py`",
        ),
        (
            Health(answer_time=0.0001, revision="0001", head="0002", server="18.1"),
            "under 1 ms\nPostgreSQL 18.1\nschema 0001, 0002 expected: run `scripts/migrate.py`",
        ),
    ],
)
def test_diagnostics_tell_what_is_wrong_with_the_database(health: Health, report: str) -> None:
    told = fields(view.diagnostics(ENGLISH, BOT, health, commands=9, buttons=2, versions={"Python": "3.11"}))
    assert told["Database"] == report


def test_permissions_that_are_lacking_are_marked_and_summed_up() -> None:
    assert shown(view.permissions(ENGLISH, NEEDS[2:4])) == snapshot(
        {
            "embeds": [
                {
                    "title": "I lack 2 of 5 permissions here",
                    "description": """\
✅ **View Channel** to see the channels that I post in
✅ **Send Messages** to post announcements, results and reminders
❌ **Embed Links** to show cards and decks with their pictures
❌ **Attach Files** to send deck lists and pictures as files
✅ **Read Message History** to find my own posts again, to bring them up to date\
""",
                    "color": 8081366,
                    "footer": {
                        "text": "Server Settings → Roles, or this channel's permissions: "
                        "allow Embed Links, Attach Files."
                    },
                }
            ]
        }
    )


def test_permissions_in_japanese_are_called_as_discord_calls_them() -> None:
    [embed] = view.permissions(speak("ja"), NEEDS[2:4]).embeds
    assert embed.title == "ここで必要な権限5件のうち2件が足りません"
    assert "❌ **埋め込みリンク**：カードやデッキを画像付きで表示するため" in str(embed.description)
    assert embed.footer is not None
    assert embed.footer.text.endswith("：埋め込みリンク, ファイルを添付")


def test_one_command_is_no_commands() -> None:
    health = Health(answer_time=0.002, revision="0001", head="0001", server="18.1")
    message = view.diagnostics(ENGLISH, BOT, health, commands=1, buttons=1, versions={"Python": "3.11"})
    assert fields(message)["Loaded"] == "1 command\n1 kind of button"


def test_permissions_that_are_all_there_need_no_advice() -> None:
    [embed] = view.permissions(ENGLISH, []).embeds
    assert (embed.title, embed.footer) == ("I have all I need here", None)
    assert str(embed.description).count("✅") == len(NEEDS)


def test_the_invitation() -> None:
    assert shown(view.invite(ENGLISH, BOT)) == snapshot(
        {
            "embeds": [
                {
                    "title": "Take me to your server",
                    "description": "You need the permission Manage Server there. "
                    "I ask for what I use, and nothing else.",
                    "color": 8081366,
                }
            ],
            "components": [
                {
                    "type": 1,
                    "components": [
                        {
                            "type": 2,
                            "style": 5,
                            "label": "Add me to a server",
                            "url": "https://discord.com/oauth2/authorize?scope=bot+applications.commands&permissions=117760&client_id=7",
                        }
                    ],
                }
            ],
        }
    )


def test_privacy_leads_where_it_is_told_to() -> None:
    message = view.privacy(ENGLISH, stored="anywhere")
    assert [(button.label, button.custom_id) for button in buttons(message)] == [
        ("What is stored about me?", "anywhere")
    ]


def test_of_somebody_unknown_nothing_is_stored() -> None:
    assert shown(stored(ENGLISH, None)) == snapshot(
        {"embeds": [{"title": "Nothing is stored about you", "color": 8081366}]}
    )


def test_all_that_is_stored_is_shown_with_the_name_made_plain() -> None:
    assert shown(stored(ENGLISH, Profile(UserId(5), "mai_*valentine*", THEN))) == snapshot(
        {
            "embeds": [
                {
                    "title": "This is stored about you",
                    "color": 8081366,
                    "fields": [
                        {"name": "Discord id", "value": "`5`", "inline": True},
                        {"name": "Name", "value": "mai\\_\\*valentine\\*", "inline": True},
                        {"name": "Since", "value": "<t:1767225600:D>", "inline": True},
                    ],
                }
            ]
        }
    )


@pytest.mark.parametrize("name", ["", "*" * 32])
def test_any_name_that_discord_allows_can_be_shown(name: str) -> None:
    assert fields(stored(ENGLISH, Profile(UserId(5), name, THEN)))["Name"] == ("–" if not name else r"\*" * 32)
