"""A call of the client's, and what it must look like to Discord; and a small honest Discord that is asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from msgspec import Struct, json
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.rest import Timing
from tests.discord_rest import DiscordRest, served

BOT_TOKEN = "an-invented-bot-token"
NOW = 1795424400.0
"""The client's own time in these tests: 2026-11-23, 9:00 UTC."""

WHY = "Sold counterfeit cards: 偽物"
"""A reason for the audit log, as every call that takes one is given it."""


class Made(Struct, frozen=True):
    """`method` of the client, called so, asks Discord for `asks` with `body`; that is its `operation` there."""

    method: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    operation: str
    asks: str
    body: Any
    answer: Any

    async def by(self, client: Client) -> Any:
        return await getattr(client, self.method)(*self.args, **self.kwargs)


def made(method: str, *args: Any, op: str, asks: str, body: Any = None, answer: Any = None, **kwargs: Any) -> Made:
    return Made(method, args, kwargs, op, asks, body, answer)


class Answering(DiscordRest):
    """Answers all that it does not refuse with `answer`: as JSON, or with these very bytes, or with nothing.

    `answers` come before it, one a call. `asked` are the calls as they came: "GET /users/@me/guilds?limit=1".
    """

    def __init__(self) -> None:
        super().__init__()
        self.answer: Any = None
        self.answers: list[Any] = []
        self.asked: list[str] = []

    async def take(self, request: Request) -> Response:
        refusing = bool(self.refusals)
        # As it came: what was quoted is quoted.
        path, query = request.scope["raw_path"].decode(), request.url.query
        self.asked.append(f"{request.method} {path}{'?' + query if query else ''}")
        response = await super().take(request)
        if refusing:
            return response
        answer = self.answers.pop(0) if self.answers else self.answer
        if answer is None:
            return Response(status_code=204)
        content = answer if isinstance(answer, bytes) else json.encode(answer)
        return Response(content, media_type="application/json")

    @property
    def app(self) -> Router:
        return Router([Route("/{path:path}", self.take, methods=["GET", "POST", "PATCH", "PUT", "DELETE"])])

    def forget(self) -> None:
        for kept in (self.asked, self.calls, self.headers, self.files, self.refusals, self.answers):
            kept.clear()
        self.answer = None


@asynccontextmanager
async def answering() -> AsyncIterator[Answering]:
    discord = Answering()
    async with served(discord.app) as discord.url:
        yield discord


class Clock:
    """A time of its own, that passes while somebody sleeps, and not else."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def client_of(url: str) -> Client:
    clock = Clock()
    timing = Timing(clock=clock, sleep=clock.sleep, random=lambda: 0.0)
    user_agent = "DiscordBot (https://bot.example, 1)"
    return Client(url, bot_token=BOT_TOKEN, user_agent=user_agent, timing=timing, now=lambda: NOW)
