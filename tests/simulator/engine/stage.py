"""The default world with an engine, and a bot that is served on a real socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace
from starlette.types import Receive, Scope, Send

from simulator.engine import Engine, Outcome, Signer, followups, read
from simulator.world import (
    Channel,
    Command,
    Exchange,
    Fault,
    Interaction,
    Member,
    Message,
    Role,
    User,
    World,
)
from simulator.world.load import build
from simulator.world.load import read as read_plan
from simulator.world.records import Endpoint, Json
from tests.simulator.engine.bot import Bot

URL = "http://simulator.test"


class Line:
    """A server that is there for all tests, and leads to the bot of the one that runs."""

    address = ""
    bot: Bot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.bot(scope, receive, send)


class Stage:
    """Who is on it: the world, the engine and the bot; and short ways to them."""

    def __init__(self, world: World, engine: Engine, bot: Bot) -> None:
        self.world, self.engine, self.bot = world, engine, bot

    @property
    def guild_id(self) -> str:
        return self.channel("general").guild_id or ""

    @property
    def heard(self) -> Json:
        """What the bot heard last."""
        return self.bot.heard[-1]

    @property
    def exchange(self) -> Exchange:
        return next(self.world.newest(Exchange))

    @property
    def interaction(self) -> Interaction:
        return next(self.world.newest(Interaction))

    @property
    def message(self) -> Message:
        return next(self.world.newest(Message))

    def user(self, name: str) -> User:
        return next(each for each in self.world.all(User) if each.username == name)

    def member(self, name: str) -> Member:
        return self.world.get(Member, f"{self.guild_id}:{self.user(name).id}")

    def channel(self, name: str) -> Channel:
        return next(each for each in self.world.all(Channel) if each.name == name)

    def role(self, name: str) -> Role:
        return next(each for each in self.world.all(Role) if each.name == name)

    def changed(self, record: Any, **changes: Any) -> Any:
        """Put a record anew, with something changed."""
        return self.world.put(replace(record, **changes))

    def command(self, name: str, *, type: int = 1, guild_id: str | None = None, **definition: Any) -> Command:  # noqa: A002
        """Register one."""
        told = {"name": name, "description": f"About {name}." if type == 1 else "", "contexts": [0, 1], **definition}
        same = (each for each in self.world.group(Command, guild_id or "").values() if each.name == name)
        id_ = next((each.id for each in same if each.type == type), self.world.next_id())
        return self.world.put(
            Command(id=id_, guild_id=guild_id, type=type, name=name, version=id_, definition=told | {"type": type})
        )

    async def act(self, by: str = "mai", **told: Any) -> Outcome:
        return await self.engine.act(read({"as": by, **told}))

    async def says(self, command: str, by: str = "mai", **options: Any) -> Outcome:
        return await self.act(by, command=command, options=options)

    async def told(self, answer: Json, command: str = "show", by: str = "mai") -> Message:
        """The message that comes of an answer to a command."""
        self.bot.answer = answer
        outcome = await self.act(by, command=command)
        assert outcome.errors is None, outcome.errors
        return self.world.get(Message, outcome.message_id or "")

    def fault(self, kind: str, **told: Any) -> Fault:
        """Let the next delivery go wrong."""
        return self.world.put(Fault(id=self.world.next_id(), operation="deliveries", kind=kind, **told))

    def token(self) -> tuple[str, str]:
        """The application's id, and the last interaction's token: what the bot shows at its webhook."""
        return self.world.application.id, self.interaction.token

    def followup(self, content: str = "And this.", **body: Any) -> Message:
        return followups.post(self.world, *self.token(), {"content": content, **body})


@asynccontextmanager
async def staged(line: Line, deadline: float | None = 10.0, world: World | None = None) -> AsyncIterator[Stage]:
    signer = Signer(b"a seed of thirty-two bytes, so!!")
    world = world or World(url=URL)
    build(read_plan(), world, verify_key=signer.verify_key)
    line.bot = bot = Bot(signer.verify_key)
    engine = Engine(world, signer=signer, deadline=deadline)
    world.put(replace(world.application, endpoint=Endpoint(url=f"{line.address}/interactions")))
    stage = Stage(world, engine, bot)
    stage.command("show")
    try:
        yield stage
    finally:
        await engine.aclose()
