"""What can go wrong with a delivery, on purpose."""

import pytest
from msgspec import json

from simulator.engine import faults
from simulator.world import Exchange, Fault, Message, State
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Stage


async def test_a_duplicate_is_delivered_again_and_its_answer_is_not_used(stage: Stage) -> None:
    stage.fault("duplicate")
    outcome = await stage.says("show")
    assert outcome.state is State.REPLIED
    assert await stage.engine.idle(10)
    first, second = stage.bot.heard
    assert first == second
    one, other = list(stage.world.all(Exchange))
    assert (one.title, one.fault) == ("/show", "duplicate")
    assert (other.title, other.fault, other.status) == ("/show (again)", "duplicate", 200)
    assert sum(each.author_id == stage.world.bot.id for each in stage.world.all(Message)) == 1
    await stage.says("show")
    assert stage.exchange.fault is None


@pytest.mark.parametrize("kind", ["forged", "unsigned"])
async def test_what_is_not_signed_must_be_refused(stage: Stage, kind: str) -> None:
    stage.fault(kind)
    outcome = await stage.says("show")
    assert outcome.state is State.FAILED
    assert str(outcome.errors).endswith("The bot refused it with 401, as it should.")
    assert (stage.exchange.status, stage.exchange.errors) == (401, None)
    stage.fault(kind)
    stage.bot.careless = True
    outcome = await stage.says("show")
    assert outcome.state is State.FAILED
    assert str(outcome.errors).startswith("The bot answered HTTP 200 to ")
    assert (stage.exchange.errors, stage.exchange.warnings) == (outcome.errors, (outcome.errors,))


async def test_a_stale_delivery_is_signed_an_hour_ago(stage: Stage) -> None:
    await stage.says("show")
    stage.fault("stale")
    assert (await stage.says("show")).state is State.REPLIED
    fresh, stale = (int(headers["x-signature-timestamp"]) for headers, _ in stage.bot.requests)
    assert 3500 <= fresh - stale <= 3600


async def test_a_slow_delivery_may_be_too_slow(hasty: Stage) -> None:
    hasty.fault("slow", seconds=0.1)
    assert (await hasty.says("show")).errors == "The application did not respond within 0.05 s."
    assert await hasty.engine.idle(10)
    assert hasty.exchange.warnings[0].startswith("Too late")


@pytest.mark.parametrize("kind", ["drop", "500", "502", "503"])
async def test_a_delivery_may_not_arrive(stage: Stage, kind: str) -> None:
    stage.fault(kind)
    outcome = await stage.says("show")
    assert outcome.state is State.FAILED
    assert str(outcome.errors).startswith("A fault was set: ")
    assert stage.bot.requests == []
    assert stage.exchange.status == (None if kind == "drop" else int(kind))


async def test_a_fault_waits_and_comes_as_often_as_it_was_set(stage: Stage) -> None:
    stage.fault("drop", left=2, skip=1)
    stage.world.put(Fault(id="1", operation="create_message", kind="500"))
    states = [(await stage.says("show")).state for _ in range(4)]
    assert states == [State.REPLIED, State.FAILED, State.FAILED, State.REPLIED]
    assert [each.id for each in stage.world.all(Fault)] == ["1"]


async def test_a_fault_without_a_number_stays(stage: Stage) -> None:
    fault = stage.fault("drop", left=None)
    for _ in range(3):
        assert (await stage.says("show")).state is State.FAILED
    assert stage.world.get(Fault, fault.id) == fault
    assert fault.kind in faults.KINDS


async def test_a_check_is_not_struck_by_faults(stage: Stage) -> None:
    stage.fault("drop")
    assert (await stage.engine.check()).problems == ()
    assert json.decode(stage.exchange.request_body)["type"] == 1
    stage.bot.answer = text()
    assert (await stage.says("show")).state is State.FAILED
