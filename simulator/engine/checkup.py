"""The check of the bot's address, as Discord does it before it takes one: a PING, and two that must be refused."""

from urllib.parse import urlsplit

import msgspec

from simulator import plain
from simulator.engine import exchanges, faults
from simulator.engine.courier import Courier, Received
from simulator.engine.resolved import FILE_LIMIT
from simulator.world import Exchange, Fault, User, World, tell
from simulator.world.records import Endpoint, Json

PATIENCE = 3.0
"""Seconds that Discord waits for an answer."""

_PONG = '{"type": 1}'
_FORGED, _UNSIGNED = "forged", "unsigned"
_TITLES = {
    None: "PING",
    _FORGED: "PING with a forged signature",
    _UNSIGNED: "PING without a signature",
}
_WRONG = {
    _FORGED: "A forged signature was answered with {status} and not with 401. Verify X-Signature-Ed25519 over the"
    " timestamp and the raw body before anything else; Discord sends forged ones on purpose.",
    _UNSIGNED: "A request without signature headers was answered with {status} and not with 401."
    " Answer 401 where they are missing, too.",
}


async def check(world: World, courier: Courier, url: str) -> Endpoint:
    """Each problem is a sentence with the next step.

    Source: https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint
    """
    problems: list[str] = []
    for kind in _TITLES:
        problem, is_there = await _try(world, courier, url, kind)
        if problem is not None:
            problems.append(problem)
        if not is_there:
            break
    return Endpoint(url=url, checked_at=world.now, problems=tuple(problems))


async def _try(world: World, courier: Courier, url: str, kind: str | None) -> tuple[str | None, bool]:
    """What is wrong with the answer to one of them, and whether there was one."""
    body = msgspec.json.encode(_ping(world))
    exchange = exchanges.put(
        world,
        Exchange(
            id=world.next_id(),
            to_bot=True,
            method="POST",
            path=urlsplit(url).path or "/",
            title=_TITLES[kind],
            started_at=world.now,
            request_body=exchanges.shown(body),
        ),
    )
    fault = None if kind is None else Fault(id="0", operation=faults.DELIVERIES, kind=kind)
    received = await courier.post(url, body, fault=fault, patience=PATIENCE)
    problem = received.problem or (_of_ping(received) if kind is None else _of_unproven(received, kind))
    exchanges.put(world, exchanges.ended(exchange, received, problem))
    return problem, received.problem is None


def _of_ping(received: Received) -> str | None:
    if received.status == 401:
        return (
            "The PING was refused with 401 although it is signed. Give the bot the simulator's public key, and verify"
            " the timestamp followed by the raw body."
        )
    if received.status != 200:
        return f"The PING was answered with HTTP {received.status}. Answer 200 with {_PONG}."
    if received.content_type != "application/json":
        named = received.content_type or "no Content-Type"
        return f"The PING was answered with {named}. Set the header Content-Type: application/json."
    try:
        answer = plain.read(received.content)
    except plain.NotJson:
        answer = None
    if not isinstance(answer, dict) or answer.get("type") != 1:
        return f"The PING was answered with something else than {_PONG}. Answer a request of type 1 with just that."
    return None


def _of_unproven(received: Received, kind: str) -> str | None:
    return None if received.status == 401 else _WRONG[kind].format(status=f"HTTP {received.status}")


def _ping(world: World) -> Json:
    application = world.application
    return {
        "id": world.next_id(),
        "application_id": application.id,
        "type": 1,
        "token": world.new_token(),
        "version": 1,
        "user": tell.user(world.get(User, application.owner_id)),
        "app_permissions": "0",
        "entitlements": [],
        "authorizing_integration_owners": {},
        "attachment_size_limit": FILE_LIMIT,
    }
