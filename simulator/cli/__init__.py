"""The simulator's command: up, run, check, replay. What each of them needs is imported when it is its turn."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from simulator.cli.mistake import Mistake

PORT = 8800
_WHAT = "A Discord of your own, for any bot that takes HTTP interactions. Nothing of it ever leaves this machine."
_UP = "Simulate for a bot that you have started, or are about to start, yourself."
_RUN = """Start a bot with all that it has to be told in its environment, and simulate for it.

It finds DISCORD_PUBLIC_KEY, DISCORD_APPLICATION_ID, DISCORD_BOT_TOKEN, DISCORD_API_URL (also as DISCORD_API_BASE and
DISCORD_API) and PORT there; {port} in COMMAND is replaced by the port. One Ctrl-C ends both, and when the bot ends by
itself, so does the simulator, with the same exit code. A real bot's token in DISCORD_BOT_TOKEN is refused."""
_CHECK = """Check a bot's endpoint as Discord does before it takes one: a signed PING, and what has to be refused.

The exit code is 0 if nothing is wrong with it, and 1 otherwise."""
_REPLAY = """Do again what is in a recording (GET /sim/recording), and compare what comes of it.

Either on a simulator that runs (--url; its world begins anew), or on one of its own: for a bot that runs (--endpoint),
or for one that is started with what stands after --, as `run` starts it.

The exit code is 0 if all is as it was, 1 if something is different, and 2 if it could not be done."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; the exit code. A mistake of the user's is one sentence, never a traceback."""
    asked = _asked(sys.argv[1:] if arguments is None else arguments)
    task: Any = import_module(f"simulator.cli.{asked.task}")
    try:
        code: int = task.main(asked)
    except Mistake as mistake:
        sys.stderr.write(f"{mistake}\n")
        return mistake.code
    except KeyboardInterrupt:
        return 130
    return code


def _asked(arguments: Sequence[str]) -> Namespace:
    """What stands after -- is a replay's command; argparse alone would look for it before the options."""
    given, command = list(arguments), None
    if given[:1] == ["replay"] and "--" in given:
        place = given.index("--")
        given, command = given[:place], given[place + 1 :]
    return _parser().parse_args(given, Namespace(command=command))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m simulator", description=_WHAT)
    tasks = parser.add_subparsers(dest="task", required=True, metavar="up|run|check|replay")
    _add_up(tasks)
    _add_run(tasks)
    _add_check(tasks)
    _add_replay(tasks)
    return parser


def _add_up(tasks: Any) -> None:
    up = _task(tasks, "up", "simulate for a bot that is started otherwise", _UP)
    up.add_argument("--endpoint", required=True, metavar="URL", help="where the bot takes interactions")
    up.add_argument("--public-key-out", type=Path, metavar="FILE", help="write the public key there, when all is up")
    _add_simulation(up)
    _add_ready(up)


def _add_run(tasks: Any) -> None:
    run = _task(tasks, "run", "start a bot, and simulate for it", _RUN)
    _add_bot(run)
    _add_simulation(run)
    _add_ready(run)
    run.add_argument("command", nargs="+", metavar="COMMAND", help="after --: what starts the bot")


def _add_check(tasks: Any) -> None:
    check = _task(tasks, "check", "check a bot's endpoint", _CHECK)
    check.add_argument("endpoint", metavar="URL", help="where the bot takes interactions")
    check.add_argument("--public-key-out", type=Path, metavar="FILE", help="write the public key there")
    _add_identity(check)


def _add_replay(tasks: Any) -> None:
    replay = _task(tasks, "replay", "do a recording again", _REPLAY)
    replay.add_argument("file", type=Path, metavar="FILE", help="the recording")
    replay.add_argument("--update", action="store_true", help="let the file say what came of it now")
    replay.add_argument("--url", metavar="URL", help="a simulator that runs")
    replay.add_argument("--endpoint", metavar="URL", help="where a bot that runs takes interactions")
    _add_bot(replay)
    _add_simulation(replay, port=0)


def _add_bot(task: ArgumentParser) -> None:
    task.add_argument("--bot-port", type=_port, metavar="PORT", help="where the bot listens (any free port)")
    task.add_argument("--endpoint-path", default="/interactions", metavar="PATH", help="(%(default)s)")


def _add_ready(task: ArgumentParser) -> None:
    task.add_argument(
        "--ready-file", type=Path, metavar="FILE", help="write there, as JSON, where all is when it is up"
    )


def _add_simulation(task: ArgumentParser, *, port: int = PORT) -> None:
    task.add_argument("--port", type=_port, default=port, help="where the simulator listens; 0: anywhere (%(default)s)")
    task.add_argument("--world", type=Path, metavar="FILE", help="who and what there is, as TOML (a small server)")
    task.add_argument("--name", metavar="NAME", help="what the bot is called (the world's name for it)")
    task.add_argument(
        "--deadline", type=_deadline, default=3.0, metavar="SECONDS", help="for an answer, or off (%(default)g)"
    )
    task.add_argument("--pictures", action="store_true", help="let the page load pictures from the web")
    task.add_argument("--strict-limits", action="store_true", help="let calls meet Discord's rate limits")
    task.add_argument("--log", type=Path, metavar="FILE", help="write down each exchange with the bot, as JSON lines")
    task.add_argument("--no-browser", action="store_true", help="do not open the page")
    _add_identity(task)


def _add_identity(task: ArgumentParser) -> None:
    task.add_argument(
        "--key", type=Path, metavar="FILE", help="the private key (.local/simulator/key, made if need be)"
    )
    task.add_argument("--application-id", type=_id, metavar="ID", help="(the world's, or 1000000000000000001)")


def _task(tasks: Any, name: str, short: str, long: str) -> ArgumentParser:
    task: ArgumentParser = tasks.add_parser(
        name, help=short, description=long, formatter_class=RawDescriptionHelpFormatter
    )
    return task


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65536):
        raise ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)


def _deadline(text: str) -> float | None:
    if text == "off":
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise ArgumentTypeError(f"a deadline is a number of seconds above 0, or off, not {text!r}")
    return seconds


def _id(text: str) -> str:
    if not (text.isascii() and text.isdecimal() and 15 <= len(text) <= 19):
        raise ArgumentTypeError(f"an id is a number of 15 to 19 digits, not {text!r}")
    return text
