"""The application, and the gateway that nobody is at."""

from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from simulator.engine import Engine
from simulator.rest.frame import Rest
from simulator.world import Exchange
from simulator.world.records import Endpoint
from tests.simulator.rest.calls import Bot, refusal

URL = "https://bot.example/interactions"


class Checking(Engine):
    """An engine whose check finds what a test says."""

    problems: tuple[str, ...] = ()

    async def check(self) -> Endpoint:
        endpoint = self.world.application.endpoint
        assert endpoint is not None
        checked = replace(endpoint, problems=self.problems, checked_at=self.world.now)
        self.world.put(replace(self.world.application, endpoint=checked))
        return checked


async def patch(bot: Bot, body: Any, *problems: str) -> httpx.Response:
    engine = Checking(bot.world)
    engine.problems = problems
    transport = httpx.ASGITransport(Rest(engine))
    async with httpx.AsyncClient(transport=transport, headers={"authorization": "Bot x"}) as client:
        return await client.patch("http://simulator.test/api/v10/applications/@me", json=body)


async def test_the_bot_is_told_of_its_application(bot: Bot) -> None:
    me = (await bot.get("/applications/@me")).json()
    assert (me["name"], me["bot"]["id"], me["interactions_endpoint_url"]) == ("Your Bot", bot.id, None)
    assert (await bot.get("/oauth2/applications/@me")).json() == me
    assert (await bot.get(f"/applications/{me['id']}")).json() == me
    assert refusal(await bot.get("/applications/1")) == (403, 20012)


async def test_description_and_flags_can_be_set(bot: Bot) -> None:
    told = (await bot.patch("/applications/@me", json={"description": "New.", "flags": (1 << 19) | 1})).json()
    assert (told["description"], told["flags"]) == ("New.", 1 << 19)
    path = f"/applications/{bot.world.application.id}"
    assert (await bot.patch(path, json={"description": None})).json()["description"] == ""


@pytest.mark.parametrize("body", [{"description": "x" * 401}, {"flags": "many"}, {"interactions_endpoint_url": "bot"}])
async def test_what_is_no_setting_is_refused(bot: Bot, body: Any) -> None:
    assert refusal(await bot.patch("/applications/@me", json=body)) == (400, 50035)


@pytest.mark.parametrize("url", ["https://discord.com/api", "http://canary.discord.com./", "ftp://x", "http://", 5])
async def test_an_endpoint_that_none_can_be_is_not_even_asked(bot: Bot, url: Any) -> None:
    answer = await bot.patch("/applications/@me", json={"interactions_endpoint_url": url})
    (error,) = answer.json()["errors"]["interactions_endpoint_url"]["_errors"]
    assert error["code"] == "URL_TYPE_INVALID_URL"
    assert bot.world.application.endpoint is None
    assert bot.world.count(Exchange) == 1


async def test_an_endpoint_that_answers_well_is_taken(bot: Bot) -> None:
    answer = await patch(bot, {"interactions_endpoint_url": URL})
    assert answer.json()["interactions_endpoint_url"] == URL
    assert (await patch(bot, {"interactions_endpoint_url": None})).json()["interactions_endpoint_url"] is None


async def test_an_endpoint_that_answers_wrongly_is_refused_and_the_old_one_stays(bot: Bot) -> None:
    bot.world.put(replace(bot.world.application, endpoint=Endpoint(url="http://old.example")))
    answer = await patch(bot, {"interactions_endpoint_url": URL}, "It took a forged signature.")
    assert refusal(answer) == (400, 50035)
    (error,) = answer.json()["errors"]["interactions_endpoint_url"]["_errors"]
    assert error["code"] == "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID"
    assert "It took a forged signature." in error["message"]
    assert bot.world.application.endpoint == Endpoint(url="http://old.example")


async def test_the_gateway_leads_nowhere_and_says_so(bot: Bot) -> None:
    assert (await bot.get("/gateway")).json()["url"].endswith(".invalid")
    told = (await bot.get("/gateway/bot")).json()
    assert told["session_start_limit"]["remaining"] == 0
