"""Components V2: what may stand where, and how much of it a message holds."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from msgspec import json

from kasutamaiza.interactions import Reply, Update
from kasutamaiza.interactions.answer import callback
from kasutamaiza.ui import (
    ActionRow,
    Button,
    Container,
    Embed,
    File,
    Kept,
    Label,
    Media,
    MediaGallery,
    MediaItem,
    Message,
    MessageFlag,
    Poll,
    PollAnswer,
    PollMedia,
    Refused,
    Section,
    Separator,
    Spacing,
    TextDisplay,
    TextInput,
    Thumbnail,
    Upload,
)
from kasutamaiza.ui.layout import ContainerChild
from kasutamaiza.ui.message import MessageComponent
from tests.limit import check_limit

IsValid = Callable[[str, bytes], None]

PICTURE = Media("https://x.example/card.png")
V2 = MessageFlag.IS_COMPONENTS_V2


def button(number: int = 0) -> Button:
    return Button(style=1, label="Press", custom_id=f"button {number}")


def row(*numbers: int) -> ActionRow:
    return ActionRow(components=[button(number) for number in numbers])


def section(text: str = "x", number: int = 0) -> Section:
    return Section(components=[TextDisplay(text)], accessory=button(number))


def gallery(count: int = 1) -> MediaGallery:
    return MediaGallery(items=[MediaItem(PICTURE)] * count)


def card() -> Container:
    """A container with one of everything that it may hold."""
    return Container(
        components=[
            TextDisplay("# Dark Magician", id=1),
            Section(
                components=[TextDisplay("a"), TextDisplay("b"), TextDisplay("c")],
                accessory=Thumbnail(PICTURE, description="A magician", spoiler=True, id=2),
            ),
            Separator(spacing=Spacing.LARGE, divider=False),
            MediaGallery(items=[MediaItem(PICTURE, "x" * 1024, spoiler=True), MediaItem(Media("attachment://a.png"))]),
            File(Media("attachment://deck.ydk"), spoiler=True),
            row(1, 2),
        ],
        accent_color=0xFFFFFF,
        spoiler=True,
        id=2**31 - 1,
    )


FILES = [Upload("deck.ydk", b"#main"), Upload("a.png", b"png")]
TAKEN: dict[str, Message] = {
    "text": Message(components=[TextDisplay("x" * 4000)]),
    "each kind": Message(components=[card(), section(), gallery(10), Separator(), row(3)], attachments=FILES),
    "a row, by its flag": Message(components=[row(1)], flags=V2),
    "forty": Message(components=[Container(components=[row(n) for n in range(19)]), TextDisplay("x")]),
    "many rows": Message(components=[TextDisplay("x"), *(row(number) for number in range(6))]),
    "ids of 0": Message(components=[TextDisplay("x", id=0), TextDisplay("x", id=0)]),
}


@pytest.mark.parametrize("message", TAKEN.values(), ids=TAKEN)
def test_what_is_built_is_what_discord_takes(message: Message, is_valid: IsValid) -> None:
    assert message.is_v2
    is_valid("callback", callback(Reply(message)))
    is_valid("callback", callback(Update(message)))


def test_rows_alone_are_a_message_as_it_ever_was() -> None:
    assert not Message(components=[row(1)]).is_v2
    assert not Message(content="x").is_v2


def test_what_is_left_out_is_not_written() -> None:
    assert json.decode(json.encode([section(), Separator(), gallery(), File(Media("attachment://a"))])) == [
        {
            "type": 9,
            "components": [{"type": 10, "content": "x"}],
            "accessory": {"type": 2, "style": 1, "label": "Press", "custom_id": "button 0"},
        },
        {"type": 14},
        {"type": 12, "items": [{"media": {"url": "https://x.example/card.png"}}]},
        {"type": 13, "file": {"url": "attachment://a"}},
    ]


def test_plain_data_becomes_the_same_message() -> None:
    message = TAKEN["each kind"]
    plain = msgspec.to_builtins(message)
    assert msgspec.to_builtins(msgspec.convert(plain, type=Message)) == json.decode(json.encode(message))


LIMITS: dict[str, tuple[int, Callable[[int], object]]] = {
    "text_display.content": (4000, lambda n: TextDisplay("x" * n)),
    "media.url": (2048, lambda n: Media("https://".ljust(n, "x"))),
    "thumbnail.description": (1024, lambda n: Thumbnail(PICTURE, "x" * n)),
    "media_item.description": (1024, lambda n: MediaItem(PICTURE, "x" * n)),
    "section.components": (3, lambda n: Section(components=[TextDisplay("x")] * n, accessory=button())),
    "media_gallery.items": (10, gallery),
    "container.components": (40, lambda n: Container(components=[Separator()] * n)),
}


@pytest.mark.parametrize(("field", "most", "build"), [(field, *each) for field, each in LIMITS.items()], ids=LIMITS)
def test_a_component_is_built_at_its_limit_and_refused_one_beyond(
    field: str, most: int, build: Callable[[int], object]
) -> None:
    check_limit(field, most, build)


def held(*components: Any) -> Container:
    return Container(components=components)


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "no text": (lambda: TextDisplay(""), "text_display.content has 0 characters; Discord allows 1 to 4000."),
    "blank text": (lambda: TextDisplay(" \n"), "text_display.content is blank"),
    "text of a wrong id": (lambda: TextDisplay("x", id=-1), "text_display.id is -1"),
    "media of no address": (lambda: Media(""), "media.url has 0 characters"),
    "media of a script": (
        lambda: Media("javascript:x"),
        "media.url is 'javascript:x'; Discord allows https://…, http://…",
    ),
    "media of a path": (lambda: Media("attachment://../x"), "media.url is 'attachment://../x'"),
    "a thumbnail described by nothing": (lambda: Thumbnail(PICTURE, ""), "thumbnail.description has 0 characters"),
    "an item described by blanks": (lambda: MediaItem(PICTURE, " "), "media_item.description is blank"),
    "a gallery of nothing": (lambda: gallery(0), "media_gallery.items has 0 members; Discord allows 1 to 10."),
    "a section of nothing": (
        lambda: Section(components=[], accessory=button()),
        "section.components has 0 members; Discord allows 1 to 3.",
    ),
    "a section of a separator": (
        lambda: Section(components=[Separator()], accessory=button()),  # type: ignore[list-item]
        "section.components[0] is of type Separator; Discord allows TextDisplay here.",
    ),
    "a section beside a gallery": (
        lambda: Section(components=[TextDisplay("x")], accessory=gallery()),  # type: ignore[arg-type]
        "section.accessory is of type MediaGallery; Discord allows Button, Thumbnail here.",
    ),
    "a file of the web": (
        lambda: File(PICTURE),
        "file.file.url is 'https://x.example/card.png'; Discord allows attachment",
    ),
    "a separator of no size": (lambda: Separator(spacing=3), "separator.spacing is 3; Discord allows 1 to 2."),
    "a container of nothing": (held, "container.components has 0 members; Discord allows 1 to 40."),
    "a container in a container": (
        lambda: held(TextDisplay("x"), held(TextDisplay("x"))),
        "container.components[1] is of type Container; Discord allows ActionRow, TextDisplay,",
    ),
    "a thumbnail alone": (lambda: held(Thumbnail(PICTURE)), "container.components[0] is of type Thumbnail"),
    "a button alone": (lambda: held(button()), "container.components[0] is of type Button"),
    "a colour of 25 bits": (
        lambda: Container(components=[Separator()], accent_color=0x1000000),
        "container.accent_color is 16777216; Discord allows 0 to 16777215.",
    ),
    "a negative colour": (lambda: Container(components=[Separator()], accent_color=-1), "container.accent_color is -1"),
}


@pytest.mark.parametrize(("build", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_component_is_refused_with_its_reason(build: Callable[[], object], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert str(refused.value).startswith(reason)


POLL = Poll(question=PollMedia("x"), answers=[PollAnswer(PollMedia("x"))])

WRONG_MESSAGES: dict[str, tuple[dict[str, Any], str]] = {
    "with content": (
        {"components": [TextDisplay("x")], "content": "x"},
        "message.content is given; Discord allows none",
    ),
    "with an embed": ({"components": [section()], "embeds": [Embed(title="x")]}, "message.embeds is given"),
    "with a poll": ({"components": [card()], "poll": POLL, "attachments": FILES}, "message.poll is given"),
    "by its flag, with content": ({"components": [row(1)], "content": "x", "flags": V2}, "message.content is given"),
    "by its flag, of nothing": ({"flags": V2}, "message is empty"),
    "by its flag, of a file alone": ({"flags": V2, "attachments": FILES}, "message.components has 0 members"),
    "of a button": ({"components": [button()]}, "message.components[0] is of type Button; Discord allows ActionRow,"),
    "of a thumbnail": ({"components": [row(1), Thumbnail(PICTURE)]}, "message.components[1] is of type Thumbnail"),
    "of a label": (
        {"components": [Label(label="x", component=TextInput(custom_id="x"))]},
        "message.components[0] is of type Label",
    ),
    "of 41 rows": ({"components": [Separator()] * 41}, "message.components has 41 members; Discord allows 1 to 40."),
    "of 41, nested ones included": (
        {"components": [Container(components=[row(number) for number in range(20)])]},
        "message.components has 41 components, nested ones included; Discord allows at most 40.",
    ),
    "of 41, accessories included": (
        {"components": [section(number=number) for number in range(13)] + [row(20)]},
        "message.components has 41 components, nested ones included; Discord allows at most 40.",
    ),
    "of too much text": (
        {"components": [TextDisplay("x" * 3990), held(section("x" * 11))]},
        "message.components has 4001 characters in its text displays; Discord allows 4000 together.",
    ),
    "of too many bytes": (
        {"components": [TextDisplay("青" * 3387)]},
        "message.components has 10173 bytes in its text displays, 12 more for each; Discord fails beyond 10170",
    ),
    "of too many media": (
        {"components": [gallery(10)] * 6 + [gallery(5)]},
        "message.components has 65 media; Discord fails beyond 64 in a message.",
    ),
    "with a custom_id twice": (
        {"components": [section(number=1), held(row(2, 1))]},
        (
            "message.components[1].components[0].components[1].custom_id is 'button 1', "
            "as message.components[0].accessory.custom_id is; Discord allows each custom_id once."
        ),
    ),
    "with an id twice": (
        {"components": [held(TextDisplay("x", id=5)), Separator(id=5)]},
        "message.components[1].id is '5', as message.components[0].components[0].id is; Discord allows each id once.",
    ),
}


@pytest.mark.parametrize(("parts", "reason"), WRONG_MESSAGES.values(), ids=WRONG_MESSAGES)
def test_a_wrong_message_is_refused_with_its_reason(parts: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        Message(**parts)
    assert str(refused.value).startswith(reason)


FITS: dict[str, Sequence[MessageComponent]] = {
    "4000 characters": [TextDisplay("x" * 3000), held(section("x" * 1000))],
    "10170 bytes": [TextDisplay("青" * 3386)],
    "64 media": [gallery(10)] * 6 + [gallery(4)],
    "a link twice": [
        ActionRow(components=[Button(style=5, label="x", url="https://x.example")] * 2),
        TextDisplay("x"),
    ],
}


@pytest.mark.parametrize("components", FITS.values(), ids=FITS)
def test_a_message_holds_what_just_fits(components: Sequence[MessageComponent]) -> None:
    assert Message(components=components).is_v2


SHOWN: dict[str, ContainerChild] = {
    "items[0].media.url": MediaGallery(items=[MediaItem(Media("attachment://a.png"))]),
    "file.url": File(Media("attachment://a.png")),
    "accessory.media.url": Section(components=[TextDisplay("x")], accessory=Thumbnail(Media("attachment://a.png"))),
}


@pytest.mark.parametrize(("where", "component"), SHOWN.items(), ids=SHOWN)
def test_a_component_shows_only_files_that_are_there(where: str, component: ContainerChild) -> None:
    for attachments in ((), [Upload("b.png", b"")]):
        with pytest.raises(Refused) as refused:
            Message(components=[Separator(), held(component)], attachments=attachments)
        assert str(refused.value) == (
            f"message.components[1].components[0].{where} is 'attachment://a.png'; "
            "message.attachments has no upload of that name."
        )
    # What a kept file is called is not known here.
    for there in (Upload("a.png", b""), Kept(1)):
        assert Message(components=[component], attachments=[there]).components == [component]
