"""A recording's text: a header, and then one line of JSON for each act."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from msgspec import DecodeError, Struct, ValidationError, convert, json, to_builtins

Json = dict[str, Any]
VERSION = 1


class WrongRecording(ValueError):
    """The text is no recording; the sentence says where."""


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """`world` is the server's name. `recording` is the format's version."""

    recording: int
    application: str
    world: str


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One act and what came of it, with placeholders.

    `post`, `put` or `delete` is the path under /sim, `act` the body. `state`, `answer`, `errors` and `warnings` are the
    outcome; `then` is all that changed with it, up to the next act, in the order in which it came.
    """

    post: str | None = None
    put: str | None = None
    delete: str | None = None
    act: Json = {}
    state: str | None = None
    answer: Json | None = None
    errors: Json | str | None = None
    warnings: tuple[str, ...] = ()
    then: tuple[Json, ...] = ()

    @property
    def method(self) -> Literal["POST", "PUT", "DELETE"]:
        return "POST" if self.post is not None else "PUT" if self.put is not None else "DELETE"

    @property
    def path(self) -> str:
        return self.post or self.put or self.delete or ""


class Recording(Struct, frozen=True):
    header: Header
    lines: tuple[Line, ...]


def written(header: Header, lines: Iterable[Line]) -> str:
    return "".join(json.encode(each).decode() + "\n" for each in (header, *lines))


def read(text: str) -> Recording:
    """Raises `WrongRecording`."""
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not numbered:
        raise WrongRecording("The file is empty; a recording begins with its header.")
    header = _header(*numbered[0])
    return Recording(header, tuple(_line(number, line) for number, line in numbered[1:]))


def plain(line: Line) -> Json:
    told: Json = to_builtins(line)
    return told


def line(told: Mapping[str, Any]) -> Line:
    """Raises `ValidationError`."""
    return convert(told, Line)


def _header(number: int, text: str) -> Header:
    try:
        header = json.decode(text, type=Header)
    except (DecodeError, ValidationError) as error:
        raise WrongRecording(f"Line {number} is no recording's header: {error}.") from None
    if header.recording != VERSION:
        raise WrongRecording(f"Line {number}: this is a recording of version {header.recording}, not of {VERSION}.")
    return header


def _line(number: int, text: str) -> Line:
    try:
        line = json.decode(text, type=Line)
    except (DecodeError, ValidationError) as error:
        raise WrongRecording(f"Line {number} is no act: {error}.") from None
    if sum(each is not None for each in (line.post, line.put, line.delete)) != 1:
        raise WrongRecording(f"Line {number} is no act: it has one of post, put and delete.")
    return line
