"""Every call, by one table: what Discord is asked, and that Discord knows of it."""

import inspect
import json
import re
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, unquote

import pytest
from starlette.responses import Response

from kasutamaiza.discord.calls.bot import BotCalls
from kasutamaiza.discord.calls.interactions import InteractionCalls
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError, Unavailable
from tests.discord.calls import answers, messages, people, places, rules
from tests.discord.calls.made import BOT_TOKEN, WHY, Answering, Made
from tests.openapi import OpenApi
from tests.spec import PATH, Check

CALLS: list[Made] = [
    *people.INTERACTIONS,
    *people.APPLICATIONS,
    *people.GUILDS,
    *people.MEMBERS,
    *people.BANS,
    *messages.MESSAGE_CALLS,
    *messages.POSTS,
    *messages.REACTIONS,
    *places.CHANNELS,
    *places.THREADS,
    *rules.AUTOMOD,
    *rules.SCHEDULED,
]
METHODS = {
    name: method
    for calls in (InteractionCalls, BotCalls)
    for name, method in inspect.getmembers(calls, inspect.isfunction)
    if not name.startswith("_")
}

HONOURED = {
    *("update_guild_member", "add_guild_member_role", "delete_guild_member_role", "delete_guild_member"),
    *("ban_user_from_guild", "unban_user_from_guild", "bulk_ban_users_from_guild"),
    *("delete_message", "bulk_delete_messages", "create_pin", "delete_pin"),
    *("update_channel", "set_channel_permission_overwrite", "delete_channel_permission_overwrite"),
    *("create_thread", "create_thread_from_message"),
    *("create_auto_moderation_rule", "update_auto_moderation_rule", "delete_auto_moderation_rule"),
    *("create_guild_scheduled_event", "update_guild_scheduled_event"),
}
"""Of what we call, what Discord's documentation says takes an audit log's reason."""

SAFE_POSTS = {"create_message", "bulk_delete_messages", "create_dm"}
"""What does no harm when it is done twice, though it is a POST."""

each_call = pytest.mark.parametrize("made", CALLS, ids=lambda made: f"{made.method}: {made.operation}")


Operations: TypeAlias = dict[str, tuple[str, str, dict[str, Any]]]


@pytest.fixture(scope="session")
def document(spec: Check | None) -> OpenApi:
    """Discord's own description of its API, which here takes nothing that it does not declare."""
    if spec is None:
        pytest.skip("Discord's OpenAPI document is not at hand")
    return OpenApi(PATH, strict=True)


@pytest.fixture(scope="session")
def operations(document: OpenApi) -> Operations:
    """Discord's own list of calls, by operation: method, path, and what may stand in its query."""
    return {
        operation["operationId"]: (
            method.upper(),
            path,
            {each["name"]: each for each in operation.get("parameters", []) if each["in"] == "query"},
        )
        for path, item in json.loads(PATH.read_bytes())["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and "operationId" in operation
    }


def test_no_call_is_left_out() -> None:
    assert {made.method for made in CALLS} == set(METHODS)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_call_names_its_page_of_discords(method: Callable[..., Any]) -> None:
    assert re.search(r"Source: https://docs\.discord\.com/developers/\S+#\S+", method.__doc__ or "")


@each_call
async def test_a_call_asks_discord_for_exactly_this(discord: Answering, client: Client, made: Made) -> None:
    discord.answer = made.answer
    await made.by(client)
    assert discord.asked == [made.asks]
    assert discord.calls[0][2] == made.body


@each_call
async def test_only_what_needs_the_bot_token_is_sent_it(discord: Answering, client: Client, made: Made) -> None:
    discord.answer = made.answer
    await made.by(client)
    expected = None if made in people.INTERACTIONS else f"Bot {BOT_TOKEN}"
    assert discord.headers[0].get("authorization") == expected
    assert discord.headers[0]["user-agent"] == "DiscordBot (https://bot.example, 1)"


@each_call
async def test_a_reason_comes_where_discord_takes_one(discord: Answering, client: Client, made: Made) -> None:
    assert ("reason" in inspect.signature(METHODS[made.method]).parameters) == (made.operation in HONOURED)
    discord.answer = made.answer
    await made.by(client)
    reason = discord.headers[0].get("x-audit-log-reason")
    assert (reason and unquote(reason)) == (WHY if "reason" in made.kwargs else None)


def test_every_reason_is_tried() -> None:
    assert {made.operation for made in CALLS if "reason" in made.kwargs} >= HONOURED


@each_call
def test_discord_documents_the_call(operations: Operations, made: Made) -> None:
    method, path, parameters = operations[made.operation]
    asked, _, query = made.asks.partition("?")
    assert re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(f"{method} {path}")), asked)
    told = dict(parse_qsl(query))
    assert told.keys() <= parameters.keys()
    assert {name for name, each in parameters.items() if each.get("required")} <= told.keys()
    for name, value in told.items():
        schema = parameters[name]["schema"]
        if schema.get("type") == "integer":
            assert schema.get("minimum", 0) <= int(value) <= schema.get("maximum", int(value))


@each_call
def test_discord_takes_the_body(document: OpenApi, made: Made) -> None:
    if made.body is not None:
        assert document.errors(f"op:{made.operation}", made.body) == []


@pytest.mark.parametrize(("schema", "answer"), answers.SCHEMAS.items(), ids=answers.SCHEMAS)
def test_discord_answers_as_our_tests_do(document: OpenApi, schema: str, answer: Any) -> None:
    assert document.errors(schema, answer) == []


@each_call
async def test_what_is_no_answer_is_told_in_a_sentence(discord: Answering, client: Client, made: Made) -> None:
    if made.answer is None:
        return
    deep = b'[{"options":' + b"[" * 100_000
    for nonsense in (b"<html>Hello</html>", b"", b'"text"', deep, b"\xff"):
        discord.answer = nonsense
        with pytest.raises(
            DiscordError, match=r"^[A-Z]+ /[^?]*: HTTP 200, code 0: not what Discord answers$"
        ) as caught:
            await made.by(client)
        assert str(answers.GUILD) not in str(caught.value)


@each_call
async def test_what_may_be_done_twice_is_asked_again(discord: Answering, client: Client, made: Made) -> None:
    discord.answer = made.answer
    discord.refusals.append(Response(b"", 502))
    if made.asks.startswith("POST") and made.operation not in SAFE_POSTS:
        with pytest.raises(Unavailable) as caught:
            await made.by(client)
        assert caught.value.may_be_done
        assert discord.asked == [made.asks]
    else:
        await made.by(client)
        assert discord.asked == [made.asks] * 2
        assert discord.calls[0] == discord.calls[1]
