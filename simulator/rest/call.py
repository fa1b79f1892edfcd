"""One call that the bot makes, as its handler sees it: decoded, judged and authorized."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct

from simulator.engine import Engine
from simulator.refusal import Refused
from simulator.world import Channel, Guild, Member, Message, Permission, Role, Upload, World, deeds, rights
from simulator.world.permission import has


class Answer(Struct, frozen=True):
    """What is answered: a status, and JSON unless it is None. `warnings` are for people who look at the exchange."""

    status: int = 200
    body: Any = None
    warnings: tuple[str, ...] = ()


NOTHING = Answer(204)


class Call(Struct, frozen=True, kw_only=True):
    """`path` holds the path's parameters, `query` the last value of each, `queries` all of them.

    `body` is the decoded JSON (of `payload_json` where files came along), judged by the schema; None without one.
    `reason` is the decoded X-Audit-Log-Reason. `with_bot_token` is False where only the path's token was shown.
    """

    engine: Engine
    path: Mapping[str, str]
    query: Mapping[str, str] = {}
    queries: Mapping[str, Sequence[str]] = {}
    body: Any = None
    uploads: Sequence[Upload] = ()
    reason: str | None = None
    with_bot_token: bool = True

    @property
    def world(self) -> World:
        return self.engine.world

    @property
    def fields(self) -> dict[str, Any]:
        """The body's fields; none where there is no body."""
        return self.body if isinstance(self.body, dict) else {}

    def guild(self) -> Guild:
        """The server of the path, which the bot must be in. Raises `Refused`."""
        guild = self.world.find(Guild, self.path["guild_id"])
        if guild is None:
            raise Refused(10004)
        if self.world.find(Member, f"{guild.id}:{self.world.bot.id}") is None:
            raise Refused(50001)
        return guild

    def me(self, guild_id: str) -> Member:
        """The bot as a member of a server. Raises `Refused`."""
        member = self.world.find(Member, f"{guild_id}:{self.world.bot.id}")
        if member is None:
            raise Refused(50001)
        return member

    def member(self, guild: Guild) -> Member:
        """The member of the path. Raises `Refused`."""
        member = self.world.find(Member, f"{guild.id}:{self.path['user_id']}")
        if member is None:
            raise Refused(10007)
        return member

    def role(self, guild: Guild) -> Role:
        """The role of the path. Raises `Refused`."""
        role = self.world.group(Role, guild.id).get(self.path["role_id"])
        if role is None:
            raise Refused(10011)
        return role

    def channel(self, *, needs: Permission = Permission.VIEW_CHANNEL) -> Channel:
        """The channel of the path, in which the bot may do what is needed. Raises `Refused`."""
        channel = self.world.find(Channel, self.path["channel_id"])
        if channel is None:
            raise Refused(10003)
        held = rights.of_user(self.world, self.world.bot.id, channel)
        if not has(held, Permission.VIEW_CHANNEL):
            raise Refused(50001)
        if not has(held, needs):
            raise Refused(50013)
        return channel

    def message(self, channel: Channel) -> Message:
        """The message of the path, which is not ephemeral. Raises `Refused`."""
        message = self.world.find(Message, self.path["message_id"])
        if message is None or message.channel_id != channel.id or message.visible_to is not None:
            raise Refused(10008)
        return message

    def needs(self, guild: Guild, needed: Permission) -> None:
        """Raises `Refused` unless the bot may do this in the server."""
        if not has(rights.in_guild(self.world, self.me(guild.id)), needed):
            raise Refused(50013)

    def audit(
        self,
        guild_id: str,
        action_type: int,
        target_id: str | None,
        *,
        changes: Sequence[dict[str, Any]] = (),
        options: dict[str, Any] | None = None,
    ) -> None:
        """Write down what the bot did, with the reason that it gave."""
        by_id = self.world.bot.id
        deeds.write_down(
            self.world, guild_id, action_type, by_id, target_id, reason=self.reason, changes=changes, options=options
        )


Handler: TypeAlias = Callable[[Call], Answer | Awaitable[Answer]]


class Operation(Struct, frozen=True):
    """One call of Discord's API that is simulated. `name` is its operation id in Discord's OpenAPI document.

    `open`: the path's own token is enough, no bot token is needed.
    """

    method: str
    path: str
    name: str
    handler: Handler
    open: bool = False
