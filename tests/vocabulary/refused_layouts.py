"""Layouts (the second kind of components) that Discord would refuse."""

from tests.vocabulary.payloads import (
    button,
    container,
    gallery,
    item,
    label,
    message,
    row,
    section,
    select,
    shown,
    text,
    text_input,
    thumbnail,
    upload,
    without,
)
from tests.vocabulary.rule import COMPONENTS, OPENAPI, Payload, Rule, documented


def texts(count: int) -> list[Payload]:
    return [text(f"Line {number}") for number in range(count)]


def pictured(parts: Payload) -> Payload:
    return shown(section(accessory=thumbnail(**parts)))


def items(each: list[Payload]) -> Payload:
    return shown({"type": 12, "items": each})


def url_of(size: int) -> Payload:
    host = "https://x.example/"
    return {"media": {"url": host + "x" * (size - len(host))}}


def boxed(parts: Payload) -> Payload:
    return shown(container(**parts))


def filed(url: str) -> Payload:
    return {**shown({"type": 13, "file": {"url": url}}), "attachments": [upload("deck.zip")]}


def sections(more: int) -> Payload:
    """Thirteen sections of three components each, in a container, and `more` texts."""
    each = [section(text(f"Line {number}"), accessory=button(number)) for number in range(13)]
    return shown(container(*each), *texts(more))


def galleries(count: int) -> Payload:
    full, rest = divmod(count, 10)
    return shown(*(gallery(10) for _ in range(full)), gallery(rest))


def told(content: str) -> Payload:
    return shown(text(content))


def outer_and_inner(custom_id: str) -> Payload:
    inside = container(row(button(custom_id="x")))
    return shown(inside, section(accessory=button(custom_id=custom_id)))


WHOLE = documented(
    f"{COMPONENTS}#what-is-a-component",
    message,
    Rule(
        "components side by side", lambda count: shown(*texts(count)), 40, 41, "components 40", "component.v2_total_max"
    ),
    Rule(
        "components inside one another",
        lambda count: shown(container(*texts(count))),
        39,
        40,
        "components 40",
        "component.v2_total_max",
    ),
    Rule("accessories count as well", sections, 0, 1, "components 40", "component.v2_total_max"),
    Rule("a custom_id twice, inside and outside", outer_and_inner, "y", "x", "custom_id"),
    Rule("an id twice, inside and outside", lambda number: shown(container(text(id=7)), text(id=number)), 8, 7, "id"),
    Rule("a thumbnail by itself", shown, text(), thumbnail(), "components"),
    Rule("a button by itself", shown, row(), button(), "components"),
    Rule("a label outside a modal", shown, text(), label(), "components"),
    Rule("a text input outside a modal", shown, text(), text_input(), "components"),
    Rule("a component that there is not", shown, text(), {"type": 15}, "components"),
)

SECTIONS = documented(
    f"{COMPONENTS}#section",
    message,
    Rule("texts", lambda count: shown(section(*texts(count))), 3, 4, "components 3", "section.texts_max"),
    Rule(
        "no text",
        lambda each: shown({"type": 9, "components": each, "accessory": thumbnail()}),
        [text()],
        [],
        "components 1",
        "section.texts_min",
    ),
    Rule("no accessory", shown, section(), without(section(), "accessory"), "accessory"),
    Rule("a select as accessory", lambda each: shown(section(accessory=each)), button(), select(), "accessory"),
    Rule("a button as text", lambda each: shown(section(each)), text(), button(), "components"),
)

PICTURES = documented(
    f"{COMPONENTS}#thumbnail",
    message,
    Rule(
        "description of a thumbnail",
        pictured,
        {"description": "x" * 1024},
        {"description": "x" * 1025},
        "description 1024",
        "thumbnail.description_max",
    ),
    Rule("a thumbnail of nothing", lambda media: pictured({"media": media}), {"url": "https://x.example"}, {}, "url"),
    Rule(
        "a thumbnail that is no address",
        lambda url: pictured({"media": {"url": url}}),
        "https://x.example",
        "a dragon",
        "url",
    ),
    Rule("address of media", pictured, url_of(2048), url_of(2049), "url 2048", "spec.media.url_max"),
)

GALLERIES = documented(
    f"{COMPONENTS}#media-gallery",
    message,
    Rule("items", lambda count: shown(gallery(count)), 10, 11, "items 10", "media_gallery.items_max"),
    Rule("no item", lambda count: shown(gallery(count)), 1, 0, "items 1", "media_gallery.items_min"),
    Rule(
        "description of an item",
        lambda size: items([item(description="x" * size)]),
        1024,
        1025,
        "description 1024",
        "media_gallery.item_description_max",
    ),
    Rule("an item of nothing", items, [item()], [{"description": "x"}], "media"),
)

OTHERS = documented(
    COMPONENTS,
    message,
    Rule("a file from the web", filed, "attachment://deck.zip", "https://x.example/deck.zip", "attachment"),
    Rule("spacing", lambda size: shown({"type": 14, "spacing": size}, text()), 2, 3, "spacing"),
    Rule(
        "accent",
        boxed,
        {"accent_color": 16777215},
        {"accent_color": 16777216},
        "accent_color 16777215",
        "container.accent_color_max",
    ),
    Rule("accent below black", boxed, {"accent_color": 0}, {"accent_color": -1}, "accent_color"),
    Rule("a container in a container", lambda each: shown(container(each)), text(), container(), "components"),
    Rule("a thumbnail in a container", lambda each: shown(container(each)), section(), thumbnail(), "components"),
    Rule("a button in a container", lambda each: shown(container(each)), row(), button(), "components"),
)

TEXTS = documented(
    f"{OPENAPI} TextDisplayComponentForMessageRequest",
    message,
    Rule("content", told, "x" * 4000, "x" * 4001, "content|text 4000", "spec.text_display.content_max"),
    Rule("no content", told, "x", "", "content"),
    Rule("an empty description", pictured, {"description": "x"}, {"description": ""}, "description"),
)

SEEN = documented(
    "seen, not documented: what Discord refuses, or fails at",
    message,
    Rule(
        "all texts together",
        lambda size: shown(text("x" * 2000), container(text("x" * size))),
        2000,
        2001,
        "4000",
        "community.v2_text_total_max",
    ),
    Rule("bytes of a text", told, "あ" * 3386, "あ" * 3387, "10170", "community.v2_processed_bytes_max"),
    Rule(
        "bytes of all texts",
        lambda size: shown(text("あ" * 1000), text("あ" * size)),
        2382,
        2383,
        "10170",
        "community.v2_processed_bytes_max",
    ),
    Rule("media of a message", galleries, 64, 65, "64", "community.v2_media_items_max"),
)

RULES = [*WHOLE, *SECTIONS, *PICTURES, *GALLERIES, *OTHERS, *TEXTS, *SEEN]
