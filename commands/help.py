"""/help: what can I say?"""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from kasutamaiza.discord.command import CommandOption, OptionType
from kasutamaiza.errors import UserError
from kasutamaiza.interactions import (
    Choice,
    CommandEntry,
    CustomId,
    Directory,
    Interaction,
    Mentions,
    Option,
    Reply,
    Update,
    command,
    on_component,
)
from kasutamaiza.ui import ACCENT, ActionRow, Button, ButtonStyle, Embed, Field, Footer, Message, cut, limits

PER_PAGE = 12
MOST = 30
"""Commands in one list: all their names and descriptions fit into one embed."""

CHOICES_SHOWN = 5

_KINDS = {
    OptionType.STRING: "text",
    OptionType.INTEGER: "whole number",
    OptionType.NUMBER: "number",
    OptionType.BOOLEAN: "yes or no",
    OptionType.USER: "person",
    OptionType.ROLE: "role",
    OptionType.CHANNEL: "channel",
    OptionType.MENTIONABLE: "person or role",
    OptionType.ATTACHMENT: "file",
}


class Page(CustomId, tag="help.page", frozen=True):
    """A page of the list of commands; the first is 1."""

    number: int


class NoSuchTopic(UserError):
    """Help was asked for with something that there is not."""

    def __init__(self, topic: str) -> None:
        super().__init__(f"There is no command or category called “{cut(topic, 60)}”. Use /help without a topic.")


async def suggest(typed: str, *, directory: Directory) -> list[Choice]:
    typed = typed.strip().lstrip("/").lower()
    names = [entry.path for entry in directory.commands] + sorted(
        {entry.handler.category for entry in directory.commands}
    )
    # What starts with the typed text comes before what only holds it.
    fitting = sorted(
        (name for name in names if typed in name.lower()), key=lambda name: not name.lower().startswith(typed)
    )
    return [Choice(name, name) for name in fitting[:25]]


@command()
async def help(
    topic: Annotated[str | None, Option("A command or a category.", max_length=100, autocomplete=suggest)] = None,
    *,
    directory: Directory,
    mentions: Mentions,
    interaction: Interaction,
) -> Reply:
    """See what I can do."""
    names = _Names(mentions, interaction)
    if topic is None:
        return Reply(listing(directory.commands, names, page=1))
    wanted = topic.strip().lstrip("/").lower()
    if entry := directory.find(wanted):
        return Reply(details(entry, names))
    # A category by its name, or a group by the word it starts with.
    fitting = [
        entry
        for entry in directory.commands
        if entry.handler.category.lower() == wanted or entry.path.startswith(wanted + " ")
    ]
    if not fitting:
        raise NoSuchTopic(topic)
    return Reply(listing(fitting, names, page=None))


@on_component
async def turn(page: Page, *, directory: Directory, mentions: Mentions, interaction: Interaction) -> Update:
    return Update(listing(directory.commands, _Names(mentions, interaction), page=page.number))


class _Names:
    """Commands' names as they are best written where the help is read."""

    def __init__(self, mentions: Mentions, interaction: Interaction) -> None:
        self._mentions = mentions
        self._guild = interaction.guild_id

    def __call__(self, path: str) -> str:
        return self._mentions.of(path, self._guild)


def listing(commands: Sequence[CommandEntry], names: _Names, *, page: int | None) -> Message:
    """Commands by category: all of them, or one `page`, with buttons to the others when there are others."""
    ordered = sorted(commands, key=lambda entry: (entry.handler.category, entry.path))
    pages = max(-(-len(ordered) // PER_PAGE), 1)
    if page is not None:
        # A page that is gone since the button was made: the nearest that there is.
        page = min(max(page, 1), pages)
        ordered = ordered[(page - 1) * PER_PAGE : page * PER_PAGE]
    more = len(ordered) - MOST
    ordered = ordered[:MOST]
    fields = [
        field
        for category, entries in groupby(ordered, key=lambda entry: entry.handler.category)
        for field in _fields(category, [f"{names(entry.path)} {entry.description}" for entry in entries])
    ]
    footer = "Say /help with a topic to see a command's options."
    if more > 0:
        footer = f"And {more} more: say /help without a topic for all of them."
    if page is None or pages == 1:
        return Message(embeds=[Embed(title="What I can do", color=ACCENT, fields=fields, footer=Footer(footer))])
    embed = Embed(
        title="What I can do", color=ACCENT, fields=fields, footer=Footer(f"Page {page} of {pages} · {footer}")
    )
    return Message(embeds=[embed], components=[_turning(page, pages)])


def _fields(category: str, lines: Sequence[str]) -> list[Field]:
    """The lines under their category; in several fields when one cannot hold them."""
    texts = [""]
    for line in lines:
        if len(texts[-1]) + len(line) > limits.EMBED_FIELD_VALUE - 1:
            texts.append("")
        texts[-1] += line + "\n"
    return [Field(category, text) for text in texts]


def _turning(page: int, pages: int) -> ActionRow:
    def button(label: str, number: int) -> Button:
        return Button(
            style=ButtonStyle.SECONDARY,
            label=label,
            custom_id=Page(number).custom_id,
            disabled=not 1 <= number <= pages,
        )

    return ActionRow(components=[button("◀ Back", page - 1), button("Next ▶", page + 1)])


def details(entry: CommandEntry, names: _Names) -> Message:
    """One command with its options."""
    fields = [Field(cut(_heading(option), 120), option.description) for option in entry.options]
    if entry.handler.requires:
        fields.insert(0, Field("Who may use it", f"Members with {cut(entry.handler.requires.label, 500)}"))
    embed = Embed(
        title=f"/{entry.path}",
        description=f"{entry.description}\n{names(entry.path)}",
        color=ACCENT,
        fields=fields[:25],
    )
    return Message(embeds=[embed])


def _heading(option: CommandOption) -> str:
    kind = _KINDS[option.type]
    if option.choices:
        kind = "one of " + ", ".join(choice.name for choice in option.choices[:CHOICES_SHOWN])
        kind += ", …" if len(option.choices) > CHOICES_SHOWN else ""
    return f"{option.name} ({kind}{'' if option.required else ', optional'})"
