"""Mistakes at the command line: one sentence each, and an exit code that is not 0."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import cli
from simulator.cli import terminal

ENDPOINT = ["--endpoint", "http://127.0.0.1:1/"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--endpoint", "https://discord.com/x"], "https://discord.com/x is Discord itself"),
        (["--endpoint", "nowhere"], "'nowhere' is no address"),
        ([*ENDPOINT, "--world", "none.toml"], "The world cannot be read from none.toml: No such file or directory."),
        ([*ENDPOINT, "--world", "wrong.toml"], "wrong.toml: Object missing required field `guild`"),
        ([*ENDPOINT, "--key", "wrong.toml"], "wrong.toml holds no key"),
        ([*ENDPOINT, "--key", "wrong.toml/key"], "The key cannot be kept in wrong.toml/key: Not a directory."),
        ([*ENDPOINT, "--public-key-out", "no/where"], "The public key cannot be written to no/where: No such file"),
        ([*ENDPOINT, "--log", "no/where"], "The log cannot be written to no/where: No such file or directory."),
    ],
)
def test_what_up_cannot_do_with(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("wrong.toml").write_text("")
    assert cli.main(["up", "--port", "0", *arguments]) == 1
    told = capsys.readouterr().err
    assert told.startswith(sentence)
    assert told.count("\n") == 1


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["up", *ENDPOINT, "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"Port {port} is taken, or not yours to take. Try another one: --port 8801\n"


def test_a_bots_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["run", "--port", "0", "--bot-port", str(port), "--", "true"]) == 1
    told = f"Port {port} is taken. Let the bot listen at another one: --bot-port {port + 1}\n"
    assert capsys.readouterr().err == told


def test_one_port_for_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--port", "8801", "--bot-port", "8801", "--", "true"]) == 1
    assert capsys.readouterr().err == "Port 8801 is taken. Let the bot listen at another one: --bot-port 8802\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "the following arguments are required: up|run|check|replay"),
        (["up"], "the following arguments are required: --endpoint"),
        (["up", *ENDPOINT, "--port", "http"], "a port is a number from 0 to 65535, not 'http'"),
        (["up", *ENDPOINT, "--port", "65536"], "a port is a number from 0 to 65535, not '65536'"),
        (["up", *ENDPOINT, "--deadline", "soon"], "a deadline is a number of seconds above 0, or off, not 'soon'"),
        (["up", *ENDPOINT, "--deadline", "0"], "a deadline is a number of seconds above 0, or off, not '0'"),
        (["up", *ENDPOINT, "--application-id", "12"], "an id is a number of 15 to 19 digits, not '12'"),
        (["run", "--port", "0"], "the following arguments are required: COMMAND"),
        (["fly"], "invalid choice: 'fly'"),
    ],
)
def test_what_argparse_refuses(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("task", [[], ["up"], ["run"], ["check"], ["replay"]])
def test_everything_has_help(task: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*task, "--help"])
    assert ended.value.code == 0
    assert "usage: python -m simulator" in capsys.readouterr().out


def test_help_is_there_at_once() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "simulator", "--help"], check=True, capture_output=True, text=True
    )
    assert "argparse" in told.stderr
    for slow in ("starlette", "uvicorn", "httpx", "msgspec"):
        assert slow not in told.stderr


def test_an_id_that_is_too_large_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    for task in (["up", *ENDPOINT, "--port", "0"], ["check", ENDPOINT[1]]):
        assert cli.main([*task, "--application-id", "9" * 19]) == 1
        assert capsys.readouterr().err.startswith("An id is a number of up to 19 digits")
    imported = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "simulator", "--help"], check=True, capture_output=True, text=True
    ).stderr
    for heavy in ("starlette", "httpx", "nacl", "msgspec", "asyncio"):
        assert f" {heavy}\n" not in imported


def test_ctrl_c_before_anything_runs_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.cli.up.main", interrupted)
    assert cli.main(["up", *ENDPOINT]) == 130


@pytest.mark.parametrize(
    ("display", "is_terminal", "opened"), [("", True, False), (":0", False, False), (":0", True, True)]
)
def test_the_page_opens_where_somebody_sits_before_a_screen(
    monkeypatch: pytest.MonkeyPatch, display: str, is_terminal: bool, opened: bool
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
    assert terminal.has_display() is opened


def test_a_browser_that_keeps_waiting_keeps_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    seen, opened, release = [], threading.Event(), threading.Event()

    def open_(url: str) -> None:
        seen.append(url)
        opened.set()
        release.wait(20)

    monkeypatch.setattr(terminal, "has_display", lambda: True)
    monkeypatch.setattr("webbrowser.open", open_)
    terminal.open_page("http://127.0.0.1:1")
    assert opened.wait(20)
    release.set()
    assert seen == ["http://127.0.0.1:1"]
    monkeypatch.setattr(terminal, "has_display", lambda: False)
    terminal.open_page("http://127.0.0.1:2")
    assert len(seen) == 1
