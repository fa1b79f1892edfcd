"""Deliveries: signed, answered in time or not, and written down."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from msgspec import json
from starlette.responses import Response, StreamingResponse

from simulator.engine import courier, deliveries, exchanges
from simulator.world import Exchange, Interaction, Message, State
from simulator.world.records import Endpoint, Json
from tests.discord_rest import served
from tests.simulator.engine.bot import text
from tests.simulator.engine.stage import Line, Stage, staged
from tests.simulator.engine.test_presses import button, row


def form_data(payload: Any, *files: tuple[str, bytes]) -> Response:
    """A multipart answer."""
    parts: dict[str, Any] = {f"files[{number}]": each for number, each in enumerate(files)}
    request = httpx.Request("POST", "http://x", data={"payload_json": payload}, files=parts or {"x": b""})
    return Response(request.read(), headers={"content-type": request.headers["content-type"]})


async def test_a_delivery_has_discords_headers(stage: Stage) -> None:
    await stage.says("show")
    headers, body = stage.bot.requests[-1]
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"] == "Discord-Interactions/1.0 (+https://discord.com)"
    assert len(headers["x-signature-ed25519"]) == 128
    assert headers["x-signature-timestamp"].isdecimal()
    assert json.decode(body) == stage.heard


async def test_an_exchange_is_there_at_once_and_is_completed(stage: Stage) -> None:
    begun: list[Exchange] = []

    def look(_: Json) -> Json:
        begun.append(stage.exchange)
        return text("Hi.")

    stage.bot.answer = look
    await stage.says("show")
    assert (begun[0].status, begun[0].milliseconds) == (None, None)
    exchange = stage.exchange
    assert exchange.id == begun[0].id
    assert (exchange.to_bot, exchange.method, exchange.path) == (True, "POST", "/interactions")
    assert (exchange.title, exchange.status, exchange.errors) == ("/show", 200, None)
    assert exchange.interaction_id == stage.interaction.id
    assert exchange.milliseconds is not None
    assert json.decode(exchange.request_body)["token"] == stage.interaction.token
    assert json.decode(exchange.response_body) == text("Hi.")
    assert "X-Signature-Ed25519" in exchange.request_headers
    assert exchange.response_headers["content-type"] == "application/json"


async def test_exchanges_are_titled_by_what_was_done(stage: Stage) -> None:
    stage.command("Praise", type=2)
    await stage.act(command="Praise", target="joey")
    assert stage.exchange.title == "Praise"
    message = await stage.told(text(components=[row(button())]))
    await stage.act(message=message.id, press="turn")
    assert stage.exchange.title == "press turn"


async def test_silence_fails_after_the_deadline_and_kills_the_token(hasty: Stage) -> None:
    heard = asyncio.Event()

    async def wait(_: Json) -> Json:
        await heard.wait()
        return text("Too late.")

    hasty.bot.answer = wait
    outcome = await hasty.says("show")
    sentence = "The application did not respond within 0.05 s."
    assert (outcome.state, outcome.errors) == (State.FAILED, sentence)
    assert (hasty.interaction.state, hasty.interaction.errors) == (State.FAILED, sentence)
    before = hasty.exchange
    assert before.status is None
    assert not await hasty.engine.idle(0)
    heard.set()
    assert await hasty.engine.idle(10)
    assert hasty.exchange.status == 200
    assert hasty.exchange.warnings[0].startswith("Too late: ")
    assert hasty.message.content != "Too late."


async def test_without_a_deadline_a_late_answer_counts_and_is_warned_of(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "PATIENCE", 0.05)
    stage.engine.deadline = None
    stage.fault("slow", seconds=0.1)
    outcome = await stage.says("show")
    assert outcome.state is State.REPLIED
    for (warning,) in (outcome.warnings, stage.exchange.warnings):
        assert warning.startswith("Would have failed: ")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Response(status_code=500), "The bot answered HTTP 500; Discord takes 200 with an answer, or 202 without."),
        (Response(status_code=302), "The bot answered HTTP 302; Discord takes 200 with an answer, or 202 without."),
        (Response(status_code=401), "The bot refused the signature (401). Give it the public key"),
        (Response(), "The answer is empty. Answer with JSON, or with 202"),
        (Response(b"{}", media_type="text/plain"), "The answer's Content-Type is text/plain; Discord takes"),
        (Response(b"{}"), "The answer's Content-Type is missing; Discord takes"),
        (Response(b"{", media_type="application/json"), "The answer is not JSON: "),
        (Response(b"[" * 100_000, media_type="application/json"), "The answer is not JSON: lists and objects stand in"),
        (Response(b"\xff", media_type="application/json"), "The answer is not JSON: "),
        (Response(b"[]", media_type="application/json"), "The answer is JSON, but not an object with a type."),
        (Response(b"x", media_type="multipart/form-data"), "The answer is not a well-formed form: "),
        (Response(b"x", media_type="multipart/form-data; boundary=b"), "The answer is"),
        (form_data("{"), "The answer is not JSON: "),
    ],
)
async def test_what_is_no_answer_fails_at_once(stage: Stage, answer: Response, sentence: str) -> None:
    stage.bot.answer = answer
    outcome = await stage.says("show")
    assert outcome.state is State.FAILED
    assert str(outcome.errors).startswith(sentence)
    assert stage.interaction.errors == stage.exchange.errors == outcome.errors
    assert stage.exchange.status == answer.status_code


async def test_a_form_without_a_payload_is_no_answer(stage: Stage) -> None:
    request = httpx.Request("POST", "http://x", files={"files[0]": b"x"})
    stage.bot.answer = Response(request.read(), headers={"content-type": request.headers["content-type"]})
    assert (await stage.says("show")).errors == "The answer is a form without payload_json."


async def test_an_answer_may_bring_files(stage: Stage) -> None:
    embed = {"image": {"url": "attachment://b.png"}}
    payload = json.encode(text(embeds=[embed], attachments=[{"id": 0, "description": "A."}])).decode()
    stage.bot.answer = form_data(payload, ("a.txt", b"a"), ("b.png", b"b"))
    outcome = await stage.says("show")
    assert (outcome.state, outcome.errors) == (State.REPLIED, None)
    first, second = stage.message.attachments
    assert (first["filename"], first["description"]) == ("a.txt", "A.")
    assert stage.message.embeds[0]["image"]["url"] == second["url"]
    assert stage.world.files[second["id"]].data == b"b"
    assert second["content_type"] == "image/png"
    assert stage.exchange.response_body == f"{payload}\nfiles[0]: a.txt, 1 bytes\nfiles[1]: b.png, 1 bytes"


async def test_the_payload_of_a_form_may_look_like_a_file(stage: Stage) -> None:
    payload = {"payload_json": ("payload.json", json.encode(text("Hi.")))}
    request = httpx.Request("POST", "http://x", files=payload)
    stage.bot.answer = Response(request.read(), headers={"content-type": request.headers["content-type"]})
    await stage.says("show")
    assert stage.message.content == "Hi."


async def test_a_file_that_is_too_large_is_no_answer(stage: Stage) -> None:
    stage.bot.answer = form_data("{}", ("a.bin", bytes(10 * 1024**2 + 1)))
    assert (await stage.says("show")).errors == "a.bin is larger than 10 MiB."


@pytest.mark.parametrize("status", [202, 204])
async def test_a_callback_may_come_after_the_answer_without_one(stage: Stage, status: int) -> None:
    async def later(told: Json) -> Response:
        asyncio.get_running_loop().call_later(0.02, stage.engine.callback, told["id"], told["token"], text("Later."))
        return Response(status_code=status)

    stage.bot.answer = later
    outcome = await stage.says("show")
    assert (outcome.state, outcome.answer) == (State.REPLIED, text("Later."))
    assert stage.message.content == "Later."


async def test_a_callback_may_come_before_the_answer_ends(stage: Stage) -> None:
    done = asyncio.Event()

    async def meanwhile(told: Json) -> Json:
        stage.engine.callback(told["id"], told["token"], text("By callback."))
        await done.wait()
        return text("And again.")

    stage.bot.answer = meanwhile
    outcome = await stage.says("show")
    assert (outcome.state, outcome.errors) == (State.REPLIED, None)
    done.set()
    assert await stage.engine.idle(10)
    assert stage.exchange.warnings == (
        "The interaction was answered by a callback before; Discord ignores this answer.",
    )
    assert stage.message.content == "By callback."


async def test_a_callback_that_never_comes_fails(hasty: Stage) -> None:
    hasty.bot.answer = Response(status_code=202)
    outcome = await hasty.says("show")
    assert outcome.errors == "The application did not respond within 0.05 s."
    assert await hasty.engine.idle(10)
    assert (hasty.exchange.status, hasty.exchange.errors) == (202, None)


async def test_where_nothing_listens_a_sentence_says_so(stage: Stage) -> None:
    async with served(stage.bot) as address:
        pass
    stage.changed(stage.world.application, endpoint=Endpoint(url=f"{address}/interactions"))
    outcome = await stage.says("show")
    assert outcome.errors == f"Nothing answers at {address}/interactions. Start the bot, or set its address."
    stage.changed(stage.world.application, endpoint=Endpoint(url="ftp://x"))
    assert str((await stage.says("show")).errors).startswith("ftp://x cannot be reached: ")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The bot closed the connection without an answer."),
        (b"Hello.\r\n\r\n", "The bot's answer is not HTTP as it should be: "),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "The bot's answer is not HTTP as it should be: "),
    ],
)
async def test_an_answer_that_is_no_http_is_told_of(stage: Stage, raw: bytes, sentence: str) -> None:
    async def close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        writer.close()

    server = await asyncio.start_server(close, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        stage.changed(stage.world.application, endpoint=Endpoint(url=f"http://127.0.0.1:{port}/"))
        outcome = await stage.says("show")
    assert outcome.state is State.FAILED
    assert str(outcome.errors).startswith(sentence)


async def test_an_answer_that_cannot_be_unpacked_is_told_of(stage: Stage) -> None:
    stage.bot.answer = Response(b"{}", media_type="application/json", headers={"content-encoding": "gzip"})
    errors = str((await stage.says("show")).errors)
    assert errors.startswith("The bot's answer is not packed as its Content-Encoding says: ")


async def test_an_answer_without_end_is_not_listened_to(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "LARGEST", 1024**2)
    never = asyncio.Event()

    async def speaking() -> AsyncIterator[bytes]:
        for _ in range(32):
            yield b"." * 64 * 1024
        await never.wait()

    stage.bot.answer = StreamingResponse(speaking(), media_type="application/json")
    assert (await stage.says("show")).errors == "The bot's answer is larger than 1 MiB."
    never.set()


async def test_a_delivery_has_the_deadline_that_it_began_with(hasty: Stage) -> None:
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def wait(_: Json) -> Json:
        arrived.set()
        await leave.wait()
        return text()

    hasty.bot.answer = wait
    asking = asyncio.create_task(hasty.says("show"))
    await arrived.wait()
    hasty.engine.deadline = None
    assert (await asking).errors == "The application did not respond within 0.05 s."
    leave.set()
    assert await hasty.engine.idle(10)


async def test_who_asked_may_leave_and_the_delivery_goes_on(stage: Stage) -> None:
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def wait(_: Json) -> Json:
        arrived.set()
        await leave.wait()
        return text("Still here.")

    stage.bot.answer = wait
    asking = asyncio.create_task(stage.says("show"))
    await arrived.wait()
    asking.cancel()
    leave.set()
    assert await stage.engine.idle(10)
    assert stage.interaction.state is State.REPLIED


async def test_a_world_that_began_anew_is_not_filled_with_the_old(stage: Stage) -> None:
    def begin(_: Json) -> Json:
        stage.world.clear()
        return text()

    stage.bot.answer = begin
    outcome = await stage.says("show")
    assert (outcome.state, outcome.errors) == (State.FAILED, "The world began anew meanwhile.")
    assert [stage.world.count(kind) for kind in (Exchange, Interaction, Message)] == [0, 0, 0]


async def test_a_mistake_of_ours_is_not_hidden(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("simulator.engine.answers.apply", fail)
    with pytest.raises(ZeroDivisionError):
        await stage.says("show")
    assert (stage.interaction.state, stage.interaction.errors) == (
        State.FAILED,
        "The simulator failed, not the bot; its log has the traceback.",
    )


async def test_closing_leaves_what_is_under_way(line: Line) -> None:
    async with staged(line) as stage:
        arrived, never = asyncio.Event(), asyncio.Event()

        async def wait(_: Json) -> Json:
            arrived.set()
            await never.wait()
            return text()

        stage.bot.answer = wait
        asking = asyncio.create_task(stage.says("show"))
        await arrived.wait()
        await stage.engine.aclose()
        never.set()
        with pytest.raises(asyncio.CancelledError):
            await asking


async def test_large_bodies_are_kept_in_part(stage: Stage) -> None:
    stage.bot.answer = Response(b"x" * 70_000, media_type="text/plain")
    await stage.says("show")
    assert stage.exchange.response_body == "x" * exchanges.SHOWN + "… (70000 bytes)"


async def test_the_newest_exchanges_and_interactions_are_kept(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanges, "KEPT", 2)
    monkeypatch.setattr(exchanges, "INTERACTIONS_KEPT", 3)
    for number in range(5):
        stage.bot.answer = text(str(number))
        await stage.says("show")
    assert stage.world.count(Exchange) == 2
    assert stage.world.count(Interaction) == 3
    assert '"4"' in stage.exchange.response_body


async def test_an_engine_can_be_given_a_client(line: Line) -> None:
    async with staged(line) as stage, httpx.AsyncClient(transport=httpx.ASGITransport(stage.bot)) as client:
        engine = type(stage.engine)(stage.world, signer=stage.engine.signer, client=client, url="http://other.test")
        other = Stage(stage.world, engine, stage.bot)
        assert (await other.says("show")).state is State.REPLIED
        assert stage.world.url == "http://other.test"


async def test_an_engine_with_a_key_of_its_own_tells_the_application(line: Line) -> None:
    async with staged(line) as stage:
        engine = type(stage.engine)(stage.world)
        assert stage.world.application.verify_key == engine.signer.verify_key
        assert engine.deadline == 3.0
        await engine.aclose()
