"""The front door from outside: signed bytes in, Discord's callbacks out."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
from msgspec import json
from nacl.signing import SigningKey

import app
from kasutamaiza.settings import Settings, load
from scripts.say import interaction, signed
from tests.spec import Check

KEY = SigningKey(b"a key for tests that nobody uses")
BOT_TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.GtEsTs.an-invented-bot-token-for-tests-only-1"

ENVIRONMENT = {
    "DISCORD_PUBLIC_KEY": KEY.verify_key.encode().hex(),
    "DISCORD_APPLICATION_ID": "1000000000000000001",
    "DISCORD_BOT_TOKEN": BOT_TOKEN,
    "DISCORD_API_URL": "http://127.0.0.1:1",
    "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/none",
}


def settings(**changed: str) -> Settings:
    return load(ENVIRONMENT | changed)


class Answer:
    """What the bot said: Discord's callback, read."""

    def __init__(self, response: httpx.Response, check: Check | None) -> None:
        assert response.status_code == 200, f"{response.status_code} {response.text}"
        assert response.headers["content-type"] == "application/json"
        if check is not None:
            check("callback", response.content)
        self.callback: dict[str, Any] = json.decode(response.content)

    @property
    def type(self) -> int:
        return int(self.callback["type"])

    @property
    def data(self) -> dict[str, Any]:
        return dict(self.callback["data"])

    @property
    def private(self) -> bool:
        return bool(self.data.get("flags", 0) & 64)

    @property
    def embed(self) -> dict[str, Any]:
        [embed] = self.data["embeds"]
        return dict(embed)

    @property
    def fields(self) -> dict[str, str]:
        return {field["name"]: field["value"] for field in self.embed["fields"]}

    @property
    def choices(self) -> list[Any]:
        return [choice["value"] for choice in self.data["choices"]]

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        return {button["label"]: button for row in self.data["components"] for button in row["components"]}


class FrontDoor:
    """Speaks to the bot as Discord does, and checks every answer against Discord's own document."""

    def __init__(self, http: httpx.AsyncClient, check: Check | None) -> None:
        self.http = http
        self._check = check

    async def send(self, body: bytes, **headers: str) -> httpx.Response:
        """Signed bytes, whatever they are; `headers` replace the signature's."""
        return await self.http.post("/interactions", content=body, headers=signed(KEY, body) | headers)

    async def deliver(self, payload: Mapping[str, Any]) -> Answer:
        return Answer(await self.send(json.encode(payload)), self._check)

    async def says(self, words: str, *options: Mapping[str, Any], **more: Any) -> Answer:
        """A member uses `/words`; each option is as Discord sends it (`option` makes one)."""
        return await self.deliver(interaction(2, data(words, options, more.pop("resolved", None)), **more))

    async def types(self, words: str, *options: Mapping[str, Any], **more: Any) -> Answer:
        """A member is typing an option, the one with `focused`."""
        return await self.deliver(interaction(4, data(words, options), **more))

    async def presses(self, custom_id: str, **more: Any) -> Answer:
        message = {"id": "1000000000000000006"}
        pressed = {"custom_id": custom_id, "component_type": 2}
        return await self.deliver(interaction(3, pressed, **({"message": message} | more)))


def data(words: str, options: Any = (), resolved: Any = None) -> dict[str, Any]:
    """The data of a command, its sub-commands nested as Discord nests them."""
    top, *nested = words.split(" ")
    inner = list(options)
    for depth, name in enumerate(reversed(nested)):
        inner = [{"name": name, "type": 2 if depth else 1, "options": inner}]
    found = {"id": "1000000000000000005", "name": top, "type": 1, "options": inner}
    return found if resolved is None else found | {"resolved": resolved}


def option(name: str, value: Any, type_: int = 3, *, focused: bool = False) -> dict[str, Any]:
    return {"name": name, "type": type_, "value": value} | ({"focused": True} if focused else {})


@asynccontextmanager
async def opened(*, package: str = "commands", check: Check | None = None, **changed: str) -> AsyncIterator[FrontDoor]:
    """The application of `package`, alive, with settings changed by name (`database_url=…`)."""
    environment = {name.upper(): value for name, value in changed.items()}
    application = app.build(settings(**environment), package)
    async with application.lifespan_context(application):
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as http:
            yield FrontDoor(http, check)
