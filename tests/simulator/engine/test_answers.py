"""Answers made true: which message comes, who sees it, and how far the interaction is then."""

import pytest
from msgspec.structs import replace

from simulator.engine import followups
from simulator.refusal import Refused
from simulator.world import Channel, Interaction, Message, State
from simulator.world.records import Json
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Stage
from tests.simulator.engine.test_forms import TEXT, form, label
from tests.simulator.engine.test_presses import button, row


async def test_an_ephemeral_answer_is_for_one_alone(stage: Stage) -> None:
    message = await stage.told(text("Psst.", flags=64))
    assert (message.visible_to, message.flags) == (stage.user("mai").id, 64)


async def test_a_deferred_answer_is_a_message_that_loads(stage: Stage) -> None:
    message = await stage.told({"type": 5})
    interaction = stage.interaction
    assert (message.flags, message.content, message.visible_to) == (128, "", None)
    assert (interaction.state, interaction.answer_type) == (State.DEFERRED, 5)
    assert (interaction.is_loading, interaction.private, interaction.response_id) == (True, False, message.id)
    private = await stage.told({"type": 5, "data": {"flags": 64}})
    assert (private.flags, private.visible_to) == (64 | 128, stage.user("mai").id)
    assert stage.interaction.private


@pytest.mark.parametrize("flags", [1 << 15, 4, 4096, 1 << 15 | 64])
async def test_of_a_deferrals_flags_one_alone_counts(stage: Stage, flags: int) -> None:
    assert (await stage.told({"type": 5, "data": {"flags": flags}})).flags == 128 | flags & 64
    edited = followups.edit(stage.world, *stage.token(), "@original", {"content": "Done."})
    assert (edited.content, edited.flags) == ("Done.", flags & 64)


async def test_a_deferred_update_shows_nothing(stage: Stage) -> None:
    message = await stage.told(text("Page 1", components=[row(button())]))
    count = stage.world.count(Message)
    stage.bot.answer = {"type": 6}
    outcome = await stage.act(message=message.id, press="turn")
    assert (outcome.state, outcome.message_id) == (State.DEFERRED, message.id)
    assert stage.world.count(Message) == count
    assert stage.interaction.is_loading


async def test_an_update_without_data_leaves_the_message_as_it_is(stage: Stage) -> None:
    message = await stage.told(text("Page 1", components=[row(button())]))
    stage.bot.answer = {"type": 7}
    assert (await stage.act(message=message.id, press="turn")).state is State.UPDATED
    assert stage.world.get(Message, message.id) == message


async def test_an_update_of_a_message_that_is_gone_fails(stage: Stage) -> None:
    message = await stage.told(text("Page 1", components=[row(button())]))

    def vanish(_: Json) -> Json:
        stage.world.remove(message)
        return {"type": 7, "data": {"content": "Page 2"}}

    stage.bot.answer = vanish
    outcome = await stage.act(message=message.id, press="turn")
    assert (outcome.state, outcome.errors) == (State.FAILED, "Unknown Message (10008)")


async def test_an_answer_to_a_component_replies_to_its_message(stage: Stage) -> None:
    message = await stage.told(text("Page 1", components=[row(button())]))
    stage.bot.answer = text("You pressed.", flags=64)
    await stage.act("mai", message=message.id, press="turn")
    reply = stage.message
    assert reply.type == 19
    assert reply.message_reference == {
        "type": 0,
        "message_id": message.id,
        "channel_id": message.channel_id,
        "guild_id": stage.guild_id,
    }
    assert (reply.interaction_metadata or {})["interacted_message_id"] == message.id


async def test_a_wrong_answer_fails_with_discords_tree(stage: Stage) -> None:
    stage.bot.answer = text(embeds=[{"title": "x" * 257}])
    outcome = await stage.says("show")
    tree = {"data": {"embeds": {"0": {"title": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH"}]}}}}}
    assert outcome.state is State.FAILED
    assert isinstance(outcome.errors, dict)
    found = outcome.errors["data"]["embeds"]["0"]["title"]["_errors"][0]
    assert found["code"] == tree["data"]["embeds"]["0"]["title"]["_errors"][0]["code"]
    assert stage.interaction.errors == outcome.errors == stage.exchange.errors
    assert outcome.answer == stage.bot.answer


async def test_an_empty_message_is_no_answer(stage: Stage) -> None:
    stage.bot.answer = text("")
    assert (await stage.says("show")).errors == "Cannot send an empty message (50006)"


async def test_what_discord_takes_and_nobody_means_is_warned_of(stage: Stage) -> None:
    stage.bot.answer = text("Hi.", colour=3)
    outcome = await stage.says("show")
    assert outcome.state is State.REPLIED
    (warning,) = outcome.warnings
    assert "colour" in warning
    assert stage.exchange.warnings == outcome.warnings


async def test_an_answer_that_is_not_simulated_says_so(stage: Stage) -> None:
    stage.bot.answer = {"type": 12}
    outcome = await stage.says("show")
    assert outcome.errors == "Answers of type 12 are Discord's, but they are not simulated. (50035)"


async def test_a_modal_keeps_its_form_with_ids(stage: Stage) -> None:
    stage.bot.answer = form(label(TEXT))
    outcome = await stage.says("show")
    assert (outcome.state, outcome.message_id) == (State.MODAL, None)
    modal = stage.interaction.modal or {}
    assert modal["title"] == "A form"
    assert (modal["components"][0]["id"], modal["components"][0]["component"]["id"]) == (1, 2)


async def test_where_the_channel_is_gone_there_is_no_message(stage: Stage) -> None:
    def vanish(_: Json) -> Json:
        stage.world.remove(stage.channel("general"))
        return text()

    stage.bot.answer = vanish
    assert (await stage.says("show")).errors == "Unknown Channel (10003)"


async def sent(stage: Stage) -> Interaction:
    """An interaction that nobody has answered yet."""
    await stage.says("show")
    return stage.world.put(replace(stage.interaction, state=State.SENT, response_id=None, answer_type=None))


async def test_a_callback_tells_what_came_of_it(stage: Stage) -> None:
    interaction = await sent(stage)
    told = stage.engine.callback(interaction.id, interaction.token, text("By callback.", flags=64))
    message = stage.message
    assert told["interaction"] == {
        "id": interaction.id,
        "type": 2,
        "response_message_id": message.id,
        "response_message_loading": False,
        "response_message_ephemeral": True,
    }
    assert told["resource"]["type"] == 4
    assert told["resource"]["message"]["content"] == "By callback."


async def test_a_callback_without_a_message_has_no_resource(stage: Stage) -> None:
    interaction = await sent(stage)
    told = stage.engine.callback(interaction.id, interaction.token, form(label(TEXT)))
    assert told == {"interaction": {"id": interaction.id, "type": 2}}


async def test_a_second_callback_is_refused(stage: Stage) -> None:
    await stage.says("show")
    assert refusal(stage, stage.interaction) == (400, 40060)


@pytest.mark.parametrize("state", [State.FAILED, State.EXPIRED])
async def test_a_callback_that_comes_too_late_is_refused(stage: Stage, state: State) -> None:
    await stage.says("show")
    assert refusal(stage, stage.changed(stage.interaction, state=state)) == (404, 10062)


async def test_a_callback_needs_the_right_token_in_time(stage: Stage) -> None:
    interaction = await sent(stage)
    assert refusal(stage, interaction, token="other") == (404, 10062)
    with pytest.raises(Refused) as raised:
        stage.engine.callback("1", interaction.token, text())
    assert raised.value.code == 10062
    stage.world.clock.advance(900)
    assert refusal(stage, interaction) == (404, 10062)


async def test_a_wrong_callback_is_refused_and_may_be_sent_again(stage: Stage) -> None:
    interaction = await sent(stage)
    with pytest.raises(Refused) as raised:
        stage.engine.callback(interaction.id, interaction.token, text(flags="none"))
    assert (raised.value.code, list(raised.value.errors or {})) == (50035, ["data"])
    assert stage.engine.callback(interaction.id, interaction.token, text())["resource"]


async def test_an_answer_in_direct_messages_stands_there(stage: Stage) -> None:
    await stage.act(command="show", channel="dm")
    channel = stage.world.get(Channel, stage.message.channel_id)
    assert (channel.type, channel.recipient_id) == (1, stage.user("mai").id)
    assert (stage.message.interaction_metadata or {})["authorizing_integration_owners"] == {"0": "0"}


def refusal(stage: Stage, interaction: Interaction, *, token: str | None = None) -> tuple[int, int]:
    with pytest.raises(Refused) as raised:
        stage.engine.callback(interaction.id, token or interaction.token, text())
    return raised.value.status, raised.value.code
