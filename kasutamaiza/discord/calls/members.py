"""Calls about the members of a server, and about users who may be in none of ours."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import UNSET, UnsetType

from kasutamaiza.discord.calls.asks import Asks, given, texts, written
from kasutamaiza.discord.person import Member, User
from kasutamaiza.discord.snowflake import ChannelId, GuildId, RoleId, UserId
from kasutamaiza.ui.limits import check_number, check_size

LONGEST_TIMEOUT = timedelta(days=28)
NICK = 32
"""Characters of a nickname."""

FOUND = 1000
"""Members in one answer, at most."""

QUERY = 100
"""Characters that members are sought by."""

_MEMBER = "/guilds/{guild}/members/{user}"
_ROLE = _MEMBER + "/roles/{role}"


class MemberCalls(Asks):
    """One person, in a server or anywhere. 403/50013: they stand at or above us, or we lack the permission."""

    async def user(self, user: UserId) -> User:
        """Anybody on Discord, in a server of ours or not. 404/10013: there is nobody of that id.

        Source: https://docs.discord.com/developers/resources/user#get-user
        """
        return await self._read(User, "GET", "/users/{user}", user=user)

    async def member(self, guild: GuildId, user: UserId) -> Member:
        """A member of a server; our own user's id is the application's. 404/10007: they are not in it.

        Source: https://docs.discord.com/developers/resources/guild#get-guild-member
        """
        return await self._read(Member, "GET", _MEMBER, guild=guild, user=user)

    async def find_members(self, guild: GuildId, query: str, *, limit: int = 25) -> list[Member]:
        """Members whose name or nickname begins with `query` (1 to 100 characters); at most `limit`, 1 to 1000.

        Source: https://docs.discord.com/developers/resources/guild#search-guild-members
        """
        check_size("query", query, least=1, most=QUERY)
        check_number("limit", limit, least=1, most=FOUND)
        asked = {"query": query, "limit": limit}
        return await self._read(list[Member], "GET", "/guilds/{guild}/members/search", query=asked, guild=guild)

    async def edit_member(
        self,
        guild: GuildId,
        user: UserId,
        *,
        nick: str | UnsetType | None = UNSET,
        roles: Iterable[RoleId] | UnsetType = UNSET,
        mute: bool | UnsetType = UNSET,
        deaf: bool | UnsetType = UNSET,
        channel_id: ChannelId | UnsetType | None = UNSET,
        reason: str | None = None,
    ) -> Member:
        """Change what is told, and leave the rest. None takes the nickname away, or throws them out of the voices.

        `nick` needs MANAGE_NICKNAMES; `roles`, which are all that they then have, MANAGE_ROLES (`add_role` and
        `remove_role` are safer); `mute`, `deaf` and `channel_id` MUTE_, DEAFEN_ and MOVE_MEMBERS, and a member who
        is among voices: 400/40032 else. 404/10007: they are not in the server.
        Source: https://docs.discord.com/developers/resources/guild#modify-guild-member
        """
        if isinstance(nick, str):
            check_size("nick", nick, most=NICK)
        body = given(
            nick=nick,
            roles=written(roles, texts),
            mute=mute,
            deaf=deaf,
            channel_id=written(channel_id, str),
        )
        return await self._read(Member, "PATCH", _MEMBER, body=body, reason=reason, guild=guild, user=user)

    async def time_out_member(
        self, guild: GuildId, user: UserId, until: datetime | None, *, reason: str | None = None
    ) -> Member:
        """Let a member neither write nor speak until then, at most 28 days ahead; None lifts it.

        Needs MODERATE_MEMBERS. 403/50013 also for the owner and for who has ADMINISTRATOR. 404/10007: they are not in
        the server.
        Source: https://docs.discord.com/developers/resources/guild#modify-guild-member
        """
        self._check_ahead("until", until, most=LONGEST_TIMEOUT)
        body = {"communication_disabled_until": until}
        return await self._read(Member, "PATCH", _MEMBER, body=body, reason=reason, guild=guild, user=user)

    async def kick_member(self, guild: GuildId, user: UserId, *, reason: str | None = None) -> None:
        """Put a member out of a server; they may come back. Needs KICK_MEMBERS. 404/10007: they are not in it.

        Source: https://docs.discord.com/developers/resources/guild#remove-guild-member
        """
        await self._rest.call("DELETE", _MEMBER, reason=reason, guild=guild, user=user)

    async def add_role(self, guild: GuildId, user: UserId, role: RoleId, *, reason: str | None = None) -> None:
        """Give a member a role that stands below ours; they may have it. Needs MANAGE_ROLES.

        404/10007: they are not in the server; 10011: the role is gone. 400/50028: nobody is given such a role.
        Source: https://docs.discord.com/developers/resources/guild#add-guild-member-role
        """
        await self._rest.call("PUT", _ROLE, reason=reason, guild=guild, user=user, role=role)

    async def remove_role(self, guild: GuildId, user: UserId, role: RoleId, *, reason: str | None = None) -> None:
        """Take a role that stands below ours from a member; they may not have it. Errors are those of `add_role`.

        Source: https://docs.discord.com/developers/resources/guild#remove-guild-member-role
        """
        await self._rest.call("DELETE", _ROLE, reason=reason, guild=guild, user=user, role=role)
