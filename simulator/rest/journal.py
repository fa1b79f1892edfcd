"""The exchange of each call, as people may look at it: what came, what was answered, and no secret."""

import re
import time
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from starlette.requests import Request

from simulator.engine import exchanges, tokens
from simulator.rest import permit
from simulator.rest.table import Address, Found
from simulator.world import Channel, Exchange, World

MOST = 64 * 1024
"""Characters of a body that are kept."""

HIDDEN = "***"
_SECRET_HEADERS = ("authorization", "cookie", "proxy-authorization")
_SECRET_STEPS = ("interaction_token", "webhook_token")
_SECRET_FIELD = re.compile(r'("token"\s*:\s*")[^"]*(")')
_SECRET_LINK = re.compile(r"(/webhooks/\d+/)[\w-]{30,}")
_LONGEST_STEP = 40


class Journal:
    """One exchange, from its beginning to its end."""

    def __init__(self, world: World, request: Request, address: Address, found: Found) -> None:
        self._world = world
        self._began = time.perf_counter()
        name = None if found.way is None else found.way.name
        query = f"?{request.url.query}" if request.url.query else ""
        self._row = exchanges.put(
            world,
            Exchange(
                id=world.next_id(),
                to_bot=False,
                method=request.method,
                path=permit.without_real(_shown(address, found) + query, HIDDEN),
                title=_title(world, request.method, address, found),
                operation=name,
                started_at=world.now,
                simulated=found.way is None or found.way.operation is not None,
                interaction_id=_interaction(world, found),
                request_headers=_headers(request.headers),
            ),
        )

    def end(
        self,
        *,
        status: int | None,
        sent: str = "",
        headers: Mapping[str, str],
        answer: str,
        errors: dict[str, Any] | str | None = None,
        warnings: tuple[str, ...] = (),
        fault: str | None = None,
    ) -> None:
        # A reset of the world in the meantime leaves nothing to complete.
        if self._world.find(Exchange, self._row.id) is None:
            return
        self._world.put(
            replace(
                self._row,
                milliseconds=round((time.perf_counter() - self._began) * 1000, 2),
                status=status,
                errors=_without_real(errors),
                warnings=warnings,
                fault=fault,
                request_body=_kept(sent),
                response_headers=dict(headers),
                response_body=_kept(answer),
            )
        )


def _without_real(told: Any) -> Any:
    """Errors say what is wrong with a value, and so the value."""
    if isinstance(told, dict):
        return {key: _without_real(each) for key, each in told.items()}
    if isinstance(told, list):
        return [_without_real(each) for each in told]
    return permit.without_real(told, HIDDEN) if isinstance(told, str) else told


def _kept(body: str) -> str:
    told = _SECRET_LINK.sub(rf"\1{HIDDEN}", _SECRET_FIELD.sub(rf"\1{HIDDEN}\2", body))
    told = permit.without_real(told, HIDDEN)
    return told if len(told) <= MOST else f"{told[:MOST]}… ({len(told)} characters in all)"


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    told = {name.lower(): value for name, value in headers.items()}
    return {name: _without_token(value) if name in _SECRET_HEADERS else value for name, value in told.items()}


def _without_token(value: str) -> str:
    scheme, space, _ = value.partition(" ")
    return f"{scheme} {HIDDEN}" if space else HIDDEN


def _shown(address: Address, found: Found) -> str:
    """The path without the tokens in it: also one that nobody serves may hold some."""
    version = f"/{address.version}" if address.version else ""
    secrets = {found.path[name] for name in _SECRET_STEPS if name in found.path}
    steps = [HIDDEN if step in secrets or len(step) > _LONGEST_STEP else step for step in address.steps]
    return f"{version}/" + "/".join(steps)


def _title(world: World, method: str, address: Address, found: Found) -> str:
    if found.way is None:
        return f"{method} {_shown(Address(None, address.steps), found)}"[:100]
    said = found.way.name.removeprefix("deprecated_").replace("_", " ").capitalize()
    channel = world.find(Channel, found.path.get("channel_id", ""))
    return f"{said} in #{channel.name}" if channel is not None and channel.name else said


def _interaction(world: World, found: Found) -> str | None:
    token = found.path.get("interaction_token") or found.path.get("webhook_token")
    if token is None:
        return None
    interaction = tokens.find(world, token)
    return None if interaction is None else interaction.id
