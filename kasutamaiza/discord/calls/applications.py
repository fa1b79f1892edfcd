"""Calls about the application that we are, and its commands."""

from collections.abc import Mapping, Sequence
from typing import Any

from kasutamaiza.discord.application import Application, CommandPermissions
from kasutamaiza.discord.calls.asks import Asks
from kasutamaiza.discord.snowflake import ApplicationId, GuildId

_COMMANDS = "/applications/{application}/commands"
_GUILD_COMMANDS = "/applications/{application}/guilds/{guild}/commands"
_Raw = list[dict[str, Any]]


class ApplicationCalls(Asks):
    """Who we are, and what people can say to us."""

    async def current_application(self) -> Application:
        """The application that the bot token is of. 401: the token is wrong.

        Source: https://docs.discord.com/developers/resources/application#get-current-application
        """
        return await self._read(Application, "GET", "/applications/@me")

    async def set_interactions_endpoint(self, url: str) -> Application:
        """Have interactions posted to `url`. Discord asks it first: a PING, and something with a false signature.

        400/50035: the answers were not right, or came too late.
        Source: https://docs.discord.com/developers/resources/application#edit-current-application
        """
        body = {"interactions_endpoint_url": url}
        return await self._read(Application, "PATCH", "/applications/@me", body=body)

    async def commands(self, application: ApplicationId, guild: GuildId | None = None) -> list[dict[str, Any]]:
        """All commands that are registered everywhere, or those of one server; as Discord tells them, translations too.

        Raw, so that what is not ours, or newer than we are, is carried through whole. 403/50001: the server did not
        add us with commands.
        Source: https://docs.discord.com/developers/interactions/application-commands#get-global-application-commands
        """
        query = {"with_localizations": True}
        if guild is None:
            return await self._read(_Raw, "GET", _COMMANDS, query=query, application=application)
        return await self._read(_Raw, "GET", _GUILD_COMMANDS, query=query, application=application, guild=guild)

    async def put_commands(
        self, application: ApplicationId, commands: Sequence[Mapping[str, Any]], guild: GuildId | None = None
    ) -> list[dict[str, Any]]:
        """Make these all the commands that are registered everywhere, or in one server; as Discord then tells them.

        What is not among them is gone, with what servers allowed of it; one of a known name and type keeps its id. 400
        names what is refused; 30034: 200 new ones a day are all; 403/50001: the server did not add us with commands.
        Source: https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands
        """
        body = list(commands)
        if guild is None:
            return await self._read(_Raw, "PUT", _COMMANDS, body=body, application=application)
        return await self._read(_Raw, "PUT", _GUILD_COMMANDS, body=body, application=application, guild=guild)

    async def command_permissions(self, application: ApplicationId, guild: GuildId) -> list[CommandPermissions]:
        """What a server's admins set about who may use which command; those of which nothing is set are left out.

        Source: https://docs.discord.com/developers/interactions/application-commands#get-guild-application-command-permissions
        """
        return await self._read(
            list[CommandPermissions], "GET", _GUILD_COMMANDS + "/permissions", application=application, guild=guild
        )
