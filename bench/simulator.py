"""How many interactions go through the simulator: `python -m bench.simulator`."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import httpx
import msgspec
from nacl.signing import SigningKey

from bench import exchange, figures, machine
from bench.exchange import CannotMeasure
from bench.server import ROOT, Plan, processors, serving
from bench.usage import processor_seconds
from simulator import key
from simulator.driver.process import CannotStart, Running, started

LEAST: Final = 100
"""Interactions a second: fewer, and a page or a test would wait for the simulator instead of the bot."""

REPLY_BYTES: Final = 400
COMMAND: Final = {
    "name": "bench",
    "description": "Be measured.",
    "options": [{"type": 3, "name": "text", "description": "Any."}],
}
READS: Final = 21


class Load(NamedTuple):
    """What one load gave, in seconds: of each interaction, of all of them, and of the simulator's processor time."""

    connections: int
    times: list[float]
    elapsed: float
    processor: float

    @property
    def rate(self) -> float:
        return len(self.times) / self.elapsed

    def rows(self) -> list[list[str]]:
        cuts = quantiles(self.times, n=100)
        name = f"{self.connections} at a time"
        return [
            [f"interactions/s, {name}", f"{self.rate:,.0f}", f"≥ {LEAST}"],
            [f"CPU per interaction, ms, {name}", f"{self.processor / len(self.times) * 1e3:.2f}", ""],
            [f"p50, ms, {name}", f"{cuts[49] * 1e3:.2f}", ""],
            [f"p99, ms, {name}", f"{cuts[98] * 1e3:.2f}", ""],
        ]


class Options(NamedTuple):
    seconds: float
    connections: int
    messages: int


def request(url: str, path: str, body: Any) -> bytes:
    content = msgspec.json.encode(body)
    head = f"POST {path} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content


async def act(url: str, until: float, times: list[float]) -> None:
    """One person after the other uses the command, on one connection, until the time is over."""
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    one = request(url, "/sim/interactions", {"as": "mai", "channel": "general", "command": "bench"})
    try:
        while (began := time.perf_counter()) < until:
            writer.write(one)
            received = b""
            while (found := exchange.answer(received)) is None:
                received += await reader.read(65536)
            times.append(time.perf_counter() - began)
            if b'"state":"replied"' not in found.body:
                raise CannotMeasure(f"An interaction failed: {found.body[:500].decode(errors='replace')}")
    finally:
        writer.close()


async def load(url: str, pids: list[int], connections: int, seconds: float) -> Load:
    times: list[float] = []
    began, used = time.perf_counter(), processor_seconds(pids)
    await asyncio.gather(*(act(url, began + seconds, times) for _ in range(connections)))
    return Load(connections, times, time.perf_counter() - began, processor_seconds(pids) - used)


def state(client: httpx.Client, messages: int) -> list[list[str]]:
    """How long it takes to read the whole world when so many messages are in it."""
    client.post("/sim/reset").raise_for_status()
    for number in range(messages):
        said = {"as": "mai", "channel": "general", "content": f"Message {number}"}
        client.post("/sim/messages", json=said).raise_for_status()
    taken = []
    for _ in range(READS):
        began = time.perf_counter()
        answer = client.get("/sim/state")
        taken.append(time.perf_counter() - began)
    kilobytes = len(answer.content) / 1024
    return [[f"/sim/state with {messages} messages, ms ({kilobytes:,.0f} KiB)", f"{median(taken) * 1e3:.1f}", ""]]


def measured(options: Options) -> list[list[str]]:
    """The simulator has one processor, the bot and the load the other, where there are two."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        own: SigningKey = key.kept(home / "key")
        told = {"DISCORD_PUBLIC_KEY": key.public(own), "BENCH_REPLY_BYTES": str(REPLY_BYTES)}
        # A PING of ours is shorter than the one that it is started with, and so are our interactions than Discord's.
        told["BENCH_LONGEST_PING"] = "1000"
        bot = Plan("bot", [sys.executable, "bench/reference.py"], told)
        with serving(bot, own) as server:
            endpoint = f"http://127.0.0.1:{server.port}/interactions"
            asked = ["up", "--endpoint", endpoint, "--port", "0", "--no-browser", "--key", str(home / "key")]
            with started(asked, home, ROOT) as running, httpx.Client(base_url=running.url, trust_env=False) as client:
                os.sched_setaffinity(running.process.pid, processors()[1])
                os.sched_setaffinity(0, processors()[0])
                return [*loads(client, running, options), *state(client, options.messages)]


def loads(client: httpx.Client, running: Running, options: Options) -> list[list[str]]:
    url, pids = running.url, [running.process.pid]
    application = client.get("/sim/state").json()["application"][0]["id"]
    where = f"/api/v10/applications/{application}/commands"
    client.put(where, json=[COMMAND], headers={"authorization": "Bot none"}).raise_for_status()
    asyncio.run(load(url, pids, 1, 0.5))
    rows: list[list[str]] = []
    for connections in (1, options.connections):
        client.post("/sim/reset").raise_for_status()
        rows += asyncio.run(load(url, pids, connections, options.seconds)).rows()
    return rows


def chosen(arguments: list[str] | None = None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m bench.simulator", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each load (default: 5)")
    parser.add_argument("--connections", type=int, default=16, help="people at a time (default: 16)")
    parser.add_argument("--messages", type=int, default=500, help="in the world that is read (default: 500)")
    return Options(**vars(parser.parse_args(arguments)))


def main() -> None:
    """Always exit code 0, even when there is nothing to measure: this program reports, people judge."""
    options = chosen()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        rows = measured(options)
    except (CannotMeasure, CannotStart, httpx.HTTPError) as error:
        print(error, file=sys.stderr)
        return
    except KeyboardInterrupt:
        print("Stopped; so are the simulator and the bot.", file=sys.stderr)
        return
    print(figures.table(["machine", ""], machine.rows(), numbers_from=2))
    print()
    print(figures.table(["measure", "figure", "target"], rows, numbers_from=1))


if __name__ == "__main__":
    main()
