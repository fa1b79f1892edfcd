"""The doctor at a bot that is served for real, with a Discord and a database that may be there or not."""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from nacl.signing import SigningKey

import app
from kasutamaiza import __version__
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.doctor import Finding, Means, Outcome, Patient, endpoint_at, examine, place
from kasutamaiza.interactions import discover
from kasutamaiza.storage import Database
from tests.discord_rest import served
from tests.door import BOT_TOKEN, KEY, settings

NOBODY = "http://127.0.0.1:1"
"""Where nobody listens."""

USER_AGENT = "DiscordBot (https://bot.example, 1)"

DIRECTORY = discover()


@asynccontextmanager
async def bot(**changed: str) -> AsyncIterator[str]:
    """The bot, served; its address."""
    environment = {name.upper(): value for name, value in changed.items()}
    async with served(app.build(settings(**environment))) as url:
        yield url


async def visit(
    url: str | None = NOBODY,
    *,
    discord: str | None = None,
    database: str | None = None,
    direct: str | None = None,
    token: str | None = BOT_TOKEN,
    commands: Callable[[], Sequence[ApplicationCommand]] = lambda: DIRECTORY.definitions,
    signing_key: SigningKey | None = None,
    clock: Callable[[], float] = time.time,
    **changed: Any,
) -> dict[str, Finding]:
    """What the doctor finds, by step; `changed` are fields of the patient."""
    client = Client(discord or NOBODY, bot_token=token, user_agent=USER_AGENT) if token else None
    databases = [
        (Database(each), place(variable, each)) if each else None
        for variable, each in (("DATABASE_URL", database), ("DIRECT_DATABASE_URL", direct))
    ]
    means = Means(client, databases[0], databases[1], commands, USER_AGENT, signing_key, clock)
    try:
        return {each.step: each async for each in examine(patient(url, api_url=discord or NOBODY, **changed), means)}
    finally:
        for each in databases:
            if each is not None:
                await each[0].close()
        if client is not None:
            await client.aclose()


def patient(url: str | None, **changed: Any) -> Patient:
    """The bot as the tests set it up, asked about at `url`."""
    usual: dict[str, Any] = {
        "application_id": 1000000000000000001,
        "public_keys": (KEY.verify_key.encode(),),
        "guild": None,
        "max_age": 300,
        "api_url": NOBODY,
        "asked": endpoint_at(url) if url else None,
        "local": endpoint_at(NOBODY),
        "version": __version__,
        "embedded_worker": True,
    }
    return Patient(**(usual | changed))


async def run(url: str, statement: str) -> None:
    """A statement of somebody else's."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def wrong(finding: Finding) -> str:
    """What it says; it must be wrong, with a mend."""
    assert (finding.outcome, bool(finding.mend)) == (Outcome.WRONG, True), finding
    return finding.said
