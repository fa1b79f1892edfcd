"""Registering commands: one write when something differs and none when nothing does; every refusal one sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import json

from tests.discord_application import FakeApplication, answer, breaks_off, error, fake_application, html
from tests.scripts.registering import OURS, Operator


async def test_a_second_apply_writes_nothing(operator: Operator, is_valid: Callable[[str, bytes], None]) -> None:
    first = await operator.runs("apply")
    assert (first.code, first.err) == (0, "")
    assert f"Applied and read back: {len(OURS)} created, 0 updated, 0 deleted." in first.out
    ids = {each["name"]: each["id"] for each in operator.discord.registered()}
    assert f"  </help:{ids['help']}>\n" in first.out
    assert f"  </bot status:{ids['bot']}>\n" in first.out

    second = await operator.runs("apply")
    assert second.code == 0
    assert second.out == f"For all servers: {len(OURS)} unchanged.\nNothing to do.\n"
    assert len(operator.discord.writes) == 1
    assert (await operator.runs("check")).code == 0
    is_valid("commands", json.encode(operator.discord.writes[0]))


async def test_one_changed_description_in_another_language_is_one_write(operator: Operator) -> None:
    await operator.runs("apply")
    before = operator.discord.registered()
    [there] = [each for each in before if each["name"] == "help"]
    there["options"][0]["description_localizations"] = {"ja": "前の説明"}

    told = (await operator.runs("check", "--format", "json")).json
    [update] = told["update"]
    assert update["fields"] == [
        {
            "path": "options[topic].description_localizations.ja",
            "from": "前の説明",
            "to": "コマンドかカテゴリー。",
        }
    ]
    assert (told["exit_code"], told["in_sync"], told["create"], told["delete"]) == (2, False, [], [])
    assert (await operator.runs("plan")).code == 2
    assert len(operator.discord.writes) == 1

    applied = await operator.runs("apply")
    assert "0 created, 1 updated, 0 deleted." in applied.out
    assert len(operator.discord.writes) == 2
    after = operator.discord.registered()
    assert {each["name"]: each["id"] for each in after} == {each["name"]: each["id"] for each in before}
    assert (await operator.runs("check")).code == 0


async def test_what_is_not_ours_is_carried_through_and_pruned_only_when_told(
    operator: Operator, is_valid: Callable[[str, bytes], None]
) -> None:
    foreign = operator.discord.register(
        {"type": 4, "name": "Launch", "handler": 2},
        {"name": "theirs", "description": "Theirs.", "name_localizations": {"ja": "彼等"}, "of_the_future": {"a": [1]}},
        {"type": 2, "name": "Look up"},
    )
    ran = await operator.runs("apply")
    assert ran.code == 0
    assert "= /theirs  not in commands/: kept, --prune deletes it" in ran.out
    assert "= entry point → Launch  Discord's own, which opens the Activity: always kept" in ran.out
    assert operator.discord.registered()[-3:] == foreign
    is_valid("commands", json.encode(operator.discord.writes[0]))

    checked = await operator.runs("check", "--prune")
    assert (checked.code, checked.out.splitlines()[-1]) == (
        2,
        "To make it so: python scripts/register_commands.py apply --prune --yes",
    )
    refused = await operator.runs("apply", "--prune")
    assert refused.code == 4
    assert refused.sentence.startswith("That would delete 2 of the commands that people use: nothing was changed.")
    assert len(operator.discord.writes) == 1
    assert (await operator.runs("apply", "--prune", "--yes")).code == 0
    assert [each["name"] for each in operator.discord.registered()] == [*OURS, "Launch"]


async def test_another_applications_token_is_refused_before_anything_is_written(operator: Operator) -> None:
    ran = await operator.runs("apply", DISCORD_APPLICATION_ID="999")
    assert (ran.code, ran.out) == (4, "")
    assert ran.sentence.startswith("The token belongs to Kasutamaiza (1000000000000000001), not to the application 999")
    assert operator.discord.calls == [("GET", "/applications/@me")]


SETTINGS: dict[str, dict[str, str]] = {
    "DISCORD_BOT_TOKEN is not set: copy it from": {"DISCORD_BOT_TOKEN": ""},
    "DISCORD_BOT_TOKEN must be the token alone": {"DISCORD_BOT_TOKEN": "Bot secret"},
    "DISCORD_APPLICATION_ID must be a Discord id": {"DISCORD_APPLICATION_ID": "kasu"},
    "DISCORD_API_URL must be an address": {"DISCORD_API_URL": "discord.com"},
}


@pytest.mark.parametrize("sentence", SETTINGS)
@pytest.mark.parametrize("task", ["plan", "apply", "check"])
async def test_wrong_settings_are_told(operator: Operator, task: str, sentence: str) -> None:
    ran = await operator.runs(task, **SETTINGS[sentence])
    assert (ran.code, ran.out) == (3, "")
    assert ran.sentence.startswith(sentence)
    assert "secret" not in ran.err
    assert operator.discord.calls == []


async def test_all_that_is_wrong_with_the_settings_is_told_at_once(operator: Operator) -> None:
    ran = await operator.runs("apply", DISCORD_APPLICATION_ID="", DISCORD_BOT_TOKEN="", DISCORD_API_URL="x")
    assert (ran.code, ran.err.count("\n")) == (3, 3)


async def test_a_server_that_the_bot_is_not_in_is_told_with_the_way_in(operator: Operator) -> None:
    ran = await operator.runs("apply", "--guild", "78")
    assert ran.code == 1
    assert ran.sentence.startswith(
        "The bot is not in the server 78, or was added without its commands: add it with https:"
    )
    assert f"client_id={operator.discord.id}" in ran.sentence
    assert operator.discord.writes == []


async def test_a_token_that_was_reset_is_told(operator: Operator) -> None:
    operator.discord.token = "another"
    ran = await operator.runs("plan")
    assert ran.code == 1
    assert ran.sentence.startswith("Discord does not take DISCORD_BOT_TOKEN: copy a new one")


async def test_where_nothing_answers_is_told(operator: Operator) -> None:
    ran = await operator.runs("apply", DISCORD_API_URL="http://127.0.0.1:1")
    assert ran.code == 1
    assert ran.sentence.startswith("Discord cannot be reached (ConnectError)")
    assert ran.sentence.endswith("Nothing was changed.")


async def test_discord_that_speaks_html_is_told(operator: Operator) -> None:
    operator.discord.refusals = [html(502)] * 30
    ran = await operator.runs("plan")
    assert ran.code == 1
    assert ran.sentence == (
        "Discord is out of order (HTTP 502); https://discordstatus.com may say more. Nothing was changed."
    )


@pytest.mark.parametrize("status", [200, 301, 404])
async def test_what_is_not_discord_is_told(operator: Operator, status: int) -> None:
    operator.discord.refusals = [html(status)]
    ran = await operator.runs("plan")
    assert ran.code == 1
    assert ran.sentence.startswith("What answers is not Discord, or does not speak as it does")


REFUSALS: dict[str, Any] = {
    "Discord makes 200 new commands a day, and today's are used up": error(400, 30034, "Maximum reached"),
    "There would be more commands than Discord allows": error(400, 30032, "Maximum reached"),
    "An Activity was switched on a moment ago": error(400, 50240, "You cannot remove"),
    "Discord wants to be left alone for 7200 seconds": error(429, 0, "Too many", retry_after="7200"),
    "Discord refused PUT /applications/{application}/commands (HTTP 403, code 20012): Not yours.": error(
        403, 20012, "Not yours."
    ),
}


@pytest.mark.parametrize("sentence", REFUSALS)
async def test_a_refused_write_is_a_sentence_beside_the_plan(operator: Operator, sentence: str) -> None:
    operator.discord.put_refusals = [REFUSALS[sentence]]
    ran = await operator.runs("apply")
    assert ran.code == 1
    assert ran.sentence.startswith(sentence)
    assert "othing was changed" in ran.sentence
    assert "+ /help" in ran.out
    assert operator.discord.registered() == []


async def test_what_discord_finds_wrong_is_told_by_the_commands_name(operator: Operator) -> None:
    said = {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": "Must be shorter."}]}
    problems = {"1": {"options": {"0": {"name": said}}}, "9": {"name": said}}
    operator.discord.put_refusals = [error(400, 50035, "Invalid Form Body", errors=problems)]
    ran = await operator.runs("apply")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "Discord refused the commands, and nothing was changed:",
        f"/{OURS[1]}: options.0.name: Must be shorter.",
        "9.name: Must be shorter.",
    ]


async def test_a_write_whose_answer_is_lost_is_made_again_and_creates_nothing_twice(operator: Operator) -> None:
    operator.discord.loses_answers = 1
    assert (await operator.runs("apply")).code == 0
    assert [each["name"] for each in operator.discord.registered()] == OURS


async def test_a_write_that_breaks_off_in_the_middle_loses_nothing(operator: Operator) -> None:
    theirs = operator.discord.register({"name": "theirs", "description": "Theirs."})
    operator.discord.put_refusals = [breaks_off()] * 9
    ran = await operator.runs("apply")
    assert ran.code == 1
    assert ran.sentence.endswith(
        "Whether it took the commands, all or none, `check` tells; applying again does no harm."
    )
    assert operator.discord.registered() == theirs
    operator.discord.put_refusals = []
    assert (await operator.runs("apply")).code == 0


class Forgetful(FakeApplication):
    """A Discord that does something else than it was told, while it says that all is well."""

    def __init__(self, forgets: Callable[["Forgetful"], None]) -> None:
        super().__init__()
        self.forgets = forgets

    def put(self, commands: Any, guild: str | None = None) -> Any:
        answer = super().put(commands, guild)
        self.forgets(self)
        return answer


def forget_translations(discord: FakeApplication) -> None:
    for each in discord.registered():
        each["description_localizations"] = None


def change_theirs(discord: FakeApplication) -> None:
    for each in discord.registered():
        if each["name"] == "theirs":
            each["description"] = "Otherwise."


def renew_ids(discord: FakeApplication) -> None:
    for number, each in enumerate(discord.registered()):
        each["id"] = str(number)


def refuse_to_be_read(discord: FakeApplication) -> None:
    discord.refusals = [html()] * 9


@pytest.mark.parametrize(
    ("forgets", "code", "told"),
    [
        (forget_translations, 1, "Discord took the commands, and tells them otherwise than we do:"),
        (change_theirs, 1, "/theirs, which is not ours, was to be kept, and is not as it was."),
        (refuse_to_be_read, 1, "The commands were taken before that: `check` tells whether all is well."),
        (renew_ids, 0, "Note: /theirs got a new id: mentions in old messages lead nowhere now."),
    ],
)
async def test_what_became_of_a_write_is_read_back(
    capsys: pytest.CaptureFixture[str], forgets: Callable[[FakeApplication], None], code: int, told: str
) -> None:
    async with fake_application(Forgetful(forgets)) as discord:
        discord.register({"name": "theirs", "description": "Theirs."})
        ran = await Operator(discord, capsys).runs("apply")
    assert ran.code == code
    assert told in ran.out + ran.err


async def test_in_one_server_commands_are_tried_and_taken_away_again(operator: Operator) -> None:
    theirs = operator.discord.register({"name": "theirs", "description": "Theirs."}, guild="77")
    assert (await operator.runs("apply", "--guild", "77")).code == 0
    assert len(operator.discord.registered("77")) == len(OURS) + 1
    assert operator.discord.registered() == []
    assert (await operator.runs("check", "--guild", "home", DISCORD_GUILD_ID="77")).code == 0

    ran = await operator.runs("plan", DISCORD_GUILD_ID="77")
    names = ", ".join(f"/{name}" for name in OURS)
    assert f"Note: In the home server (77) people see {names} twice" in ran.out
    assert "To take them away there: python scripts/register_commands.py apply --guild 77 --withdraw" in ran.out
    away = await operator.runs("plan", "--guild", "77", "--withdraw")
    assert "To make it so: python scripts/register_commands.py apply --guild 77 --withdraw" in away.out
    assert (await operator.runs("apply", "--guild", "77", "--withdraw")).code == 0
    assert operator.discord.registered("77") == theirs
    gone = await operator.runs("plan", "--guild", "77", "--withdraw")
    assert (gone.code, gone.out.splitlines()[-1]) == (0, "None of ours is registered there.")


async def test_people_in_one_server_who_see_commands_twice_are_told_of(operator: Operator) -> None:
    await operator.runs("apply")
    ran = await operator.runs("apply", "--guild", "77")
    assert ran.code == 0
    assert "In that server people see /about" in ran.out
    assert (await operator.runs("check", DISCORD_GUILD_ID="78")).out.count("Note") == 0


async def test_home_must_be_known(operator: Operator) -> None:
    ran = await operator.runs("plan", "--guild", "home")
    assert (ran.code, ran.sentence) == (
        3,
        "DISCORD_GUILD_ID is not set: set it, or give --guild the server's id.",
    )


async def test_more_commands_than_discord_allows_are_refused_before_it_is_asked(operator: Operator) -> None:
    operator.discord.register(*({"name": f"number{n}", "description": "One."} for n in range(100)))
    ran = await operator.runs("apply")
    assert ran.code == 4
    assert f"{100 + len(OURS)} commands of the type CHAT_INPUT; Discord allows 100: nothing was changed" in ran.sentence
    assert operator.discord.writes == []
    planned = await operator.runs("plan")
    assert planned.code == 2
    assert "Discord allows 100: apply refuses that. --prune deletes what is not in commands/." in planned.out


async def test_what_is_no_command_at_discord_is_told(operator: Operator) -> None:
    operator.discord.refusals = [answer({"id": operator.discord.id, "name": "K", "verify_key": ""})]
    operator.discord.refusals.append(answer([{"colour": "red"}]))
    ran = await operator.runs("plan")
    assert (ran.code, ran.sentence[:46]) == (1, "Discord told of a command that looks like none")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("foo",),
        ("plan", "--foo"),
        ("plan", "--guild", "x"),
        ("plan", "--guild", "0"),
        ("plan", "--format", "xml"),
        ("apply", "--against", "file"),
        ("apply", "--withdraw"),
        ("apply", "--guild", "1", "--withdraw", "--prune"),
        ("plan", "--against", "file", "--guild", "home"),
    ],
)
async def test_a_wrong_argument_is_one_sentence_and_not_taken_for_differences(
    operator: Operator, arguments: tuple[str, ...]
) -> None:
    ran = await operator.runs(*arguments)
    assert ran.code == 3
    assert ran.sentence.endswith("(see --help)")
