"""What Discord says of the application, against what these settings say."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest
from nacl.signing import SigningKey
from starlette.responses import Response

from kasutamaiza.bot import ALL_NEEDED
from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.discord.errors import DiscordError, Unavailable
from kasutamaiza.discord.permission import Permission
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.doctor import Outcome, endpoint_at
from kasutamaiza.doctor.application import ask, refusal
from kasutamaiza.interactions import BrokenCommands
from kasutamaiza.ui.limits import Refused
from tests.discord_application import error, html
from tests.doctor.discord import AskingDiscord, asking_discord
from tests.doctor.visit import DIRECTORY, NOBODY, USER_AGENT, bot, visit, wrong
from tests.door import BOT_TOKEN, KEY

HOME = GuildId(7)
NEED_DISCORD = ("application", "public key", "address", "events", "commands", "permissions")
PUBLIC = "https://bot.example/interactions"


@pytest.fixture
async def discord() -> AsyncIterator[AskingDiscord]:
    async with asking_discord() as discord:
        yield discord


def commands(*left_out: str) -> list[Mapping[str, Any]]:
    from msgspec import to_builtins

    return [to_builtins(each) for each in DIRECTORY.definitions if each.name not in left_out]


async def test_all_is_as_discord_has_it(discord: AskingDiscord) -> None:
    discord.register(*commands())
    discord.add_guild(str(HOME), permissions=int(ALL_NEEDED))
    async with bot() as url:
        discord.about["interactions_endpoint_url"] = f"{url}/interactions"
        found = await visit(None, discord=discord.url, guild=HOME)
    for step in ("discord", "clock", "token", "application", "public key", "address", "commands", "permissions"):
        assert found[step].outcome is Outcome.OK, found[step]
    assert found["address"].said == f"Discord posts to {url}/interactions."
    assert found["endpoint"].said.startswith(f"{url}/interactions answers")
    assert found["ping"].said.startswith("All that a PING from Discord depends on is right.")
    assert discord.asked == []
    assert discord.agents == [USER_AGENT]  # Discord wants this form, and bars others


async def test_discord_that_cannot_be_reached_is_told_once() -> None:
    found = await visit(discord=NOBODY)
    assert "Nobody listens" in wrong(found["discord"])
    assert {found[step].outcome for step in ("token", "clock", *NEED_DISCORD)} == {Outcome.SKIPPED}


async def test_discord_that_is_ill_is_told(discord: AskingDiscord) -> None:
    discord.gateway = html(503)
    assert "HTTP 503" in wrong((await visit(discord=discord.url))["discord"])


async def test_a_token_that_discord_does_not_take(discord: AskingDiscord) -> None:
    discord.token = "reset"
    found = await visit(discord=discord.url)
    assert wrong(found["token"]) == "Discord does not take the bot token."
    assert {found[step].outcome for step in NEED_DISCORD} == {Outcome.SKIPPED}
    assert BOT_TOKEN not in str(found)


async def test_without_a_token_the_rest_is_looked_at(discord: AskingDiscord) -> None:
    found = await visit(discord=discord.url, token=None)
    assert found["token"].said == "DISCORD_BOT_TOKEN is not set rightly."
    assert {found[step].outcome for step in ("token", *NEED_DISCORD)} == {Outcome.SKIPPED}
    verified = await visit(discord=discord.url, token=None, verify=True)
    assert verified["ping"].outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (error(403, 40333, "internal network error"), "Discord refused GET /applications/@me: internal network error."),
        (Response(b"", 418), "Discord refused GET /applications/@me: HTTP 418."),
    ],
)
async def test_what_discord_refuses_is_told_in_its_words(discord: AskingDiscord, refusal: Response, said: str) -> None:
    discord.refusals = [refusal]
    assert wrong((await visit(discord=discord.url))["token"]) == said


async def test_a_call_that_discord_never_answers_is_given_up() -> None:
    given_up = await ask("GET /users/@me", asyncio.Event().wait(), patience=0.01)
    assert isinstance(given_up, DiscordError)
    assert wrong(refusal("token", given_up)) == "Discord gave no answer to GET /users/@me (no answer within 0 seconds)."
    failed = Unavailable("GET /users/@me", status=502)
    assert wrong(refusal("token", failed)) == "Discord gave no answer to GET /users/@me (HTTP 502)."


async def test_a_token_of_another_application(discord: AskingDiscord) -> None:
    found = await visit(discord=discord.url, application_id=42)
    assert "of the application 1000000000000000001 (Kasutamaiza)" in wrong(found["application"])
    assert "DISCORD_APPLICATION_ID says 42" in found["application"].said
    unknown = await visit(discord=discord.url, application_id=0)
    assert unknown["application"].outcome is Outcome.SKIPPED


async def test_a_public_key_of_another_application(discord: AskingDiscord) -> None:
    other = SigningKey.generate().verify_key.encode()
    ours = KEY.verify_key.encode()
    found = await visit(discord=discord.url, public_keys=(other,))
    assert f"({other.hex()[:8]}…) is not the application's ({ours.hex()[:8]}…)" in wrong(found["public key"])
    assert found["public key"].mend == f"Set DISCORD_PUBLIC_KEY={ours.hex()}"
    rotated = await visit(discord=discord.url, public_keys=(other, ours))
    assert rotated["public key"].said.endswith(", one of the 2 that are set.")
    assert (await visit(discord=discord.url, public_keys=()))["public key"].outcome is Outcome.SKIPPED


@pytest.mark.parametrize("address", [None, "ftp://bot.example", "https://[::"])
async def test_without_a_usable_address_at_discord_this_machine_is_looked_at(
    discord: AskingDiscord, address: str | None
) -> None:
    discord.about["interactions_endpoint_url"] = address
    async with bot() as url:
        found = await visit(None, discord=discord.url, local=endpoint_at(url))
    assert found["endpoint"].said.startswith(f"{url}/interactions answers")
    if address is None:
        assert "has no Interactions Endpoint URL" in wrong(found["address"])


@pytest.mark.parametrize(
    ("asked", "outcome", "said"),
    [
        (PUBLIC, Outcome.OK, f"Discord posts to {PUBLIC}."),
        ("https://bot.example", Outcome.OK, f"Discord posts to {PUBLIC}."),
        ("https://BOT.example:443/", Outcome.OK, f"Discord posts to {PUBLIC}."),
        ("https://old.example/interactions", Outcome.WRONG, "and you ask about https://old.example/interactions."),
        ("http://127.0.0.1:1", Outcome.SKIPPED, "is this machine or its neighbour"),
        ("http://bot.internal:1", Outcome.SKIPPED, "is this machine or its neighbour"),
    ],
)
def test_the_address_asked_about_is_the_one_that_discord_has(asked: str, outcome: Outcome, said: str) -> None:
    from kasutamaiza.discord.application import Application
    from kasutamaiza.discord.snowflake import ApplicationId
    from kasutamaiza.doctor.application import posts_to

    of_it = Application(id=ApplicationId(1), name="K", verify_key="", interactions_endpoint_url=PUBLIC)
    found = posts_to(of_it, endpoint_at(asked))
    assert (found.outcome, said in found.said) == (outcome, True), found
    for other in ("https://bot.example", "https://[::"):
        elsewhere = Application(id=ApplicationId(1), name="K", verify_key="", interactions_endpoint_url=other)
        assert posts_to(elsewhere, endpoint_at(asked)).outcome is not Outcome.OK
    nowhere = posts_to(Application(id=ApplicationId(1), name="K", verify_key=""), endpoint_at(asked))
    at = "https://your.host/interactions" if outcome is Outcome.SKIPPED else str(endpoint_at(asked))
    assert f"→ {at}" in nowhere.mend


@pytest.mark.parametrize(
    ("url", "status", "outcome", "said"),
    [
        (None, 1, Outcome.SKIPPED, "no Webhooks Endpoint"),
        ("https://bot.example/events", 1, Outcome.SKIPPED, "switched off"),
        ("https://bot.example/events", 2, Outcome.OK, "at https://bot.example/events."),
        ("https://bot.example/events", 3, Outcome.WARNING, "failed too often"),
    ],
)
async def test_whether_discord_tells_of_events(
    discord: AskingDiscord, url: str | None, status: int, outcome: Outcome, said: str
) -> None:
    discord.about |= {"event_webhooks_url": url, "event_webhooks_status": status}
    found = (await visit(discord=discord.url))["events"]
    assert (found.outcome, said in found.said) == (outcome, True), found


async def test_commands_that_are_missing_or_old_are_named(discord: AskingDiscord) -> None:
    old = {"name": "help", "description": "As it was once.", "type": 1}
    discord.register(*commands("ping", "help"), old)
    found = await visit(discord=discord.url)
    assert wrong(found["commands"]) == "For all servers, /ping missing and /help out of date at Discord."
    assert "register_commands.py apply" in found["commands"].mend


async def test_commands_that_nobody_answers_are_a_warning(discord: AskingDiscord) -> None:
    left = [{"name": f"old{number}", "description": "Gone.", "type": 1} for number in range(6)]
    discord.register(*commands(), *left)
    found = (await visit(discord=discord.url))["commands"]
    assert found.outcome is Outcome.WARNING
    assert "/old0, /old1, /old2, /old3 and 2 more, which this code does not answer" in found.said


async def test_commands_may_be_registered_in_the_home_server_only(discord: AskingDiscord) -> None:
    discord.add_guild(str(HOME))
    missing = await visit(discord=discord.url, guild=HOME)
    assert wrong(missing["commands"]).startswith("For all servers, ")
    discord.register(*commands(), guild=str(HOME))
    found = await visit(discord=discord.url, guild=HOME)
    assert found["commands"].said.startswith("In the home server, Discord shows the")
    elsewhere = await visit(discord=discord.url, guild=GuildId(8))
    assert wrong(elsewhere["commands"]).startswith("For all servers, ")


async def test_commands_that_cannot_be_compared_are_told(discord: AskingDiscord) -> None:
    def broken() -> Sequence[ApplicationCommand]:
        raise BrokenCommands(["commands.dice: cannot be imported."])

    assert "commands.dice: cannot be imported." in wrong(
        (await visit(discord=discord.url, commands=broken))["commands"]
    )

    def refused() -> Sequence[ApplicationCommand]:
        raise Refused("command.name is too long in ja.")

    found = await visit(discord=discord.url, commands=refused)
    assert wrong(found["commands"]) == "Discord would not take commands/: command.name is too long in ja."
    discord.id = "9"
    assert "You are not authorized" in wrong((await visit(discord=discord.url))["commands"])
    discord.id = "1000000000000000001"
    discord.register({"name": "odd", "type": "odd"})
    assert (await visit(discord=discord.url))["commands"].outcome is Outcome.SKIPPED


async def test_permissions_that_lack_at_home_are_named_with_their_purpose(discord: AskingDiscord) -> None:
    discord.add_guild(str(HOME), permissions=int(ALL_NEEDED & ~Permission.EMBED_LINKS))
    found = await visit(discord=discord.url, guild=HOME)
    assert "lacks Embed Links (to show cards and decks with their pictures)" in wrong(found["permissions"])


async def test_a_home_where_the_bot_is_not(discord: AskingDiscord) -> None:
    found = await visit(discord=discord.url, guild=HOME)
    assert wrong(found["permissions"]) == "The bot is not in the home server 7."
    assert "client_id=1000000000000000001" in found["permissions"].mend
    assert (await visit(discord=discord.url))["permissions"].outcome is Outcome.SKIPPED


async def test_with_verify_discord_asks_the_endpoint_that_it_has(discord: AskingDiscord) -> None:
    async with bot() as url:
        has = discord.about["interactions_endpoint_url"] = f"{url}/interactions"
        found = await visit(url, discord=discord.url, verify=True)
        assert found["ping"].said == f"Discord was given {has} to check, and took it."
        # What was asked about is not what is set: that is only done on --set-url.
        await visit(NOBODY, discord=discord.url, verify=True)
    assert discord.asked == [has, has]


async def test_an_endpoint_that_discord_has_without_the_bots_path_is_asked_as_it_is(discord: AskingDiscord) -> None:
    async with bot() as url:
        discord.about["interactions_endpoint_url"] = url
        found = await visit(None, discord=discord.url)
    assert "takes no interactions: HTTP 405" in wrong(found["endpoint"])
    assert found["ping"].outcome is Outcome.SKIPPED


@pytest.mark.parametrize("asking", [{"verify": True}, {"set_url": True}])
async def test_another_application_is_given_nothing(discord: AskingDiscord, asking: dict[str, Any]) -> None:
    async with bot() as url:
        found = await visit(url, discord=discord.url, application_id=42, **asking)
    assert found["ping"].said == "The token is another application's: Discord was given nothing."
    assert discord.asked == []


async def test_with_set_url_discord_is_given_the_address(discord: AskingDiscord) -> None:
    async with bot() as url:
        found = await visit(url, discord=discord.url, set_url=True)
    assert found["ping"].outcome is Outcome.OK
    assert found["address"].said == f"Discord posts to {url}/interactions from now on."
    assert discord.about["interactions_endpoint_url"] == f"{url}/interactions"


async def test_an_endpoint_that_discord_does_not_take_is_told_with_its_reason(discord: AskingDiscord) -> None:
    async with bot(discord_public_key=SigningKey.generate().verify_key.encode().hex()) as url:
        found = await visit(url, discord=discord.url, set_url=True)
    assert "The specified interactions endpoint URL could not be verified." in wrong(found["ping"])
    assert found["address"].outcome is not Outcome.OK
    assert discord.about["interactions_endpoint_url"] == PUBLIC


async def test_there_may_be_nothing_to_verify(discord: AskingDiscord) -> None:
    discord.about["interactions_endpoint_url"] = None
    found = await visit(discord=discord.url, verify=True)
    assert found["ping"].outcome is Outcome.SKIPPED
    discord.token = "reset"
    assert (await visit(discord=discord.url, verify=True))["ping"].outcome is Outcome.SKIPPED


async def test_a_check_that_discord_refuses_for_another_reason_is_told(discord: AskingDiscord) -> None:
    discord.change_refusals = [error(403, 50001, "Missing Access")]
    found = await visit(discord=discord.url, verify=True)
    assert wrong(found["ping"]) == "Discord refused PATCH /applications/@me: Missing Access."
