"""A small honest bot: it verifies what it hears, and answers what a test lets it answer."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from msgspec import json
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

Json: TypeAlias = dict[str, Any]
Reply: TypeAlias = Json | Response
Answering: TypeAlias = Callable[[Json], Reply | Awaitable[Reply]]


def text(content: str = "Hello.", **data: Any) -> Json:
    """An answer of type 4."""
    return {"type": 4, "data": {"content": content, **data}}


class Bot:
    """`answer` is what it answers next and from then on: a callback, a response, or what makes one of what it heard.

    `heard` are the interactions, `requests` all that came, headers and body, in order. A bot that is `careless` does
    not verify.
    """

    def __init__(self, verify_key: str) -> None:
        self._key = VerifyKey(bytes.fromhex(verify_key))
        self.answer: Reply | Answering = text()
        self.pong: Reply = {"type": 1}
        self.careless = False
        self.heard: list[Json] = []
        self.requests: list[tuple[dict[str, str], bytes]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        headers = dict(request.headers)
        self.requests.append((headers, body))
        response = await self._respond(headers, body)
        await response(scope, receive, send)

    async def _respond(self, headers: dict[str, str], body: bytes) -> Response:
        if not (self.careless or self._is_signed(headers, body)):
            return Response(status_code=401)
        told = json.decode(body)
        if told["type"] == 1:
            return _response(self.pong)
        self.heard.append(told)
        if not callable(self.answer) or isinstance(self.answer, Response):
            return _response(self.answer)
        reply = self.answer(told)
        return _response(await reply if inspect.isawaitable(reply) else reply)

    def _is_signed(self, headers: dict[str, str], body: bytes) -> bool:
        try:
            signature = bytes.fromhex(headers["x-signature-ed25519"])
            self._key.verify(headers["x-signature-timestamp"].encode() + body, signature)
        except (KeyError, ValueError, BadSignatureError):
            return False
        return True


def _response(reply: Reply) -> Response:
    return reply if isinstance(reply, Response) else JSONResponse(reply)
