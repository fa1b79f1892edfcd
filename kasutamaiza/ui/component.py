"""What people press and pick from: rows of buttons, or of one select."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from kasutamaiza.ui import limits
from kasutamaiza.ui.emoji import Emoji
from kasutamaiza.ui.limits import Refused, check_component, check_size, check_text, check_url, snowflake
from kasutamaiza.ui.select import SELECTS, Select
from kasutamaiza.ui.tree import check_kinds


class ButtonStyle(IntEnum):
    """How a button looks. `LINK` opens an address, and `PREMIUM` a shop, instead of coming back to us."""

    PRIMARY = 1
    SECONDARY = 2
    SUCCESS = 3
    DANGER = 4
    LINK = 5
    PREMIUM = 6


_LINK = int(ButtonStyle.LINK)  # a plain number is compared faster


class Button(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag=2
):
    """A button. Give it the `custom_id` of a record (`CustomId`), or a `url` with `ButtonStyle.LINK`, or the `sku_id`
    of what is sold with `ButtonStyle.PREMIUM`, which brings its own label.

    Source: https://docs.discord.com/developers/components/reference#button
    """

    style: int
    label: str | None = None
    emoji: Emoji | None = None
    custom_id: str | None = None
    url: str | None = None
    sku_id: str | int | None = None
    disabled: bool = False
    id: int | None = None

    def __post_init__(self) -> None:
        # Compared here and told there: a call costs more than a comparison, and there are many of these.
        label, custom_id = self.label, self.custom_id
        if not (
            custom_id is not None
            and 0 < len(custom_id) <= limits.CUSTOM_ID
            and 0 < self.style < _LINK
            and label is not None
            and 0 < len(label) <= limits.BUTTON_LABEL
            and not label.isspace()
            and self.url is None
            and self.sku_id is None
            and self.id is None
        ):
            self._check()

    def _check(self) -> None:
        if self.style == ButtonStyle.PREMIUM:
            self._check_fields(needed=("sku_id",), none_of=("custom_id", "label", "url", "emoji"))
        elif self.style == ButtonStyle.LINK:
            self._check_fields(needed=("url",), none_of=("custom_id", "sku_id"))
        elif 0 < self.style < ButtonStyle.LINK:
            self._check_fields(needed=("custom_id",), none_of=("url", "sku_id"))
        else:
            raise Refused(f"button.style is {self.style}; Discord allows 1 to {max(ButtonStyle)}.")
        if self.style != ButtonStyle.PREMIUM and self.label is None and self.emoji is None:
            raise Refused("button has neither a label nor an emoji; Discord needs one to be pressed by.")
        if self.label is not None:
            check_text("button.label", self.label, most=limits.BUTTON_LABEL)
        if self.url is not None:
            check_url("button.url", self.url, most=limits.BUTTON_URL, also="discord")
        if self.sku_id is not None:
            force_setattr(self, "sku_id", snowflake("button.sku_id", self.sku_id))
        check_component("button", custom_id=self.custom_id, component_id=self.id)

    def _check_fields(self, *, needed: Sequence[str], none_of: Sequence[str]) -> None:
        style = ButtonStyle(self.style).name
        for name in needed:
            if getattr(self, name) is None:
                raise Refused(f"button.{name} is missing; Discord needs it for a button of style {style}.")
        for name in none_of:
            if getattr(self, name) is not None:
                raise Refused(f"button.{name} is given; Discord allows none on a button of style {style}.")


RowChild: TypeAlias = Button | Select


class ActionRow(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag=1
):
    """Up to five buttons side by side, or one select.

    Source: https://docs.discord.com/developers/components/reference#action-row
    """

    components: Sequence[RowChild]
    id: int | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.components) <= limits.BUTTONS_IN_ROW:
            check_size("action_row.components", self.components, least=1, most=limits.BUTTONS_IN_ROW)
        for each in self.components:
            if type(each) is not Button:
                self._check_select()
                break
        if self.id is not None:
            check_component("action_row", component_id=self.id)

    def _check_select(self) -> None:
        check_kinds("action_row.components", self.components, (Button, *SELECTS))
        if len(self.components) > 1:
            number = next(i for i, each in enumerate(self.components) if not isinstance(each, Button))
            raise Refused(
                f"action_row.components[{number}] is a select among {len(self.components)} components; "
                "Discord allows it only alone in its row."
            )
