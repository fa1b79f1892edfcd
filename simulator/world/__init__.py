"""What exists: records, one ordered log of every change to them, a clock that can be moved, and rights."""

from simulator.world import automod, deeds, rights, tell
from simulator.world.clock import Clock
from simulator.world.gatherings import ScheduledEvent, ThreadMember
from simulator.world.log import Change, Log
from simulator.world.permission import ALL, NONE, Permission
from simulator.world.records import (
    Application,
    AuditEntry,
    AutoModRule,
    Ban,
    Channel,
    Command,
    CommandPermissions,
    Guild,
    Member,
    Message,
    Overwrite,
    Record,
    Role,
    Typing,
    Upload,
    User,
    Webhook,
)
from simulator.world.traffic import Exchange, Fault, Interaction, State
from simulator.world.world import World

__all__ = [
    "ALL",
    "NONE",
    "Application",
    "AuditEntry",
    "AutoModRule",
    "Ban",
    "Change",
    "Channel",
    "Clock",
    "Command",
    "CommandPermissions",
    "Exchange",
    "Fault",
    "Guild",
    "Interaction",
    "Log",
    "Member",
    "Message",
    "Overwrite",
    "Permission",
    "Record",
    "Role",
    "ScheduledEvent",
    "State",
    "ThreadMember",
    "Typing",
    "Upload",
    "User",
    "Webhook",
    "World",
    "automod",
    "deeds",
    "rights",
    "tell",
]
