"""Text as Discord's client reads it: escaped, cut to length, mentioned, timed."""

import re
from datetime import datetime
from typing import Literal

_SPECIAL = re.compile(r"([\\`*_~|<>\[\]()#@:-])")


def escape(text: str) -> str:
    """`text` with every character that Discord's markdown or mentions would act on made plain."""
    return _SPECIAL.sub(r"\\\1", text)


def cut(text: str, length: int) -> str:
    """`text`, at most `length` characters long; a cut one ends in an ellipsis."""
    if length < 1:
        raise ValueError(f"cut to {length} characters: at least 1 is needed.")
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def when(moment: datetime, style: Literal["t", "T", "d", "D", "f", "F", "R"] = "f") -> str:
    """A moment in the reader's own time zone and language; style `R` is relative ("2 minutes ago").

    Source: https://docs.discord.com/developers/reference#message-formatting
    """
    return f"<t:{int(moment.timestamp())}:{style}>"


def command_mention(name: str, id_: int | None) -> str:
    """A command that can be clicked, or its name as code while nobody knows its id."""
    return f"`/{name}`" if id_ is None else f"</{name}:{id_}>"
