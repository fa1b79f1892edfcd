"""Say something to the bot that ./dev up started, signed as Discord would sign it, and show its answer."""

import argparse
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx
from msgspec import json
from nacl.signing import SigningKey

from kasutamaiza.discord.command import OptionType
from kasutamaiza.interactions import BrokenCommands, CommandEntry, discover

MEMBER: dict[str, Any] = {
    "user": {"id": "1000000000000000002", "username": "mai", "global_name": "Mai", "avatar": None},
    "nick": None,
    "roles": [],
    "joined_at": "2026-01-01T00:00:00+00:00",
}
_EPOCH = 1420070400000
_READ: dict[OptionType, Callable[[str], object]] = {
    OptionType.INTEGER: int,
    OptionType.NUMBER: float,
    OptionType.BOOLEAN: lambda text: text == "true",
}


def interaction(
    type_: int, data: Mapping[str, Any], *, permissions: int = (1 << 53) - 1, **more: Any
) -> dict[str, Any]:
    """An interaction as Discord words it, from a member of a server."""
    now = int(time.time() * 1000)
    return {
        "app_permissions": str(permissions),
        "application_id": "1000000000000000001",
        "attachment_size_limit": 10485760,
        "authorizing_integration_owners": {"0": "1000000000000000003"},
        "channel": {"id": "1000000000000000004", "name": "general", "type": 0, "permissions": str(permissions)},
        "channel_id": "1000000000000000004",
        "context": 0,
        "data": data,
        "entitlements": [],
        "guild": {"features": [], "id": "1000000000000000003", "locale": "en-US"},
        "guild_id": "1000000000000000003",
        "guild_locale": "en-US",
        "id": str((now - _EPOCH) << 22),
        "locale": "en-US",
        "member": {**MEMBER, "permissions": str(permissions)},
        "token": "aW50ZXJhY3Rpb246c2FpZC1vbi10aGlzLW1hY2hpbmU",
        "type": type_,
        "version": 1,
        **more,
    }


def signed(key: SigningKey, body: bytes, *, at: float | None = None) -> dict[str, str]:
    """The headers that prove `body` to be from whoever holds `key`."""
    timestamp = str(int(time.time() if at is None else at))
    return {
        "content-type": "application/json",
        "x-signature-ed25519": key.sign(timestamp.encode() + body).signature.hex(),
        "x-signature-timestamp": timestamp,
    }


def command_data(entry: CommandEntry, said: Mapping[str, str], *, focused: str | None = None) -> dict[str, Any]:
    """The `data` of a command with its options as text. Raises `ValueError` for an option that it has not."""
    types = {option.name: option.type for option in entry.options}
    options: list[dict[str, Any]] = []
    for name, text in said.items():
        if name not in types:
            raise ValueError(f"/{entry.path} has no option {name}; it has {', '.join(types) or 'none'}.")
        value = {"name": name, "type": int(types[name]), "value": _READ.get(types[name], str)(text)}
        options.append(value | ({"focused": True} if name == focused else {}))
    top, *nested = entry.path.split(" ")
    for depth, name in enumerate(reversed(nested)):
        options = [{"name": name, "type": 2 if depth else 1, "options": options}]
    return {"id": "1000000000000000005", "name": top, "type": 1, "options": options}


def parse(text: str, entries: Sequence[CommandEntry]) -> tuple[CommandEntry, dict[str, str]]:
    """`/help topic:bot status` as the command and its options. Raises `ValueError`."""
    words = text.strip().removeprefix("/")
    entry = max(
        (entry for entry in entries if re.match(rf"{re.escape(entry.path)}(\s|$)", words)),
        key=lambda entry: len(entry.path),
        default=None,
    )
    if entry is None:
        raise ValueError(f"There is no such command; there are {', '.join('/' + entry.path for entry in entries)}.")
    found = re.split(r"(?:^|\s)([\w'-]+):", words[len(entry.path) :])
    return entry, {name: value.strip() for name, value in zip(found[1::2], found[2::2], strict=True)}


def main() -> None:
    from scripts.up import signing_key

    parser = argparse.ArgumentParser(description=__doc__, epilog="Example: say.py /help topic:bot status")
    parser.add_argument("words", nargs="*", help="a command, with its options as name:value")
    parser.add_argument("--port", type=int, default=8080, help="where the bot listens (%(default)s)")
    parser.add_argument("--typing", metavar="OPTION", help="ask for suggestions for this option instead")
    parser.add_argument("--locale", default="en-US", help="the language to be answered in (%(default)s)")
    parser.add_argument("--press", metavar="CUSTOM_ID", help="press a button instead")
    asked = parser.parse_args()
    if asked.press:
        pressed = {"custom_id": asked.press, "component_type": 2}
        said = interaction(3, pressed, message={"id": "1000000000000000006"}, locale=asked.locale)
    else:
        try:
            entry, options = parse(" ".join(asked.words), discover().commands)
            data = command_data(entry, options, focused=asked.typing)
            said = interaction(4 if asked.typing else 2, data, locale=asked.locale)
        except (ValueError, BrokenCommands) as error:
            sys.exit(str(error))
    body = json.encode(said)
    try:
        answer = httpx.post(
            f"http://127.0.0.1:{asked.port}/interactions", content=body, headers=signed(signing_key(), body)
        )
    except httpx.ConnectError:
        sys.exit(f"Nobody answers at port {asked.port}. Start the bot first: ./dev up --port {asked.port}")
    print(f"HTTP {answer.status_code}")
    is_json = answer.headers.get("content-type") == "application/json"
    print(json.format(answer.content, indent=2).decode() if is_json else answer.text.strip())


if __name__ == "__main__":
    main()
