"""Modals: opened by the bot, filled in and sent by people."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import forms, media
from simulator.engine.resolved import Resolved
from simulator.world import Channel, Interaction, Message, State, Upload
from simulator.world.load import default
from simulator.world.records import Json
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Stage
from tests.simulator.engine.test_presses import button, row

SENT = ": it has opened none, or it was sent or closed already."
OPTIONS = [{"label": "Dark", "value": "d"}, {"label": "Light", "value": "l"}, {"label": "Wind", "value": "w"}]


def label(component: Json) -> Json:
    return {"type": 18, "label": "It", "component": {"custom_id": "it", **component}}


def form(*components: Json) -> Json:
    return {"type": 9, "data": {"custom_id": "form", "title": "A form", "components": list(components)}}


async def opened(stage: Stage, *components: Json, by: str = "mai") -> Interaction:
    stage.bot.answer = form(*components)
    outcome = await stage.act(by, command="show")
    assert outcome.state is State.MODAL, outcome.errors
    stage.bot.answer = text("Thank you.")
    return stage.interaction


async def sent(stage: Stage, component: Json, *given: Any, **told: Any) -> Any:
    """What the bot hears of the one field; or the sentence that it is refused with."""
    opener = await opened(stage, label(component))
    fields = {"it": given[0]} if given else {}
    outcome = await stage.act(modal=opener.id, fields=fields, **told)
    if outcome.state is State.FAILED:
        return outcome.errors
    (told_label,) = stage.heard["data"]["components"]
    told_field: Json = told_label.pop("component")
    assert told_label == {"type": 18, "id": 1}
    assert (told_field["type"], told_field["id"], told_field["custom_id"]) == (component["type"], 2, "it")
    return told_field["values"] if "values" in told_field else told_field["value"]


TEXT: Json = {"type": 4, "style": 1}
LOOSE: Json = {"required": False}
PICK: Json = {"type": 3, "options": OPTIONS}
RADIO: Json = {"type": 21, "options": OPTIONS}
BOXES: Json = {"type": 22, "options": OPTIONS}
BOX: Json = {"type": 23}
FILES: Json = {"type": 19, "max_values": 2}


@pytest.mark.parametrize(
    ("component", "given", "told"),
    [
        (TEXT, ["Harpie"], "Harpie"),
        (TEXT | {"value": "Before"}, [], "Before"),
        (TEXT | {"value": "Before"}, [""], "it: This field is required."),
        (TEXT | LOOSE, [], ""),
        (TEXT | LOOSE | {"min_length": 5}, [""], ""),
        (
            TEXT | LOOSE | {"min_length": 5},
            ["four"],
            "it: Must be between 5 and 4000 in length; this has 4 characters.",
        ),
        (TEXT | {"max_length": 3}, ["four"], "it: Must be between 0 and 3 in length; this has 4 characters."),
        (TEXT, [5], "it: “5” is not a text."),
        (PICK, [["d"]], ["d"]),
        (PICK, [["Dark"]], ["d"]),
        (PICK, [], "it: This field is required."),
        (PICK | LOOSE, [], []),
        (PICK, [["x"]], "it: “x” cannot be chosen; there is d, l, w."),
        (PICK, ["d"], "it: “d” is not a list of values."),
        (PICK | {"max_values": 2}, [["d", "l", "w"]], "it: 1 to 2 can be chosen; these are 3."),
        (RADIO, ["d"], "d"),
        (RADIO, ["Light"], "l"),
        (RADIO, [None], "it: This field is required."),
        (RADIO | LOOSE, [None], None),
        (RADIO | LOOSE, [], None),
        (RADIO | {"options": [*OPTIONS[:2], OPTIONS[2] | {"default": True}]}, [], "w"),
        (RADIO, ["x"], "it: “x” cannot be chosen; there is d, l, w."),
        (RADIO, [["d"]], "it: “['d']” is neither one of the options nor null."),
        (BOXES, [["d", "l", "w"]], ["d", "l", "w"]),
        (BOXES | {"max_values": 1}, [["d", "l"]], "it: 1 can be chosen; these are 2."),
        (BOXES, [[]], "it: This field is required."),
        (BOXES | LOOSE | {"min_values": 0}, [[]], []),
        (BOX, [True], True),
        (BOX, [], False),
        (BOX | {"default": True}, [], True),
        (BOX, ["yes"], "it: “yes” is neither true nor false."),
        (FILES, [], "it: This field is required."),
        (FILES | LOOSE, [], []),
        (FILES | {"min_values": 0, "required": False}, [[]], []),
    ],
)
async def test_fields_are_taken_as_the_client_takes_them(
    stage: Stage, component: Json, given: list[Any], told: Any
) -> None:
    assert await sent(stage, component, *given) == told


async def test_selects_of_people_roles_and_channels_are_resolved(stage: Stage) -> None:
    joey, duelist, hall = stage.user("joey").id, stage.role("Duelist").id, stage.channel("duel-hall").id
    for kind, name, id_, where in [
        (5, "joey", joey, "users"),
        (6, "Duelist", duelist, "roles"),
        (7, "Duelist", duelist, "roles"),
        (8, "duel-hall", hall, "channels"),
    ]:
        assert await sent(stage, {"type": kind}, [name]) == [id_]
        assert list(stage.heard["data"]["resolved"][where]) == [id_]


async def test_files_are_resolved(stage: Stage) -> None:
    for id_ in ("71", "72", "73"):
        stage.world.files[id_] = Upload(name=f"{id_}.ydk", content_type="text/plain", data=b"main")
    assert await sent(stage, FILES, ["71", "72"]) == ["71", "72"]
    assert list(stage.heard["data"]["resolved"]["attachments"]) == ["71", "72"]
    assert await sent(stage, FILES, ["71", "72", "73"]) == "it: 1 to 2 can be chosen; these are 3."
    told = await sent(stage, FILES | {"file_types": ["image"]}, ["71"])
    assert told == "it: 71.ydk is not of a type that this takes: image."


async def test_rows_and_texts_come_back(stage: Stage) -> None:
    said = {"type": 10, "content": "Read this."}
    old = {"type": 1, "components": [{"type": 4, "custom_id": "old", "style": 1, "label": "Old"}]}
    opener = await opened(stage, said, old)
    await stage.act(modal=opener.id, fields={"old": "As before."})
    field = {"type": 4, "id": 3, "custom_id": "old", "value": "As before."}
    assert stage.heard["data"] == {
        "custom_id": "form",
        "components": [{"type": 10, "id": 1}, {"type": 1, "id": 2, "components": [field]}],
    }


async def test_a_form_stays_open_until_its_submit_is_answered(stage: Stage) -> None:
    opener = await opened(stage, label(TEXT))
    stage.bot.answer = {"type": 4}
    assert (await stage.act(modal=opener.id, fields={"it": "x"})).state is State.FAILED
    assert stage.world.get(Interaction, opener.id).modal is not None
    stage.bot.answer = text("Thank you.")
    outcome = await stage.act(modal=opener.id, fields={"it": "x"})
    assert outcome.state is State.REPLIED
    assert stage.interaction.parent_id == opener.id
    assert stage.world.get(Interaction, opener.id).modal is None
    assert (await stage.act(modal=opener.id)).errors == f"Interaction {opener.id} has no form open{SENT}"
    metadata = stage.message.interaction_metadata or {}
    assert metadata["triggering_interaction_metadata"]["name"] == "show"


async def test_another_form_closes_the_one_before(stage: Stage) -> None:
    first = await opened(stage, label(TEXT))
    others = await opened(stage, label(TEXT), by="joey")
    await opened(stage, label(TEXT))
    assert stage.world.get(Interaction, first.id).modal is None
    assert stage.world.get(Interaction, others.id).modal is not None


async def test_a_form_that_a_component_opened_may_update_its_message(stage: Stage) -> None:
    message = await stage.told(text("Before.", components=[row(button())]))
    stage.bot.answer = form(label(TEXT))
    await stage.act(message=message.id, press="turn")
    opener = stage.interaction
    stage.bot.answer = {"type": 7, "data": {"content": "After."}}
    outcome = await stage.act(modal=opener.id, fields={"it": "x"})
    assert stage.heard["message"]["id"] == message.id
    assert (outcome.state, outcome.message_id) == (State.UPDATED, message.id)
    assert stage.world.get(Message, message.id).content == "After."
    assert stage.interaction.message_id == message.id


async def test_a_form_that_a_command_opened_has_no_message_to_update(stage: Stage) -> None:
    opener = await opened(stage, label(TEXT))
    stage.bot.answer = {"type": 7, "data": {"content": "After."}}
    assert (await stage.act(modal=opener.id, fields={"it": "x"})).state is State.FAILED
    assert "message" not in stage.heard


async def test_a_form_never_answers_a_form(stage: Stage) -> None:
    opener = await opened(stage, label(TEXT))
    stage.bot.answer = form(label(TEXT))
    assert (await stage.act(modal=opener.id, fields={"it": "x"})).state is State.FAILED


async def test_a_form_is_for_the_one_it_opened_for(stage: Stage) -> None:
    opener = await opened(stage, label(TEXT))
    outcome = await stage.act("joey", modal=opener.id, fields={"it": "x"})
    assert outcome.errors == f"The form of interaction {opener.id} is not open for joey."
    assert (await stage.act(modal="1")).errors == f"Interaction 1 has no form open{SENT}"
    assert (await stage.act(modal=opener.id, fields={"at": "x"})).errors == "The form has no field “at”; it has it."


async def test_a_form_is_not_sent_where_its_person_can_do_nothing(stage: Stage) -> None:
    opener = await opened(stage, label(TEXT))
    stage.changed(stage.member("mai"), communication_disabled_until=stage.world.now.replace(year=2999))
    assert "timed out" in str((await stage.act(modal=opener.id, fields={"it": "x"})).errors)
    stage.world.remove(stage.channel("general"))
    assert (await stage.act(modal=opener.id)).errors == "The channel of the form is gone."


@pytest.mark.parametrize(
    ("component", "given", "told"),
    [(TEXT, [], ""), (PICK, [["x"]], ["x"]), (RADIO, ["x"], "x"), (RADIO, [], None), (BOXES, [["x"]], ["x"])],
)
async def test_by_force_anything_is_sent(stage: Stage, component: Json, given: list[Any], told: Any) -> None:
    assert await sent(stage, component, *given, force=True) == told


WORLD = default()
RESOLVED = Resolved(WORLD, WORLD.bot, next(each for each in WORLD.all(Channel) if each.name == "general"))


@given(st.text(min_size=1, max_size=200), st.sets(st.sampled_from(["d", "l", "w"]), min_size=1), st.booleans())
def test_what_is_filled_in_is_what_is_heard(typed: str, ticked: set[str], yes: bool) -> None:
    fields = {"text": typed, "boxes": sorted(ticked), "box": yes}
    components = media.components(
        [
            label(TEXT | {"custom_id": "text"}),
            label(BOXES | {"custom_id": "boxes"}),
            label(BOX | {"custom_id": "box"}),
        ]
    )
    told = forms.filled(list(components), fields, RESOLVED)
    heard = [each["component"] for each in told]
    assert [each.get("value", each.get("values")) for each in heard] == [typed, sorted(ticked), yes]
    assert [each["id"] for each in (*told, *heard)] == [1, 3, 5, 2, 4, 6]
