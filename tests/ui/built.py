"""Any record of ui that can be built, as Hypothesis draws it; and what may be refused, drawn by `spoiled`."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, timedelta, timezone
from typing import Any

from hypothesis import strategies as st
from msgspec import to_builtins

from kasutamaiza.discord.command import CommandChoice
from kasutamaiza.interactions.answer import Choices
from kasutamaiza.ui import (
    ActionRow,
    AllowedMentions,
    Author,
    Checkbox,
    CheckboxGroup,
    CheckboxOption,
    Container,
    Embed,
    Field,
    File,
    FileUpload,
    Footer,
    Image,
    Kept,
    Label,
    Media,
    MediaGallery,
    MediaItem,
    Message,
    MessageFlag,
    Modal,
    Poll,
    PollAnswer,
    PollMedia,
    RadioGroup,
    RadioOption,
    Section,
    Separator,
    TextDisplay,
    TextInput,
    Thumbnail,
    Upload,
    limits,
)
from kasutamaiza.ui.message import MessageComponent
from tests.discord.commands import FRACTIONS, NUMBERS, texts
from tests.ui.hand import INK, Hand

_EXTENSIONS = st.text(INK.filter(lambda character: character not in "./\\"), min_size=1, max_size=15).map(".".__add__)
_FILE_TYPES = st.sampled_from(["image", "video", "audio", ".tar.gz", "." + "x" * 15]) | _EXTENSIONS
_NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, range(32)), "\x7f", *"/\\"]), min_size=1
).filter(lambda name: not name.isspace())

_ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))) | st.just(UTC)
_NOTHING = st.sampled_from([None, ""])
_V2 = MessageFlag.IS_COMPONENTS_V2


class _Page(Hand):
    """Draws a message."""

    def __init__(self, draw: st.DrawFn) -> None:
        super().__init__(draw)
        self.media = limits.MEDIA_TOGETHER
        self.characters = limits.TEXTS_TOGETHER
        self.bytes = limits.TEXT_BYTES_TOGETHER
        self.in_embeds = limits.EMBEDS_TOGETHER
        self.files: list[Upload | Kept] = []
        self.pictures: list[str] = []
        self.documents: list[str] = []

    def message(self, *, v2: bool) -> Message:
        self.attached()
        flags = self.draw(st.sampled_from([0, 1 << 2, 1 << 12, MessageFlag.SUPPRESS_EMBEDS | 1 << 12]))
        more: dict[str, Any] = {"allowed_mentions": self.mentions(), "tts": self.yes(), "attachments": self.files}
        if v2:
            more["components"] = components = self.laid_out(on_top=True)
            rows_alone = all(isinstance(each, ActionRow) for each in components)
            return Message(flags=flags | (_V2 if rows_alone or self.yes() else 0), **more)
        more["embeds"] = self.embeds() if self.yes() else []
        more["components"] = self.several(self.row, limits.ACTION_ROWS)
        more["poll"] = self.maybe(self.poll)
        shown = more["embeds"] or more["components"] or more["poll"] or self.files
        content = self.text(limits.CONTENT) if not shown or self.yes() else ""
        return Message(content=content, flags=flags, **more)

    def attached(self) -> None:
        """Draw the message's files, and with them the addresses that lead to one."""
        kept = self.yes()
        for number in range(self.draw(st.sampled_from([0, 0, 1, 2, limits.ATTACHMENTS]))):
            description = self.maybe(lambda: self.text(limits.FILE_DESCRIPTION))
            if kept and self.yes():
                self.files.append(Kept(id=str(number), description=description, is_spoiler=self.maybe(self.yes)))
                self.pictures.append("attachment://anything.gif")
                continue
            ending = self.draw(st.sampled_from([".png", ".JPEG", ".ydk", "", None]))
            name = self.draw(_NAMES) + f"?{number}" if ending is None else f"File-{number}_{'x' * number**3}{ending}"
            if ending is not None:
                (self.documents if ending in (".ydk", "") else self.pictures).append(f"attachment://{name}")
            content = self.draw(st.binary(max_size=4))
            self.files.append(Upload(name, content, description=description, is_spoiler=self.yes()))

    def embeds(self) -> list[Embed]:
        made = self.several(self.embed, 3, least=1)
        plain = Embed(image=Image("https://example.com/"))
        return made + [plain] * (limits.EMBEDS - len(made)) if self.yes() else made

    def embed(self) -> Embed:
        more: dict[str, Any] = {
            "image": Image(self._shown()),
            "url": self.maybe(self.url),
            "color": self.maybe(lambda: self.number(0, limits.COLOR)),
            "timestamp": self.draw(st.none() | st.datetimes(timezones=_ZONES)),
            "thumbnail": self.maybe(lambda: Image(self._shown())),
            "title": self._in_embed(limits.EMBED_TITLE),
            "description": self._in_embed(limits.EMBED_DESCRIPTION),
        }
        if text := self._in_embed(limits.EMBED_FOOTER):
            more["footer"] = Footer(text=text, icon_url=self.maybe(self._shown))
        if name := self._in_embed(limits.EMBED_AUTHOR):
            more["author"] = Author(name=name, url=self.maybe(self.url), icon_url=self.maybe(self._shown))
        more["fields"] = self._fields()
        shown = ("title", "description", "author", "fields")
        if any(more.get(name) for name in shown) and self.yes():
            del more["image"]
        return Embed(**more)

    def _fields(self) -> list[Field]:
        fields: list[Field] = []
        for _ in range(self.draw(st.integers(0, 3))):
            if self.in_embeds > 1:
                name = self._of_embeds(min(limits.EMBED_FIELD_NAME, self.in_embeds - 1))
                fields.append(Field(name=name, value=self._of_embeds(limits.EMBED_FIELD_VALUE), inline=self.yes()))
        if self.in_embeds >= 2 * limits.EMBED_FIELDS and self.yes():
            more = [Field(name="x", value="y")] * (limits.EMBED_FIELDS - len(fields))
            self.in_embeds -= 2 * len(more)
            fields += more
        return fields

    def _in_embed(self, most: int) -> str | None:
        return self._of_embeds(most) if self.in_embeds and self.yes() else None

    def _of_embeds(self, most: int) -> str:
        text = self.text(min(most, self.in_embeds))
        self.in_embeds -= len(text)
        return text

    def _shown(self) -> str:
        return self.draw(st.sampled_from([self.url(), *self.pictures]))

    def poll(self) -> Poll:
        def answer() -> PollAnswer:
            return PollAnswer(poll_media=PollMedia(text=self.text(limits.POLL_ANSWER), emoji=self.maybe(self.emoji)))

        return Poll(
            question=PollMedia(text=self.text(limits.POLL_QUESTION)),
            answers=self.several(answer, limits.POLL_ANSWERS, least=1),
            duration=self.number(1, limits.POLL_HOURS),
            allow_multiselect=self.yes(),
        )

    def mentions(self) -> AllowedMentions:
        parsed = self.draw(st.lists(st.sampled_from(["users", "roles", "everyone"]), unique=True))
        named: dict[str, Any] = {}
        for kind in ("users", "roles"):
            if kind not in parsed:
                named[kind] = self.ids(self.draw(st.sampled_from([0, 1, limits.MENTIONS])))
        return AllowedMentions(parse=parsed, replied_user=self.yes(), **named)

    def text_display(self) -> TextDisplay:
        self.room -= 1
        self.bytes -= limits.TEXT_BYTES_EACH
        content = self.text(self.characters).encode()[: self.bytes].decode(errors="ignore")
        content = "x" if content.isspace() else content
        self.characters -= len(content)
        self.bytes -= len(content.encode())
        return TextDisplay(content=content, **self.told())

    @property
    def may_write(self) -> bool:
        return self.characters >= 8 and self.bytes >= 50

    def picture(self) -> Media:
        self.media -= 1
        return Media(self.draw(st.sampled_from([self.url(), *self.pictures, *self.documents])))

    def described(self, kind: Any) -> Any:
        description = self.maybe(lambda: self.text(limits.MEDIA_DESCRIPTION))
        return kind(media=self.picture(), description=description, spoiler=self.yes())

    def section(self) -> Section:
        self.room -= 2
        shown = [self.text_display()]
        while len(shown) < limits.SECTION_TEXTS and self.room and self.may_write and self.yes():
            shown.append(self.text_display())
        accessory = self.described(Thumbnail) if self.yes() and self.media else self.button()
        return Section(components=shown, accessory=accessory, **self.told())

    def gallery(self) -> MediaGallery:
        self.room -= 1
        items = self.several(lambda: self.described(MediaItem), min(2, self.media), least=1)
        if self.yes():
            more = min(limits.GALLERY_ITEMS - len(items), self.media)
            items += [MediaItem(media=Media("https://example.com/"))] * more
            self.media -= more
        return MediaGallery(items=items, **self.told())

    def file(self) -> File:
        self.room, self.media = self.room - 1, self.media - 1
        return File(file=Media(self.draw(st.sampled_from(self.documents))), **self.told(spoiler=self.yes()))

    def separator(self) -> Separator:
        self.room -= 1
        return Separator(divider=self.yes(), spacing=self.number(1, 2), **self.told())

    def container(self) -> Container:
        self.room -= 1
        told = self.told(accent_color=self.maybe(lambda: self.number(0, limits.COLOR)), spoiler=self.yes())
        return Container(components=self.laid_out(), **told)

    def laid_out(self, *, on_top: bool = False) -> list[Any]:
        """One component or more, until there is room for no other at the latest."""
        made: list[MessageComponent] = []
        wanted = self.draw(st.sampled_from([1, 2, 3, 5, limits.COMPONENTS]))
        while self.room and len(made) < wanted:
            kinds: list[Callable[[], MessageComponent]] = [self.separator]
            kinds += [self.row] if self.room >= 2 else []
            kinds += [self.text_display] if self.may_write else []
            kinds += [self.section] if self.may_write and self.room >= 3 else []
            kinds += [self.gallery] if self.media else []
            kinds += [self.file] if self.media and self.documents else []
            kinds += [self.container, self.container] if on_top and self.room >= 2 else []
            made.append(self.draw(st.sampled_from(kinds))())
        return made


class _Form(Hand):
    """Draws a modal."""

    def modal(self) -> Modal:
        components = self.several(self._part, limits.MODAL_COMPONENTS, least=1)
        return Modal(custom_id=self.custom_id(), title=self.text(limits.MODAL_TITLE), components=components)

    def _part(self) -> Label | TextDisplay:
        if self.draw(st.integers(0, 4)) == 0:
            return TextDisplay(content=self.text(limits.TEXT_DISPLAY), **self.told())
        asks: list[Callable[[], Any]] = [
            self._typed,
            self._files,
            self._radio,
            self._boxes,
            self._box,
            lambda: self.select(in_modal=True),
        ]
        component = self.draw(st.sampled_from(asks))()
        description = self.maybe(lambda: self.text(limits.LABEL_DESCRIPTION))
        return Label(label=self.text(limits.LABEL), component=component, **self.told(description=description))

    def _typed(self) -> TextInput:
        most = self.maybe(lambda: self.number(1, limits.TEXT_INPUT))
        least = self.maybe(lambda: self.number(0, most or limits.TEXT_INPUT))
        value = self.text(most or limits.TEXT_INPUT).ljust(least or 0, "y") if self.yes() else self.draw(_NOTHING)
        return TextInput(
            custom_id=self.custom_id(),
            style=self.number(1, 2),
            min_length=least,
            max_length=most,
            required=self.yes(),
            placeholder=self.maybe(lambda: self.text(limits.TEXT_INPUT_PLACEHOLDER)),
            **self.told(value=value),
        )

    def _files(self) -> FileUpload:
        kinds = self.draw(st.lists(_FILE_TYPES, unique=True, max_size=limits.FILE_TYPES))
        return FileUpload(custom_id=self.custom_id(), file_types=kinds, **self._asked(self.bounds(10)))

    def _radio(self) -> RadioGroup:
        options = self.options(RadioOption, self.number(2, limits.RADIO_OPTIONS), 1)
        return RadioGroup(custom_id=self.custom_id(), options=options, **self.told(required=self.yes()))

    def _boxes(self) -> CheckboxGroup:
        count = self.number(1, limits.CHECKBOX_OPTIONS)
        bounds = self.bounds(count, unless=count)
        options = self.options(CheckboxOption, count, bounds["max_values"] or count)
        return CheckboxGroup(custom_id=self.custom_id(), options=options, **self._asked(bounds))

    def _box(self) -> Checkbox:
        return Checkbox(custom_id=self.custom_id(), **self.told(default=self.yes()))

    def _asked(self, bounds: dict[str, Any]) -> dict[str, Any]:
        return self.told(**bounds, required=bounds["min_values"] != 0 and self.yes())


@st.composite
def classic_messages(draw: st.DrawFn) -> Message:
    """Content, embeds, rows and polls, with files."""
    return _Page(draw).message(v2=False)


@st.composite
def layouts(draw: st.DrawFn) -> Message:
    """Messages of Components V2."""
    return _Page(draw).message(v2=True)


def messages() -> st.SearchStrategy[Message]:
    return classic_messages() | layouts()


@st.composite
def modals(draw: st.DrawFn) -> Modal:
    """Forms of every component."""
    return _Form(draw).modal()


def suggestions() -> st.SearchStrategy[Choices]:
    """What autocomplete offers: of one type, and more of it than Discord shows."""
    values = st.sampled_from([texts(limits.CHOICE_VALUE), NUMBERS, FRACTIONS])
    return values.flatmap(lambda value: st.lists(st.builds(CommandChoice, texts(100), value), max_size=40)).map(Choices)


_WILD: list[Any] = [None, True, False, -1, 0, 1, 16, 25, 26, 40, 2**31, 2**64, 0.5, "", " ", "x", "0", [], {}]
_WILD += ["https://", "attachment://nothing.png", "javascript://x", "x" * 5000]


@st.composite
def spoiled(draw: st.DrawFn, made: st.SearchStrategy[Any]) -> Any:
    """A record as plain data, changed in one place or two without a thought for what may be.

    It is in the shape that `msgspec.convert` takes, and may still be sound.
    """
    payload = to_builtins(draw(made), builtin_types=(bytes,))
    for _ in range(draw(st.integers(1, 2))):
        where, key = draw(st.sampled_from([*_places(payload)]))
        others = [around[name] for around, name in _places(payload)]
        changes = [*_changed(where[key]), *draw(st.lists(st.sampled_from(_WILD), min_size=1, max_size=2))]
        changes += [deepcopy(draw(st.sampled_from(others)))]
        where[key] = draw(st.sampled_from(changes))
    return payload


def _places(payload: Any) -> Iterator[tuple[Any, Any]]:
    """Every member of every object and list: where it stands, and under which name or number."""
    for key, value in payload.items() if isinstance(payload, dict) else enumerate(payload):
        yield payload, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


def _changed(value: Any) -> list[Any]:
    """What is a little more or less than `value`."""
    if isinstance(value, str):
        return [value[:-1], value + "x", value * 2, f" {value}\n", value.upper(), value.ljust(101, "x")]
    if isinstance(value, list):
        return [value[:-1], value[1:], [*value, *value], value * 26, [*value, deepcopy(value)]]
    if isinstance(value, dict):
        without = [{name: each for name, each in value.items() if name != left_out} for left_out in value]
        return [*without, value | {"undocumented": 1}]
    return [value + 1, value - 1, -value] if isinstance(value, (int, float)) else []
