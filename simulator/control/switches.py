"""What is set on the simulator itself: its clock, its settings, the endpoint's check, a new beginning, idleness."""

from msgspec import UNSET, Struct, UnsetType
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.control import asked, desk, shown
from simulator.control.asked import NotTaken
from simulator.control.desk import Desk
from simulator.world.load import WrongWorld
from simulator.world.records import Json

LONGEST_WAIT = 600.0
FURTHEST = 10 * 365 * 86400.0


class _Step(Struct, frozen=True):
    advance: float


class _Settings(Struct, frozen=True):
    deadline: float | UnsetType | None = UNSET
    pictures: bool | UnsetType = UNSET


async def get_clock(request: Request) -> JSONResponse:
    return JSONResponse(_clock(desk.of(request)))


async def post_clock(request: Request) -> JSONResponse:
    at = desk.of(request)
    step = await asked.body(request, _Step)
    if not 0 <= step.advance <= FURTHEST - at.world.clock.ahead:
        raise NotTaken("The clock only goes forward, and is ten years ahead at most; POST /sim/reset brings it back.")
    at.advance(step.advance)
    return JSONResponse(_clock(at))


async def get_settings(request: Request) -> JSONResponse:
    return JSONResponse(_settings(desk.of(request)))


async def post_settings(request: Request) -> JSONResponse:
    at = desk.of(request)
    wanted = await asked.body(request, _Settings)
    if not isinstance(wanted.deadline, UnsetType):
        if wanted.deadline is not None and not 0 < wanted.deadline <= LONGEST_WAIT:
            raise NotTaken("deadline is a number of seconds above 0, or null for none.")
        at.engine.deadline = wanted.deadline
    if not isinstance(wanted.pictures, UnsetType):
        at.pictures = wanted.pictures
    return JSONResponse(_settings(at))


async def post_check(request: Request) -> JSONResponse:
    at = desk.of(request)
    if at.world.application.endpoint is None:
        raise NotTaken("There is no endpoint to check: start the simulator with --endpoint URL.", 409)
    return JSONResponse(shown.endpoint(await at.engine.check()))


async def post_reset(request: Request) -> Response:
    at = desk.of(request)
    try:
        at.reset()
    except (WrongWorld, OSError) as error:
        raise NotTaken(f"The world stays as it is, for its file cannot be read any more: {error}", 409) from None
    return JSONResponse({"seq": at.world.log.last})


async def get_idle(request: Request) -> JSONResponse:
    timeout = asked.seconds(request, "timeout", 10.0, LONGEST_WAIT)
    return JSONResponse({"idle": await desk.of(request).engine.idle(timeout)})


def _clock(at: Desk) -> Json:
    return {"now": at.world.clock.milliseconds, "ahead": at.world.clock.ahead}


def _settings(at: Desk) -> Json:
    return {"deadline": at.engine.deadline, "pictures": at.pictures}
