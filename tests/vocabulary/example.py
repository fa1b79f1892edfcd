"""A complete payload of the same shape as one in Discord's documentation, in words of our own."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from tests.vocabulary.rule import Payload


class Example(Struct, frozen=True):
    """`source`: the page and section whose example has this shape. `private`: that example is an ephemeral answer."""

    name: str
    source: str
    payload: Payload
    private: bool = False


def lost(told: Any, sent: Any, unsaid: Payload, path: str = "$") -> Iterator[str]:
    """Where `sent` lacks what was `told`; a field may be left out when `unsaid` has its value."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name in sent:
                yield from lost(value, sent[name], unsaid, f"{path}.{name}")
            elif name not in unsaid or unsaid[name] != value:
                yield f"{path}.{name}"
    elif isinstance(told, list):
        if len(told) != len(sent):
            yield path
        for number, (each, kept) in enumerate(zip(told, sent, strict=False)):
            yield from lost(each, kept, unsaid, f"{path}[{number}]")
    elif told != sent:
        yield path
