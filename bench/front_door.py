"""The bot's front door beside the bare reference: `python -m bench.front_door`."""

import argparse
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from nacl.signing import SigningKey

from bench import figures, machine
from bench.exchange import CannotMeasure
from bench.figures import Pair, Pooled, Repetitions, Row
from bench.load import Outcome, Task
from bench.server import Generator, Plan, Server, black_hole, processors, running, serving
from bench.signed import APPLICATION, Kind
from bench.usage import memory

TARGETS: Final[dict[Kind, dict[str, str]]] = {
    "ping": {"requests/s": "≥ 0.90"},
    "slash": {"requests/s": "≥ 0.80", "CPU per request, µs": "≤ 1.25"},
}
COLD_START_TARGET: Final = "≤ 1.5"
MEMORY_TARGET: Final = "≤ 60 MiB"
REQUESTS_BEFORE_MEMORY: Final = 5000


class Options(NamedTuple):
    bot: list[str]
    seconds: float
    repetitions: int
    starts: int
    connections: int
    log_level: str
    out: Path | None


class Rig(NamedTuple):
    """What every measurement needs; the twin is the reference again, for the control."""

    options: Options
    key: SigningKey
    generator: Generator
    reference: Plan
    bot: Plan

    @property
    def twin(self) -> Plan:
        return self.reference._replace(name="reference's twin")

    def load(self, server: Server, kind: Kind, *, seconds: float = 60.0, most: int = sys.maxsize) -> Outcome:
        task = Task(kind, server.port, server.pids(), self.options.connections, seconds, most)
        return self.generator.perform(task)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def rig(options: Options) -> Iterator[Rig]:
    key = SigningKey.generate()
    load = [sys.executable, "-m", "bench.load"]
    with (
        black_hole() as hole,
        running(load, {}, on=processors()[1], output=subprocess.PIPE, input_=subprocess.PIPE) as process,
    ):
        environment = {
            "DISCORD_PUBLIC_KEY": key.verify_key.encode().hex(),
            "DISCORD_APPLICATION_ID": APPLICATION,
            "DISCORD_BOT_TOKEN": "no-real-token",
            "DISCORD_API_URL": f"http://127.0.0.1:{hole}/api/v10",
            "DATABASE_URL": f"postgresql://bench:bench@127.0.0.1:{hole}/bench",
            "LOG_LEVEL": options.log_level,
            # As where it is deployed: the worker is a process of its own there.
            "EMBEDDED_WORKER": "off",
        }
        bot = Plan("bot", options.bot, environment)
        reference = Plan("reference", [sys.executable, "bench/reference.py"], environment)
        blind = Rig(options, key, Generator(process, key), reference, bot)
        with serving(bot, key) as server:
            size = blind.load(server, "slash", most=100).reply_size
        yield blind._replace(reference=reference._replace(environment={**environment, "BENCH_REPLY_BYTES": str(size)}))


def compare(rig: Rig, first: Server, second: Server, kind: Kind) -> tuple[Pooled, Pooled]:
    """A, B, B, A, A, B: a slow drift of the machine falls on both alike."""
    slices: dict[str, list[Outcome]] = {first.name: [], second.name: []}
    for server in (first, second, second, first, first, second):
        slices[server.name].append(rig.load(server, kind, seconds=rig.options.seconds))
    return figures.pooled(slices[first.name]), figures.pooled(slices[second.name])


def loads(rig: Rig) -> list[Row]:
    """All servers live, one at a time is loaded; the control runs between the repetitions, in the same weather."""
    pairs: dict[Kind, Repetitions] = {"ping": [], "slash": []}
    control: dict[Kind, Repetitions] = {"ping": [], "slash": []}
    with ExitStack() as stack:
        reference, bot, twin = (
            stack.enter_context(serving(plan, rig.key)) for plan in (rig.reference, rig.bot, rig.twin)
        )
        for server in (reference, bot, twin):
            for kind in pairs:
                rig.load(server, kind, seconds=0.5)
        for repetition in range(rig.options.repetitions):
            say(f"load: repetition {repetition + 1} of {rig.options.repetitions}")
            for kind in pairs:
                pairs[kind].append(compare(rig, reference, bot, kind))
                control[kind].append(compare(rig, reference, twin, kind))
    return [row for kind in pairs for row in figures.load_rows(kind, pairs[kind], control[kind], targets=TARGETS[kind])]


def cold_starts(rig: Rig) -> Row:
    """From spawn to the first signed PONG, while the database does not answer."""
    pairs: list[Pair] = []
    control: list[Pair] = []
    # The first round writes the .pyc files and warms the page cache: it does not count.
    for start in range(rig.options.starts + 1):
        say(f"cold start: {start} of {rig.options.starts}")
        taken = []
        for plan in (rig.reference, rig.bot, rig.twin):
            with serving(plan, rig.key) as server:
                taken.append(server.cold_start)
        if start > 0:
            pairs.append((taken[0], taken[1]))
            control.append((taken[0], taken[2]))
    return Row("cold start: spawn to first signed PONG, s", 3, pairs, control, COLD_START_TARGET)


def memories(rig: Rig) -> list[Row]:
    """Of fresh processes, after as many slash commands for each."""
    say("memory")
    used = []
    for plan in (rig.reference, rig.bot, rig.twin):
        with serving(plan, rig.key) as server:
            rig.load(server, "slash", most=REQUESTS_BEFORE_MEMORY)
            used.append(memory(server.pids()))
    after = f"after {REQUESTS_BEFORE_MEMORY:,} slash, MiB"
    return [
        Row(
            f"{name.upper()} {after}",
            1,
            [(getattr(used[0], name), getattr(used[1], name))],
            [(getattr(used[0], name), getattr(used[2], name))],
            MEMORY_TARGET if name == "rss" else "",
        )
        for name in ("rss", "pss", "uss")
    ]


def measured(options: Options) -> str:
    """The report: the machine, then the figures."""
    about = [
        ("when", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"),
        *machine.rows(),
        (
            "bot",
            f"`{shlex.join(shown(options.bot))}`, `LOG_LEVEL={options.log_level}`, a database that does not answer",
        ),
    ]
    with rig(options) as prepared:
        about.append(("reply to the slash command", f"{prepared.reference.environment['BENCH_REPLY_BYTES']} bytes"))
        about.append(("load", amount(options)))
        rows = [*loads(prepared), cold_starts(prepared), *memories(prepared)]
    header = ["measure", "reference", "bot", "ratio", "control", "target"]
    return "\n\n".join(
        [
            figures.table(["machine", ""], about, numbers_from=2),
            figures.table(header, [row.cells() for row in rows], numbers_from=1),
        ]
    )


def amount(options: Options) -> str:
    slices = f"{options.repetitions} repetitions of 3 slices of {options.seconds:g} s for each server"
    return f"{options.connections} connections; {slices}; {options.starts} cold starts"


def shown(command: list[str]) -> list[str]:
    return ["python" if word == sys.executable else word for word in command]


def options(arguments: list[str] | None = None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m bench.front_door", description=__doc__)
    parser.add_argument("--bot", metavar="COMMAND", help="what to measure (default: python app.py)")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of a slice (default: 1)")
    parser.add_argument("--repetitions", type=int, default=5, help="of six slices each (default: 5)")
    parser.add_argument("--starts", type=int, default=9, help="cold starts of each server (default: 9)")
    parser.add_argument("--connections", type=int, default=16, help="kept alive at a time (default: 16)")
    parser.add_argument("--log-level", default="INFO", help="the bot's; the reference logs nothing (default: INFO)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="also write the section “Figures” of this file")
    chosen = parser.parse_args(arguments)
    bot = shlex.split(chosen.bot) if chosen.bot else [sys.executable, "app.py"]
    return Options(
        bot, chosen.seconds, chosen.repetitions, chosen.starts, chosen.connections, chosen.log_level, chosen.out
    )


def main() -> None:
    """Always exit code 0, even when there is nothing to measure: this program reports, people judge."""
    chosen = options()
    # SIGTERM ends as Ctrl-C does: through every `with`, so no server is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        report = measured(chosen)
    except CannotMeasure as error:
        say(str(error))
        return
    except KeyboardInterrupt:
        say("Stopped; so are the servers.")
        return
    print(report)
    if chosen.out is not None:
        figures.write(report, chosen.out)


if __name__ == "__main__":
    main()
