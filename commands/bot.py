"""/bot: how the bot is, what it needs, and what it knows."""

from kasutamaiza.bot import Bot, Vitals, unmet, view
from kasutamaiza.interactions import (
    CustomId,
    Directory,
    Group,
    GuildId,
    Interaction,
    Invoker,
    Permission,
    Reply,
    on_component,
)
from kasutamaiza.profiles import People
from kasutamaiza.profiles import view as profiles_view
from kasutamaiza.texts import Say

bot = Group("bot", "How I am, what I need, and what I know.")


class Stored(CustomId, tag="bot.stored", frozen=True):
    """What is stored about whoever presses."""


@bot.command()
async def status(*, me: Bot, vitals: Vitals, directory: Directory, say: Say) -> Reply:
    """See whether all of me is well."""
    return Reply(view.status(say, me, database=await vitals.answer_time(), commands=len(directory.commands)))


@bot.command(requires=Permission.MANAGE_GUILD, private=True)
async def diagnostics(*, me: Bot, vitals: Vitals, directory: Directory, say: Say) -> Reply:
    """See how I am set up, for whoever runs me."""
    message = view.diagnostics(
        say,
        me,
        await vitals.examine(),
        commands=len(directory.commands),
        buttons=len(directory.components),
        versions=_versions(),
    )
    return Reply(message)


@bot.command(private=True)
async def permissions(*, guild: GuildId, interaction: Interaction, say: Say) -> Reply:
    """See which permissions I lack here, and what each is for."""
    return Reply(view.permissions(say, unmet(interaction.app_permissions)))


@bot.command()
async def invite(*, me: Bot, say: Say) -> Reply:
    """Take me to another server."""
    return Reply(view.invite(say, me))


@bot.command(private=True)
async def privacy(*, say: Say) -> Reply:
    """Read what I know of you, and what I keep."""
    return Reply(view.privacy(say, stored=Stored().custom_id), private=True)


@on_component(private=True)
async def show_stored(stored: Stored, *, invoker: Invoker, people: People, say: Say) -> Reply:
    return Reply(profiles_view.stored(say, await people.find(invoker.id)))


def _versions() -> dict[str, str]:
    # Imported late: both take longer to import than the start of all else here.
    import platform
    from importlib.metadata import version

    packages = ("starlette", "uvicorn", "msgspec", "asyncpg", "httpx")
    return {"Python": platform.python_version()} | {name: version(name) for name in packages}
