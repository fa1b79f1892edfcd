"""Members, bans, roles and direct messages."""

from simulator.schema.embeds import COLOR
from simulator.schema.shapes import Dictionary, Kind, List, optional, required, table
from simulator.schema.values import Boolean, Enum, Flags, Integer, Snowflake, Text, Time

BYPASSES_VERIFICATION = 4
NICK = Text(max=32)
DELETED_SECONDS = Integer(0, 604800)
PERMISSIONS = Integer()
_ROLE = {
    "name": optional(Text(1, 100)),
    "permissions": optional(PERMISSIONS),
    "color": optional(COLOR),
    "colors": optional(
        table(primary_color=optional(COLOR), secondary_color=optional(COLOR), tertiary_color=optional(COLOR))
    ),
    "hoist": optional(Boolean()),
    "mentionable": optional(Boolean()),
    "icon": optional(Text()),
    "unicode_emoji": optional(Text(max=100)),
}
OF_CALL: dict[str, Kind] = {
    # How far ahead a timeout ends, at most 28 days, is for who knows what time it is: the REST layer.
    "update_guild_member": table(
        nick=optional(NICK),
        roles=optional(List(Snowflake(), max=250, unique=True)),
        mute=optional(Boolean()),
        deaf=optional(Boolean()),
        channel_id=optional(Snowflake()),
        communication_disabled_until=optional(Time()),
        flags=optional(Flags(BYPASSES_VERIFICATION)),
    ),
    "update_my_guild_member": table(
        nick=optional(NICK),
        avatar=optional(Text()),
        bio=optional(Text(max=190)),
        banner=optional(Text()),
    ),
    "add_guild_member": table(
        access_token=required(Text(max=10240)),
        nick=optional(NICK),
        roles=optional(List(Snowflake(), max=250, unique=True)),
        mute=optional(Boolean()),
        deaf=optional(Boolean()),
        flags=optional(Flags(BYPASSES_VERIFICATION)),
    ),
    "ban_user_from_guild": table(
        delete_message_seconds=optional(DELETED_SECONDS),
        delete_message_days=optional(Integer(0, 7), odd="Deprecated: use delete_message_seconds."),
    ),
    "bulk_ban_users_from_guild": table(
        user_ids=required(List(Snowflake(), max=200, unique=True)),
        delete_message_seconds=optional(DELETED_SECONDS),
    ),
    "create_guild_role": table(**_ROLE),
    "update_guild_role": table(**_ROLE),
    "bulk_update_guild_roles": List(table(id=required(Snowflake()), position=optional(Integer(-(2**31), 2**31 - 1)))),
    "create_dm": table(
        recipient_id=optional(Snowflake()),
        access_tokens=optional(List(Text(), unique=True)),
        nicks=optional(Dictionary(Text())),
    ),
    "update_guild_incident_actions": table(
        invites_disabled_until=optional(Time()),
        dms_disabled_until=optional(Time()),
    ),
}
OVERWRITE = {
    "type": optional(Enum((0, 1))),
    "allow": optional(PERMISSIONS),
    "deny": optional(PERMISSIONS),
}
