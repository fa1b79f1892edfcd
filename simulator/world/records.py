"""What the world is made of: one frozen record for each thing, with Discord's own field names where it has them.

Ids are strings, as on Discord's wire; times are aware datetimes.
"""

from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from msgspec import Struct

from simulator.world.permission import NONE, Permission

Json: TypeAlias = dict[str, Any]
"""Plain data in the shape of Discord's JSON."""


class Record(Struct, frozen=True, kw_only=True):
    """Something in the world. `key` is unique among its kind; `group` is what it belongs to, to be found by."""

    table: ClassVar[str]
    """What the state and the stream of changes call its kind."""

    @property
    def key(self) -> str:
        raise TypeError(f"{type(self).__name__} has no key.")

    @property
    def group(self) -> str:
        return ""


class Identified(Record, frozen=True, kw_only=True):
    """A record with a snowflake of its own."""

    id: str

    @property
    def key(self) -> str:
        return self.id


class User(Identified, frozen=True, kw_only=True):
    """A person or a bot. `color` paints the avatar that nobody has uploaded; `takes_dms` is a privacy setting."""

    table = "users"

    username: str
    global_name: str | None = None
    bot: bool = False
    locale: str = "en-US"
    color: int = 0x5865F2
    takes_dms: bool = True


class Endpoint(Struct, frozen=True, kw_only=True):
    """Where interactions are posted, and what the check of it found: `problems` are sentences."""

    url: str
    checked_at: datetime | None = None
    problems: tuple[str, ...] = ()


class Application(Identified, frozen=True, kw_only=True):
    """The bot's application. `verify_key` is the public half of the key that deliveries are signed with, in hex."""

    table = "application"

    name: str
    description: str = ""
    bot_id: str
    owner_id: str
    verify_key: str = ""
    endpoint: Endpoint | None = None
    flags: int = 0


class Guild(Identified, frozen=True, kw_only=True):
    """A server. `details` holds what else Discord keeps of it and we only hand back."""

    table = "guilds"

    name: str
    owner_id: str
    preferred_locale: str = "en-US"
    features: tuple[str, ...] = ()
    description: str | None = None
    system_channel_id: str | None = None
    details: Json = {}


class Role(Identified, frozen=True, kw_only=True):
    """A role; @everyone's id is the server's. `bot_id` is set for the role that came with a bot, which is managed."""

    table = "roles"

    guild_id: str
    name: str
    permissions: Permission = NONE
    position: int = 0
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed: bool = False
    bot_id: str | None = None

    @property
    def group(self) -> str:
        return self.guild_id


class Member(Record, frozen=True, kw_only=True):
    """A user in a server. `roles` leaves @everyone out."""

    table = "members"

    guild_id: str
    user_id: str
    nick: str | None = None
    roles: tuple[str, ...] = ()
    joined_at: datetime
    communication_disabled_until: datetime | None = None
    deaf: bool = False
    mute: bool = False
    flags: int = 0

    @property
    def key(self) -> str:
        return f"{self.guild_id}:{self.user_id}"

    @property
    def group(self) -> str:
        return self.guild_id


class Ban(Record, frozen=True, kw_only=True):
    """Who may not come back to a server, and why."""

    table = "bans"

    guild_id: str
    user_id: str
    reason: str | None = None

    @property
    def key(self) -> str:
        return f"{self.guild_id}:{self.user_id}"

    @property
    def group(self) -> str:
        return self.guild_id


class Overwrite(Struct, frozen=True, kw_only=True):
    """What a channel denies, and then allows, to one role (type 0) or one member (type 1), whose `id` it bears."""

    id: str
    type: int
    allow: Permission = NONE
    deny: Permission = NONE


class Channel(Identified, frozen=True, kw_only=True):
    """A channel, a thread (whose `parent_id` is the channel) or a direct message (no `guild_id`; `recipient_id`).

    `details` holds what else Discord keeps of it and we only hand back, `thread_metadata` among it.
    """

    table = "channels"

    guild_id: str | None = None
    type: int = 0
    name: str = ""
    topic: str | None = None
    position: int = 0
    parent_id: str | None = None
    nsfw: bool = False
    rate_limit_per_user: int = 0
    overwrites: tuple[Overwrite, ...] = ()
    recipient_id: str | None = None
    owner_id: str | None = None
    details: Json = {}

    @property
    def group(self) -> str:
        return self.guild_id or ""


class Reaction(Struct, frozen=True, kw_only=True):
    """An emoji under a message, and who chose it. `emoji` as in a path: a character, or `name:id`."""

    emoji: str
    user_ids: tuple[str, ...]


class Message(Identified, frozen=True, kw_only=True):
    """A message, as Discord would tell it but for its author, who is looked up.

    `embeds`, `components`, `attachments`, `poll` and `interaction_metadata` are in Discord's shape. `visible_to` is the
    one person who sees an ephemeral message. `interaction_id` is the interaction that it answers or follows.
    """

    table = "messages"

    channel_id: str
    author_id: str
    type: int = 0
    content: str = ""
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    poll: Json | None = None
    flags: int = 0
    tts: bool = False
    pinned: bool = False
    mention_everyone: bool = False
    mentions: tuple[str, ...] = ()
    mention_roles: tuple[str, ...] = ()
    timestamp: datetime
    edited_timestamp: datetime | None = None
    message_reference: Json | None = None
    interaction_metadata: Json | None = None
    interaction_id: str | None = None
    application_id: str | None = None
    webhook_id: str | None = None
    webhook_name: str | None = None
    nonce: str | int | None = None
    reactions: tuple[Reaction, ...] = ()
    visible_to: str | None = None

    @property
    def group(self) -> str:
        return self.channel_id


class Command(Identified, frozen=True, kw_only=True):
    """A registered command. `definition` is what Discord tells of it with translations, but for ids and version."""

    table = "commands"

    guild_id: str | None = None
    type: int = 1
    name: str
    version: str
    definition: Json

    @property
    def group(self) -> str:
        return self.guild_id or ""


class CommandPermissions(Record, frozen=True, kw_only=True):
    """Who may use a command in a server, by its administrators' choice; `id` is a command's, or the application's."""

    table = "command_permissions"

    guild_id: str
    id: str
    permissions: tuple[Json, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.guild_id}:{self.id}"

    @property
    def group(self) -> str:
        return self.guild_id


class Webhook(Identified, frozen=True, kw_only=True):
    """A channel's webhook."""

    table = "webhooks"

    channel_id: str
    guild_id: str
    name: str
    token: str
    user_id: str

    @property
    def group(self) -> str:
        return self.channel_id


class AuditEntry(Identified, frozen=True, kw_only=True):
    """What somebody did in a server. `changes` and `options` are in Discord's shape."""

    table = "audit_log"

    guild_id: str
    action_type: int
    user_id: str
    target_id: str | None = None
    reason: str | None = None
    changes: tuple[Json, ...] = ()
    options: Json | None = None

    @property
    def group(self) -> str:
        return self.guild_id


class AutoModRule(Identified, frozen=True, kw_only=True):
    """A rule of a server's automatic moderation. `definition` is what Discord tells of it, but for its ids."""

    table = "automod_rules"

    guild_id: str
    creator_id: str
    definition: Json

    @property
    def group(self) -> str:
        return self.guild_id


class Typing(Record, frozen=True, kw_only=True):
    """That somebody is typing in a channel: until then, or until what they typed is there."""

    table = "typing"

    channel_id: str
    user_id: str
    until: datetime

    @property
    def key(self) -> str:
        return f"{self.channel_id}:{self.user_id}"

    @property
    def group(self) -> str:
        return self.channel_id


class Upload(Struct, frozen=True, kw_only=True):
    """A file's bytes, and what is said of them."""

    name: str
    content_type: str
    data: bytes
    description: str | None = None
