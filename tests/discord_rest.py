"""A small honest Discord: it takes the calls that belong to interactions, keeps them, and refuses when told to."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.policy import HTTP
from typing import Any

import uvicorn
from msgspec import json
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp


class DiscordRest:
    """`calls` are what came, in order: method, path, body. `refusals` are answered first, one a call, before it.

    `files` are what came with each: by the part's name, the file's and what it holds.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.files: list[dict[str, tuple[str, bytes]]] = []
        self.refusals: list[Response] = []
        self.guilds: list[dict[str, Any]] = []
        self.came = asyncio.Event()
        self.url = ""

    async def take(self, request: Request) -> Response:
        body = await request.body()
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        told, files = _read(request.headers.get("content-type", ""), body)
        self.calls.append((request.method, path, told))
        self.files.append(files)
        self.headers.append(dict(request.headers))
        self.came.set()
        if self.refusals:
            return self.refusals.pop(0)
        if request.url.path == "/users/@me/guilds":
            return Response(json.encode(self.guilds), media_type="application/json")
        return Response(b"{}", 200, media_type="application/json")

    async def until(self, count: int) -> list[tuple[str, str, Any]]:
        """The calls, once there are `count` of them."""
        async with asyncio.timeout(20):
            while len(self.calls) < count:
                self.came.clear()
                await self.came.wait()
        return self.calls

    @property
    def app(self) -> Router:
        methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        return Router([Route("/{path:path}", self.take, methods=methods)])


def _read(content_type: str, body: bytes) -> tuple[Any, dict[str, tuple[str, bytes]]]:
    """A body's JSON, and the files beside it when it is a form."""
    if not content_type.startswith("multipart/form-data"):
        return (json.decode(body) if body else None), {}
    form = message_from_bytes(b"content-type: " + content_type.encode() + b"\r\n\r\n" + body, policy=HTTP)
    told: Any = None
    files: dict[str, tuple[str, bytes]] = {}
    for part in form.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if name == "payload_json":
            told = json.decode(content)
        else:
            files[str(name)] = (str(part.get_filename()), content)
    return told, files


@asynccontextmanager
async def discord_rest() -> AsyncIterator[DiscordRest]:
    rest = DiscordRest()
    async with served(rest.app) as rest.url:
        yield rest


@asynccontextmanager
async def served(application: ASGIApp) -> AsyncIterator[str]:
    """An application on a real server at a port of its own; its address."""
    # Told that it is TCP: only then does the event loop switch off the waiting for more to send.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(application, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    # Not `serve`: it would take the signals of the test run.
    serving = asyncio.create_task(server._serve([listening]))
    while not server.started:
        assert not serving.done(), "the server did not start"
        await asyncio.sleep(0)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listening.close()


def refused(status: int, code: int = 0, **headers: str) -> Response:
    body = json.encode({"message": "No.", "code": code})
    return Response(
        body, status, media_type="application/json", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
