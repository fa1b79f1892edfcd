"""The way to the bot: signed POSTs through one pooled client, and what came back."""

import asyncio
import time

import httpx
from msgspec import Struct

from simulator.engine import faults, signing
from simulator.engine.signing import Signer
from simulator.world import Fault

LONGEST = 60.0
"""Seconds after which a bot that has been given up is not listened to any more, unless it is waited for without end."""

LARGEST = 30 * 1024 * 1024
"""Bytes of an answer, unpacked; what is larger is not listened to until its end."""

KEPT_ALIVE = 2.0
"""Seconds that a connection is kept: less than servers keep it, so that none is closed while it is being used."""


class Received(Struct, frozen=True, kw_only=True):
    """What the bot answered; `problem` says why there is no answer."""

    request_headers: dict[str, str]
    milliseconds: float
    status: int | None = None
    headers: dict[str, str] = {}
    content: bytes = b""
    problem: str | None = None

    @property
    def content_type(self) -> str:
        """In small letters, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Courier:
    """Posts to the bot, through one client: making one costs more than sixty deliveries do."""

    def __init__(self, signer: Signer, client: httpx.AsyncClient | None = None) -> None:
        self.signer = signer
        self._client = client

    async def post(
        self, url: str, body: bytes, *, fault: Fault | None = None, patience: float | None = LONGEST
    ) -> Received:
        """Nothing raises: why there is no answer is told in it."""
        kind = None if fault is None else fault.kind
        headers = self._headers(body, kind)
        started = time.perf_counter()
        if fault is not None and kind == "slow":
            await asyncio.sleep(fault.seconds)
        if kind == "drop":
            return _unsent(headers, started, "A fault was set: this delivery was lost on its way.")
        if kind in faults.UNANSWERED:
            told = f"A fault was set: HTTP {kind} from something before the bot, which has heard nothing."
            return _unsent(headers, started, told, status=int(kind))
        try:
            async with (
                asyncio.timeout(patience),
                self._through().stream("POST", url, content=body, headers=headers) as response,
            ):
                content = await _content(response)
        except TimeoutError:
            return _unsent(headers, started, f"No answer came within {patience:g} s.")
        except _TooLarge:
            return _unsent(headers, started, f"The bot's answer is larger than {LARGEST // 1024**2} MiB.")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return _unsent(headers, started, _why(url, error))
        return Received(
            request_headers=headers,
            milliseconds=_since(started),
            status=response.status_code,
            headers=dict(response.headers),
            content=content,
        )

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    def _through(self) -> httpx.AsyncClient:
        """Not made before it is needed: a simulator of which only calls are asked posts nothing."""
        if self._client is None:
            limits = httpx.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=KEPT_ALIVE)
            self._client = httpx.AsyncClient(timeout=None, limits=limits, trust_env=False)  # noqa: S113 - see `patience`
        return self._client

    def _headers(self, body: bytes, kind: str | None) -> dict[str, str]:
        if kind == "forged":
            return signing.forged(body)
        if kind == "unsigned":
            return signing.unsigned()
        return self.signer.headers(body, age=signing.STALE if kind == "stale" else 0.0)


class _TooLarge(Exception):
    """The rest of the answer is not worth the memory."""


async def _content(response: httpx.Response) -> bytes:
    """All of an answer. Raises `_TooLarge`."""
    chunks, size = [], 0
    async for chunk in response.aiter_bytes():
        size += len(chunk)
        if size > LARGEST:
            raise _TooLarge
        chunks.append(chunk)
    return b"".join(chunks)


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)


def _unsent(headers: dict[str, str], started: float, problem: str, *, status: int | None = None) -> Received:
    return Received(request_headers=headers, milliseconds=_since(started), status=status, problem=problem)


def _why(url: str, error: Exception) -> str:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return f"Nothing answers at {url}. Start the bot, or set its address."
    if isinstance(error, httpx.RemoteProtocolError):
        # By its words, for httpx has one kind for both.
        is_silent = "without sending a response" in str(error)
        told = f"The bot's answer is not HTTP as it should be: {error}."
        return "The bot closed the connection without an answer." if is_silent else told
    if isinstance(error, httpx.DecodingError):
        return f"The bot's answer is not packed as its Content-Encoding says: {error}."
    return f"{url} cannot be reached: {str(error) or type(error).__name__}."
