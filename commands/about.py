"""/about: who is this?"""

from kasutamaiza.bot import Bot, view
from kasutamaiza.interactions import Directory, Interaction, Mentions, Reply, command
from kasutamaiza.texts import Say


@command()
async def about(*, bot: Bot, directory: Directory, mentions: Mentions, interaction: Interaction, say: Say) -> Reply:
    """Learn what I am and what I am for."""
    help_mention = mentions.of("help", interaction.guild_id)
    return Reply(view.about(say, bot, commands=len(directory.commands), help_mention=help_mention))
