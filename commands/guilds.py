"""Servers: being added to one."""

from kasutamaiza.guilds import Guilds
from kasutamaiza.interactions import ApplicationAuthorized, on_event


@on_event
async def authorized(event: ApplicationAuthorized, *, guilds: Guilds) -> None:
    """Write the server down that somebody added me to; who adds me to themselves alone adds me to none."""
    if event.guild is not None:
        await guilds.authorize(event.guild.id, event.guild.name, event.at)
