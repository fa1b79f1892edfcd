"""The client as a whole: what it is made of, what becomes of refusals, and that no token is told of."""

import asyncio
import socket
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError, Forbidden, NotFound, Unauthorized, Unavailable
from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.discord.snowflake import ApplicationId, GuildId, InteractionId, made_at
from tests.discord.calls.made import BOT_TOKEN, Answering, answering, client_of
from tests.discord_rest import refused

ROOT = Path(__file__).parents[2]
TOKEN = "an-invented-interaction-token"
ASKED = Interaction(
    id=InteractionId(1000000000000000007), application_id=ApplicationId(1000000000000000001), token=TOKEN
)
WEBHOOK = f"/webhooks/1000000000000000001/{TOKEN}"
GUILD = GuildId(1000000000000000003)
MESSAGE = b'{"content":"x"}'

CALLS: dict[str, Callable[[Client], Coroutine[Any, Any, object]]] = {
    "edit_original": lambda client: client.edit_original(ASKED, MESSAGE),
    "delete_original": lambda client: client.delete_original(ASKED),
    "create_followup": lambda client: client.create_followup(ASKED, MESSAGE),
    "own_permissions": lambda client: client.own_permissions(GUILD),
}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Answering]:
    # One for all: a server takes longer to stop than a test takes.
    async with answering() as server:
        yield server


@pytest.fixture
def discord(server: Answering) -> Answering:
    server.forget()
    server.answer = []
    return server


@pytest.fixture
async def client(server: Answering) -> AsyncIterator[Client]:
    # Its own for each test: after one 401 it asks no more.
    client = client_of(server.url)
    yield client
    await client.aclose()


async def test_an_address_may_end_in_a_slash(discord: Answering) -> None:
    client = client_of(discord.url + "/")
    await client.create_followup(ASKED, MESSAGE)
    await client.aclose()
    assert discord.asked == [f"POST {WEBHOOK}"]


REFUSALS: dict[str, tuple[int, Response, type[DiscordError], int]] = {
    "400": (1, refused(400, 50035), DiscordError, 50035),
    "401": (1, refused(401), DiscordError, 0),
    "403": (1, refused(403, 50013), Forbidden, 50013),
    "404": (1, refused(404, 10015), NotFound, 10015),
    "403 in HTML": (1, Response(b"<html>Blocked</html>", 403, media_type="text/html"), Forbidden, 0),
    "a redirection": (1, Response(b"", 302, headers={"location": "/elsewhere"}), DiscordError, 0),
    "500 again and again": (9, refused(500), Unavailable, 0),
    "502 in HTML": (9, Response(b"<html>Bad Gateway</html>", 502, media_type="text/html"), Unavailable, 0),
}


def told_of(error: BaseException) -> str:
    """All that a log could show of an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


@pytest.mark.parametrize(("times", "answer", "kind", "code"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_is_told_by_its_kind_without_any_token(
    discord: Answering, client: Client, times: int, answer: Response, kind: type[DiscordError], code: int
) -> None:
    # One with each token.
    for call in (CALLS["edit_original"], CALLS["own_permissions"]):
        discord.refusals[:] = [answer] * times
        with pytest.raises(kind) as caught:
            await call(client)
        assert (caught.value.status, caught.value.code) == (answer.status_code, code)
        assert TOKEN not in told_of(caught.value)
        assert BOT_TOKEN not in told_of(caught.value)


async def test_the_text_of_an_error_names_the_call_by_its_route_and_discords_own_words(
    discord: Answering, client: Client
) -> None:
    discord.refusals += [refused(404, 10015), refused(403, 50013), refused(502)]
    told = []
    for name in ("edit_original", "own_permissions", "create_followup"):
        with pytest.raises(DiscordError) as caught:
            await CALLS[name](client)
        told.append(str(caught.value))
    assert told == [
        "PATCH /webhooks/{application}/{token}/messages/@original: HTTP 404, code 10015: No.",
        "GET /users/@me/guilds: HTTP 403, code 50013: No.",
        "POST /webhooks/{application}/{token}: HTTP 502, code 0: No.",
    ]


async def test_after_a_refusal_the_next_call_is_made_as_ever(discord: Answering, client: Client) -> None:
    discord.refusals.append(refused(403, 50013))
    with pytest.raises(Forbidden):
        await client.delete_original(ASKED)
    await client.delete_original(ASKED)
    assert len(discord.asked) == 2


async def test_without_a_bot_token_interactions_are_answered_all_the_same(discord: Answering) -> None:
    client = Client(discord.url, bot_token=None, user_agent="test")
    await client.edit_original(ASKED, MESSAGE)
    with pytest.raises(Unauthorized):
        await client.own_permissions(GUILD)
    await client.aclose()
    assert len(discord.asked) == 1


async def check_unavailable(url: str, reason: str) -> None:
    client = client_of(url)
    for call in CALLS.values():
        with pytest.raises(Unavailable, match=rf"HTTP 0, code 0: {reason}$") as caught:
            await call(client)
        assert (caught.value.status, caught.value.retry_after) == (0, None)
        assert TOKEN not in told_of(caught.value)
        assert BOT_TOKEN not in told_of(caught.value)
    await client.aclose()


async def test_where_nobody_listens_discord_is_unavailable() -> None:
    # Bound but not listening: nobody else can take the port, and connections to it are refused.
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        await check_unavailable(f"http://127.0.0.1:{bound.getsockname()[1]}", "ConnectError")


async def test_where_connections_are_cut_discord_is_unavailable() -> None:
    def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        await check_unavailable(
            f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", r"(RemoteProtocol|Read|Write)Error"
        )


async def test_a_client_that_never_called_is_closed_all_the_same() -> None:
    client = client_of("http://127.0.0.1:1")
    await client.aclose()
    # Closed is not broken: what had not begun has nothing to end.
    with pytest.raises(Unavailable):
        await client.own_permissions(GuildId(1))
    await client.aclose()


def test_what_the_first_answer_does_not_need_is_not_imported_with_the_client() -> None:
    code = "import sys, kasutamaiza.discord.client; print([each for each in sys.modules if each in sys.argv])"
    late = ["httpx", "kasutamaiza.discord.calls.bot", "kasutamaiza.discord.automod"]
    found = subprocess.run([sys.executable, "-c", code, *late], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


async def test_a_call_that_there_is_not_is_none(client: Client) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'ban_everybody'"):
        client.ban_everybody  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("snowflake", "moment"),
    [(175928847299117063, 1462015105.796), (0, 1420070400.0), (1 << 22, 1420070400.001), ((1 << 22) - 1, 1420070400.0)],
)
def test_an_id_tells_when_it_was_made(snowflake: int, moment: float) -> None:
    assert made_at(snowflake) == moment
