"""Requests and answers as bytes: what the endpoints that Discord posts to have in common."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable

from loguru import logger
from starlette.types import Message as Received
from starlette.types import Receive, Scope, Send

from kasutamaiza.discord.signature import Refusal, Verifier
from kasutamaiza.interactions.speaking import speaking

LARGEST_BODY = 1024 * 1024
"""Bytes. Discord documents no size; the largest that can be thought of, a form full of text, is a quarter of this."""

SLOWEST_BODY = 10.0
"""Seconds for a body that comes in pieces."""

JSON = b"application/json"
TEXT = b"text/plain; charset=utf-8"
UNSIGNED = b"This is not signed by Discord.\n"
TOO_LARGE = b"This is larger than anything that Discord sends.\n"

REFUSED = b"x-refused"
"""The header of a 401 that explains it."""


class Refusals:
    """Refused requests, counted by reason and told once a minute: whoever finds the address could fill the log.

    `counted` is called with the reason of each.
    """

    EVERY = 60.0

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, counted: Callable[[str], None] | None = None
    ) -> None:
        self._clock = clock
        self._counted = counted
        self._counts: Counter[Refusal] = Counter()
        self._told_at = clock() - self.EVERY

    def count(self, reason: Refusal) -> None:
        self._counts[reason] += 1
        if self._counted is not None:
            self._counted(reason)
        if self._clock() - self._told_at >= self.EVERY:
            self.tell()

    def tell(self) -> None:
        """Write down what was counted since the last time."""
        if not self._counts:
            return
        counted = ", ".join(f"{reason} {count}×" for reason, count in self._counts.most_common())
        logger.warning("Refused what Discord did not sign: {}.", counted)
        if Refusal.STALE in self._counts:
            logger.warning("Stale timestamps with good signatures: is this machine's clock right?")
        self._counts.clear()
        self._told_at = self._clock()


async def prove(
    scope: Scope,
    receive: Receive,
    send: Send,
    verifier: Verifier,
    refusals: Refusals,
    clock: Callable[[], float],
) -> tuple[bytes, int, float] | None:
    """What Discord signed: the body, and when it was signed and received, in seconds since 1970.

    None for what Discord did not sign, or what is too large; that is answered then.
    """
    # Told to nobody, until it is known who speaks: a server may run us from within another's request.
    speaking.set(None)
    message = await receive()
    whole = not message.get("more_body") and message["type"] == "http.request"
    body = message["body"] if whole else await put_together(message, receive)
    if body is None or len(body) > LARGEST_BODY:
        await respond(send, 413, TOO_LARGE, TEXT, (b"connection", b"close"))
        return None
    signature = timestamp = None
    for name, value in scope["headers"]:
        if name == b"x-signature-ed25519":
            signature = value
        elif name == b"x-signature-timestamp":
            timestamp = value
    now = clock()
    signed_at = verifier.check(signature, timestamp, body, now=now)
    if isinstance(signed_at, Refusal):
        refusals.count(signed_at)
        await respond(send, 401, UNSIGNED, TEXT, (REFUSED, explain(signed_at, body, verifier, now)))
        return None
    return body, signed_at, now


def explain(refusal: Refusal, body: bytes, verifier: Verifier, now: float) -> bytes:
    """Why it is refused, what of the body arrived, and by which keys and clock it was judged.

    By it `scripts/doctor.py` sees whether a proxy before us changes what it passes on. Whoever asks learns no more than
    what they sent themselves, the time, and the beginnings of keys that are public.
    """
    # Imported late: accepted requests need none of it.
    from hashlib import blake2b

    digest = blake2b(body, digest_size=16).hexdigest()
    return f"{refusal.name.lower()}; body={digest}; keys={'+'.join(verifier.fingerprints)}; at={now:.0f}".encode()


async def put_together(message: Received, receive: Receive) -> bytes | None:
    """The body that comes in pieces; None when it is too large or too slow, or the client is gone before its end."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            while message["type"] == "http.request" and size <= LARGEST_BODY:
                parts.append(message["body"])
                size += len(parts[-1])
                if not message.get("more_body"):
                    return b"".join(parts)
                message = await receive()
    except TimeoutError:
        pass
    return None


async def respond(send: Send, status: int, body: bytes, content_type: bytes, *more: tuple[bytes, bytes]) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(b"content-type", content_type), (b"content-length", b"%d" % len(body)), *more],
        }
    )
    await send({"type": "http.response.body", "body": body})
