"""What stands at the address: the bot, or something that is in its way."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from nacl.signing import SigningKey
from starlette.routing import Router

from kasutamaiza.doctor import Outcome
from kasutamaiza.doctor.address import Address
from kasutamaiza.doctor.endpoint import ODD, ponged, reached
from kasutamaiza.doctor.knock import ENOUGH, Answer, Silence, knock
from tests.discord_rest import served
from tests.doctor import proxies
from tests.doctor.certificate import self_signed
from tests.doctor.discord import asking_discord
from tests.doctor.proxies import hanging_up, page, says
from tests.doctor.visit import NOBODY, bot, visit, wrong
from tests.door import KEY

OTHER_KEY = SigningKey(b"the key of another application..")
AFTER_THE_ENDPOINT = ("signatures", "proxies", "running key", "ping")


async def test_a_bot_that_is_well_is_told_step_by_step() -> None:
    async with bot() as url:
        found = await visit(url, signing_key=KEY)
    assert found["endpoint"].said.startswith(f"{url}/interactions answers in ")
    assert found["signatures"].said.startswith("What Discord did not sign is refused with 401")
    assert found["proxies"].said == "Both signature headers and every byte of the body arrive."
    assert found["running key"].said == f"The bot there trusts the key of these settings, {_beginning(KEY)}…"
    assert found["ping"].said.startswith("A signed PING is answered in ")
    assert {found[step].outcome for step in ("endpoint", *AFTER_THE_ENDPOINT)} == {Outcome.OK}


async def test_without_a_key_that_it_trusts_a_ping_is_left_to_discord() -> None:
    async with bot() as url:
        for key in (None, OTHER_KEY):
            found = await visit(url, signing_key=key)
            assert found["ping"].outcome is Outcome.SKIPPED
            assert "--verify" in found["ping"].said


async def test_while_a_key_is_rotated_either_is_good() -> None:
    keys = ",".join(key.verify_key.encode().hex() for key in (OTHER_KEY, KEY))
    async with bot(discord_public_key=keys) as url:
        found = await visit(url, signing_key=KEY)
    assert found["running key"].outcome is Outcome.OK
    assert found["ping"].outcome is Outcome.OK


async def test_a_bot_that_runs_with_another_key_is_told_which_it_needs() -> None:
    other = OTHER_KEY.verify_key.encode().hex()
    async with asking_discord() as discord, bot(discord_public_key=other) as url:
        found = await visit(url, discord=discord.url, signing_key=KEY)
    said = wrong(found["running key"])
    assert f"trusts {_beginning(OTHER_KEY)}…, and Discord signs with {_beginning(KEY)}…" in said
    assert KEY.verify_key.encode().hex() in found["running key"].mend
    assert "would be refused" in found["ping"].said
    assert found["ping"].outcome is Outcome.SKIPPED


async def test_with_a_key_that_is_not_these_settings_nothing_is_claimed() -> None:
    async with bot(discord_public_key=OTHER_KEY.verify_key.encode().hex()) as url:
        found = await visit(url)
    assert found["running key"].outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("proxy", "step", "said"),
    [
        (proxies.Rewriting, "proxies", "The body arrives changed"),
        (proxies.Emptying, "proxies", "The body does not arrive"),
        (proxies.Stripping, "proxies", "The signature does not arrive"),
        (proxies.Shortening, "proxies", "The signature arrives changed"),
    ],
)
async def test_a_proxy_that_changes_what_it_passes_on_is_found(
    proxy: Callable[[str], proxies.Proxy], step: str, said: str
) -> None:
    async with bot() as behind, served(proxy(behind).app) as url:
        found = await visit(url)
    assert wrong(found[step]).startswith(said)
    assert found["signatures"].outcome is Outcome.OK
    assert found["ping"].outcome is Outcome.SKIPPED


async def test_a_proxy_that_keeps_what_the_refusal_tells_is_no_fault() -> None:
    async with bot() as behind, served(proxies.Silencing(behind).app) as url:
        found = await visit(url, signing_key=KEY)
    assert found["signatures"].outcome is Outcome.OK
    assert {found[step].outcome for step in ("proxies", "running key", "ping")} == {Outcome.SKIPPED}


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (says(302, location="https://bot.example/login?to=1"), "redirects to https://bot.example/login (HTTP 302)"),
        (says(308), "redirects to nowhere (HTTP 308)"),
        (says(404), "takes no interactions: HTTP 404."),
        (says(405), "takes no interactions: HTTP 405."),
        (page(403), "keeps strangers out: HTTP 403."),
        (says(503, cf_mitigated="challenge"), "keeps strangers out: HTTP 503."),
        (says(429), "keeps strangers out: HTTP 429."),
        (page(502), "answers in its place: HTTP 502."),
        (page(500), "answers in its place: HTTP 500."),
        (says(500, "Internal Server Error"), "fails with HTTP 500."),
    ],
)
async def test_what_is_not_the_bot_is_named_and_what_follows_is_skipped(front: Router, said: str) -> None:
    async with served(front) as url:
        found = await visit(url)
    assert said in wrong(found["endpoint"])
    assert {found[step].outcome for step in AFTER_THE_ENDPOINT} == {Outcome.SKIPPED}
    assert found["readiness"].outcome is Outcome.SKIPPED


async def test_a_path_that_is_not_the_bots_is_worth_a_hint() -> None:
    async with bot() as url:
        assert (await visit(f"{url}/bot"))["endpoint"].mend.endswith(": the bot's path is /interactions.")
        # A slash too many is a redirect, which Discord does not follow.
        assert f"{url}/interactions (HTTP 307)" in wrong((await visit(f"{url}/interactions/"))["endpoint"])


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (says(200, '{"type":1}', content_type="application/json"), "without a signature is taken (HTTP 200)"),
        (proxies.credulous(), "with a forged signature is taken (HTTP 200)"),
        (says(400), "without a signature gets HTTP 400"),
        (page(401, www_authenticate="Basic"), "says 401 and asks for a password."),
        (page(401), "Not the bot but what stands before it"),
    ],
)
async def test_what_believes_too_much_or_answers_for_the_bot_is_found(front: Router, said: str) -> None:
    async with served(front) as url:
        found = await visit(url)
    assert said in wrong(found["signatures"])
    assert found["endpoint"].outcome is Outcome.OK
    assert found["ping"].outcome is Outcome.SKIPPED


async def test_nobody_listens() -> None:
    assert "Nobody listens at 127.0.0.1:1" in wrong((await visit(NOBODY))["endpoint"])


async def test_who_hangs_up_on_what_is_signed_is_found() -> None:
    async with hanging_up(on=b"x-signature") as url:
        found = await visit(url)
    assert found["endpoint"].outcome is Outcome.OK
    assert "To a request with a forged signature, no answer came" in wrong(found["signatures"])
    async with hanging_up(on=b"POST") as url:
        assert "broke off without an answer" in wrong((await visit(url))["endpoint"])
    async with hanging_up(on=b"GET") as url:
        assert (await visit(url))["readiness"].outcome is Outcome.SKIPPED


async def test_of_an_endless_answer_only_the_beginning_is_read() -> None:
    async with served(says(200, "x" * 10 * ENOUGH)) as url, httpx.AsyncClient() as http:
        answer = await knock(http, "GET", url)
    assert isinstance(answer, Answer)
    assert len(answer.body) == ENOUGH


async def test_one_who_never_answers_is_waited_for_as_long_as_discord_waits() -> None:
    async with served(proxies.mute()) as url:
        assert "no answer within 3 seconds" in wrong((await visit(url))["endpoint"])


async def test_a_name_that_leads_nowhere() -> None:
    assert "leads nowhere (DNS)" in wrong((await visit(f"https://{'x' * 70}.example"))["endpoint"])


async def test_https_where_none_is_spoken() -> None:
    async with bot() as url:
        found = await visit(url.replace("http:", "https:"))
    assert "does not speak TLS" in wrong(found["endpoint"])


async def test_a_certificate_that_nobody_vouches_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn, "Config", partial(uvicorn.Config, ssl_certfile=str(self_signed(tmp_path))))
    async with served(says(401)) as url:
        found = await visit(url.replace("http://127.0.0.1", "https://localhost"))
    assert "certificate of localhost:" in wrong(found["endpoint"])
    assert "self-signed certificate" in found["endpoint"].said


@pytest.mark.parametrize(
    ("seconds", "said"), [(2.2, "took 2.2 seconds to answer, of the 3"), (0.4, "answers in 400 ms")]
)
def test_a_slow_answer_is_worth_a_warning(seconds: float, said: str) -> None:
    found = reached(Address("https://bot.example/interactions"), _answer(401, seconds=seconds))
    assert said in found.said
    assert found.outcome is (Outcome.WARNING if found.mend else Outcome.OK)


def test_discord_posts_to_https_only() -> None:
    found = reached(Address("http://bot.example/interactions"), _answer(401))
    assert wrong(found) == "http://bot.example/interactions is not https, and Discord posts nowhere else."


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Silence("Nobody listens.", "Start it."), "no answer came: Nobody listens."),
        ((401, b""), "is refused (for no reason that it tells)"),
        ((401, b"", "stale; body=a; keys=b; at=1"), "is refused (stale)"),
        ((500, b""), "gets HTTP 500"),
        ((200, b"<html>"), 'something else than {"type":1}'),
        ((200, b'{"type":4}'), 'something else than {"type":1}'),
        ((200, b"[1]"), 'something else than {"type":1}'),
    ],
)
def test_a_signed_ping_wants_one_answer_only(answer: Any, said: str) -> None:
    assert said in wrong(ponged(answer if isinstance(answer, Silence) else _answer(*answer)))


def test_the_knock_is_one_that_a_proxy_cannot_write_as_it_was() -> None:
    import json

    assert json.dumps(json.loads(ODD)).encode() != ODD
    assert json.dumps(json.loads(ODD), ensure_ascii=False, separators=(",", ":")).encode() != ODD


def _answer(status: int, body: bytes = b"", refused: str = "", seconds: float = 0.01) -> Answer:
    headers = {"content-type": "application/json", "x-refused": refused}
    return Answer(status=status, headers=headers, body=body, seconds=seconds, at=0)


def _beginning(key: SigningKey) -> str:
    return key.verify_key.encode()[:4].hex()
