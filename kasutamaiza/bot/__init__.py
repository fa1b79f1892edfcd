"""The bot itself: who it is, what it needs, and how it is."""

from kasutamaiza.bot.health import answer_time, examine
from kasutamaiza.bot.model import Bot, Health
from kasutamaiza.bot.rules import NEEDS, Need, all_needed, invite_url, since_asked, unmet

__all__ = [
    "NEEDS",
    "Bot",
    "Health",
    "Need",
    "all_needed",
    "answer_time",
    "examine",
    "invite_url",
    "since_asked",
    "unmet",
]
