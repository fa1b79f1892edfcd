"""What one member may see of the world, so that nothing else ever leaves for their page."""

from collections.abc import Callable
from typing import Any

from simulator.world import (
    NONE,
    AuditEntry,
    AutoModRule,
    Ban,
    Change,
    Channel,
    Guild,
    Interaction,
    Member,
    Message,
    Permission,
    Record,
    Role,
    ScheduledEvent,
    ThreadMember,
    Typing,
    User,
    Webhook,
    World,
    rights,
)
from simulator.world.permission import has

_CATEGORY = 4


class Sight:
    """What a viewer sees as the world is now; without a viewer, all of it. Make another one after a change."""

    def __init__(self, world: World, viewer: User | None) -> None:
        self._world = world
        self._viewer = viewer
        self._channels: dict[str, bool] = {}
        self._by_kind: dict[type[Record], Callable[[Any], bool]] = {
            Guild: lambda guild: self._is_in(guild.id),
            Role: lambda role: self._is_in(role.guild_id),
            Member: lambda member: self._is_in(member.guild_id),
            Ban: lambda ban: ban.user_id == self._id or self._may(ban.guild_id, Permission.BAN_MEMBERS),
            AuditEntry: lambda entry: self._may(entry.guild_id, Permission.VIEW_AUDIT_LOG),
            AutoModRule: lambda rule: self._may(rule.guild_id, Permission.MANAGE_GUILD),
            Webhook: self._sees_webhook,
            ThreadMember: lambda member: self._sees_within(member.thread_id),
            ScheduledEvent: self._sees_event,
            Channel: self._sees_channel,
            Message: self._sees_message,
            Typing: lambda typing: self._sees_within(typing.channel_id),
            Interaction: lambda interaction: interaction.user_id == self._id,
        }

    def sees(self, record: Record) -> bool:
        """Whether the record is the viewer's to see. Users, commands, faults and exchanges are everybody's."""
        if self._viewer is None:
            return True
        judge = self._by_kind.get(type(record))
        return judge is None or judge(record)

    def rights(self) -> dict[str, str]:
        """The viewer's permissions in each server and each channel that they see, by its id."""
        if self._viewer is None:
            return {}
        told = {}
        for guild in self._world.all(Guild):
            member = self._member(guild.id)
            if member is not None:
                told[guild.id] = str(int(rights.in_guild(self._world, member)))
        for channel in self._world.all(Channel):
            if self._sees_channel(channel):
                told[channel.id] = self.rights_in(channel)
        return told

    def rights_in(self, channel: Channel) -> str:
        """The viewer's permissions in one channel."""
        return str(int(self._held(channel)))

    def is_moved_by(self, change: Change) -> bool:
        """Whether a change may let the viewer see more or less than that one record, or do more or less."""
        if self._viewer is None:
            return False
        before, now = change.before, change.now
        if change.kind is Member:
            own = before or now
            return isinstance(own, Member) and own.user_id == self._id and _standing(before) != _standing(now)
        if change.kind is ThreadMember:
            own = before or now
            return isinstance(own, ThreadMember) and own.user_id == self._id and (before is None or now is None)
        if change.kind is Role:
            return _permissions(before) != _permissions(now)
        if change.kind is Guild:
            return _owner(before) != _owner(now)
        if isinstance(now, Channel):
            return self._is_moved_channel(now, before if isinstance(before, Channel) else None)
        return False

    def _is_moved_channel(self, now: Channel, before: Channel | None) -> bool:
        if before is None:
            parent = None if now.parent_id is None else self._world.find(Channel, now.parent_id)
            # A category shows itself for what is in it.
            return self._held(now) != NONE and parent is not None and self._held(parent) == NONE
        return self._held(before) != self._held(now) or before.parent_id != now.parent_id

    @property
    def _id(self) -> str:
        return "" if self._viewer is None else self._viewer.id

    def _member(self, guild_id: str) -> Member | None:
        return self._world.find(Member, f"{guild_id}:{self._id}")

    def _is_in(self, guild_id: str) -> bool:
        return self._member(guild_id) is not None

    def _may(self, guild_id: str, needed: Permission) -> bool:
        member = self._member(guild_id)
        return member is not None and has(rights.in_guild(self._world, member), needed)

    def _held(self, channel: Channel) -> Permission:
        return rights.of_user(self._world, self._id, channel)

    def _sees_channel(self, channel: Channel) -> bool:
        held = self._held(channel)
        if channel.type == _CATEGORY and not held & Permission.VIEW_CHANNEL:
            within = self._world.group(Channel, channel.group).values()
            return any(self._held(each) & Permission.VIEW_CHANNEL for each in within if each.parent_id == channel.id)
        return bool(held & Permission.VIEW_CHANNEL)

    def _sees_message(self, message: Message) -> bool:
        return message.visible_to in (None, self._id) and self._sees_within(message.channel_id)

    def _sees_within(self, channel_id: str) -> bool:
        seen = self._channels.get(channel_id)
        if seen is None:
            channel = self._world.find(Channel, channel_id)
            seen = self._channels[channel_id] = channel is not None and self._sees_channel(channel)
        return seen

    def _sees_event(self, event: ScheduledEvent) -> bool:
        return self._is_in(event.guild_id) and (event.channel_id is None or self._sees_within(event.channel_id))

    def _sees_webhook(self, webhook: Webhook) -> bool:
        channel = self._world.find(Channel, webhook.channel_id)
        return channel is not None and has(self._held(channel), Permission.MANAGE_WEBHOOKS)


def _standing(member: Record | None) -> object:
    return None if not isinstance(member, Member) else (set(member.roles), member.communication_disabled_until)


def _permissions(role: Record | None) -> Permission:
    return role.permissions if isinstance(role, Role) else NONE


def _owner(guild: Record | None) -> str | None:
    return guild.owner_id if isinstance(guild, Guild) else None
