"""Asks Discord over real HTTP, on a clock that only goes on when everybody waits."""

from kasutamaiza.discord.rest import Rest
from tests.discord_limits import PausedClock

BOT_TOKEN = "an-invented-bot-token"
TOKEN = "an-invented-interaction-token"
BANS = "/guilds/{guild}/bans/{user}"
MESSAGES = "/channels/{channel}/messages"
ORIGINAL = "/webhooks/{application}/{token}/messages/@original"


class Counted:
    """Keeps what is told of calls."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int]] = []

    def called(self, route: str, status: int, seconds: float) -> None:
        self.calls.append((route, status))

    def waited(self, bucket: str, seconds: float) -> None: ...


class Asker:
    """A `Rest` on a clock that only goes on when everybody waits."""

    def __init__(self, url: str, bot_token: str | None = BOT_TOKEN) -> None:
        self.clock = PausedClock()
        self.watch = Counted()
        self.rest = Rest(
            url, bot_token=bot_token, user_agent="DiscordBot (x, 1)", watch=self.watch, timing=self.clock.timing
        )

    async def ban(self) -> bytes:
        return await self.rest.call("PUT", BANS, guild=1, user=2)

    async def send(self) -> bytes:
        return await self.rest.call("POST", MESSAGES, body={"content": "x"}, channel=1)

    async def unban(self) -> bytes:
        return await self.rest.call("DELETE", BANS, guild=1, user=2)

    async def edit_original(self) -> bytes:
        return await self.rest.call("PATCH", ORIGINAL, body=b"{}", as_bot=False, application=1, token=TOKEN)
