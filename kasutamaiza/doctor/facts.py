"""Whom the doctor examines and with what, and the facts that several steps go by, each asked for once."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from kasutamaiza.discord.application import Application
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.discord.errors import DiscordError
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.doctor import application, clock, database, endpoint
from kasutamaiza.doctor.address import Address, exactly
from kasutamaiza.doctor.database import Away, Place, State
from kasutamaiza.doctor.endpoint import Knocks
from kasutamaiza.doctor.knock import Silence
from kasutamaiza.storage import Database

if TYPE_CHECKING:
    from httpx import AsyncClient
    from nacl.signing import SigningKey

T = TypeVar("T")


class Patient(Struct, frozen=True, kw_only=True):
    """The bot as its settings and the operator describe it; what is not known, or not right, is empty.

    `asked` is the address that the operator asks about, `local` where a bot on this machine would answer. `max_age` is
    in seconds. `verify` lets Discord check the address that it has, `set_url` gives it the one that is `asked`.
    """

    application_id: int
    public_keys: tuple[bytes, ...]
    guild: GuildId | None
    max_age: float
    api_url: str
    asked: Address | None
    local: Address
    version: str
    embedded_worker: bool
    verify: bool = False
    set_url: bool = False


class Means(Struct, frozen=True):
    """What the doctor asks with. `client` is None without a bot token, a database without its address.

    `direct` is the database without a pooler in between, where that has an address of its own. `commands` raises
    `BrokenCommands`. Discord wants calls to name a `user_agent` of its
    form. `signing_key` stands for Discord's, where there is one.
    """

    client: Client | None
    database: tuple[Database, Place] | None
    direct: tuple[Database, Place] | None
    commands: Callable[[], Sequence[ApplicationCommand]]
    user_agent: str
    signing_key: "SigningKey | None" = None
    clock: Callable[[], float] = time.time


class Facts:
    """Each is a task that never raises: whoever needs it waits for it."""

    def __init__(self, http: "AsyncClient", patient: Patient, means: Means) -> None:
        self._http = http
        self._patient = patient
        self._means = means
        self._tasks: list[asyncio.Task[Any]] = []
        self.gateway = self.start(clock.ask_discord(http, patient.api_url, means.user_agent, means.clock))
        self.application = self.start(self._ask_application())
        self.address = self.start(self._choose_address())
        self.knocks = self.start(self._knock())
        self.database = self.start(_ask_database(means.database))
        self.direct = self.start(_ask_database(means.direct))

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._tasks.append(task)
        return task

    async def end(self) -> None:
        """Stop what is still being asked."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _ask_application(self) -> Application | DiscordError | None:
        client = self._means.client
        if client is None or isinstance(await self.gateway, Silence):
            return None
        return await application.ask("GET /applications/@me", client.current_application())

    async def _choose_address(self) -> Address:
        """The one that was asked about, else Discord's, else this machine."""
        if self._patient.asked is not None:
            return self._patient.asked
        found = await self.application
        try:
            return (
                exactly(found.interactions_endpoint_url or "")
                if isinstance(found, Application)
                else self._patient.local
            )
        except ValueError:
            return self._patient.local

    async def _knock(self) -> Knocks:
        return await endpoint.knocks(self._http, await self.address, self._means.clock)


async def _ask_database(asked: tuple[Database, Place] | None) -> State | Away | None:
    return None if asked is None else await database.ask(*asked)
