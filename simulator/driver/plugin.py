"""A pytest plugin for bots in any language: `discord` is a simulator of their own, begun anew for each test.

    # pytest.ini                                # conftest.py
    [pytest]                                    pytest_plugins = ["simulator.driver.plugin"]
    simulator_command = node bot.js {port}

Tests are written in Python, as coroutines or not; each of several processes (pytest-xdist) has a simulator and a bot.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.driver.connection import Failed
from simulator.driver.process import CannotStart, Running, started
from simulator.driver.simulation import Simulation

_OPTIONS = {
    "command": "what starts the bot; {port} is replaced by the port where it is to listen, which is PORT for it too",
    "endpoint": "where a bot that runs already takes interactions; it knows the key of simulator_key",
    "key": "the file of the private key (with simulator_command: one of its own)",
    "world": "the file of the world (a small server)",
    "port": "where the simulator listens; a bot that runs already has to know it (any free port)",
    "path": "where a started bot takes interactions (/interactions)",
}
_ONE_OF = "Set simulator_command, which starts the bot, or simulator_endpoint, where it runs already, and not both."
_RUNNING = pytest.StashKey[Running]()
_WRITTEN = pytest.StashKey[int]()
_HAPPENED = "What happened in the simulator"
_SAID = "What the bot and the simulator wrote"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("simulator", "the simulator")
    for name, what in _OPTIONS.items():
        parser.addini(f"simulator_{name}", what, default="")
        group.addoption(f"--simulator-{name}", metavar=name.upper(), help=what)


@pytest.fixture(scope="session")
def simulator(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The simulator's process, with the bot that it has started; both end with the run."""
    given = {name: _given(pytestconfig, name) for name in _OPTIONS}
    if bool(given["command"]) == bool(given["endpoint"]):
        pytest.fail(_ONE_OF, pytrace=False)
    home = tmp_path_factory.mktemp("simulator")
    try:
        with started(_arguments(given, home), home, pytestconfig.rootpath) as running:
            yield running
    except CannotStart as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def discord(simulator: Running, request: pytest.FixtureRequest) -> Simulation:
    """The simulated server, as it is at its beginning."""
    try:
        simulator.reset()
    except CannotStart as error:
        pytest.fail(str(error), pytrace=False)
    request.node.stash[_RUNNING] = simulator
    request.node.stash[_WRITTEN] = len(simulator.said)
    return Simulation.at(simulator.url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Put what happened under what failed, and what the bot wrote meanwhile."""
    report = yield
    running = item.stash.get(_RUNNING, None)
    if running is not None and report.failed and report.when == "call":
        if call.excinfo is None or not call.excinfo.errisinstance(Failed):  # which has it already
            report.sections.append((_HAPPENED, _transcript(running)))
        if written := running.said[item.stash[_WRITTEN] :].strip():
            report.sections.append((_SAID, written))
    return report


def _given(config: pytest.Config, name: str) -> str:
    on_the_command_line = config.getoption(f"--simulator-{name}")
    return str(on_the_command_line or config.getini(f"simulator_{name}"))


def _arguments(given: dict[str, str], home: Path) -> list[str]:
    """Those of `python -m simulator`."""
    common = ["--port", given["port"] or "0", "--no-browser"]
    common += ["--world", given["world"]] if given["world"] else []
    if given["endpoint"]:
        key = ["--key", given["key"]] if given["key"] else []
        return ["up", "--endpoint", given["endpoint"], *key, *common]
    path = ["--endpoint-path", given["path"]] if given["path"] else []
    key = ["--key", given["key"] or str(home / "key")]
    return ["run", *path, *key, *common, "--", *shlex.split(given["command"])]


def _transcript(running: Running) -> str:
    try:
        return running.ask("GET", "transcript").text
    except CannotStart as error:
        return str(error)
