"""Discord's ids: whole numbers with a moment inside, written as strings on the wire."""

from typing import NewType

Snowflake = NewType("Snowflake", int)
UserId = NewType("UserId", int)
GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
RoleId = NewType("RoleId", int)
MessageId = NewType("MessageId", int)
AttachmentId = NewType("AttachmentId", int)
CommandId = NewType("CommandId", int)
InteractionId = NewType("InteractionId", int)
ApplicationId = NewType("ApplicationId", int)
WebhookId = NewType("WebhookId", int)
EntitlementId = NewType("EntitlementId", int)
SkuId = NewType("SkuId", int)
TagId = NewType("TagId", int)
AutoModRuleId = NewType("AutoModRuleId", int)
AuditLogEntryId = NewType("AuditLogEntryId", int)
ScheduledEventId = NewType("ScheduledEventId", int)

_EPOCH = 1420070400000


def made_at(snowflake: int) -> float:
    """When Discord made this id, in seconds since 1970, to the millisecond.

    Source: https://docs.discord.com/developers/reference#snowflakes
    """
    return ((snowflake >> 22) + _EPOCH) / 1000
