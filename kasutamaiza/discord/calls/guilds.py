"""Calls about servers: which we are in, what they are, and what their audit log holds."""

from datetime import datetime, timedelta

from msgspec import UNSET, UnsetType

from kasutamaiza.discord.audit import AuditLog
from kasutamaiza.discord.calls.asks import Asks, given
from kasutamaiza.discord.guild import FullGuild, Incidents, OwnGuild
from kasutamaiza.discord.person import Role
from kasutamaiza.discord.snowflake import AuditLogEntryId, GuildId, RoleId, Snowflake, UserId
from kasutamaiza.ui.limits import check_number

OWN_GUILDS = 200
"""Servers in one answer, at most."""

AUDIT_LOG = 100
"""Entries in one answer, at most."""

LONGEST_INCIDENT = timedelta(hours=24)


class GuildCalls(Asks):
    """A server as a whole."""

    async def own_guilds(self, *, with_counts: bool = False) -> list[OwnGuild]:
        """All servers that we are in, the oldest first; as many calls as it has pages of 200.

        Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds
        """
        found: list[OwnGuild] = []
        while True:
            after = found[-1].id if found else None
            query = {"limit": OWN_GUILDS, "after": after, "with_counts": with_counts or None}
            page = await self._read(list[OwnGuild], "GET", "/users/@me/guilds", query=query)
            found += page
            if len(page) < OWN_GUILDS:
                return found

    async def own_permissions(self, guild: GuildId) -> int | None:
        """What we may do in a server, before any channel's overwrites; None when we are not in it. Needs the bot token.

        Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds
        """
        query = {"limit": 1, "after": guild - 1}
        found = await self._read(list[OwnGuild], "GET", "/users/@me/guilds", query=query)
        return next((each.permissions for each in found if each.id == guild), None)

    async def guild(self, guild: GuildId, *, with_counts: bool = True) -> FullGuild:
        """A server that we are in: its owner, its roles, and how many members it has. 404/10004: we are not in it.

        Source: https://docs.discord.com/developers/resources/guild#get-guild
        """
        return await self._read(
            FullGuild, "GET", "/guilds/{guild}", query={"with_counts": with_counts or None}, guild=guild
        )

    async def roles(self, guild: GuildId) -> list[Role]:
        """A server's roles; who has which of two stands higher is told by `position`.

        Source: https://docs.discord.com/developers/resources/guild#get-guild-roles
        """
        return await self._read(list[Role], "GET", "/guilds/{guild}/roles", guild=guild)

    async def role_member_counts(self, guild: GuildId) -> dict[RoleId, int]:
        """How many members have each role of a server; @everyone is not among them.

        Source: https://docs.discord.com/developers/resources/guild#get-guild-role-member-counts
        """
        return await self._read(dict[RoleId, int], "GET", "/guilds/{guild}/roles/member-counts", guild=guild)

    async def set_incident_actions(
        self,
        guild: GuildId,
        *,
        invites_disabled_until: datetime | UnsetType | None = UNSET,
        dms_disabled_until: datetime | UnsetType | None = UNSET,
    ) -> Incidents:
        """Let nobody into a server, or let its members not write to each other, until then: 24 hours ahead at most.

        None ends it; what is not told stays as it is. Needs MANAGE_GUILD. Not in the audit log with a reason.
        Source: https://docs.discord.com/developers/resources/guild#modify-guild-incident-actions
        """
        body = given(invites_disabled_until=invites_disabled_until, dms_disabled_until=dms_disabled_until)
        for field, moment in body.items():
            assert moment is None or isinstance(moment, datetime)  # noqa: S101  (what `given` let through)
            self._check_ahead(field, moment, most=LONGEST_INCIDENT)
        return await self._read(Incidents, "PUT", "/guilds/{guild}/incident-actions", body=body, guild=guild)

    async def audit_log(
        self,
        guild: GuildId,
        *,
        action_type: int | None = None,
        user: UserId | None = None,
        target: Snowflake | UserId | None = None,
        before: AuditLogEntryId | None = None,
        after: AuditLogEntryId | None = None,
        limit: int = 50,
    ) -> AuditLog:
        """What was done in a server in the last 45 days: the latest first, or with `after` the earliest after it.

        `user` is who did it, `action_type` one of `AuditLogEvent`, `limit` 1 to 100. Needs VIEW_AUDIT_LOG.
        Source: https://docs.discord.com/developers/resources/audit-log#get-guild-audit-log
        """
        check_number("limit", limit, least=1, most=AUDIT_LOG)
        query = {
            "user_id": user,
            "target_id": target,
            "action_type": action_type,
            "before": before,
            "after": after,
            "limit": limit,
        }
        return await self._read(AuditLog, "GET", "/guilds/{guild}/audit-logs", query=query, guild=guild)
