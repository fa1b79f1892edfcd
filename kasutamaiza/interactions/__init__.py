"""Being spoken to: from Discord's signed bytes to a handler in commands/, and back."""

from kasutamaiza.discord.interaction import (
    Attachment,
    Channel,
    Delivery,
    Interaction,
    Invoker,
    Locale,
    Member,
    Role,
    User,
)
from kasutamaiza.discord.permission import Permission
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.interactions.answer import Choice, Reply, Update
from kasutamaiza.interactions.custom_id import CustomId
from kasutamaiza.interactions.declare import Group, Option, Siblings, command, on_component
from kasutamaiza.interactions.discover import BrokenCommands, CommandEntry, Directory, discover
from kasutamaiza.interactions.mentions import Mentions

__all__ = [
    "Attachment",
    "BrokenCommands",
    "Channel",
    "Choice",
    "CommandEntry",
    "CustomId",
    "Delivery",
    "Directory",
    "Group",
    "GuildId",
    "Interaction",
    "Invoker",
    "Locale",
    "Member",
    "Mentions",
    "Option",
    "Permission",
    "Reply",
    "Role",
    "Siblings",
    "Update",
    "User",
    "command",
    "discover",
    "on_component",
]
