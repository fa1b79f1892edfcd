"""Answers to interactions by calls, and what follows them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from simulator.engine import Engine, Outcome, read
from simulator.rest.frame import Rest
from simulator.world import Interaction, Message, State, load
from simulator.world.records import Endpoint
from tests.simulator.rest.calls import PNG, Bot, refusal

COMMAND = {"name": "ping", "description": "Answers."}
URL = "http://bot.test/interactions"


class Answering:
    """A bot: what it is delivered it keeps, and answers as it was told to: in the response, or by a call (`calls`)."""

    def __init__(self) -> None:
        self.answer: Any = {"type": 4, "data": {"content": "Pong."}}
        self.calls = False
        self.query = ""
        self.said: list[httpx.Response] = []
        self.came: list[dict[str, Any]] = []
        self.rest: httpx.AsyncClient | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.came.append(await request.json())
        await (await self._respond())(scope, receive, send)

    async def _respond(self) -> Response:
        if not self.calls:
            return JSONResponse(self.answer)
        assert self.rest is not None
        path = f"/interactions/{self.came[-1]['id']}/{self.came[-1]['token']}/callback{self.query}"
        for _ in range(2):
            self.said.append(await self.rest.post(path, json=self.answer))
        return Response(status_code=202)

    @property
    def webhook(self) -> str:
        return f"/webhooks/{self.came[-1]['application_id']}/{self.came[-1]['token']}"


class Stage(Bot):
    """A bot that also answers; `use` lets somebody use its command."""

    engine: Engine
    answering: Answering

    async def use(self, answer: Any = None) -> Outcome:
        self.answering.answer = answer or self.answering.answer
        return await self.engine.act(read({"as": "mai", "channel": "general", "command": "ping"}))

    @property
    def interaction(self) -> Interaction:
        return next(iter(self.world.newest(Interaction)))


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    from msgspec.structs import replace

    world = load.default()
    world.put(replace(world.application, endpoint=Endpoint(url=URL)))
    answering = Answering()
    engine = Engine(world, client=httpx.AsyncClient(transport=httpx.ASGITransport(answering)))
    rest = Rest(engine)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(rest), base_url="http://simulator.test/api/v10"
    ) as client:
        made = await client.post(
            f"/applications/{world.application.id}/commands", json=COMMAND, headers={"authorization": "Bot x"}
        )
        assert made.status_code == 201
        stage = Stage(rest, world, client)
        stage.engine, stage.answering, answering.rest = engine, answering, client
        yield stage
    await engine.aclose()


async def test_an_answer_may_come_by_a_call_and_only_once(stage: Stage) -> None:
    stage.answering.calls = True
    outcome = await stage.use()
    first, second = stage.answering.said
    assert (first.status_code, first.content) == (204, b"")
    assert refusal(second) == (400, 40060)
    assert outcome.state is State.REPLIED
    assert outcome.message_id is not None
    assert stage.world.get(Message, outcome.message_id).content == "Pong."


async def test_a_call_may_ask_what_became_of_its_answer(stage: Stage) -> None:
    stage.answering.calls, stage.answering.query = True, "?with_response=true"
    outcome = await stage.use()
    told = stage.answering.said[0].json()
    assert told["interaction"]["id"] == outcome.id
    assert told["resource"]["message"]["content"] == "Pong."


async def test_nobody_answers_what_was_never_asked(stage: Stage) -> None:
    answer = await stage.post("/interactions/1/token/callback", json={"type": 4, "data": {"content": "Pong."}})
    assert refusal(answer) == (404, 10062)
    assert refusal(await stage.post(f"/webhooks/{stage.world.application.id}/t", json={"content": "."})) == (404, 10015)


async def test_a_wrong_answer_by_a_call_is_told_what_is_wrong(stage: Stage) -> None:
    stage.answering.calls, stage.engine.deadline = True, 0.1
    await stage.use({"type": 4, "data": {"content": "x" * 2001}})
    assert await stage.engine.idle(10)
    refused = stage.answering.said[0]
    assert refusal(refused) == (400, 50035)
    assert "content" in refused.json()["errors"]["data"]


async def test_an_update_by_a_call_knows_the_message_that_it_updates(stage: Stage) -> None:
    button = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Again", "custom_id": "again"}]}
    outcome = await stage.use({"type": 4, "data": {"flags": 1 << 15, "components": [button]}})
    stage.answering.calls = True
    text = {"type": 10, "content": "Pressed."}
    stage.answering.answer = {"type": 7, "data": {"components": [text]}}
    pressed = read({"as": "mai", "channel": "general", "message": outcome.message_id, "press": "again"})
    assert (await stage.engine.act(pressed)).state is State.UPDATED
    assert stage.answering.said[0].status_code == 204


async def test_the_answer_is_read_edited_and_deleted_without_a_bot_token(stage: Stage) -> None:
    await stage.use()
    path = f"{stage.answering.webhook}/messages/@original"
    told = (await stage.get(path)).json()
    assert told["content"] == "Pong."
    edited = await stage.patch(path, json={"content": "Pong!"})
    assert (edited.status_code, edited.json()["id"], edited.json()["content"]) == (200, told["id"], "Pong!")
    assert stage.exchange.interaction_id == stage.interaction.id
    assert (await stage.delete(path)).status_code == 204
    assert refusal(await stage.get(path)) == (404, 10008)


async def test_a_deferred_answer_is_filled_with_files(stage: Stage) -> None:
    await stage.use({"type": 5, "data": {"flags": 64}})
    assert stage.interaction.is_loading
    path = f"{stage.answering.webhook}/messages/@original"
    answer = await stage.patch(path, data={"payload_json": '{"content": "Done."}'}, files={"files[0]": ("a.png", PNG)})
    assert (answer.json()["flags"], answer.json()["content"]) == (64, "Done.")
    assert answer.json()["attachments"][0]["filename"] == "a.png"
    assert not stage.interaction.is_loading


async def test_an_answer_is_followed_by_messages_of_their_own(stage: Stage) -> None:
    await stage.use()
    told = (await stage.post(stage.answering.webhook, json={"content": "And…"})).json()
    path = f"{stage.answering.webhook}/messages/{told['id']}"
    assert (await stage.get(path)).json()["content"] == "And…"
    assert (await stage.patch(path, json={"content": "More."})).json()["content"] == "More."
    assert (await stage.delete(path)).status_code == 204
    assert refusal(await stage.patch(path, json={"content": "Gone."})) == (404, 10008)
    assert refusal(await stage.post(stage.answering.webhook, json={})) == (400, 50006)


async def test_an_answer_of_components_stays_one_of_components(stage: Stage) -> None:
    text = {"type": 10, "content": "Pong."}
    await stage.use({"type": 4, "data": {"flags": 1 << 15, "components": [text]}})
    path = f"{stage.answering.webhook}/messages/@original"
    refused = await stage.patch(path, json={"content": "Pong!"})
    assert refusal(refused) == (400, 50035)
    assert "content" in refused.json()["errors"]
    assert (await stage.patch(path, json={"components": [text, text]})).status_code == 200


async def test_a_token_is_good_for_fifteen_minutes(stage: Stage) -> None:
    await stage.use()
    stage.world.clock.advance(901)
    assert refusal(await stage.get(f"{stage.answering.webhook}/messages/@original")) == (401, 50027)


async def test_an_answer_that_all_see_is_a_message_of_the_bots(stage: Stage) -> None:
    outcome = await stage.use()
    stage.world.clock.advance(901)
    path = f"/channels/{stage.interaction.channel_id}/messages/{outcome.message_id}"
    edited = await stage.patch(path, json={"content": "Later."}, headers={"authorization": "Bot x"})
    assert (edited.status_code, edited.json()["content"]) == (200, "Later.")
