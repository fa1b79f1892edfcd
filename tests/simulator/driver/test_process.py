"""The simulator as a process: what cannot start, or does not go on, is told; and nothing of it stays."""

import sys
from pathlib import Path

import pytest

from simulator.driver import process
from simulator.driver.process import CannotStart, started
from simulator.world.load import DEFAULT
from tests.processes import running
from tests.simulator.driver.test_plugin import BOT


def arguments(home: Path, *command: str, world: Path = DEFAULT) -> list[str]:
    told = ["run", "--port", "0", "--no-browser", "--key", str(home / "key"), "--world", str(world)]
    return [*told, "--", *command, str(home)]


def test_a_bot_that_never_listens_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "STARTING", 2.0)
    command = (sys.executable, "-c", "import signal; signal.pause()")
    with (
        pytest.raises(CannotStart, match=r"(Nothing listens at|The simulator is not up).* after 2 s\. It said:"),
        started(arguments(tmp_path, *command), tmp_path, tmp_path),
    ):
        raise AssertionError
    assert running(str(tmp_path)) == []


def test_a_world_that_has_become_a_wrong_one_is_told(tmp_path: Path) -> None:
    world = tmp_path / "world.toml"
    world.write_bytes(DEFAULT.read_bytes())
    command = arguments(tmp_path, sys.executable, str(BOT), "{port}", world=world)
    with started(command, tmp_path, tmp_path) as simulator:
        simulator.reset()
        world.write_text("nonsense")
        with pytest.raises(CannotStart, match=r"its file cannot be read any more: .*world\.toml"):
            simulator.reset()
    assert running(str(tmp_path)) == []


def test_one_that_answers_no_more_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SETTLING", 0.0)
    command = arguments(tmp_path, sys.executable, str(BOT), "{port}")
    with started(command, tmp_path, tmp_path) as simulator:
        simulator.url = "http://127.0.0.1:1"
        with pytest.raises(CannotStart, match="The simulator does not answer"):
            simulator.ask("GET", "state")
