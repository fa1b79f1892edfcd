"""What draws the parts of one message or form, with Hypothesis: at Discord's limits as often as well within them."""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from kasutamaiza.ui import (
    ActionRow,
    Button,
    ButtonStyle,
    ChannelSelect,
    DefaultValue,
    Emoji,
    MentionableSelect,
    RoleSelect,
    SelectOption,
    StringSelect,
    UserSelect,
    limits,
)
from kasutamaiza.ui.select import Select
from tests.discord.commands import CHANNEL_TYPES

T = TypeVar("T")

# Beyond the plain: outside the BMP, of several code points, written from right to left, and what controls a terminal.
_ODD = [
    "🂡",
    "e\u0301",
    "עברית",
    "\u202e",
    "\x00\x1b[2J",
    "👩‍👩‍👧",
    "漢字",
    "\u2028.",
    "﷽",
    "@everyone",
    " x ",
    '"\\',
    "x",
]
PATTERNS = (st.sampled_from(_ODD) | st.text(min_size=1, max_size=8)).filter(lambda text: not text.isspace())
EMOJI = st.sampled_from(["🂡", "👩‍👩‍👧", "⭐"]) | st.text(max_size=31).map("é".__add__)
_NUMBERS = st.integers(0, 2**64 - 1) | st.sampled_from([0, 2**64 - 1])
IDS: st.SearchStrategy[int | str] = _NUMBERS | _NUMBERS.map(str)
INK = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"])
_HOSTS = st.sampled_from(["example.com", "пример.example:8080", "[::1]", "me@example.com"]) | st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="/?#@:[]\\"), min_size=1
)


class Hand:
    """Draws the parts of one message or form.

    It keeps what they share (ids, and how much of everything there may be together), so that nothing is refused.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self._ids = 0
        self._custom_ids = 0
        self.room = limits.COMPONENTS

    def yes(self) -> bool:
        return self.draw(st.booleans())

    def number(self, least: int, most: int) -> int:
        """From `least` to `most`, and often one of these."""
        return self.draw(st.sampled_from([least, most]) | st.integers(least, most))

    def maybe(self, make: Callable[[], T]) -> T | None:
        return make() if self.yes() else None

    def several(self, make: Callable[[], T], most: int, *, least: int = 0) -> list[T]:
        """A few of them, or sometimes as many as there may be."""
        few = range(least, min(least + 3, most) + 1)
        return [make() for _ in range(self.draw(st.sampled_from([*few, most])))]

    def text(self, most: int) -> str:
        """One of up to `most` characters, often of just as many, in which there is something to see."""
        pattern = self.draw(PATTERNS)
        text = ((pattern * (most // len(pattern) + 1)) if self.yes() else pattern)[:most]
        return "x" if text.isspace() else text

    def custom_id(self) -> str:
        self._custom_ids += 1
        return self.text(limits.CUSTOM_ID - 3) + f"~{self._custom_ids}"

    def told(self, **more: Any) -> dict[str, Any]:
        """A component's fields, `id` among them; one that is None is left out."""
        self._ids += 1
        id_ = self.draw(st.sampled_from([None, None, 0, self._ids, limits.COMPONENT_ID - self._ids]))
        return {name: value for name, value in {"id": id_, **more}.items() if value is not None}

    def url(self, *schemes: str, most: int = limits.URL) -> str:
        if schemes and self.yes():
            rest = self.draw(st.text(INK, min_size=1))
            return f"{self.draw(st.sampled_from(schemes))}://{rest}"[:most]
        host, path = self.draw(_HOSTS), self.draw(st.text(INK))
        start = f"{self.draw(st.sampled_from(['https', 'http', 'HTTPS']))}://{host}/{path}"
        return start.ljust(most, "x") if self.yes() else start

    def emoji(self) -> Emoji:
        if self.yes():
            return Emoji(name=self.draw(EMOJI))
        return Emoji(name=self.text(limits.EMOJI_NAME), id=self.draw(IDS), animated=self.yes())

    # What is pressed and picked from

    def button(self) -> Button:
        style = self.draw(st.sampled_from(ButtonStyle))
        if style == ButtonStyle.PREMIUM:
            return Button(style=style, **self.told(sku_id=self.draw(IDS), disabled=self.yes()))
        emoji = self.maybe(self.emoji)
        label = self.text(limits.BUTTON_LABEL) if emoji is None or self.yes() else None
        shown = self.told(label=label, emoji=emoji, disabled=self.yes())
        if style == ButtonStyle.LINK:
            return Button(style=style, url=self.url("discord", most=limits.BUTTON_URL), **shown)
        return Button(style=style, custom_id=self.custom_id(), **shown)

    def bounds(self, most: int, *, unless: int | None = 1) -> dict[str, int | None]:
        """`min_values` and `max_values`, which are 1, or `unless`, when left out."""
        highest = self.maybe(lambda: self.number(1, most))
        above = highest or (most if unless is None else unless)
        return {"min_values": self.maybe(lambda: self.number(0, above)), "max_values": highest}

    def select(self, *, in_modal: bool = False) -> Select:
        kind = self.draw(st.sampled_from([StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect]))
        count = self.number(1, limits.SELECT_OPTIONS)
        bounds = self.bounds(count)
        least, most = 1 if bounds["min_values"] is None else bounds["min_values"], bounds["max_values"] or 1
        more: dict[str, Any] = {"placeholder": self.maybe(lambda: self.text(limits.SELECT_PLACEHOLDER)), **bounds}
        more |= self._required(least) if in_modal else {"required": self.maybe(self.yes), "disabled": self.yes()}
        if kind is StringSelect:
            more["options"] = self.options(SelectOption, count, most)
        else:
            more["default_values"] = self._defaults(kind, least, most) if self.yes() else []
        if kind is ChannelSelect:
            more["channel_types"] = self.draw(st.lists(st.sampled_from([*CHANNEL_TYPES]), unique=True))
        made: Select = kind(custom_id=self.custom_id(), **self.told(**more))
        return made

    def _required(self, least: int | None) -> dict[str, Any]:
        return {"required": False if least == 0 else self.maybe(self.yes)}

    def options(self, kind: Any, count: int, most: int) -> list[Any]:
        """As many options of that kind, of which at most `most` are picked."""
        picked = self.number(0, min(most, count))
        label, value = self.text(limits.OPTION_TEXT), self.text(limits.OPTION_TEXT - 2)
        made = []
        for number in range(count):
            more: dict[str, Any] = {"default": number < picked}
            if number < 3:
                more["description"] = self.maybe(lambda: self.text(limits.OPTION_TEXT))
                more |= {"emoji": self.maybe(self.emoji)} if kind is SelectOption else {}
            made.append(kind(label=label, value=f"{value}{number}", **more))
        return made

    def _defaults(self, kind: Any, least: int, most: int) -> list[DefaultValue]:
        kinds = st.sampled_from(kind._kinds)
        return [DefaultValue(id=id_, type=self.draw(kinds)) for id_ in self.ids(self.number(least, most))]

    def ids(self, count: int) -> list[str | int]:
        """So many, no two alike, as numbers or as text."""
        first, as_text = self.number(0, 2**64 - count), self.yes()
        return [str(id_) if as_text else id_ for id_ in range(first, first + count)]

    def row(self) -> ActionRow:
        if self.yes():
            self.room -= 2
            return ActionRow(components=[self.select()], **self.told())
        count = min(self.number(1, limits.BUTTONS_IN_ROW), self.room - 1)
        self.room -= count + 1
        return ActionRow(components=[self.button() for _ in range(count)], **self.told())
