"""Doing a recording again on a simulator that runs, and telling what came of it otherwise."""

from contextlib import aclosing, suppress
from difflib import unified_diff
from pathlib import Path

import anyio
from msgspec import Struct, json
from msgspec.structs import replace

from simulator.driver import NotTaken, Simulation
from simulator.record.lines import Header, Json, Line, Recording, WrongRecording, line, plain, read, written
from simulator.record.placeholders import resolved

PATIENCE = 2.0
"""Seconds of waiting for what came with an act when it was recorded, and does not come now."""

_BOT_SLOWEST = 30.0


class Difference(Struct, frozen=True):
    """An act, by its number from 1, of which something else came; `diff` is a unified diff of both."""

    number: int
    act: str
    diff: str

    def __str__(self) -> str:
        return f"Act {self.number}, {self.act}:\n{self.diff}"


async def replay(
    file: Path, simulation: Simulation, *, update: bool = False, patience: float = PATIENCE
) -> list[Difference]:
    """What is different when all is done again from the beginning; with `update`, the file then says what came now.

    Raises `WrongRecording`, `OSError`, and `NotTaken` where the simulator does not take what is asked.
    """
    recording = load(file)
    await simulation.reset()
    await _check_world(recording.header, simulation, file)
    for number, before in enumerate(recording.lines, 1):
        await _do(number, before, simulation, patience)
    # Read once more, and not at once: what nobody waited for may have come.
    await simulation.connection.idle(patience)
    lines = read(await simulation.recording()).lines
    told = [_as_told(before, now) for before, now in zip(recording.lines, lines, strict=True)]
    if update:
        _write(file, recording.header, told)
    return [
        Difference(number, _called(before), _diff(before, now))
        for number, (before, now) in enumerate(zip(recording.lines, told, strict=True), 1)
        if before != now
    ]


def load(file: Path) -> Recording:
    """Raises `WrongRecording` and `OSError`."""
    try:
        return read(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise WrongRecording(f"{file} is no recording: it is not text in UTF-8.") from None
    except WrongRecording as error:
        raise WrongRecording(f"{file}: {error}") from None


def _write(file: Path, header: Header, lines: list[Line]) -> None:
    """Whole, or not at all."""
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(written(header, lines), encoding="utf-8")
    draft.replace(file)


async def _check_world(header: Header, simulation: Simulation, file: Path) -> None:
    state = await simulation.state()
    names = [each["name"] for each in state["guilds"]]
    if header.world not in names:
        there = ", ".join(names) or "no server at all"
        raise WrongRecording(f"{file} was recorded in {header.world}; this simulator has {there} (--world).")


async def _do(number: int, before: Line, simulation: Simulation, patience: float) -> None:
    """Do one act, and return when the same came of it, or when nothing more is awaited."""
    asking = simulation.connection
    meant: dict[str, str] = (await asking.get(f"recording/{number - 1}"))["meant"]
    path, act = resolved(before.path, meant), resolved(before.act, meant)
    # What is not taken stands in the line, as it does where it was recorded.
    with suppress(NotTaken):
        await asking.ask(before.method, path, act or None)
    if await _line(number, before, simulation) == before:
        return
    await asking.idle(_BOT_SLOWEST)
    now = await _line(number, before, simulation)
    if len(now.then) < len(before.then) or replace(now, then=()) == replace(before, then=()):
        with anyio.move_on_after(patience):
            await _same(number, before, simulation)


async def _same(number: int, before: Line, simulation: Simulation) -> None:
    """Return as soon as the line is the same as before."""
    while True:
        after = int((await simulation.state())["seq"])
        if await _line(number, before, simulation) == before:
            return
        async with aclosing(simulation.connection.changes(after)) as changes:
            await anext(changes, None)


async def _line(number: int, before: Line, simulation: Simulation) -> Line:
    told: Json = await simulation.connection.get(f"recording/{number}")
    return _as_told(before, line(told["line"]))


def _as_told(before: Line, now: Line) -> Line:
    """With the act as the file has it: where a placeholder stands for nothing now, the simulator was told just that."""
    return replace(now, act=before.act, post=before.post, put=before.put, delete=before.delete)


_CALLED = {"command": "used {}", "press": "pressed {}", "modal": "sent the form of {}", "do": "did {}"}
_CALLED |= {"content": "said {}", "advance": "the clock by {} s", "operation": "a fault of {}"}


def _called(each: Line) -> str:
    """An act in a few words."""
    who = f"{each.act['as']} " if "as" in each.act else ""
    name = next((name for name in _CALLED if name in each.act), None)
    return f"{each.method} {each.path}" if name is None else f"{who}{_CALLED[name].format(each.act[name])}"


def _diff(before: Line, now: Line) -> str:
    return "\n".join(unified_diff(_laid_out(before), _laid_out(now), "recorded", "now", lineterm=""))


def _laid_out(each: Line) -> list[str]:
    return json.format(json.encode(plain(each))).decode().splitlines()
