"""Records as Discord tells of them: plain data in the shape of its API v10."""

from collections.abc import Iterable
from datetime import datetime

from simulator.world.gatherings import ScheduledEvent, ThreadMember
from simulator.world.permission import Permission
from simulator.world.records import (
    Application,
    AuditEntry,
    AutoModRule,
    Ban,
    Channel,
    Command,
    Guild,
    Json,
    Member,
    Message,
    Overwrite,
    Role,
    User,
    Webhook,
)
from simulator.world.rights import THREADS
from simulator.world.world import World

NOT_KEPT = {"avatar": None, "banner": None, "flags": 0}
"""What Discord tells of every member, and the simulator has not."""

SUPPRESS_EMBEDS = 1 << 2


def time(at: datetime | None) -> str | None:
    """ISO 8601 with microseconds and +00:00, as on the wire.

    Source: https://docs.discord.com/developers/reference#iso8601-datetime
    """
    return None if at is None else at.isoformat(timespec="microseconds")


def user(user: User) -> Json:
    """Source: https://docs.discord.com/developers/resources/user#user-object"""
    return {
        "id": user.id,
        "username": user.username,
        "discriminator": f"{int(user.id) % 9999 + 1:04}" if user.bot else "0",
        "global_name": user.global_name,
        "avatar": None,
        "avatar_decoration_data": None,
        "primary_guild": None,
        "banner": None,
        "accent_color": user.color,
        "public_flags": 0,
        "flags": 0,
        **({"bot": True} if user.bot else {}),
    }


def bare_member(member: Member) -> Json:
    """A member without their user, as in resolved data."""
    return {
        **NOT_KEPT,
        "flags": member.flags,
        "nick": member.nick,
        "roles": list(member.roles),
        "joined_at": time(member.joined_at),
        "premium_since": None,
        "pending": False,
        "communication_disabled_until": time(member.communication_disabled_until),
    }


def member(world: World, member: Member) -> Json:
    """Source: https://docs.discord.com/developers/resources/guild#guild-member-object"""
    told = bare_member(member) | {"deaf": member.deaf, "mute": member.mute}
    return {"user": user(world.get(User, member.user_id)), **told}


def role(role: Role) -> Json:
    """Source: https://docs.discord.com/developers/topics/permissions#role-object"""
    return {
        "id": role.id,
        "name": role.name,
        "description": None,
        "permissions": bits(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "hoist": role.hoist,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
        **({"tags": {"bot_id": role.bot_id}} if role.bot_id else {}),
    }


def partial_guild(guild: Guild) -> Json:
    """As an interaction has it."""
    return {"id": guild.id, "locale": guild.preferred_locale, "features": list(guild.features)}


_USUAL: Json = {
    "icon": None,
    "splash": None,
    "discovery_splash": None,
    "banner": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "emojis": [],
    "stickers": [],
    "mfa_level": 0,
    "application_id": None,
    "system_channel_flags": 0,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "nsfw_level": 0,
    "nsfw": False,
    "premium_progress_bar_enabled": False,
    "widget_enabled": False,
    "widget_channel_id": None,
    "home_header": None,
    "incidents_data": None,
    "max_members": 500000,
    "max_presences": None,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
}
"""What Discord tells of every server; some of it is in the details of one that was edited."""


def guild(world: World, guild: Guild, *, counts: bool = False) -> Json:
    """Source: https://docs.discord.com/developers/resources/guild#guild-object"""
    members = len(world.group(Member, guild.id))
    counted = {"approximate_member_count": members, "approximate_presence_count": members}
    return {
        **_USUAL,
        "id": guild.id,
        "name": guild.name,
        "description": guild.description,
        "owner_id": guild.owner_id,
        "roles": [role(each) for each in world.group(Role, guild.id).values()],
        "features": list(guild.features),
        "system_channel_id": guild.system_channel_id,
        "preferred_locale": guild.preferred_locale,
        **guild.details,
        **(counted if counts else {}),
    }


def overwrite(overwrite: Overwrite) -> Json:
    return {
        "id": overwrite.id,
        "type": overwrite.type,
        "allow": bits(overwrite.allow),
        "deny": bits(overwrite.deny),
    }


def channel(world: World, channel: Channel) -> Json:
    """Source: https://docs.discord.com/developers/resources/channel#channel-object"""
    messages = reversed(world.group(Message, channel.id).values())
    last = next((each.id for each in messages if each.visible_to is None), None)
    if channel.guild_id is None:
        recipients = [user(world.get(User, channel.recipient_id))] if channel.recipient_id else []
        return {"id": channel.id, "type": channel.type, "last_message_id": last, "flags": 0, "recipients": recipients}
    if channel.type in THREADS:
        return _thread(world, channel, last)
    return {
        "id": channel.id,
        "type": channel.type,
        "guild_id": channel.guild_id,
        "name": channel.name,
        "topic": channel.topic,
        "position": channel.position,
        "parent_id": channel.parent_id,
        "nsfw": channel.nsfw,
        "rate_limit_per_user": channel.rate_limit_per_user,
        "permission_overwrites": [overwrite(each) for each in channel.overwrites],
        "last_message_id": last,
        "last_pin_timestamp": None,
        "flags": 0,
        **({"owner_id": channel.owner_id} if channel.owner_id else {}),
        **channel.details,
    }


def _thread(world: World, thread: Channel, last: str | None) -> Json:
    # A post's first message has its id and is not counted; members are, to 50.
    written = sum(1 for id_ in world.group(Message, thread.id) if id_ != thread.id)
    return {
        "id": thread.id,
        "type": thread.type,
        "guild_id": thread.guild_id,
        "name": thread.name,
        "parent_id": thread.parent_id,
        "owner_id": thread.owner_id,
        "rate_limit_per_user": thread.rate_limit_per_user,
        "last_message_id": last,
        "message_count": written,
        "total_message_sent": written,
        "member_count": min(len(world.group(ThreadMember, thread.id)), 50),
        "flags": 0,
        **thread.details,
    }


def thread_member(member: ThreadMember) -> Json:
    """Source: https://docs.discord.com/developers/resources/channel#thread-member-object"""
    return {
        "id": member.thread_id,
        "user_id": member.user_id,
        "join_timestamp": time(member.joined_at),
        "flags": 0,
    }


def message(world: World, message: Message) -> Json:
    """Source: https://docs.discord.com/developers/resources/message#message-object"""
    author = world.find(User, message.author_id)
    told: Json = {
        "id": message.id,
        "channel_id": message.channel_id,
        "type": message.type,
        "content": message.content,
        "author": _webhook_as_user(message) if author is None else user(author),
        "timestamp": time(message.timestamp),
        "edited_timestamp": time(message.edited_timestamp),
        "flags": message.flags,
        "tts": message.tts,
        "pinned": message.pinned,
        "mention_everyone": message.mention_everyone,
        "mentions": [user(each) for id_ in message.mentions if (each := world.find(User, id_)) is not None],
        "mention_roles": list(message.mention_roles),
        "attachments": _loose(message),
        "embeds": [] if message.flags & SUPPRESS_EMBEDS else list(message.embeds),
        "components": list(message.components),
    }
    if message.reactions:
        told["reactions"] = [_reaction(world, each.emoji, each.user_ids) for each in message.reactions]
    for field in ("message_reference", "interaction_metadata", "application_id", "webhook_id", "nonce", "poll"):
        if (value := getattr(message, field)) is not None:
            told[field] = value
    return told


def _loose(message: Message) -> list[Json]:
    """Attachments that are shown by themselves: one that an embed shows is told of there alone."""
    if not message.attachments or not message.embeds:
        return list(message.attachments)
    shown = set()
    for embed in message.embeds:
        shown |= {embed.get(part, {}).get("url") for part in ("image", "thumbnail")}
        shown |= {embed.get(part, {}).get("icon_url") for part in ("author", "footer")}
    return [each for each in message.attachments if each["url"] not in shown]


def _webhook_as_user(message: Message) -> Json:
    return {
        "id": message.webhook_id,
        "username": message.webhook_name,
        "discriminator": "0000",
        "global_name": None,
        "avatar": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
        "bot": True,
    }


def emoji(text: str) -> Json:
    """`text` is a character, or `name:id`."""
    name, _, id_ = text.partition(":")
    return {"id": id_ or None, "name": name}


def _reaction(world: World, text: str, user_ids: Iterable[str]) -> Json:
    chosen = tuple(user_ids)
    return {
        "emoji": emoji(text),
        "count": len(chosen),
        "count_details": {"burst": 0, "normal": len(chosen)},
        "burst_colors": [],
        "me": world.application.bot_id in chosen,
        "me_burst": False,
    }


def command(world: World, command: Command) -> Json:
    """Whole, with its translations. Source: https://docs.discord.com/developers/interactions/application-commands"""
    told = {
        "id": command.id,
        "application_id": world.application.id,
        "version": command.version,
        "type": command.type,
        **command.definition,
    }
    return told if command.guild_id is None else told | {"guild_id": command.guild_id}


def application(world: World, application: Application) -> Json:
    """Source: https://docs.discord.com/developers/resources/application#application-object"""
    endpoint = application.endpoint
    return {
        "id": application.id,
        "name": application.name,
        "icon": None,
        "description": application.description,
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": application.verify_key,
        "flags": application.flags,
        "hook": True,
        "interactions_endpoint_url": None if endpoint is None else endpoint.url,
        "integration_types_config": {"0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "0"}}},
        "owner": user(world.get(User, application.owner_id)),
        "bot": user(world.get(User, application.bot_id)),
        "team": None,
        "approximate_guild_count": sum(1 for _ in world.all(Guild)),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
    }


def ban(world: World, ban: Ban) -> Json:
    return {"reason": ban.reason, "user": user(world.get(User, ban.user_id))}


def audit_entry(entry: AuditEntry) -> Json:
    """Source: https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object"""
    told: Json = {
        "id": entry.id,
        "user_id": entry.user_id,
        "target_id": entry.target_id,
        "action_type": entry.action_type,
    }
    if entry.changes:
        told["changes"] = list(entry.changes)
    if entry.options is not None:
        told["options"] = entry.options
    return told if entry.reason is None else told | {"reason": entry.reason}


def automod_rule(rule: AutoModRule) -> Json:
    ids = {"id": rule.id, "guild_id": rule.guild_id, "creator_id": rule.creator_id}
    return {**ids, **rule.definition}


def webhook(world: World, webhook: Webhook) -> Json:
    return {
        "id": webhook.id,
        "type": 1,
        "guild_id": webhook.guild_id,
        "channel_id": webhook.channel_id,
        "name": webhook.name,
        "avatar": None,
        "token": webhook.token,
        "application_id": world.application.id if webhook.user_id == world.application.bot_id else None,
        "user": user(world.get(User, webhook.user_id)),
    }


def scheduled_event(event: ScheduledEvent, *, counts: bool = False) -> Json:
    """Source: https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object"""
    return {
        "id": event.id,
        "guild_id": event.guild_id,
        "channel_id": event.channel_id,
        "creator_id": event.creator_id,
        "name": event.name,
        "description": event.description,
        "image": None,
        "scheduled_start_time": time(event.starts_at),
        "scheduled_end_time": time(event.ends_at),
        "privacy_level": 2,
        "status": event.status,
        "entity_type": event.entity_type,
        "entity_id": None,
        "entity_metadata": None if event.location is None else {"location": event.location},
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
        **({"user_count": len(event.user_ids)} if counts else {}),
    }


def bits(permissions: Permission) -> str:
    return str(int(permissions))
