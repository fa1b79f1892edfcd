"""Messages as a whole: files, mentions, flags, and what may stand together."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from kasutamaiza.interactions.answer import changed_message, new_message
from kasutamaiza.ui import (
    ActionRow,
    AllowedMentions,
    Author,
    Button,
    Embed,
    Footer,
    Image,
    Kept,
    Message,
    MessageFlag,
    Poll,
    PollAnswer,
    PollMedia,
    Refused,
    SelectOption,
    StringSelect,
    Upload,
    limits,
)
from tests.limit import check_limit

IsValid = Callable[[str, bytes], None]

POLL = Poll(question=PollMedia("x"), answers=[PollAnswer(PollMedia("x"))])
MIB = 1024 * 1024


def button(number: int = 0, **parts: Any) -> Button:
    return Button(style=1, label="x", custom_id=f"button {number}", **parts)


def row(*numbers: int) -> ActionRow:
    return ActionRow(components=[button(number) for number in numbers])


def uploads(count: int, size: int = 0) -> list[Upload]:
    return [Upload(f"{number}.png", bytes(size)) for number in range(count)]


ONE_PART: dict[str, dict[str, Any]] = {
    "content": {"content": "x"},
    "embeds": {"embeds": [Embed(title="x")]},
    "components": {"components": [row(1)]},
    "poll": {"poll": POLL},
    "upload": {"attachments": uploads(1)},
    "kept": {"attachments": [Kept(1)]},
}


@pytest.mark.parametrize("parts", ONE_PART.values(), ids=ONE_PART)
def test_a_message_is_content_with_one_part(parts: dict[str, Any], is_valid: IsValid) -> None:
    for message in (Message(**parts), Message(**{"content": " "} | parts)):
        is_valid("followup", new_message(message))
        is_valid("edit_original", changed_message(message))


def test_all_that_a_message_can_hold_is_what_discord_takes(is_valid: IsValid) -> None:
    message = Message(
        content="x" * 2000,
        embeds=[
            Embed(
                image=Image("attachment://0.png"),
                thumbnail=Image("https://x.example/a.png"),
                footer=Footer("x", "attachment://1.png"),
                author=Author("x", "https://x.example", "attachment://2.png"),
            )
        ],
        components=[row(1, 2), ActionRow(components=[StringSelect(custom_id="x", options=[SelectOption("x", "y")])])],
        attachments=[*uploads(9), Kept("5", description="x" * 1024, is_spoiler=False)],
        allowed_mentions=AllowedMentions(parse=["everyone"], users=range(100), roles=["1"], replied_user=True),
        tts=True,
        flags=MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS,
    )
    is_valid("followup", new_message(message))
    is_valid("edit_original", changed_message(message))
    plain = msgspec.to_builtins(message)
    assert msgspec.to_builtins(msgspec.convert(plain, type=Message)) == msgspec.json.decode(
        msgspec.json.encode(message)
    )


LIMITS: dict[str, tuple[int, Callable[[int], object]]] = {
    "message.attachments": (10, lambda n: Message(attachments=uploads(n))),
    "upload.filename": (1024, lambda n: Upload("x" * n, b"")),
    "upload.description": (1024, lambda n: Upload("x", b"", "x" * n)),
    "kept.description": (1024, lambda n: Kept(1, "x" * n)),
    "allowed_mentions.users": (100, lambda n: AllowedMentions(users=range(n))),
    "allowed_mentions.roles": (100, lambda n: AllowedMentions(roles=range(n))),
}


@pytest.mark.parametrize(("field", "most", "build"), [(field, *each) for field, each in LIMITS.items()], ids=LIMITS)
def test_a_record_is_built_at_its_limit_and_refused_one_beyond(
    field: str, most: int, build: Callable[[int], object]
) -> None:
    check_limit(field, most, build)


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "of six rows": (
        lambda: Message(components=[row(number) for number in range(6)]),
        "message.components has 6 members; Discord allows at most 5.",
    ),
    "with a custom_id twice in a row": (
        lambda: Message(components=[row(3), row(1, 2, 1)]),
        (
            "message.components[1].components[2].custom_id is 'button 1', "
            "as message.components[1].components[0].custom_id is; Discord allows each custom_id once."
        ),
    ),
    "with a custom_id twice in two rows": (
        lambda: Message(components=[row(1, 2), row(3, 1)]),
        "message.components[1].components[1].custom_id is 'button 1', as message.components[0].components[0].custom_id",
    ),
    "with an id twice": (
        lambda: Message(components=[ActionRow(components=[button(1), button(2, id=7)], id=7)]),
        "message.components[0].components[1].id is '7', as message.components[0].id is; Discord allows each id once.",
    ),
    "with a file twice": (
        lambda: Message(attachments=[*uploads(2), *uploads(1)]),
        "message.attachments has '0.png' twice; Discord allows each once.",
    ),
    "that keeps a file twice": (
        lambda: Message(attachments=[Kept(1), Kept("1")]),
        "message.attachments has '1' twice; Discord allows each once.",
    ),
    "of what is no file": (
        lambda: Message(attachments=[b"x"]),  # type: ignore[list-item]
        "message.attachments[0] is of type bytes; Discord allows Upload, Kept here.",
    ),
    "of 25 MiB and a byte": (
        lambda: Message(attachments=[*uploads(1, 25 * MIB), Upload("x", b"x")]),
        "message.attachments have 26214401 bytes together; Discord allows 26214400.",
    ),
    "with a file of its own": (
        lambda: Upload("x", bytes(25 * MIB + 1)),
        "upload.content has 26214401 bytes; Discord allows at most 26214400.",
    ),
    "with a file of no name": (lambda: Upload("", b"x"), "upload.filename has 0 characters; Discord allows 1 to 1024."),
    "with a file of a blank name": (lambda: Upload(" ", b"x"), "upload.filename is blank"),
    "with a file that is kept by no id": (lambda: Kept("a.png"), "kept.id is 'a.png'; Discord's ids are decimal"),
    "private": (
        lambda: Message(content="x", flags=MessageFlag.EPHEMERAL),
        "message.flags has EPHEMERAL; whether an answer is private is said by the answer",
    ),
    "spoken": (lambda: Message(content="x", flags=8192), "message.flags has IS_VOICE_MESSAGE"),
    "of other flags": (
        lambda: Message(content="x", flags=4 + 128),
        "message.flags is 132; Discord allows SUPPRESS_EMBEDS",
    ),
    "of negative flags": (lambda: Message(content="x", flags=-1), "message.flags has EPHEMERAL"),
    "that notifies whom nobody knows": (
        lambda: AllowedMentions(parse=["users", "here"]),
        "allowed_mentions.parse[1] is 'here'; Discord allows users, roles and everyone.",
    ),
    "that notifies all twice": (
        lambda: AllowedMentions(parse=["users", "users"]),
        "allowed_mentions.parse has 'users' twice",
    ),
    "that notifies all users and one": (
        lambda: AllowedMentions(parse=["everyone", "users"], users=["1"]),
        "allowed_mentions.users has ids while allowed_mentions.parse has users; Discord allows one of both.",
    ),
    "that notifies all roles and one": (
        lambda: AllowedMentions(parse=["roles"], users=["1"], roles=["2"]),
        "allowed_mentions.roles has ids while",
    ),
    "that notifies one twice": (lambda: AllowedMentions(users=["1", 1]), "allowed_mentions.users has '1' twice"),
    "that notifies a name": (lambda: AllowedMentions(roles=["1", "x"]), "allowed_mentions.roles[1] is 'x'"),
}


@pytest.mark.parametrize(("build", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_message_is_refused_with_its_reason(build: Callable[[], object], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize("name", ["a/b.png", "..\\b.png", "a\r\nb.png", "a\x00.png"])
def test_a_file_is_called_by_a_name_alone(name: str) -> None:
    with pytest.raises(Refused, match=r"^upload\.filename is .*; Discord allows a name alone, with no slash in it\.$"):
        Upload(name, b"")


def test_files_fill_what_there_is_room_for() -> None:
    assert len(Message(attachments=uploads(5, 5 * MIB)).attachments) == 5
    assert limits.ATTACHMENTS_TOGETHER == 25 * MIB


FILE = "attachment://card.png"
SHOWN: dict[str, Embed] = {
    "image.url": Embed(image=Image(FILE)),
    "thumbnail.url": Embed(thumbnail=Image(FILE)),
    "footer.icon_url": Embed(title="x", footer=Footer("x", FILE)),
    "author.icon_url": Embed(author=Author("x", icon_url=FILE)),
}


@pytest.mark.parametrize(("where", "embed"), SHOWN.items(), ids=SHOWN)
def test_an_embed_shows_only_files_that_are_there(where: str, embed: Embed) -> None:
    for attachments in ((), uploads(2)):
        with pytest.raises(Refused) as refused:
            Message(embeds=[Embed(title="x"), embed], attachments=attachments)
        assert str(refused.value) == (
            f"message.embeds[1].{where} is 'attachment://card.png'; message.attachments has no upload of that name."
        )
    # What a kept file is called is not known here.
    for there in (Upload("card.png", b""), Kept(1)):
        assert Message(embeds=[embed], attachments=[there]).embeds == [embed]


def test_ids_may_be_numbers_and_are_kept_as_text() -> None:
    assert AllowedMentions(users=[1, "2"]) == AllowedMentions(users=["1", "2"])
    assert Kept(5) == Kept("5")


def test_flags_are_bits_whatever_they_are_given_as() -> None:
    given = Message(content="x", flags=MessageFlag.SUPPRESS_EMBEDS)
    assert given.flags == 4 == Message(content="x", flags=4).flags
    assert not given.is_v2
    assert Message(components=[row(1)], flags=MessageFlag.IS_COMPONENTS_V2).is_v2


def test_the_same_link_may_stand_on_a_message_twice() -> None:
    link = Button(style=5, label="x", url="https://x.example")
    [row] = Message(components=[ActionRow(components=[link, link, button()], id=0)]).components
    assert isinstance(row, ActionRow)
    assert row.components == [link, link, button()]


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        (
            {"embeds": [{"fields": [{"name": "x", "value": ""}]}]},
            "embed.fields.value has 0 characters; Discord allows 1",
        ),
        ({"attachments": [{"kind": "kept", "id": "x"}]}, "kept.id is 'x'; Discord's ids are decimal numbers"),
        ({"content": "x", "tss": True}, "Object contains unknown field `tss`"),
        ({"content": ""}, "message is empty; give it content, an embed, components, a poll or a file."),
    ],
)
def test_what_is_refused_in_plain_data_is_told(plain: dict[str, Any], reason: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(plain, type=Message)
    assert str(refused.value).startswith(reason)
