"""How the bot shows itself."""

from collections.abc import Mapping, Sequence

from kasutamaiza.bot.model import Bot, Health
from kasutamaiza.bot.rules import NEEDS, Need, invite_url
from kasutamaiza.texts import Say, later
from kasutamaiza.ui import ACCENT, ActionRow, Button, ButtonStyle, Embed, Field, Footer, Message, when

WHAT_IT_IS = later(
    "I am **Kasutamaiza**, for a community that plays Yu-Gi-Oh! and designs its own cards. "
    "I answer slash commands; I never read your chat."
)


def pong(say: Say, seconds: float, database: float | None) -> Message:
    """`seconds` from Discord's signature to our answer; `database` is its answer time, None when it is away."""
    fields = [
        Field(say("Discord to my answer"), _milliseconds(say, seconds), inline=True),
        _database_field(say, database),
    ]
    return Message(embeds=[Embed(title=say("Pong!"), color=ACCENT, fields=fields)])


def about(say: Say, bot: Bot, *, commands: int, help_mention: str) -> Message:
    see_help = say("See {help} for all that I can do.", help=help_mention)
    embed = Embed(
        title=say("About me"),
        description=f"{say(WHAT_IT_IS)}\n\n{see_help}",
        color=ACCENT,
        fields=[
            Field(say("Version"), bot.version, inline=True),
            Field(say("Commands"), str(commands), inline=True),
            Field(say("Up since"), _since(bot), inline=True),
        ],
    )
    return Message(embeds=[embed], components=[_invite_row(say, bot)])


def status(say: Say, bot: Bot, *, database: float | None, commands: int) -> Message:
    title, description = say("All is well"), None
    if database is None:
        title = say("I am up, but my database is away")
        description = say("What needs no memory still works. Please try the rest later.")
    embed = Embed(
        title=title,
        description=description,
        color=ACCENT,
        fields=[
            Field(say("Up since"), _since(bot), inline=True),
            _database_field(say, database),
            Field(say("Commands"), say("{count} loaded", count=commands), inline=True),
        ],
        footer=_signed(bot),
    )
    return Message(embeds=[embed])


def diagnostics(
    say: Say, bot: Bot, health: Health, *, commands: int, buttons: int, versions: Mapping[str, str]
) -> Message:
    """Facts for whoever runs the bot. Of settings it says only whether they are there."""
    settings = "\n".join(f"{'✅' if given else '▫️'} `{name}`" for name, given in bot.settings.items())
    loaded = (
        say.many("{count} command", "{count} commands", commands),
        say.many("{count} kind of button", "{count} kinds of button", buttons),
    )
    embed = Embed(
        title=say("Diagnostics"),
        color=ACCENT,
        fields=[
            Field(say("Settings"), f"{say('✅ set · ▫️ not set')}\n{settings}"),
            Field(say("Database"), _database_report(say, health), inline=True),
            Field(say("Loaded"), "\n".join(loaded), inline=True),
            Field(say("Versions"), "\n".join(f"{name} {version}" for name, version in versions.items()), inline=True),
        ],
        footer=_signed(bot),
    )
    return Message(embeds=[embed])


def permissions(say: Say, unmet: Sequence[Need]) -> Message:
    """What we may do here, and what we lack."""
    title, footer = say("I have all I need here"), None
    if unmet:
        title = say("I lack {missing} of {needed} permissions here", missing=len(unmet), needed=len(NEEDS))
        missing = ", ".join(say(need.permission.label) for need in unmet)
        advice = say("Server Settings → Roles, or this channel's permissions: allow {missing}.", missing=missing)
        footer = Footer(advice)
    lines = [f"{'❌' if need in unmet else '✅'} {_need(say, need)}" for need in NEEDS]
    return Message(embeds=[Embed(title=title, description="\n".join(lines), color=ACCENT, footer=footer)])


def invite(say: Say, bot: Bot) -> Message:
    embed = Embed(
        title=say("Take me to your server"),
        description=say("You need the permission Manage Server there. I ask for what I use, and nothing else."),
        color=ACCENT,
    )
    return Message(embeds=[embed], components=[_invite_row(say, bot)])


def privacy(say: Say, *, stored: str) -> Message:
    """What is kept of people; `stored` is the custom_id that leads to what is kept of them."""
    embed = Embed(
        title=say("What I know of you"),
        description=say(
            "I see the commands and buttons that you use with me, and nothing else: I cannot read your chat.\n\n"
            "**Kept:** your Discord id and name, and what you give me to keep, such as decks, cards and results.\n"
            "**Kept for a month:** what a button has to remember, after it was last shown.\n"
            "**Not kept:** what you type otherwise. My log has ids, times and what went wrong, and is deleted after "
            "a while.\n"
            "**Shared:** with nobody."
        ),
        color=ACCENT,
    )
    button = Button(style=ButtonStyle.SECONDARY, label=say("What is stored about me?"), custom_id=stored)
    return Message(embeds=[embed], components=[ActionRow(components=[button])])


def _invite_row(say: Say, bot: Bot) -> ActionRow:
    button = Button(style=ButtonStyle.LINK, label=say("Add me to a server"), url=invite_url(bot.application_id))
    return ActionRow(components=[button])


def _signed(bot: Bot) -> Footer:
    return Footer(f"Kasutamaiza {bot.version}")


def _need(say: Say, need: Need) -> str:
    return say("**{permission}** to {purpose}", permission=say(need.permission.label), purpose=say(need.purpose))


def _since(bot: Bot) -> str:
    return when(bot.started_at, "R")


def _milliseconds(say: Say, seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.001 else say("under 1 ms")


def _database_field(say: Say, seconds: float | None) -> Field:
    return Field(say("Database"), say("away") if seconds is None else _milliseconds(say, seconds), inline=True)


def _database_report(say: Say, health: Health) -> str:
    if health.answer_time is None:
        return say("away") + "\n" + say("schema {head} expected", head=health.head)
    lines = [_milliseconds(say, health.answer_time), f"PostgreSQL {health.server}"]
    found = health.revision or say("none")
    if health.revision == health.head:
        lines.append(say("schema {found}", found=found))
    else:
        lines.append(say("schema {found}, {head} expected: run `scripts/migrate.py`", found=found, head=health.head))
    return "\n".join(lines)
