"""One call to Discord over real HTTP: what is sent, what is asked again, and what becomes of refusals."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from loguru import logger
from starlette.responses import Response

from kasutamaiza.discord.errors import (
    DiscordError,
    NotFound,
    RateLimited,
    Unauthorized,
    Unavailable,
)
from kasutamaiza.discord.rest import MOST_LIMITED, MOST_TRIES, PATIENCE, Rest
from kasutamaiza.ui import Upload
from tests.discord.asker import BANS, BOT_TOKEN, MESSAGES, Asker
from tests.discord_limits import Bucket, LimitedDiscord, PausedClock
from tests.discord_rest import DiscordRest, discord_rest, refused, served

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
def logged() -> Iterator[io.StringIO]:
    lines = io.StringIO()
    sink = logger.add(lines, format="{level} {message}", level="WARNING")
    yield lines
    logger.remove(sink)


@pytest.fixture
async def asker(discord: DiscordRest) -> AsyncIterator[Asker]:
    asker = Asker(discord.url)
    yield asker
    await asker.rest.aclose()


async def test_a_call_goes_where_its_route_and_ids_say(discord: DiscordRest, asker: Asker) -> None:
    await asker.rest.call("PUT", BANS, body={"delete_message_seconds": 60}, guild=1, user=2)
    await asker.rest.call("GET", "/channels/{channel}/messages/{emoji}", channel=3, emoji="星/a:4")
    assert discord.calls == [
        ("PUT", "/guilds/1/bans/2", {"delete_message_seconds": 60}),
        ("GET", "/channels/3/messages/星/a:4", None),  # as the server shows it; a slash in it is %2F on the wire
    ]
    assert discord.headers[0]["content-type"] == "application/json"
    assert discord.headers[0]["user-agent"] == "DiscordBot (x, 1)"
    assert "content-type" not in discord.headers[1]


async def test_a_query_leaves_out_what_is_none_and_repeats_lists(discord: DiscordRest, asker: Asker) -> None:
    query = {"limit": 5, "before": None, "with_counts": True, "include_roles": [1, 2], "q": "あ b"}
    await asker.rest.call("GET", "/guilds/{guild}/prune", query=query, guild=1)
    await asker.rest.call("GET", "/users/@me/guilds", query={"before": None})
    assert [path for _, path, _ in discord.calls] == [
        "/guilds/1/prune?limit=5&with_counts=true&include_roles=1&include_roles=2&q=%E3%81%82+b",
        "/users/@me/guilds",
    ]


async def test_what_is_json_already_is_sent_as_it_is(discord: DiscordRest, asker: Asker) -> None:
    await asker.rest.call("POST", MESSAGES, body=b'{"content":"x"}', channel=1)
    assert discord.calls[0][2] == {"content": "x"}


async def test_files_go_beside_the_message(discord: DiscordRest, asker: Asker) -> None:
    await asker.rest.call("POST", MESSAGES, body={"content": "x"}, files=[Upload("a.png", b"\x89PNG")], channel=1)
    assert discord.calls[0][2] == {"content": "x"}
    assert discord.files[0] == {"files[0]": ("a.png", b"\x89PNG")}


@pytest.mark.parametrize(
    ("reason", "sent"),
    [
        ("spam & more", "spam%20%26%20more"),
        ("荒らし", "%E8%8D%92%E3%82%89%E3%81%97"),
        (" two\nlines ", "two%0Alines"),
        ("\ud800", "%3F"),
        ("あ" * 600, "%E3%81%82" * 512),
        ("", None),
        (" ", None),
        (None, None),
    ],
    ids=["signs", "japanese", "lines", "half a pair", "long", "empty", "blank", "none"],
)
async def test_a_reason_is_cut_and_encoded_for_the_audit_log(
    discord: DiscordRest, asker: Asker, reason: str | None, sent: str | None
) -> None:
    await asker.rest.call("PUT", BANS, reason=reason, guild=1, user=2)
    assert discord.headers[0].get("x-audit-log-reason") == sent


async def test_what_an_interactions_token_opens_is_not_sent_the_bots(discord: DiscordRest, asker: Asker) -> None:
    await asker.edit_original()
    await asker.ban()
    assert [headers.get("authorization") for headers in discord.headers] == [None, f"Bot {BOT_TOKEN}"]


async def test_without_a_bot_token_nothing_is_asked_that_needs_it(discord: DiscordRest) -> None:
    asker = Asker(discord.url, bot_token=None)
    with pytest.raises(Unauthorized, match="there is no bot token"):
        await asker.ban()
    assert discord.calls == []
    await asker.edit_original()
    await asker.rest.aclose()


async def test_an_address_may_have_a_path_and_end_in_a_slash(discord: DiscordRest) -> None:
    asker = Asker(discord.url + "/api/v10/")
    await asker.ban()
    await asker.rest.aclose()
    assert discord.calls[0][1] == "/api/v10/guilds/1/bans/2"


async def test_what_fails_twice_and_then_succeeds_has_succeeded(discord: DiscordRest, asker: Asker) -> None:
    discord.refusals += [refused(503), refused(503)]
    assert await asker.ban() == b"{}"
    assert asker.watch.calls == [(f"PUT {BANS}", 503), (f"PUT {BANS}", 503), (f"PUT {BANS}", 200)]
    assert asker.clock.slept == [0.375, 0.75]


async def test_a_failure_that_says_how_long_is_waited_for(discord: DiscordRest, asker: Asker) -> None:
    discord.refusals.append(refused(503, retry_after="9"))
    await asker.ban()
    assert asker.clock.slept == [9.0]


async def test_what_fails_too_often_has_failed(discord: DiscordRest, asker: Asker) -> None:
    discord.refusals += [refused(502) for _ in range(9)]
    with pytest.raises(Unavailable, match="HTTP 502"):
        await asker.ban()
    assert len(discord.calls) == MOST_TRIES


async def test_what_may_have_been_done_is_not_done_twice(discord: DiscordRest, asker: Asker) -> None:
    discord.refusals.append(refused(502))
    with pytest.raises(Unavailable):
        await asker.send()
    assert len(discord.calls) == 1
    discord.refusals.append(refused(502))
    await asker.rest.call("POST", MESSAGES, body={}, repeatable=True, channel=1)
    discord.refusals.append(refused(502))
    with pytest.raises(Unavailable):
        await asker.rest.call("PUT", BANS, repeatable=False, guild=1, user=2)


async def test_a_deletion_that_an_earlier_try_did_is_done(discord: DiscordRest, asker: Asker) -> None:
    discord.refusals += [refused(502), refused(404, 10026)]
    assert await asker.unban() == b""
    discord.refusals.append(refused(404, 10026))
    with pytest.raises(NotFound):
        await asker.unban()
    discord.refusals += [refused(429, retry_after="1"), refused(404, 10026)]
    with pytest.raises(NotFound):
        await asker.unban()
    discord.refusals += [refused(502), refused(404, 10013)]
    with pytest.raises(NotFound):
        await asker.ban()


@pytest.mark.parametrize("call", [Asker.ban, Asker.send, Asker.edit_original], ids=["PUT", "POST", "interaction"])
@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Response(b'{"message":"Slow.","retry_after":1.25,"global":false}', 429, headers={"retry-after": "2"}), 1.25),
        (Response(b'{"message":"Slow.","retry_after":1.25,"global":true}', 429), 1.25),
        (Response(b'{"retry_after":"soon"}', 429, headers={"retry-after": "3"}), 3),
        (Response(b"error code: 1015", 429, headers={"retry-after": "30"}), 30),
        (Response(b"", 429, headers={"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}), 1),
        (Response(HTML, 429), 1),
        (Response(b'{"retry_after":1e999}', 429), 1),
        (Response(b'{"retry_after":-5}', 429), 1),
    ],
    ids=["json", "global", "another shape", "cloudflare", "a date", "no word", "for ever", "the past"],
)
async def test_one_call_too_many_is_made_again_when_discord_says(
    discord: DiscordRest, asker: Asker, call: Callable[[Asker], Awaitable[bytes]], answer: Response, seconds: float
) -> None:
    discord.refusals.append(answer)
    assert await call(asker) == b"{}"
    assert len(discord.calls) == 2
    assert asker.clock.now == pytest.approx(seconds + 0.02)


async def test_a_wait_longer_than_anybody_waits_is_an_error_at_once(discord: DiscordRest, asker: Asker) -> None:
    discord.refusals.append(refused(429, retry_after="600", x_ratelimit_scope="shared"))
    with pytest.raises(RateLimited) as caught:
        await asker.ban()
    assert (caught.value.retry_after, caught.value.scope, caught.value.may_be_done) == (600, "shared", False)
    # And the next one is not even asked.
    with pytest.raises(RateLimited, match="not asked"):
        await asker.ban()
    assert (len(discord.calls), asker.clock.now) == (1, 0)
    discord.refusals.append(refused(503, retry_after="600"))
    with pytest.raises(Unavailable):
        await asker.rest.call("GET", MESSAGES, channel=1)


async def test_what_is_always_one_too_many_ends(discord: DiscordRest, asker: Asker) -> None:
    discord.refusals += [refused(429, retry_after="0") for _ in range(50)]
    with pytest.raises(RateLimited):
        await asker.send()
    assert len(discord.calls) == MOST_LIMITED


async def test_a_token_that_is_not_taken_is_asked_with_once(
    discord: DiscordRest, asker: Asker, logged: io.StringIO
) -> None:
    discord.refusals.append(refused(401))
    for _ in range(3):
        with pytest.raises(Unauthorized):
            await asker.ban()
    await asker.edit_original()
    assert len(discord.calls) == 2
    assert len(logged.getvalue().splitlines()) == 1


async def test_a_proxy_that_wants_to_know_us_does_not_end_all_calls(
    discord: DiscordRest, asker: Asker, logged: io.StringIO
) -> None:
    discord.refusals.append(Response(HTML, 401, media_type="text/html"))
    with pytest.raises(DiscordError, match=r"HTTP 401, code 0: something before Discord answered") as caught:
        await asker.ban()
    assert type(caught.value) is DiscordError
    await asker.ban()
    assert logged.getvalue() == ""


async def test_an_expired_interaction_is_an_error_of_its_own(
    discord: DiscordRest, asker: Asker, logged: io.StringIO
) -> None:
    discord.refusals.append(refused(401, 50027))
    with pytest.raises(DiscordError) as caught:
        await asker.edit_original()
    assert (type(caught.value), caught.value.status, caught.value.code) == (DiscordError, 401, 50027)
    await asker.ban()
    assert logged.getvalue() == ""


async def test_two_hundred_calls_at_once_over_http_are_never_refused() -> None:
    clock = PausedClock()
    limited = LimitedDiscord(lambda: clock.now, {f"POST {MESSAGES}": Bucket("b", 10, 1.0)})
    async with served(limited.app) as url:
        rest = Rest(url, bot_token=BOT_TOKEN, user_agent="x", timing=clock.timing)
        await asyncio.gather(*(rest.call("POST", MESSAGES, body={}, channel=1) for _ in range(200)))
        await rest.aclose()
    assert limited.refused == []
    assert limited.counted == 200


async def test_after_one_refusal_two_hundred_calls_over_http_meet_no_second() -> None:
    clock = PausedClock()
    limited = LimitedDiscord(lambda: clock.now, {f"POST {MESSAGES}": Bucket("b", 10, 1.0)})
    limited.use_up(f"POST {MESSAGES}", "1")
    async with served(limited.app) as url:
        rest = Rest(url, bot_token=BOT_TOKEN, user_agent="x", timing=clock.timing)
        await asyncio.gather(*(rest.call("POST", MESSAGES, body={}, channel=1) for _ in range(200)))
        await rest.aclose()
    assert limited.refused == [(f"POST {MESSAGES}", "user")]


@pytest.mark.parametrize(
    ("url", "is_discord"),
    [
        ("https://discord.com/api/v10", True),
        ("https://canary.discord.com/api/v10", True),
        ("http://nirn:8080/api/v10", False),
        ("https://discord.com.example/api/v10", False),
    ],
)
async def test_a_proxy_is_waited_for_as_long_as_it_may_hold_a_call_back(url: str, is_discord: bool) -> None:
    rest = Asker(url).rest
    assert rest._client().timeout.read == (15 if is_discord else PATIENCE + 10)
    await rest.aclose()


async def test_a_cancelled_call_leaves_nothing_behind(discord: DiscordRest, asker: Asker) -> None:
    calling = asyncio.create_task(asker.ban())
    await discord.until(1)
    calling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await calling
    assert await asker.ban() == b"{}"


async def test_one_that_never_called_is_closed_all_the_same() -> None:
    await Asker("http://127.0.0.1:1").rest.aclose()
