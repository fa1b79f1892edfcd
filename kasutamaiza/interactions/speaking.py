"""Whom we are speaking with, for the log."""

from contextvars import ContextVar

from kasutamaiza.discord.interaction import Interaction

speaking: ContextVar[tuple[Interaction, str] | None] = ContextVar("speaking", default=None)
"""The interaction that is being answered, and the name of what it asks for."""


def context() -> dict[str, object]:
    """The interaction's id, command, guild and user, and what must not be told."""
    about = speaking.get()
    if about is None:
        return {}
    interaction, name = about
    who = interaction.member.user if interaction.member else interaction.user
    return {
        "interaction": interaction.id,
        "command": name,
        "guild": interaction.guild_id,
        "user": who.id if who else None,
        "secret": interaction.token,
    }
