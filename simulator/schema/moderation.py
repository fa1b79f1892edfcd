"""Auto moderation: https://docs.discord.com/developers/resources/auto-moderation."""

from typing import Any

from simulator.schema import flaws
from simulator.schema.inspection import Inspection, Path
from simulator.schema.shapes import Field, Kind, List, Object, Union, optional, present, required, table
from simulator.schema.values import Boolean, Enum, Integer, Snowflake, Text, whole

KEYWORD, SPAM, PRESET, MENTION_SPAM, MEMBER_PROFILE = 1, 3, 4, 5, 6
BLOCK, ALERT, TIMEOUT, QUARANTINE = 1, 2, 3, 4
MEMBER_UPDATE = 2
_WORDS = Text(1, 60)
_NONE = optional(table())


def _allowed(most: int) -> Field:
    return optional(List(_WORDS, max=most))


_PATTERNS = {
    "keyword_filter": optional(List(_WORDS, max=1000)),
    "regex_patterns": optional(List(Text(1, 260), max=10)),
}
_PRESETS = {"presets": optional(List(Enum((1, 2, 3)), unique=True))}
_MENTIONS = {
    "mention_total_limit": optional(Integer(0, 50)),
    "mention_raid_protection_enabled": optional(Boolean()),
}
_METADATA: dict[int, Field] = {
    KEYWORD: optional(table(**_PATTERNS, allow_list=_allowed(100))),
    SPAM: _NONE,
    PRESET: required(table(**_PRESETS, allow_list=_allowed(1000))),
    MENTION_SPAM: optional(table(**_MENTIONS)),
    MEMBER_PROFILE: required(table(**_PATTERNS, allow_list=_allowed(100))),
}


def _action(kind: int, metadata: Field) -> Object:
    return table(type=required(Enum((kind,))), metadata=metadata)


ACTION = Union(
    "type",
    {
        BLOCK: _action(BLOCK, optional(table(custom_message=optional(Text(max=150))))),
        ALERT: _action(ALERT, required(table(channel_id=required(Snowflake())))),
        TIMEOUT: _action(TIMEOUT, required(table(duration_seconds=optional(Integer(0, 2419200))))),
        QUARANTINE: _action(QUARANTINE, _NONE),
    },
)


def _acts_as_it_can(rule: dict[str, Any], at: Path, found: Inspection) -> None:
    """A timeout goes with two triggers; profiles with an event and an action of their own."""
    trigger = whole(rule.get("trigger_type"))
    if trigger is None or not found.silent(at):
        return
    for number, action in enumerate(rule.get("actions") or ()):
        kind = action["type"]
        wrong = (kind == TIMEOUT and trigger not in (KEYWORD, MENTION_SPAM)) or (
            kind == QUARANTINE and trigger != MEMBER_PROFILE
        )
        if wrong:
            found.wrong((*at, "actions", number, "type"), flaws.TRIGGER_TIMEOUT)
    event = whole(rule.get("event_type"))
    if event is not None and (event == MEMBER_UPDATE) is not (trigger == MEMBER_PROFILE):
        found.wrong((*at, "event_type"), flaws.TRIGGER_EVENT)


_SHARED = {
    "actions": optional(List(ACTION, 1, 5)),
    "enabled": optional(Boolean()),
    "exempt_roles": optional(List(Snowflake(), max=20, unique=True)),
    "exempt_channels": optional(List(Snowflake(), max=50, unique=True)),
}
_NAME, _EVENT = Text(max=100), Enum((1, 2))


def _rule(trigger: int) -> Object:
    return table(
        _acts_as_it_can,
        name=required(_NAME),
        event_type=required(_EVENT),
        trigger_type=required(Enum((trigger,))),
        trigger_metadata=_METADATA[trigger],
        **_SHARED,
    )


OF_CALL: dict[str, Kind] = {
    "create_auto_moderation_rule": Union("trigger_type", {trigger: _rule(trigger) for trigger in _METADATA}),
    # An edit need not tell the trigger, which is kept: what goes with some triggers is taken of all.
    "update_auto_moderation_rule": table(
        _acts_as_it_can,
        name=present(_NAME),
        event_type=present(_EVENT),
        trigger_type=present(Enum(tuple(_METADATA))),
        trigger_metadata=optional(table(**_PATTERNS, **_PRESETS, **_MENTIONS, allow_list=_allowed(1000))),
        **_SHARED,
    ),
}
