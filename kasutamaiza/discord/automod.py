"""AutoMod's rules: what Discord itself looks for in messages and profiles, and what it then does.

Source: https://docs.discord.com/developers/resources/auto-moderation
"""

from enum import IntEnum

from msgspec import Struct

from kasutamaiza.discord.snowflake import AutoModRuleId, ChannelId, GuildId, RoleId, UserId


class AutoModTrigger(IntEnum):
    """What a rule looks for. A server may have six of KEYWORD, and one of each other."""

    KEYWORD = 1
    SPAM = 3
    KEYWORD_PRESET = 4
    MENTION_SPAM = 5
    MEMBER_PROFILE = 6


class AutoModEvent(IntEnum):
    """When a rule looks: MEMBER_UPDATE is for MEMBER_PROFILE, and MESSAGE_SEND for all others."""

    MESSAGE_SEND = 1
    MEMBER_UPDATE = 2


class AutoModPreset(IntEnum):
    """The lists of words that Discord keeps."""

    PROFANITY = 1
    SEXUAL_CONTENT = 2
    SLURS = 3


class AutoModActionType(IntEnum):
    """What is done. TIMEOUT is for KEYWORD and MENTION_SPAM, BLOCK_MEMBER_INTERACTION for MEMBER_PROFILE."""

    BLOCK_MESSAGE = 1
    SEND_ALERT_MESSAGE = 2
    TIMEOUT = 3
    BLOCK_MEMBER_INTERACTION = 4


class TriggerMetadata(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What exactly a rule looks for: at most 1000 keywords of 60 characters, 10 patterns of 260, 50 mentions.

    `*` before or after a keyword stands for the rest of a word. Patterns are Rust's. `allow_list` is what is let
    through: 100, with Discord's own lists 1000.
    Source: https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object-trigger-metadata
    """

    keyword_filter: list[str] = []
    regex_patterns: list[str] = []
    presets: list[int] = []
    allow_list: list[str] = []
    mention_total_limit: int | None = None
    mention_raid_protection_enabled: bool = False


class ActionMetadata(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Where an alert is sent, for how many seconds (at most 28 days) somebody is timed out, or what they are told.

    Source: https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-action-object-action-metadata
    """

    channel_id: ChannelId | None = None
    duration_seconds: int | None = None
    custom_message: str | None = None


class AutoModAction(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One thing to do, of `AutoModActionType`."""

    type: int
    metadata: ActionMetadata | None = None


class NewAutoModRule(Struct, frozen=True, kw_only=True, gc=False):
    """A rule to make. It does nothing until it is `enabled`; it spares 20 roles and 50 channels at most.

    Source: https://docs.discord.com/developers/resources/auto-moderation#auto-moderation-rule-object
    """

    name: str
    trigger_type: int
    event_type: int = AutoModEvent.MESSAGE_SEND
    trigger_metadata: TriggerMetadata = TriggerMetadata()
    actions: list[AutoModAction] = []
    enabled: bool = False
    exempt_roles: list[RoleId] = []
    exempt_channels: list[ChannelId] = []


class AutoModRule(NewAutoModRule, frozen=True, kw_only=True, gc=False):
    """A rule that stands in a server."""

    id: AutoModRuleId
    guild_id: GuildId
    creator_id: UserId
