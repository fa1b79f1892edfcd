"""The bot itself: who it is, what it needs, and how it is."""

from kasutamaiza.bot.health import answer_time, examine
from kasutamaiza.bot.model import Bot, Health
from kasutamaiza.bot.rules import ALL_NEEDED, NEEDS, Need, invite_url, since_asked, unmet

__all__ = [
    "ALL_NEEDED",
    "NEEDS",
    "Bot",
    "Health",
    "Need",
    "answer_time",
    "examine",
    "invite_url",
    "since_asked",
    "unmet",
]
