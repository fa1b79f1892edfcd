"""A bot that calls the simulated API in the default world, and the names of what is there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from msgspec.structs import replace

from simulator.engine import Engine
from simulator.rest.frame import Rest
from simulator.world import Channel, Exchange, Guild, Member, Message, Permission, Role, User, World, load

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x06\x00\x00\x00"


class Place:
    """The default world, by the names that are in it."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def id(self) -> str:
        return self.world.bot.id

    @property
    def guild(self) -> Guild:
        return next(self.world.all(Guild))

    def channel(self, name: str = "general") -> Channel:
        return next(each for each in self.world.all(Channel) if each.name == name)

    def user(self, name: str) -> User:
        return next(each for each in self.world.all(User) if each.username == name)

    def member(self, name: str) -> Member:
        return self.world.get(Member, f"{self.guild.id}:{self.user(name).id}")

    def role(self, name: str) -> Role:
        return next(each for each in self.world.all(Role) if each.name == name)

    def messages(self, channel: str = "general") -> str:
        """The path of a channel's messages."""
        return f"/channels/{self.channel(channel).id}/messages"

    def hears(self, content: str = "Hi.", channel: str = "general", *, by: str = "mai") -> Message:
        """Have somebody else send one."""
        message = Message(
            id=self.world.next_id(),
            channel_id=self.channel(channel).id,
            author_id=self.user(by).id,
            content=content,
            timestamp=self.world.now,
        )
        return self.world.put(message)

    def may_not(self, *permissions: Permission) -> None:
        """Take permissions from the bot, and from everyone."""
        for role in list(self.world.all(Role)):
            self.world.put(replace(role, permissions=role.permissions & ~sum(permissions, Permission(0))))


class Bot(Place):
    """Calls are made by `get`, `post` … and answered with httpx responses; `rest` is what they are made to."""

    def __init__(self, rest: Rest, world: World, client: httpx.AsyncClient) -> None:
        super().__init__(world)
        self.rest, self.client = rest, client
        self.get, self.post, self.put = client.get, client.post, client.put
        self.patch, self.delete = client.patch, client.delete

    async def says(self, content: str = "Hello.", channel: str = "general") -> dict[str, Any]:
        """Have the bot send a message; as it is told."""
        answer = await self.post(self.messages(channel), json={"content": content})
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    @property
    def exchange(self) -> Exchange:
        """The last one."""
        return next(iter(self.world.newest(Exchange)))


@asynccontextmanager
async def calling(world: World | None = None, *, strict: bool = False) -> AsyncIterator[Bot]:
    world = world or load.default()
    rest = Rest(Engine(world), strict=strict)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(rest),
        base_url="http://simulator.test/api/v10",
        headers={"authorization": "Bot simulated"},
    ) as client:
        yield Bot(rest, world, client)


def refusal(answer: httpx.Response) -> tuple[int, int]:
    """The status and Discord's code of an answer that says no."""
    return answer.status_code, answer.json()["code"]
