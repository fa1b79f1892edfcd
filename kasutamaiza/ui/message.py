"""Message: what a reply shows."""

from collections.abc import Iterator, Sequence
from enum import IntFlag
from typing import Any, TypeAlias

from msgspec import Struct, field
from msgspec.structs import force_setattr

from kasutamaiza.ui import limits
from kasutamaiza.ui.component import ActionRow
from kasutamaiza.ui.embed import Embed
from kasutamaiza.ui.layout import (
    Container,
    File,
    MediaGallery,
    Section,
    Separator,
    TextDisplay,
    Thumbnail,
)
from kasutamaiza.ui.limits import Refused, check_once, check_size, file_name, snowflake
from kasutamaiza.ui.poll import Poll
from kasutamaiza.ui.tree import check_ids, check_kinds, flat, paths
from kasutamaiza.ui.upload import Attached, Kept, Upload


class AllowedMentions(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Whom a message may notify: nobody, unless said. `parse` holds "users", "roles" and "everyone".

    Source: https://docs.discord.com/developers/resources/message#allowed-mentions-object
    """

    # A factory that msgspec does not know, so that an empty `parse` is written too: left out, Discord notifies.
    parse: Sequence[str] = field(default_factory=lambda: ())
    users: Sequence[str | int] = ()
    roles: Sequence[str | int] = ()
    replied_user: bool = False

    def __post_init__(self) -> None:
        for number, kind in enumerate(self.parse):
            if kind not in ("users", "roles", "everyone"):
                raise Refused(
                    f"allowed_mentions.parse[{number}] is {kind!r}; Discord allows users, roles and everyone."
                )
        check_once("allowed_mentions.parse", self.parse)
        self._check_named("users", self.users)
        self._check_named("roles", self.roles)

    def _check_named(self, kind: str, named: Sequence[str | int]) -> None:
        if not named:
            return
        name = f"allowed_mentions.{kind}"
        check_size(name, named, most=limits.MENTIONS)
        ids = [snowflake(f"{name}[{number}]", each) for number, each in enumerate(named)]
        check_once(name, ids)
        if kind in self.parse:
            raise Refused(f"{name} has ids while allowed_mentions.parse has {kind}; Discord allows one of both.")
        if any(not isinstance(each, str) for each in named):
            force_setattr(self, kind, ids)


NOBODY = AllowedMentions()


class MessageFlag(IntFlag):
    """What Discord calls a message's flags: those of them that who sends one may set.

    Source: https://docs.discord.com/developers/resources/message#message-object-message-flags
    """

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_VOICE_MESSAGE = 1 << 13
    IS_COMPONENTS_V2 = 1 << 15


_V2 = int(MessageFlag.IS_COMPONENTS_V2)
_SETTABLE = int(MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_COMPONENTS_V2)
_REFUSED_FLAGS = {
    MessageFlag.EPHEMERAL: "whether an answer is private is said by the answer, Reply(message, private=True)",
    MessageFlag.IS_VOICE_MESSAGE: "Discord takes it with one recording and nothing else, which a Message is not",
}

MessageComponent: TypeAlias = ActionRow | TextDisplay | Section | MediaGallery | File | Separator | Container

_MEDIA = (Thumbnail, MediaGallery, File)
MESSAGE_COMPONENTS = (ActionRow, TextDisplay, Section, MediaGallery, File, Separator, Container)


class Message(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """A message as a whole: as a new one it is this, as an update it becomes this. `flags` are of `MessageFlag`.

    Every part counts even when empty: a view that returns no buttons takes the old ones away, and an update keeps of
    the message's files those that stand in `attachments` as `Kept`. So `attachment://name` is refused when no `Upload`
    has that name, unless something is `Kept`: what a kept file is called is not known here.

    With any component but an ActionRow, or with the flag, it is one of Components V2: of components alone.
    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
    """

    content: str = ""
    embeds: Sequence[Embed] = ()
    components: Sequence[MessageComponent] = ()
    poll: Poll | None = None
    attachments: Sequence[Attached] = ()
    allowed_mentions: AllowedMentions = NOBODY
    tts: bool = False
    flags: int = 0

    def __post_init__(self) -> None:
        # Compared here and told there: a call costs more than a comparison, and every answer is one of these.
        content, embeds, components = self.content, self.embeds, self.components
        if len(content) > limits.CONTENT:
            check_size("message.content", content, most=limits.CONTENT)
        if self.flags:
            # As a plain number from here on, which is asked for a bit in a tenth of the time.
            force_setattr(self, "flags", _settable(self.flags))
        if self.attachments:
            _check_attachments(self.attachments)
        if embeds:
            if len(embeds) > limits.EMBEDS:
                check_size("message.embeds", embeds, most=limits.EMBEDS)
            together = 0
            for embed in embeds:
                together += embed.untrimmed
                if (embed.image or embed.thumbnail or embed.footer or embed.author) and embed.shows_files:
                    _check_files(self)
            if together > limits.EMBEDS_TOGETHER:
                _check_together(embeds)
        elif not (components or self.poll or self.attachments) and (not content or content.isspace()):
            raise Refused("message is empty; give it content, an embed, components, a poll or a file.")
        if components or self.flags:
            if self.is_v2:
                _check_v2(self)
            else:
                _check_rows(components)

    @property
    def is_v2(self) -> bool:
        """Whether it is a message of Components V2, which Discord wants to be told by a flag."""
        if self.flags & _V2:
            return True
        for component in self.components:  # noqa: SIM110  (`any` takes three times as long)
            if type(component) is not ActionRow:
                return True
        return False


def _settable(flags: int) -> int:
    """`flags` as a plain number; refused when one is among them that a message does not say of itself."""
    number = int(flags)
    for flag, reason in _REFUSED_FLAGS.items():
        if number & flag:
            raise Refused(f"message.flags has {flag.name}; {reason}.")
    if number & ~_SETTABLE:
        raise Refused(
            f"message.flags is {number}; Discord allows SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS, "
            "IS_COMPONENTS_V2 and what they add up to."
        )
    return number


def _check_together(embeds: Sequence[Embed]) -> None:
    together = sum([embed.characters for embed in embeds])
    if together > limits.EMBEDS_TOGETHER:
        raise Refused(f"message.embeds have {together} characters together; Discord allows {limits.EMBEDS_TOGETHER}.")


def _check_attachments(attachments: Sequence[Attached]) -> None:
    check_size("message.attachments", attachments, most=limits.ATTACHMENTS)
    check_kinds("message.attachments", attachments, (Upload, Kept))
    uploads = [each for each in attachments if isinstance(each, Upload)]
    check_once("message.attachments", [each.filename for each in uploads])
    check_once("message.attachments", [each.id for each in attachments if isinstance(each, Kept)])
    together = sum([len(each.content) for each in uploads])
    if together > limits.ATTACHMENTS_TOGETHER:
        raise Refused(
            f"message.attachments have {together} bytes together; Discord allows {limits.ATTACHMENTS_TOGETHER}."
        )


def _check_rows(rows: Sequence[Any]) -> None:
    """Refuse more rows than a message without Components V2 may have, and two components of one id."""
    if len(rows) > limits.ACTION_ROWS:
        check_size("message.components", rows, most=limits.ACTION_ROWS)
    ids: list[object] = []
    for row in rows:
        if row.id:
            ids.append(row.id)
        for each in row.components:
            if each.custom_id is not None:
                ids.append(each.custom_id)
            if each.id:
                ids.append(each.id)
    if len(ids) > 1 and len(set(ids)) < len(ids):
        check_ids("message", rows)


def _check_v2(message: Message) -> None:
    for name in ("content", "embeds", "poll"):
        if getattr(message, name):
            raise Refused(f"message.{name} is given; Discord allows none beside Components V2.")
    components = message.components
    check_size("message.components", components, least=1, most=limits.COMPONENTS)
    check_kinds("message.components", components, MESSAGE_COMPONENTS)
    everything = flat(components)
    if len(everything) > limits.COMPONENTS:
        raise Refused(
            f"message.components has {len(everything)} components, nested ones included; "
            f"Discord allows at most {limits.COMPONENTS}."
        )
    _check_texts([each.content for each in everything if isinstance(each, TextDisplay)])
    media = [url for each in everything if isinstance(each, _MEDIA) for _, url in _media(each)]
    if len(media) > limits.MEDIA_TOGETHER:
        raise Refused(
            f"message.components has {len(media)} media; Discord fails beyond {limits.MEDIA_TOGETHER} in a message."
        )
    if any(url.startswith("attachment://") for url in media):
        _check_files(message)
    check_ids("message", components, everything)


def _check_texts(texts: Sequence[str]) -> None:
    characters = sum([len(text) for text in texts])
    if characters > limits.TEXTS_TOGETHER:
        raise Refused(
            f"message.components has {characters} characters in its text displays; "
            f"Discord allows {limits.TEXTS_TOGETHER} together."
        )
    size = sum([len(text.encode("utf-8", "surrogatepass")) + limits.TEXT_BYTES_EACH for text in texts])
    if size > limits.TEXT_BYTES_TOGETHER:
        raise Refused(
            f"message.components has {size} bytes in its text displays, {limits.TEXT_BYTES_EACH} more for each; "
            f"Discord fails beyond {limits.TEXT_BYTES_TOGETHER} together."
        )


def _check_files(message: Message) -> None:
    """Refuse an `attachment://name` that is sure to lead to no file."""
    if any(isinstance(each, Kept) for each in message.attachments):
        return
    names = {each.filename for each in message.attachments if isinstance(each, Upload)}
    for path, url in _all_media(message):
        name = file_name(url)
        if name is not None and name not in names:
            raise Refused(f"{path} is {url!r}; message.attachments has no upload of that name.")


def _all_media(message: Message) -> Iterator[tuple[str, str]]:
    """Where each picture, clip and file stands, and its address."""
    for number, embed in enumerate(message.embeds):
        for name, url in embed.pictures():
            yield f"message.embeds[{number}].{name}", url
    where = paths(message.components, "message.components")
    for path, component in zip(where, flat(message.components), strict=True):
        for name, url in _media(component):
            yield f"{path}.{name}", url


def _media(component: object) -> Iterator[tuple[str, str]]:
    """Every picture, clip and file that a component shows itself: its field and its address."""
    if isinstance(component, Thumbnail):
        yield "media.url", component.media.url
    elif isinstance(component, File):
        yield "file.url", component.file.url
    elif isinstance(component, MediaGallery):
        for number, item in enumerate(component.items):
            yield f"items[{number}].media.url", item.media.url
