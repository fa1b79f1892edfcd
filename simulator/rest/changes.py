"""What the audit log says of a change: each field as it was and as it is.

Source: https://docs.discord.com/developers/resources/audit-log#audit-log-change-object
"""

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.world.records import Json


def changes(before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[str]) -> list[Json]:
    """Fields that differ. A value that is None, or not there, is left out, as Discord leaves it out."""
    found = []
    for field in fields:
        old, new = before.get(field), after.get(field)
        if old == new:
            continue
        change: Json = {"key": field}
        if old is not None:
            change["old_value"] = old
        if new is not None:
            change["new_value"] = new
        found.append(change)
    return found
