"""What .dockerignore lets through to the image, by Docker's own rule: the last line that matches decides.

Source: https://docs.docker.com/build/concepts/context/#dockerignore-files
"""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]


class Ignore:
    """The lines of a .dockerignore, asked about paths below the folder that it stands in."""

    def __init__(self, text: str) -> None:
        lines = [line.strip() for line in text.splitlines()]
        said = [line for line in lines if line and not line.startswith("#")]
        self._rules = [(_pattern(line.removeprefix("!")), line.startswith("!")) for line in said]
        self._kept = [line[1:] for line in said if line.startswith("!")]

    def lets_through(self, path: str) -> bool:
        within = [path, *(str(parent) for parent in PurePosixPath(path).parents if parent.name)]
        through = True
        for pattern, kept in self._rules:
            # A folder that matches takes with it what is in it.
            if any(pattern.fullmatch(each) for each in within):
                through = kept
        return through

    def may_hold(self, folder: str) -> bool:
        """Whether anything in this folder could be let through."""
        return self.lets_through(folder) or any(kept.startswith(f"{folder}/") for kept in self._kept)


def _pattern(line: str) -> re.Pattern[str]:
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    split = re.split(r"(\*\*/|\*\*|\*|\?)", line.strip("/"))
    return re.compile("".join(parts.get(part) or re.escape(part) for part in split))


@cache
def ignore() -> Ignore:
    return Ignore((ROOT / ".dockerignore").read_text())


def sent() -> Iterator[str]:
    """The files of this folder that an image is made of."""
    for folder, folders, files in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        folders[:] = [name for name in folders if ignore().may_hold((here / name).as_posix())]
        paths = [(here / name).as_posix() for name in files]
        yield from (path for path in paths if ignore().lets_through(path))
