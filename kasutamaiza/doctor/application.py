"""What Discord says of the application, and whether that is the one of these settings."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from kasutamaiza.bot import invite_url, unmet
from kasutamaiza.discord.application import Application
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError, InvalidRequest, NotFound, Unauthorized, Unavailable
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.doctor.address import Address, exactly, shown
from kasutamaiza.doctor.finding import Finding, ok, skipped, warning, wrong

T = TypeVar("T")

PATIENCE = 8.0
"""Seconds for a call to Discord, its repetitions among them."""

VERIFIED_WITHIN = 12.0
"""Seconds in which Discord asks the endpoint, twice, and tells us."""

GENERAL = "https://discord.com/developers/applications → General Information"
SWITCHED_OFF_BY_DISCORD = 3


async def ask(call: str, asked: Awaitable[T], patience: float = PATIENCE) -> T | DiscordError:
    """What Discord answers, or what went wrong; never longer than `patience` seconds."""
    try:
        async with asyncio.timeout(patience):
            return await asked
    except DiscordError as error:
        return error
    except TimeoutError:
        return Unavailable(call, status=0, message=f"no answer within {patience:.0f} seconds")


def refusal(step: str, error: DiscordError) -> Finding:
    """That Discord did not answer a call as it should."""
    if isinstance(error, Unauthorized):
        return wrong(
            step, "Discord does not take the bot token.", "Make a new one: Bot → Reset Token; set DISCORD_BOT_TOKEN."
        )
    if isinstance(error, Unavailable):
        how = f"HTTP {error.status}" if error.status else error.message
        return wrong(step, f"Discord gave no answer to {error.call} ({how}).", "Try again in a few minutes.")
    mend = "Is DISCORD_API_URL right?" if isinstance(error, NotFound) else "See what it says."
    return wrong(step, f"Discord refused {error.call}: {error.message or f'HTTP {error.status}'}.", mend)


def token(found: Application | DiscordError | None) -> Finding:
    step = "token"
    if found is None:
        return skipped(step, "DISCORD_BOT_TOKEN is not set rightly.")
    if isinstance(found, DiscordError):
        return refusal(step, found)
    return ok(step, f"Discord takes it: it is the bot of {found.name}.")


def same(found: Application, id_: int) -> Finding:
    step = "application"
    if not id_:
        return skipped(step, f"DISCORD_APPLICATION_ID is not set rightly; the token's application is {found.id}.")
    if found.id != id_:
        return wrong(
            step,
            f"The token is of the application {found.id} ({found.name}), and DISCORD_APPLICATION_ID says {id_}.",
            "Take both from the same application.",
        )
    return ok(step, f"DISCORD_APPLICATION_ID is the token's application, {id_}.")


def public_key(found: Application, keys: Sequence[bytes]) -> Finding:
    step = "public key"
    if not keys:
        return skipped(step, f"DISCORD_PUBLIC_KEY is not set rightly; Discord signs with {found.verify_key}")
    if found.verify_key.lower() not in {key.hex() for key in keys}:
        has = ", ".join(f"{key.hex()[:8]}…" for key in keys)
        return wrong(
            step,
            f"DISCORD_PUBLIC_KEY ({has}) is not the application's ({found.verify_key[:8]}…): the bot refuses all.",
            f"Set DISCORD_PUBLIC_KEY={found.verify_key}",
        )
    several = f", one of the {len(keys)} that are set" if len(keys) > 1 else ""
    return ok(step, f"DISCORD_PUBLIC_KEY is the application's, {found.verify_key[:8]}…{several}.")


def posts_to(found: Application, asked: Address | None) -> Finding:
    """Whether Discord posts to the address that was asked about."""
    step = "address"
    has = found.interactions_endpoint_url
    if not has:
        at = f" → {asked}" if asked and not asked.is_local else " → https://your.host/interactions"
        return wrong(
            step,
            "The application has no Interactions Endpoint URL: Discord posts nowhere, and every command fails.",
            f"Set it: {GENERAL}{at}, or ask with --url and --set-url.",
        )
    if asked is None or _is(asked, has):
        return ok(step, f"Discord posts to {shown(has)}.")
    if asked.is_local:
        return skipped(step, f"{asked} is this machine or its neighbour; Discord posts to {shown(has)}.")
    return wrong(
        step,
        f"Discord posts to {shown(has)}, and you ask about {asked}.",
        f"Correct one of them: {GENERAL}, or --set-url.",
    )


def _is(asked: Address, has: str) -> bool:
    try:
        return asked == exactly(has)
    except ValueError:
        return False


def events(found: Application) -> Finding:
    """Whether Discord still tells of events; the bot works without."""
    step = "events"
    if not found.event_webhooks_url:
        return skipped(step, "The application has no Webhooks Endpoint: the bot is not told where it is added.")
    if found.event_webhooks_status == SWITCHED_OFF_BY_DISCORD:
        return warning(
            step,
            f"Discord has stopped telling of events, as {shown(found.event_webhooks_url)} failed too often.",
            "When the endpoint is well, switch them on again: Webhooks → Events.",
        )
    if found.event_webhooks_status != 2:
        return skipped(step, "Events are switched off in the application's Webhooks.")
    return ok(step, f"Discord tells of events at {shown(found.event_webhooks_url)}.")


async def permissions(client: Client, guild: GuildId | None, application_id: int) -> Finding:
    """Whether the bot may do its work in the home server."""
    step = "permissions"
    if guild is None:
        return skipped(step, "DISCORD_GUILD_ID, the home server, is not set.")
    held = await ask("GET /users/@me/guilds", client.own_permissions(guild))
    if isinstance(held, DiscordError):
        return refusal(step, held)
    if held is None:
        return wrong(
            step,
            f"The bot is not in the home server {guild}.",
            f"Invite it, or correct DISCORD_GUILD_ID: {invite_url(application_id)}",
        )
    missing = unmet(held)
    if missing:
        lacks = ", ".join(f"{need.permission.label} (to {need.purpose})" for need in missing)
        return wrong(
            step, f"In the home server the bot lacks {lacks}.", "Give its role these: Server Settings → Roles."
        )
    return ok(step, "In the home server the bot has every permission that it needs.")


async def verify(edit: Callable[[str], Awaitable[Application]], url: str) -> Finding:
    """Let Discord ask the endpoint itself, by giving it the address (once more)."""
    step = "ping"
    found = await ask("PATCH /applications/@me", edit(url), VERIFIED_WITHIN)
    if isinstance(found, InvalidRequest):
        return wrong(
            step,
            f"Discord asked {shown(url)} itself and does not take it: {'; '.join(found.problems) or found.message}",
            "Mend what is wrong above; if nothing is, look at the bot's log of this minute.",
        )
    if isinstance(found, DiscordError):
        return refusal(step, found)
    return ok(step, f"Discord was given {shown(url)} to check, and took it.")
