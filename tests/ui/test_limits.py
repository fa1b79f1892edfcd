"""What Discord would refuse is refused here, at its edge, by name; and what is sent is sent whole."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from kasutamaiza.interactions import Choice, Reply, Update
from kasutamaiza.interactions.answer import callback, changed_message, new_message
from kasutamaiza.ui import (
    NOBODY,
    ActionRow,
    AllowedMentions,
    Author,
    Button,
    ButtonStyle,
    Embed,
    Field,
    Footer,
    Image,
    Message,
    Refused,
)
from tests.limit import check_limit

IsValid = Callable[[str, bytes], None]


def button(number: int = 0, *, label: str = "Press", custom_id: str | None = None) -> Button:
    return Button(style=ButtonStyle.PRIMARY, label=label, custom_id=custom_id or f"button {number}")


def row(number: int = 0) -> ActionRow:
    return ActionRow(components=[button(number)])


def link(url: str = "https://discord.com") -> Button:
    return Button(style=ButtonStyle.LINK, label="Go", url=url)


def url(length: int) -> str:
    return "https://x.example/".ljust(length, "x")


AT_MOST: dict[str, tuple[int, Callable[[int], object]]] = {
    "message.content": (2000, lambda n: Message(content="x" * n)),
    "message.embeds": (10, lambda n: Message(embeds=[Embed(title="x")] * n)),
    "message.components": (5, lambda n: Message(components=[row(number) for number in range(n)])),
    "embed.title": (256, lambda n: Embed(title="x" * n)),
    "embed.description": (4096, lambda n: Embed(description="x" * n)),
    "embed.fields": (25, lambda n: Embed(fields=[Field("x", "y")] * n)),
    "embed.url": (2048, lambda n: Embed(title="x", url=url(n))),
    "embed.footer.icon_url": (2048, lambda n: Footer("x", icon_url=url(n))),
    "embed.author.url": (2048, lambda n: Author("x", url=url(n))),
    "embed.author.icon_url": (2048, lambda n: Author("x", icon_url=url(n))),
    "image.url": (2048, lambda n: Image(url(n))),
    "embed.fields.name": (256, lambda n: Field("x" * n, "y")),
    "embed.fields.value": (1024, lambda n: Field("x", "y" * n)),
    "embed.footer.text": (2048, lambda n: Footer("x" * n)),
    "embed.author.name": (256, lambda n: Author("x" * n)),
    "action_row.components": (5, lambda n: ActionRow(components=[button(number) for number in range(n)])),
    "button.label": (80, lambda n: button(label="x" * n)),
    "button.custom_id": (100, lambda n: button(custom_id="x" * n)),
    "button.url": (512, lambda n: link("https://" + "x" * (n - len("https://")))),
    "choice.name": (100, lambda n: Choice("x" * n, 1)),
    "choice.value": (100, lambda n: Choice("x", "y" * n)),
}


@pytest.mark.parametrize(("field", "most", "build"), [(field, *each) for field, each in AT_MOST.items()], ids=AT_MOST)
def test_a_record_is_built_at_its_limit_and_refused_one_beyond(
    field: str, most: int, build: Callable[[int], object]
) -> None:
    check_limit(field, most, build)


NOT_EMPTY: dict[str, Callable[[], object]] = {
    "embed.fields.name": lambda: Field("", "y"),
    "embed.fields.value": lambda: Field("x", ""),
    "embed.footer.text": lambda: Footer(""),
    "embed.author.name": lambda: Author(""),
    "action_row.components": lambda: ActionRow(components=[]),
    "button.custom_id": lambda: Button(style=ButtonStyle.PRIMARY, label="x", custom_id=""),
    "button.url": lambda: link(""),
    "choice.name": lambda: Choice("", 1),
}


@pytest.mark.parametrize(("field", "build"), NOT_EMPTY.items(), ids=NOT_EMPTY)
def test_what_must_hold_something_is_refused_empty(field: str, build: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=rf"^{field} has 0 (characters|members); Discord allows 1 to \d+\.$"):
        build()


@pytest.mark.parametrize(
    ("field", "build"),
    [
        ("embed.fields.name", lambda: Field(" \n", "y")),
        ("embed.fields.value", lambda: Field("x", "\t")),
        ("embed.footer.text", lambda: Footer("  ")),
        ("embed.author.name", lambda: Author("\u3000")),
    ],
)
def test_blanks_are_nothing(field: str, build: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=rf"^{field} is blank; Discord allows 1 to \d+ characters"):
        build()


def test_what_only_looks_blank_is_something() -> None:
    assert Field("\u200b", "\u2800") == Field(name="\u200b", value="\u2800")


NO_ADDRESS = ["javascript:alert(1)", "ftp://x.example", "https://", "https:///x", "x.example", "https://x.example/a b"]


@pytest.mark.parametrize("wrong", [*NO_ADDRESS, "attachment://card.png", "http://x.example\x00", "https://:80"])
def test_an_embed_leads_to_the_web_alone(wrong: str) -> None:
    fields: dict[str, Callable[[], object]] = {
        "embed.url": lambda: Embed(title="x", url=wrong),
        "embed.author.url": lambda: Author("x", url=wrong),
    }
    for field, build in fields.items():
        with pytest.raises(Refused, match=rf"^{field} is .*; Discord allows https://… and http://… with no blanks\.$"):
            build()


@pytest.mark.parametrize(
    "wrong", [*NO_ADDRESS, "attachment://", "attachment://a/b.png", "attachment://große Karte.png"]
)
def test_a_picture_comes_from_the_web_or_from_a_file_of_a_plain_name(wrong: str) -> None:
    fields: dict[str, Callable[[], object]] = {
        "image.url": lambda: Image(wrong),
        "embed.footer.icon_url": lambda: Footer("x", icon_url=wrong),
        "embed.author.icon_url": lambda: Author("x", icon_url=wrong),
    }
    for field, build in fields.items():
        with pytest.raises(Refused, match=rf"^{field} is .*; Discord allows https://…, http://… and attachment://…\.$"):
            build()


@pytest.mark.parametrize("right", ["HTTPS://X.EXAMPLE", "http://[::1]:80/?a#b", "https://me:pw@x.example:443/Ä?ö=ü"])
def test_any_web_address_will_do(right: str) -> None:
    assert Embed(title="x", url=right).url == right


@pytest.mark.parametrize(("name", "shown"), [("a.PNG", True), ("a.webp", True), ("a.pdf", False), ("png", False)])
def test_an_embed_shows_a_file_only_as_a_picture(name: str, shown: bool) -> None:
    if shown:
        assert Image(f"attachment://{name}").url.endswith(name)
    else:
        with pytest.raises(Refused, match=r"^image.url is 'attachment://.*'; Discord shows a file in an embed only as"):
            Image(f"attachment://{name}")


def test_a_time_without_a_zone_is_refused() -> None:
    assert json.encode(Embed(title="x", timestamp=datetime(2026, 1, 1, tzinfo=UTC))).endswith(
        b'"2026-01-01T00:00:00Z"}'
    )
    with pytest.raises(Refused, match=r"^embed.timestamp is 2026-01-01 00:00:00, of no time zone"):
        Embed(title="x", timestamp=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize("color", [0, 0xFFFFFF])
def test_a_colour_is_any_of_24_bits(color: int) -> None:
    assert Embed(title="x", color=color).color == color


@pytest.mark.parametrize("color", [-1, 0x1000000])
def test_another_colour_is_refused(color: int) -> None:
    with pytest.raises(Refused, match=rf"^embed.color is {color}; Discord allows 0 to 16777215\.$"):
        Embed(title="x", color=color)


@pytest.mark.parametrize(
    "parts",
    [
        {"title": "x"},
        {"description": "x"},
        {"fields": [Field("x", "y")]},
        {"image": Image("https://x.example/card.png")},
        {"thumbnail": Image("https://x.example/card.png")},
        {"author": Author("x")},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_an_embed_is_content_with_one_thing_to_show(parts: dict[str, Any]) -> None:
    assert Message(embeds=[Embed(**parts)]).embeds == [Embed(**parts)]


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"title": ""},
        {"title": " "},
        {"description": ""},
        {"description": "\n\t "},
        {"color": 1},
        {"url": "https://x.example"},
        {"timestamp": datetime(2026, 1, 1, tzinfo=UTC)},
        {"footer": Footer("x")},
    ],
    ids=repr,
)
def test_an_embed_with_nothing_to_show_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="embed has nothing to show"):
        Embed(**parts)


text = st.text(min_size=1, max_size=40).filter(lambda text: not text.isspace())


@given(st.none() | text, text, st.none() | text, st.none() | text, st.lists(st.tuples(text, text), max_size=4))
def test_the_characters_of_an_embed_are_those_of_all_its_texts(
    title: str | None, description: str, footer: str | None, author: str | None, fields: list[tuple[str, str]]
) -> None:
    embed = Embed(
        title=title,
        description=description,
        url="https://not.counted.example",
        footer=Footer(footer) if footer else None,
        author=Author(author) if author else None,
        fields=[Field(*each) for each in fields],
    )
    told = [title, description, footer, author, *(text for pair in fields for text in pair)]
    assert embed.characters == sum(len(each.strip()) for each in told if each)
    assert embed.untrimmed == sum(len(each) for each in told if each)


def six_thousand(more: int) -> Message:
    first = Embed(title="x" * 200, description="x" * 3000, footer=Footer("x" * 400), author=Author("x" * 100))
    return Message(embeds=[first, Embed(description="x" * (1300 + more), fields=[Field("x" * 200, "x" * 800)])])


def test_all_embeds_of_a_message_share_six_thousand_characters() -> None:
    assert sum(embed.characters for embed in six_thousand(0).embeds) == 6000
    with pytest.raises(Refused, match=r"^message.embeds have 6001 characters together; Discord allows 6000\.$"):
        six_thousand(1)


def test_blanks_around_a_text_do_not_count() -> None:
    wide = Embed(description="  " + "x" * 1500 + "  ")
    assert len(Message(embeds=[wide] * 4).embeds) == 4
    with pytest.raises(Refused, match=r"^message.embeds have 6001 characters together; Discord allows 6000\.$"):
        Message(embeds=[*[wide] * 4, Embed(title=" x ")])


@pytest.mark.parametrize("content", ["", " ", "\n\t "])
def test_an_empty_message_is_refused(content: str) -> None:
    with pytest.raises(Refused, match=r"^message is empty; give it content, an embed, components, a poll or a file\.$"):
        Message(content=content)


@pytest.mark.parametrize("message", [{"content": "x"}, {"embeds": [Embed(title="x")]}, {"components": [row()]}])
def test_a_message_is_content_with_one_part(message: dict[str, Any]) -> None:
    [(part, said)] = message.items()
    assert getattr(Message(**message), part) == said


EMPTY: dict[str, Any] = {"content": "", "embeds": [], "components": [], "allowed_mentions": {"parse": []}}
ONE_PART: dict[str, tuple[Message, dict[str, Any]]] = {
    "content": (Message(content="x"), {"content": "x"}),
    "embeds": (Message(embeds=[Embed(title="x")]), {"embeds": [{"title": "x"}]}),
    "components": (
        Message(components=[ActionRow(components=[link()])]),
        {
            "components": [
                {"type": 1, "components": [{"type": 2, "style": 5, "label": "Go", "url": "https://discord.com"}]}
            ]
        },
    ),
}


@pytest.mark.parametrize(("message", "said"), ONE_PART.values(), ids=ONE_PART)
def test_every_part_of_a_message_is_written_even_when_empty(message: Message, said: dict[str, Any]) -> None:
    changed = EMPTY | {"attachments": []} | said
    assert json.decode(callback(Update(message))) == {"type": 7, "data": changed}
    assert json.decode(changed_message(message)) == changed
    assert json.decode(callback(Reply(message))) == {"type": 4, "data": EMPTY | said}
    assert json.decode(callback(Reply(message, private=True))) == {"type": 4, "data": EMPTY | said | {"flags": 64}}
    assert json.decode(new_message(message)) == EMPTY | said


@pytest.mark.parametrize(
    ("mentions", "said"),
    [
        (NOBODY, {"parse": []}),
        (AllowedMentions(), {"parse": []}),
        (AllowedMentions(parse=[]), {"parse": []}),
        (AllowedMentions(users=["1"]), {"parse": [], "users": ["1"]}),
        (AllowedMentions(roles=["2"], replied_user=True), {"parse": [], "roles": ["2"], "replied_user": True}),
        (AllowedMentions(parse=["users"]), {"parse": ["users"]}),
    ],
)
def test_whom_a_message_may_notify_is_always_written(mentions: AllowedMentions, said: dict[str, Any]) -> None:
    body = callback(Reply(Message(content="@everyone", allowed_mentions=mentions)))
    assert json.decode(body)["data"]["allowed_mentions"] == said


def test_what_is_built_at_our_limits_is_what_discord_takes(is_valid: IsValid) -> None:
    full = Message(
        content="x" * 2000,
        embeds=[Embed(title="x", fields=[Field("x", "y")] * 25)] * 9 + [Embed(description="x" * 4096)],
        components=[
            ActionRow(components=[button(5 * line + number, label="x" * 80) for number in range(5)])
            for line in range(5)
        ],
    )
    is_valid("callback", callback(Reply(full)))
    is_valid("callback", callback(Update(six_thousand(0))))
    is_valid("callback", callback(Reply(Message(components=[ActionRow(components=[button(custom_id="x" * 100)])]))))
