"""Messages as they stand on Discord, and the files and embeds on them: incoming, not to be sent (that is ui)."""

from datetime import datetime

from msgspec import Struct

from kasutamaiza.discord.person import User
from kasutamaiza.discord.snowflake import ApplicationId, AttachmentId, ChannelId, InteractionId, MessageId, WebhookId


class Attachment(Struct, frozen=True, kw_only=True, gc=False):
    """A file that somebody attached; `size` in bytes.

    Its `url` is signed and expires: to keep the file, copy its bytes. `ephemeral` files, which are all that come with
    a command or a form, are removed by Discord after a while. `width` and `height` are those of a picture or a film;
    `duration_secs` that of a voice message.
    Source: https://docs.discord.com/developers/resources/message#attachment-object
    """

    id: AttachmentId
    filename: str
    size: int
    url: str
    proxy_url: str | None = None
    title: str | None = None
    description: str | None = None
    content_type: str | None = None
    width: int | None = None
    height: int | None = None
    ephemeral: bool = False
    duration_secs: float | None = None
    flags: int = 0


class SentMedia(Struct, frozen=True, kw_only=True, gc=False):
    """A picture or film of an embed."""

    url: str | None = None


class SentAuthor(Struct, frozen=True, kw_only=True, gc=False):
    """Whom an embed is by."""

    name: str = ""
    url: str | None = None


class SentFooter(Struct, frozen=True, kw_only=True, gc=False):
    """What stands at an embed's foot."""

    text: str = ""


class SentField(Struct, frozen=True, kw_only=True, gc=False):
    """A name and a value on an embed."""

    name: str = ""
    value: str = ""
    inline: bool = False


class SentEmbed(Struct, frozen=True, kw_only=True, gc=False):
    """An embed that stands on a message, whoever made it: a bot, or Discord from a link (`type` tells).

    Source: https://docs.discord.com/developers/resources/message#embed-object
    """

    type: str = "rich"
    title: str | None = None
    description: str | None = None
    url: str | None = None
    color: int | None = None
    author: SentAuthor | None = None
    footer: SentFooter | None = None
    image: SentMedia | None = None
    thumbnail: SentMedia | None = None
    fields: list[SentField] = []


class InteractionMetadata(Struct, frozen=True, kw_only=True, gc=False):
    """The interaction that a message answers: its id, its type, and the `user` who asked.

    Source: https://docs.discord.com/developers/resources/message#message-interaction-metadata-object
    """

    id: InteractionId | None = None
    type: int = 0
    user: User | None = None


class SentMessage(Struct, frozen=True, kw_only=True, gc=False):
    """A message that exists on Discord: the one a component stands on, or one that a message command is used on.

    Without a privileged intent Discord leaves `content`, `embeds` and `attachments` empty on what others wrote, but not
    on the message that a message command is used on. Where `webhook_id` is set, `author` is a webhook's name, no user.
    Source: https://docs.discord.com/developers/resources/message#message-object
    """

    id: MessageId
    channel_id: ChannelId | None = None
    author: User | None = None
    content: str = ""
    embeds: list[SentEmbed] = []
    attachments: list[Attachment] = []
    timestamp: datetime | None = None
    edited_timestamp: datetime | None = None
    type: int = 0
    flags: int = 0
    pinned: bool = False
    webhook_id: WebhookId | None = None
    application_id: ApplicationId | None = None
    interaction_metadata: InteractionMetadata | None = None

    @property
    def asker(self) -> User | None:
        """Who asked for it, when it answers an interaction: whoever it belongs to, though anybody may press on it."""
        return self.interaction_metadata.user if self.interaction_metadata else None
