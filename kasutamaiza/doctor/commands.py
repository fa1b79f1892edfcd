"""Whether the commands that people see are the ones that this code answers."""

from collections.abc import Callable, Sequence

from msgspec import ValidationError

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.discord.errors import DiscordError
from kasutamaiza.discord.snowflake import ApplicationId, GuildId
from kasutamaiza.doctor import application
from kasutamaiza.doctor.finding import Finding, ok, skipped, warning, wrong
from kasutamaiza.interactions import BrokenCommands
from kasutamaiza.interactions.registration import Deed, Plan, Registered, Step, plan
from kasutamaiza.ui.limits import Refused

REGISTER = "Run: python scripts/register_commands.py apply"
SHOWN = 4
"""Commands that are named; of more, the number is told."""


async def in_sync(
    client: Client, id_: ApplicationId, guild: GuildId | None, ours: Callable[[], Sequence[ApplicationCommand]]
) -> Finding:
    """For all servers; or where nothing of ours is registered for all, for the home server."""
    step = "commands"
    try:
        declared = ours()
    except BrokenCommands as broken:
        return wrong(step, f"commands/ cannot be read: {broken.problems[0]}", "Mend that file: the bot does not start.")
    except Refused as refused:
        return wrong(step, f"Discord would not take commands/: {refused}", "Mend what it names, or its translation.")
    everywhere = await _compare(client, id_, None, declared)
    if guild is not None and isinstance(everywhere, Plan) and len(everywhere.steps_to(Deed.CREATE)) == len(declared):
        at_home = await _compare(client, id_, guild, declared)
        if isinstance(at_home, Plan) and len(at_home.steps_to(Deed.CREATE)) < len(declared):
            return _told(at_home, "In the home server")
    return everywhere if isinstance(everywhere, Finding) else _told(everywhere, "For all servers")


async def _compare(
    client: Client, id_: ApplicationId, guild: GuildId | None, declared: Sequence[ApplicationCommand]
) -> Plan | Finding:
    found: Sequence[Registered] | DiscordError = await application.ask(
        "GET /applications/{application}/commands", client.commands(id_, guild)
    )
    if isinstance(found, DiscordError):
        return application.refusal("commands", found)
    try:
        return plan(declared, found, guild=guild, prune=True)
    except ValidationError:
        return skipped("commands", "Discord told of a command that looks like none.")


def _told(found: Plan, where: str) -> Finding:
    step = "commands"
    missing, old, left = (found.steps_to(deed) for deed in (Deed.CREATE, Deed.UPDATE, Deed.DELETE))
    if missing or old:
        parts = [f"{_names(steps)} {what}" for steps, what in ((missing, "missing"), (old, "out of date")) if steps]
        return wrong(step, f"{where}, {' and '.join(parts)} at Discord.", REGISTER)
    if left:
        return warning(
            step,
            f"{where}, Discord shows {_names(left)}, which this code does not answer.",
            f"{REGISTER} --prune",
        )
    count = len(found.steps_to(Deed.UNCHANGED))
    return ok(step, f"{where}, Discord shows the {count} commands of this code as they are.")


def _names(steps: Sequence[Step]) -> str:
    named = ", ".join(each.label for each in steps[:SHOWN])
    more = len(steps) - SHOWN
    return f"{named} and {more} more" if more > 0 else named
