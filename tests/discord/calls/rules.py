"""Every call about AutoMod's rules and a server's events, beside what Discord is asked."""

from datetime import UTC, datetime

from kasutamaiza.discord.automod import (
    ActionMetadata,
    AutoModAction,
    AutoModActionType,
    AutoModEvent,
    AutoModPreset,
    AutoModTrigger,
    NewAutoModRule,
    TriggerMetadata,
)
from kasutamaiza.discord.scheduled import ScheduledEventStatus
from kasutamaiza.discord.snowflake import ChannelId, RoleId
from tests.discord.calls import answers as a
from tests.discord.calls.made import WHY, made

RULES = f"/guilds/{a.GUILD}/auto-moderation/rules"
EVENTS = f"/guilds/{a.GUILD}/scheduled-events"
START = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
END = datetime(2026, 11, 28, 22, 0, tzinfo=UTC)

AUTOMOD = [
    made("automod_rules", a.GUILD, op="list_auto_moderation_rules", asks=f"GET {RULES}", answer=[a.rule]),
    made("automod_rule", a.GUILD, a.RULE, op="get_auto_moderation_rule", asks=f"GET {RULES}/{a.RULE}", answer=a.rule),
    made(
        "create_automod_rule",
        a.GUILD,
        NewAutoModRule(
            name="No sales",
            trigger_type=AutoModTrigger.KEYWORD,
            trigger_metadata=TriggerMetadata(keyword_filter=["*buy*"], allow_list=["buy-in"]),
            actions=[
                AutoModAction(
                    type=AutoModActionType.BLOCK_MESSAGE,
                    metadata=ActionMetadata(custom_message="Please trade elsewhere."),
                ),
                AutoModAction(
                    type=AutoModActionType.SEND_ALERT_MESSAGE, metadata=ActionMetadata(channel_id=ChannelId(a.CHANNEL))
                ),
            ],
            enabled=True,
            exempt_roles=[RoleId(a.ROLE)],
            exempt_channels=[ChannelId(a.CHANNEL)],
        ),
        op="create_auto_moderation_rule",
        asks=f"POST {RULES}",
        body={
            "name": "No sales",
            "trigger_type": 1,
            "event_type": 1,
            "trigger_metadata": {"keyword_filter": ["*buy*"], "allow_list": ["buy-in"]},
            "actions": [
                {"type": 1, "metadata": {"custom_message": "Please trade elsewhere."}},
                {"type": 2, "metadata": {"channel_id": str(a.CHANNEL)}},
            ],
            "enabled": True,
            "exempt_roles": [str(a.ROLE)],
            "exempt_channels": [str(a.CHANNEL)],
        },
        answer=a.rule,
        reason=WHY,
    ),
    *(
        made(
            "create_automod_rule",
            a.GUILD,
            NewAutoModRule(
                name=kind.name,
                trigger_type=kind,
                event_type=looks,
                trigger_metadata=metadata,
                actions=[AutoModAction(type=action)],
            ),
            op="create_auto_moderation_rule",
            asks=f"POST {RULES}",
            body={
                "name": kind.name,
                "trigger_type": int(kind),
                "event_type": int(looks),
                "trigger_metadata": told,
                "actions": [{"type": int(action)}],
                "enabled": False,
                "exempt_roles": [],
                "exempt_channels": [],
            },
            answer=a.rule,
        )
        for kind, looks, action, metadata, told in (
            (AutoModTrigger.SPAM, AutoModEvent.MESSAGE_SEND, AutoModActionType.BLOCK_MESSAGE, TriggerMetadata(), {}),
            (
                AutoModTrigger.KEYWORD_PRESET,
                AutoModEvent.MESSAGE_SEND,
                AutoModActionType.BLOCK_MESSAGE,
                TriggerMetadata(presets=[AutoModPreset.SLURS]),
                {"presets": [3]},
            ),
            (
                AutoModTrigger.MENTION_SPAM,
                AutoModEvent.MESSAGE_SEND,
                AutoModActionType.BLOCK_MESSAGE,
                TriggerMetadata(mention_total_limit=8, mention_raid_protection_enabled=True),
                {"mention_total_limit": 8, "mention_raid_protection_enabled": True},
            ),
            (
                AutoModTrigger.MEMBER_PROFILE,
                AutoModEvent.MEMBER_UPDATE,
                AutoModActionType.BLOCK_MEMBER_INTERACTION,
                TriggerMetadata(regex_patterns=["b[uv]y"]),
                {"regex_patterns": ["b[uv]y"]},
            ),
        )
    ),
    made(
        "edit_automod_rule",
        a.GUILD,
        a.RULE,
        op="update_auto_moderation_rule",
        asks=f"PATCH {RULES}/{a.RULE}",
        body={"enabled": False},
        answer=a.rule,
        enabled=False,
        reason=WHY,
    ),
    made(
        "edit_automod_rule",
        a.GUILD,
        a.RULE,
        op="update_auto_moderation_rule",
        asks=f"PATCH {RULES}/{a.RULE}",
        body={
            "name": "Sales",
            "trigger_metadata": {"regex_patterns": ["b[uv]y"]},
            "actions": [{"type": 3, "metadata": {"duration_seconds": 60}}],
            "exempt_roles": [],
            "exempt_channels": [str(a.CHANNEL)],
        },
        answer=a.rule,
        name="Sales",
        trigger_metadata=TriggerMetadata(regex_patterns=["b[uv]y"]),
        actions=[AutoModAction(type=AutoModActionType.TIMEOUT, metadata=ActionMetadata(duration_seconds=60))],
        exempt_roles=[],
        exempt_channels=[a.CHANNEL],
    ),
    made(
        "delete_automod_rule",
        a.GUILD,
        a.RULE,
        op="delete_auto_moderation_rule",
        asks=f"DELETE {RULES}/{a.RULE}",
        reason=WHY,
    ),
]

SCHEDULED = [
    made("scheduled_events", a.GUILD, op="list_guild_scheduled_events", asks=f"GET {EVENTS}", answer=[a.event]),
    made(
        "scheduled_event",
        a.GUILD,
        a.EVENT,
        op="get_guild_scheduled_event",
        asks=f"GET {EVENTS}/{a.EVENT}?with_user_count=true",
        answer=a.event,
    ),
    made(
        "create_scheduled_event",
        a.GUILD,
        "Autumn cup",
        op="create_guild_scheduled_event",
        asks=f"POST {EVENTS}",
        body={
            "name": "Autumn cup",
            "privacy_level": 2,
            "entity_type": 3,
            "scheduled_start_time": "2026-11-28T18:00:00Z",
            "scheduled_end_time": "2026-11-28T22:00:00Z",
            "description": "Best of three.",
            "entity_metadata": {"location": "The library"},
        },
        answer=a.event,
        scheduled_start_time=START,
        scheduled_end_time=END,
        location="The library",
        description="Best of three.",
        reason=WHY,
    ),
    made(
        "create_scheduled_event",
        a.GUILD,
        "Talk",
        op="create_guild_scheduled_event",
        asks=f"POST {EVENTS}",
        body={
            "name": "Talk",
            "privacy_level": 2,
            "entity_type": 2,
            "scheduled_start_time": "2026-11-28T18:00:00Z",
            "channel_id": str(a.CHANNEL),
        },
        answer=a.event,
        scheduled_start_time=START,
        channel_id=a.CHANNEL,
    ),
    made(
        "edit_scheduled_event",
        a.GUILD,
        a.EVENT,
        op="update_guild_scheduled_event",
        asks=f"PATCH {EVENTS}/{a.EVENT}",
        body={"status": 4},
        answer=a.event,
        status=ScheduledEventStatus.CANCELED,
        reason=WHY,
    ),
    made(
        "edit_scheduled_event",
        a.GUILD,
        a.EVENT,
        op="update_guild_scheduled_event",
        asks=f"PATCH {EVENTS}/{a.EVENT}",
        body={
            "name": "Cup",
            "scheduled_start_time": "2026-11-28T18:00:00Z",
            "scheduled_end_time": "2026-11-28T22:00:00Z",
            "entity_metadata": {"location": "The hall"},
            "description": None,
        },
        answer=a.event,
        name="Cup",
        scheduled_start_time=START,
        scheduled_end_time=END,
        location="The hall",
        description=None,
    ),
    made(
        "delete_scheduled_event",
        a.GUILD,
        a.EVENT,
        op="delete_guild_scheduled_event",
        asks=f"DELETE {EVENTS}/{a.EVENT}",
    ),
    made(
        "interested",
        a.GUILD,
        a.EVENT,
        op="list_guild_scheduled_event_users",
        asks=f"GET {EVENTS}/{a.EVENT}/users?with_member=true&limit=100&after={a.USER}",
        answer=[a.interested],
        after=a.USER,
    ),
]
