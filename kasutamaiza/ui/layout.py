"""Components V2: text, pictures and files, laid out as components instead of as content and embeds.

Source: https://docs.discord.com/developers/components/reference
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeAlias

from msgspec import Struct

from kasutamaiza.ui import limits
from kasutamaiza.ui.component import ActionRow, Button
from kasutamaiza.ui.limits import (
    Refused,
    check_component,
    check_number,
    check_size,
    check_text,
    check_url,
    file_name,
)
from kasutamaiza.ui.tree import check_kind, check_kinds


class _Component(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag_field="type"):
    """What all of these have in common."""


class TextDisplay(_Component, frozen=True, tag=10):
    """Text in markdown; in a message or in a modal.

    Source: https://docs.discord.com/developers/components/reference#text-display
    """

    content: str
    id: int | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.content) <= limits.TEXT_DISPLAY or self.content.isspace():
            check_text("text_display.content", self.content, most=limits.TEXT_DISPLAY)
        if self.id is not None:
            check_component("text_display", component_id=self.id)


class Media(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Where a picture, a clip or a file lies: `https://…`, or `attachment://…` for a file of the same message.

    Source: https://docs.discord.com/developers/components/reference#unfurled-media-item
    """

    url: str

    def __post_init__(self) -> None:
        check_url("media.url", self.url, also="attachment")


class Thumbnail(_Component, frozen=True, tag=11):
    """A small picture beside the text of a section; `description` is for those who cannot see it.

    Source: https://docs.discord.com/developers/components/reference#thumbnail
    """

    media: Media
    description: str | None = None
    spoiler: bool = False
    id: int | None = None

    def __post_init__(self) -> None:
        check_component("thumbnail", component_id=self.id)
        if self.description is not None:
            check_text("thumbnail.description", self.description, most=limits.MEDIA_DESCRIPTION)


class Section(_Component, frozen=True, kw_only=True, tag=9):
    """One to three texts with a button or a picture beside them.

    Source: https://docs.discord.com/developers/components/reference#section
    """

    components: Sequence[TextDisplay]
    accessory: Button | Thumbnail
    id: int | None = None

    def __post_init__(self) -> None:
        check_component("section", component_id=self.id)
        check_size("section.components", self.components, least=1, most=limits.SECTION_TEXTS)
        check_kinds("section.components", self.components, (TextDisplay,))
        check_kind("section.accessory", self.accessory, (Button, Thumbnail))


class MediaItem(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A picture or a clip of a gallery; `description` is for those who cannot see it."""

    media: Media
    description: str | None = None
    spoiler: bool = False

    def __post_init__(self) -> None:
        if self.description is not None:
            check_text("media_item.description", self.description, most=limits.MEDIA_DESCRIPTION)


class MediaGallery(_Component, frozen=True, kw_only=True, tag=12):
    """One to ten pictures and clips.

    Source: https://docs.discord.com/developers/components/reference#media-gallery
    """

    items: Sequence[MediaItem]
    id: int | None = None

    def __post_init__(self) -> None:
        check_component("media_gallery", component_id=self.id)
        check_size("media_gallery.items", self.items, least=1, most=limits.GALLERY_ITEMS)


class File(_Component, frozen=True, tag=13):
    """A file of the same message, to download: `File(Media("attachment://deck.ydk"))`.

    Source: https://docs.discord.com/developers/components/reference#file
    """

    file: Media
    spoiler: bool = False
    id: int | None = None

    def __post_init__(self) -> None:
        check_component("file", component_id=self.id)
        if file_name(self.file.url) is None:
            raise Refused(f"file.file.url is {self.file.url!r}; Discord allows attachment://… alone.")


class Spacing(IntEnum):
    """How much room a separator takes."""

    SMALL = 1
    LARGE = 2


class Separator(_Component, frozen=True, kw_only=True, tag=14):
    """Room between two components, with a line (`divider`) or without.

    Source: https://docs.discord.com/developers/components/reference#separator
    """

    divider: bool = True
    spacing: int = Spacing.SMALL
    id: int | None = None

    def __post_init__(self) -> None:
        check_component("separator", component_id=self.id)
        check_number("separator.spacing", self.spacing, least=Spacing.SMALL, most=Spacing.LARGE)


ContainerChild: TypeAlias = ActionRow | TextDisplay | Section | MediaGallery | File | Separator

CONTAINER_CHILDREN = (ActionRow, TextDisplay, Section, MediaGallery, File, Separator)


class Container(_Component, frozen=True, kw_only=True, tag=17):
    """A frame around components, with a stripe of colour when it has an `accent_color`.

    Source: https://docs.discord.com/developers/components/reference#container
    """

    components: Sequence[ContainerChild]
    accent_color: int | None = None
    spoiler: bool = False
    id: int | None = None

    def __post_init__(self) -> None:
        check_component("container", component_id=self.id)
        check_size("container.components", self.components, least=1, most=limits.COMPONENTS)
        check_kinds("container.components", self.components, CONTAINER_CHILDREN)
        if self.accent_color is not None:
            check_number("container.accent_color", self.accent_color, least=0, most=limits.COLOR)
