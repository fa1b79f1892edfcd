"""A running simulator, as a test holds it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from simulator.driver.connection import PATIENCE, Connection, Json, client
from simulator.driver.guild import Guild

T = TypeVar("T")


class Simulation:
    """Its server, its clock, its faults."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.guild = Guild(connection)

    @classmethod
    def at(cls, url: str) -> "Simulation":
        """The simulator at this address, for any event loop. `connect` is faster, and is to be left by its loop."""
        return cls(Connection(client(url, keep=False)))

    async def state(self, viewer: str = "") -> Json:
        """The world as JSON; as a member sees it, if one is named."""
        state: Json = await self.connection.get("state", **({"as": viewer} if viewer else {}))
        return state

    async def transcript(self) -> str:
        """What happened, to read."""
        return await self.connection.transcript()

    async def recording(self) -> str:
        """What people did and what came of it, as JSON lines, for `python -m simulator replay`."""
        recorded: str = await self.connection.get("recording")
        return recorded

    async def reset(self) -> None:
        """The world as it was at its start, without what people did."""
        await self.connection.post("reset")

    async def passes(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass in the world."""
        whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        await self.connection.post("clock", {"advance": whole})

    async def fault(self, operation: str, kind: str, **more: Any) -> str:
        """Let something go wrong: `fault("create_message", "500", times=2)`; see docs/simulator.md. Its id."""
        return str((await self.connection.post("faults", {"operation": operation, "kind": kind, **more}))["id"])

    async def mend(self, fault: str = "") -> None:
        """Take a fault away by its id; without one, every fault."""
        await self.connection.delete(f"faults/{fault}" if fault else "faults")

    async def check(self) -> list[str]:
        """Check the bot's endpoint; what is wrong with it."""
        endpoint = await self.connection.post("check")
        problems: list[str] = endpoint["problems"]
        return problems

    async def idle(self, patience: float = PATIENCE) -> None:
        """Wait until no answer is on its way. Raises `Failed`."""
        if not await self.connection.idle(patience):
            raise await self.connection.failed(f"Something was still on its way after {patience:g} s.")

    async def until(self, seen: Callable[[Json], T | None], expected: str, *, patience: float = PATIENCE) -> T:
        """What `seen` makes of the state, as soon as it makes something of it. Raises `Failed`."""
        return await self.connection.until(seen, expected=expected, patience=patience)


@asynccontextmanager
async def connect(url: str) -> AsyncIterator[Simulation]:
    """The simulator at this address."""
    async with client(url) as asking:
        yield Simulation(Connection(asking))
