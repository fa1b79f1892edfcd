"""All of /sim, as an ASGI application."""

from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from simulator.control import (
    choosing,
    deeds,
    exchanges,
    faults,
    interactions,
    recording,
    speech,
    switches,
    watching,
)
from simulator.control.asked import NotTaken
from simulator.control.desk import Desk
from simulator.control.recording import recorded
from simulator.engine import CannotAct
from simulator.engine.names import UnknownName

ROUTES = [
    Route("/state", watching.get_state),
    Route("/events", watching.get_events),
    Route("/transcript", watching.get_transcript),
    Route("/recording", recording.get_recording),
    Route("/recording/{number:int}", recording.get_act),
    Route("/interactions", interactions.post_interaction, methods=["POST"]),
    Route("/commands", interactions.get_commands),
    Route("/messages", recorded("messages", speech.post_message), methods=["POST"]),
    Route("/dms", recorded("dms", speech.post_dm), methods=["POST"]),
    Route("/uploads", speech.post_upload, methods=["POST"]),
    Route("/deeds", recorded("deeds", deeds.post_deed), methods=["POST"]),
    Route("/command-permissions", recorded("command-permissions", choosing.put_permissions), methods=["PUT"]),
    Route("/clock", switches.get_clock),
    Route("/clock", recorded("clock", switches.post_clock), methods=["POST"]),
    Route("/faults", faults.get_faults),
    Route("/faults", recorded("faults", faults.post_fault), methods=["POST"]),
    Route("/faults", recorded("faults", faults.delete_faults), methods=["DELETE"]),
    Route("/faults/{id}", recorded("faults", faults.delete_faults), methods=["DELETE"]),
    Route("/settings", switches.get_settings),
    Route("/settings", recorded("settings", switches.post_settings), methods=["POST"]),
    Route("/check", switches.post_check, methods=["POST"]),
    Route("/reset", switches.post_reset, methods=["POST"]),
    Route("/idle", switches.get_idle),
    Route("/exchanges/{id}", exchanges.get_exchange),
    Route("/exchanges/{id}/replay", exchanges.post_replay, methods=["POST"]),
    Route("/exchanges/{id}/test", exchanges.get_test),
]


def control(desk: Desk) -> Starlette:
    app = Starlette(
        routes=ROUTES,
        exception_handlers={
            NotTaken: _not_taken,
            CannotAct: _not_possible,
            HTTPException: _no_route,
            Exception: _bug,
        },
    )
    app.state.desk = desk
    return app


def _told(sentence: str, status: int) -> JSONResponse:
    return JSONResponse({"errors": sentence}, status)


async def _not_taken(_: Request, error: Any) -> JSONResponse:
    return _told(error.sentence, error.status)


async def _not_possible(_: Request, error: Any) -> JSONResponse:
    return _told(str(error), 404 if isinstance(error, UnknownName) else 403)


async def _no_route(request: Request, error: Any) -> JSONResponse:
    if error.status_code == 404:
        return _told(f"There is no {request.url.path} here; docs/simulator.md lists what there is.", 404)
    if error.status_code == 405:
        return _told(f"{request.url.path} takes no {request.method}.", 405)
    return _told(f"{error.detail.rstrip('.')}.", error.status_code)


async def _bug(_: Request, error: Any) -> JSONResponse:
    return _told(f"The simulator failed: {type(error).__name__}: {error}. Its log has the traceback.", 500)
