"""Which call a method and a path are: those that are simulated, and those that only Discord has."""

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct

from simulator.refusal import Refused, invalid
from simulator.rest.call import Operation
from simulator.rest.known import BOT, OPEN, Known

_VERSION = re.compile(r"v\d+")
TAKEN = ("v10", "v9")


class Way(Struct, frozen=True):
    """A call that there is; without an `operation` it is not simulated."""

    method: str
    path: str
    name: str
    doors: tuple[str, ...]
    operation: Operation | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(self.path.strip("/").split("/"))


class Found(Struct, frozen=True):
    """What a request asks for. `way` is None where Discord has nothing; `allowed` are the methods that it has."""

    way: Way | None
    path: dict[str, str] = {}
    allowed: tuple[str, ...] = ()


class Address(Struct, frozen=True):
    """A request's path, without what comes before it: its version, if it names one, and its decoded steps."""

    version: str | None
    steps: tuple[str, ...]


def address(raw_path: str, root: str) -> Address:
    """The path's steps are told apart before they are decoded: an emoji in one may have any character."""
    steps = [unquote(step) for step in raw_path.removeprefix(root).strip("/").split("/")]
    if steps[0] == "api":
        del steps[0]
    version = steps.pop(0) if steps and _VERSION.fullmatch(steps[0]) else None
    return Address(version, tuple(steps))


class Table:
    """All calls. Where two could be meant, the one with more of its path spelled out is."""

    def __init__(self, operations: Iterable[Operation], known: Iterable[Known]) -> None:
        ours = {(each.method, _nameless(each.path)): each for each in operations}
        ways = [_way(each, ours.pop((each.method, _nameless(each.path)), None)) for each in known]
        ways += [
            Way(each.method, each.path, each.name, (OPEN, BOT) if each.open else (BOT,), each) for each in ours.values()
        ]
        ways.sort(key=lambda way: [step.startswith("{") for step in way.steps])
        self._by_length: dict[int, list[Way]] = {}
        for way in ways:
            self._by_length.setdefault(len(way.steps), []).append(way)

    def find(self, method: str, steps: Sequence[str]) -> Found:
        fitting = [way for way in self._by_length.get(len(steps), ()) if _fits(way, steps)]
        for way in fitting:
            if way.method == method:
                return Found(way, _parameters(way, steps))
        return Found(None, allowed=tuple(sorted({way.method for way in fitting})))


def _way(known: Known, operation: Operation | None) -> Way:
    path = known.path if operation is None else operation.path
    return Way(known.method, path, known.name, known.doors, operation)


def _nameless(path: str) -> str:
    return re.sub(r"\{.*?\}", "{}", path)


def _fits(way: Way, steps: Sequence[str]) -> bool:
    return all(own == step or (own.startswith("{") and step) for own, step in zip(way.steps, steps, strict=True))


def _parameters(way: Way, steps: Sequence[str]) -> dict[str, str]:
    return {own[1:-1]: step for own, step in zip(way.steps, steps, strict=True) if own.startswith("{")}


def check_ids(path: Mapping[str, str]) -> None:
    """Raises `Refused` for an id in a path that is none."""
    for name, value in path.items():
        if name.endswith("_id") and not (value.isascii() and value.isdecimal() and int(value) < 2**64):
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


def check_version(version: str | None) -> None:
    """Raises `Refused` for a version of the API that is not taken."""
    if version is not None and version not in TAKEN:
        raise Refused(50041, "Invalid API version")
