"""Messages that Discord would refuse: content, embeds, mentions, files and flags."""

from collections.abc import Callable
from typing import Any

from tests.vocabulary.payloads import V2, button, link, message, row, shown, text, upload
from tests.vocabulary.rule import DOCS, MESSAGE, OPENAPI, REFERENCE, Payload, Rule, documented

HOST = "https://x.example/"


def said(parts: Payload) -> Payload:
    return {"content": "Well drawn.", **parts}


def embed(parts: Payload) -> Payload:
    return {"embeds": [{"title": "Dark Magician", **parts}]}


def bare_embed(parts: Payload) -> Payload:
    return {"embeds": [parts]}


def field(parts: Payload) -> Payload:
    return embed({"fields": [{"name": "ATK", "value": "2500", **parts}]})


def long_url(size: int) -> str:
    return HOST + "x" * (size - len(HOST))


def mentions(parts: Payload) -> Payload:
    return said({"allowed_mentions": parts})


def ids(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def rows(count: int) -> list[Payload]:
    return [row(button(number)) for number in range(count)]


def files(count: int) -> list[Payload]:
    return [upload(f"deck-{number}.png") for number in range(count)]


def both_kinds(parts: Payload) -> Payload:
    return {"flags": V2, "components": [text()], **parts}


def six_rows(flags: int) -> Payload:
    return {"components": rows(6), "flags": flags}


def pictured(name: str) -> Payload:
    return {**embed({"image": {"url": f"attachment://{name}"}}), "attachments": [upload(name)]}


def as_it_is(payload: Any) -> Any:
    return payload


CONTENT = documented(
    f"{MESSAGE}#create-message",
    message,
    Rule("content", said, {"content": "x" * 2000}, {"content": "x" * 2001}, "content 2000", "message.content_max"),
    Rule("an empty message", as_it_is, {"content": "x"}, {}, "content"),
    Rule("empty content alone", said, {}, {"content": ""}, "content"),
    Rule(
        "embeds in number",
        lambda count: {"embeds": [{"title": "x"}] * count},
        10,
        11,
        "embeds 10",
        "message.embeds_max",
    ),
    Rule("a flag that only Discord sets", said, {"flags": 4096 | 4}, {"flags": 128}, "flags"),
    Rule("a flag of published messages", said, {"flags": 4}, {"flags": 1}, "flags"),
    Rule("a flag that there is not", said, {"flags": 4096}, {"flags": 1 << 30}, "flags"),
    Rule("content beside V2 components", both_kinds, {}, {"content": "x"}, "content"),
    Rule("embeds beside V2 components", both_kinds, {}, {"embeds": [{"title": "x"}]}, "embeds?"),
    Rule(
        "a poll beside V2 components",
        both_kinds,
        {},
        {"poll": {"question": {"text": "Which?"}, "answers": [{"poll_media": {"text": "This"}}]}},
        "poll",
    ),
    Rule("content beside a V2 component, unsaid", as_it_is, shown(text()), said({"components": [text()]}), "content"),
    Rule("the V2 flag without components", as_it_is, shown(text()), {"flags": V2}, "components"),
    Rule("the V2 flag with content alone", as_it_is, said({}), said({"flags": V2}), "content"),
)

ROWS = documented(
    f"{DOCS}/components/reference#legacy-message-component-behavior",
    message,
    Rule(
        "rows of a classic message",
        lambda count: said({"components": rows(count)}),
        5,
        6,
        "components 5",
        "component.legacy_action_rows_max",
    ),
    Rule("six rows without the V2 flag", six_rows, V2, 0, "components 5", "component.legacy_action_rows_max"),
)

EMBEDS = documented(
    f"{MESSAGE}#embed-object-embed-limits",
    message,
    Rule("title", embed, {"title": "x" * 256}, {"title": "x" * 257}, "title 256", "embed.title_max"),
    Rule(
        "description",
        embed,
        {"description": "x" * 4096},
        {"description": "x" * 4097},
        "description 4096",
        "embed.description_max",
    ),
    Rule(
        "fields",
        lambda count: embed({"fields": [{"name": "x", "value": "y"}] * count}),
        25,
        26,
        "fields 25",
        "embed.fields_max",
    ),
    Rule("field name", field, {"name": "x" * 256}, {"name": "x" * 257}, "name 256", "embed.field_name_max"),
    Rule("field value", field, {"value": "x" * 1024}, {"value": "x" * 1025}, "value 1024", "embed.field_value_max"),
    Rule("empty field name", field, {"name": "x"}, {"name": ""}, "name"),
    Rule("empty field value", field, {"value": "x"}, {"value": ""}, "value"),
    Rule(
        "field without a value",
        lambda parts: embed({"fields": [parts]}),
        {"name": "x", "value": "y"},
        {"name": "x"},
        "value",
    ),
    Rule(
        "footer",
        lambda size: embed({"footer": {"text": "x" * size}}),
        2048,
        2049,
        "footer 2048",
        "embed.footer_text_max",
    ),
    Rule(
        "author",
        lambda size: embed({"author": {"name": "x" * size}}),
        256,
        257,
        "author 256",
        "embed.author_name_max",
    ),
    Rule(
        "all embeds together",
        lambda more: {
            "embeds": [
                {"title": "x" * 200, "description": "x" * 3000, "footer": {"text": "x" * 400}},
                {"author": {"name": "x" * 200}, "fields": [{"name": "x" * 200, "value": "x" * 1000}] * 1},
                {"description": "x" * (1000 + more)},
            ]
        },
        0,
        1,
        "6000",
        "embed.total_chars_max",
    ),
    Rule("an embed of nothing", bare_embed, {"title": "x"}, {}, "embed"),
    Rule("an embed of colour alone", bare_embed, {"title": "x", "color": 7}, {"color": 7}, "embed"),
)


def padded(build: Callable[[str], Payload]) -> Callable[[int], Payload]:
    """Blanks around a text are trimmed, and not counted."""
    return lambda size: build(" " + "x" * size + "\n")


TRIMMED = documented(
    f"{MESSAGE}#embed-object-embed-limits",
    message,
    Rule("title between blanks", padded(lambda said: embed({"title": said})), 256, 257, "title 256"),
    Rule(
        "description between blanks", padded(lambda said: embed({"description": said})), 4096, 4097, "description 4096"
    ),
    Rule("field name between blanks", padded(lambda said: field({"name": said})), 256, 257, "name 256"),
    Rule("field value between blanks", padded(lambda said: field({"value": said})), 1024, 1025, "value 1024"),
    Rule("footer between blanks", padded(lambda said: embed({"footer": {"text": said}})), 2048, 2049, "footer 2048"),
    Rule("author between blanks", padded(lambda said: embed({"author": {"name": said}})), 256, 257, "author 256"),
    Rule(
        "all embeds together, between blanks",
        padded(lambda said: {"embeds": [{"description": "x" * 4000}, {"description": said}]}),
        2000,
        2001,
        "6000",
        "embed.total_chars_max",
    ),
)

EMBED_PARTS = documented(
    f"{MESSAGE}#embed-object",
    message,
    Rule("url too long", embed, {"url": long_url(2048)}, {"url": long_url(2049)}, "url 2048", "spec.embed.url_max"),
    Rule("url without a scheme", embed, {"url": HOST}, {"url": "x.example"}, "url"),
    Rule("url of another scheme", embed, {"url": HOST}, {"url": "javascript:alert"}, "url"),
    Rule("image of another scheme", lambda url: embed({"image": {"url": url}}), HOST, "ftp://x.example", "image|url"),
    Rule(
        "image too long",
        lambda size: embed({"thumbnail": {"url": long_url(size)}}),
        2048,
        2049,
        "url 2048",
        "spec.embed.url_max",
    ),
    Rule(
        "an author's url that is a file",
        lambda url: {**embed({"author": {"name": "x", "url": url}}), "attachments": [upload("a.png")]},
        HOST,
        "attachment://a.png",
        "url",
    ),
    Rule("colour of 25 bits", embed, {"color": 0xFFFFFF}, {"color": 0x1000000}, "color 16777215"),
    Rule("colour below black", embed, {"color": 0}, {"color": -1}, "color 16777215"),
    Rule(
        "time without a zone",
        embed,
        {"timestamp": "2026-11-23T12:00:00Z"},
        {"timestamp": "2026-11-23T12:00:00"},
        "timestamp",
    ),
)

MENTIONS = documented(
    f"{MESSAGE}#allowed-mentions-object",
    message,
    Rule(
        "users",
        lambda count: mentions({"users": ids(count)}),
        100,
        101,
        "users 100",
        "allowed_mentions.users_max",
    ),
    Rule(
        "roles",
        lambda count: mentions({"roles": ids(count)}),
        100,
        101,
        "roles 100",
        "allowed_mentions.roles_max",
    ),
    Rule(
        "parse beside users",
        mentions,
        {"parse": ["everyone"], "users": ["1"]},
        {"parse": ["users"], "users": ["1"]},
        "parse users",
    ),
    Rule(
        "parse beside roles",
        mentions,
        {"parse": ["roles"], "roles": []},
        {"parse": ["roles"], "roles": ["1"]},
        "parse roles",
    ),
    Rule("a kind that there is not", mentions, {"parse": ["everyone"]}, {"parse": ["here"]}, "parse"),
    Rule("a user who is no id", mentions, {"users": ["7"]}, {"users": ["seven"]}, "users|snowflake|id"),
    Rule("a role beyond 64 bits", mentions, {"roles": [str(2**64 - 1)]}, {"roles": [str(2**64)]}, "roles|snowflake|id"),
)

UNIQUE_MENTIONS = documented(
    f"{OPENAPI} MessageAllowedMentionsRequest",
    message,
    Rule("a user twice", mentions, {"users": ["1", "2"]}, {"users": ["1", "1"]}, "users"),
    Rule("a kind twice", mentions, {"parse": ["users", "roles"]}, {"parse": ["users", "users"]}, "parse"),
)

FILES = documented(
    f"{MESSAGE}#attachment-object",
    message,
    Rule(
        "files",
        lambda count: said({"attachments": files(count)}),
        10,
        11,
        "attachments 10",
        "message.attachments_max",
    ),
    Rule(
        "description of a file",
        lambda size: said({"attachments": [upload(description="x" * size)]}),
        1024,
        1025,
        "description 1024",
        "attachment.description_max",
    ),
    Rule(
        "description of a file that is kept",
        lambda size: said({"attachments": [{"id": "7", "description": "x" * size}]}),
        1024,
        1025,
        "description 1024",
        "attachment.description_max",
    ),
    Rule(
        "a kept file that is no id",
        lambda kept: said({"attachments": [{"id": kept}]}),
        "7",
        "seven",
        "id",
    ),
    Rule("a file without a name", lambda name: said({"attachments": [upload(name)]}), "a.png", "", "filename"),
)

PICTURES = documented(
    f"{REFERENCE}#uploading-files",
    message,
    Rule("an embed's picture that is none", pictured, "deck.png", "deck.pdf", "attachment|image|url"),
)

LINKS = documented(
    f"{DOCS}/components/reference#button",
    message,
    Rule(
        "a link that leads nowhere",
        lambda url: said({"components": [row(link(url=url))]}),
        HOST,
        "the rules",
        "url",
    ),
)

RULES = [*CONTENT, *ROWS, *EMBEDS, *TRIMMED, *EMBED_PARTS, *MENTIONS, *UNIQUE_MENTIONS, *FILES, *PICTURES, *LINKS]
