"""A simulator that is served, with a bot that is served too, and what is asked of /sim."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from msgspec import json

from simulator.app import Simulator
from simulator.serving import listen, served, serving
from simulator.world import Channel, Guild, Member, Role, User
from tests.simulator.control.bot import COMMANDS, Bot

Json = dict[str, Any]


class Stage:
    """`get`, `post` and the like take a path under /sim and give what was answered, whatever its status was."""

    def __init__(self, simulator: Simulator, bot: Bot, client: httpx.AsyncClient) -> None:
        self.simulator, self.bot, self.client = simulator, bot, client
        self.world = simulator.world
        self.status = 0

    async def ask(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        content = {} if body is None else {"json": body}
        response = await self.client.request(method, f"/sim/{path}", params=query, **content)
        self.status = response.status_code
        return response.json() if "json" in response.headers["content-type"] else response.text

    async def get(self, path: str, **query: Any) -> Any:
        return await self.ask("GET", path, **query)

    async def post(self, path: str, **body: Any) -> Any:
        return await self.ask("POST", path, body)

    async def state(self, by: str = "") -> Json:
        told: Json = await self.get("state", **({"as": by} if by else {}))
        return told

    async def act(self, by: str = "mai", **what: Any) -> Json:
        told: Json = await self.post("interactions", **{"as": by, "channel": "general", **what})
        return told

    async def deed(self, by: str, do: str, **what: Any) -> Any:
        return await self.post("deeds", **{"as": by, "do": do, **what})

    async def says(self, content: str, by: str = "mai", channel: str = "general") -> Json:
        told: Json = await self.post("messages", **{"as": by, "channel": channel, "content": content})
        return told

    @asynccontextmanager
    async def events(self, by: str = "", after: int | None = None, last: int | None = None) -> AsyncIterator["Events"]:
        query: Json = {"as": by} | ({} if after is None else {"after": after})
        headers = {} if last is None else {"last-event-id": str(last)}
        async with self.client.stream("GET", "/sim/events", params=query, headers=headers) as response:
            assert response.status_code == 200
            events = Events(response)
            yield events

    def user(self, name: str) -> User:
        return next(each for each in self.world.all(User) if each.username == name)

    def member(self, name: str) -> Member:
        return self.world.get(Member, f"{self.guild.id}:{self.user(name).id}")

    def channel(self, name: str) -> Channel:
        return next(each for each in self.world.all(Channel) if each.name == name)

    def role(self, name: str) -> Role:
        return next(each for each in self.world.all(Role) if each.name == name)

    @property
    def guild(self) -> Guild:
        return next(self.world.all(Guild))


class Events:
    """What a stream tells, event by event."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()

    async def next(self) -> Json:
        """The next event: `event`, `id` and `data`; the first of all is the clock."""
        event: Json = {}
        async for line in self._lines:
            name, _, value = line.partition(": ")
            if name == "data":
                event["data"] = json.decode(value)
            elif line and not line.startswith(":"):
                event[name] = value
            elif event:
                return event
        raise EOFError

    async def change(self, table: str) -> Json:
        """The next change of a table; those of others are passed over. A reload fails."""
        while True:
            event = await self.next()
            assert event["event"] != "reload"
            if event["event"] == "change" and event["data"]["table"] == table:
                change: Json = event["data"]
                return change

    async def until(self, name: str) -> list[Json]:
        """All events up to the first of a name."""
        events = [await self.next()]
        while events[-1]["event"] != name:
            events.append(await self.next())
        return events

    async def all(self) -> list[Json]:
        """All up to the end."""
        events = []
        try:
            while True:
                events.append(await self.next())
        except EOFError:
            return events


@asynccontextmanager
async def staged(**options: Any) -> AsyncIterator[Stage]:
    """The bot has registered its commands. `options` go to `Simulator`."""
    bot = Bot()
    async with serving(bot.app, listen()) as address:
        simulator = Simulator(endpoint=f"{address}/interactions", **options)
        bot.public_key = simulator.public_key
        async with served(simulator) as url, httpx.AsyncClient(base_url=url, timeout=20) as client:
            stage = Stage(simulator, bot, client)
            where = f"/api/v10/applications/{simulator.application_id}/commands"
            registered = await client.put(where, json=COMMANDS, headers={"authorization": "Bot none"})
            assert registered.status_code == 200, registered.text
            yield stage
