"""Components as the tree that they are: every one of them, where it stands, and what none may share with another."""

from collections.abc import Iterator, Sequence
from typing import Any

from kasutamaiza.ui.limits import Refused


def flat(components: Sequence[Any]) -> list[Any]:
    """Every component, however deep it stands, in the order in which they are read.

    All that Discord gives an `id` is one: a section's accessory and what stands in a row, too.
    """
    found: list[Any] = []
    for component in components:
        found.append(component)
        below = getattr(component, "components", None)
        if below is not None:
            found += flat(below)
        beside = getattr(component, "accessory", None) or getattr(component, "component", None)
        if beside is not None:
            found.append(beside)
    return found


def paths(components: Sequence[Any], field: str) -> Iterator[str]:
    """Where each of `flat(components)` stands, in the same order; `field` is where they all do."""
    for number, component in enumerate(components):
        path = f"{field}[{number}]"
        yield path
        below = getattr(component, "components", None)
        if below is not None:
            yield from paths(below, f"{path}.components")
        for name in ("accessory", "component"):
            if getattr(component, name, None) is not None:
                yield f"{path}.{name}"


def check_ids(record: str, components: Sequence[Any], everything: Sequence[Any] | None = None) -> None:
    """Refuse two components of one tree that have the same custom_id, or the same id (0 is none).

    `everything` is `flat(components)`, where that is known already.
    """
    if everything is None:
        everything = flat(components)
    for name in ("custom_id", "id"):
        given = [getattr(component, name, None) or None for component in everything]
        told = [value for value in given if value is not None]
        if len(told) > 1 and len(set(told)) < len(told):
            second, value = next((i, value) for i, value in enumerate(given) if value and value in given[:i])
            where = list(paths(components, f"{record}.components"))
            raise Refused(
                f"{where[second]}.{name} is {str(value)!r}, as {where[given.index(value)]}.{name} is; "
                f"Discord allows each {name} once."
            )


def check_kind(field: str, component: object, kinds: tuple[type, ...]) -> None:
    """Refuse a component that is none of `kinds`."""
    if not isinstance(component, kinds):
        allowed = ", ".join(kind.__name__ for kind in kinds)
        raise Refused(f"{field} is of type {type(component).__name__}; Discord allows {allowed} here.")


def check_kinds(field: str, components: Sequence[object], kinds: tuple[type, ...]) -> None:
    """Refuse components of which one is none of `kinds`."""
    for number, component in enumerate(components):
        check_kind(f"{field}[{number}]", component, kinds)
