"""Every call that Discord's API has, simulated or not: `python -m simulator.rest.known openapi.json` writes the list.

The list is made from Discord's OpenAPI document: https://github.com/discord/discord-api-spec
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

LIST = Path(__file__).with_name("known.txt")
OPEN, BOT, BEARER = "open", "bot", "bearer"
_METHODS = ("get", "post", "put", "patch", "delete")


class Known(Struct, frozen=True):
    """One call of Discord's. `doors` are what opens it: nothing at all, a bot token, a bearer token."""

    method: str
    path: str
    name: str
    doors: tuple[str, ...]


def known() -> tuple[Known, ...]:
    """All of them, in the document's order."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return tuple(_read(line) for line in lines if line and not line.startswith("#"))


def _read(line: str) -> Known:
    method, path, name, doors = line.split()
    return Known(method, path, name, tuple(doors.split("+")))


def described(document: Path) -> str:
    """The list, as the document has it. Raises `OSError`, and `ValueError` or `KeyError` for another document."""
    told = json.loads(document.read_text(encoding="utf-8"))
    head = f"# Discord's calls: method, path, operation id, what opens it. Version {told['info']['version']}."
    return "\n".join([head, *_lines(told)]) + "\n"


def _lines(told: dict[str, dict[str, dict[str, dict[str, object]]]]) -> Iterator[str]:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            if method in _METHODS:
                yield f"{method.upper()} {path} {operation['operationId']} {'+'.join(_doors(operation))}"


def _doors(operation: dict[str, object]) -> list[str]:
    security = operation.get("security")
    asked = [set(each) for each in security if isinstance(each, dict)] if isinstance(security, list) else [set()]
    doors = {OPEN: set() in asked, BOT: {"BotToken"} in asked, BEARER: {"OAuth2"} in asked}
    return [door for door, opens in doors.items() if opens]


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("Give the path of Discord's openapi.json: python -m simulator.rest.known PATH\n")
        return 2
    try:
        told = described(Path(arguments[0]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sys.stderr.write(f"{arguments[0]} is not Discord's OpenAPI document: {error}\n")
        return 1
    LIST.write_text(told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
