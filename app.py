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
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from kasutamaiza import __version__, logs
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
from kasutamaiza.pages import FrontDoor, Readiness, routes
from kasutamaiza.profiles import People
from kasutamaiza.settings import Settings, WrongSettings, load
from kasutamaiza.storage import Database

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


def build(settings: Settings, package: str = "commands") -> FrontDoor:
    """The application, made of its parts. Connects to nothing. Raises `BrokenCommands`."""
    bot = Bot(
        application_id=settings.application_id,
        version=__version__,
        started_at=datetime.now(UTC),
        settings=settings.given,
    )
    database = Database(settings.database_url.reveal())
    client = Client(settings.api_url, bot_token=settings.bot_token.reveal(), user_agent=USER_AGENT)
    late = LateAnswers(client)
    directory = discover(package)
    vitals = Vitals(database)
    dispatcher = Dispatcher(
        directory,
        [bot, vitals, People(database), Guilds(database)],
        shelf=Shelf(database, now=lambda: datetime.now(UTC)),
        cooldowns=Cooldowns(database),
    )
    answered = asyncio.Event()
    verifier = Verifier(settings.public_keys, max_age=settings.signature_max_age)
    talkative = settings.log_level in ("TRACE", "DEBUG")
    webhook = Webhook(verifier, dispatcher, late, answered=answered.set, talkative=talkative)
    events = Events(verifier, dispatcher.event_handlers, refusals=webhook.refusals)
    readiness = Readiness()

    async def database_answers() -> bool:
        return await vitals.answer_time() is not None

    @asynccontextmanager
    async def life(app: FrontDoor) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            # Left in the other order: apologies are sent before what they are sent with is closed.
            stack.push_async_callback(logger.complete)
            stack.push_async_callback(database.close)
            stack.push_async_callback(client.aclose)
            stack.push_async_callback(late.drain, FAREWELL)
            stack.push_async_callback(events.drain, FAREWELL)
            stack.callback(webhook.refusals.tell)
            settling = asyncio.create_task(_settle(answered, database, client, settings.guild_id))
            stack.callback(settling.cancel)
            # What was made until now stays as well.
            gc.freeze()
            gc.enable()
            logger.info("Kasutamaiza {} is up with {} commands.", __version__, len(directory.commands))
            yield
            readiness.draining = True
            logger.info("Kasutamaiza is going down.")

    return FrontDoor(webhook, events, routes(bot, directory, readiness, database_answers), life)


async def _settle(answered: asyncio.Event, database: Database, client: Client, guild_id: int | None) -> None:
    """Load what is slow to load once the first answer is given, and see whether we may do our work at home."""
    try:
        async with asyncio.timeout(SETTLE):
            await answered.wait()
    except TimeoutError:
        pass
    await asyncio.to_thread(__import__, "httpx")
    await database.warm()
    if guild_id is not None:
        await _check_home(client, GuildId(guild_id))


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


def _settings() -> Settings:
    """The settings, with the log set up by them; or the end of the process, with all that is wrong on stderr."""
    try:
        settings = load(os.environ, HOME / ".env")
    except WrongSettings as wrong:
        sys.exit(wrong.report)
    secrets = [settings.bot_token, settings.database_url, settings.direct_database_url, settings.sentry_dsn]
    try:
        logs.configure(
            settings.log_level,
            settings.log_format,
            settings.log_dir,
            [each.reveal() for each in secrets if each],
            context=context,
        )
    except OSError as error:
        sys.exit(WrongSettings([f"LOG_DIR cannot be written to ({error.strerror}): choose another folder."]).report)
    return settings


def _built(settings: Settings) -> FrontDoor:
    try:
        return build(settings)
    except BrokenCommands as broken:
        sys.exit("Kasutamaiza cannot start: something in commands/ is not right.\n  " + "\n  ".join(broken.problems))


def __getattr__(name: str) -> FrontDoor:
    # Made when a server asks for it, so that a test may import this module without an environment.
    if name != "app":
        raise AttributeError(f"module 'app' has no attribute {name!r}")
    globals()["app"] = _built(_settings())
    application: FrontDoor = globals()["app"]
    return application


def main() -> None:
    """Serve until SIGTERM or SIGINT; exit 0 then."""
    gc.disable()
    import uvicorn

    from kasutamaiza.onewrite import OneWriteProtocol

    settings = _settings()
    application = _built(settings)
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
