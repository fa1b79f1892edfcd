"""The examination as a whole: told in order, in time, and whatever happens to one step."""

import asyncio
import socket
import time
from collections.abc import Sequence

import pytest

from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.doctor import Means, Outcome, examine, settings
from kasutamaiza.doctor.finding import LONGEST
from tests.discord_rest import served
from tests.doctor import proxies
from tests.doctor.discord import asking_discord
from tests.doctor.visit import USER_AGENT, bot, patient, visit, wrong

STEPS = [
    "discord",
    "clock",
    "database",
    "schema",
    "worker",
    "token",
    "application",
    "public key",
    "address",
    "endpoint",
    "signatures",
    "proxies",
    "running key",
    "ping",
    "readiness",
    "events",
    "commands",
    "permissions",
]


async def test_findings_are_told_in_the_order_in_which_one_would_look() -> None:
    assert list(await visit()) == STEPS


async def test_a_step_that_the_doctor_gets_wrong_does_not_hide_the_others() -> None:
    def faulty() -> Sequence[ApplicationCommand]:
        raise LookupError("hunter2")

    async with asking_discord() as discord:
        found = await visit(discord=discord.url, commands=faulty)
    assert wrong(found["commands"]) == "The doctor itself failed here (LookupError)."
    assert "hunter2" not in str(found)
    assert found["token"].outcome is Outcome.OK


async def test_when_everything_hangs_it_still_ends_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        mute = f"127.0.0.1:{listener.getsockname()[1]}"
        since = time.monotonic()
        found = await visit(f"http://{mute}", discord=f"http://{mute}", database=f"postgresql://mai@{mute}/cards")
        assert time.monotonic() - since < 10
    assert list(found) == STEPS
    assert "no answer within 3 seconds" in wrong(found["discord"])


async def test_who_stops_listening_leaves_nothing_running() -> None:

    async with served(proxies.mute()) as url:
        before = asyncio.all_tasks()
        examination = examine(patient(url), Means(None, None, None, list, USER_AGENT))
        async for finding in examination:
            assert finding.step == "discord"
            break
        await examination.aclose()
        assert asyncio.all_tasks() - before == set()


@pytest.mark.parametrize(
    ("said", "outcome", "found"),
    [
        (
            {"ready": True, "database": "answers", "commands": 3, "version": "0.1.0"},
            Outcome.OK,
            "can serve: version 0.1.0",
        ),
        (
            {"ready": True, "database": "answers", "version": "0.0.9"},
            Outcome.WARNING,
            "version 0.0.9, and this code of",
        ),
        ({"ready": True, "database": "away", "version": "0.1.0"}, Outcome.WRONG, "does not reach its database"),
        ({"ready": False, "database": "answers"}, Outcome.WARNING, "is being stopped"),
        ({"ready": "yes"}, Outcome.SKIPPED, "what stands before it keeps it"),
        ([], Outcome.SKIPPED, "what stands before it keeps it"),
        (None, Outcome.SKIPPED, "what stands before it keeps it"),
    ],
)
async def test_the_bot_says_of_itself_whether_it_can_serve(said: object, outcome: Outcome, found: str) -> None:
    from msgspec import json

    text = "<html>" if said is None else json.encode(said).decode()
    async with served(proxies.says(401, text)) as url:
        told = (await visit(url, version="0.1.0"))["readiness"]
    assert (told.outcome, found in told.said) == (outcome, True), told


async def test_what_a_server_says_of_itself_does_nothing_to_a_terminal() -> None:
    said = '{"ready": true, "database": "answers", "version": "\\u001b[2J%s"}' % ("9" * 5000)
    async with served(proxies.says(401, said)) as url:
        told = (await visit(url))["readiness"]
    assert "of version \N{REPLACEMENT CHARACTER}[2J999" in told.said
    assert len(told.said) == LONGEST


async def test_the_bots_own_readiness_is_read(database_url: str) -> None:
    async with bot(database_url=database_url) as url:
        assert (await visit(url))["readiness"].outcome is Outcome.OK
        elsewhere = await visit(f"{url}/elsewhere")
    assert elsewhere["readiness"].said.endswith("so that its /readyz is not known.")


def test_settings_are_told_each_with_its_problem() -> None:
    assert [found.outcome for found in settings([])] == [Outcome.OK]
    problems = ["PORT must be a port.", "DISCORD_PUBLIC_KEY is not set."]
    assert [(found.outcome, found.said) for found in settings(problems)] == [(Outcome.WRONG, each) for each in problems]
