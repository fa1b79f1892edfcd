"""The desk where Discord tells of events, with a clock and waits of the test's, and handlers to stand behind it."""

import asyncio
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import httpx
from loguru import logger
from msgspec import json
from nacl.signing import SigningKey

from kasutamaiza.discord.event import ApplicationAuthorized, Event
from kasutamaiza.discord.signature import Verifier
from kasutamaiza.interactions.events import AT_ONCE, Events, Reaction
from kasutamaiza.interactions.transport import Refusals
from scripts.say import signed

Lines: TypeAlias = Callable[[], list[str]]

KEY = SigningKey(b"a key for tests that nobody uses")
PING = b'{"version":1,"application_id":"1000000000000000001","type":0}'
USER = {"id": "1000000000000000002", "username": "mai"}
NOW = 1_800_000_000.0


def told(name: str = "APPLICATION_AUTHORIZED", number: int = 0, data: Any = None) -> bytes:
    """A delivery; those of different numbers are different events."""
    event = {"type": name, "timestamp": f"2026-10-18T14:42:53.{number:06}", "data": data or {"user": USER}}
    return json.encode({"version": 1, "application_id": "1000000000000000001", "type": 1, "event": event})


class Desk:
    """The endpoint with a clock and waits of the test's, and Discord before it."""

    def __init__(self, handlers: dict[type, Sequence[Reaction]] | None = None, at_once: int = AT_ONCE) -> None:
        self.now = NOW
        self.waited: list[float] = []
        self.refusals = Refusals()
        self.events = Events(
            Verifier([KEY.verify_key.encode()], max_age=300),
            handlers or {},
            refusals=self.refusals,
            clock=lambda: self.now,
            sleep=self._wait,
            at_once=at_once,
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.events), base_url="http://bot")

    async def _wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        await asyncio.sleep(0)

    async def send(self, body: bytes, **headers: str) -> httpx.Response:
        """Signed bytes, whatever they are; `headers` replace the signature's."""
        return await self.http.post("/events", content=body, headers=signed(KEY, body, at=self.now) | headers)

    async def tells(self, *bodies: bytes) -> list[int]:
        """Deliveries one after another, and how each was answered, once all are handled."""
        answers = [(await self.send(body)).status_code for body in bodies]
        await self.events.drain(20)
        return answers


class Diary:
    """A handler that writes down what it is called with, and raises first what it is given."""

    def __init__(self, *errors: BaseException) -> None:
        self.errors = list(errors)
        self.events: list[Event] = []

    async def __call__(self, event: Event) -> None:
        self.events.append(event)
        if self.errors:
            raise self.errors.pop(0)


class Waiting:
    """A handler that waits until it is let."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.begun = 0
        self.done = 0
        self.cleared = 0

    async def __call__(self, event: Event) -> None:
        self.begun += 1
        try:
            await self.let.wait()
            self.done += 1
        finally:
            await asyncio.sleep(0)
            self.cleared += 1


def for_authorized(*handlers: Reaction) -> dict[type, Sequence[Reaction]]:
    return {ApplicationAuthorized: handlers}


@contextmanager
def logged() -> Iterator[Lines]:
    """What is logged meanwhile, from DEBUG on; a traceback is lines too."""
    written = io.StringIO()
    sink = logger.add(written, level="DEBUG", format="{level} {message}", diagnose=False)
    try:
        yield lambda: written.getvalue().splitlines()
    finally:
        logger.remove(sink)
