"""The load generator: a process of its own that keeps a few connections busy and times every answer."""

import asyncio
import gc
import itertools
import statistics
import sys
import time
from collections.abc import Iterator
from typing import cast

import msgspec
import uvloop
from nacl.signing import SigningKey

from bench.exchange import CannotMeasure, answer, check
from bench.signed import Kind, requests
from bench.usage import processor_seconds


class Task(msgspec.Struct):
    """Which server to load with what, until the time is up or enough has been asked."""

    kind: Kind
    port: int
    pids: list[int]
    connections: int
    seconds: float = 60.0
    most: int = sys.maxsize


class Outcome(msgspec.Struct, tag="outcome"):
    """Seconds throughout; `reply_size` is of the body alone."""

    answered: int
    elapsed: float
    server_processor: float
    own_processor: float
    p50: float
    p99: float
    reply_size: int


class Failed(msgspec.Struct, tag="failed"):
    sentence: str


class Load:
    """What the connections share while one task lasts."""

    def __init__(self, task: Task, bodies: Iterator[bytes], *, opening: bytes) -> None:
        self.task = task
        self.bodies = bodies
        self.opening = opening
        self.asked = 0
        self.times: list[float] = []
        self.over = asyncio.get_running_loop().create_future()

    def next(self) -> bytes | None:
        if self.asked >= self.task.most or self.over.done():
            return None
        self.asked += 1
        return next(self.bodies)

    def note(self, seconds: float) -> None:
        if not self.over.done():
            self.times.append(seconds)
            if len(self.times) >= self.task.most:
                self.end()

    def end(self) -> None:
        if not self.over.done():
            self.over.set_result(None)

    def fail(self, sentence: str) -> None:
        if not self.over.done():
            self.over.set_exception(CannotMeasure(sentence))


class Connection(asyncio.Protocol):
    def __init__(self, load: Load) -> None:
        self.load = load
        self.received = b""
        self.asked_at = 0.0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def ask(self) -> None:
        request = self.load.next()
        if request is not None and self.transport is not None:
            self.asked_at = time.perf_counter()
            self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        received = self.received + data if self.received else data
        try:
            found = answer(received)
        except (CannotMeasure, ValueError) as error:
            self.load.fail(f"Under load, an answer could not be read: {error}")
            return
        if found is None:
            self.received = received
            return
        self.received = b""
        self.load.note(time.perf_counter() - self.asked_at)
        if found.status == 200 and found.body.startswith(self.load.opening):
            self.ask()
        else:
            self.load.fail(f"Under load, an answer was wrong: {received[:300]!r}")

    def connection_lost(self, exc: Exception | None) -> None:
        self.load.fail("Under load, the server closed a connection.")


async def run(task: Task, bodies: list[bytes], *, opening: bytes) -> tuple[Load, float, float, float]:
    """The load, how long it lasted, and the processor time of the server and of ourselves."""
    loop = asyncio.get_running_loop()
    load = Load(task, itertools.cycle(bodies), opening=opening)
    opened = [
        await loop.create_connection(lambda: Connection(load), "127.0.0.1", task.port) for _ in range(task.connections)
    ]
    server, own, start = processor_seconds(task.pids), time.process_time(), time.perf_counter()
    loop.call_later(task.seconds, load.end)
    for _, connection in opened:
        connection.ask()
    try:
        await load.over
        elapsed = time.perf_counter() - start
        server, own = processor_seconds(task.pids) - server, time.process_time() - own
    finally:
        for transport, _ in opened:
            transport.close()
    return load, elapsed, server, own


def perform(task: Task, key: SigningKey, *, first: int) -> Outcome:
    signed = requests(task.kind, key, first=first)
    reply = check(task.port, task.kind, signed[0]).body
    # A bot may put the time into its answer: its opening bytes are compared, not all of it.
    load, elapsed, server, own = uvloop.run(
        run(task, [one.request() for one in signed], opening=reply[:16]),
    )
    if len(load.times) < 2:
        raise CannotMeasure(f"Only {len(load.times)} answers came in {elapsed:.1f} s.")
    cuts = statistics.quantiles(load.times, n=100)
    return Outcome(len(load.times), elapsed, server, own, cuts[49], cuts[98], len(reply))


def main() -> None:
    """The key's seed in the first line, then a task a line; an outcome or a failure is written for each."""
    gc.disable()
    key = SigningKey(bytes.fromhex(sys.stdin.readline()))
    for number, line in enumerate(sys.stdin):
        outcome: Outcome | Failed
        try:
            outcome = perform(msgspec.json.decode(line, type=Task), key, first=number * 2000)
        except (CannotMeasure, OSError, msgspec.DecodeError) as error:
            outcome = Failed(f"{type(error).__name__}: {error}")
        gc.collect()
        print(msgspec.json.encode(outcome).decode(), flush=True)


if __name__ == "__main__":
    main()
