"""EmbeddedPostgresFailed: why there is no embedded PostgreSQL, and what to do about it."""

from pathlib import Path


class EmbeddedPostgresFailed(Exception):
    """One sentence for the developer, with the next step; the end of a log where there is one."""


def tail(log: Path, lines: int = 12) -> str:
    """The end of a log, to stand under the sentence."""
    try:
        written = log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "".join(f"\n    {line}" for line in written[-lines:])
