"""The bot itself: who it is, what it needs, and how it is."""

from kasutamaiza.bot.model import Bot, Health
from kasutamaiza.bot.rules import ALL_NEEDED, NEEDS, Need, invite_url, unmet
from kasutamaiza.bot.vitals import Vitals

__all__ = [
    "ALL_NEEDED",
    "NEEDS",
    "Bot",
    "Health",
    "Need",
    "Vitals",
    "invite_url",
    "unmet",
]
