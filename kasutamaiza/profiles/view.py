"""How a profile looks."""

from kasutamaiza.profiles.model import Profile
from kasutamaiza.ui import ACCENT, Embed, Field, Message, escape, when


def stored(profile: Profile | None) -> Message:
    """All that is kept of the person who asks."""
    if profile is None:
        return Message(embeds=[Embed(title="Nothing is stored about you", color=ACCENT)])
    fields = [
        Field("Discord id", f"`{profile.id}`", inline=True),
        Field("Name", escape(profile.name) or "–", inline=True),
        Field("Since", when(profile.created_at, "D"), inline=True),
    ]
    return Message(embeds=[Embed(title="This is stored about you", color=ACCENT, fields=fields)])
