"""The guard, run in our own process over a stand-in for PostgreSQL."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kasutamaiza.storage.embedded import guard, lock

STUBBORN = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); print('ready', flush=True); signal.pause()"


@pytest.fixture(autouse=True)
def signals_are_heard() -> Iterator[None]:
    """A shell's background job ignores them, and so would the stand-ins."""
    before = {heard: signal.signal(heard, signal.SIG_DFL) for heard in (signal.SIGINT, signal.SIGQUIT)}
    yield
    for heard, handler in before.items():
        signal.signal(heard, handler)


@pytest.fixture
def use(tmp_path: Path) -> Path:
    path = tmp_path / "use.lock"
    path.touch()
    return path


def test_it_ends_when_its_server_ends(use: Path) -> None:
    user = lock.take(use)
    assert user is not None
    with (use.parent / "handed on").open("w") as handed:
        assert guard.main([str(use), str(handed.fileno()), "", "/bin/true"]) == 0
    os.close(user)


def test_it_stops_a_server_that_nobody_uses(use: Path) -> None:
    with (use.parent / "handed on").open("w") as handed:
        assert guard.main([str(use), str(handed.fileno()), "", "/bin/sleep", "60"]) == 0


def test_it_insists_when_the_server_does_not_listen(use: Path) -> None:
    with use.open() as held:
        server = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
        assert server.stdout
        assert server.stdout.readline() == b"ready\n"
        guard.stop_when_unused(held.fileno(), server, patience=0.1)
        assert server.wait(5) == -signal.SIGQUIT
        server.stdout.close()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can run the server as another")
def test_the_server_runs_as_the_account_it_is_told(use: Path, capfd: pytest.CaptureFixture[str]) -> None:
    user = lock.take(use)
    assert user is not None
    with (use.parent / "handed on").open("w") as handed:
        guard.main([str(use), str(handed.fileno()), "65534:65534", "/usr/bin/id", "-u"])
    os.close(user)
    assert capfd.readouterr().out == "65534\n"


def test_elsewhere_than_on_linux_the_servers_death_is_not_bound_to_the_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert guard.die_with(os.getpid()) is None
