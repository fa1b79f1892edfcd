"""A small honest bot: it checks signatures, and answers what it was told to answer."""

import asyncio
from collections.abc import Callable
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = dict[str, Any]
Answer = Callable[[Json], Json]

PONG: Json = {"type": 1}
COMMANDS: list[Json] = [
    {"name": "greet", "description": "Say hello.", "options": [{"type": 3, "name": "name", "description": "Whom."}]},
    {"name": "whisper", "description": "Say hello to one alone."},
    {"name": "think", "description": "Take long."},
    {"name": "ask", "description": "Open a form."},
    {
        "name": "find",
        "description": "Find.",
        "options": [{"type": 3, "name": "what", "description": "What.", "autocomplete": True}],
    },
    {"name": "purge", "description": "For moderators.", "default_member_permissions": "8192"},
    {"name": "Praise", "type": 2},
]


class Bot:
    """`answers`: by a command's name or a custom_id. `heard` is what was delivered to it, PINGs left out."""

    def __init__(self) -> None:
        self.public_key = ""
        self.heard: list[Json] = []
        self.is_asked = asyncio.Event()
        self.silence: asyncio.Event | None = None
        """While it is there and not set, nothing is answered."""
        self.answers: dict[str, Answer] = {
            "greet": lambda told: {"type": 4, "data": {"content": f"Hello, {_name(told)}!", "components": [BUTTON]}},
            "whisper": lambda _: {"type": 4, "data": {"content": "Psst.", "flags": 64}},
            "think": lambda _: {"type": 5},
            "ask": lambda _: {"type": 9, "data": FORM},
            "find": lambda _: {"type": 8, "data": {"choices": [{"name": "Dark", "value": "dark"}]}},
            "Praise": lambda _: {"type": 4, "data": {"content": "Well done."}},
            "again": lambda _: {"type": 7, "data": {"content": "Hello again!"}},
            "form": lambda _: {"type": 4, "data": {"content": "Thanks."}},
        }
        self.app = Starlette(routes=[Route("/interactions", self._interactions, methods=["POST"])])

    async def _interactions(self, request: Request) -> Response:
        body = await request.body()
        if not self._is_signed(request, body):
            return Response("bad signature", 401)
        told = await request.json()
        if told["type"] == 1:
            return JSONResponse(PONG)
        self.heard.append(told)
        self.is_asked.set()
        if self.silence is not None:
            await self.silence.wait()
        return JSONResponse(self.answers[told["data"].get("name") or told["data"]["custom_id"]](told))

    def _is_signed(self, request: Request, body: bytes) -> bool:
        try:
            signature = bytes.fromhex(request.headers["x-signature-ed25519"])
            timestamp = request.headers["x-signature-timestamp"].encode()
            VerifyKey(bytes.fromhex(self.public_key)).verify(timestamp + body, signature)
        except (KeyError, ValueError, BadSignatureError):
            return False
        return True


BUTTON: Json = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Again", "custom_id": "again"}]}
FORM: Json = {
    "custom_id": "form",
    "title": "A form",
    "components": [
        {"type": 18, "label": "Your name", "component": {"type": 4, "custom_id": "name", "style": 1}},
    ],
}


def _name(told: Json) -> str:
    options = told["data"].get("options") or [{"value": "you"}]
    return str(options[0]["value"])
