"""POST /sim/interactions: somebody uses a command, presses, chooses or sends a form; and GET /sim/commands."""

from msgspec import to_builtins
from starlette.requests import Request
from starlette.responses import JSONResponse

from simulator.control import asked, desk
from simulator.control.asked import NotTaken
from simulator.control.desk import Desk
from simulator.control.shown import shown
from simulator.engine import CannotAct, Outcome, acts, commands, names
from simulator.engine.commands import Leaf
from simulator.world import Message, State, World
from simulator.world.records import Json


async def act(at: Desk, told: Json) -> Json:
    """Do what the JSON says, and tell what came of it. Raises `CannotAct` for what is no act."""
    done = at.recorder.begin("POST", "interactions", told)
    outcome = _nothing("The act was given up.")
    try:
        outcome = _outcome(at.world, await at.engine.act(acts.read(told)))
    except CannotAct as error:
        outcome = _nothing(str(error))
        raise
    finally:
        at.recorder.end(done, outcome)
    return outcome


async def post_interaction(request: Request) -> JSONResponse:
    """Always of the same shape: what cannot be done has failed, and what is no act at all has status 400 as well."""
    try:
        told = await asked.body(request, Json)
        return JSONResponse(await act(desk.of(request), told))
    except (NotTaken, CannotAct) as error:
        return JSONResponse(_nothing(str(error)), 400)


async def get_commands(request: Request) -> JSONResponse:
    at = desk.of(request)
    user = asked.viewer(at.world, request)
    if user is None:
        raise NotTaken("Say whose commands: ?as=mai&channel=general")
    where = request.query_params.get("channel", "")
    channel = names.channel(at.world, where, user) if where else names.first_channel(at.world, user)
    return JSONResponse([_leaf(each) for each in commands.visible(at.world, user, channel)])


def _outcome(world: World, outcome: Outcome) -> Json:
    message = None if outcome.message_id is None else world.find(Message, outcome.message_id)
    return {
        "id": outcome.id,
        "state": outcome.state,
        "answer": outcome.answer,
        "errors": outcome.errors,
        "milliseconds": outcome.milliseconds,
        "message": None if message is None else shown(world, message),
        "warnings": list(outcome.warnings),
    }


def _nothing(sentence: str) -> Json:
    """The shape of an act that could not even be tried."""
    told: Json = {"id": None, "state": State.FAILED, "answer": None, "errors": sentence, "milliseconds": 0.0}
    return {**told, "message": None, "warnings": []}


def _leaf(leaf: Leaf) -> Json:
    told: Json = to_builtins(leaf)
    return told
