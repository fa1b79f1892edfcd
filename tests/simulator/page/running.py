"""The whole simulator with a small bot, served from a thread of its own: the page is driven from the test's."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal

from tests.simulator.control.stage import Json, Stage, staged


class Running:
    """`url` is the page's. What is done with the simulator is done in its own thread, and waited for."""

    def __init__(self, stage: Stage, portal: BlockingPortal) -> None:
        self.stage, self._portal = stage, portal
        self.url = str(stage.client.base_url).rstrip("/")

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Ask /sim for something."""
        return self._portal.call(self.stage.ask, method, path, body)

    def say(self, content: str, by: str = "joey", channel: str = "general") -> Json:
        """Somebody writes in a channel."""
        told: Json = self._portal.call(self.stage.says, content, by, channel)
        return told

    def act(self, **what: Any) -> Json:
        """Mai does something with the bot."""
        told: Json = self.ask("POST", "interactions", {"as": "mai", "channel": "general", **what})
        return told

    def call(self, path: str, body: Any = None) -> None:
        """The bot calls Discord, by POST."""
        self._portal.call(self._call, path, body)

    async def _call(self, path: str, body: Any) -> None:
        headers = {"authorization": "Bot none"}
        answer = await self.stage.client.post(f"/api/v10{path}", json=body, headers=headers)
        answer.raise_for_status()

    def hush(self) -> None:
        """The bot answers nothing until `speak`."""
        self.stage.bot.silence = asyncio.Event()

    def speak(self) -> None:
        if self.stage.bot.silence is not None:
            self._portal.call(self.stage.bot.silence.set)

    def cut(self) -> None:
        """Every stream of events ends, and a new one too, until `mend`."""
        self._portal.call(self.stage.simulator.desk.bell.close)

    def mend(self) -> None:
        self.stage.simulator.desk.bell.is_closed = False


@contextmanager
def running(**options: Any) -> Iterator[Running]:
    """`options` go to `Simulator`."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(staged(**options)) as stage:
        yield Running(stage, portal)
