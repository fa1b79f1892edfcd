"""A journey for every kind of handler: signed bytes in, Discord's callback out."""

import io
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from loguru import logger

from kasutamaiza.interactions.kept import kept_id
from tests.cast import CHANNEL, FILE, GUEST, MESSAGE, RESOLVED, ROLE, USER
from tests.door import FrontDoor, field, opened, option
from tests.spec import Check

ON_A_MESSAGE = {"message": {"id": MESSAGE}}
A_LAYOUT = {"id": MESSAGE, "flags": 1 << 15}


@pytest.fixture
async def door(spec: Check | None, database_url: str) -> AsyncIterator[FrontDoor]:
    async with opened(package="tests.interactions.said", check=spec, database_url=database_url) as door:
        yield door


def told(answer: Any) -> str:
    return str(answer.data["content"]).replace("\\", "")


# The menus of people and of messages.


async def test_a_user_command_takes_the_person(door: FrontDoor) -> None:
    answer = await door.picks("Look up", GUEST, type_=2, resolved=RESOLVED)
    assert told(answer) == "Mai looks up Guest"


async def test_a_user_command_for_members_takes_the_member_and_answers_privately(door: FrontDoor) -> None:
    answer = await door.picks("Case history", USER, type_=2, resolved=RESOLVED)
    assert told(answer) == f"Joe <@{USER}> has done nothing"
    assert answer.private


async def test_a_user_command_for_members_says_of_a_guest_that_they_are_none(door: FrontDoor) -> None:
    answer = await door.picks("Case history", GUEST, type_=2, resolved=RESOLVED)
    assert told(answer) == f"<@{GUEST}> is not in this server. Please pick a member of it."


async def test_a_user_command_is_for_those_who_may(door: FrontDoor) -> None:
    answer = await door.picks("Case history", USER, type_=2, resolved=RESOLVED, permissions=0)
    assert told(answer).startswith("You need the permission Timeout Members for this.")


async def test_a_message_command_takes_the_message(door: FrontDoor) -> None:
    assert told(await door.picks("Quote", MESSAGE, type_=3, resolved=RESOLVED)) == "joey: I win"


async def test_a_menu_command_that_is_gone_says_so(door: FrontDoor) -> None:
    answer = await door.picks("Burn", MESSAGE, type_=3, resolved=RESOLVED)
    assert told(answer).startswith("I no longer have the command Burn.")


async def test_a_message_that_did_not_come_is_asked_for_again(door: FrontDoor) -> None:
    answer = await door.picks("Quote", MESSAGE, type_=3, resolved={})
    assert told(answer) == "This command has just changed. Please wait a minute, then try it again."


# Forms.


async def test_a_message_command_opens_a_form_and_the_form_leads_on(door: FrontDoor) -> None:
    opened = await door.picks("Report to moderators", MESSAGE, type_=3, resolved=RESOLVED)
    assert opened.type == 9
    assert opened.data["title"] == "Report a message"
    sent = await door.submits(opened.data["custom_id"], field("reason", 4, "He lies"))
    assert told(sent) == f"Mai reported {MESSAGE}: He lies"
    assert sent.private


async def test_a_form_of_what_is_typed_and_ticked_comes_back_typed(door: FrontDoor) -> None:
    form = await door.says("words")
    typed = [field("name", 4, "Kuriboh"), field("kind", 21, "spell"), field("levels", 22, ["1", "2"])]
    sent = await door.submits(form.data["custom_id"], *typed, field("really", 23, True), field("colour", 4, "#0000ff"))
    assert told(sent) == "'Kuriboh'; 'SPELL'; [<Level.LOW: 1>, <Level.HIGH: 2>]; True; 255"


async def test_what_is_left_out_of_a_form_is_its_default(door: FrontDoor) -> None:
    form = await door.says("words")
    typed = [field("name", 4, ""), field("kind", 21, "spell"), field("levels", 22, []), field("really", 23, False)]
    assert told(await door.submits(form.data["custom_id"], *typed, field("colour", 4, ""))) == (
        "''; 'SPELL'; []; False; None"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (field("colour", 4, "blueish"), "“blueish” is no colour. Write it like #7B4FD6."),
        (field("levels", 22, ["many"]), "“many” is no number that I can take. Write it like 12."),
        (field("kind", 21, None), "Please fill in kind."),
        (field("kind", 21, "trap"), "This form is too old. Please open it again."),
        (field("kind", 21, ["spell", "monster"]), "This form is too old. Please open it again."),
        (field("levels", 22, ["9" * 400]), f"“{'9' * 59}…” is no number that I can take. Write it like 12."),
    ],
)
async def test_what_cannot_be_read_is_told_in_one_sentence(door: FrontDoor, changed: dict[str, Any], said: str) -> None:
    fields = {
        "name": field("name", 4, "x"),
        "kind": field("kind", 21, "spell"),
        "levels": field("levels", 22, []),
        "really": field("really", 23, False),
    } | {changed["custom_id"]: changed}
    answer = await door.submits('["forms.words"]', *fields.values())
    assert told(answer) == said
    assert answer.private


async def test_a_form_of_what_is_picked_comes_back_looked_up(door: FrontDoor) -> None:
    form = await door.says("picks")
    sent = await door.submits(
        form.data["custom_id"],
        field("sizes", 3, ["1", "3"]),
        field("who", 5, [GUEST]),
        field("roles", 6, [ROLE]),
        field("whom", 7, [USER, ROLE]),
        field("files", 19, [FILE]),
        resolved=RESOLVED,
    )
    assert told(sent) == "[1, 3]; 'Guest'; ['Duelist']; ['User', 'Role']; ['deck.ydk']"


async def test_a_form_with_a_field_missing_is_too_old(door: FrontDoor) -> None:
    assert told(await door.submits('["forms.words"]')) == "This form is too old. Please open it again."


@pytest.mark.parametrize("custom_id", ['["forms.unheard"]', "~forms.unheard~AAAAAAAAAAAAAAAAAAAAAA", "x"])
async def test_a_form_that_nobody_knows_is_too_old(door: FrontDoor, custom_id: str) -> None:
    assert told(await door.submits(custom_id)) == "This form is too old. Please open it again."


async def test_a_button_opens_a_form_and_the_form_updates_its_message(door: FrontDoor) -> None:
    button = (await door.says("where")).buttons["Open"]
    form = await door.presses(button["custom_id"])
    assert form.type == 9
    sent = await door.submits(form.data["custom_id"], field("channel", 8, [CHANNEL]), resolved=RESOLVED, **ON_A_MESSAGE)
    assert (sent.type, told(sent)) == (7, f"there: <#{CHANNEL}> {MESSAGE}")


async def test_an_update_of_a_form_that_stands_on_no_message_is_a_new_one(door: FrontDoor) -> None:
    sent = await door.submits('["forms.open","x"]', field("channel", 8, [CHANNEL]), resolved=RESOLVED)
    assert (sent.type, told(sent)) == (4, f"x: <#{CHANNEL}> None")


async def test_a_handler_may_answer_with_a_form_or_a_reply(door: FrontDoor) -> None:
    assert told(await door.presses('["forms.open","closed"]')) == "closed"


@pytest.mark.parametrize("which", ["forgotten", "other", "several"])
async def test_a_form_that_its_handler_could_not_take_is_a_fault_of_ours(door: FrontDoor, which: str) -> None:
    assert told(await door.says("badly", option("which", which))).startswith("Something went wrong (ref ")


# Selects.


@pytest.mark.parametrize(
    ("tag", "type_", "values", "said"),
    [
        ("attributes", 3, ["dark", "light"], "DARK LIGHT"),
        ("one", 3, ["light"], f"LIGHT {MESSAGE}"),
        ("people", 5, [USER], "Joe"),
        ("roles", 6, [ROLE], "roles: Duelist"),
        ("roles", 6, [], "roles:"),
        ("anybody", 7, [GUEST, ROLE], "User Role"),
        ("places", 8, [CHANNEL], "duels"),
    ],
)
async def test_a_selects_values_come_as_what_they_are(
    door: FrontDoor, tag: str, type_: int, values: list[str], said: str
) -> None:
    shown = await door.says("selects")
    assert shown.data["flags"] == 1 << 15
    custom_id = f'["selects.{tag}"]'
    assert custom_id in str(shown.callback)
    answer = await door.chooses(custom_id, *values, type_=type_, resolved=RESOLVED, message=A_LAYOUT)
    [text] = answer.data["components"]
    assert (answer.type, text["content"]) == (7, said)
    assert (answer.data["flags"], answer.data["content"], answer.data["embeds"]) == (1 << 15, None, [])


async def test_a_layout_cannot_become_a_message_of_text(door: FrontDoor) -> None:
    answer = await door.chooses('["selects.badly"]', "x", type_=3, message=A_LAYOUT)
    assert told(answer).startswith("Something went wrong (ref ")
    answer = await door.chooses('["selects.badly"]', "x", type_=3, **ON_A_MESSAGE)
    assert told(answer) == "A layout cannot become this."


async def test_a_choice_that_there_is_no_more_is_too_old(door: FrontDoor) -> None:
    answer = await door.chooses('["selects.one"]', "shadow", type_=3)
    assert told(answer) == "This button is too old. Please run the command again."


async def test_one_of_a_select_that_came_without_any_is_asked_for(door: FrontDoor) -> None:
    assert told(await door.chooses('["selects.one"]', type_=3)) == "Please fill in value."


# Buttons that remember more than fits.


@pytest.mark.parametrize("length", [10, 200, 6000])
async def test_a_button_remembers_whatever_its_length(door: FrontDoor, length: int) -> None:
    shown = await door.says("long", option("text", "é" * length))
    custom_id = shown.buttons["What was it?"]["custom_id"]
    assert len(custom_id) <= 100
    assert told(await door.presses(custom_id)) == f"{length}: {'é' * min(length, 100)}"


async def test_a_button_whose_record_is_gone_is_too_old(door: FrontDoor) -> None:
    answer = await door.presses("~shows.long~AAAAAAAAAAAAAAAAAAAAAA")
    assert told(answer) == "This button is too old. Please run the command again."


async def test_what_an_older_bot_stored_is_read_with_the_new_fields_default(door: FrontDoor, database_url: str) -> None:
    custom_id = kept_id("answers.press", "a record of long ago")
    connection = await asyncpg.connect(database_url)
    await connection.execute(
        "INSERT INTO custom_ids (custom_id, record, expires_at) VALUES ($1, $2, now() + interval '1 day')",
        custom_id,
        '["answers.press","update"]',
    )
    await connection.close()
    assert told(await door.presses(custom_id)) == "updated 1"


async def test_a_record_that_cannot_be_stored_is_told_instead_of_shown(spec: Check | None) -> None:
    async with opened(package="tests.interactions.said", check=spec) as door:
        answer = await door.says("long", option("text", "é" * 200))
        assert told(answer).startswith("My database stopped answering in the middle of this.")


@pytest.mark.parametrize(
    ("custom_id", "named"),
    [
        ('["long.gone","secret words"]', "long.gone"),
        ("~long.gone~AAAAAAAAAAAAAAAAAAAAAA", "long.gone"),
        ("secret words", "this custom_id"),
    ],
)
async def test_of_what_nobody_takes_any_more_the_log_has_the_tag_alone(
    door: FrontDoor, custom_id: str, named: str
) -> None:
    lines = io.StringIO()
    sink = logger.add(lines, level="INFO", format="{message}")
    await door.presses(custom_id)
    logger.remove(sink)
    assert lines.getvalue() == f"Nobody takes {named} any more, or not as it was sent.\n"


# What can be shown.


async def test_a_layout_is_shown_with_its_flag(door: FrontDoor) -> None:
    answer = await door.says("layout")
    assert answer.data["flags"] == 1 << 15 | 64
    assert "content" not in answer.data
    assert [component["type"] for component in answer.data["components"]] == [10, 9, 9, 12, 14, 17]


async def test_a_poll_is_shown(door: FrontDoor) -> None:
    poll = (await door.says("poll")).data["poll"]
    assert poll["question"] == {"text": "Ban it?"}
    assert poll["duration"] == 48


async def test_flags_are_shown(door: FrontDoor) -> None:
    assert (await door.says("quiet")).data["flags"] == 1 << 2 | 1 << 12


async def test_an_update_takes_the_files_away_that_it_does_not_keep(door: FrontDoor) -> None:
    answer = await door.presses('["shows.redraw",77]')
    assert answer.type == 7
    assert answer.data["attachments"] == [{"id": "77"}]
    assert (await door.presses('["answers.press","update"]')).data["attachments"] == []


async def test_a_file_too_large_for_the_place_is_told(door: FrontDoor) -> None:
    assert told(await door.says("huge", attachment_size_limit=1024)).startswith("The file huge.bin is larger than")
