"""Who may call: any token that is not a real one."""

import re

from simulator.refusal import Refused
from simulator.rest.known import BEARER, BOT, OPEN

_REAL = re.compile(r"[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}", re.ASCII)
LOOKS_REAL = (
    "This looks like a real bot token, and the simulator wants none: give the bot any other text as its token, "
    "and reset this one in Discord's developer portal if others can read the simulator's log."
)


def looks_real(token: str) -> bool:
    """Whether it is built as Discord builds tokens: three parts of base64url, of its lengths."""
    return _REAL.fullmatch(token) is not None


def without_real(text: str, instead: str) -> str:
    """A text that may hold one, by whatever mistake."""
    return _REAL.sub(instead, text)


def refuse_real(authorization: str | None) -> None:
    """Raises `Refused` for a real bot token, whatever it is shown for."""
    scheme, _, token = (authorization or "").strip().partition(" ")
    if looks_real(token.strip() or scheme):
        raise Refused(0, f"401: Unauthorized. {LOOKS_REAL}")


def check(authorization: str | None, doors: tuple[str, ...]) -> bool:
    """Whether a bot token was shown. Raises `Refused` where what was shown does not open the call."""
    scheme, _, token = (authorization or "").strip().partition(" ")
    if scheme.lower() == "bot" and token.strip() and BOT in doors:
        return True
    if (scheme.lower() == "bearer" and token.strip() and BEARER in doors) or OPEN in doors:
        return False
    raise Refused(0)
