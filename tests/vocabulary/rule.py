"""One documented rule: what keeps it, what breaks it and nothing else, and what the refusal has to say."""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from msgspec import Struct, structs

Payload: TypeAlias = dict[str, Any]
"""Plain data in the shape of Discord's JSON."""

DOCS = "https://docs.discord.com/developers"
COMPONENTS = f"{DOCS}/components/reference"
RESPONDING = f"{DOCS}/interactions/receiving-and-responding"
COMMANDS = f"{DOCS}/interactions/application-commands"
MESSAGE = f"{DOCS}/resources/message"
POLL = f"{DOCS}/resources/poll"
REFERENCE = f"{DOCS}/reference"
OPENAPI = "https://github.com/discord/discord-api-spec"


class Rule(Struct, frozen=True):
    """`build(right)` is the smallest payload that keeps the rule, at its edge; `build(wrong)` breaks it alone.

    `told`: words that the refusal holds, apart by spaces; `a|b` is either. `limits`: what the numbers are called in
    tests/vocabulary/numbers.py, apart by spaces.
    """

    name: str
    build: Callable[[Any], Any]
    right: Any
    wrong: Any
    told: str
    limits: str = ""
    source: str = ""
    make: Callable[[Any], object] = repr

    def missing(self, text: str) -> list[str]:
        """Which of the words that must be `told` the text of a refusal lacks."""
        return [word for word in self.told.split() if not re.search(rf"(?<!\w)(?:{word})(?!\w)", text)]


def documented(source: str, make: Callable[[Any], object], *rules: Rule) -> Sequence[Rule]:
    """Rules that stand on one page of the documentation, of payloads that `make` turns into our records."""
    return [structs.replace(rule, source=source, make=make) for rule in rules]
