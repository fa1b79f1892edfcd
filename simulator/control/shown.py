"""Records as /sim tells them: Discord's own shape where it has one, and what the page and tests need beside it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from simulator.control import redaction
from simulator.world import (
    Application,
    AuditEntry,
    AutoModRule,
    Ban,
    Channel,
    Command,
    CommandPermissions,
    Exchange,
    Fault,
    Guild,
    Interaction,
    Member,
    Message,
    Record,
    Role,
    ScheduledEvent,
    ThreadMember,
    Typing,
    User,
    Webhook,
    World,
    tell,
)
from simulator.world.records import Endpoint, Json

_LOADING = 128
_COMMAND = 2


def shown(world: World, record: Record) -> Json:
    """A record with its `key`, whatever it is a record of."""
    return {"key": record.key, **_SHOWN[type(record)](world, record)}


def milliseconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp() * 1000)


def endpoint(endpoint: Endpoint) -> Json:
    return {
        "url": endpoint.url,
        "checked": milliseconds(endpoint.checked_at),
        "problems": list(endpoint.problems),
    }


def _application(world: World, application: Application) -> Json:
    told = tell.application(world, application)
    kept = application.endpoint
    return {**told, "bot_id": application.bot_id, "endpoint": None if kept is None else endpoint(kept)}


def _user(_: World, user: User) -> Json:
    return {**tell.user(user), "color": user.color, "locale": user.locale, "takes_dms": user.takes_dms}


def _guild(world: World, guild: Guild) -> Json:
    told = tell.guild(world, guild)
    del told["roles"]  # a table of their own
    return told


def _role(_: World, role: Role) -> Json:
    return {**tell.role(role), "guild_id": role.guild_id, "bot_id": role.bot_id}


def _member(world: World, member: Member) -> Json:
    return {**tell.member(world, member), "guild_id": member.guild_id, "user_id": member.user_id}


def _ban(world: World, ban: Ban) -> Json:
    return {**tell.ban(world, ban), "guild_id": ban.guild_id, "user_id": ban.user_id}


def _channel(world: World, channel: Channel) -> Json:
    told = tell.channel(world, channel)
    return {**told, "recipient_id": channel.recipient_id, "owner_id": channel.owner_id}


def _message(world: World, message: Message) -> Json:
    told = tell.message(world, message)
    for reaction, kept in zip(told.get("reactions", ()), message.reactions, strict=False):
        reaction["user_ids"] = list(kept.user_ids)
    return told | {
        "visible_to": message.visible_to,
        "interaction_id": message.interaction_id,
        "is_loading": bool(message.flags & _LOADING),
        **_header(world, message),
    }


def _header(world: World, message: Message) -> Json:
    """Which command was used, for the line above its answer; nothing of it where none was."""
    used = None if message.interaction_id is None else world.find(Interaction, message.interaction_id)
    if used is None or used.type != _COMMAND:
        return {"said": None, "command_id": None, "target_name": None}
    return {"said": used.said, "command_id": used.command_id, "target_name": _target(world, message)}


def _target(world: World, message: Message) -> str | None:
    """Whom a user command was used on, or whose message."""
    told = message.interaction_metadata or {}
    user = told.get("target_user")
    if user is not None:
        return str(user.get("global_name") or user["username"])
    target = world.find(Message, str(told.get("target_message_id")))
    author = None if target is None else world.find(User, target.author_id)
    return None if author is None else author.global_name or author.username


def _command(world: World, command: Command) -> Json:
    return {**tell.command(world, command), "guild_id": command.guild_id}


def _command_permissions(world: World, chosen: CommandPermissions) -> Json:
    return {
        "id": chosen.id,
        "application_id": world.application.id,
        "guild_id": chosen.guild_id,
        "permissions": list(chosen.permissions),
    }


def _webhook(world: World, webhook: Webhook) -> Json:
    told = tell.webhook(world, webhook)
    del told["token"]
    return told


def _audit_entry(_: World, entry: AuditEntry) -> Json:
    return {**tell.audit_entry(entry), "guild_id": entry.guild_id}


def _automod_rule(_: World, rule: AutoModRule) -> Json:
    return tell.automod_rule(rule)


def _interaction(_: World, interaction: Interaction) -> Json:
    return {
        "id": interaction.id,
        "type": interaction.type,
        "said": interaction.said,
        "state": interaction.state,
        "user_id": interaction.user_id,
        "guild_id": interaction.guild_id,
        "channel_id": interaction.channel_id,
        "created": milliseconds(interaction.created_at),
        "answered": milliseconds(interaction.answered_at),
        "answer_type": interaction.answer_type,
        "command_id": interaction.command_id,
        "custom_id": interaction.custom_id,
        "message_id": interaction.message_id,
        "response_id": interaction.response_id,
        "modal": interaction.modal,
        "choices": list(interaction.choices),
        "errors": interaction.errors,
        "is_loading": interaction.is_loading,
        "private": interaction.private,
    }


def _exchange(_: World, exchange: Exchange) -> Json:
    return {
        "id": exchange.id,
        "to_bot": exchange.to_bot,
        "method": exchange.method,
        "path": redaction.path(exchange.path),
        "title": redaction.path(exchange.title),
        "operation": exchange.operation,
        "started": milliseconds(exchange.started_at),
        "milliseconds": exchange.milliseconds,
        "status": exchange.status,
        "errors": exchange.errors,
        "warnings": list(exchange.warnings),
        "simulated": exchange.simulated,
        "fault": exchange.fault,
        "interaction_id": exchange.interaction_id,
    }


def _fault(_: World, fault: Fault) -> Json:
    return {
        "id": fault.id,
        "operation": fault.operation,
        "kind": fault.kind,
        "times": fault.left,
        "after": fault.skip,
        "seconds": fault.seconds,
        "scope": fault.scope,
    }


def _typing(_: World, typing: Typing) -> Json:
    return {"channel_id": typing.channel_id, "user_id": typing.user_id, "until": milliseconds(typing.until)}


_SHOWN: dict[type[Record], Callable[[World, Any], Json]] = {
    Application: _application,
    User: _user,
    Guild: _guild,
    Role: _role,
    Member: _member,
    Ban: _ban,
    Channel: _channel,
    Message: _message,
    Command: _command,
    CommandPermissions: _command_permissions,
    Webhook: _webhook,
    AuditEntry: _audit_entry,
    AutoModRule: _automod_rule,
    Interaction: _interaction,
    Exchange: _exchange,
    Fault: _fault,
    ThreadMember: lambda _, member: tell.thread_member(member),
    ScheduledEvent: lambda _, event: tell.scheduled_event(event, counts=True),
    Typing: _typing,
}

TABLES: tuple[type[Record], ...] = tuple(_SHOWN)
"""Every kind of record that is told of."""
