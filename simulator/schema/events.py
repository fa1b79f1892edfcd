"""Scheduled events: https://docs.discord.com/developers/resources/guild-scheduled-event."""

from simulator.schema.shapes import Field, Kind, List, Object, Union, optional, present, required, table
from simulator.schema.values import Enum, Integer, Snowflake, Text, Time

STAGE, VOICE, EXTERNAL = 1, 2, 3
_NAME, _ONLY_MEMBERS = Text(max=100), Enum((2,))
_DAY = Enum((0, 1, 2, 3, 4, 5, 6))
RECURRENCE = table(
    start=required(Time()),
    end=optional(Time()),
    frequency=required(Enum((0, 1, 2, 3))),
    interval=optional(Integer(-(2**31), 2**31 - 1)),
    by_weekday=optional(List(_DAY, max=7, unique=True)),
    by_n_weekday=optional(List(table(n=required(Integer(1, 5)), day=required(_DAY)), max=7)),
    by_month=optional(List(Enum(tuple(range(1, 13))), max=12, unique=True)),
    by_month_day=optional(List(Integer(-1, 31), max=33, unique=True)),
    by_year_day=optional(List(Integer(-1, 365), max=367, unique=True)),
    count=optional(Integer(-(2**31), 2**31 - 1)),
)
_SHARED = {
    "description": optional(Text(max=1000)),
    "image": optional(Text()),
    "recurrence_rule": optional(RECURRENCE),
}
_PLACE = table(location=required(Text(max=100)))


def _event(kind: int, **more: Field) -> Object:
    return table(
        name=required(_NAME),
        privacy_level=required(_ONLY_MEMBERS),
        scheduled_start_time=required(Time()),
        entity_type=required(Enum((kind,))),
        **_SHARED,
        **more,
    )


def _in_channel(kind: int) -> Object:
    return _event(
        kind,
        channel_id=required(Snowflake()),
        scheduled_end_time=optional(Time()),
        entity_metadata=optional(table()),
    )


_EXTERNAL = _event(
    EXTERNAL,
    channel_id=optional(Snowflake()),
    scheduled_end_time=required(Time()),
    entity_metadata=required(_PLACE),
)
OF_CALL: dict[str, Kind] = {
    "create_guild_scheduled_event": Union(
        "entity_type", {STAGE: _in_channel(STAGE), VOICE: _in_channel(VOICE), EXTERNAL: _EXTERNAL}
    ),
    "update_guild_scheduled_event": table(
        status=optional(Enum((1, 2, 3, 4))),
        name=present(_NAME),
        scheduled_start_time=present(Time()),
        scheduled_end_time=optional(Time()),
        entity_type=optional(Enum((STAGE, VOICE, EXTERNAL))),
        privacy_level=present(_ONLY_MEMBERS),
        channel_id=optional(Snowflake()),
        entity_metadata=optional(table(location=optional(Text(max=100)))),
        **_SHARED,
    ),
}
