"""The front door from outside: signed bytes in, Discord's callbacks out."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypedDict

import httpx
from msgspec import json
from nacl.signing import SigningKey

import app
from kasutamaiza.interactions.cooldown import Cooldowns
from kasutamaiza.interactions.kept import Shelf
from kasutamaiza.settings import Settings, load
from kasutamaiza.storage import Database
from scripts.say import interaction, signed
from tests.spec import Check

KEY = SigningKey(b"a key for tests that nobody uses")
BOT_TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.GtEsTs.an-invented-bot-token-for-tests-only-1"

ENVIRONMENT = {
    "DISCORD_PUBLIC_KEY": KEY.verify_key.encode().hex(),
    "DISCORD_APPLICATION_ID": "1000000000000000001",
    "DISCORD_BOT_TOKEN": BOT_TOKEN,
    "DISCORD_API_URL": "http://127.0.0.1:1",
    "EMBEDDED_WORKER": "off",
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
        """By their labels, wherever they stand, in a layout too."""
        return {button["label"]: button for button in _buttons(self.data["components"])}


def _buttons(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        if component["type"] == 2:
            yield component
        inside = [component["accessory"]] if "accessory" in component else []
        yield from _buttons([*component.get("components", ()), *inside])


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

    async def picks(self, name: str, target: str, *, type_: int, resolved: Mapping[str, Any], **more: Any) -> Answer:
        """A member uses a command of a person's menu (`type_` 2) or of a message's (3)."""
        picked = {"id": "1000000000000000005", "name": name, "type": type_, "target_id": target, "resolved": resolved}
        return await self.deliver(interaction(2, picked, **more))

    async def presses(self, custom_id: str, **more: Any) -> Answer:
        return await self.chooses(custom_id, type_=2, **more)

    async def chooses(
        self, custom_id: str, *values: str, type_: int, resolved: Mapping[str, Any] | None = None, **more: Any
    ) -> Answer:
        """A member presses a button (`type_` 2), or chooses values in a select (3, 5 to 8)."""
        used: dict[str, Any] = {"custom_id": custom_id, "component_type": type_}
        if type_ != 2:
            used["values"] = list(values)
        if resolved is not None:
            used["resolved"] = resolved
        return await self.deliver(interaction(3, used, **({"message": {"id": "1000000000000000006"}} | more)))

    async def submits(
        self, custom_id: str, *fields: Mapping[str, Any], resolved: Mapping[str, Any] | None = None, **more: Any
    ) -> Answer:
        """A member sends a form; each field is a component's answer as Discord sends it (`field` makes one)."""
        labels = [{"type": 18, "id": number, "component": each} for number, each in enumerate(fields, 1)]
        sent: dict[str, Any] = {"custom_id": custom_id, "components": labels}
        if resolved is not None:
            sent["resolved"] = resolved
        return await self.deliver(interaction(5, sent, **more))

    async def tells(self, event: Mapping[str, Any] | None, type_: int = 1) -> httpx.Response:
        """Discord tells of a webhook event, or with `type_` 0 asks whether we are there."""
        told = {"version": 1, "application_id": "1000000000000000001", "type": type_}
        body = json.encode(told if event is None else told | {"event": event})
        return await self.http.post("/events", content=body, headers=signed(KEY, body))


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


def field(custom_id: str, type_: int, given: Any) -> dict[str, Any]:
    """The answer to one component of a form: a list is its values, anything else its value."""
    return {"custom_id": custom_id, "type": type_, "id": 7, "values" if isinstance(given, list) else "value": given}


class Forgetful(TypedDict):
    shelf: Shelf
    cooldowns: Cooldowns


def forgetful() -> Forgetful:
    """What a dispatcher remembers with, where there is nothing to remember it in."""
    nowhere = Database(None)
    return {"shelf": Shelf(nowhere, now=lambda: datetime.now(UTC)), "cooldowns": Cooldowns(nowhere)}


@asynccontextmanager
async def opened(*, package: str = "commands", check: Check | None = None, **changed: str) -> AsyncIterator[FrontDoor]:
    """The application of `package`, alive, with settings changed by name (`database_url=…`)."""
    environment = {name.upper(): value for name, value in changed.items()}
    application = app.build(settings(**environment), package)
    async with application.lifespan_context(application):
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as http:
            yield FrontDoor(http, check)
