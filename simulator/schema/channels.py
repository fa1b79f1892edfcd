"""Channels, their overwrites, threads and webhooks."""

from simulator.schema.members import OVERWRITE
from simulator.schema.messages import IN_FORUM, named
from simulator.schema.shapes import Either, Field, Kind, List, optional, present, required, table
from simulator.schema.values import Boolean, Enum, Integer, Snowflake, Text

NAME = Text(1, 100)
SLOWMODE = Integer(0, 21600)
ARCHIVED_AFTER = Enum((60, 1440, 4320, 10080))
_PLACE = Integer(0, 2**31 - 1)
_QUALITY = Enum((1, 2))
_APPLIED_TAGS = optional(List(Snowflake(), max=5))


def _tag(**more: Field) -> Kind:
    return table(
        name=required(Text(max=50)),
        emoji_id=optional(Snowflake()),
        emoji_name=optional(Text(max=100)),
        moderated=optional(Boolean()),
        **more,
    )


_CHANNEL = {
    "type": optional(Enum((0, 2, 4, 5, 13, 14, 15, 16))),
    "position": optional(_PLACE),
    "topic": optional(Text(max=4096)),
    "bitrate": optional(Integer(8000, 2**31 - 1)),
    "user_limit": optional(_PLACE),
    "nsfw": optional(Boolean()),
    "rate_limit_per_user": optional(SLOWMODE),
    "parent_id": optional(Snowflake()),
    "permission_overwrites": optional(List(table(id=required(Snowflake()), **OVERWRITE), max=100)),
    "rtc_region": optional(Text()),
    "video_quality_mode": optional(_QUALITY),
    "default_auto_archive_duration": optional(ARCHIVED_AFTER),
    "default_reaction_emoji": optional(table(emoji_id=optional(Snowflake()), emoji_name=optional(Text(max=100)))),
    "default_thread_rate_limit_per_user": optional(SLOWMODE),
    "default_sort_order": optional(Enum((0, 1))),
    "default_forum_layout": optional(Enum((0, 1, 2))),
    "default_tag_setting": optional(Enum(("match_all", "match_some"))),
}
_OF_THREADS = {
    "archived": optional(Boolean()),
    "locked": optional(Boolean()),
    "invitable": optional(Boolean()),
    "auto_archive_duration": optional(ARCHIVED_AFTER),
    "applied_tags": _APPLIED_TAGS,
}
_THREAD = {
    "name": required(NAME),
    "auto_archive_duration": optional(ARCHIVED_AFTER),
    "rate_limit_per_user": optional(SLOWMODE),
}
_AVATAR = {"avatar": optional(Text())}
OF_CALL: dict[str, Kind] = {
    "create_guild_channel": table(name=required(NAME), **_CHANNEL, available_tags=optional(List(_tag(), max=20))),
    # Of which type the channel is the body does not say: what only some types take is taken of all.
    "update_channel": table(
        name=present(NAME),
        **_CHANNEL,
        **_OF_THREADS,
        flags=optional(Integer()),
        icon=optional(Text()),
        available_tags=optional(List(_tag(id=optional(Snowflake())), max=20)),
    ),
    "set_channel_permission_overwrite": table(**OVERWRITE),
    "create_thread_from_message": table(**_THREAD),
    "create_thread": Either(
        "message",
        has=table(**_THREAD, applied_tags=_APPLIED_TAGS, message=required(IN_FORUM)),
        lacks=table(
            **_THREAD,
            type=optional(
                Enum((10, 11, 12)),
            ),
            invitable=optional(Boolean()),
        ),
    ),
    "create_webhook": table(name=required(named(Text(1, 80))), **_AVATAR),
    "update_webhook": table(name=present(named(Text(1, 80))), **_AVATAR, channel_id=optional(Snowflake())),
}
