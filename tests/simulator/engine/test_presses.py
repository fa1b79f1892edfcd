"""Components that people press and choose from."""

from typing import Any

import pytest

from simulator.world import State
from simulator.world.records import Json
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Stage


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def button(custom_id: str = "turn", **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Turn", "custom_id": custom_id, **more}


def select(type: int, **more: Any) -> Json:  # noqa: A002
    return {"type": type, "custom_id": "pick", **more}


OPTIONS = [{"label": "Dark", "value": "d"}, {"label": "Light", "value": "l", "default": True}]


async def pressed(stage: Stage, component: Json, by: str = "mai", **told: Any) -> Any:
    """What the bot hears of it; or the sentence that it is refused with."""
    message = await stage.told(text(components=[row(component)]))
    stage.bot.answer = {"type": 6}
    custom_id = component.get("custom_id", component.get("label"))
    outcome = await stage.act(by, **{"message": message.id, "press": custom_id, **told})
    return outcome.errors if outcome.state is State.FAILED else stage.heard["data"]


async def test_a_press_tells_of_the_message_and_the_component(stage: Stage) -> None:
    message = await stage.told(text("Page 1", components=[row(button())]))
    stage.bot.answer = {"type": 7, "data": {"content": "Page 2"}}
    outcome = await stage.act("joey", message=message.id, press="turn")
    heard = stage.heard
    assert (heard["type"], heard["data"]) == (3, {"component_type": 2, "custom_id": "turn", "id": 2})
    assert (heard["message"]["id"], heard["message"]["content"]) == (message.id, "Page 1")
    assert heard["member"]["user"]["username"] == "joey"
    assert (outcome.state, outcome.message_id) == (State.UPDATED, message.id)
    assert stage.world.get(type(message), message.id).content == "Page 2"


async def test_a_component_may_be_named_by_what_is_written_on_it(stage: Stage) -> None:
    assert (await pressed(stage, button(), press="Turn"))["custom_id"] == "turn"
    assert (await pressed(stage, select(5, placeholder="Whom?"), press="Whom?", values=["joey"]))["values"]


@pytest.mark.parametrize(
    ("component", "values", "sent"),
    [
        (select(3, options=OPTIONS), ["d"], ["d"]),
        (select(3, options=OPTIONS), ["Dark"], ["d"]),
        (select(3, options=OPTIONS), None, ["l"]),
        (select(3, options=OPTIONS, max_values=2), ["l", "d", "d"], ["l", "d"]),
        (select(3, options=OPTIONS, min_values=0), [], []),
        (select(3, options=OPTIONS), ["x"], "pick: “x” cannot be chosen; there is d, l."),
        (select(3, options=OPTIONS), ["l", "d"], "pick: 1 can be chosen; these are 2."),
        (select(3, options=OPTIONS, min_values=1, max_values=2), [], "pick: 1 to 2 can be chosen; these are 0."),
        (button(), ["d"], "turn is a button, and takes no values."),
        (button(disabled=True), None, "turn is disabled."),
        (
            {"type": 2, "style": 5, "label": "Site", "url": "https://example.com"},
            None,
            "A link button opens a page; the bot hears nothing of it.",
        ),
    ],
)
async def test_values_are_taken_as_the_client_takes_them(
    stage: Stage, component: Json, values: list[str] | None, sent: Any
) -> None:
    told = await pressed(stage, component, values=values)
    assert (told["values"] if isinstance(told, dict) else told) == sent


async def test_members_roles_and_channels_are_resolved(stage: Stage) -> None:
    joey, duelist, hall = stage.user("joey").id, stage.role("Duelist").id, stage.channel("duel-hall").id
    for kind, name, id_, where in [
        (5, "joey", joey, "members"),
        (6, "Duelist", duelist, "roles"),
        (7, "Duelist", duelist, "roles"),
        (7, "@joey", joey, "users"),
        (8, "#duel-hall", hall, "channels"),
    ]:
        data = await pressed(stage, select(kind), values=[name])
        assert data["values"] == [id_]
        assert list(data["resolved"][where]) == [id_]
    told = await pressed(stage, select(8, channel_types=[2]), values=["duel-hall"])
    assert told == "pick: #duel-hall is a channel of type 0; this takes 2."
    defaults = [{"type": "user", "id": joey}]
    assert (await pressed(stage, select(5, default_values=defaults)))["values"] == [joey]


async def test_a_section_in_a_container_has_a_button_too(stage: Stage) -> None:
    section = {"type": 9, "components": [{"type": 10, "content": "A card."}], "accessory": button()}
    container = {"type": 17, "components": [section]}
    message = await stage.told({"type": 4, "data": {"flags": 32768, "components": [container]}})
    stage.bot.answer = {"type": 6}
    await stage.act(message=message.id, press="turn")
    assert stage.heard["data"] == {"component_type": 2, "custom_id": "turn", "id": 4}


async def test_an_ephemeral_message_works_for_its_viewer_alone(stage: Stage) -> None:
    message = await stage.told(text(components=[row(button())], flags=64))
    outcome = await stage.act("joey", message=message.id, press="turn")
    assert outcome.errors == "joey does not see this message."
    stage.bot.answer = {"type": 6}
    assert (await stage.act("mai", message=message.id, press="turn")).state is State.DEFERRED


async def test_what_is_not_there_is_told_in_a_sentence(stage: Stage) -> None:
    message = await stage.told(text(components=[row(button("one"), button("two"))]))
    told = {"there": f"There is no component “three” on message {message.id}; there is one, two."}
    assert (await stage.act(message=message.id, press="three")).errors == told["there"]
    assert (await stage.act(message=message.id, press="Turn")).errors == told["there"].replace("three", "Turn")
    assert (await stage.act(message="1", press="one")).errors == "There is no message 1 (any more)."
    plain = await stage.told(text())
    assert "there is none." in str((await stage.act(message=plain.id, press="one")).errors)


async def test_only_messages_of_the_bot_have_components_that_work(stage: Stage) -> None:
    message = await stage.told(text(components=[row(button())]))
    stage.changed(message, author_id=stage.user("joey").id)
    assert (await stage.act(message=message.id, press="turn")).errors == "This message is not the bot's."


async def test_who_is_timed_out_presses_nothing_unless_forced(stage: Stage) -> None:
    message = await stage.told(text(components=[row(button(disabled=True))]))
    stage.changed(stage.member("mai"), communication_disabled_until=stage.world.now.replace(year=2999))
    assert "timed out" in str((await stage.act(message=message.id, press="turn")).errors)
    stage.bot.answer = {"type": 6}
    assert (await stage.act(message=message.id, press="turn", force=True)).state is State.DEFERRED


async def test_by_force_any_value_is_sent(stage: Stage) -> None:
    assert (await pressed(stage, select(3, options=OPTIONS), values=["x", "y"], force=True))["values"] == ["x", "y"]
