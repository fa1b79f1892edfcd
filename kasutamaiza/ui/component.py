"""What people press: rows of buttons."""

from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct

from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_size


class ButtonStyle(IntEnum):
    """How a button looks; `LINK` opens an address instead of coming back to us."""

    PRIMARY = 1
    SECONDARY = 2
    SUCCESS = 3
    DANGER = 4
    LINK = 5


class Emoji(Struct, frozen=True, gc=False, omit_defaults=True):
    """A Unicode emoji by `name`, or a server's own by `id`."""

    name: str | None = None
    id: str | None = None
    animated: bool = False


class Button(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True, tag_field="type", tag=2):
    """A button. Give it the `custom_id` of a record (`CustomId`), or a `url` with `ButtonStyle.LINK`.

    Source: https://docs.discord.com/developers/components/reference#button
    """

    style: ButtonStyle | int
    label: str | None = None
    emoji: Emoji | None = None
    custom_id: str | None = None
    url: str | None = None
    disabled: bool = False

    def __post_init__(self) -> None:
        if self.label is None and self.emoji is None:
            raise Refused("button has neither a label nor an emoji; give it one to be pressed by.")
        if self.label is not None and len(self.label) > limits.BUTTON_LABEL:
            check_size("button.label", self.label, most=limits.BUTTON_LABEL)
        if self.style == ButtonStyle.LINK:
            if self.url is None or self.custom_id is not None:
                raise Refused("button of style LINK needs a url, and no custom_id.")
            check_size("button.url", self.url, least=1, most=limits.BUTTON_URL)
        else:
            if self.custom_id is None or self.url is not None:
                raise Refused(f"button of style {self.style} needs a custom_id, and no url.")
            check_size("button.custom_id", self.custom_id, least=1, most=limits.CUSTOM_ID)


class ActionRow(Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag=1):
    """Up to five buttons side by side.

    Source: https://docs.discord.com/developers/components/reference#action-row
    """

    components: Sequence[Button]

    def __post_init__(self) -> None:
        if not 0 < len(self.components) <= limits.BUTTONS_IN_ROW:
            check_size("action_row.components", self.components, least=1, most=limits.BUTTONS_IN_ROW)
