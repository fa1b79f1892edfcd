"""The journal of HTTP with the bot: what is kept of it, and for how long."""

from msgspec.structs import replace

from simulator.engine.courier import Received
from simulator.world import Exchange, Interaction, World
from simulator.world.records import Json

KEPT = 1000
INTERACTIONS_KEPT = 2000
SHOWN = 64 * 1024
"""Bytes of a body that are kept to be shown."""


def put(world: World, exchange: Exchange) -> Exchange:
    """Write it down; the newest thousand are kept."""
    kept = world.put(exchange)
    while world.count(Exchange) > KEPT:
        world.remove(next(world.all(Exchange)))
    return kept


def trim(world: World) -> None:
    """Forget the oldest interactions."""
    while world.count(Interaction) > INTERACTIONS_KEPT:
        world.remove(next(world.all(Interaction)))


def ended(
    exchange: Exchange,
    received: Received,
    errors: Json | str | None,
    warnings: tuple[str, ...] = (),
    *,
    body: bytes | None = None,
) -> Exchange:
    """A delivery whose answer is there, or will never be; `body` is shown instead of the answer's own."""
    return replace(
        exchange,
        milliseconds=received.milliseconds,
        status=received.status,
        errors=errors,
        warnings=warnings,
        request_headers=received.request_headers,
        response_headers=received.headers,
        response_body=shown(received.content if body is None else body),
    )


def shown(body: bytes) -> str:
    """A body as text, as much of it as is kept."""
    text = body[:SHOWN].decode(errors="replace")
    return text if len(body) <= SHOWN else f"{text}… ({len(body)} bytes)"
