"""Embed: the framed card that most answers are shown in."""

from collections.abc import Sequence

from msgspec import Struct

from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_size

ACCENT = 0x7B4FD6
"""The one colour of the house."""


class Field(Struct, frozen=True, gc=False, omit_defaults=True):
    """A heading and its text; `inline` fields stand side by side, three in a row."""

    name: str
    value: str
    inline: bool = False

    def __post_init__(self) -> None:
        if not (0 < len(self.name) <= limits.EMBED_FIELD_NAME and 0 < len(self.value) <= limits.EMBED_FIELD_VALUE):
            check_size("embed.fields.name", self.name, least=1, most=limits.EMBED_FIELD_NAME)
            check_size("embed.fields.value", self.value, least=1, most=limits.EMBED_FIELD_VALUE)


class Footer(Struct, frozen=True, gc=False, omit_defaults=True):
    """Small print under an embed."""

    text: str
    icon_url: str | None = None

    def __post_init__(self) -> None:
        check_size("embed.footer.text", self.text, least=1, most=limits.EMBED_FOOTER)


class Author(Struct, frozen=True, gc=False, omit_defaults=True):
    """A name above an embed's title."""

    name: str
    url: str | None = None
    icon_url: str | None = None

    def __post_init__(self) -> None:
        check_size("embed.author.name", self.name, least=1, most=limits.EMBED_AUTHOR)


class Image(Struct, frozen=True, gc=False):
    """A picture, by its address (`https://…`, or `attachment://…` for a file of the same message)."""

    url: str


class Embed(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """An embed, in Discord's own field names.

    Refuses to be built beyond Discord's limits (`kasutamaiza.ui.limits`), or with nothing to show.
    Source: https://docs.discord.com/developers/resources/message#embed-object
    """

    title: str | None = None
    description: str | None = None
    url: str | None = None
    timestamp: str | None = None
    color: int | None = None
    footer: Footer | None = None
    image: Image | None = None
    thumbnail: Image | None = None
    author: Author | None = None
    fields: Sequence[Field] = ()

    def __post_init__(self) -> None:
        # Compared here and told there: a call costs more than a comparison, and there are many of these.
        if self.title is not None and len(self.title) > limits.EMBED_TITLE:
            check_size("embed.title", self.title, most=limits.EMBED_TITLE)
        if self.description is not None and len(self.description) > limits.EMBED_DESCRIPTION:
            check_size("embed.description", self.description, most=limits.EMBED_DESCRIPTION)
        if len(self.fields) > limits.EMBED_FIELDS:
            check_size("embed.fields", self.fields, most=limits.EMBED_FIELDS)
        if self.color is not None and not 0 <= self.color <= limits.COLOR:
            raise Refused(f"embed.color is {self.color}; Discord allows 0 to {limits.COLOR}.")
        if not (self.title or self.description or self.fields or self.image or self.thumbnail or self.author):
            raise Refused("embed has nothing to show; give it a title, a description, a field or a picture.")

    @property
    def characters(self) -> int:
        """How many characters count towards `limits.EMBEDS_TOGETHER`."""
        count = len(self.title or "") + len(self.description or "")
        if self.footer is not None:
            count += len(self.footer.text)
        if self.author is not None:
            count += len(self.author.name)
        for field in self.fields:
            count += len(field.name) + len(field.value)
        return count
