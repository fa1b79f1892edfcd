"""People as Discord sends them: users, members of a server, and the roles they have there."""

from datetime import datetime

from msgspec import Struct

from kasutamaiza.discord.snowflake import RoleId, UserId

_CDN = "https://cdn.discordapp.com"


class User(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody on Discord."""

    id: UserId
    username: str
    global_name: str | None = None
    avatar: str | None = None
    bot: bool = False

    @property
    def name(self) -> str:
        """What they call themselves: the display name, else the user name."""
        return self.global_name or self.username

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    @property
    def avatar_url(self) -> str:
        """Where their picture is; who has none has one of six that Discord gives.

        Source: https://docs.discord.com/developers/reference#image-formatting
        """
        if self.avatar is None:
            return f"{_CDN}/embed/avatars/{(self.id >> 22) % 6}.png"
        return f"{_CDN}/avatars/{self.id}/{self.avatar}.{'gif' if self.avatar.startswith('a_') else 'png'}"


class Member(Struct, frozen=True, kw_only=True, gc=False):
    """A user in a server. Members that come as an option's value get their `user` from beside them.

    `permissions` are theirs in the channel where it happened, overwrites counted; `avatar` is their picture in this
    server alone. They boost the server since `premium_since`, and are timed out while `communication_disabled_until`
    lies ahead. `pending`: they have not accepted the server's rules yet.
    Source: https://docs.discord.com/developers/resources/guild#guild-member-object
    """

    user: User | None = None
    nick: str | None = None
    avatar: str | None = None
    roles: list[RoleId] = []
    permissions: int = 0
    flags: int = 0
    pending: bool = False
    joined_at: datetime | None = None
    premium_since: datetime | None = None
    communication_disabled_until: datetime | None = None

    @property
    def name(self) -> str:
        """What they are called in this server."""
        return self.nick or (self.user.name if self.user else "")

    @property
    def mention(self) -> str:
        """Empty for a member whose user stands beside it; one that a handler is given has it within."""
        return self.user.mention if self.user else ""


class Role(Struct, frozen=True, kw_only=True, gc=False):
    """A role of a server."""

    id: RoleId
    name: str
    color: int = 0
    position: int = 0
    permissions: int = 0
    managed: bool = False
    mentionable: bool = False

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"
