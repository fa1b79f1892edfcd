"""Whether the clocks agree: ours, the bot's and Discord's."""

from collections.abc import Callable, Iterable
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from kasutamaiza.doctor.endpoint import Knocks, refused
from kasutamaiza.doctor.finding import Finding, ok, skipped, warning, wrong
from kasutamaiza.doctor.knock import Answer, Silence, knock

if TYPE_CHECKING:
    from httpx import AsyncClient

WORTH_TELLING = 5.0
"""Seconds. A `Date` has whole seconds, and the way there and back counts: less than this is no difference."""

MEND = "Set the clock of that machine by NTP."


async def ask_discord(
    http: "AsyncClient", api_url: str, user_agent: str, clock: Callable[[], float]
) -> Answer | Silence:
    """What Discord answers to anybody: whether it can be reached from here, and what time it has.

    Source: https://docs.discord.com/developers/events/gateway#get-gateway
    """
    return await knock(http, "GET", f"{api_url}/gateway", headers={"user-agent": user_agent}, clock=clock)


def reached(answer: Answer | Silence) -> Finding:
    """Whether Discord can be called from here."""
    step = "discord"
    if isinstance(answer, Silence):
        return wrong(step, answer.said, "Let this machine speak to https://discord.com, or look at DISCORD_API_URL.")
    if answer.status >= 500 or answer.status in (403, 429):
        return wrong(
            step,
            f"Discord is out of order, or something before it is (HTTP {answer.status})."
            if answer.status >= 500
            else f"Discord does not want to be asked by this machine just now (HTTP {answer.status}).",
            "Try again in a few minutes, and look at https://discordstatus.com.",
        )
    return ok(step, f"Discord can be called, and answers in {answer.seconds * 1000:.0f} ms.")


def agreed(discord: Answer | Silence, found: Knocks | None, *, max_age: float) -> Finding:
    """Whether a signature by Discord's clock is fresh by the clock of the bot; without the bot's, by ours."""
    step = "clock"
    here = _ahead(discord)
    if here is None:
        return skipped(step, "Discord does not say what time it is.")
    ahead = {"this machine's clock": -here}
    there = None if found is None else _there(found)
    if there is not None:
        ahead["the bot's clock"] = there - here
    # The bot's decides; ours is a hint, unless the bot runs here.
    whose, off = list(ahead.items())[-1]
    if abs(off) > max_age:
        return wrong(
            step,
            f"By {whose}, which is {_by(off)} Discord's, every signature is too old or too new: at most "
            f"{max_age:.0f} seconds are allowed (SIGNATURE_MAX_AGE).",
            MEND,
        )
    late = [f"{whose} is {_by(off)}" for whose, off in ahead.items() if abs(off) > WORTH_TELLING]
    if late:
        return warning(step, f"{_and(late)} Discord's.", MEND)
    return ok(step, f"{_and(ahead)} go{'es' if len(ahead) == 1 else ''} by Discord's.")


def _and(said: Iterable[str]) -> str:
    joined = " and ".join(said)
    return joined[:1].upper() + joined[1:]


def _by(seconds: float) -> str:
    return f"{abs(seconds):.0f} seconds {'ahead of' if seconds > 0 else 'behind'}"


def _there(found: Knocks) -> float | None:
    """Seconds that the bot's clock is ahead of ours."""
    answer = found.forged
    if isinstance(answer, Silence):
        return None
    told = refused(answer)
    # Not the header Date, unless we must: what stands before the bot may have written it.
    return _ahead(answer) if told is None else told.at - answer.at


def _ahead(answer: Answer | Silence) -> float | None:
    """Seconds that the clock of who answers is ahead of ours."""
    if isinstance(answer, Silence):
        return None
    try:
        told = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    # Half a second for what a Date cuts off.
    return told.timestamp() + 0.5 - answer.at
