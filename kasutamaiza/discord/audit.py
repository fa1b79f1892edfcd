"""What a server's audit log holds: who did what to whom, and why. Discord keeps it for 45 days."""

from enum import IntEnum
from typing import Any

from msgspec import Struct

from kasutamaiza.discord.person import User
from kasutamaiza.discord.snowflake import AuditLogEntryId, Snowflake, UserId


class AuditLogEvent(IntEnum):
    """Those kinds of entry that moderators ask for. There are others, and more come.

    Source: https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object-audit-log-events
    """

    CHANNEL_OVERWRITE_CREATE = 13
    CHANNEL_OVERWRITE_UPDATE = 14
    CHANNEL_OVERWRITE_DELETE = 15
    MEMBER_KICK = 20
    MEMBER_PRUNE = 21
    MEMBER_BAN_ADD = 22
    MEMBER_BAN_REMOVE = 23
    MEMBER_UPDATE = 24
    MEMBER_ROLE_UPDATE = 25
    MEMBER_MOVE = 26
    MEMBER_DISCONNECT = 27
    BOT_ADD = 28
    MESSAGE_DELETE = 72
    MESSAGE_BULK_DELETE = 73
    MESSAGE_PIN = 74
    MESSAGE_UNPIN = 75
    APPLICATION_COMMAND_PERMISSION_UPDATE = 121
    AUTO_MODERATION_RULE_CREATE = 140
    AUTO_MODERATION_RULE_UPDATE = 141
    AUTO_MODERATION_RULE_DELETE = 142
    AUTO_MODERATION_BLOCK_MESSAGE = 143
    AUTO_MODERATION_FLAG_TO_CHANNEL = 144
    AUTO_MODERATION_USER_COMMUNICATION_DISABLED = 145
    AUTO_MODERATION_QUARANTINE_USER = 146


class AuditLogChange(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that changed: `key` is what Discord calls it; a value that was not, or is no more, is None.

    A timeout is "communication_disabled_until"; roles given and taken are "$add" and "$remove".
    Source: https://docs.discord.com/developers/resources/audit-log#audit-log-change-object
    """

    key: str | None = None
    old_value: Any = None
    new_value: Any = None


class AuditLogEntry(Struct, frozen=True, kw_only=True, gc=False):
    """One deed: `user_id` did what `action_type` says to `target_id`. `options` has what else some kinds tell, as text.

    Source: https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object
    """

    id: AuditLogEntryId
    action_type: int
    user_id: UserId | None = None
    target_id: Snowflake | None = None
    reason: str | None = None
    changes: list[AuditLogChange] = []
    options: dict[str, Any] = {}


class AuditLog(Struct, frozen=True, kw_only=True, gc=False):
    """Entries, and the users whom they name.

    Source: https://docs.discord.com/developers/resources/audit-log#audit-log-object
    """

    audit_log_entries: list[AuditLogEntry] = []
    users: list[User] = []
