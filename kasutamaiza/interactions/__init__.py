"""Being spoken to: from Discord's signed bytes to a handler in commands/, and back."""

from kasutamaiza.discord.command import Context, IntegrationType
from kasutamaiza.discord.event import (
    ApplicationAuthorized,
    ApplicationDeauthorized,
    EntitlementCreated,
    EntitlementDeleted,
    EntitlementUpdated,
)
from kasutamaiza.discord.interaction import (
    Attachment,
    Channel,
    Delivery,
    Interaction,
    Invoker,
    Locale,
    Member,
    Role,
    SentMessage,
    User,
    since_asked,
)
from kasutamaiza.discord.permission import Permission
from kasutamaiza.discord.snowflake import ChannelId, GuildId, MessageId, RoleId, UserId
from kasutamaiza.interactions.answer import Choice, Reply, Update
from kasutamaiza.interactions.cooldown import Cooldown, Per
from kasutamaiza.interactions.custom_id import CustomId
from kasutamaiza.interactions.declare import command, message_command, on_component, on_event, on_modal, user_command
from kasutamaiza.interactions.discover import BrokenCommands, Directory, discover
from kasutamaiza.interactions.entries import CommandEntry, Listed, MenuEntry
from kasutamaiza.interactions.handler import Group, Option, Siblings
from kasutamaiza.interactions.mentions import Mentions

__all__ = [
    "ApplicationAuthorized",
    "ApplicationDeauthorized",
    "Attachment",
    "BrokenCommands",
    "Channel",
    "ChannelId",
    "Choice",
    "CommandEntry",
    "Context",
    "Cooldown",
    "CustomId",
    "Delivery",
    "Directory",
    "EntitlementCreated",
    "EntitlementDeleted",
    "EntitlementUpdated",
    "Group",
    "GuildId",
    "IntegrationType",
    "Interaction",
    "Invoker",
    "Listed",
    "Locale",
    "Member",
    "Mentions",
    "MenuEntry",
    "MessageId",
    "Option",
    "Per",
    "Permission",
    "Reply",
    "Role",
    "RoleId",
    "SentMessage",
    "Siblings",
    "Update",
    "User",
    "UserId",
    "command",
    "discover",
    "message_command",
    "on_component",
    "on_event",
    "on_modal",
    "since_asked",
    "user_command",
]
