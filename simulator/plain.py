"""Plain data out of JSON that others have written, whatever they have written."""

from collections.abc import Iterable
from typing import Any

import msgspec

DEEPEST = 100
"""Lists and objects in one another: many more than Discord takes anywhere, and few enough to be walked through."""


class NotJson(ValueError):
    """It is none, or none that anybody would send; it reads on after "not JSON: "."""


def read(raw: bytes | str) -> Any:
    """Raises `NotJson`."""
    try:
        told: Any = msgspec.json.decode(raw)
    except RecursionError:
        raise NotJson(_TOO_DEEP) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotJson(str(error).removeprefix("JSON is malformed: ")) from None
    check_depth(told)
    return told


def check_depth(told: Any) -> None:
    """Raises `NotJson` for what is nested so deeply that walking through it would end the walker."""
    level = [told] if isinstance(told, dict | list) else []
    for _ in range(DEEPEST):
        level = [each for outer in level for each in _inside(outer) if isinstance(each, dict | list)]
        if not level:
            return
    raise NotJson(_TOO_DEEP)


def _inside(outer: Any) -> Iterable[Any]:
    return outer.values() if isinstance(outer, dict) else outer


_TOO_DEEP = f"lists and objects stand in one another more than {DEEPEST} deep"
