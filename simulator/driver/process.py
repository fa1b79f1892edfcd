"""The simulator as a process: started, waited for, and ended with all that it has started."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

STARTING = 60.0
"""Seconds until the bot listens."""

REGISTERING = 5.0
"""Seconds more for its commands; one that registers none as it starts has none."""

ENDING, SETTLING = 20.0, 5.0
_PAUSE = 0.02


class CannotStart(Exception):
    """The simulator or the bot does not run, or not any more; what it said stands with it."""


class Running:
    """A simulator that runs, and where."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process = process
        self._output = output
        self.url = ""

    @property
    def said(self) -> str:
        """What the simulator and the bot have written so far."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    def reset(self) -> None:
        """Let its world begin anew. Raises `CannotStart`."""
        answer = self.ask("POST", "reset")
        if answer.is_error:
            raise CannotStart(answer.text)

    def ask(self, method: str, path: str) -> httpx.Response:
        """Raises `CannotStart` where nothing answers."""
        self.check()
        try:
            return httpx.request(method, f"{self.url}/sim/{path}", trust_env=False, timeout=30)
        except httpx.TransportError as error:
            # It may be about to end, because the bot has ended.
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(SETTLING)
            self.check()
            raise CannotStart(f"The simulator does not answer ({error}). It said:\n{self.said}") from None

    def check(self) -> None:
        """That it still runs. Raises `CannotStart`."""
        if (code := self.process.poll()) is not None:
            raise CannotStart(f"The simulator has ended with exit code {code}. It said:\n{self.said}")


@contextmanager
def started(arguments: Sequence[str], home: Path, directory: Path) -> Iterator[Running]:
    """`python -m simulator` with these arguments, in a directory, when it and the bot are up. Raises `CannotStart`."""
    output, ready = home / "output.txt", home / "ready.json"
    task, *others = arguments
    with output.open("wb") as file:
        # A group of its own: Ctrl-C is for the tests, which end it.
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator", task, "--ready-file", str(ready), *others],
            cwd=directory,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Running(process, output)
    try:
        running.url = _url(running, ready)
        _wait_for_bot(running, registers=task == "run")
        yield running
    finally:
        _end(process)


def _environment() -> dict[str, str]:
    """With this simulator, wherever it was found, and the bot's words as they come."""
    here = str(Path(__file__).parents[2])
    path = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])
    return os.environ | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _url(running: Running, ready: Path) -> str:
    deadline = time.monotonic() + STARTING
    while not ready.exists():
        running.check()
        _check_time(running, deadline, "The simulator is not up")
    return str(json.loads(ready.read_text(encoding="utf-8"))["url"])


def _wait_for_bot(running: Running, *, registers: bool) -> None:
    """Until its endpoint was checked, and one that has just begun has registered its commands."""
    deadline = time.monotonic() + STARTING
    while not (endpoint := _state(running)["application"][0]["endpoint"])["checked"]:
        _check_time(running, deadline, f"Nothing listens at {endpoint['url']}")
    if endpoint["problems"]:
        raise CannotStart(f"{endpoint['url']} is not as Discord wants it: {' '.join(endpoint['problems'])}")
    deadline = time.monotonic() + REGISTERING
    while registers and not _state(running)["commands"] and time.monotonic() < deadline:
        time.sleep(_PAUSE)


def _check_time(running: Running, deadline: float, problem: str) -> None:
    if time.monotonic() > deadline:
        raise CannotStart(f"{problem} after {STARTING:g} s. It said:\n{running.said}")
    time.sleep(_PAUSE)


def _state(running: Running) -> dict[str, Any]:
    state: dict[str, Any] = running.ask("GET", "state").json()
    return state


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kindly, so that it ends the bot; by force what does not end."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(ENDING)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
