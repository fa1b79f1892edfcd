"""One call to Discord's REST API: within its limits, again where that is safe, and an error that says what is wrong.

httpx is imported at the first call, not before: it takes longer to import than all of the front door.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from msgspec import Struct, json

from kasutamaiza.discord.errors import DiscordError, NotFound, RateLimited, Unauthorized, Unavailable
from kasutamaiza.discord.ratelimit import Limits, Turn
from kasutamaiza.discord.response import heard, refusal, said
from kasutamaiza.discord.route import Route, query_string, route
from kasutamaiza.discord.watch import NOBODY, Watch
from kasutamaiza.ui import Upload

if TYPE_CHECKING:
    from httpx import AsyncClient

__all__ = ["NOBODY", "REAL", "Rest", "Timing", "Watch"]

PATIENCE = 60.0
"""Seconds of waiting in all for one call: for its turn, and between tries. A longer wait is an error at once."""

MOST_TRIES = 5
"""Tries while Discord cannot be reached."""

MOST_LIMITED = 20
"""Tries while Discord says that it is one call too many."""

LONGEST_REASON = 512

WITH_DISCORD = (15.0, 60.0)
WITH_A_PROXY = (PATIENCE + 10, 4.0)
"""Seconds to wait for an answer, and to keep a connection that is not used. A proxy that keeps limits holds a call back
until its turn comes; one written for Node.js closes connections after 5 seconds."""

SLOWEST = 30.0
"""Seconds more for all of an answer, when it has begun to come: a trickle has no end of its own."""


class Timing(Struct, frozen=True):
    """How time passes, in seconds, and chance falls, from 0 to 1: the world's, or a test's."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random


REAL = Timing()


class _Asked(Struct, frozen=True):
    """A call, ready to be sent as often as it takes."""

    method: str
    url: str
    route: Route
    place: str
    as_bot: bool
    repeatable: bool
    headers: Mapping[str, str]
    sent: Mapping[str, Any]
    """`content`, or `files`, as httpx calls them."""


class Rest:
    """Discord's REST API for one bot. Calls raise `DiscordError`; close it with `aclose` when done.

    `bot_token` may be missing: what belongs to an interaction is done with the interaction's own token. `api_url` may
    be that of a proxy which keeps the limits of several of us together.
    """

    def __init__(
        self, api_url: str, *, bot_token: str | None, user_agent: str, watch: Watch = NOBODY, timing: Timing = REAL
    ) -> None:
        self._api_url = api_url.rstrip("/")
        self._bot_token = bot_token
        self._user_agent = user_agent
        self._watch = watch
        self._timing = timing
        self._limits = Limits(timing.clock, timing.sleep, watch)
        self._patience = WITH_DISCORD if _is_discord(self._api_url) else WITH_A_PROXY
        self._http: AsyncClient | None = None

    async def call(
        self,
        method: str,
        template: str,
        /,
        *,
        body: object = None,
        files: Sequence[Upload] = (),
        query: Mapping[str, object] | None = None,
        reason: str | None = None,
        repeatable: bool | None = None,
        as_bot: bool = True,
        **ids: int | str,
    ) -> bytes:
        """Make the call and return its answer's body.

        `template` is filled from `ids`: `call("PUT", "/guilds/{guild}/bans/{user}", guild=1, user=2)`. `body` is
        encoded unless it is bytes already. `repeatable` says that doing it twice does no harm; all but POST by
        default. `as_bot=False` is for what an interaction's own token in the address opens. `reason` is for the
        server's audit log; 512 characters of it are kept.
        """
        way = route(method, template)
        if as_bot and self._bot_token is None:
            raise Unauthorized(way.call, status=401, message="not asked, since there is no bot token")
        headers = {"authorization": f"Bot {self._bot_token}"} if as_bot else {}
        if reason and reason.strip():
            headers["x-audit-log-reason"] = _reason(reason)
        content = body if isinstance(body, bytes) or body is None else json.encode(body)
        if content is not None and not files:
            headers["content-type"] = "application/json"
        asked = _Asked(
            method,
            self._api_url + way.path(ids) + query_string(query),
            way,
            way.place(ids),
            as_bot,
            method != "POST" if repeatable is None else repeatable,
            headers,
            {"files": _parts(content, files)} if files else {"content": content},
        )
        return await self._insist(asked)

    async def aclose(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def _insist(self, asked: _Asked) -> bytes:
        """Ask until there is an answer, as often as that is safe and there is time.

        A 429 did nothing, and neither did what never left us; after a 5xx or silence it may have been done.
        """
        until = self._timing.clock() + PATIENCE
        tries, may_be_done = 0, False
        while True:
            async with self._limits.turn(asked.route, asked.place, as_bot=asked.as_bot, until=until) as turn:
                answer = await self._ask(asked, turn)
            if isinstance(answer, bytes):
                return answer
            if isinstance(answer, NotFound) and may_be_done and asked.method == "DELETE":
                return b""  # it was there, and an earlier try took it away
            tries += 1
            pause = self._pause(asked, answer, tries, until)
            if pause is None:
                raise answer
            may_be_done |= isinstance(answer, Unavailable) and answer.may_be_done
            if pause:
                await self._timing.sleep(pause)

    def _pause(self, asked: _Asked, error: DiscordError, tries: int, until: float) -> float | None:
        """Seconds to wait before the next try; None: there is none."""
        if not isinstance(error, Unavailable) or (error.may_be_done and not asked.repeatable):
            return None
        wait = error.retry_after or 0.0
        if isinstance(error, RateLimited):
            most, pause = MOST_LIMITED, 0.0  # its turn does not come before that
        else:
            most, pause = MOST_TRIES, max(wait, _backoff(tries, self._timing.random()))
        return None if tries >= most or self._timing.clock() + max(wait, pause) > until else pause

    async def _ask(self, asked: _Asked, turn: Turn) -> bytes | DiscordError:
        """Ask once. The answer, or what Discord, or its silence, says no with."""
        import httpx

        call, began = asked.route.call, self._timing.clock()
        try:
            async with asyncio.timeout(self._patience[0] + SLOWEST):
                response = await self._client().request(asked.method, asked.url, headers=asked.headers, **asked.sent)
        except (httpx.HTTPError, TimeoutError) as error:
            self._watch.called(call, 0, self._timing.clock() - began)
            left = not isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
            silence = Unavailable(call, status=0, message=type(error).__name__, may_be_done=left)
            silence.__cause__ = error
            return silence
        status = response.status_code
        self._watch.called(call, status, self._timing.clock() - began)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers.raw}
        turn.answered(heard(status, headers, None if response.is_success else said(response.content)))
        if response.is_success:
            return response.content
        return refusal(call, status, headers, response.content, as_bot=asked.as_bot)

    def _client(self) -> "AsyncClient":
        import httpx

        if self._http is None:
            read, idle = self._patience
            self._http = httpx.AsyncClient(
                headers={"user-agent": self._user_agent},
                timeout=httpx.Timeout(connect=5, write=30, read=read, pool=5),
                limits=httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=idle),
            )
        return self._http


def _is_discord(api_url: str) -> bool:
    host = urlsplit(api_url).hostname or ""
    return host == "discord.com" or host.endswith(".discord.com")


def _backoff(tries: int, chance: float) -> float:
    """Twice as long after each try, and not the same for all who wait."""
    return min(8.0, 0.5 * 2.0 ** (tries - 1)) * (0.5 + chance / 2)


def _reason(text: str) -> str:
    """An audit-log reason as a header holds it.

    Source: https://docs.discord.com/developers/resources/audit-log
    """
    # Half of a surrogate pair is no text, and cannot be encoded.
    return quote(text.strip()[:LONGEST_REASON].encode(errors="replace"), safe="")


def _parts(message: bytes | None, files: Sequence[Upload]) -> list[tuple[str, tuple[str | None, bytes, str]]]:
    """A message and its files as the parts of a form.

    Source: https://docs.discord.com/developers/reference#uploading-files
    """
    # Discord goes by the file's name; a type that it could disagree with says nothing more.
    parts = [(f"files[{n}]", (file.filename, file.content, "application/octet-stream")) for n, file in enumerate(files)]
    return [("payload_json", (None, message or b"{}", "application/json")), *parts]
