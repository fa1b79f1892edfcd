"""Keeping tokens and signatures out of what is shown: with them, anybody who looks could answer for the bot."""

import re

_IN_PATH = re.compile(r"((?:/webhooks|/interactions)/\d+/)[^/?\s]+")
_IN_JSON = re.compile(r'("(?:token|X-Signature-Ed25519)"\s*:\s*")[^"]+', re.IGNORECASE)
_HEADERS = {
    "authorization": "Bot [token]",
    "x-signature-ed25519": "[signature]",
    "cookie": "[cookie]",
    "set-cookie": "[cookie]",
}


def path(text: str) -> str:
    """`/webhooks/1/aW50…/messages/@original` without what lets one in."""
    return _IN_PATH.sub(r"\1[token]", text)


def body(text: str) -> str:
    return path(_IN_JSON.sub(r"\1[token]", text))


def headers(given: dict[str, str]) -> dict[str, str]:
    return {name: _HEADERS.get(name.lower(), value) for name, value in given.items()}
