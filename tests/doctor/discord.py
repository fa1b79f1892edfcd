"""A Discord that asks an endpoint itself before it takes its address, as Discord does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from msgspec import json
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from scripts.say import signed
from tests.discord_application import FakeApplication, error
from tests.discord_rest import served
from tests.door import KEY

PING = b'{"type":1}'


class AskingDiscord(FakeApplication):
    """`gateway` is what whoever asks for the gateway is told, and `agents` are who asked.

    `asked` are the addresses that it was given; what stands in `change_refusals` is answered to these first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gateway = Response(b'{"url":"wss://gateway.example"}', media_type="application/json")
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.change_refusals: list[Response] = []

    @property
    def app(self) -> Router:
        more = [
            Route("/gateway", self._gateway),
            Route("/applications/@me", self._change, methods=["PATCH"]),
        ]
        return Router([*more, *super().app.routes])

    async def _gateway(self, request: Request) -> Response:
        self.agents.append(request.headers["user-agent"])
        return self.gateway

    async def _change(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        url = json.decode(await request.body())["interactions_endpoint_url"]
        self.asked.append(url)
        if self.change_refusals:
            return self.change_refusals.pop(0)
        if not await self._is_verified(url):
            said = "The specified interactions endpoint URL could not be verified."
            problem = {"code": "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID", "message": said}
            return error(400, 50035, "Invalid Form Body", errors={"interactions_endpoint_url": {"_errors": [problem]}})
        self.about["interactions_endpoint_url"] = url
        return Response(json.encode(self.about), media_type="application/json")

    async def _is_verified(self, url: str) -> bool:
        async with httpx.AsyncClient() as http:
            pong = await http.post(url, content=PING, headers=signed(KEY, PING))
            refusal = await http.post(url, content=PING, headers=signed(KEY, b"something else"))
        return pong.status_code == 200 and pong.json() == {"type": 1} and refusal.status_code == 401


@asynccontextmanager
async def asking_discord() -> AsyncIterator[AskingDiscord]:
    discord = AskingDiscord()
    async with served(discord.app) as discord.url:
        yield discord
