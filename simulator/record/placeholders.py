"""Placeholders: what stands in a recording for ids and tokens, which are others in each run.

`$3` is the interaction of the third act, `$3.1` the first message that came with it, `$3.t1` the first text in its
answer that looks like a token; `$0.1` is the first message of the world as it began. What has a name is called by it:
`${mai}`, `${bot}`, `${server}`, `${#general}`, `${dm mai}`, `${@Duelist}`, `${/card search}`. Within a longer text the
others have braces too: `page:${3.1}`. `${time}`, `${id}`, `${file}` and `${n}` stand for what means nothing in another
run. A real dollar sign is `$$`.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

_TIME, _ID, _FILE, _MEASURED = "${time}", "${id}", "${file}", "${n}"
_SPECIAL = re.compile(
    r"(?P<file>https?://[^\s\"<>]+/attachments/\d+/\d+/(?P<name>[^?\s\")<>]+)(?:\?[^\s\")<>]*)?)"
    r"|(?P<stamp><t:-?\d+(?P<style>:[a-zA-Z])?>)"
    r"|(?P<iso>\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)"
    r"|(?P<measured>(?<![\w.])(?:\d+(?:[.,]\d+)?(?= ?(?:ms|µs)(?![A-Za-z]))|\d+[.,]\d+(?= ?s(?![A-Za-z]))))"
    r"|(?P<word>[A-Za-z0-9_-]{16,})"
    r"|(?P<dollar>\$)"
)
_SNOWFLAKE = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
_HEX = re.compile(r"[0-9a-f]+", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(?:\.t?\d+)?")
_WITHIN = re.compile(r"\$(?:\$|\{([^}]*)\})")


class Placeholders:
    """What each id and token is called. A name is given once: what is renamed later keeps it."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._meant: dict[str, str] = {}
        self._tokens: dict[int, list[str]] = {}

    def name(self, id_: str, name: str) -> None:
        """Call an id by a name, such as `mai` or `3.1`; a second one of that name is `mai~2`."""
        if id_ in self._names:
            return
        free, number = name.replace("}", ")"), 1
        while free in self._meant:
            number += 1
            free = f"{name}~{number}"
        self._names[id_], self._meant[free] = free, id_

    @property
    def meant(self) -> dict[str, str]:
        """What each name stands for."""
        return dict(self._meant)

    def answered(self, told: Any, act: int) -> Any:
        """What came of an act, with placeholders; texts that look like tokens are named as they appear."""
        return _each(told, lambda text: self._hidden(text, act))

    def done(self, told: Any) -> Any:
        """What somebody did, with placeholders for what was told before. All else is as they wrote it."""
        return _each(told, self._known)

    def forget_tokens(self, act: int) -> None:
        """Those of an act whose answer is to be read anew."""
        for token in self._tokens.pop(act, ()):
            self._meant.pop(self._names.pop(token))

    def _hidden(self, text: str, act: int) -> str:
        def replaced(match: re.Match[str]) -> str:
            if match["file"]:
                return f"{_FILE}/{match['name']}"
            if match["stamp"]:
                return f"<t:{_TIME}{match['style'] or ''}>"
            if match["iso"]:
                return _TIME
            if match["measured"]:
                return _MEASURED
            return "$$" if match["dollar"] else self._word(match["word"], act)

        if text in self._names:
            return _alone(self._names[text])
        return _alone_or_not(text, _SPECIAL.sub(replaced, text))

    def _word(self, word: str, act: int) -> str:
        if word in self._names:
            return f"${{{self._names[word]}}}"
        if _SNOWFLAKE.search(word):
            return _SNOWFLAKE.sub(lambda each: f"${{{self._names.get(each[0], 'id')}}}", word)
        if not _looks_random(word):
            return word
        tokens = self._tokens.setdefault(act, [])
        tokens.append(word)
        self.name(word, f"{act}.t{len(tokens)}")
        return f"${{{self._names[word]}}}"

    def _known(self, text: str) -> str:
        if text in self._names:
            return _alone(self._names[text])

        def replaced(match: re.Match[str]) -> str:
            if match["dollar"]:
                return "$$"
            word: str = match["word"]
            if word in self._names:
                return f"${{{self._names[word]}}}"
            return _SNOWFLAKE.sub(
                lambda each: f"${{{self._names[each[0]]}}}" if each[0] in self._names else each[0], word
            )

        return _WORDS.sub(replaced, text)


_WORDS = re.compile(r"(?P<word>[A-Za-z0-9_-]{16,})|(?P<dollar>\$)")


def resolved(told: Any, meant: Mapping[str, str]) -> Any:
    """With what each placeholder stands for now; one that stands for nothing is left as it is."""

    def put(text: str) -> str:
        if text[:1] == "$" and _NUMBERED.fullmatch(text[1:]):
            return meant.get(text[1:], text)
        return _WITHIN.sub(lambda each: "$" if each[1] is None else meant.get(each[1], each[0]), text)

    return _each(told, put)


def _each(told: Any, change: Callable[[str], str]) -> Any:
    """Plain data with every text in it changed, but for files' own data."""
    if isinstance(told, str):
        return change(told)
    if isinstance(told, Mapping):
        is_file = "data" in told and "filename" in told
        return {
            change(name): value if is_file and name == "data" else _each(value, change) for name, value in told.items()
        }
    return [_each(each, change) for each in told] if isinstance(told, list | tuple) else told


def _alone(name: str) -> str:
    return f"${name}" if _NUMBERED.fullmatch(name) else f"${{{name}}}"


def _alone_or_not(before: str, after: str) -> str:
    """A numbered placeholder that is all there is needs no braces."""
    if before != after and after[:2] == "${" and _NUMBERED.fullmatch(after[2:-1]):
        return f"${after[2:-1]}"
    return after


def _looks_random(word: str) -> bool:
    """Whether letters and digits change as in no word that people write."""
    plain = re.sub(r"[_-]", "", word)
    if len(plain) < 16 or plain.isdigit():
        return False
    if not plain.isalpha() and _HEX.fullmatch(plain):
        return True
    kinds = ["digit" if letter.isdigit() else "upper" if letter.isupper() else "lower" for letter in plain]
    changes = sum(one != other for one, other in pairwise(kinds))
    # WordsThatAreWrittenTogether change as often, but have hardly two capitals side by side.
    capitals = sum(one == other == "upper" for one, other in pairwise(kinds))
    return changes >= len(plain) / 3 and (not plain.isalpha() or capitals >= 3)
