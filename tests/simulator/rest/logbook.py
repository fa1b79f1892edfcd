"""What the audit log of the default world says."""

from typing import Any

from msgspec.structs import replace

from simulator.world import AuditEntry, Guild, Role
from tests.simulator.rest.calls import Bot

WHY = {"x-audit-log-reason": "Sold%20counterfeit%20cards%3A%20%E5%81%BD%E7%89%A9"}
REASON = "Sold counterfeit cards: 偽物"


def entries(bot: Bot) -> list[AuditEntry]:
    return list(bot.world.all(AuditEntry))


def written(bot: Bot) -> list[tuple[int, str | None]]:
    """Each entry's kind and target."""
    return [(each.action_type, each.target_id) for each in entries(bot)]


def changed(entry: AuditEntry) -> dict[str, tuple[Any, Any]]:
    """Each changed field as it was and as it is."""
    return {each["key"]: (each.get("old_value"), each.get("new_value")) for each in entry.changes}


def at(bot: Bot, path: str = "") -> str:
    """A path within the server."""
    return f"/guilds/{bot.guild.id}{path}"


def lift(bot: Bot, name: str, position: int) -> Role:
    """Put a role elsewhere, without asking anybody."""
    return bot.world.put(replace(bot.role(name), position=position))


def owned_by_the_bot(bot: Bot) -> Guild:
    return bot.world.put(replace(bot.guild, owner_id=bot.id))
