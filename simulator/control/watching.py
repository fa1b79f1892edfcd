"""What is only looked at: the state, its changes as they come, and the transcript."""

from msgspec import json
from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from simulator.control import asked, desk
from simulator.control.asked import NotTaken
from simulator.control.events import Stream
from simulator.control.state import state
from simulator.control.transcript import transcript

BEAT = 15
"""Seconds between signs of life in a stream where nothing happens."""


async def get_state(request: Request) -> Response:
    at = desk.of(request)
    at.engine.expire()
    # By msgspec, for a full world is some megabytes.
    return Response(json.encode(state(at.world, asked.viewer(at.world, request))), media_type="application/json")


async def get_events(request: Request) -> EventSourceResponse:
    at = desk.of(request)
    viewer = asked.viewer(at.world, request)
    text = request.headers.get("last-event-id") or request.query_params.get("after") or str(at.world.log.last)
    if not (text.isascii() and text.isdecimal()):
        raise NotTaken(f"after is the number of a change, as seq in /sim/state, not {text!r}.")
    stream = Stream(at.world, at.bell, viewer, int(text))
    return EventSourceResponse(stream.events(), ping=BEAT, sep="\n")


async def get_transcript(request: Request) -> PlainTextResponse:
    return PlainTextResponse(transcript(desk.of(request).world))
