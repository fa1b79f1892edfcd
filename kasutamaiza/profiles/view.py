"""How a profile looks."""

from kasutamaiza.profiles.model import Profile
from kasutamaiza.texts import Say
from kasutamaiza.ui import ACCENT, Embed, Field, Message, escape, when


def stored(say: Say, profile: Profile | None) -> Message:
    """All that is kept of the person who asks."""
    if profile is None:
        return Message(embeds=[Embed(title=say("Nothing is stored about you"), color=ACCENT)])
    fields = [
        Field(say("Discord id"), f"`{profile.id}`", inline=True),
        Field(say("Name"), escape(profile.name) or "–", inline=True),
        Field(say("Since"), when(profile.created_at, "D"), inline=True),
    ]
    return Message(embeds=[Embed(title=say("This is stored about you"), color=ACCENT, fields=fields)])
