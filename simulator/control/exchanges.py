"""One exchange with the bot, looked at closely, done again, or written as a test: /sim/exchanges/{id}."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

from simulator.control import desk, interactions, redaction, retold
from simulator.control.asked import NotTaken
from simulator.control.desk import Desk
from simulator.control.shown import shown
from simulator.record import Done
from simulator.world import Channel, Exchange, Message
from simulator.world.records import Json


async def get_exchange(request: Request) -> JSONResponse:
    at = desk.of(request)
    exchange = _exchange(at, request)
    told = shown(at.world, exchange)
    told["request"] = _part(exchange.request_headers, exchange.request_body)
    told["response"] = _part(exchange.response_headers, exchange.response_body)
    return JSONResponse(told)


async def post_replay(request: Request) -> JSONResponse:
    """Do again what made the simulator deliver it: the same act, as a new interaction."""
    at = desk.of(request)
    exchange = _exchange(at, request)
    if not exchange.to_bot:
        raise NotTaken("The bot made this call by itself; only what a member did can be done again.", 409)
    return JSONResponse(await interactions.act(at, _act(at, exchange).act))


async def get_test(request: Request) -> PlainTextResponse:
    at = desk.of(request)
    acts = _led_to(at, _act(at, _exchange(at, request)))
    return PlainTextResponse(retold.test(acts, [_place(at, each) for each in acts], at.world.url))


def _exchange(at: Desk, request: Request) -> Exchange:
    exchange = at.world.find(Exchange, request.path_params["id"])
    if exchange is None:
        raise NotTaken(f"There is no exchange {request.path_params['id']}; old ones are forgotten.", 404)
    return exchange


def _act(at: Desk, exchange: Exchange) -> Done:
    """Raises `NotTaken` where nobody's act stands behind it."""
    done = None if exchange.interaction_id is None else at.recorder.of(exchange.interaction_id)
    if done is None:
        raise NotTaken(
            "No member's act stands behind this: the bot did it by itself, or it is of the endpoint's check.", 409
        )
    return done


def _led_to(at: Desk, done: Done) -> list[Done]:
    """The act, after those that led to it: what made the message that is pressed, or opened the form that is sent."""
    before = _before(at, done)
    return [done] if before is None or before is done else [*_led_to(at, before), done]


def _before(at: Desk, done: Done) -> Done | None:
    if done.act.get("modal"):
        return at.recorder.of(str(done.act["modal"]))
    message = at.world.find(Message, str(done.act.get("message") or ""))
    if message is None:
        return None
    changed = at.recorder.changed(message.id, before=done)
    return changed or (None if message.interaction_id is None else at.recorder.of(message.interaction_id))


def _place(at: Desk, done: Done) -> str:
    """The channel's name: its id is another one in each run."""
    told = str(done.act.get("channel") or "")
    channel = at.world.find(Channel, told)
    if channel is None:
        return told
    return channel.name if channel.guild_id else "dm"


def _part(headers: dict[str, str], body: str) -> Json:
    return {"headers": redaction.headers(headers), "body": redaction.body(body)}
