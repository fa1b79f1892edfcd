"""Knocking at the endpoint as Discord knocks: POST, no redirects, three seconds."""

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from kasutamaiza.doctor.address import Address

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

PATIENCE = 3.0
"""Seconds. Discord waits no longer.

Source: https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction
"""

ENOUGH = 64 * 1024
"""Bytes of an answer that are looked at."""

# As Discord names itself: what stands before a bot may judge by the name.
AGENT = "Discord-Interactions/1.0 (+https://discord.com)"


class Answer(Struct, frozen=True, kw_only=True):
    """What came back, after how many `seconds`, and at what time of this machine (`at`, seconds since 1970).

    `headers` have names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float
    at: float

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def server(self) -> str:
        """What answers, in brackets, when it says so; to be put after a noun."""
        name = self.headers.get("server", "")[:40]
        return f" ({name})" if name.isprintable() and name else ""


class Silence(Struct, frozen=True):
    """Why no answer came, and what mends it."""

    said: str
    mend: str


async def knock(
    http: "AsyncClient",
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    clock: Callable[[], float] = time.time,
) -> Answer | Silence:
    """What is answered at `url`. Never raises, and takes no longer than `PATIENCE`."""
    import httpx

    asked, since = clock(), time.monotonic()
    try:
        async with (
            asyncio.timeout(PATIENCE),
            http.stream(method, url, content=body, headers={"user-agent": AGENT} | dict(headers or {})) as response,
        ):
            seconds = time.monotonic() - since
            told = {name.lower(): value for name, value in response.headers.items()}
            begun = await _beginning(response)
    except (TimeoutError, httpx.TimeoutException):
        return Silence(
            f"{Address(url).place} gave no answer within {PATIENCE:.0f} seconds, and Discord waits no longer.",
            "Look whether the bot runs and is awake, and whether what stands before it forwards to the right port.",
        )
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError) as error:
        return _silence(error, Address(url))
    return Answer(status=response.status_code, headers=told, body=begun, seconds=seconds, at=asked + seconds / 2)


async def _beginning(response: "Response") -> bytes:
    begun = b""
    async for piece in response.aiter_bytes():
        begun += piece
        if len(begun) >= ENOUGH:
            break
    return begun[:ENOUGH]


def _silence(error: BaseException, address: Address) -> Silence:
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror | UnicodeError) for cause in causes):
        return Silence(
            f"The name {address.host} leads nowhere (DNS).", "Correct the address, or the DNS record of that name."
        )
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Silence(
                f"The certificate of {address.place} is not good: {cause.verify_message}.",
                "Give the host a certificate that browsers take, for this very name, with its whole chain.",
            )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Silence(
            f"{address.place} does not speak TLS as it should.",
            "Let what stands before the bot end TLS 1.2 or newer at this port: Discord posts to https only.",
        )
    if any(isinstance(cause, ConnectionRefusedError) or "refused" in str(cause).lower() for cause in causes):
        return Silence(
            f"Nobody listens at {address.place}: the connection was refused.",
            "Start the bot, or let the host forward this port to the one it listens at (PORT).",
        )
    return Silence(
        f"{address.place} broke off without an answer ({type(error).__name__}).",
        "Look at the log of what stands before the bot, and at the bot's own.",
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and what led to it."""
    while error is not None:
        yield error
        for inner in getattr(error, "exceptions", ()):
            yield from _causes(inner)
        error = error.__cause__ or error.__context__
