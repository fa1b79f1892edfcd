"""The way of a call: what is taken, what is refused before anything is done, and what is written down of it."""

import json

import httpx
import pytest

from simulator.engine import Engine
from simulator.refusal import Refused
from simulator.rest.call import Answer, Call, Operation
from simulator.rest.frame import Rest
from simulator.world import AuditEntry, Exchange, Interaction, load
from tests.simulator.rest.calls import Bot, refusal

REAL = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs8GHtvOY-x"


async def test_a_call_needs_a_token_that_says_what_it_is(bot: Bot) -> None:
    for authorization in ("", "simulated", "Bot ", "Basic abc", "Bearer abc"):
        answer = await bot.get("/guilds/1", headers={"authorization": authorization})
        assert answer.status_code == 401
        assert answer.json() == {"message": "401: Unauthorized", "code": 0}


async def test_a_bearer_token_opens_what_it_opens_at_discord(bot: Bot) -> None:
    bearer = {"authorization": "Bearer abc"}
    assert (await bot.get("/users/@me", headers=bearer)).status_code == 200
    path = f"/applications/{bot.world.application.id}/commands"
    assert (await bot.get(path, headers=bearer)).status_code == 200


@pytest.mark.parametrize("authorization", [f"Bot {REAL}", REAL])
@pytest.mark.parametrize("path", ["/users/@me", "/voice/regions", "/nothing"])
async def test_a_real_token_is_refused_aloud_wherever_it_is_shown(bot: Bot, authorization: str, path: str) -> None:
    answer = await bot.get(path, headers={"authorization": authorization})
    assert answer.status_code == 401
    assert "real bot token" in answer.json()["message"]
    assert REAL not in repr(bot.exchange)


@pytest.mark.parametrize("path", [f"/users/{REAL}", f"/users/@me?token={REAL}", f"/webhooks/1/{REAL}", f"/{REAL}"])
async def test_a_real_token_that_got_into_a_path_is_shown_nowhere(bot: Bot, path: str) -> None:
    await bot.get(path)
    assert REAL not in repr(bot.exchange)


async def test_a_real_token_that_got_into_a_body_is_shown_nowhere(bot: Bot) -> None:
    await bot.post(bot.messages(), json={"content": REAL, "tts": REAL, "embeds": [{"color": REAL}]})
    assert bot.exchange.status == 400
    assert REAL not in repr(bot.exchange)


async def test_some_calls_need_no_token(bot: Bot) -> None:
    del bot.client.headers["authorization"]
    assert (await bot.get("/gateway")).status_code == 200
    assert (await bot.get("/gateway/bot")).status_code == 401


@pytest.mark.parametrize("base", ["/api/v10", "/v10", "/api/v9", "/api", ""])
async def test_the_api_is_at_its_versions_however_it_is_mounted(bot: Bot, base: str) -> None:
    answer = await bot.get(f"http://simulator.test{base}/users/@me")
    assert answer.json()["username"] == "Your Bot"
    is_old = not base.endswith(("v10", "v9"))
    assert is_old is any("/api/v10" in each for each in bot.exchange.warnings)


async def test_a_version_that_is_not_kept_is_refused(bot: Bot) -> None:
    answer = await bot.get("http://simulator.test/api/v8/users/@me")
    assert refusal(answer) == (400, 50041)


async def test_the_api_can_be_mounted(bot: Bot) -> None:
    from starlette.applications import Starlette
    from starlette.routing import Mount

    app = Starlette(routes=[Mount("/api", bot.rest)])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://simulator.test", headers={"authorization": "Bot x"}
    ) as client:
        assert (await client.get("/api/v10/users/@me")).status_code == 200
        assert (await client.get("/api/users/@me")).status_code == 200


async def test_what_is_not_simulated_says_so(bot: Bot) -> None:
    answer = await bot.get("/voice/regions")
    assert answer.status_code == 404
    assert answer.json() == {"message": "GET /voice/regions is real but not simulated", "code": 0}
    assert not bot.exchange.simulated
    assert bot.exchange.operation == "list_voice_regions"


async def test_what_discord_has_not_is_not_there(bot: Bot) -> None:
    for path in ("/nothing", "/users//guilds", "/"):
        answer = await bot.get(path)
        assert answer.status_code == 404
        assert answer.json() == {"message": "404: Not Found", "code": 0}
    assert bot.exchange.simulated
    assert bot.exchange.errors == "Discord has nothing at this path."


async def test_a_wrong_method_is_told_the_right_ones(bot: Bot) -> None:
    answer = await bot.put("/users/@me")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, PATCH"


async def test_a_literal_path_is_not_taken_for_a_parameter(bot: Bot) -> None:
    assert (await bot.get("/users/@me")).json()["id"] == bot.id
    assert refusal(await bot.get("/users/1")) == (404, 10013)


@pytest.mark.parametrize("id_", ["abc", "-1", "٣", "99999999999999999999999"])
async def test_an_id_that_is_none_is_refused(bot: Bot, id_: str) -> None:
    answer = await bot.get(f"/users/{id_}")
    assert refusal(answer) == (400, 50035)
    assert answer.json()["errors"]["user_id"]["_errors"][0]["code"] == "NUMBER_TYPE_COERCE"


@pytest.mark.parametrize("content", [b"{", b"nothing", b"\xff", b'{"content": NaN}', b"[" * 100_000])
async def test_broken_json_is_refused(bot: Bot, content: bytes) -> None:
    answer = await bot.post(bot.messages(), content=content, headers={"content-type": "application/json"})
    assert refusal(answer) == (400, 50109)
    assert bot.exchange.request_body


async def test_a_body_needs_a_type_that_is_known(bot: Bot) -> None:
    answer = await bot.post(bot.messages(), content=b"{}", headers={"content-type": "text/plain"})
    assert refusal(answer) == (400, 50035)
    assert answer.json()["errors"]["_errors"][0]["code"] == "CONTENT_TYPE_INVALID"


async def test_a_body_is_judged_and_the_tree_is_answered_and_kept(bot: Bot) -> None:
    answer = await bot.post(bot.messages(), json={"content": "x" * 2001})
    assert answer.status_code == 400
    assert answer.json() == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "content": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}]}
        },
    }
    assert bot.exchange.errors == answer.json()["errors"]


async def test_what_is_taken_and_seldom_meant_is_warned_of(bot: Bot) -> None:
    answer = await bot.post(bot.messages(), json={"content": "Hello.", "colour": 1})
    assert answer.status_code == 200
    assert any("colour" in each for each in bot.exchange.warnings)


async def test_no_body_at_all_is_judged_as_an_empty_one(bot: Bot) -> None:
    assert refusal(await bot.post(bot.messages())) == (400, 50006)


async def test_a_reason_comes_decoded_into_the_audit_log(bot: Bot) -> None:
    message = bot.hears("Spam!")
    headers = {"x-audit-log-reason": "%E8%8D%92%E3%82%89%E3%81%97%20%26%20spam"}
    assert (await bot.delete(f"{bot.messages()}/{message.id}", headers=headers)).status_code == 204
    assert next(bot.world.newest(AuditEntry)).reason == "荒らし & spam"


async def test_a_reason_is_of_512_characters_at_most(bot: Bot) -> None:
    message = bot.hears()
    path = f"{bot.messages()}/{message.id}"
    assert refusal(await bot.delete(path, headers={"x-audit-log-reason": "%41" * 513})) == (400, 50035)
    assert (await bot.delete(path, headers={"x-audit-log-reason": "%41" * 512})).status_code == 204


async def test_an_exchange_tells_of_the_call_and_hides_its_token(bot: Bot) -> None:
    await bot.post(f"{bot.messages()}?x=1", json={"content": "Hello."})
    exchange = bot.exchange
    assert (exchange.method, exchange.status, exchange.to_bot) == ("POST", 200, False)
    assert exchange.path == f"/v10{bot.messages()}?x=1"
    assert (exchange.operation, exchange.title) == ("create_message", "Create message in #general")
    assert exchange.milliseconds is not None
    assert exchange.request_headers["authorization"] == "Bot ***"
    assert json.loads(exchange.request_body) == {"content": "Hello."}
    assert json.loads(exchange.response_body)["content"] == "Hello."
    assert exchange.response_headers["x-ratelimit-limit"] == "5"


async def test_tokens_in_paths_and_bodies_are_hidden(bot: Bot) -> None:
    made = await bot.post(f"/channels/{bot.channel().id}/webhooks", json={"name": "News"})
    token, id_ = made.json()["token"], made.json()["id"]
    assert token not in repr(bot.exchange)
    await bot.post(f"/webhooks/{id_}/{token}", json={"content": "Hi."})
    assert bot.exchange.path == f"/v10/webhooks/{id_}/***"
    await bot.put(f"/webhooks/{id_}/{token}", headers={"authorization": token})
    assert bot.exchange.status == 405
    assert token not in repr(bot.exchange)


async def test_an_exchange_knows_its_interaction(bot: Bot) -> None:
    bot.world.put(
        Interaction(
            id="77",
            token="secret",
            type=2,
            said="ping",
            user_id=bot.user("mai").id,
            guild_id=bot.guild.id,
            channel_id=bot.channel().id,
            created_at=bot.world.now,
        )
    )
    await bot.get(f"/webhooks/{bot.world.application.id}/secret/messages/@original")
    assert bot.exchange.interaction_id == "77"
    assert "secret" not in bot.exchange.path


async def test_a_long_body_is_cut_in_the_exchange_only(bot: Bot) -> None:
    attachment = {"files[0]": ("long.txt", b"x" * 10, "text/plain")}
    payload = json.dumps({"content": "Hi.", "unknown": "y" * 70_000})
    answer = await bot.post(bot.messages(), data={"payload_json": payload}, files=attachment)
    assert answer.status_code == 200
    assert len(bot.exchange.request_body) < 66_000
    assert "characters in all" in bot.exchange.request_body


def broken(call: Call) -> Answer:
    raise RuntimeError("A mistake of ours.")


async def told_later(call: Call) -> Answer:
    if "teapot" in call.queries.get("is", ()):
        raise Refused(0, "Teapot", status=418)
    return Answer(201, {"late": True}, ("Be earlier.",))


async def test_what_fails_in_the_simulator_is_500_and_never_silent() -> None:
    world = load.default()
    operations = (
        Operation("GET", "/users/@me", "get_my_user", broken),
        Operation("GET", "/made/up", "made_up", told_later, open=True),
    )
    rest = Rest(Engine(world), operations=operations)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(rest), base_url="http://simulator.test") as client:
        answer = await client.get("/api/v10/users/@me", headers={"authorization": "Bot x"})
        assert answer.status_code == 500
        assert answer.json() == {"message": "500: Internal Server Error", "code": 0}
        last = next(world.newest(Exchange))
        assert "A mistake of ours." in str(last.errors)
        assert (await client.get("/api/v10/made/up")).status_code == 201
        assert next(world.newest(Exchange)).warnings == ("Be earlier.",)
        assert (await client.get("/api/v10/made/up?is=a&is=teapot")).status_code == 418


async def test_a_world_that_is_reset_meanwhile_keeps_no_half_exchange(bot: Bot) -> None:
    def resets(call: Call) -> Answer:
        call.world.clear()
        return Answer(body={})

    rest = Rest(Engine(bot.world), operations=(Operation("GET", "/users/@me", "get_my_user", resets),))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(rest), base_url="http://simulator.test") as client:
        assert (await client.get("/users/@me", headers={"authorization": "Bot x"})).status_code == 200
    assert list(bot.world.all(Exchange)) == []


async def test_a_bot_that_hangs_up_leaves_an_exchange_that_says_so(bot: Bot) -> None:
    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        raise AssertionError("nobody listens any more")

    scope = {"type": "http", "method": "POST", "path": bot.messages(), "query_string": b"", "headers": []}
    await bot.rest(scope, receive, send)
    assert bot.exchange.status is None
    assert bot.exchange.errors == "The bot hung up in the middle of its call."
