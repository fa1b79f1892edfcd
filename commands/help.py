"""/help: what can I say?"""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from kasutamaiza.discord.command import CommandOption, CommandType, OptionType
from kasutamaiza.errors import UserError
from kasutamaiza.interactions import (
    Choice,
    CommandEntry,
    CustomId,
    Directory,
    Interaction,
    Listed,
    Mentions,
    MenuEntry,
    Option,
    Reply,
    Update,
    command,
    on_component,
)
from kasutamaiza.texts import ENGLISH, Say, later
from kasutamaiza.ui import (
    ACCENT,
    ActionRow,
    Button,
    ButtonStyle,
    Embed,
    Field,
    Footer,
    Message,
    command_mention,
    cut,
    escape,
    limits,
)

PER_PAGE = 12
MOST = 30
"""Commands in one list: all their names and descriptions fit into one embed."""

CHOICES_SHOWN = 5

_KINDS = {
    OptionType.STRING: later("text"),
    OptionType.INTEGER: later("whole number"),
    OptionType.NUMBER: later("number"),
    OptionType.BOOLEAN: later("yes or no"),
    OptionType.USER: later("person"),
    OptionType.ROLE: later("role"),
    OptionType.CHANNEL: later("channel"),
    OptionType.MENTIONABLE: later("person or role"),
    OptionType.ATTACHMENT: later("file"),
}


class Page(CustomId, tag="help.page", frozen=True):
    """A page of the list of commands; the first is 1."""

    number: int


class NoSuchTopic(UserError):
    """Help was asked for with something that there is not."""

    def __init__(self, topic: str) -> None:
        super().__init__(
            "There is no command or category called “{topic}”. Use /help without a topic.", topic=cut(topic, 60)
        )


async def suggest(typed: str, *, directory: Directory, say: Say) -> list[Choice]:
    typed = typed.strip().lstrip("/").lower()
    topics = {entry.path: _path(say, entry.path) for entry in directory.commands}
    topics |= {entry.name: say.name(entry.name, context="command") for entry in directory.menu}
    topics |= {category: say(category) for category in sorted({entry.handler.category for entry in directory.listed})}
    # What starts with the typed text comes before what only holds it.
    fitting = [
        (not any(name.lower().startswith(typed) for name in (topic, said)), said, topic)
        for topic, said in topics.items()
        if typed in topic.lower() or typed in said.lower()
    ]
    return [Choice(said, topic) for _, said, topic in sorted(fitting, key=lambda found: found[0])[:25]]


@command()
async def help(
    topic: Annotated[str | None, Option("A command or a category.", max_length=100, autocomplete=suggest)] = None,
    *,
    directory: Directory,
    mentions: Mentions,
    interaction: Interaction,
    say: Say,
) -> Reply:
    """See what I can do."""
    names = _Names(mentions, interaction, say)
    if topic is None:
        return Reply(listing(say, directory.listed, names, page=1))
    wanted = topic.strip().lstrip("/").lower()
    if entry := directory.find(wanted) or _called(wanted, directory, say):
        return Reply(details(say, entry, names))
    fitting = [entry for entry in directory.listed if _is_of(entry, wanted, say)]
    if not fitting:
        raise NoSuchTopic(topic)
    return Reply(listing(say, fitting, names, page=None))


@on_component
async def turn(page: Page, *, directory: Directory, mentions: Mentions, interaction: Interaction, say: Say) -> Update:
    return Update(listing(say, directory.listed, _Names(mentions, interaction, say), page=page.number))


def _path(say: Say, path: str) -> str:
    """What the reader types for the command `path`."""
    return path if say is ENGLISH else " ".join(say.name(word, context="command") for word in path.split(" "))


def _called(wanted: str, directory: Directory, say: Say) -> CommandEntry | None:
    return next((entry for entry in directory.commands if _path(say, entry.path) == wanted), None)


def _is_of(entry: Listed, wanted: str, say: Say) -> bool:
    """Whether `wanted` is the command's category, or the words that it and others start with; in either language."""
    category = entry.handler.category
    if wanted in (category.lower(), say(category).lower()):
        return True
    if isinstance(entry, MenuEntry):
        return wanted in (entry.name.lower(), say.name(entry.name, context="command").lower())
    return any(path.startswith(wanted + " ") for path in (entry.path, _path(say, entry.path)))


class _Names:
    """Commands' names as they are best written where the help is read."""

    def __init__(self, mentions: Mentions, interaction: Interaction, say: Say) -> None:
        self._mentions = mentions
        self._guild = interaction.guild_id
        self._say = say

    def of(self, entry: Listed) -> str:
        if isinstance(entry, CommandEntry):
            return self(entry.path)
        # Discord has no way to write these to be clicked.
        name = self._say.name(entry.name, context="command")
        if entry.handler.kind == CommandType.USER:
            return self._say("**{name}** (right-click a person, then Apps)", name=escape(name))
        return self._say("**{name}** (right-click a message, then Apps)", name=escape(name))

    def __call__(self, path: str) -> str:
        id_ = self._mentions.id_of(path, self._guild)
        # To be clicked, it is the same in every language; to be typed, it is not.
        return command_mention(_path(self._say, path) if id_ is None else path, id_)


def listing(say: Say, ordered: Sequence[Listed], names: _Names, *, page: int | None) -> Message:
    """Commands by category: all of them, or one `page`, with buttons to the others when there are others."""
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
        for field in _fields(
            say(category), [f"{names.of(entry)} {say(entry.description)}".rstrip() for entry in entries]
        )
    ]
    footer = say("Say /help with a topic to see a command's options.")
    if more > 0:
        footer = say("And {more} more: say /help without a topic for all of them.", more=more)
    components: Sequence[ActionRow] = ()
    if page is not None and pages > 1:
        footer = say("Page {page} of {pages}", page=page, pages=pages) + f" · {footer}"
        components = [_turning(say, page, pages)]
    embed = Embed(title=say("What I can do"), color=ACCENT, fields=fields, footer=Footer(footer))
    return Message(embeds=[embed], components=components)


def _fields(category: str, lines: Sequence[str]) -> list[Field]:
    """The lines under their category; in several fields when one cannot hold them."""
    texts = [""]
    for line in lines:
        if len(texts[-1]) + len(line) > limits.EMBED_FIELD_VALUE - 1:
            texts.append("")
        texts[-1] += line + "\n"
    return [Field(category, text) for text in texts]


def _turning(say: Say, page: int, pages: int) -> ActionRow:
    def button(label: str, number: int) -> Button:
        return Button(
            style=ButtonStyle.SECONDARY,
            label=label,
            custom_id=Page(number).custom_id,
            disabled=not 1 <= number <= pages,
        )

    return ActionRow(components=[button(say("◀ Back"), page - 1), button(say("Next ▶"), page + 1)])


def details(say: Say, entry: CommandEntry, names: _Names) -> Message:
    """One command with its options."""
    fields = [Field(cut(_heading(say, option), 120), say(option.description)) for option in entry.options]
    if entry.handler.terms.requires:
        permissions = ", ".join(say(permission.label) for permission in entry.handler.terms.requires)
        members = say("Members with {permissions}", permissions=cut(permissions, 500))
        fields.insert(0, Field(say("Who may use it"), members))
    embed = Embed(
        title=f"/{_path(say, entry.path)}",
        description=f"{say(entry.description)}\n{names(entry.path)}",
        color=ACCENT,
        fields=fields[:25],
    )
    return Message(embeds=[embed])


def _heading(say: Say, option: CommandOption) -> str:
    kind = say(_KINDS[option.type])
    if option.choices:
        shown = ", ".join(say.name(choice.name, context="choice") for choice in option.choices[:CHOICES_SHOWN])
        kind = say("one of {choices}", choices=shown + (", …" if len(option.choices) > CHOICES_SHOWN else ""))
    name = say.name(option.name, context="option")
    if option.required:
        return say("{option} ({kind})", option=name, kind=kind)
    return say("{option} ({kind}, optional)", option=name, kind=kind)
