"""What becomes of Discord's refusals and of its silence, over real HTTP, without any token in it."""

import asyncio
import socket
import traceback
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.responses import Response

from kasutamaiza.discord import rest
from kasutamaiza.discord.errors import (
    DiscordError,
    Forbidden,
    InvalidRequest,
    NotFound,
    Unavailable,
)
from kasutamaiza.discord.rest import MOST_TRIES
from tests.discord.asker import BANS, BOT_TOKEN, ORIGINAL, TOKEN, Asker
from tests.discord_rest import DiscordRest, discord_rest, refused

HTML = b"<html><h1>Bad Gateway</h1></html>"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[DiscordRest]:
    # One for all: a server takes longer to stop than a test takes.
    async with discord_rest() as rest:
        yield rest


@pytest.fixture
def discord(server: DiscordRest) -> DiscordRest:
    for kept in (server.calls, server.headers, server.files, server.refusals):
        kept.clear()
    return server


@pytest.fixture
async def asker(discord: DiscordRest) -> AsyncIterator[Asker]:
    asker = Asker(discord.url)
    yield asker
    await asker.rest.aclose()


TREE = (
    b'{"code":50035,"message":"Invalid Form Body","errors":{"options":{"0":{"name":{"_errors":['
    b'{"code":"BASE_TYPE_BAD_LENGTH","message":"Must be between 1 and 32 in length."}]}}},'
    b'"_errors":[{"code":"X","message":"Too large."}]}}'
)

REFUSALS: dict[str, tuple[Response, type[DiscordError], str]] = {
    "400": (refused(400, 50035), InvalidRequest, "HTTP 400, code 50035: No."),
    "400 with places": (
        Response(TREE, 400),
        InvalidRequest,
        "HTTP 400, code 50035: Invalid Form Body; options.0.name: Must be between 1 and 32 in length.; Too large.",
    ),
    "413 with places": (Response(TREE, 413), InvalidRequest, "HTTP 413, code 50035: Invalid Form Body; options"),
    "403": (refused(403, 50013), Forbidden, "HTTP 403, code 50013: No."),
    "403 with places": (Response(TREE, 403), Forbidden, "HTTP 403, code 50035: Invalid Form Body"),
    "403 in HTML": (
        Response(b"<html>Blocked</html>", 403, media_type="text/html"),
        Forbidden,
        "HTTP 403, code 0: something before Discord answered, not Discord (text/html)",
    ),
    "404 without a body": (Response(b"", 404), NotFound, "HTTP 404, code 0"),
    "405": (refused(405), DiscordError, "HTTP 405, code 0: No."),
    "408": (Response(b"", 408), Unavailable, "HTTP 408, code 0"),
    "302": (
        Response(b"", 302, headers={"location": "/elsewhere"}),
        DiscordError,
        "HTTP 302, code 0: it points elsewhere; is DISCORD_API_URL right?",
    ),
    "500": (refused(500), Unavailable, "HTTP 500, code 0: No."),
    "502 in HTML": (
        Response(HTML, 502, media_type="text/html"),
        Unavailable,
        "HTTP 502, code 0: something before Discord answered, not Discord (text/html)",
    ),
    "504 in a list": (Response(b"[]", 504), Unavailable, "HTTP 504, code 0"),
    "odd": (Response(b'{"code":"x","message":["y"],"errors":[1]}', 400), InvalidRequest, "HTTP 400, code 0"),
    "deep": (Response(b"[" * 100_000, 400), InvalidRequest, "HTTP 400, code 0: something before Discord"),
}


def told_of(error: BaseException) -> str:
    """All that a log could show of an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


@pytest.mark.parametrize(("answer", "kind", "words"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_is_told_by_its_kind_without_any_token(
    discord: DiscordRest, asker: Asker, answer: Response, kind: type[DiscordError], words: str
) -> None:
    calls = {f"PATCH {ORIGINAL}": asker.edit_original, f"PUT {BANS}": asker.ban}
    for name, call in calls.items():
        discord.refusals[:] = [answer] * MOST_TRIES
        with pytest.raises(DiscordError) as caught:
            await call()
        assert type(caught.value) is kind
        assert str(caught.value).startswith(f"{name}: {words}")
        assert caught.value.call == name
        assert TOKEN not in told_of(caught.value)
        assert BOT_TOKEN not in told_of(caught.value)


async def check_unavailable(url: str, reason: str, *, tries: int, may_be_done: bool) -> None:
    asker = Asker(url)
    for call in (asker.edit_original, asker.send):
        with pytest.raises(Unavailable, match=rf"HTTP 0, code 0: {reason}$") as caught:
            await call()
        assert (caught.value.status, caught.value.retry_after) == (0, None)
        assert caught.value.may_be_done is may_be_done
        assert TOKEN not in told_of(caught.value)
        assert BOT_TOKEN not in told_of(caught.value)
    assert [status for _, status in asker.watch.calls] == [0] * tries
    await asker.rest.aclose()


async def test_where_nobody_listens_every_call_is_tried_again() -> None:
    # Bound but not listening: nobody else can take the port, and connections to it are refused.
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        await check_unavailable(url, "ConnectError", tries=2 * MOST_TRIES, may_be_done=False)


class Silent(httpx.AsyncBaseTransport):
    """Stands where the way to Discord is, and fails as that would."""

    def __init__(self, failure: type[httpx.TransportError]) -> None:
        self.failure = failure

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise self.failure("", request=request)


@pytest.mark.parametrize(
    ("failure", "may_be_done"),
    [
        (httpx.ConnectTimeout, False),
        (httpx.PoolTimeout, False),
        (httpx.ReadTimeout, True),
        (httpx.WriteTimeout, True),
    ],
)
async def test_what_never_left_us_was_surely_not_done(failure: type[httpx.TransportError], may_be_done: bool) -> None:
    asker = Asker("http://127.0.0.1:1")
    asker.rest._http = httpx.AsyncClient(transport=Silent(failure))
    with pytest.raises(Unavailable, match=failure.__name__) as caught:
        await asker.send()
    assert caught.value.may_be_done is may_be_done
    assert len(asker.watch.calls) == (1 if may_be_done else MOST_TRIES)
    await asker.rest.aclose()


class Trickle(httpx.AsyncBaseTransport):
    """An answer that has begun to come and never ends."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError


async def test_an_answer_without_an_end_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Asker("http://127.0.0.1:1")
    asker.rest._http = httpx.AsyncClient(transport=Trickle())
    monkeypatch.setattr(rest, "SLOWEST", -sum(asker.rest._patience[:1]))
    with pytest.raises(Unavailable, match="TimeoutError") as caught:
        await asker.send()
    assert caught.value.may_be_done
    await asker.rest.aclose()


async def test_where_connections_are_cut_only_what_is_safe_is_tried_again() -> None:
    def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        reason = r"(RemoteProtocol|Read|Write)Error"
        await check_unavailable(url, reason, tries=MOST_TRIES + 1, may_be_done=True)
