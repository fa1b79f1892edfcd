"""A scrape tells the truth of its moment, whatever is away, and fails only when the event loop hangs."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from kasutamaiza.bot import Vitals
from kasutamaiza.jobs import Census, Queue
from kasutamaiza.metrics import Counts, PortTaken, Scrapes, listen
from kasutamaiza.metrics import lookout as lookout_module
from kasutamaiza.metrics import scrapes as scrapes_module
from kasutamaiza.metrics.lookout import TOLD_EVERY
from kasutamaiza.storage import Database, DatabaseAway, PoolUse
from tests.events_desk import logged
from tests.metrics.scraped import CENSUS, SEEN, lookout, near, scraped

JOBS = ("jobs", "jobs_failed", "jobs_oldest_seconds", "worker_seen_timestamp_seconds")


def census(answer: Census | Exception) -> Callable[[], Awaitable[Census]]:
    async def census() -> Census:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return census


async def test_how_things_stand_is_shown() -> None:
    pool = PoolUse(size=3, idle=1, most=5)
    watched = lookout(near, pool=lambda: pool, draining=lambda: True, census=census(CENSUS))
    async with scraped(seen_from=watched) as scrape:
        shown = await scrape()
    assert shown["database_up"] == {(): 1}
    assert shown["database_answer_seconds"] == {(): 0.002}
    assert shown["database_connections"] == {(): 3}
    assert shown["database_connections_idle"] == {(): 1}
    assert shown["database_connections_most"] == {(): 5}
    assert shown["draining"] == {(): 1}
    assert shown["jobs"] == {("guilds.sweep", "queued"): 3, ("guilds.sweep", "failed"): 1}
    assert shown["jobs_failed"] == {(): 1}
    assert shown["jobs_oldest_seconds"] == {(): 41.5}
    assert shown["worker_seen_timestamp_seconds"] == {(): SEEN.timestamp()}
    assert shown["build_info"] == {(sys.version.split()[0], "1.2.3"): 1}
    assert "process_start_time_seconds" in shown.families


async def test_a_real_database_is_asked_at_each_scrape(database: Database) -> None:
    watched = lookout(Vitals(database).answer_time, pool=lambda: database.use, census=Queue(database).census)
    async with scraped(seen_from=watched) as scrape:
        assert (await scrape())["database_connections"] == {}, "the pool is looked at before it is asked through"
        shown = await scrape()
        assert shown["database_up"] == {(): 1}
        assert (shown["database_connections"], shown["database_connections_idle"]) == ({(): 1}, {(): 1})
        assert shown.families["kasutamaiza_jobs_failed"].samples[0].value == 0
        await database.close()
        shown = await scrape()
        assert (shown["database_up"], shown["database_connections"]) == ({}, {})


async def test_without_a_database_the_rest_is_told_and_no_jobs_are() -> None:
    counts = Counts()
    counts.refused("wrong signature")
    async with scraped(counts, lookout(census=census(CENSUS))) as scrape:
        shown = await scrape()
    assert [sample.value for sample in shown.families["kasutamaiza_database_up"].samples] == [0]
    assert [shown.families[f"kasutamaiza_{name}"].samples for name in JOBS] == [[], [], [], []]
    assert shown["refusals_total"] == {("wrong signature",): 1}


async def test_a_database_that_goes_away_between_two_questions_is_no_fault() -> None:
    async with scraped(seen_from=lookout(near, census=census(DatabaseAway()))) as scrape:
        with logged() as lines:
            shown = await scrape()
    assert (shown["database_up"], shown["jobs"]) == ({(): 1}, {})
    assert lines() == []


async def test_jobs_that_take_too_long_to_count_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def endless() -> Census:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(lookout_module, "PATIENCE", 0.01)
    async with scraped(seen_from=lookout(near, census=endless)) as scrape:
        shown = await scrape()
    assert (shown["database_up"], shown["jobs"]) == ({(): 1}, {})


async def test_jobs_that_cannot_be_counted_are_complained_of_once_a_minute() -> None:
    now = 0.0
    watched = lookout(near, census=census(KeyError("no such table")), clock=lambda: now)
    async with scraped(seen_from=watched) as scrape:
        with logged() as lines:
            assert (await scrape())["jobs"] == {}
            await scrape()
            assert len(lines()) == 1
            now = TOLD_EVERY
            await scrape()
    assert len(lines()) == 2
    assert "Was the database migrated?" in lines()[0]
    assert "no such table" not in lines()[0]


async def test_a_worker_that_was_never_seen_has_no_time() -> None:
    never = Census(counts={}, oldest_waiting=0.0, failed=0, seen=None)
    async with scraped(seen_from=lookout(near, census=census(never))) as scrape:
        shown = await scrape()
    assert shown.families["kasutamaiza_worker_seen_timestamp_seconds"].samples == []
    assert [sample.value for sample in shown.families["kasutamaiza_jobs_oldest_seconds"].samples] == [0]


async def test_a_hanging_event_loop_makes_the_scrape_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrapes_module, "HANGS_AFTER", 0.05)
    scrapes = Scrapes(listen(0), Counts(), lookout(), version="1.2.3")
    await scrapes.start()
    with logged() as lines:
        # Not awaited: so the loop hangs meanwhile.
        response = httpx.get(f"http://127.0.0.1:{scrapes.port}/metrics")  # noqa: ASYNC210
    assert (response.status_code, response.text) == (503, "The event loop does not answer.\n")
    assert "ERROR The event loop does not answer." in lines()
    async with httpx.AsyncClient() as http:
        assert (await http.get(f"http://127.0.0.1:{scrapes.port}/metrics")).status_code == 200
    await scrapes.close()


async def test_a_fault_while_looking_is_logged_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    def broken() -> Any:
        raise KeyError("broken")

    scrapes = Scrapes(listen(0), Counts(), lookout(pool=broken), version="1.2.3")
    await scrapes.start()
    with logged() as lines:
        async with httpx.AsyncClient() as http:
            response = await http.get(f"http://127.0.0.1:{scrapes.port}/metrics")
    await scrapes.close()
    assert (response.status_code, response.text) == (500, "The metrics could not be shown; the log says why.\n")
    assert "KeyError: 'broken'" in lines()
    assert capfd.readouterr() == ("", "")


async def test_a_reader_that_goes_away_in_between_leaves_no_trace(capfd: pytest.CaptureFixture[str]) -> None:
    looked, let = asyncio.Event(), asyncio.Event()

    async def slowly() -> float:
        looked.set()
        await let.wait()
        return 0.1

    async with scraped(seen_from=lookout(slowly)) as scrape:
        gone = asyncio.ensure_future(scrape())
        await looked.wait()
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        let.set()
        assert (await scrape())["database_up"] == {(): 1}
    assert capfd.readouterr() == ("", "")


async def test_a_connection_that_says_nothing_is_closed_quietly(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    scrapes = Scrapes(listen(0), Counts(), lookout(), version="1.2.3")
    await scrapes.start()
    monkeypatch.setattr("kasutamaiza.metrics.exposed._Handler.timeout", 0.01)
    reader, writer = await asyncio.open_connection("127.0.0.1", scrapes.port)
    async with asyncio.timeout(20):
        assert await reader.read() == b""
    writer.close()
    await scrapes.close()
    assert capfd.readouterr() == ("", "")


async def test_those_beyond_the_most_connections_are_closed_at_once(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kasutamaiza.metrics.exposed.AT_ONCE", 1)
    scrapes = Scrapes(listen(0), Counts(), lookout(), version="1.2.3")
    await scrapes.start()
    async with asyncio.timeout(20):
        _, silent = await asyncio.open_connection("127.0.0.1", scrapes.port)
        reader, one_more = await asyncio.open_connection("127.0.0.1", scrapes.port)
        assert await reader.read() == b""
        for writer in (silent, one_more):
            writer.close()
            await writer.wait_closed()
    await scrapes.close()
    assert capfd.readouterr() == ("", "")


async def test_however_many_ask_at_once_the_database_is_asked_once() -> None:
    asked, let = asyncio.Event(), asyncio.Event()
    times = 0

    async def slowly() -> float:
        nonlocal times
        times += 1
        asked.set()
        await let.wait()
        return 0.1

    scrapes = Scrapes(listen(0), Counts(), lookout(slowly), version="1.2.3")
    async with asyncio.timeout(20):
        looks = [asyncio.create_task(scrapes._look()) for _ in range(5)]
        await asked.wait()
        looks.append(asyncio.create_task(scrapes._look()))
        looks[0].cancel()
        await asyncio.sleep(0)
        let.set()
        told = [state.answer_time for _, state in await asyncio.gather(*looks[1:])]
        assert (told, times) == ([0.1] * 5, 1)
        await scrapes._look()
    assert times == 2
    await scrapes.close()


async def test_a_scrape_that_a_stop_cuts_off_is_no_fault(capfd: pytest.CaptureFixture[str]) -> None:
    looked = asyncio.Event()

    async def endless() -> float:
        looked.set()
        await asyncio.Event().wait()
        raise AssertionError

    scrapes = Scrapes(listen(0), Counts(), lookout(endless), version="1.2.3")
    await scrapes.start()
    asking = asyncio.create_task(asyncio.to_thread(httpx.get, f"http://127.0.0.1:{scrapes.port}/metrics"))
    others = asyncio.all_tasks()
    await looked.wait()
    await scrapes.close()
    with logged() as lines:
        # As the loop does at its end.
        for task in asyncio.all_tasks() - others:
            task.cancel()
        response = await asking
    assert (response.status_code, response.text) == (503, "The process is being stopped.\n")
    assert lines() == []
    assert capfd.readouterr() == ("", "")


def test_a_port_that_is_taken_is_told_in_one_sentence() -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as told:
            listen(port)
    sentence = f"METRICS_PORT {port} cannot be used (Address already in use): choose another, or stop what uses it."
    assert str(told.value) == sentence


async def test_whoever_asks_before_it_has_started_waits() -> None:
    scrapes = Scrapes(listen(0), Counts(), lookout(), version="1.2.3")
    async with httpx.AsyncClient() as http:
        asking = asyncio.create_task(http.get(f"http://127.0.0.1:{scrapes.port}/metrics"))
        await asyncio.sleep(0)
        await scrapes.start()
        assert (await asking).status_code == 200
    await scrapes.close()


@pytest.mark.parametrize("started", [True, False])
async def test_after_the_close_the_port_is_free(*, started: bool) -> None:
    scrapes = Scrapes(listen(0), Counts(), lookout(), version="1.2.3")
    port = scrapes.port
    if started:
        await scrapes.start()
    await scrapes.close()
    listen(port).close()


async def test_two_bots_in_one_process_count_for_themselves() -> None:
    one, other = Counts(), Counts()
    one.waited("global", 1.5)
    one.waited("global", 0.5)
    async with scraped(one) as scrape, scraped(other) as scrape_other:
        shown, shown_other = await scrape(), await scrape_other()
    assert shown["discord_wait_seconds_count"] == {("global",): 2}
    assert shown["discord_wait_seconds_sum"] == {("global",): 2}
    assert shown_other["discord_wait_seconds_count"] == {}


async def test_a_call_that_got_no_answer_has_the_status_0() -> None:
    counts = Counts()
    counts.called("GET /gateway", 0, 12.0)
    counts.called("GET /gateway", 429, 0.05)
    async with scraped(counts) as scrape:
        shown = await scrape()
    assert shown["discord_calls_total"] == {("GET /gateway", "0"): 1, ("GET /gateway", "429"): 1}
    assert shown["discord_call_seconds_bucket"][("0.05", "GET /gateway")] == 1
    assert shown["discord_call_seconds_bucket"][("+Inf", "GET /gateway")] == 2


def test_nothing_of_it_is_imported_before_it_is_started() -> None:
    asked = "import sys, app, kasutamaiza.metrics, kasutamaiza.sentry; print({m.split('.')[0] for m in sys.modules})"
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not {"prometheus_client", "wsgiref", "sentry_sdk", "pgqueuer"} & set(eval(ended.stdout))  # noqa: S307
