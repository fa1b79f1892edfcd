"""Starting a server on its own processor, waiting for its first signed answer, and stopping it whatever happens."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, NamedTuple

import msgspec
from nacl.signing import SigningKey

from bench.exchange import CannotMeasure, ask, is_pong
from bench.load import Failed, Outcome, Task
from bench.signed import ping, sign
from bench.usage import processes

ROOT: Final = Path(__file__).resolve().parent.parent
STARTED_WITHIN: Final = 30.0
STOPPED_WITHIN: Final = 5.0


class Plan(NamedTuple):
    """How to start a server: its command, and what its environment adds to ours."""

    name: str
    command: list[str]
    environment: Mapping[str, str]


class Server(NamedTuple):
    name: str
    port: int
    group: int
    cold_start: float

    def pids(self) -> list[int]:
        return processes(self.group)


def processors() -> tuple[set[int], set[int]]:
    """One for the server and one for the load; the same, when there is no second."""
    allowed = sorted(os.sched_getaffinity(0))
    return {allowed[0]}, {allowed[min(1, len(allowed) - 1)]}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def black_hole() -> Iterator[int]:
    """A port where connections open and nothing ever answers: nobody accepts, the kernel queues them."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        yield listener.getsockname()[1]


@contextmanager
def running(
    command: list[str],
    environment: Mapping[str, str],
    *,
    on: set[int],
    output: int | IO[bytes],
    input_: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that leads a group, so that Ctrl-C reaches us alone and nothing of it outlives the block."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        # With its bytecode kept from start to start, as the image that is deployed keeps it.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment},
        stdin=input_,
        stdout=output,
        stderr=None if output == subprocess.PIPE else subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        os.sched_setaffinity(process.pid, on)
        yield process
    finally:
        try:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOPPED_WITHIN)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def serving(plan: Plan, key: SigningKey) -> Iterator[Server]:
    """The server, from its first signed PONG."""
    port = free_port()
    environment = {**plan.environment, "PORT": str(port)}
    with tempfile.TemporaryFile() as log:
        spawned_at = time.perf_counter()
        with running(plan.command, environment, on=processors()[0], output=log) as process:
            if not pongs(process, port, key):
                log.seek(0)
                said = log.read().decode(errors="replace").strip()[-2000:]
                raise CannotMeasure(f"The {plan.name} ({' '.join(plan.command)}) did not start. It said:\n{said}")
            yield Server(plan.name, port, process.pid, time.perf_counter() - spawned_at)


def pongs(process: subprocess.Popen[bytes], port: int, key: SigningKey) -> bool:
    request = sign(ping(0), key).request()
    last = time.monotonic() + STARTED_WITHIN
    while process.poll() is None and time.monotonic() < last:
        with suppress(OSError, msgspec.DecodeError):
            if is_pong(ask(port, request)):
                return True
        time.sleep(0.001)
    return False


class Generator:
    """The load generator's process, asked one task at a time."""

    def __init__(self, process: subprocess.Popen[bytes], key: SigningKey) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.tasks, self.outcomes = process.stdin, process.stdout
        self.write(key.encode().hex().encode())

    def write(self, line: bytes) -> None:
        self.tasks.write(line + b"\n")
        self.tasks.flush()

    def perform(self, task: Task) -> Outcome:
        self.write(msgspec.json.encode(task))
        line = self.outcomes.readline()
        if not line:
            raise CannotMeasure("The load generator has died.")
        outcome = msgspec.json.decode(line, type=Outcome | Failed)
        if isinstance(outcome, Failed):
            raise CannotMeasure(outcome.sentence)
        return outcome
