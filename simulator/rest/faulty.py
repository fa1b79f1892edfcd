"""Faults that were put on calls: what a call gets instead of an answer."""

from typing import Any

from msgspec import Struct

from simulator.rest.limits import refusal
from simulator.world import Fault

EVERY = "*"
KINDS = ("429", "500", "502", "503", "slow", "drop")
"""What may go wrong with a call. The call is not done, but for `slow`, and for `drop`, whose answer is lost."""

_HTML = "<html>\n<head><title>{0}</title></head>\n<body><center><h1>{0}</h1></center></body>\n</html>\n"


class Failure(Struct, frozen=True):
    """What is answered in place of the call: `body` is JSON, or a text that is none."""

    status: int
    body: Any
    headers: dict[str, str]


def failure(fault: Fault) -> Failure | None:
    """What a fault answers; None where the call is done all the same.

    A 502 and a 503 come from what stands before Discord, and say nothing in JSON.
    """
    if fault.kind == "429":
        body, headers = refusal(fault.seconds, fault.scope)
        return Failure(429, body, headers)
    if fault.kind == "500":
        return Failure(500, {"message": "500: Internal Server Error", "code": 0}, {})
    if fault.kind == "502":
        return Failure(502, _HTML.format("502 Bad Gateway"), {"content-type": "text/html"})
    if fault.kind == "503":
        return Failure(503, "upstream connect error or disconnect/reset before headers", {"content-type": "text/plain"})
    return None
