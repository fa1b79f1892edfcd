"""What an answer of Discord's says besides its body: how near its limit is, and which error it is."""

from collections.abc import Iterator, Mapping
from itertools import islice
from math import isfinite
from typing import Any, TypeAlias

from msgspec import DecodeError, json

from kasutamaiza.discord.errors import (
    DiscordError,
    Forbidden,
    InvalidRequest,
    NotFound,
    RateLimited,
    Unauthorized,
    Unavailable,
)
from kasutamaiza.discord.ratelimit import Heard, speaks_of_token

DEEPEST = 16
MOST_PROBLEMS = 50
LONGEST = 300

MOST_SECONDS = 24 * 60 * 60.0
"""Seconds that an answer can make us wait: by then we ask again, whatever it said."""

_KINDS: dict[int, type[DiscordError]] = {403: Forbidden, 404: NotFound}
_read = json.Decoder().decode

Said: TypeAlias = Mapping[str, Any]
"""What an error's body says of itself. Empty when it says nothing that Discord would."""


def said(body: bytes) -> Said | None:
    """An error's JSON; None when it is none: something between Discord and us speaks HTML."""
    try:
        found = _read(body)
    except (DecodeError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else {}


def heard(status: int, headers: Mapping[str, str], told: Said | None) -> Heard:
    """What an answer says of limits. Its headers' names are in small letters; `told` is its body if it is a refusal."""
    code = _code(told or {})
    if status != 429 and "x-ratelimit-remaining" not in headers:
        return Heard(status, code, outside=status >= 400 and told is None)
    scope = headers.get("x-ratelimit-scope", "")
    if headers.get("x-ratelimit-global", "").lower() == "true" or (told or {}).get("global") is True:
        scope = "global"
    after = _wait(headers.get("x-ratelimit-reset-after"))
    retry_after = _retry_after(headers, told or {})
    limit, remaining = (_number(headers.get(f"x-ratelimit-{each}")) for each in ("limit", "remaining"))
    known = after is not None and limit is not None and remaining is not None
    bucket = headers.get("x-ratelimit-bucket", "")
    return Heard(
        status,
        code,
        bucket,
        limit=max(1, int(limit or 1)),
        remaining=int(remaining or 0),
        reset=_number(headers.get("x-ratelimit-reset")) or 0.0,
        reset_after=after if known else None,
        retry_after=after if retry_after is None else retry_after,
        scope=scope,
        outside=status >= 400 and told is None and not scope and not bucket,
    )


def refusal(call: str, status: int, headers: Mapping[str, str], body: bytes, *, as_bot: bool) -> DiscordError:
    """The error that an answer is. `as_bot`: our bot token was sent, so that a 401 speaks of it."""
    found = said(body)
    told = found or {}
    message = _message(status, headers, body if found is None else b"", told)
    facts: dict[str, Any] = {"status": status, "code": _code(told), "message": message}
    if status == 429:
        limits = heard(status, headers, found)
        return RateLimited(call, retry_after=limits.retry_after, scope=limits.scope, **facts)
    if status >= 500 or status == 408:  # what stands before Discord says 408 when it got no answer in time
        return Unavailable(call, retry_after=_retry_after(headers, told), **facts)
    if as_bot and found is not None and speaks_of_token(status, facts["code"]):
        return Unauthorized(call, **facts)
    places = list(islice(problems(told.get("errors")), MOST_PROBLEMS))
    if status == 400 or (places and status not in _KINDS):
        return InvalidRequest(call, problems=places, **facts)
    return _KINDS.get(status, DiscordError)(call, **facts)


def problems(errors: object, path: str = "", depth: int = 0) -> Iterator[str]:
    """Every "options.0.name: Command name is invalid" of an error's tree; what has another shape is passed over.

    Source: https://docs.discord.com/developers/reference#error-messages
    """
    if not isinstance(errors, dict) or depth > DEEPEST:
        return
    for name, inner in errors.items():
        if name != "_errors":
            yield from problems(inner, f"{path}.{name}" if path else str(name), depth + 1)
            continue
        for each in inner if isinstance(inner, list) else []:
            message = each.get("message") if isinstance(each, dict) else None
            if isinstance(message, str):
                yield _line(f"{path}: {message}" if path else message)


def _message(status: int, headers: Mapping[str, str], stranger: bytes, told: Said) -> str:
    """Discord's words, or ours when `stranger` is what somebody else answered."""
    if 300 <= status < 400:
        return "it points elsewhere; is DISCORD_API_URL right?"
    if stranger:
        kind = headers.get("content-type", "").partition(";")[0] or "no type"
        return f"something before Discord answered, not Discord ({_line(kind)})"
    message = told.get("message")
    return _line(message) if isinstance(message, str) else ""


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _code(told: Said) -> int:
    code = told.get("code")
    return code if isinstance(code, int) else 0


def _retry_after(headers: Mapping[str, str], told: Said) -> float | None:
    """Seconds to wait. The body knows them more exactly than the header; a date is as good as nothing."""
    from_body = _wait(told.get("retry_after"))
    return _wait(headers.get("retry-after")) if from_body is None else from_body


def _wait(value: object) -> float | None:
    seconds = _number(value)
    return None if seconds is None else min(seconds, MOST_SECONDS)


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, (str, int, float)) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and isfinite(number) and number >= 0 else None
