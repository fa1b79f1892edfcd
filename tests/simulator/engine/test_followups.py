"""The webhook of an interaction: what the bot does after its first answer."""

from collections.abc import Callable
from typing import Any

import pytest

from simulator.engine import followups
from simulator.refusal import Refused
from simulator.world import Interaction, Message, State, Typing
from simulator.world.records import Json
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Stage
from tests.simulator.engine.test_forms import TEXT, form, label
from tests.simulator.engine.test_presses import button, row

ORIGINAL = followups.ORIGINAL


def refused(call: Callable[..., Any], *told: Any) -> tuple[int, int]:
    with pytest.raises(Refused) as raised:
        call(*told)
    return raised.value.status, raised.value.code


async def test_a_followup_replies_to_the_answer(stage: Stage) -> None:
    original = await stage.told(text())
    message = stage.followup("More.", username="Somebody")
    assert (message.type, message.author_id, message.webhook_name) == (19, stage.world.bot.id, None)
    assert (message.message_reference or {})["message_id"] == original.id
    assert (message.interaction_metadata or {})["original_response_message_id"] == original.id
    assert message.interaction_id == stage.interaction.id
    assert stage.interaction.followups == 1


async def test_a_followup_chooses_its_own_visibility(stage: Stage) -> None:
    await stage.told(text())
    assert stage.followup("Psst.", flags=64).visible_to == stage.user("mai").id
    await stage.told(text(flags=64))
    assert stage.followup("To all.").visible_to is None


async def test_only_what_all_see_ends_that_the_bot_types(stage: Stage) -> None:
    answer = await stage.told(text())
    stage.world.put(Typing(channel_id=answer.channel_id, user_id=answer.author_id, until=stage.world.now))
    stage.followup("Psst.", flags=64)
    assert stage.world.count(Typing) == 1
    stage.followup("To all.")
    assert stage.world.count(Typing) == 0


async def test_the_first_followup_of_a_deferral_is_its_answer(stage: Stage) -> None:
    loading = await stage.told({"type": 5, "data": {"flags": 64}})
    message = stage.followup("At last.", flags=32768 & 0)
    assert (message.id, message.content) == (loading.id, "At last.")
    assert (message.flags, message.visible_to, message.edited_timestamp) == (64, loading.visible_to, None)
    assert (stage.interaction.state, stage.interaction.is_loading) == (State.REPLIED, False)
    assert stage.followup("Then this.").id != loading.id


async def test_an_edit_fills_a_deferral_and_only_the_next_one_is_an_edit(stage: Stage) -> None:
    loading = await stage.told({"type": 5})
    edit = followups.edit(stage.world, *stage.token(), ORIGINAL, {"content": "At last."})
    assert (edit.id, edit.flags, edit.edited_timestamp) == (loading.id, 0, None)
    assert stage.interaction.state is State.REPLIED
    edit = followups.edit(stage.world, *stage.token(), ORIGINAL, {"content": "Better."})
    assert edit.edited_timestamp == stage.world.get(Message, loading.id).edited_timestamp
    assert edit.edited_timestamp is not None


async def test_components_of_the_second_kind_are_switched_on_by_the_fill(stage: Stage) -> None:
    await stage.told({"type": 5})
    body = {"flags": 32768, "components": [{"type": 10, "content": "Hi."}]}
    assert followups.edit(stage.world, *stage.token(), ORIGINAL, body).flags == 32768


async def test_after_a_deferred_update_the_original_is_the_message_of_the_component(stage: Stage) -> None:
    message = await stage.told(text("Page 1", components=[row(button())]))
    stage.bot.answer = {"type": 6}
    await stage.act(message=message.id, press="turn")
    assert followups.find(stage.world, *stage.token(), ORIGINAL).id == message.id
    edit = followups.edit(stage.world, *stage.token(), ORIGINAL, {"content": "Page 2"})
    assert (edit.id, edit.content) == (message.id, "Page 2")
    assert (stage.interaction.state, stage.interaction.is_loading) == (State.UPDATED, False)


async def test_after_a_deferred_update_a_followup_is_a_new_message(stage: Stage) -> None:
    message = await stage.told(text("Page 1", components=[row(button())]))
    stage.bot.answer = {"type": 6}
    await stage.act(message=message.id, press="turn")
    assert stage.followup().id != message.id
    assert not stage.interaction.is_loading


async def test_a_followup_is_found_edited_and_deleted_by_its_id(stage: Stage) -> None:
    await stage.told(text())
    id_ = stage.followup().id
    assert followups.find(stage.world, *stage.token(), id_).id == id_
    assert followups.edit(stage.world, *stage.token(), id_, {"content": "Else."}).content == "Else."
    followups.delete(stage.world, *stage.token(), id_)
    assert refused(followups.find, stage.world, *stage.token(), id_) == (404, 10008)


async def test_a_message_of_another_interaction_is_out_of_reach(stage: Stage) -> None:
    other = await stage.told(text("First."))
    await stage.told(text("Second."))
    assert refused(followups.find, stage.world, *stage.token(), other.id) == (404, 10008)


async def test_a_deferred_answer_that_is_deleted_is_awaited_no_more(stage: Stage) -> None:
    await stage.told({"type": 5})
    followups.delete(stage.world, *stage.token(), ORIGINAL)
    assert (stage.interaction.state, stage.interaction.is_loading) == (State.REPLIED, False)
    assert refused(followups.find, stage.world, *stage.token(), ORIGINAL) == (404, 10008)


async def test_after_a_form_there_is_no_original_but_there_are_followups(stage: Stage) -> None:
    stage.bot.answer = form(label(TEXT))
    await stage.says("show")
    assert refused(followups.find, stage.world, *stage.token(), ORIGINAL) == (404, 10008)
    assert (stage.followup().type, stage.message.message_reference) == (0, None)


@pytest.mark.parametrize("state", [State.SENT, State.FAILED, State.CHOICES])
async def test_what_is_not_answered_has_no_webhook(stage: Stage, state: State) -> None:
    await stage.told(text())
    stage.changed(stage.interaction, state=state)
    assert refused(stage.followup) == (404, 10015)


async def test_an_unknown_token_or_application_is_refused(stage: Stage) -> None:
    await stage.told(text())
    application_id, token = stage.token()
    assert refused(followups.find, stage.world, "1", token, ORIGINAL) == (404, 10015)
    assert refused(followups.find, stage.world, application_id, "x", ORIGINAL) == (404, 10015)


async def test_a_token_is_good_for_fifteen_minutes(stage: Stage) -> None:
    await stage.told(text())
    stage.world.clock.advance(899)
    assert stage.followup().content
    stage.world.clock.advance(2)
    assert refused(stage.followup) == (401, 50027)


async def test_an_empty_followup_is_refused(stage: Stage) -> None:
    await stage.told(text())
    assert refused(stage.followup, "") == (400, 50006)


async def test_where_the_channel_is_gone_nothing_follows(stage: Stage) -> None:
    await stage.told(text())
    stage.world.remove(stage.channel("general"))
    assert refused(stage.followup) == (404, 10003)


async def test_what_the_message_tells_of_a_forgotten_target_is_little(stage: Stage) -> None:
    stage.command("Report", type=3)
    target = await stage.told(text())

    def vanish(_: Json) -> Json:
        stage.world.remove(target)
        return {"type": 5}

    stage.bot.answer = vanish
    await stage.act(command="Report", target=target.id)
    assert (stage.message.interaction_metadata or {})["target_message_id"] == target.id


async def test_an_edit_of_an_older_interaction_that_was_forgotten_is_refused(stage: Stage) -> None:
    await stage.told(text())
    token = stage.token()
    stage.world.remove(stage.world.get(Interaction, stage.interaction.id))
    assert refused(followups.edit, stage.world, *token, ORIGINAL, {"content": "x"}) == (404, 10015)


async def test_where_only_a_user_has_the_bot_five_messages_follow(stage: Stage) -> None:
    stage.command("mine", integration_types=[1])
    own = {"1": stage.user("mai").id}
    message = await stage.told(text(components=[row(button())]), command="mine")
    for _ in range(5):
        stage.followup()
    assert refused(stage.followup) == (403, 40094)
    stage.bot.answer = form(label(TEXT))
    pressed = await stage.act("joey", message=message.id, press="turn")
    assert stage.heard["authorizing_integration_owners"] == own
    stage.bot.answer = text()
    assert (await stage.act("joey", modal=pressed.id, fields={"it": "Joey"})).state is State.REPLIED
    assert stage.heard["authorizing_integration_owners"] == own
