"""What stands between Discord and the bot, honestly broken: each does one thing that operators meet."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TypeAlias

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

Answering: TypeAlias = Callable[[Request], Awaitable[Response]]
SIGNATURE = ("x-signature-ed25519", "x-signature-timestamp")
_HOPS = ("host", "content-length", "connection", "accept-encoding", "transfer-encoding")


def door(answer: Answering) -> Router:
    """Whatever is asked, this is answered."""
    return Router([Route("/{path:path}", answer, methods=["GET", "POST"])])


class Proxy:
    """Passes on what comes; what a kind of its own changes on the way, it says by overriding one of these."""

    def __init__(self, to: str) -> None:
        self._to = to

    @property
    def app(self) -> Router:
        return door(self.answer)

    async def answer(self, request: Request) -> Response:
        headers = {name: value for name, value in request.headers.items() if name not in _HOPS}
        async with httpx.AsyncClient() as http:
            answer = await http.request(
                request.method,
                self._to + request.url.path,
                content=self.body(await request.body()),
                headers=self.headers(headers),
            )
        told = {name: value for name, value in answer.headers.items() if name not in (*_HOPS, "date", "server")}
        return Response(answer.content, answer.status_code, self.told(told))

    def body(self, body: bytes) -> bytes:
        return body

    def headers(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        return headers

    def told(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        return headers


class Rewriting(Proxy):
    """Reads the JSON, and writes it anew."""

    def body(self, body: bytes) -> bytes:
        return json.dumps(json.loads(body)).encode() if body else body


class Emptying(Proxy):
    """Passes no body on."""

    def body(self, body: bytes) -> bytes:
        return b""


class Stripping(Proxy):
    """Passes on only the headers that it knows."""

    def headers(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        return {name: value for name, value in headers.items() if name not in SIGNATURE}


class Shortening(Proxy):
    """Has room for 100 characters in a header."""

    def headers(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        return {name: value[:100] for name, value in headers.items()}


class Silencing(Proxy):
    """Keeps what an answer says beside the usual."""

    def told(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        return {name: value for name, value in headers.items() if name == "content-type"}


class Late(Proxy):
    """Says that the bot's clock is another: as the bot would on a machine whose clock is so many seconds ahead."""

    def __init__(self, to: str, seconds: int) -> None:
        super().__init__(to)
        self._seconds = seconds

    def told(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        refused = headers.get("x-refused")
        if refused is None:
            return headers
        before, _, at = refused.rpartition("=")
        return {**headers, "x-refused": f"{before}={int(at) + self._seconds}"}


def says(status: int, body: str = "", **headers: str) -> Router:
    """Answers this to everything."""

    async def answer(request: Request) -> Response:
        return Response(body, status, {name.replace("_", "-"): value for name, value in headers.items()})

    return door(answer)


def page(status: int, **headers: str) -> Router:
    """Answers a page of its own to everything."""
    return says(status, f"<!doctype html><title>{status}</title>", content_type="text/html", **headers)


def mute() -> Router:
    """Takes requests, and never answers one; it is done when who asked has gone."""

    async def answer(request: Request) -> Response:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        return Response()

    return door(answer)


def credulous() -> Router:
    """Believes whatever has a signature, whatever it is."""

    async def answer(request: Request) -> Response:
        if SIGNATURE[0] in request.headers:
            return Response(b'{"type":1}', media_type="application/json")
        return Response(b"This is not signed by Discord.\n", 401)

    return door(answer)


@asynccontextmanager
async def hanging_up(on: bytes) -> AsyncIterator[str]:
    """The address of one that hangs up on whoever says this, and refuses everybody else as the bot does."""
    refusal = b"This is not signed by Discord.\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        if on not in asked:
            head = b"HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(refusal)
            writer.write(head + refusal)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
