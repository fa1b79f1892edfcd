"""Client: the calls we make to Discord, each by its own name."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kasutamaiza.discord.calls.interactions import InteractionCalls
from kasutamaiza.discord.rest import NOBODY, REAL, Rest, Timing, Watch

if TYPE_CHECKING:
    from kasutamaiza.discord.calls.bot import BotCalls
else:

    class BotCalls:
        """The calls of that name, imported with the first of them: their records would delay our first answer."""

        def __getattr__(self, name: str) -> Any:
            from kasutamaiza.discord.calls import bot

            return getattr(bot.BotCalls, name).__get__(self)


class Client(InteractionCalls, BotCalls):
    """Discord's REST API for one bot. Calls raise `DiscordError`; close it with `aclose` when done.

    `bot_token` may be missing: what belongs to an interaction is done with the interaction's own token. A call waits
    for its turn, and is made again after Discord failed it where that does no harm. Much of what Discord would be sure
    to refuse is a `Refused`, which is a ValueError, before it is asked. `now` is in seconds since 1970.
    """

    def __init__(
        self,
        api_url: str,
        *,
        bot_token: str | None,
        user_agent: str,
        watch: Watch = NOBODY,
        timing: Timing = REAL,
        now: Callable[[], float] = time.time,
    ) -> None:
        rest = Rest(api_url, bot_token=bot_token, user_agent=user_agent, watch=watch, timing=timing)
        super().__init__(rest, now=now)

    async def aclose(self) -> None:
        await self._rest.aclose()
