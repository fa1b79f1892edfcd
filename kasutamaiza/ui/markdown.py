"""Text as Discord's client reads it: escaped, cut to length, mentioned, timed.

Source: https://docs.discord.com/developers/reference#message-formatting
"""

import re
import unicodedata
from datetime import datetime
from typing import Literal

# Texts, each read when it is first needed: patterns take long to read, and we start often.
_SPECIAL = r"([\\`*_~|<>\[\]()#@:-])"
_NUMBERED = r"(?m)^([^\S\n]*[0-9]+)(?=\.\s)"

# What is not cut through. Of code and spoilers a part may stay, since they can be closed again.
_PIECE = r"""
    (?P<block>```) (?:[\w+.\#-]+\n)? (?P<listing>(?s:.*?)) (?:```|\Z)
    | (?<!`)(?P<tick>`{1,2})(?!`) (?P<code>(?s:(?!```).)+?) (?<!`)(?P=tick)(?!`)
    | (?P<spoiler>\|\|) (?P<hidden>(?s:(?!```).)+?) \|\|
    | \\[^\s\w]
    | \[(?:(?!```)[^\[\]\n]|\[(?:(?!```)[^\[\]\n])*+\])*+\] \( (?:[^()`\n]|\([^()`\n]*+\))*+ \)
    | <(?:/[^<>`\n]+|[^<>`\s]+)>
    | https?://[^\s<>`]+
    """

# What joins the character before it, and is no mark: (non-)joiners, skin tones, a region's tags, Korean vowels and
# ends of syllables, a Thai and a Lao vowel, Japanese sound marks, and the second halves of surrogate pairs.
_JOINS = (
    "[\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
    "\u1160-\u11ff\ud7b0-\ud7fb\u0e33\u0eb3\uff9e\uff9f\udc00-\udfff]"
)


def escape(text: str) -> str:
    """`text` with every character that Discord's markdown or mentions would act on made plain."""
    return re.sub(_NUMBERED, r"\1\\", re.sub(_SPECIAL, r"\\\1", text))


def cut(text: str, length: int) -> str:
    """`text`, at most `length` characters long; a cut one ends in an ellipsis.

    What people see as one thing stays whole or goes: a letter with its marks, an emoji of several, a link, a mention,
    a time. Code and spoilers that are cut are closed again. A text that fits is left as it is.
    """
    if length < 1:
        raise ValueError(f"cut to {length} characters: at least 1 is needed.")
    return text if len(text) <= length else _beginning(text, length - 1) + "…"


def _beginning(text: str, room: int) -> str:
    """As much of `text` as fits in `room` characters and can stand alone."""
    end = _before_character(text, room)
    pieces: list[re.Match[str]] = []
    for piece in re.finditer(_PIECE, text, re.VERBOSE):
        if piece.start() >= end:
            break
        pieces.append(piece)
    for piece in reversed(pieces):
        if piece.end() <= end:
            break
        part = _part(piece, end)
        if part:
            return text[: piece.start()] + part
        end = _before_character(text, piece.start())
    return text[:end].rstrip()


def _part(piece: re.Match[str], end: int) -> str:
    """As much of code or of a spoiler as fits before `end` with what closes it; nothing of anything else."""
    for name, closing in (("listing", "\n```"), ("code", piece["tick"]), ("hidden", "||")):
        inside: str | None = piece[name]
        if inside is None:
            continue
        start = piece.start(name)
        room = end - len(closing) - start
        if room <= 0:
            return ""
        kept = _beginning(inside, room) if name == "hidden" else inside[: _before_character(inside, room)]
        kept = _stripped(kept, "|\\" if name == "hidden" else "`")
        return piece.string[piece.start() : start] + kept + closing if kept else ""
    return ""


def _stripped(text: str, marks: str) -> str:
    """`text` without blanks and `marks` at its end, which would be read with what closes it."""
    while (shorter := text.rstrip().rstrip(marks)) != text:
        text = shorter
    return text


def _before_character(text: str, end: int) -> int:
    """The last place up to `end` where a character ends as people see it, with all that belongs to it."""
    while 0 < end < len(text) and _belong_together(text, end):
        end -= 1
    return max(end, 0)


def _belong_together(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after.isascii():
        return before == "\u200d" or (before == "\r" and after == "\n")
    if before == "\u200d" or re.match(_JOINS, after) or unicodedata.category(after)[0] == "M":
        return True
    if not _is_flag_letter(after):
        return False
    # Two letters are one flag: which are a pair is counted from the first of them.
    letters = 0
    while letters < place and _is_flag_letter(text[place - 1 - letters]):
        letters += 1
    return letters % 2 == 1


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def when(moment: datetime, style: Literal["t", "T", "d", "D", "f", "F", "R"] = "f") -> str:
    """A moment in the reader's own time zone and language; style `R` is relative ("2 minutes ago").

    Source: https://docs.discord.com/developers/reference#message-formatting
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} is of no time zone; nobody would know when it is.")
    return f"<t:{int(moment.timestamp())}:{style}>"


def command_mention(name: str, id_: int | None) -> str:
    """A command that can be clicked, or its name as code while nobody knows its id."""
    return f"`/{name}`" if id_ is None else f"</{name}:{id_}>"


def user_mention(id_: int | str) -> str:
    """A person's name as it is now, to be clicked."""
    return f"<@{id_}>"


def role_mention(id_: int | str) -> str:
    """A role's name in its colour."""
    return f"<@&{id_}>"


def channel_mention(id_: int | str) -> str:
    """A channel's name, to be clicked."""
    return f"<#{id_}>"
