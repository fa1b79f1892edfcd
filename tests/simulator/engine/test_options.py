"""Values of options: what the client lets people give, and what the bot hears then."""

import base64
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import CannotAct
from simulator.engine import options as values
from simulator.engine.resolved import Resolved
from simulator.world import Channel, Overwrite, Permission, State, Upload
from simulator.world.load import default
from simulator.world.records import Json
from tests.simulator.engine.stage import Stage


def option(type: int, name: str = "it", **more: Any) -> Json:  # noqa: A002
    return {"type": type, "name": name, "description": "It.", **more}


async def heard(stage: Stage, definition: Json, value: Any, **told: Any) -> Any:
    """What the bot hears of one option; or the sentence that it is refused with."""
    stage.command("try", guild_id=stage.guild_id, options=[definition])
    outcome = await stage.act(command="try", options={definition["name"]: value}, **told)
    if outcome.state is State.FAILED:
        return outcome.errors
    sent = stage.heard["data"]["options"][0]
    assert sent["type"] == definition["type"]
    return sent["value"]


@pytest.mark.parametrize(
    ("definition", "value", "sent"),
    [
        (option(3), "Harpie Lady", "Harpie Lady"),
        (option(4), 7, 7),
        (option(4), "7", 7),
        (option(4), 7.0, 7),
        (option(10), 7, 7.0),
        (option(10), "0.5", 0.5),
        (option(5), True, True),
        (option(5), "False", False),
        (option(3, choices=[{"name": "Dark", "value": "dark"}]), "dark", "dark"),
        (option(3, choices=[{"name": "Dark", "value": "dark"}]), "Dark", "dark"),
        (option(4, choices=[{"name": "One", "value": 1}]), "One", "it: “One” is not an integer."),
        (option(4, choices=[{"name": "One", "value": 1}]), 1, 1),
        (
            option(3, choices=[{"name": "Dark", "value": "dark"}]),
            "light",
            "it: “light” is not a valid choice; there is Dark.",
        ),
        (option(3), 7, "it: “7” is not a text."),
        (option(3, min_length=3), "no", "it: Must be between 3 and 6000 in length; this has 2 characters."),
        (option(3, max_length=3), "four", "it: Must be between 0 and 3 in length; this has 4 characters."),
        (option(4), "seven", "it: “seven” is not an integer."),
        (option(4), 7.5, "it: “7.5” is not an integer."),
        (option(4), True, "it: “True” is not an integer."),
        (option(4), 2**53, f"it: Must be between {1 - 2**53} and {2**53 - 1}."),
        (option(4, min_value=1, max_value=5), 6, "it: Must be between 1 and 5."),
        (option(10, max_value=1.5), 2, f"it: Must be between {-(2**53)} and 1.5."),
        (option(10), [], "it: “[]” is not a number."),
        (option(5), "maybe", "it: “maybe” is neither true nor false."),
        (option(6), 5, "it: “5” is neither a name nor an id."),
        (option(3, required=True), "", "it: This option is required. Specify a value."),
        (option(3, required=True), None, "it: This option is required. Specify a value."),
        (option(3, required=True, min_length=0), "", "it: This option is required. Specify a value."),
    ],
)
async def test_values_are_taken_as_the_client_takes_them(stage: Stage, definition: Json, value: Any, sent: Any) -> None:
    assert await heard(stage, definition, value) == sent


async def test_a_user_is_resolved_with_the_member_if_they_are_one(stage: Stage) -> None:
    joey = stage.user("joey")
    for name in ("joey", "@joey", "Joey", joey.id, f"<@{joey.id}>"):
        assert await heard(stage, option(6), name) == joey.id
    resolved = stage.heard["data"]["resolved"]
    assert list(resolved["users"]) == list(resolved["members"]) == [joey.id]
    stage.world.remove(stage.member("joey"))
    assert await heard(stage, option(6), "joey") == joey.id
    assert "members" not in stage.heard["data"]["resolved"]
    assert "Nobody is called “nobody”. There is seto," in await heard(stage, option(6), "nobody")


async def test_a_channel_is_resolved_with_what_both_may_do_there(stage: Stage) -> None:
    hall = stage.channel("duel-hall")
    assert await heard(stage, option(7, channel_types=[0]), "#duel-hall") == hall.id
    told = stage.heard["data"]["resolved"]["channels"][hall.id]
    assert told["permissions"].isdigit()
    assert told["app_permissions"].isdigit()
    assert told | {"id": hall.id, "name": "duel-hall", "type": 0, "nsfw": False} == told
    assert "permission_overwrites" not in told
    lobby = await heard(stage, option(7, channel_types=[0, 5]), "Lobby")
    assert lobby == "it: #Lobby is a channel of type 4; this takes 0, 5."
    assert await heard(stage, option(7), "mod-log") == "it: mai cannot see #mod-log."
    assert await heard(stage, option(7), "dm") == "it: “dm” is not a channel of the server."
    assert "No channel is called “none”. There is #Lobby" in await heard(stage, option(7), "none")


async def test_roles_and_mentionables_are_resolved(stage: Stage) -> None:
    duelist, joey = stage.role("Duelist"), stage.user("joey")
    assert await heard(stage, option(8), "@Duelist") == duelist.id
    assert stage.heard["data"]["resolved"]["roles"][duelist.id]["name"] == "Duelist"
    assert await heard(stage, option(8), "@everyone") == stage.guild_id
    assert await heard(stage, option(9), "Duelist") == duelist.id
    assert await heard(stage, option(9), duelist.id) == duelist.id
    assert await heard(stage, option(9), "joey") == joey.id
    assert await heard(stage, option(9), "none") == "it: No member and no role is called “none”."
    assert "No role is called “none”" in await heard(stage, option(8), "none")


async def test_in_direct_messages_there_are_users_and_no_roles(stage: Stage) -> None:
    stage.command("try", options=[option(8), option(9, "or")])
    outcome = await stage.act(command="try", channel="dm", options={"it": "Duelist"})
    assert outcome.errors == "it: There are no roles in direct messages."
    outcome = await stage.act(command="try", channel="dm", options={"or": "Duelist"})
    assert "Nobody is called “Duelist”" in str(outcome.errors)
    assert (await stage.act(command="try", channel="dm", options={"or": "mai"})).errors is None


async def test_an_attachment_is_an_upload_or_comes_along(stage: Stage) -> None:
    stage.world.files["77"] = Upload(name="a.png", content_type="image/png", data=b"abc")
    assert await heard(stage, option(11), "77") == "77"
    told = stage.heard["data"]["resolved"]["attachments"]["77"]
    assert told["url"] == f"http://simulator.test/cdn/attachments/{stage.channel('general').id}/77/a.png"
    assert (told["filename"], told["size"], told["content_type"], told["ephemeral"]) == ("a.png", 3, "image/png", True)
    file = {"filename": "my deck.ydk", "content_type": "text/plain", "data": base64.b64encode(b"main").decode()}
    id_ = await heard(stage, option(11), file)
    assert stage.world.files[id_].data == b"main"
    assert stage.heard["data"]["resolved"]["attachments"][id_]["filename"] == "my_deck.ydk"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("78", "it: There is no upload 78 (any more); POST /sim/uploads makes one."),
        (5, 'it: A file is told by the id of an upload, or {"filename", "content_type", "data": base64}.'),
        ({"filename": "a.txt", "data": ""}, "it: a.txt is not of a type that this takes: image, .ydk."),
    ],
)
async def test_a_file_that_cannot_be_taken_is_told_of(stage: Stage, value: Any, sentence: str) -> None:
    assert await heard(stage, option(11, file_types=["image", ".ydk"]), value) == sentence


async def test_types_of_files_are_seen_by_their_names(stage: Stage) -> None:
    for name in ("a.PNG", "b.jpeg", "deck.ydk"):
        file = {"filename": name, "data": ""}
        assert (await heard(stage, option(11, file_types=["image", ".YDK"]), file)).isdigit()


async def test_a_file_that_is_too_large_is_not_taken(stage: Stage) -> None:
    stage.world.files["77"] = Upload(name="a.bin", content_type="", data=bytes(10 * 1024**2 + 1))
    assert await heard(stage, option(11), "77") == "it: a.bin is larger than 10 MiB."
    assert await heard(stage, option(11), "77", force=True) == "77"


async def test_options_keep_the_order_in_which_they_were_given(stage: Stage) -> None:
    stage.command("try", options=[option(3, "one", required=True), option(3, "two"), option(3, "three")])
    await stage.says("try", two="2", one="1", three="")
    assert [each["name"] for each in stage.heard["data"]["options"]] == ["two", "one"]


async def test_an_unknown_option_is_refused_with_those_that_there_are(stage: Stage) -> None:
    stage.command("try", options=[option(3, "one")])
    assert (await stage.says("try", on="1")).errors == "There is no option “on” here; there is one."
    assert (await stage.says("show", on="1")).errors == "There is no option “on” here; there is none."


async def test_by_force_anything_is_sent(stage: Stage) -> None:
    stage.command("try", options=[option(3, "one", required=True), option(4, "two", max_value=1, choices=[])])
    outcome = await stage.act(command="try", options={"two": 5, "three": True, "four": [1]}, force=True)
    assert outcome.state is State.REPLIED
    assert stage.heard["data"]["options"] == [
        {"type": 4, "name": "two", "value": 5},
        {"type": 5, "name": "three", "value": True},
        {"type": 3, "name": "four", "value": [1]},
    ]


WORLD = default()
GENERAL = next(each for each in WORLD.all(Channel) if each.name == "general")
RESOLVED = Resolved(WORLD, WORLD.bot, GENERAL)


@given(st.integers(1 - 2**53, 2**53 - 1))
def test_every_integer_in_its_range_is_heard_as_it_is(value: int) -> None:
    assert values.given([option(4)], {"it": value}, RESOLVED) == [{"type": 4, "name": "it", "value": value}]
    assert values.given([option(4)], {"it": str(value)}, RESOLVED)[0]["value"] == value


@given(st.floats(-(2.0**53), 2.0**53, allow_nan=False))
def test_every_number_in_its_range_is_heard_as_it_is(value: float) -> None:
    assert values.given([option(10)], {"it": value}, RESOLVED)[0]["value"] == value
    assert values.given([option(10)], {"it": repr(value)}, RESOLVED)[0]["value"] == value


@given(st.text(min_size=1, max_size=100))
def test_every_text_is_heard_as_it_is(value: str) -> None:
    assert values.given([option(3)], {"it": value}, RESOLVED)[0]["value"] == value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from([3, 4, 5, 6, 7, 8, 9, 10, 11]), JSON, st.booleans())
def test_no_value_brings_a_traceback(type: int, value: Any, partial: bool) -> None:  # noqa: A002
    choices = [{"name": "One", "value": 1}] if type == 4 else []
    definitions = [option(type, autocomplete=True, choices=choices), option(3, "x", autocomplete=True)]
    with suppress(CannotAct):
        values.given(definitions, {"it": value}, RESOLVED, focused="x" if partial else None)


async def test_bits_of_a_channel_leave_out_what_they_imply(stage: Stage) -> None:
    everyone = Overwrite(id=stage.guild_id, type=0, deny=Permission.SEND_MESSAGES)
    channel = stage.changed(stage.channel("duel-hall"), overwrites=(everyone,))
    await heard(stage, option(7), "duel-hall")
    told = stage.heard["data"]["resolved"]["channels"][channel.id]
    for field in ("permissions", "app_permissions"):
        assert int(told[field]) & Permission.ATTACH_FILES
        assert not int(told[field]) & Permission.SEND_MESSAGES
