"""Servers as Discord tells of them when it is asked, and who is banned from them."""

from datetime import datetime

from msgspec import Struct

from kasutamaiza.discord.person import Role, User
from kasutamaiza.discord.place import Locale
from kasutamaiza.discord.snowflake import ChannelId, GuildId, UserId


class Incidents(Struct, frozen=True, kw_only=True, gc=False):
    """Until when nobody is let into a server, and until when its members cannot write to each other in private.

    Source: https://docs.discord.com/developers/resources/guild#incidents-data-object
    """

    invites_disabled_until: datetime | None = None
    dms_disabled_until: datetime | None = None


class FullGuild(Struct, frozen=True, kw_only=True, gc=False):
    """A server with its owner and its roles, @everyone's among them, under the server's own id.

    The counts are estimates, told when they were asked for.
    Source: https://docs.discord.com/developers/resources/guild#guild-object
    """

    id: GuildId
    name: str
    owner_id: UserId
    icon: str | None = None
    description: str | None = None
    roles: list[Role] = []
    features: list[str] = []
    preferred_locale: Locale = Locale("en-US")
    verification_level: int = 0
    mfa_level: int = 0
    premium_tier: int = 0
    system_channel_id: ChannelId | None = None
    rules_channel_id: ChannelId | None = None
    public_updates_channel_id: ChannelId | None = None
    safety_alerts_channel_id: ChannelId | None = None
    approximate_member_count: int | None = None
    approximate_presence_count: int | None = None
    incidents_data: Incidents | None = None


class OwnGuild(Struct, frozen=True, kw_only=True, gc=False):
    """A server that we are in; `permissions` are ours there, before any channel's overwrites.

    Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds
    """

    id: GuildId
    name: str = ""
    permissions: int = 0
    features: list[str] = []
    approximate_member_count: int | None = None
    approximate_presence_count: int | None = None


class Ban(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody who is banned from a server, and why.

    Source: https://docs.discord.com/developers/resources/guild#ban-object
    """

    user: User
    reason: str | None = None


class BulkBan(Struct, frozen=True, kw_only=True, gc=False):
    """Who of many was banned, and who was not: because they stand above us, or were banned before.

    Source: https://docs.discord.com/developers/resources/guild#bulk-guild-ban
    """

    banned_users: list[UserId] = []
    failed_users: list[UserId] = []
