"""Our calls to Discord, against a small honest one, and what becomes of its refusals."""

import asyncio
import socket
import traceback
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from starlette.responses import Response

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError, Forbidden, NotFound, Unavailable
from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.discord.snowflake import ApplicationId, GuildId, InteractionId, made_at
from tests.discord_rest import DiscordRest, discord_rest, refused

BOT_TOKEN = "an-invented-bot-token"
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
async def server() -> AsyncIterator[DiscordRest]:
    # One for all: a server takes longer to stop than a test takes.
    async with discord_rest() as rest:
        yield rest


@pytest.fixture
def rest(server: DiscordRest) -> DiscordRest:
    for kept in (server.calls, server.headers, server.refusals, server.guilds):
        kept.clear()
    return server


def client_of(url: str) -> Client:
    return Client(url, bot_token=BOT_TOKEN, user_agent="DiscordBot (https://bot.example, 1)")


@pytest.fixture(scope="module")
async def client(server: DiscordRest) -> AsyncIterator[Client]:
    client = client_of(server.url)
    yield client
    await client.aclose()


async def test_each_call_goes_where_discord_takes_it(rest: DiscordRest, client: Client) -> None:
    for call in CALLS.values():
        await call(client)
    assert rest.calls == [
        ("PATCH", f"{WEBHOOK}/messages/@original", {"content": "x"}),
        ("DELETE", f"{WEBHOOK}/messages/@original", None),
        ("POST", WEBHOOK, {"content": "x"}),
        ("GET", "/users/@me/guilds?limit=1&after=1000000000000000002", None),
    ]


async def test_only_what_needs_the_bot_token_is_sent_it(rest: DiscordRest, client: Client) -> None:
    for call in CALLS.values():
        await call(client)
    assert [headers.get("authorization") for headers in rest.headers] == [None, None, None, f"Bot {BOT_TOKEN}"]


async def test_discord_is_told_who_asks_and_that_a_message_is_json(rest: DiscordRest, client: Client) -> None:
    for call in CALLS.values():
        await call(client)
    assert {headers["user-agent"] for headers in rest.headers} == {"DiscordBot (https://bot.example, 1)"}
    assert [headers.get("content-type") for headers in rest.headers] == [
        "application/json",
        None,
        "application/json",
        None,
    ]


async def test_an_address_may_end_in_a_slash(rest: DiscordRest) -> None:
    client = client_of(rest.url + "/")
    await client.create_followup(ASKED, MESSAGE)
    await client.aclose()
    assert rest.calls[0][1] == WEBHOOK


async def test_our_permissions_are_found_with_what_is_new_in_a_server_left_out(
    rest: DiscordRest, client: Client
) -> None:
    rest.guilds = [{"id": str(GUILD), "name": "Home", "permissions": "2248473465835073", "features": ["NEW"]}]
    assert await client.own_permissions(GUILD) == 2248473465835073


@pytest.mark.parametrize("guilds", [[], [{"id": str(GUILD + 1), "permissions": "8"}]], ids=["none", "only a later one"])
async def test_in_a_server_that_we_are_not_in_we_have_none(
    rest: DiscordRest, client: Client, guilds: list[dict[str, Any]]
) -> None:
    rest.guilds = guilds
    assert await client.own_permissions(GUILD) is None


def limited(body: bytes, **headers: str) -> Response:
    return Response(body, 429, headers={name.replace("_", "-"): value for name, value in headers.items()})


REFUSALS: dict[str, tuple[Response, type[DiscordError], int, float | None]] = {
    "400": (refused(400, 50035), DiscordError, 50035, None),
    "401": (refused(401), DiscordError, 0, None),
    "403": (refused(403, 50013), Forbidden, 50013, None),
    "404": (refused(404, 10015), NotFound, 10015, None),
    "403 in HTML": (Response(b"<html>Blocked</html>", 403, media_type="text/html"), Forbidden, 0, None),
    "404 without a body": (Response(b"", 404), NotFound, 0, None),
    "a redirection": (Response(b"", 302, headers={"location": "/elsewhere"}), DiscordError, 0, None),
    "429 in JSON": (
        limited(b'{"message":"Slow down.","retry_after":0.25,"global":false,"code":31}', retry_after="1"),
        Unavailable,
        31,
        0.25,
    ),
    "429 in a header": (limited(b"error code: 1015", retry_after="65"), Unavailable, 0, 65.0),
    "429 until a date": (limited(b"", retry_after="Wed, 21 Oct 2026 07:28:00 GMT"), Unavailable, 0, None),
    "429 without a word": (limited(b""), Unavailable, 0, None),
    "429 in another shape": (limited(b'{"retry_after":"soon"}', retry_after="3"), Unavailable, 0, 3.0),
    "500": (refused(500), Unavailable, 0, None),
    "502 in HTML": (Response(b"<html>Bad Gateway</html>", 502, media_type="text/html"), Unavailable, 0, None),
    "503 with a header": (refused(503, retry_after="9"), Unavailable, 0, 9.0),
    "504 in a list": (Response(b"[]", 504), Unavailable, 0, None),
}


def told_of(error: BaseException) -> str:
    """All that a log could show of an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


@pytest.mark.parametrize(("answer", "kind", "code", "retry_after"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_is_told_by_its_kind_without_any_token(
    rest: DiscordRest,
    client: Client,
    answer: Response,
    kind: type[DiscordError],
    code: int,
    retry_after: float | None,
) -> None:
    # One with each token.
    for call in (CALLS["edit_original"], CALLS["own_permissions"]):
        rest.refusals.append(answer)
        with pytest.raises(DiscordError) as caught:
            await call(client)
        error = caught.value
        assert type(error) is kind
        assert (error.status, error.code) == (answer.status_code, code)
        if isinstance(error, Unavailable):
            assert error.retry_after == retry_after
        assert TOKEN not in told_of(error)
        assert BOT_TOKEN not in told_of(error)


async def test_the_text_of_an_error_names_the_call_and_discords_own_words(rest: DiscordRest, client: Client) -> None:
    rest.refusals += [refused(404, 10015), refused(403, 50013), Response(b"<html>", 502)]
    told = []
    for name in ("edit_original", "own_permissions", "create_followup"):
        with pytest.raises(DiscordError) as caught:
            await CALLS[name](client)
        told.append(str(caught.value))
    assert told == [
        "PATCH /webhooks/…: HTTP 404, code 10015: No.",
        "GET /users/@me/guilds?limit=1&after=1000000000000000002: HTTP 403, code 50013: No.",
        "POST /webhooks/…: HTTP 502, code 0",
    ]


async def test_after_a_refusal_the_next_call_is_made_as_ever(rest: DiscordRest, client: Client) -> None:
    rest.refusals.append(refused(500))
    with pytest.raises(Unavailable):
        await client.delete_original(ASKED)
    await client.delete_original(ASKED)
    assert len(rest.calls) == 2


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


@pytest.mark.parametrize(
    ("snowflake", "moment"),
    [(175928847299117063, 1462015105.796), (0, 1420070400.0), (1 << 22, 1420070400.001), ((1 << 22) - 1, 1420070400.0)],
)
def test_an_id_tells_when_it_was_made(snowflake: int, moment: float) -> None:
    assert made_at(snowflake) == moment
