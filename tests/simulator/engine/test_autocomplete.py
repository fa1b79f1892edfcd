"""Options that are being typed: half of what a command has, and the choices that come back."""

from simulator.world import Message, State
from simulator.world.records import Json
from tests.simulator.engine.stage import Stage

CHOICES: Json = {"type": 8, "data": {"choices": [{"name": "Harpie Lady", "value": "harpie"}]}}


def find(stage: Stage) -> None:
    name = {"type": 3, "name": "name", "description": "Name.", "required": True, "autocomplete": True}
    level = {"type": 4, "name": "level", "description": "Level.", "autocomplete": True, "max_value": 12}
    other = {"type": 3, "name": "set", "description": "Set.", "required": True, "min_length": 3}
    search = {"type": 1, "name": "search", "description": "Find.", "options": [name, other, level]}
    stage.command("card", options=[search])


async def test_what_is_typed_is_focused_and_required_options_may_be_missing(stage: Stage) -> None:
    find(stage)
    stage.bot.answer = CHOICES
    outcome = await stage.act(command="card search", options={"name": "har"}, focused="name")
    assert stage.heard["type"] == 4
    assert stage.heard["data"]["options"][0]["options"] == [
        {"type": 3, "name": "name", "value": "har", "focused": True}
    ]
    assert outcome.state is State.CHOICES
    assert stage.interaction.choices == ({"name": "Harpie Lady", "value": "harpie"},)
    assert outcome.message_id is None


async def test_numbers_arrive_as_they_were_typed(stage: Stage) -> None:
    find(stage)
    stage.bot.answer = CHOICES
    await stage.act(command="card search", options={"level": 3, "set": "x"}, focused="level")
    assert stage.heard["data"]["options"][0]["options"] == [
        {"type": 4, "name": "level", "value": "3", "focused": True},
        {"type": 3, "name": "set", "value": "x"},
    ]
    await stage.act(command="card search", options={"level": "many"}, focused="name")
    assert stage.heard["data"]["options"][0]["options"] == [
        {"type": 4, "name": "level", "value": "many"},
        {"type": 3, "name": "name", "value": "", "focused": True},
    ]
    await stage.act(command="card search", options={"level": 3, "name": None}, focused="name")
    assert stage.heard["data"]["options"][0]["options"][0]["value"] == 3


async def test_only_an_option_with_autocomplete_can_be_focused(stage: Stage) -> None:
    find(stage)
    stage.bot.answer = CHOICES
    outcome = await stage.act(command="card search", focused="set")
    assert outcome.errors == "“set” is no option with autocomplete; there is name, level."
    outcome = await stage.act(command="card search", focused="set", force=True)
    assert outcome.state is State.CHOICES


async def test_no_message_comes_of_it(stage: Stage) -> None:
    find(stage)
    before = stage.world.count(Message)
    stage.bot.answer = CHOICES
    await stage.act(command="card search", focused="name")
    assert stage.world.count(Message) == before


async def test_an_answer_with_a_message_fails(stage: Stage) -> None:
    find(stage)
    outcome = await stage.act(command="card search", focused="name")
    assert outcome.state is State.FAILED
    assert outcome.errors == stage.interaction.errors == stage.exchange.errors
    assert isinstance(outcome.errors, dict)
