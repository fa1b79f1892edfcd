"""A bot whose metrics are read as Prometheus reads them: over HTTP, at a port of their own."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.signature import Verifier
from kasutamaiza.interactions.deferred import LateAnswers
from kasutamaiza.interactions.discover import discover
from kasutamaiza.interactions.dispatch import Dispatcher
from kasutamaiza.interactions.events import Events
from kasutamaiza.interactions.webhook import Webhook
from kasutamaiza.jobs import Census
from kasutamaiza.metrics import Counts, Lookout, Scrapes, listen
from kasutamaiza.pages import FrontDoor as App
from kasutamaiza.storage import PoolUse
from tests.discord_rest import discord_rest
from tests.door import KEY, FrontDoor, forgetful
from tests.metrics.heard.gate import Gate

SEEN = datetime(2027, 1, 15, 8, tzinfo=UTC)
CENSUS = Census(
    counts={("guilds.sweep", "queued"): 3, ("guilds.sweep", "failed"): 1},
    oldest_waiting=41.5,
    failed=1,
    seen=SEEN,
)
"""What the queue's census might be."""

Samples = dict[tuple[str, ...], float]


class Shown:
    """What a scrape showed."""

    def __init__(self, text: str) -> None:
        self.families = {family.name: family for family in text_string_to_metric_families(text)}

    def __getitem__(self, name: str) -> Samples:
        """The samples of this name, without those of 0, by the values of their labels; `kasutamaiza_` is added."""
        return {
            tuple(sample.labels.values()): sample.value
            for family in self.families.values()
            for sample in family.samples
            if sample.name == f"kasutamaiza_{name}" and sample.value
        }


async def away() -> float | None:
    return None


async def near() -> float | None:
    return 0.002


def lookout(answer_time: Callable[[], Awaitable[float | None]] = away, **more: Any) -> Lookout:
    return Lookout(answer_time=answer_time, **{"pool": lambda: PoolUse(0, 0, 5)} | more)


@asynccontextmanager
async def scraped(
    counts: Counts | None = None, seen_from: Lookout | None = None
) -> AsyncIterator[Callable[[], Awaitable[Shown]]]:
    """What the metrics are when asked, at a free port."""
    scrapes = Scrapes(listen(0), counts or Counts(), seen_from or lookout(), version="1.2.3")
    await scrapes.start()
    try:
        async with httpx.AsyncClient() as http:

            async def scrape() -> Shown:
                response = await http.get(f"http://127.0.0.1:{scrapes.port}/metrics")
                assert response.status_code == 200, response.text
                assert response.headers["content-type"].startswith("text/plain")
                return Shown(response.text)

            yield scrape
    finally:
        await scrapes.close()


class Told(Counts):
    """Counts, and lets those know who wait for a promise."""

    def __init__(self) -> None:
        super().__init__()
        self.has_promised = asyncio.Event()

    def promised(self, kind: str, seconds: float) -> None:
        super().promised(kind, seconds)
        self.has_promised.set()


class Bot:
    """The front door of `tests.metrics.heard`, counted; `door` speaks to it, `scrape` asks for its metrics."""

    def __init__(self, rest_url: str, patience: float) -> None:
        self.now: float | None = None
        self.gate = Gate()
        self.counts = Told()
        self.client = Client(rest_url, bot_token="a-token", user_agent="test", watch=self.counts)
        late = LateAnswers(self.client, told=self.counts.late)
        dispatcher = Dispatcher(discover("tests.metrics.heard"), [self.gate], **forgetful())
        verifier = Verifier([KEY.verify_key.encode()], max_age=300)
        webhook = Webhook(verifier, dispatcher, late, clock=self._time, patience=patience, watch=self.counts)
        self.events = Events(
            verifier,
            dispatcher.event_handlers,
            refusals=webhook.refusals,
            sleep=lambda seconds: asyncio.sleep(0),
            at_once=1,
            watch=self.counts,
        )
        transport = httpx.ASGITransport(App(webhook, self.events, [], None))  # type: ignore[arg-type]
        self.door = FrontDoor(httpx.AsyncClient(transport=transport, base_url="http://bot"), None)

    def _time(self) -> float:
        return time.time() if self.now is None else self.now


@asynccontextmanager
async def bot(*, patience: float = 2.0) -> AsyncIterator[tuple[Bot, Callable[[], Awaitable[Shown]]]]:
    async with discord_rest() as rest:
        bot = Bot(rest.url, patience)
        async with bot.door.http, scraped(bot.counts) as scrape:
            yield bot, scrape
        await bot.client.aclose()
