"""Emojis as they stand in a path: a character as Unicode has it, or `name:id`."""

import re
import unicodedata

from simulator.refusal import Refused

_CUSTOM = re.compile(r"(?:a:)?(\w{2,32}:\d{17,20})", re.ASCII)
_JOINER, _KEYCAP = "\u200d", "\u20e3"
_DRESSING = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_KEY = re.compile("[0-9#*]\u20e3")


def read(text: str) -> str:
    """Raises `Refused` for what is no emoji. Which custom ones there are, is not known: all are taken."""
    custom = _CUSTOM.fullmatch(text)
    if custom is not None:
        return custom[1]
    if not all(_is_one(part) for part in _DRESSING.sub("", text).split(_JOINER)):
        raise Refused(10014)
    return text


def _is_one(part: str) -> bool:
    if _FLAG.fullmatch(part) or _KEY.fullmatch(part):
        return True
    return len(part) == 1 and not part.isascii() and unicodedata.category(part) in ("So", "Sm", "Po", "Cn")
