"""What ends by the world's clock, and when everything is at rest."""

import asyncio
from datetime import timedelta

from simulator.engine import followups
from simulator.world import Clock, State, World
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Line, Stage, staged


async def test_a_deferred_answer_that_never_comes_expires(line: Line) -> None:
    async with staged(line, world=World(Clock(real=lambda: 1_800_000_000.0))) as stage:
        loading = await stage.told({"type": 5})
        stage.world.clock.advance(899.9)
        stage.engine.expire()
        assert stage.interaction.state is State.DEFERRED
        stage.world.clock.advance(0.1)
        stage.engine.expire()
        interaction = stage.interaction
        assert (interaction.state, interaction.is_loading) == (State.EXPIRED, False)
        assert interaction.errors == "The deferred answer did not come within 15 minutes."
        assert loading.flags == 128


async def test_a_deferred_update_may_stay_without_one(stage: Stage) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Turn", "custom_id": "turn"}]}
    message = await stage.told(text(components=[row]))
    stage.bot.answer = {"type": 6}
    await stage.act(message=message.id, press="turn")
    stage.world.clock.advance(901)
    stage.engine.expire()
    interaction = stage.interaction
    assert (interaction.state, interaction.is_loading, interaction.errors) == (State.DEFERRED, False, None)


async def test_what_was_answered_does_not_expire(stage: Stage) -> None:
    await stage.told(text())
    stage.world.clock.advance(10_000)
    stage.engine.expire()
    assert stage.interaction.state is State.REPLIED


async def test_timeouts_that_have_ended_are_cleared(stage: Stage) -> None:
    until = stage.world.now + timedelta(seconds=60)
    stage.changed(stage.member("mai"), communication_disabled_until=until)
    stage.engine.expire()
    assert stage.member("mai").communication_disabled_until == until
    stage.world.clock.advance(61)
    assert (await stage.says("show")).state is State.REPLIED
    assert stage.member("mai").communication_disabled_until is None


async def test_at_rest_it_is_idle_at_once(stage: Stage) -> None:
    assert await stage.engine.idle(0)
    await stage.says("show")
    assert await stage.engine.idle(0)


async def test_a_deferred_answer_is_waited_for(stage: Stage) -> None:
    await stage.told({"type": 5})
    assert not await stage.engine.idle(0.01)
    waiting = asyncio.create_task(stage.engine.idle(10))
    await asyncio.sleep(0)
    followups.edit(stage.world, *stage.token(), "@original", {"content": "At last."})
    assert await waiting


async def test_a_deferral_that_expires_is_waited_for_no_more(stage: Stage) -> None:
    await stage.told({"type": 5})
    waiting = asyncio.create_task(stage.engine.idle(10))
    await asyncio.sleep(0)
    stage.world.clock.advance(901)
    stage.engine.expire()
    assert await waiting
