"""How the bot shows itself."""

from collections.abc import Mapping, Sequence

from kasutamaiza.bot.model import Bot, Health
from kasutamaiza.bot.rules import NEEDS, Need, invite_url
from kasutamaiza.ui import ACCENT, ActionRow, Button, ButtonStyle, Embed, Field, Footer, Message, when

WHAT_IT_IS = (
    "I am **Kasutamaiza**, for a community that plays Yu-Gi-Oh! and designs its own cards. "
    "I answer slash commands; I never read your chat."
)


def pong(seconds: float, database: float | None) -> Message:
    """`seconds` from Discord's signature to our answer; `database` is its answer time, None when it is away."""
    fields = [Field("Discord to my answer", _milliseconds(seconds), inline=True), _database_field(database)]
    return Message(embeds=[Embed(title="Pong!", color=ACCENT, fields=fields)])


def about(bot: Bot, *, commands: int, help_mention: str) -> Message:
    embed = Embed(
        title="About me",
        description=f"{WHAT_IT_IS}\n\nSee {help_mention} for all that I can do.",
        color=ACCENT,
        fields=[
            Field("Version", bot.version, inline=True),
            Field("Commands", str(commands), inline=True),
            Field("Up since", _since(bot), inline=True),
        ],
    )
    return Message(embeds=[embed], components=[_invite_row(bot)])


def status(bot: Bot, *, database: float | None, commands: int) -> Message:
    embed = Embed(
        title="All is well" if database is not None else "I am up, but my database is away",
        description=None if database is not None else "What needs no memory still works. Please try the rest later.",
        color=ACCENT,
        fields=[
            Field("Up since", _since(bot), inline=True),
            _database_field(database),
            Field("Commands", f"{commands} loaded", inline=True),
        ],
        footer=Footer(f"Kasutamaiza {bot.version}"),
    )
    return Message(embeds=[embed])


def diagnostics(bot: Bot, health: Health, *, commands: int, buttons: int, versions: Mapping[str, str]) -> Message:
    """Facts for whoever runs the bot. Of settings it says only whether they are there."""
    settings = "\n".join(f"{'✅' if given else '▫️'} `{name}`" for name, given in bot.settings.items())
    embed = Embed(
        title="Diagnostics",
        color=ACCENT,
        fields=[
            Field("Settings", f"✅ set · ▫️ not set\n{settings}"),
            Field("Database", _database_report(health), inline=True),
            Field("Loaded", f"{commands} commands\n{buttons} kinds of button", inline=True),
            Field("Versions", "\n".join(f"{name} {version}" for name, version in versions.items()), inline=True),
        ],
        footer=Footer(f"Kasutamaiza {bot.version}"),
    )
    return Message(embeds=[embed])


def permissions(unmet: Sequence[Need]) -> Message:
    """What we may do here, and what we lack."""
    lines = [f"{'❌' if need in unmet else '✅'} **{need.permission.label}** to {need.purpose}" for need in NEEDS]
    missing = ", ".join(need.permission.label for need in unmet)
    embed = Embed(
        title=f"I lack {len(unmet)} of {len(NEEDS)} permissions here" if unmet else "I have all I need here",
        description="\n".join(lines),
        color=ACCENT,
        footer=Footer(f"Server Settings → Roles, or this channel's permissions: allow {missing}.") if unmet else None,
    )
    return Message(embeds=[embed])


def invite(bot: Bot) -> Message:
    embed = Embed(
        title="Take me to your server",
        description="You need the permission Manage Server there. I ask for what I use, and nothing else.",
        color=ACCENT,
    )
    return Message(embeds=[embed], components=[_invite_row(bot)])


def privacy(*, stored: str) -> Message:
    """What is kept of people; `stored` is the custom_id that leads to what is kept of them."""
    embed = Embed(
        title="What I know of you",
        description=(
            "I see the commands and buttons that you use with me, and nothing else: I cannot read your chat.\n\n"
            "**Kept:** your Discord id and name, and what you give me to keep, such as decks, cards and results.\n"
            "**Not kept:** what you type otherwise. My log has ids, times and what went wrong, and is deleted after "
            "a while.\n"
            "**Shared:** with nobody."
        ),
        color=ACCENT,
    )
    button = Button(style=ButtonStyle.SECONDARY, label="What is stored about me?", custom_id=stored)
    return Message(embeds=[embed], components=[ActionRow(components=[button])])


def _invite_row(bot: Bot) -> ActionRow:
    button = Button(style=ButtonStyle.LINK, label="Add me to a server", url=invite_url(bot.application_id))
    return ActionRow(components=[button])


def _since(bot: Bot) -> str:
    return when(bot.started_at, "R")


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.001 else "under 1 ms"


def _database_field(seconds: float | None) -> Field:
    return Field("Database", "away" if seconds is None else _milliseconds(seconds), inline=True)


def _database_report(health: Health) -> str:
    if health.answer_time is None:
        return f"away\nschema {health.head} expected"
    schema = f"schema {health.revision or 'none'}"
    if health.revision != health.head:
        schema += f", {health.head} expected: run `scripts/migrate.py`"
    return f"{_milliseconds(health.answer_time)}\nPostgreSQL {health.server}\n{schema}"
