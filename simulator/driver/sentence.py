"""What went wrong, to be read: Discord's tree of errors as one line for each of its leaves."""

from collections.abc import Iterator
from typing import Any


def sentence(errors: Any) -> str:
    """A sentence as it is; of a tree its message, and what is wrong where."""
    if not isinstance(errors, dict):
        return str(errors)
    tree = errors.get("errors", errors)
    leaves = [f"\n  {where or 'the whole'}: {what}" for where, what in _leaves(tree, "")]
    head = " ".join(str(errors[name]) for name in ("message", "code") if name in errors)
    return (head or "Discord does not take it.") + "".join(leaves)


def _leaves(tree: Any, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(tree, dict):
        return
    for each in tree.get("_errors", ()):
        yield where, f"{each['message']} ({each['code']})"
    for name, inner in tree.items():
        if name != "_errors":
            yield from _leaves(inner, f"{where}.{name}" if where else str(name))
