"""The Dockerfile, read: its instructions in order, with their lines joined."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def instructions(name: str) -> list[str]:
    """What follows each `name`: FROM, RUN, ENV, …"""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    joined = re.sub(r"\\\n\s*", "", text)
    return [line.partition(" ")[2] for line in joined.splitlines() if line.startswith(f"{name} ")]


def command() -> list[str]:
    [said] = instructions("CMD")
    return [str(word) for word in json.loads(said)]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for said in instructions("ENV") for pair in said.split())
