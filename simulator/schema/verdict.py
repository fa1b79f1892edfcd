"""What the schema says of a body: Discord's tree of errors, and what Discord would not have said."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

INVALID = 50035


class Warned(Struct, frozen=True):
    """What Discord takes without a word, and is seldom meant. `path` reads `embeds[0].fields[2].color`."""

    path: str
    message: str


class Verdict(Struct, frozen=True):
    """What Discord would answer to a body.

    `errors` is what stands under "errors" of a 50035 answer: a nested object whose leaves are lists named `_errors`.
    A few mistakes have a code of their own instead and no tree: 50006 an empty message, 50016 too few or too many
    messages to delete, 30032 too many commands. `code` and `message` are those of the whole answer; all is well where
    `code` is None.
    """

    errors: dict[str, Any] | None
    warnings: tuple[Warned, ...]
    code: int | None = None
    message: str = ""

    @property
    def ok(self) -> bool:
        return self.code is None

    @property
    def empty(self) -> bool:
        """Whether it is a message of nothing, which is 50006 and not 50035."""
        return self.code == 50006

    @property
    def answer(self) -> dict[str, Any] | None:
        """The body of Discord's 400 answer; None when all is well."""
        if self.code is None:
            return None
        whole: dict[str, Any] = {"message": self.message, "code": self.code}
        return whole if self.errors is None else {**whole, "errors": self.errors}

    def sentences(self) -> list[str]:
        """Each error in one line: `embeds[0].title: Must be 256 or fewer in length. (BASE_TYPE_MAX_LENGTH)`."""
        if self.errors is None:
            return [] if self.code is None else [f"{self.message} ({self.code})"]
        return [*_sentences(self.errors, "")]


def path_of(keys: tuple[str | int, ...]) -> str:
    """A path as people write it: `embeds[0].title`."""
    told = ""
    for key in keys:
        told += _step(str(key), told)
    return told


def _step(key: str, before: str) -> str:
    if key.isdecimal():
        return f"[{key}]"
    return f".{key}" if before else key


def _sentences(node: dict[str, Any], at: str) -> Iterator[str]:
    for key, below in node.items():
        if key == "_errors":
            yield from (f"{at}: {each['message']} ({each['code']})".removeprefix(": ") for each in below)
        else:
            yield from _sentences(below, at + _step(key, at))
