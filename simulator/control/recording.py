"""GET /sim/recording, and what is written into it: whatever is done that changes what a bot answers."""

from collections.abc import Awaitable, Callable

from msgspec import to_builtins
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from simulator.control import asked, desk
from simulator.control.asked import NotTaken
from simulator.engine import CannotAct

Handler = Callable[[Request], Awaitable[Response]]


async def get_recording(request: Request) -> PlainTextResponse:
    return PlainTextResponse(desk.of(request).recorder.text())


async def get_act(request: Request) -> JSONResponse:
    """One act's line, and what each placeholder stands for: a replay compares, and goes on with the new ids.

    Act 0 is the beginning, of which nothing is told.
    """
    recorder = desk.of(request).recorder
    number = request.path_params["number"]
    line = recorder.line(number)
    if line is None and number != 0:
        raise NotTaken(f"There is no act {number} in the recording.", 404)
    return JSONResponse({"line": to_builtins(line), "meant": recorder.meant})


def recorded(path: str, handler: Handler) -> Handler:
    """The handler of what somebody does at this path of /sim, written down with what came of it: a refusal too."""

    async def handled(request: Request) -> Response:
        at = desk.of(request)
        told = await asked.told(request)
        where = "/".join([path, *map(str, request.path_params.values())])
        done = at.recorder.begin(request.method, where, told if isinstance(told, dict) else {})
        errors: str | None = None
        try:
            return await handler(request)
        except (NotTaken, CannotAct) as error:
            errors = str(error)
            raise
        finally:
            # The handlers of all but interactions wait for nobody.
            at.recorder.end(done, {"errors": errors}, at_once=True)

    return handled
