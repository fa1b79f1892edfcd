"""Calls that ban people from a server, lift bans, and look them up."""

from collections.abc import Sequence

from kasutamaiza.discord.calls.asks import Asks, texts
from kasutamaiza.discord.guild import Ban, BulkBan
from kasutamaiza.discord.snowflake import GuildId, UserId
from kasutamaiza.ui.limits import check_number, check_once, check_size

BULK_BAN = 200
"""People who are banned at once, at most."""

DELETED_SECONDS = 7 * 24 * 60 * 60
"""Seconds for which what somebody wrote is deleted with their ban, at most."""

BANS = 1000
"""Bans in one answer, at most."""

_BANS = "/guilds/{guild}/bans"
_BAN = _BANS + "/{user}"


class BanCalls(Asks):
    """Bans. All need BAN_MEMBERS; 403/50013 also where somebody stands at or above us."""

    async def ban_member(
        self, guild: GuildId, user: UserId, *, delete_message_seconds: int = 0, reason: str | None = None
    ) -> None:
        """Ban somebody, in the server or not, and delete what they wrote in the last so many seconds: 0 to 604800.

        Banning again changes nothing but the reason. 404/10013: there is nobody of that id. 400/30035: too many were
        banned who are not in the server.
        Source: https://docs.discord.com/developers/resources/guild#create-guild-ban
        """
        check_number("delete_message_seconds", delete_message_seconds, least=0, most=DELETED_SECONDS)
        body = {"delete_message_seconds": delete_message_seconds}
        await self._rest.call("PUT", _BAN, body=body, reason=reason, guild=guild, user=user)

    async def bulk_ban(
        self, guild: GuildId, users: Sequence[UserId], *, delete_message_seconds: int = 0, reason: str | None = None
    ) -> BulkBan:
        """Ban up to 200 people at once; who could not be is told. Needs MANAGE_GUILD too.

        Not asked again when it may have been done: whoever is banned already counts as failed. 500000: nobody could be.
        Source: https://docs.discord.com/developers/resources/guild#bulk-guild-ban
        """
        check_size("users", users, least=1, most=BULK_BAN)
        check_once("users", users)
        check_number("delete_message_seconds", delete_message_seconds, least=0, most=DELETED_SECONDS)
        body = {"user_ids": texts(users), "delete_message_seconds": delete_message_seconds}
        return await self._read(BulkBan, "POST", "/guilds/{guild}/bulk-ban", body=body, reason=reason, guild=guild)

    async def unban_member(self, guild: GuildId, user: UserId, *, reason: str | None = None) -> None:
        """Lift a ban. 404/10026: there is none.

        Source: https://docs.discord.com/developers/resources/guild#remove-guild-ban
        """
        await self._rest.call("DELETE", _BAN, reason=reason, guild=guild, user=user)

    async def ban(self, guild: GuildId, user: UserId) -> Ban:
        """Somebody's ban and why. 404/10026: there is none.

        Source: https://docs.discord.com/developers/resources/guild#get-guild-ban
        """
        return await self._read(Ban, "GET", _BAN, guild=guild, user=user)

    async def bans(
        self, guild: GuildId, *, after: UserId | None = None, before: UserId | None = None, limit: int = BANS
    ) -> list[Ban]:
        """One page of a server's bans, 1 to 1000 of them, by their users' ids: those after one, or before one.

        The next page is after the last. 30037: the list was read too often.
        Source: https://docs.discord.com/developers/resources/guild#get-guild-bans
        """
        check_number("limit", limit, least=1, most=BANS)
        query = {"limit": limit, "before": before, "after": after}
        return await self._read(list[Ban], "GET", _BANS, query=query, guild=guild)
