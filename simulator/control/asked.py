"""Reading what is asked of /sim: bodies, and who somebody means."""

from typing import Any, TypeVar

from msgspec import ValidationError, convert
from starlette.requests import Request

from simulator import plain
from simulator.engine import names
from simulator.world import User, World

T = TypeVar("T")

LARGEST = 25 * 1024 * 1024
"""Bytes of a body; a file told in one takes a third more there than it has."""


class NotTaken(Exception):
    """The simulator does not do what it is asked; the sentence says why, and what to do about it."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        self.sentence = sentence
        self.status = status
        super().__init__(sentence)


async def told(request: Request) -> Any:
    """The body's plain data; `{}` where there is no body. Raises `NotTaken`."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST:
        raise NotTaken(f"The body is larger than {LARGEST // 1024**2} MiB; send files to POST /sim/uploads.", 413)
    try:
        return plain.read(await request.body() or b"{}")
    except plain.NotJson as error:
        raise NotTaken(f"The body is not JSON: {error}.") from None


def fitted(data: Any, kind: type[T]) -> T:
    """Plain data as a record. Raises `NotTaken`."""
    try:
        return convert(data, kind)
    except ValidationError as error:
        raise NotTaken(f"The body does not fit: {plain.misfit(error)}") from None


async def body(request: Request, kind: type[T]) -> T:
    """The body as a record. Raises `NotTaken`."""
    return fitted(await told(request), kind)


def seconds(request: Request, name: str, default: float, most: float) -> float:
    """A number of the query. Raises `NotTaken`."""
    text = request.query_params.get(name, "")
    try:
        value = float(text) if text else default
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise NotTaken(f"{name} is a number of seconds from 0 to {most:g}, not {text!r}.")
    return value


def viewer(world: World, request: Request) -> User | None:
    """Whom `?as=` names; None where it is left out. Raises `UnknownName`."""
    name = request.query_params.get("as", "")
    return names.user(world, name) if name else None
