"""Rights: what a member may do in a server and in each channel, and who stands above whom."""

from collections.abc import Iterable

from simulator.world.gatherings import ThreadMember
from simulator.world.permission import ALL, NONE, Permission
from simulator.world.records import Channel, Guild, Member, Overwrite, Role
from simulator.world.world import World

IN_DM = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_POLLS
    | Permission.PIN_MESSAGES
)
"""What both may do in a direct message."""

THREADS = (10, 11, 12)
PRIVATE_THREAD = 12
VOICE = (2, 13)
_LEFT_IN_TIMEOUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
_OF_SENDING = (
    Permission.MENTION_EVERYONE | Permission.SEND_TTS_MESSAGES | Permission.ATTACH_FILES | Permission.EMBED_LINKS
)


def is_timed_out(world: World, member: Member) -> bool:
    until = member.communication_disabled_until
    return until is not None and until > world.now


def in_guild(world: World, member: Member) -> Permission:
    """What a member may do in the server, before any channel's overwrites, and whether or not they are timed out.

    Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites
    """
    if world.get(Guild, member.guild_id).owner_id == member.user_id:
        return ALL
    roles = world.group(Role, member.guild_id)
    held = roles[member.guild_id].permissions
    for id_ in member.roles:
        if id_ in roles:
            held |= roles[id_].permissions
    return ALL if held & Permission.ADMINISTRATOR else held


def in_channel(world: World, member: Member, channel: Channel) -> Permission:
    """What a member may do in a channel of their server, overwrites, implied denials and timeout included."""
    held = overwritten(world, member, channel)
    if held & Permission.ADMINISTRATOR:
        return ALL
    if channel.type in THREADS:
        held &= ~Permission.SEND_MESSAGES
        if held & Permission.SEND_MESSAGES_IN_THREADS:
            held |= Permission.SEND_MESSAGES
    if channel.type == PRIVATE_THREAD and not held & Permission.MANAGE_THREADS:
        held = held if world.find(ThreadMember, f"{channel.id}:{member.user_id}") else NONE
    if is_timed_out(world, member):
        held &= _LEFT_IN_TIMEOUT
    if not held & Permission.VIEW_CHANNEL or (channel.type in VOICE and not held & Permission.CONNECT):
        return NONE
    if not held & Permission.SEND_MESSAGES:
        held &= ~_OF_SENDING
    return held


def overwritten(world: World, member: Member, channel: Channel) -> Permission:
    """What a member may do in a channel as the bits say it, overwrites included, and nothing that they only imply."""
    held = in_guild(world, member)
    return ALL if held & Permission.ADMINISTRATOR else _overwritten(held, _overwrites(world, channel), member)


def of_user(world: World, user_id: str, channel: Channel) -> Permission:
    """What a user may do in any channel, one of a server or a direct message; nothing where they are not."""
    if channel.guild_id is None:
        return IN_DM if user_id in (channel.recipient_id, world.application.bot_id) else NONE
    member = world.find(Member, f"{channel.guild_id}:{user_id}")
    return NONE if member is None else in_channel(world, member, channel)


def rank(world: World, member: Member) -> int:
    """The position of a member's highest role; 0 for @everyone alone."""
    roles = world.group(Role, member.guild_id)
    return max((roles[id_].position for id_ in member.roles if id_ in roles), default=0)


def is_above(world: World, guild: Guild, one: Member, other: Member) -> bool:
    """Whether Discord lets one act on the other: the owner on all, nobody on the owner, else by their highest roles.

    Equal positions are not above. Source: https://docs.discord.com/developers/topics/permissions#permission-hierarchy
    """
    if other.user_id == guild.owner_id:
        return False
    return one.user_id == guild.owner_id or rank(world, one) > rank(world, other)


def _overwrites(world: World, channel: Channel) -> Iterable[Overwrite]:
    """A thread has those of its channel."""
    if channel.type in THREADS and channel.parent_id is not None:
        parent = world.find(Channel, channel.parent_id)
        return () if parent is None else parent.overwrites
    return channel.overwrites


def _overwritten(held: Permission, overwrites: Iterable[Overwrite], member: Member) -> Permission:
    """@everyone's first, then those of all roles together, then the member's own."""
    by_id = {each.id: each for each in overwrites}
    everyone = by_id.get(member.guild_id)
    if everyone is not None:
        held = _without(held, everyone.deny) | everyone.allow
    allow = deny = NONE
    for id_ in member.roles:
        if id_ in by_id:
            allow |= by_id[id_].allow
            deny |= by_id[id_].deny
    held = _without(held, deny) | allow
    own = by_id.get(member.user_id)
    return held if own is None else _without(held, own.deny) | own.allow


def _without(held: Permission, denied: Permission) -> Permission:
    return Permission(int(held) & ~int(denied))  # of a flag, ~ forgets the bits that it does not know
