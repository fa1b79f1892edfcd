"""Calls about channels, their overwrites, and direct messages."""

from msgspec import UNSET, UnsetType

from kasutamaiza.discord.calls.asks import Asks, given, written
from kasutamaiza.discord.channel import FullChannel
from kasutamaiza.discord.permission import Overwrite
from kasutamaiza.discord.snowflake import ChannelId, GuildId, RoleId, UserId
from kasutamaiza.ui.limits import check_number, check_size

SLOWMODE = 21600
"""Seconds between two messages of one person, at most."""

CHANNEL_NAME = 100
_CHANNEL = "/channels/{channel}"
_OVERWRITE = _CHANNEL + "/permissions/{overwrite}"


class ChannelCalls(Asks):
    """Channels. 403/50001: we cannot see it; 403/50013: we lack the permission; 404/10003: it is gone."""

    async def channel(self, channel: ChannelId) -> FullChannel:
        """A channel, a thread or a direct message of ours.

        Source: https://docs.discord.com/developers/resources/channel#get-channel
        """
        return await self._read(FullChannel, "GET", _CHANNEL, channel=channel)

    async def channels(self, guild: GuildId) -> list[FullChannel]:
        """A server's channels and categories; threads are not among them.

        Source: https://docs.discord.com/developers/resources/guild#get-guild-channels
        """
        return await self._read(list[FullChannel], "GET", "/guilds/{guild}/channels", guild=guild)

    async def edit_channel(
        self,
        channel: ChannelId,
        *,
        name: str | UnsetType = UNSET,
        topic: str | UnsetType | None = UNSET,
        rate_limit_per_user: int | UnsetType = UNSET,
        nsfw: bool | UnsetType = UNSET,
        position: int | UnsetType = UNSET,
        parent_id: ChannelId | UnsetType | None = UNSET,
        reason: str | None = None,
    ) -> FullChannel:
        """Change what is told of a server's channel, and leave the rest. Needs MANAGE_CHANNELS.

        `rate_limit_per_user` is the slow mode: 0 to 21600 seconds. A name or a topic can be changed about twice in 10
        minutes (429, or 20028), so neither is for what changes often: a third time holds up all changes of the channel.
        Source: https://docs.discord.com/developers/resources/channel#modify-channel
        """
        if isinstance(name, str):
            check_size("name", name, least=1, most=CHANNEL_NAME)
        check_slowmode(rate_limit_per_user)
        body = given(
            name=name,
            topic=topic,
            rate_limit_per_user=rate_limit_per_user,
            nsfw=nsfw,
            position=position,
            parent_id=written(parent_id, str),
        )
        return await self._read(FullChannel, "PATCH", _CHANNEL, body=body, reason=reason, channel=channel)

    async def set_overwrite(self, channel: ChannelId, overwrite: Overwrite, *, reason: str | None = None) -> None:
        """Make this what a channel allows and denies to a role or a member, in the place of what it did before.

        To change one bit of it, read what it is (`channel`) and keep the rest. Needs MANAGE_ROLES, and we can neither
        allow nor deny what we have not got ourselves.
        Source: https://docs.discord.com/developers/resources/channel#edit-channel-permissions
        """
        # Permissions are text on the wire, as ids are: they may come to need more bits than a number there has.
        body = {"type": overwrite.type, "allow": str(int(overwrite.allow)), "deny": str(int(overwrite.deny))}
        await self._rest.call("PUT", _OVERWRITE, body=body, reason=reason, channel=channel, overwrite=overwrite.id)

    async def delete_overwrite(self, channel: ChannelId, of: RoleId | UserId, *, reason: str | None = None) -> None:
        """Take away all that a channel allows and denies to a role or a member. Needs MANAGE_ROLES.

        404/10009: there is nothing.
        Source: https://docs.discord.com/developers/resources/channel#delete-channel-permission
        """
        await self._rest.call("DELETE", _OVERWRITE, reason=reason, channel=channel, overwrite=of)

    async def create_dm(self, user: UserId) -> FullChannel:
        """The channel of our direct messages with somebody; made when there is none yet, and nothing is sent.

        Whether they take messages is told by `create_message`. 400/50033: there is nobody of that id; 40003: too many
        were opened in a short time.
        Source: https://docs.discord.com/developers/resources/user#create-dm
        """
        body = {"recipient_id": str(user)}
        return await self._read(FullChannel, "POST", "/users/@me/channels", body=body, repeatable=True)


def check_slowmode(seconds: int | UnsetType) -> None:
    """Refuse a slow mode that is longer than 6 hours."""
    if isinstance(seconds, int):
        check_number("rate_limit_per_user", seconds, least=0, most=SLOWMODE)
