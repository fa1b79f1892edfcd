"""Makes calls within Discord's limits as `Rest` does, without HTTP."""

from math import inf

from kasutamaiza.discord.ratelimit import Heard, Limits
from kasutamaiza.discord.response import heard, said
from kasutamaiza.discord.route import Route, route
from kasutamaiza.discord.watch import NOBODY, Watch
from tests.discord_limits import Bucket, LimitedDiscord, PausedClock

SEND = route("POST", "/channels/{channel}/messages")
READ = route("GET", "/channels/{channel}/messages")
EDIT = route("PATCH", "/channels/{channel}/messages/{message}")
BAN = route("PUT", "/guilds/{guild}/bans/{user}")
ANSWER = route("PATCH", "/webhooks/{application}/{token}/messages/@original")

FIVE = Bucket("five", 5, 5.0)


class Caller:
    """Makes calls as `Rest` does, without HTTP: so many seconds on the way there, and so many back."""

    def __init__(self, buckets: dict[Route, Bucket], *, watch: Watch = NOBODY) -> None:
        self.clock = PausedClock()
        self.discord = LimitedDiscord(lambda: self.clock.now, {each.call: to for each, to in buckets.items()})
        self.limits = Limits(lambda: self.clock.now, self.clock.sleep, watch)

    async def call(
        self, to: Route, place: str = "1", *, as_bot: bool = True, there: float = 0.05, back: float = 0.05
    ) -> int:
        """One try; what became of it."""
        async with self.limits.turn(to, place, as_bot=as_bot) as turn:
            await self.clock.sleep(there)
            status, headers, body = self.discord.take(to.call, place, as_bot=as_bot)
            await self.clock.sleep(back)
            turn.answered(heard(status, headers, said(body) if status >= 400 else None))
        return status

    async def until_taken(self, to: Route, place: str = "1") -> None:
        while await self.call(to, place) == 429:
            pass

    async def told(self, to: Route, place: str, answer: Heard, *, as_bot: bool = True, until: float = inf) -> None:
        """One call that is answered at once, with that."""
        async with self.limits.turn(to, place, as_bot=as_bot, until=until) as turn:
            turn.answered(answer)
