"""What an operator sees from outside: metrics at a port of their own, and faults told to Sentry."""

import asyncio
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from kasutamaiza.jobs import Queue
from kasutamaiza.metrics import Scrapes, listen
from kasutamaiza.storage import Database
from tests.door import opened, option
from tests.events_desk import logged
from tests.journeys.process import PATIENCE, ROOT, dropped, environment, free_port, running, until
from tests.metrics.scraped import Shown
from tests.test_sentry import TYPED, Inbox, inbox  # noqa: F401  (a fixture)

FAILING = '''
"""/fail: a fault of ours."""

from typing import Annotated

from kasutamaiza.interactions import Option, Reply, command


@command()
async def fail(said: Annotated[str, Option("What to fail with.")]) -> Reply:
    """Fail."""
    raise RuntimeError(said)
'''


async def test_what_happens_at_the_front_door_is_read_at_the_metrics_port(database_url: str) -> None:
    port = free_port()
    async with opened(database_url=database_url, metrics_port=str(port)) as door, httpx.AsyncClient() as http:
        await door.says("help", option("topic", "ping"))
        response = await http.get(f"http://127.0.0.1:{port}/metrics")
    listen(port).close()  # which was let go of
    shown = Shown(response.text)
    assert shown["interactions_total"] == {("/help", "command", "replied"): 1}
    assert shown["database_up"] == {(): 1}
    assert shown.families["kasutamaiza_jobs_failed"].samples, "the jobs were counted"


async def test_what_fails_after_the_start_is_told_and_keeps_nothing_else_from_beginning(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start(scrapes: Scrapes) -> None:
        raise KeyError("no room for a thread")

    async def worker_is_seen() -> bool:
        return (await Queue(database).census()).seen is not None

    monkeypatch.setattr(Scrapes, "start", start)
    with logged() as lines:
        async with opened(database_url=database_url, metrics_port=str(free_port()), embedded_worker="on") as door:
            await door.send(b'{"type":1}')
            await until(worker_is_seen)
    assert "ERROR A step of settling in failed (KeyError)." in lines()
    assert "ERROR The worker failed" not in lines()


async def test_the_bot_shows_its_metrics_and_stops_all_the_same(tmp_path: Path) -> None:
    port = free_port()
    async with running(tmp_path, metrics_port=str(port)) as bot, httpx.AsyncClient() as http:
        await bot.door.send(b'{"type":1}')
        shown = Shown((await http.get(f"http://127.0.0.1:{port}/metrics")).text)
        assert shown["interactions_total"] == {("ping", "ping", "replied"): 1}
        assert await bot.stop() == 0


async def test_the_worker_shows_its_metrics_and_that_it_is_there(database_url: str) -> None:
    port = free_port()
    told = environment(metrics_port=str(port), database_url=database_url)
    worker = await asyncio.create_subprocess_exec(sys.executable, "scripts/worker.py", cwd=ROOT, env=told)

    async def is_seen() -> bool:
        try:
            async with httpx.AsyncClient() as http:
                shown = Shown((await http.get(f"http://127.0.0.1:{port}/metrics")).text)
        except httpx.TransportError:
            return False
        return bool(shown["worker_seen_timestamp_seconds"])

    try:
        await until(is_seen)
        worker.terminate()
        async with asyncio.timeout(PATIENCE):
            assert await worker.wait() == 0
    finally:
        if worker.returncode is None:
            worker.kill()


@pytest.mark.parametrize("script", ["app.py", "scripts/worker.py"])
def test_a_port_that_is_taken_is_told_at_the_start(script: str) -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, script],
            cwd=ROOT,
            env=environment(metrics_port=str(port)),
            capture_output=True,
            text=True,
            check=False,
        )
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert f"METRICS_PORT {port} cannot be used (Address already in use)" in ended.stderr


async def test_a_fault_reaches_sentry_under_the_reference_that_was_told(tmp_path: Path, inbox: Inbox) -> None:  # noqa: F811
    home = dropped(tmp_path, {"fail.py": FAILING})
    async with running(tmp_path, home=home, sentry_dsn=inbox.dsn) as bot:
        told = (await bot.door.says("fail", option("said", TYPED))).data["content"]
        assert await bot.stop() == 0
    assert f"(ref {inbox.event['tags']['ref']})" in told
    assert inbox.event["tags"]["command"] == "/fail"
    assert inbox.event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"] == "fail"
    assert TYPED.encode() not in inbox.bytes
