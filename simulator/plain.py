"""Plain data out of JSON that others have written, whatever they have written; and in words, what is wrong with it."""

import re
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


def misfit(error: msgspec.ValidationError) -> str:
    """What does not fit a record, and where, as a sentence."""
    what, _, path = str(error).partition(" - at `$")
    where = f" in “{path.strip('`.')}”" if path else ""
    if (missing := _MISSING.fullmatch(what)) is not None:
        return f"The field “{missing[1]}” is missing{where}."
    if (unknown := _UNKNOWN.fullmatch(what)) is not None:
        return f"There is no field “{unknown[1]}”{where}."
    return f"{what}{where}."


_MISSING = re.compile("Object missing required field `(.*)`")
_UNKNOWN = re.compile("Object contains unknown field `(.*)`")
