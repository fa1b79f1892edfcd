"""Command mentions: the ids that make a command's name one to click, learnt from the interactions themselves."""

from kasutamaiza.discord.interaction import CommandData
from kasutamaiza.discord.snowflake import CommandId, GuildId
from kasutamaiza.ui import command_mention


class Mentions:
    """Each interaction names its command and the command's id, so that nobody has to be asked for them.

    An id is known once somebody has used the command since this process started; until then its name is shown as code.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[GuildId | None, str], CommandId] = {}

    def learn(self, data: CommandData) -> None:
        self._ids[data.guild_id, data.name] = data.id

    def of(self, path: str, guild: GuildId | None = None) -> str:
        """How to write the command `path` ("card search") in a message to be read in `guild`."""
        return command_mention(path, self.id_of(path, guild))

    def id_of(self, path: str, guild: GuildId | None = None) -> CommandId | None:
        """The id that makes the command `path` one to click in `guild`; None while nobody knows it."""
        top = path.partition(" ")[0]
        return self._ids.get((guild, top)) or self._ids.get((None, top))
