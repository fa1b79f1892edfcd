"""One request and its answer, over a socket held in the hand."""

import socket
from typing import Final, NamedTuple

import msgspec

from bench.signed import Kind, Signed

PATIENCE: Final = 10.0


class CannotMeasure(Exception):
    """There is nothing to measure, and this sentence says why."""


class Answer(NamedTuple):
    status: int
    head: bytes
    body: bytes


def answer(received: bytes) -> Answer | None:
    """The answer, or None while a part of it is still under way."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = received[:end].lower()
    at = head.find(b"\r\ncontent-length:")
    if at < 0:
        raise CannotMeasure(f"The server answers without a content-length: {head[:200]!r}")
    size = int(head[at + 17 : at + 30].split(b"\r", 1)[0])
    body = received[end + 4 :]
    return Answer(int(head[9:12]), head, body) if len(body) >= size else None


def ask(port: int, request: bytes) -> Answer:
    """One request on a connection of its own."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        received = b""
        while (found := answer(received)) is None:
            part = connection.recv(65536)
            if not part:
                raise ConnectionResetError("closed before the answer was complete")
            received += part
        return found


def is_pong(found: Answer) -> bool:
    return found.status == 200 and msgspec.json.decode(found.body) == {"type": 1}


def shows_an_embed(found: Answer) -> bool:
    content = msgspec.json.decode(found.body)
    return bool(content.get("type") == 4 and content["data"].get("embeds"))


def check(port: int, kind: Kind, signed: Signed) -> Answer:
    """The answer in full, once before each load: it is right, and a forged request is refused."""
    found = ask(port, signed.request())
    if found.status != 200 or b"\r\ncontent-type: application/json" not in found.head:
        raise CannotMeasure(f"A {kind} was answered {found.status}: {found.body[:300]!r}")
    if not (is_pong(found) if kind == "ping" else shows_an_embed(found)):
        raise CannotMeasure(f"A {kind} was answered with something else: {found.body[:300]!r}")
    forged = ask(port, signed.forged().request())
    if forged.status != 401:
        raise CannotMeasure(f"A forged {kind} was answered {forged.status}, not 401.")
    return found
