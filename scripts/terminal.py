"""What scripts print: as wide, as coloured and in such letters as a terminal can take, and whole lines for a file."""

import io
import os
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

UNLIMITED = 100_000
"""The width of what nobody looks at: each line stays whole, to be searched for."""

INTERRUPTED = 130
"""The exit code of what was stopped with Ctrl-C."""

_IN_ASCII = str.maketrans({"→": "->", "…": "...", "“": '"', "”": '"', "’": "'"})


def width(stream: TextIO, *, widest: int) -> int:
    """The columns for what is printed there."""
    return min(widest, shutil.get_terminal_size().columns) if stream.isatty() else UNLIMITED


def takes_colours(stream: TextIO, environ: Mapping[str, str]) -> bool:
    plain = bool(environ.get("NO_COLOR") or environ.get("CI")) or environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def canvas(columns: int, *, colours: bool) -> "tuple[Console, io.StringIO]":
    """What to draw on, and the text that comes of it."""
    from rich.console import Console

    written = io.StringIO()
    # Not left to find out by itself: it writes to a text, and asks the environment for more than its caller knows.
    return Console(
        file=written,
        width=columns,
        force_terminal=colours,
        color_system="standard" if colours else None,
        no_color=not colours,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    ), written


def write(stream: TextIO, text: str) -> None:
    """Text of any language, on a terminal that may know ASCII only."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_IN_ASCII).encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:  # whoever reads has read enough: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
