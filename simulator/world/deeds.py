"""What goes along when something goes: a member's place in threads, a role's holders, a channel's messages."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from msgspec import structs

from simulator.world.gatherings import ThreadMember
from simulator.world.records import (
    AuditEntry,
    AutoModRule,
    Ban,
    Channel,
    CommandPermissions,
    Guild,
    Json,
    Member,
    Message,
    Role,
    Typing,
    Webhook,
)
from simulator.world.rights import THREADS
from simulator.world.world import World


def remove_member(world: World, member: Member) -> None:
    """They are in the server no more, nor in its threads; what channels allow to them stays, as on Discord."""
    for channel in world.group(Channel, member.guild_id).values():
        if joined := world.find(ThreadMember, f"{channel.id}:{member.user_id}"):
            world.remove(joined)
    world.remove(member)


def ban(world: World, guild_id: str, user_id: str, *, reason: str | None = None, delete_seconds: int = 0) -> Ban:
    """They are put out, if they are in, and what they wrote in the last so many seconds is deleted."""
    member = world.find(Member, f"{guild_id}:{user_id}")
    if member is not None:
        remove_member(world, member)
    since = world.now - timedelta(seconds=delete_seconds)
    for channel in list(world.group(Channel, guild_id).values()) if delete_seconds else ():
        for message in list(world.group(Message, channel.id).values()):
            if message.author_id == user_id and message.timestamp >= since:
                remove_message(world, message)
    return world.put(Ban(guild_id=guild_id, user_id=user_id, reason=reason))


PINNED = 6
"""The type of the message that tells of a pin."""


def pin(world: World, message: Message, by_id: str) -> None:
    """Pin it, and let the channel see who did."""
    world.put(structs.replace(message, pinned=True))
    about = {"type": 0, "channel_id": message.channel_id, "message_id": message.id}
    if (guild_id := world.get(Channel, message.channel_id).guild_id) is not None:
        about["guild_id"] = guild_id
    world.put(
        Message(
            id=world.next_id(),
            channel_id=message.channel_id,
            author_id=by_id,
            type=PINNED,
            timestamp=world.now,
            message_reference=about,
        )
    )


def write_down(
    world: World,
    guild_id: str,
    action_type: int,
    by_id: str,
    target_id: str | None,
    *,
    reason: str | None = None,
    changes: Iterable[Json] = (),
    options: Json | None = None,
) -> None:
    """Into the server's audit log."""
    world.put(
        AuditEntry(
            id=world.next_id(),
            guild_id=guild_id,
            action_type=action_type,
            user_id=by_id,
            target_id=target_id,
            reason=reason,
            changes=tuple(changes),
            options=options,
        )
    )


def remove_message(world: World, message: Message) -> None:
    """With its files."""
    for attachment in message.attachments:
        world.files.pop(attachment.get("id", ""), None)
    world.remove(message)


def remove_role(world: World, role: Role) -> None:
    """Nobody has it any more, and nothing speaks of it: neither channels, nor commands, nor rules."""
    for member in list(world.group(Member, role.guild_id).values()):
        if role.id in member.roles:
            world.put(structs.replace(member, roles=tuple(id_ for id_ in member.roles if id_ != role.id)))
    for channel in list(world.group(Channel, role.guild_id).values()):
        kept = tuple(each for each in channel.overwrites if each.id != role.id)
        if kept != channel.overwrites:
            world.put(structs.replace(channel, overwrites=kept))
    for told in list(world.group(CommandPermissions, role.guild_id).values()):
        left = tuple(each for each in told.permissions if each.get("id") != role.id)
        if left != told.permissions:
            world.put(structs.replace(told, permissions=left))
    _forget(world, role.guild_id, "exempt_roles", role.id)
    world.remove(role)


def remove_channel(world: World, channel: Channel) -> None:
    """Its messages, threads and webhooks go along; channels of a category stand outside of it from then on."""
    for each in list(world.group(Channel, channel.guild_id or "").values()):
        if each.parent_id != channel.id:
            continue
        if each.type in THREADS:
            remove_channel(world, each)
        else:
            world.put(structs.replace(each, parent_id=None))
    for kind in (Webhook, ThreadMember, Typing):
        for record in list(world.group(kind, channel.id).values()):
            world.remove(record)
    for message in list(world.group(Message, channel.id).values()):
        remove_message(world, message)
    if channel.guild_id is not None:
        _forget(world, channel.guild_id, "exempt_channels", channel.id)
        guild = world.get(Guild, channel.guild_id)
        if guild.system_channel_id == channel.id:
            world.put(structs.replace(guild, system_channel_id=None))
    world.remove(channel)


def _forget(world: World, guild_id: str, field: str, id_: str) -> None:
    """AutoMod's rules spare it no more."""
    for rule in list(world.group(AutoModRule, guild_id).values()):
        spared: list[Any] = rule.definition.get(field, [])
        if id_ in spared:
            kept = [each for each in spared if each != id_]
            world.put(structs.replace(rule, definition={**rule.definition, field: kept}))
