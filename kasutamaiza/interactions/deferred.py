"""Answers that take longer than Discord waits.

After 2.0 s the webhook promises an answer in the handler's place; the handler goes on here, and its result is sent
when it comes. An interaction's token lives for 15 minutes.
Source: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from loguru import logger

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError, NotFound, Unavailable
from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.interactions.answer import Choices, Deferral, Reply, Update, webhook_message
from kasutamaiza.interactions.dispatch import Finished
from kasutamaiza.ui import Message

WAITS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Seconds between tries. Our promise may reach Discord's other servers a little after we do; until then it is a 404."""

LONGEST_WAIT = 30.0
TOKEN_LIFE = 15 * 60.0
FAREWELL = 3.0
"""Seconds kept at the end of a drain to tell those whose answers will not come."""

_RESTARTED = Reply(
    Message(content="I was restarted before I could finish this. Please try it again in a moment."), private=True
)


class LateAnswers:
    """Handlers that are still at work after their answer was promised. `sleep` is `asyncio.sleep`, or a test's."""

    def __init__(self, client: Client, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._client = client
        self._sleep = sleep
        self._at_work: dict[asyncio.Task[None], asyncio.Task[Finished]] = {}

    def take(self, interaction: Interaction, deferral: Deferral, work: asyncio.Task[Finished]) -> None:
        """See `work` to its end and send its answer. Call it when the promise has left, not before."""
        keeping = asyncio.create_task(self._keep(interaction, deferral, work, time.monotonic()))
        self._at_work[keeping] = work
        keeping.add_done_callback(self._at_work.pop)

    @property
    def count(self) -> int:
        return len(self._at_work)

    async def drain(self, seconds: float) -> None:
        """Wait for all late answers, at most so long; who is not answered by then is told to try again."""
        if not self._at_work:
            return
        logger.info("Waiting for {} late answers.", self.count)
        await asyncio.wait(self._at_work, timeout=max(seconds - FAREWELL, 0))
        if not self._at_work:
            return
        logger.warning("{} late answers did not come in time; their askers are told.", self.count)
        for work in self._at_work.values():
            work.cancel()
        _, unsent = await asyncio.wait(self._at_work, timeout=FAREWELL)
        for keeping in unsent:
            keeping.cancel()

    async def _keep(
        self, interaction: Interaction, deferral: Deferral, work: asyncio.Task[Finished], promised_at: float
    ) -> None:
        await asyncio.wait([work])
        answer = _RESTARTED if work.cancelled() else work.result().answer
        assert not isinstance(answer, Choices)  # noqa: S101  (autocomplete is never deferred)
        try:
            await self._deliver(interaction, deferral, answer, promised_at)
        except DiscordError as error:
            logger.error("A late answer could not be sent: {}", error)
        else:
            logger.info("A late answer was sent after {:.1f} s.", time.monotonic() - promised_at)

    async def _deliver(
        self, interaction: Interaction, deferral: Deferral, answer: Reply | Update, promised_at: float
    ) -> None:
        body = webhook_message(answer)
        if deferral.update:
            # What was promised is a change of the pressed message; a reply stands beside it.
            send = self._client.edit_original if isinstance(answer, Update) else self._client.create_followup
        elif isinstance(answer, Reply) and answer.private and not deferral.private:
            # Promised to all, meant for one: the promise is taken back, since its visibility cannot be changed.
            await self._patiently(lambda: self._client.delete_original(interaction), promised_at)
            send = self._client.create_followup
        else:
            body = webhook_message(Reply(answer.message))
            send = self._client.edit_original
        await self._patiently(lambda: send(interaction, body), promised_at)

    async def _patiently(self, call: Callable[[], Awaitable[None]], promised_at: float) -> None:
        """Make a call that is safe to repeat after a 404, a 429, a 5xx or silence, until it succeeds."""
        for wait in WAITS:
            try:
                return await call()
            except NotFound:
                await self._sleep(wait)
            except Unavailable as error:
                pause = max(wait, error.retry_after or 0)
                if pause > LONGEST_WAIT or time.monotonic() - promised_at + pause > TOKEN_LIFE:
                    raise
                await self._sleep(pause)
        return await call()
