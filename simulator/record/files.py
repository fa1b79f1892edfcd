"""Files of an act: what was brought before it stands in the act itself, so that it can be done again from it alone."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from simulator.world import World

_WHERE = ("options", "fields")


def inlined(act: Mapping[str, Any], world: World) -> dict[str, Any]:
    """The act, with files in place of the ids of uploads."""
    return {name: _each(value, world) if name in _WHERE else value for name, value in act.items()}


def _each(told: Any, world: World) -> Any:
    if isinstance(told, Mapping):
        return {name: _each(value, world) for name, value in told.items()}
    if isinstance(told, list):
        return [_each(value, world) for value in told]
    file = world.files.get(told) if isinstance(told, str) else None
    if file is None:
        return told
    return {"filename": file.name, "content_type": file.content_type, "data": b64encode(file.data).decode()}
