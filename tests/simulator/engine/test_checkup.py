"""The check of the bot's address."""

import pytest
from starlette.responses import JSONResponse, Response

from simulator.engine import CannotAct, checkup
from simulator.world import Exchange
from simulator.world.records import Endpoint
from tests.discord_rest import served
from tests.simulator.engine.bot import Reply
from tests.simulator.engine.stage import Stage


async def test_a_sound_bot_has_no_problems_and_the_check_is_remembered(stage: Stage) -> None:
    endpoint = await stage.engine.check()
    assert endpoint.problems == ()
    assert endpoint.checked_at is not None
    assert stage.world.application.endpoint == endpoint
    one, forged, unsigned = stage.world.all(Exchange)
    assert [each.status for each in (one, forged, unsigned)] == [200, 401, 401]
    assert [each.title for each in (one, forged, unsigned)] == [
        "PING",
        "PING with a forged signature",
        "PING without a signature",
    ]
    assert [each.errors for each in (one, forged, unsigned)] == [None, None, None]
    assert "x-signature-ed25519" not in stage.bot.requests[2][0]


async def test_a_bot_that_does_not_verify_is_told_so(stage: Stage) -> None:
    stage.bot.careless = True
    forged, unsigned = (await stage.engine.check()).problems
    assert forged.startswith("A forged signature was answered with HTTP 200 and not with 401.")
    assert unsigned.startswith("A request without signature headers was answered with HTTP 200")
    assert stage.exchange.errors == unsigned


@pytest.mark.parametrize(
    ("pong", "sentence"),
    [
        (Response(status_code=401), "The PING was refused with 401 although it is signed."),
        (Response(status_code=500), 'The PING was answered with HTTP 500. Answer 200 with {"type": 1}.'),
        (Response(b'{"type":1}'), "The PING was answered with no Content-Type."),
        (Response(b'{"type":1}', media_type="text/plain"), "The PING was answered with text/plain."),
        (Response(b"{", media_type="application/json"), "The PING was answered with something else than"),
        (JSONResponse([]), "The PING was answered with something else than"),
        (JSONResponse({"type": 4}), "The PING was answered with something else than"),
    ],
)
async def test_a_wrong_pong_is_told_of(stage: Stage, pong: Reply, sentence: str) -> None:
    stage.bot.pong = pong
    (problem,) = (await stage.engine.check()).problems
    assert problem.startswith(sentence)
    assert next(stage.world.all(Exchange)).errors == problem


async def test_where_nothing_answers_the_check_ends(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(stage.bot) as address:
        pass
    stage.changed(stage.world.application, endpoint=Endpoint(url=address))
    assert (await stage.engine.check()).problems == (
        f"Nothing answers at {address}. Start the bot, or set its address.",
    )
    assert (stage.world.count(Exchange), stage.exchange.path) == (1, "/")


async def test_a_bot_that_takes_too_long_is_told_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "PATIENCE", 0.0)
    assert (await stage.engine.check()).problems == ("No answer came within 0 s.",)


async def test_without_an_address_there_is_nothing_to_check(stage: Stage) -> None:
    stage.changed(stage.world.application, endpoint=None)
    with pytest.raises(CannotAct, match="address is not known"):
        await stage.engine.check()
