"""Embed: the framed card that most answers are shown in."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import force_setattr

from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_number, check_size, check_text, check_url

ACCENT = 0x7B4FD6
"""The one colour of the house."""

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


class Field(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A heading and its text; `inline` fields stand side by side, three in a row."""

    name: str
    value: str
    inline: bool = False

    def __post_init__(self) -> None:
        name, value = self.name, self.value
        if (
            not (0 < len(name) <= limits.EMBED_FIELD_NAME and 0 < len(value) <= limits.EMBED_FIELD_VALUE)
            or name.isspace()
            or value.isspace()
        ):
            _check_trimmed("embed.fields.name", name, most=limits.EMBED_FIELD_NAME)
            _check_trimmed("embed.fields.value", value, most=limits.EMBED_FIELD_VALUE)


class Footer(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Small print under an embed."""

    text: str
    icon_url: str | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.text) <= limits.EMBED_FOOTER or self.text.isspace():
            _check_trimmed("embed.footer.text", self.text, most=limits.EMBED_FOOTER)
        if self.icon_url is not None:
            _check_picture("embed.footer.icon_url", self.icon_url)


class Author(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A name above an embed's title."""

    name: str
    url: str | None = None
    icon_url: str | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= limits.EMBED_AUTHOR or self.name.isspace():
            _check_trimmed("embed.author.name", self.name, most=limits.EMBED_AUTHOR)
        if self.url is not None:
            check_url("embed.author.url", self.url)
        if self.icon_url is not None:
            _check_picture("embed.author.icon_url", self.icon_url)


class Image(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A picture, by its address (`https://…`, or `attachment://…` for a file of the same message)."""

    url: str

    def __post_init__(self) -> None:
        _check_picture("image.url", self.url)


class Embed(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An embed, in Discord's own field names. `timestamp` needs a time zone.

    Refuses to be built beyond Discord's limits (`kasutamaiza.ui.limits`), or with nothing to show.
    Source: https://docs.discord.com/developers/resources/message#embed-object
    """

    title: str | None = None
    description: str | None = None
    url: str | None = None
    timestamp: datetime | None = None
    color: int | None = None
    footer: Footer | None = None
    image: Image | None = None
    thumbnail: Image | None = None
    author: Author | None = None
    fields: Sequence[Field] = ()

    def __post_init__(self) -> None:
        # Compared here and told there: a call costs more than a comparison, and there are many of these.
        title, description = self.title, self.description
        if title is not None and len(title) > limits.EMBED_TITLE:
            check_size("embed.title", title.strip(), most=limits.EMBED_TITLE)
        if description is not None and len(description) > limits.EMBED_DESCRIPTION:
            check_size("embed.description", description.strip(), most=limits.EMBED_DESCRIPTION)
        if len(self.fields) > limits.EMBED_FIELDS:
            check_size("embed.fields", self.fields, most=limits.EMBED_FIELDS)
        if self.color is not None and not 0 <= self.color <= limits.COLOR:
            check_number("embed.color", self.color, least=0, most=limits.COLOR)
        if self.url is not None:
            check_url("embed.url", self.url)
        if self.timestamp is not None:
            if self.timestamp.utcoffset() is None:
                raise Refused(f"embed.timestamp is {self.timestamp}, of no time zone; Discord needs to know which.")
            # JSON has no seconds in an offset, which the times of old clocks have.
            force_setattr(self, "timestamp", self.timestamp.astimezone(UTC))
        # Discord trims texts, so that one of blanks is none.
        if not (
            (title and not title.isspace())
            or self.fields
            or (description and not description.isspace())
            or self.image
            or self.thumbnail
            or self.author
        ):
            raise Refused("embed has nothing to show; give it a title, a description, a field or a picture.")

    @property
    def characters(self) -> int:
        """How many characters count towards `limits.EMBEDS_TOGETHER`: of each text, without the blanks around it."""
        texts = [self.title, self.description, self.footer and self.footer.text, self.author and self.author.name]
        for field in self.fields:
            texts += field.name, field.value
        return sum([len(text.strip()) for text in texts if text])

    @property
    def untrimmed(self) -> int:
        """The same with the blanks: never less, and sooner known."""
        count = len(self.title or "") + len(self.description or "")
        if self.footer is not None:
            count += len(self.footer.text)
        if self.author is not None:
            count += len(self.author.name)
        for field in self.fields:
            count += len(field.name) + len(field.value)
        return count

    @property
    def shows_files(self) -> bool:
        """Whether one of its pictures is a file of the message."""
        return any(url.startswith("attachment://") for _, url in self.pictures())

    def pictures(self) -> Iterator[tuple[str, str]]:
        """Every picture's field and its address."""
        if self.image is not None:
            yield "image.url", self.image.url
        if self.thumbnail is not None:
            yield "thumbnail.url", self.thumbnail.url
        if self.footer is not None and self.footer.icon_url is not None:
            yield "footer.icon_url", self.footer.icon_url
        if self.author is not None and self.author.icon_url is not None:
            yield "author.icon_url", self.author.icon_url


def _check_trimmed(field: str, text: str, *, most: int) -> None:
    """Refuse `text` when it is blank, or too long without the blanks around it, which Discord takes away."""
    check_text(field, text.strip() or text, most=most)


def _check_picture(field: str, url: str) -> None:
    check_url(field, url, also="attachment")
    if url.startswith("attachment://") and not url.lower().endswith(_PICTURES):
        raise Refused(f"{field} is {url!r}; Discord shows a file in an embed only as {', '.join(_PICTURES)}.")
