"""Permissions: what a member, or we, may do in a place."""

from collections.abc import Collection, Iterable, Mapping
from enum import IntFlag

from msgspec import Struct

from kasutamaiza.discord.snowflake import GuildId, RoleId, UserId


class Permission(IntFlag):
    """Discord's permission bits. Unknown bits are kept, so that a new permission never breaks an old bot.

    Source: https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
    """

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SET_VOICE_CHANNEL_STATUS = 1 << 48
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52

    @property
    def label(self) -> str:
        """The name as Discord's own settings show it: "Ban Members"; several are joined by commas."""
        return ", ".join(_CALLED.get(flag) or str(flag.name).replace("_", " ").title() for flag in self)


NONE = Permission(0)
ALL = Permission(sum(Permission))
"""Every permission that Discord documents."""

_CALLED = {
    Permission.MANAGE_GUILD: "Manage Server",
    Permission.VIEW_GUILD_INSIGHTS: "View Server Insights",
    Permission.MODERATE_MEMBERS: "Timeout Members",
    Permission.STREAM: "Video",
    Permission.USE_VAD: "Use Voice Activity",
    Permission.SEND_TTS_MESSAGES: "Send Text-to-Speech Messages",
    Permission.MANAGE_GUILD_EXPRESSIONS: "Manage Expressions",
    Permission.CREATE_GUILD_EXPRESSIONS: "Create Expressions",
}
"""Where people read another name than programs do."""


def lacking(held: int, needed: Permission) -> Permission:
    """The bits of `needed` that are not in `held`; none when `held` has ADMINISTRATOR, which implies them all."""
    if held & Permission.ADMINISTRATOR:
        return NONE
    return Permission(int(needed) & ~int(held))  # of a flag, ~ forgets the bits that it does not know


class Overwrite(Struct, frozen=True, kw_only=True, gc=False):
    """What a channel denies, and then allows, to one role (type 0) or one member (type 1), whose `id` it bears.

    Source: https://docs.discord.com/developers/resources/channel#overwrite-object
    """

    id: int
    type: int
    allow: int = 0
    deny: int = 0


_ROLE, _MEMBER = 0, 1
_VOICE = (2, 13)
_THREADS = (10, 11, 12)
_LEFT_IN_TIMEOUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
_OF_SENDING = (
    Permission.MENTION_EVERYONE | Permission.SEND_TTS_MESSAGES | Permission.ATTACH_FILES | Permission.EMBED_LINKS
)


def in_guild(
    member_id: UserId,
    role_ids: Iterable[RoleId],
    *,
    guild_id: GuildId,
    owner_id: UserId,
    roles: Mapping[RoleId, int],
    timed_out: bool = False,
) -> Permission:
    """What a member may in the whole server: everything as its owner, else what @everyone and their roles may.

    `roles` has the permissions of the server's roles, @everyone's under the server's own id; a role that is not among
    them gives nothing. ADMINISTRATOR is everything.
    Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites
    """
    if member_id == owner_id:
        return ALL
    held = roles.get(RoleId(guild_id), 0)
    for role in role_ids:
        held |= roles.get(role, 0)
    return while_timed_out(held) if timed_out else _administered(held)


def in_channel(
    held: int,
    *,
    member_id: UserId,
    role_ids: Collection[RoleId],
    guild_id: GuildId,
    overwrites: Iterable[Overwrite],
    channel_type: int = 0,
    timed_out: bool = False,
) -> Permission:
    """What a member who holds `held` in the whole server (`in_guild`) can do in a channel of it.

    `overwrites` are the channel's; a thread has its parent's and a `channel_type` of its own. They count in this order,
    each time what is denied before what is allowed: @everyone's, those of all the member's roles at once, the member's.
    Then counts what a timeout leaves, and what is implied (`usable`). An administrator stands above it all.
    Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites
    """
    if held & Permission.ADMINISTRATOR:
        return _administered(held)
    everyone = of_roles = own = (0, 0)
    for each in overwrites:
        if each.type == _MEMBER:
            if each.id == member_id:
                own = _both(own, each)
        elif each.type == _ROLE:
            if each.id == guild_id:
                everyone = _both(everyone, each)
            elif each.id in role_ids:
                of_roles = _both(of_roles, each)
    for denied, allowed in (everyone, of_roles, own):
        held = held & ~int(denied) | allowed
    held &= ~int(Permission.ADMINISTRATOR)  # no channel makes an administrator, whatever an overwrite may hold
    return usable(while_timed_out(held) if timed_out else held, channel_type)


def usable(held: int, channel_type: int = 0) -> Permission:
    """What `held` comes to in a channel of this type once what is implied is counted.

    Discord leaves that out of the permissions it sends: a member's, a resolved channel's, our own. Who cannot see a
    channel, or cannot connect to one of voices, can do nothing there; who cannot send, can neither attach files nor
    embed links, mention everyone or speak aloud. In a thread SEND_MESSAGES is what SEND_MESSAGES_IN_THREADS says. That
    somebody was never let into a private thread, no permission tells.
    Source: https://docs.discord.com/developers/topics/permissions#implicit-permissions
    """
    if held & Permission.ADMINISTRATOR:
        return _administered(held)
    if not held & Permission.VIEW_CHANNEL or (channel_type in _VOICE and not held & Permission.CONNECT):
        return NONE
    if channel_type in _THREADS:
        held &= ~int(Permission.SEND_MESSAGES)
        if held & Permission.SEND_MESSAGES_IN_THREADS:
            held |= Permission.SEND_MESSAGES
    if not held & Permission.SEND_MESSAGES:
        held &= ~int(_OF_SENDING)
    return Permission(held)


def while_timed_out(held: int) -> Permission:
    """What a timeout leaves of `held`: seeing and reading; administrators, and so the owner, keep everything.

    Source: https://docs.discord.com/developers/topics/permissions#permissions-for-timed-out-members
    """
    if held & Permission.ADMINISTRATOR:
        return _administered(held)
    return Permission(held) & _LEFT_IN_TIMEOUT


def _administered(held: int) -> Permission:
    return held | ALL if held & Permission.ADMINISTRATOR else Permission(held)


def _both(so_far: tuple[int, int], overwrite: Overwrite) -> tuple[int, int]:
    denied, allowed = so_far
    return denied | overwrite.deny, allowed | overwrite.allow
