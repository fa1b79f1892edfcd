"""Answers that take longer than Discord waits.

After 2.0 s the webhook promises an answer in the handler's place; what the handler then comes to is sent from here.
An interaction's token lives for 15 minutes.
Source: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any, Literal, TypeAlias

from loguru import logger

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError, NotFound, Unavailable
from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.interactions.answer import (
    Answer,
    Deferral,
    Reply,
    Update,
    changed_message,
    new_message,
    uploads,
)
from kasutamaiza.interactions.errand import report
from kasutamaiza.texts import later, speak
from kasutamaiza.ui import Message, Modal

WAITS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Seconds between tries. Our promise may reach Discord's other servers a little after we do; until then it is a 404."""

Outcome: TypeAlias = Literal["sent", "apologised", "failed", "lost"]
"""How a promised answer ends: as it was, as an excuse, as a reference to a fault of ours, or not at all."""

_RESTARTED = later("I was restarted before I could finish this. Please try it again in a moment.")
_NO_FORM = later("I took too long to open the form. Please try it again.")


def _nobody(outcome: str) -> None: ...


class LateAnswers:
    """Sends what was promised. `sleep` is `asyncio.sleep`, or a test's; `told` hears how each promised answer ended."""

    def __init__(
        self,
        client: Client,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        told: Callable[[str], None] = _nobody,
    ) -> None:
        self._client = client
        self._sleep = sleep
        self._told = told
        self._under_way: set[asyncio.Future[Any]] = set()

    def expect(self) -> asyncio.Future[None]:
        """A promise was made: there will be something to send, or to be sorry for, before this is set."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._keep(kept)
        return kept

    async def send(self, interaction: Interaction, deferral: Deferral, answer: Answer) -> None:
        """Send an answer whose promise has left. Never raises: there is nobody to tell but the log.

        It is sent even when whoever waits for it here is cancelled.
        """
        outcome: Outcome = "sent"
        if isinstance(answer, Modal):
            # A form must be the first answer, and a promise was.
            logger.warning("A form came too late to be opened; its asker is told.")
            answer, outcome = _said(_NO_FORM, interaction), "apologised"
        await asyncio.shield(self._track(self._end(interaction, deferral, answer, outcome)))

    def apologise(self, interaction: Interaction, deferral: Deferral) -> None:
        """Tell whoever waits that their answer will not come, because we are being stopped."""
        logger.warning("An answer did not come in time; its asker is told.")
        self._track(self._end(interaction, deferral, _said(_RESTARTED, interaction), "apologised"))

    async def drain(self, seconds: float) -> None:
        """Wait until all that was promised is sent or apologised for, at most so long."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self._under_way and loop.time() < until:
            # Again and again: what ends may leave an apology behind.
            await asyncio.wait(self._under_way, timeout=until - loop.time())
        if self._under_way:
            logger.error("{} promised answers could not be sent before the end.", len(self._under_way))
        for task in self._under_way:
            task.cancel()

    def _track(self, sending: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(sending)
        self._keep(task)
        return task

    def _keep(self, coming: asyncio.Future[Any]) -> None:
        self._under_way.add(coming)
        coming.add_done_callback(self._under_way.discard)

    async def _end(self, interaction: Interaction, deferral: Deferral, answer: Answer, meant: Outcome) -> None:
        """Send it, and say how that ended: as it was meant, unless something came in between."""
        outcome: Outcome = "lost"
        try:
            outcome = await self._send(interaction, deferral, answer, meant)
        finally:
            self._told(outcome)

    async def _send(self, interaction: Interaction, deferral: Deferral, answer: Answer, meant: Outcome) -> Outcome:
        assert isinstance(answer, Reply | Update)  # noqa: S101  (autocomplete promises nothing)
        try:
            await self._deliver(interaction, deferral, answer)
        except Exception as error:  # noqa: BLE001  (a fault of ours, that Discord found or we did)
            if not _is_the_end(error):
                await self._tell_of(error, interaction, deferral)
                return "failed"
            logger.error("A promised answer could not be sent: {}", error)
            return "lost"
        logger.info("A promised answer was sent.")
        return meant

    async def _tell_of(self, error: Exception, interaction: Interaction, deferral: Deferral) -> None:
        """A promised answer cannot be sent as it is: whoever waits for it gets a reference instead."""
        say = speak(interaction.locale)
        told = say("Something went wrong (ref {ref}). Please tell a moderator that reference.", ref=report(error))
        message = Message(content=told)
        try:
            if not deferral.update:
                # Where the promise was taken back already, nothing is left to be changed.
                with suppress(NotFound):
                    return await self._client.edit_original(interaction, changed_message(message))
            await self._client.create_followup(interaction, new_message(message, private=True))
        except Exception as again:  # noqa: BLE001  (there is nobody left to tell)
            logger.error("That could not be told either: {}", again)

    async def _deliver(self, interaction: Interaction, deferral: Deferral, answer: Reply | Update) -> None:
        edit = partial(self._client.edit_original, interaction, changed_message(answer.message), uploads(answer))
        if not isinstance(answer, Reply):
            return await self._patiently(edit)
        new = new_message(answer.message, private=answer.private)
        follow_up = partial(self._client.create_followup, interaction, new, uploads(answer))
        if deferral.update:
            # What was promised is a change of the pressed message; a reply stands beside it.
            await self._patiently(follow_up)
        elif answer.private and not deferral.private:
            # Promised to all, meant for one: the promise is taken back, since its visibility cannot be changed.
            # While it stands, the next message would take its place and its visibility.
            with suppress(NotFound):
                await self._patiently(partial(self._client.delete_original, interaction))
            await self._patiently(follow_up)
        else:
            await self._patiently(edit)
        return None

    async def _patiently(self, call: Callable[[], Awaitable[None]]) -> None:
        """Make a call until Discord knows of the promise. Waiting for Discord itself is the client's."""
        for wait in WAITS:
            try:
                return await call()
            except NotFound:
                await self._sleep(wait)
        return await call()


def _is_the_end(error: Exception) -> bool:
    """Whether the token is at its end, or Discord is: there is no way left to the person."""
    return isinstance(error, (NotFound, Unavailable)) or (isinstance(error, DiscordError) and error.status == 401)


def _said(text: str, interaction: Interaction) -> Reply:
    return Reply(Message(content=speak(interaction.locale)(text)), private=True)
