"""The front door: makes every part once and hands each to who needs it. The only file that knows all rooms.

`python app.py` serves with the right timeouts; `uvicorn app:app` serves too.
"""

import gc

# Off while all is imported, and in `main` until it is up.
gc.disable()

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kasutamaiza import __version__
from kasutamaiza.bot import Bot, Vitals, unmet
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError
from kasutamaiza.discord.signature import Verifier
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.guilds import Guilds
from kasutamaiza.interactions import BrokenCommands, discover
from kasutamaiza.interactions.cooldown import Cooldowns
from kasutamaiza.interactions.deferred import LateAnswers
from kasutamaiza.interactions.dispatch import Dispatcher
from kasutamaiza.interactions.events import Events
from kasutamaiza.interactions.kept import Shelf
from kasutamaiza.interactions.speaking import context
from kasutamaiza.interactions.webhook import Webhook
from kasutamaiza.logs import logger
from kasutamaiza.metrics import Counts, Lookout, PortTaken, Scrapes, listen
from kasutamaiza.pages import FrontDoor, Readiness, routes
from kasutamaiza.process import begin
from kasutamaiza.profiles import People
from kasutamaiza.settings import Settings, WrongSettings
from kasutamaiza.storage import Database

if TYPE_CHECKING:
    from kasutamaiza.jobs import Worker
    from kasutamaiza.sentry import Sentry

# What was imported stays: the garbage collector need not look through it again and again.
gc.freeze()
gc.enable()

HOME = Path(__file__).parent
USER_AGENT = f"DiscordBot (https://kasutamaiza.fly.dev, {__version__})"

GRACE = 15
"""Seconds that answers under way, the late ones among them, have at a stop."""

FAREWELL = 5.0
"""Seconds after these, in which those are told whose answers will not come."""

KEEP_ALIVE = 75
"""Seconds that an idle connection stays: longer than a proxy keeps one, so that none is closed as it is used again."""

SETTLE = 2.0
"""Seconds to wait for a first interaction before what may be slow is loaded all the same."""


def build(settings: Settings, package: str = "commands", sentry: "Sentry | None" = None) -> FrontDoor:
    """The application, made of its parts. Connects to nothing. Raises `BrokenCommands` and `PortTaken`."""
    house = House(settings, package, sentry)
    shown = routes(house.bot, house.directory, house.readiness, house.database_answers)
    return FrontDoor(house.webhook, house.events, shown, house.life)


class House:
    """Every part of the bot, each made once."""

    def __init__(self, settings: Settings, package: str, sentry: "Sentry | None") -> None:
        self.bot = Bot(
            application_id=settings.application_id,
            version=__version__,
            started_at=datetime.now(UTC),
            settings=settings.given,
        )
        self.directory = discover(package)
        self.readiness = Readiness()
        self._guild = None if settings.guild_id is None else GuildId(settings.guild_id)
        self._sentry = sentry
        self._answered = asyncio.Event()
        self._counts = Counts()
        self._database = Database(settings.database_url.reveal())
        self._vitals = Vitals(self._database)
        token = settings.bot_token.reveal()
        self._client = Client(settings.api_url, bot_token=token, user_agent=USER_AGENT, watch=self._counts)
        self._late = LateAnswers(self._client, told=self._counts.late)
        self._shelf = Shelf(self._database, now=_now)
        self._cooldowns = Cooldowns(self._database)
        self.webhook, self.events = self._endpoints(settings)
        direct_url = settings.direct_database_url.reveal()
        self._worker = self._embedded_worker(direct_url) if settings.embedded_worker else None
        self._working: asyncio.Task[None] | None = None
        self._scrapes = None if settings.metrics_port is None else self._scrapes_on(settings.metrics_port)

    async def database_answers(self) -> bool:
        return await self._vitals.answer_time() is not None

    @asynccontextmanager
    async def life(self, app: FrontDoor) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            # Left in the other order: apologies are sent before what they are sent with is closed.
            stack.push_async_callback(logger.complete)
            if self._sentry is not None:
                stack.push_async_callback(self._sentry.close)
            stack.push_async_callback(self._database.close)
            if self._scrapes is not None:
                stack.push_async_callback(self._scrapes.close)
            stack.push_async_callback(self._client.aclose)
            stack.push_async_callback(self._late.drain, FAREWELL)
            stack.push_async_callback(self._end_what_nobody_waits_for)
            stack.callback(self.webhook.refusals.tell)
            settling = asyncio.create_task(self._settle())
            stack.callback(settling.cancel)
            # What was made until now stays as well.
            gc.freeze()
            gc.enable()
            logger.info("Kasutamaiza {} is up with {} commands.", __version__, len(self.directory.commands))
            yield
            self.readiness.draining = True
            logger.info("Kasutamaiza is going down.")

    def _endpoints(self, settings: Settings) -> tuple[Webhook, Events]:
        """What Discord posts to."""
        services = [self.bot, self._vitals, People(self._database), Guilds(self._database)]
        dispatcher = Dispatcher(self.directory, services, shelf=self._shelf, cooldowns=self._cooldowns)
        verifier = Verifier(settings.public_keys, max_age=settings.signature_max_age)
        # What nobody reads need not be counted: here alone it would cost something.
        watch = None if settings.metrics_port is None else self._counts
        talkative = settings.log_level in ("TRACE", "DEBUG")
        webhook = Webhook(
            verifier, dispatcher, self._late, answered=self._answered.set, watch=watch, talkative=talkative
        )
        return webhook, Events(verifier, dispatcher.event_handlers, refusals=webhook.refusals, watch=watch)

    # Jobs are imported late: where the worker is a process of its own, the bot starts without them.
    def _embedded_worker(self, direct_url: str) -> "Worker":
        from kasutamaiza import housekeeping
        from kasutamaiza.jobs import Queue, Worker

        schedules = housekeeping.schedules(self._shelf, self._cooldowns, Queue(self._database), now=_now)
        return Worker(direct_url, {}, schedules, version=__version__)

    def _scrapes_on(self, port: int) -> Scrapes:
        from kasutamaiza.jobs import Queue

        lookout = Lookout(
            answer_time=self._vitals.answer_time,
            pool=lambda: self._database.use,
            draining=lambda: self.readiness.draining,
            census=Queue(self._database).census,
        )
        return Scrapes(listen(port), self._counts, lookout, version=__version__)

    async def _settle(self) -> None:
        """Load what is slow to load once the first answer is given, and see whether we may do our work at home."""
        try:
            async with asyncio.timeout(SETTLE):
                await self._answered.wait()
        except TimeoutError:
            pass
        for step in self._steps():
            try:
                await step()
            except Exception as error:  # noqa: BLE001  (it is told, and the steps after it are taken all the same)
                logger.opt(exception=error).error("A step of settling in failed ({}).", type(error).__name__)

    def _steps(self) -> Iterator[Callable[[], Awaitable[None]]]:
        yield _load_httpx
        yield self._database.warm
        if self._scrapes is not None:
            yield self._scrapes.start
        if self._sentry is not None:
            yield self._sentry.load
        if self._worker is not None:
            yield partial(self._begin_work, self._worker)
        if self._guild is not None:
            yield partial(_check_home, self._client, self._guild)

    async def _begin_work(self, worker: "Worker") -> None:
        self._working = asyncio.create_task(worker.run())

    async def _end_what_nobody_waits_for(self) -> None:
        """Events and jobs, which have their time side by side."""
        ending = [self.events.drain(FAREWELL)]
        if self._worker is not None:
            ending.append(self._worker.stop(FAREWELL))
        await asyncio.gather(*ending)
        if self._working is not None:
            await self._working


def _now() -> datetime:
    return datetime.now(UTC)


async def _load_httpx() -> None:
    await asyncio.to_thread(__import__, "httpx")


async def _check_home(client: Client, guild: GuildId) -> None:
    try:
        held = await client.own_permissions(guild)
    except DiscordError as error:
        logger.warning("Could not ask Discord what I may do in the home server {}: {}", guild, error)
        return
    if held is None:
        logger.warning("I am not in the home server {}: invite me, or correct DISCORD_GUILD_ID.", guild)
        return
    for need in unmet(held):
        logger.warning("In the home server I lack {}, to {}.", need.permission.label, need.purpose)


def _built() -> tuple[Settings, FrontDoor]:
    """The settings and the application by them; or the end of the process, with all that is wrong on stderr."""
    try:
        settings, sentry = begin(os.environ, HOME / ".env", context=context)
        return settings, build(settings, sentry=sentry)
    except WrongSettings as wrong:
        sys.exit(wrong.report)
    except BrokenCommands as broken:
        sys.exit("Kasutamaiza cannot start: something in commands/ is not right.\n  " + "\n  ".join(broken.problems))
    except PortTaken as taken:
        sys.exit(f"Kasutamaiza cannot start: {taken}")


def __getattr__(name: str) -> FrontDoor:
    # Made when a server asks for it, so that a test may import this module without an environment.
    if name != "app":
        raise AttributeError(f"module 'app' has no attribute {name!r}")
    globals()["app"] = _built()[1]
    application: FrontDoor = globals()["app"]
    return application


def main() -> None:
    """Serve until SIGTERM or SIGINT; exit 0 then."""
    gc.disable()
    import uvicorn

    from kasutamaiza.onewrite import OneWriteProtocol

    settings, application = _built()
    # uvicorn raises the signal again when it is done: into this, instead of into the default, which kills us.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    uvicorn.run(
        application,
        host="0.0.0.0",  # noqa: S104  (the PaaS's proxy comes from outside)
        port=settings.port,
        http=OneWriteProtocol,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=KEEP_ALIVE,
    )


if __name__ == "__main__":
    main()
