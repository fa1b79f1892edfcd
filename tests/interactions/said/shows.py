"""What can be shown beside text: layouts, polls, files, and records too long for a custom_id."""

import asyncio
from datetime import timedelta
from typing import Annotated

from kasutamaiza.interactions import CustomId, Option, Reply, Update, command, on_component
from kasutamaiza.ui import (
    ActionRow,
    Button,
    ButtonStyle,
    Container,
    Embed,
    File,
    Image,
    Kept,
    Media,
    MediaGallery,
    MediaItem,
    Message,
    MessageFlag,
    Poll,
    PollAnswer,
    PollMedia,
    Section,
    Separator,
    TextDisplay,
    Thumbnail,
    Upload,
)
from kasutamaiza.ui.message import MessageComponent

PICTURE = Upload(filename="board.png", content=b"\x89PNG not really", description="The board")


class Long(CustomId, tag="shows.long", frozen=True):
    """A record that may be too long for a custom_id."""

    lives = timedelta(days=7)

    text: str


class Redraw(CustomId, tag="shows.redraw", frozen=True):
    """Show the picture anew, or keep the one that is there."""

    keep: int = 0


def row(label: str, custom_id: str) -> ActionRow:
    return ActionRow(components=[Button(style=ButtonStyle.SECONDARY, label=label, custom_id=custom_id)])


@command()
async def layout() -> Reply:
    """Everything that a layout can hold."""
    link = Button(style=ButtonStyle.LINK, label="Rules", url="https://example.com/rules")
    picture = MediaItem(media=Media("https://example.com/card.png"), description="A card", spoiler=True)
    return Reply(
        Message(
            components=[
                TextDisplay(content="# A title"),
                Section(components=[TextDisplay(content="Read the rules.")], accessory=link),
                Section(
                    components=[TextDisplay(content="One"), TextDisplay(content="Two")],
                    accessory=Thumbnail(media=Media("https://example.com/small.png")),
                ),
                MediaGallery(items=[picture]),
                Separator(divider=False),
                Container(components=[TextDisplay(content="Inside.")], spoiler=True),
            ]
        ),
        private=True,
    )


@command()
async def poll() -> Reply:
    """A poll."""
    answers = [PollAnswer(poll_media=PollMedia(text=text)) for text in ("Yes", "No")]
    return Reply(Message(poll=Poll(question=PollMedia(text="Ban it?"), answers=answers, duration=48)))


@command()
async def quiet() -> Reply:
    """An answer that makes no sound and shows no previews."""
    return Reply(
        Message(content="https://example.com", flags=MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS)
    )


@command()
async def picture(private: Annotated[bool, Option("For you alone.")] = False) -> Reply:
    """A picture in an embed."""
    embed = Embed(title="The board", image=Image("attachment://board.png"))
    buttons = row("Again", Redraw().custom_id)
    return Reply(Message(embeds=[embed], attachments=[PICTURE], components=[buttons]), private=private)


@command()
async def document() -> Reply:
    """A file in a layout, after a while."""
    await asyncio.sleep(0)
    deck = Upload(filename="deck.ydk", content=b"#main\n1\n")
    shown: list[MessageComponent] = [TextDisplay(content="Your deck:"), File(file=Media("attachment://deck.ydk"))]
    return Reply(Message(components=shown, attachments=[deck]))


@command()
async def huge() -> Reply:
    """A file that is larger than Discord takes here."""
    return Reply(Message(attachments=[Upload(filename="huge.bin", content=b"x" * 2000)]))


@on_component
async def redraw(redraw: Redraw) -> Update:
    attached = Kept(id=redraw.keep) if redraw.keep else PICTURE
    return Update(Message(content="Redrawn", attachments=[attached]))


@command()
async def long(text: Annotated[str, Option("What to remember.", max_length=6000)]) -> Reply:
    """A button that remembers more than fits."""
    return Reply(Message(content="Press.", components=[row("What was it?", Long(text).custom_id)]))


@on_component
async def remembered(long: Long) -> Reply:
    return Reply(Message(content=f"{len(long.text)}: {long.text[:100]}"))
