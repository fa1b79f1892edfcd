"""What Discord answers, whole, as its document has it: each thing once, and the schema that it is of."""

from typing import Any

GUILD = 1000000000000000003
APPLICATION = 1000000000000000001
USER = 2000000000000000001
MODERATOR = 2000000000000000002
ROLE = 2000000000000000003
CHANNEL = 2000000000000000004
THREAD = 2000000000000000005
MESSAGE = 2000000000000000006
COMMAND = 2000000000000000007
RULE = 2000000000000000008
ENTRY = 2000000000000000009
EVENT = 2000000000000000010
TAG = 2000000000000000011
FILE = 2000000000000000013
YOUNG = 1573986395750400000
"""A message of the day before the tests' own time."""

AT = "2026-11-23T09:30:00.125000+00:00"

user: dict[str, Any] = {
    "id": str(USER),
    "username": "joey",
    "avatar": None,
    "discriminator": "0",
    "public_flags": 0,
    "flags": 0,
    "global_name": "Joey",
    "primary_guild": None,
}
member: dict[str, Any] = {
    "avatar": None,
    "banner": None,
    "communication_disabled_until": AT,
    "flags": 0,
    "joined_at": AT,
    "nick": "Joe",
    "pending": False,
    "premium_since": None,
    "roles": [str(ROLE)],
    "user": user,
    "mute": False,
    "deaf": False,
}
role: dict[str, Any] = {
    "id": str(ROLE),
    "name": "Duelist",
    "permissions": "2248473465835073",
    "position": 3,
    "color": 0xFFAA00,
    "colors": {"primary_color": 0xFFAA00, "secondary_color": None, "tertiary_color": None},
    "hoist": True,
    "managed": False,
    "mentionable": True,
    "icon": None,
    "unicode_emoji": None,
    "flags": 0,
}
guild: dict[str, Any] = {
    "id": str(GUILD),
    "name": "Duel Academy",
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "features": ["COMMUNITY"],
    "banner": None,
    "owner_id": str(MODERATOR),
    "application_id": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 2,
    "roles": [role],
    "default_message_notifications": 1,
    "mfa_level": 1,
    "explicit_content_filter": 2,
    "max_presences": None,
    "max_members": 500000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "preferred_locale": "ja",
    "rules_channel_id": str(CHANNEL),
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
    "incidents_data": {"invites_disabled_until": AT, "dms_disabled_until": None},
    "approximate_member_count": 812,
    "approximate_presence_count": 97,
}
own_guild: dict[str, Any] = {
    "id": str(GUILD),
    "name": "Duel Academy",
    "icon": None,
    "banner": None,
    "owner": False,
    "permissions": "2248473465835073",
    "features": [],
    "approximate_member_count": 812,
    "approximate_presence_count": 97,
}
ban: dict[str, Any] = {"user": user, "reason": "Sold counterfeit cards."}
channel: dict[str, Any] = {
    "id": str(CHANNEL),
    "type": 15,
    "last_message_id": None,
    "flags": 0,
    "guild_id": str(GUILD),
    "name": "card-makers",
    "parent_id": None,
    "rate_limit_per_user": 30,
    "topic": "One card a post.",
    "position": 4,
    "permission_overwrites": [{"id": str(GUILD), "type": 0, "allow": "0", "deny": "2048"}],
    "nsfw": False,
    "available_tags": [
        {"id": str(TAG), "name": "Spell", "moderated": True, "emoji_id": None, "emoji_name": "✨"},
    ],
}
thread: dict[str, Any] = {
    "id": str(THREAD),
    "type": 11,
    "flags": 0,
    "guild_id": str(GUILD),
    "name": "Round 1",
    "parent_id": str(CHANNEL),
    "owner_id": str(USER),
    "thread_metadata": {
        "archived": False,
        "archive_timestamp": AT,
        "auto_archive_duration": 1440,
        "locked": True,
        "create_timestamp": AT,
    },
    "message_count": 7,
    "member_count": 2,
    "total_message_sent": 9,
    "applied_tags": [str(TAG)],
}
direct: dict[str, Any] = {"id": str(CHANNEL), "type": 1, "last_message_id": None, "flags": 0, "recipients": [user]}
message: dict[str, Any] = {
    "id": str(MESSAGE),
    "channel_id": str(CHANNEL),
    "type": 0,
    "content": "",
    "author": user,
    "mentions": [],
    "mention_roles": [],
    "mention_everyone": False,
    "attachments": [],
    "embeds": [],
    "components": [],
    "timestamp": AT,
    "edited_timestamp": None,
    "flags": 0,
    "pinned": True,
    "tts": False,
    "poll": {
        "question": {"text": "Who wins?"},
        "answers": [
            {"answer_id": 1, "poll_media": {"text": "Joey"}},
            {"answer_id": 2, "poll_media": {"text": "Mai"}},
        ],
        "expiry": AT,
        "allow_multiselect": False,
        "layout_type": 1,
        "results": {"is_finalized": True, "answer_counts": [{"id": 2, "count": 5, "me_voted": False}]},
    },
}
application: dict[str, Any] = {
    "id": str(APPLICATION),
    "name": "Kasutamaiza",
    "icon": None,
    "description": "Cards of your own.",
    "type": None,
    "bot": user | {"id": str(APPLICATION), "bot": True},
    "bot_public": True,
    "bot_require_code_grant": False,
    "integration_types_config": {"0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "8"}}},
    "verify_key": "ab" * 32,
    "flags": 1 << 19,
    "flags_new": str(1 << 19),
    "redirect_uris": [],
    "interactions_endpoint_url": "https://bot.example/interactions",
    "role_connections_verification_url": None,
    "owner": user,
    "approximate_guild_count": 3,
    "approximate_user_install_count": 4,
    "approximate_user_authorization_count": 4,
    "event_webhooks_url": "https://bot.example/events",
    "event_webhooks_status": 2,
    "event_webhooks_types": ["APPLICATION_AUTHORIZED"],
    "explicit_content_filter": 0,
    "team": None,
    "eligible_oauth2_scopes": [],
}
command: dict[str, Any] = {"id": str(COMMAND), "name": "ping", "type": 1, "new_from_next_year": {"a": [1]}}
command_permissions: dict[str, Any] = {
    "id": str(COMMAND),
    "application_id": str(APPLICATION),
    "guild_id": str(GUILD),
    "permissions": [{"id": str(ROLE), "type": 1, "permission": False}],
}
rule: dict[str, Any] = {
    "id": str(RULE),
    "guild_id": str(GUILD),
    "creator_id": str(MODERATOR),
    "name": "No sales",
    "event_type": 1,
    "trigger_type": 1,
    "trigger_metadata": {"keyword_filter": ["*buy*"], "regex_patterns": [], "allow_list": ["buy-in"]},
    "actions": [
        {"type": 2, "metadata": {"channel_id": str(CHANNEL)}},
        {"type": 3, "metadata": {"duration_seconds": 60}},
    ],
    "enabled": True,
    "exempt_roles": [str(ROLE)],
    "exempt_channels": [str(CHANNEL)],
}
audit_log: dict[str, Any] = {
    "audit_log_entries": [
        {
            "id": str(ENTRY),
            "action_type": 25,
            "user_id": str(MODERATOR),
            "target_id": str(USER),
            "reason": "Won the cup.",
            "changes": [{"key": "$add", "new_value": [{"id": str(ROLE), "name": "Duelist"}]}],
        },
        {"id": str(ENTRY - 1), "action_type": 73, "user_id": None, "target_id": None, "options": {"count": "12"}},
    ],
    "users": [user],
    "integrations": [],
    "webhooks": [],
    "guild_scheduled_events": [],
    "threads": [],
    "application_commands": [],
    "auto_moderation_rules": [],
}
event: dict[str, Any] = {
    "id": str(EVENT),
    "guild_id": str(GUILD),
    "name": "Autumn cup",
    "description": None,
    "channel_id": None,
    "creator_id": str(MODERATOR),
    "image": None,
    "scheduled_start_time": AT,
    "scheduled_end_time": "2026-11-23T12:00:00+00:00",
    "status": 1,
    "entity_type": 3,
    "entity_id": None,
    "recurrence_rule": None,
    "user_count": 16,
    "privacy_level": 2,
    "guild_scheduled_event_exceptions": [],
    "entity_metadata": {"location": "The library"},
}
interested: dict[str, Any] = {
    "guild_scheduled_event_id": str(EVENT),
    "user_id": str(USER),
    "user": user,
    "member": member,
    "response": 1,
}
pins: dict[str, Any] = {"items": [{"pinned_at": AT, "message": message}], "has_more": True}
incidents: dict[str, Any] = {"invites_disabled_until": AT, "dms_disabled_until": None}

SCHEMAS: dict[str, Any] = {
    "UserResponse": user,
    "GuildMemberResponse": member,
    "GuildRoleResponse": role,
    "GuildWithCountsResponse": guild,
    "MyGuildResponse": own_guild,
    "GuildBanResponse": ban,
    "GuildChannelResponse": channel,
    "ThreadResponse": thread,
    "PrivateChannelResponse": direct,
    "MessageResponse": message,
    "PrivateApplicationResponse": application,
    "CommandPermissionsResponse": command_permissions,
    "KeywordRuleResponse": rule,
    "GuildAuditLogResponse": audit_log,
    "ExternalScheduledEventResponse": event,
    "ScheduledEventUserResponse": interested,
    "PinnedMessagesResponse": pins,
    "GuildIncidentsDataResponse": incidents,
}
