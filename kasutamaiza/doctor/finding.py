"""What the doctor found at one step, and what mends it."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct


class Outcome(StrEnum):
    """How a step went. Only `WRONG` means that something does not work."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"
    SKIPPED = "skipped"


LONGEST = 1000
"""Characters of a sentence: it may quote what somebody's server says of itself, and that has no end of its own."""


class Finding(Struct, frozen=True):
    """`said` is what is so, or why nothing was looked at; `mend` what to do. A sentence each, without any secret."""

    step: str
    outcome: Outcome
    said: str
    mend: str = ""


def ok(step: str, said: str) -> Finding:
    return _finding(step, Outcome.OK, said)


def warning(step: str, said: str, mend: str) -> Finding:
    return _finding(step, Outcome.WARNING, said, mend)


def wrong(step: str, said: str, mend: str) -> Finding:
    return _finding(step, Outcome.WRONG, said, mend)


def skipped(step: str, why: str) -> Finding:
    return _finding(step, Outcome.SKIPPED, why)


def _finding(step: str, outcome: Outcome, said: str, mend: str = "") -> Finding:
    return Finding(step, outcome, _readable(said), _readable(mend))


def _readable(text: str) -> str:
    """Without what does something to a terminal instead of being read there."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text[:LONGEST])


def settings(problems: Sequence[str]) -> list[Finding]:
    """Of the settings: each problem, which is told with its mend; or that there is none."""
    if not problems:
        return [ok("settings", "Every setting can be read.")]
    return [Finding("settings", Outcome.WRONG, problem) for problem in problems]
