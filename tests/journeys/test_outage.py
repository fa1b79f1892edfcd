"""PostgreSQL goes away and comes back under load: nobody is left without an answer, and everybody is told the truth."""

import asyncio
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec import json

from kasutamaiza.storage.embedded import EmbeddedPostgres
from scripts import migrate
from tests.databases import temporary
from tests.discord_application import fake_application
from tests.door import FrontDoor
from tests.journeys.process import PATIENCE, ROOT, environment, free_port, running

RECOVERY = 5.0
"""Seconds from the database's return in which all that uses it must use it again."""

AT_ONCE = 4
AWAY = "My database"


class Load:
    """Members who press a button that needs the database, one answer after another."""

    def __init__(self, door: FrontDoor) -> None:
        self._door = door
        self.said: Counter[str] = Counter()
        self._news = asyncio.Event()

    async def press(self) -> None:
        while True:
            # Whatever is no 200 with a callback in it, ends the test here.
            answer = await self._door.presses('["bot.stored"]')
            self.said["stored" if answer.data["embeds"] else str(answer.data.get("content"))] += 1
            self._news.set()

    async def hears(self, beginning: str) -> None:
        """Wait for an answer that begins so and is given from now on."""
        before = self._heard(beginning)
        while self._heard(beginning) == before:
            self._news.clear()
            await self._news.wait()

    def _heard(self, beginning: str) -> int:
        return sum(count for said, count in self.said.items() if said.startswith(beginning))


@asynccontextmanager
async def loaded(door: FrontDoor) -> AsyncIterator[Load]:
    load = Load(door)
    # One that ends in an error ends the whole test with it.
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        pressing = [group.create_task(load.press()) for _ in range(AT_ONCE)]
        yield load
        for task in pressing:
            task.cancel()


class Told:
    """What the bot says of its database to a load balancer, to Prometheus and to an operator."""

    def __init__(self, door: FrontDoor, metrics: int, environment: dict[str, str]) -> None:
        self._door = door
        self._metrics = f"http://127.0.0.1:{metrics}/metrics"
        self._environment = environment

    async def to_all(self) -> tuple[str, float, tuple[str, str]]:
        return await self._to_balancer(), await self._to_prometheus(), await self._to_operator()

    async def _to_balancer(self) -> str:
        ready = await self._door.http.get("/readyz")
        assert ready.status_code == 200
        return str(ready.json()["database"])

    async def _to_prometheus(self) -> float:
        scraped = await self._door.http.get(self._metrics)
        assert scraped.status_code == 200
        found = re.search(r"^kasutamaiza_database_up (\S+)$", scraped.text, re.MULTILINE)
        assert found is not None
        return float(found[1])

    async def _to_operator(self) -> tuple[str, str]:
        doctor = await asyncio.create_subprocess_exec(
            *(sys.executable, "scripts/doctor.py", "--format", "json"),
            cwd=ROOT,
            env=self._environment | {"PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await doctor.communicate()
        found = {finding["step"]: finding["outcome"] for finding in json.decode(said)["findings"]}
        return found["database"], found["worker"]


async def test_the_database_may_go_and_come_back_under_load(tmp_path: Path) -> None:
    with temporary() as folder:
        postgres = EmbeddedPostgres(folder, durable=False).start()
        try:
            await migrate.upgrade(postgres.url())
            await _outage(postgres, tmp_path)
        finally:
            postgres.stop()


async def _outage(postgres: EmbeddedPostgres, tmp_path: Path) -> None:
    metrics = free_port()
    known: dict[str, Any] = {"database_url": postgres.url(), "metrics_port": str(metrics), "embedded_worker": "on"}
    async with (
        fake_application() as discord,
        running(tmp_path, discord_api_url=discord.url, **known) as bot,
    ):
        discord.about["interactions_endpoint_url"] = f"{bot.door.http.base_url}".rstrip("/") + "/interactions"
        told = Told(bot.door, metrics, environment(discord_api_url=discord.url, **known))
        async with loaded(bot.door) as load:
            await load.hears("stored")
            await bot.says("Jobs are done here")
            assert await told.to_all() == ("answers", 1, ("ok", "ok"))

            await asyncio.to_thread(postgres.stop)
            await load.hears(AWAY)
            assert await told.to_all() == ("away", 0, ("wrong", "skipped"))

            await asyncio.to_thread(postgres.start)
            back = time.monotonic()
            await load.hears("stored")
            await bot.says("jobs are done again")
            assert time.monotonic() - back < RECOVERY
            assert await told.to_all() == ("answers", 1, ("ok", "ok"))
        # Each of these was an answer, and none of them "Something went wrong".
        assert {said.partition(" ")[0] for said in load.said} == {"stored", "My"}
        assert "Traceback" not in bot.said
        assert await bot.stop() == 0
