"""The audit log of a server, which Discord keeps for 45 days."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from simulator.rest.call import Answer, Call, Operation
from simulator.rest.queries import number, snowflake
from simulator.world import (
    AuditEntry,
    AutoModRule,
    Channel,
    Command,
    Permission,
    ScheduledEvent,
    User,
    Webhook,
    World,
    tell,
)
from simulator.world.clock import created_at
from simulator.world.records import Json, Record
from simulator.world.rights import THREADS

R = TypeVar("R", bound=Record)
KEPT = timedelta(days=45)
MOST = 100


def list_(call: Call) -> Answer:
    """The latest first; with `after` the earliest after it first."""
    guild = call.guild()
    call.needs(guild, Permission.VIEW_AUDIT_LOG)
    size, before, after = number(call, "limit", 50, most=MOST), snowflake(call, "before"), snowflake(call, "after")
    since = call.world.now - KEPT
    entries = [
        each
        for each in call.world.group(AuditEntry, guild.id).values()
        if created_at(each.id) >= since
        and (before is None or int(each.id) < before)
        and (after is None or int(each.id) > after)
        and all(call.query.get(name, told) == told for name, told in _asked(each).items())
    ]
    entries.sort(key=lambda each: int(each.id), reverse=after is None)
    return Answer(body=_told(call, entries[:size]))


def _asked(entry: AuditEntry) -> dict[str, str]:
    return {
        "user_id": entry.user_id,
        "target_id": entry.target_id or "",
        "action_type": str(entry.action_type),
    }


def _told(call: Call, entries: Iterable[AuditEntry]) -> Json:
    """Entries, and all that they speak of, as far as it is still there."""
    world, shown = call.world, list(entries)
    named = list(dict.fromkeys(id_ for each in shown for id_ in (each.user_id, each.target_id) if id_ is not None))
    return {
        "audit_log_entries": [tell.audit_entry(each) for each in shown],
        "application_commands": [tell.command(world, each) for each in _named(world, Command, named)],
        "auto_moderation_rules": [tell.automod_rule(each) for each in _named(world, AutoModRule, named)],
        "guild_scheduled_events": [tell.scheduled_event(each) for each in _named(world, ScheduledEvent, named)],
        "integrations": [],
        "threads": [tell.channel(world, each) for each in _named(world, Channel, named) if each.type in THREADS],
        "users": [tell.user(each) for each in _named(world, User, named)],
        "webhooks": [tell.webhook(world, each) for each in _named(world, Webhook, named)],
    }


def _named(world: World, kind: type[R], ids: Iterable[str]) -> list[R]:
    return [found for id_ in ids if (found := world.find(kind, id_)) is not None]


OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/guilds/{guild_id}/audit-logs", "list_guild_audit_log_entries", list_),
)
