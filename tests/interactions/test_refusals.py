"""What is refused is counted, and the refusal says what the doctor needs to find out why."""

from hashlib import blake2b

import pytest

from kasutamaiza.discord.signature import Refusal
from kasutamaiza.interactions.transport import Refusals
from scripts.say import signed
from tests.door import KEY
from tests.events_desk import NOW, PING, Desk

OLD = signed(KEY, PING, at=NOW - 301)
REFUSED = {
    "missing": {"x-signature-ed25519": ""},
    "malformed": {"x-signature-ed25519": "ab"},
    "forged": {"x-signature-ed25519": "00" * 64},
    "stale": OLD,
}


@pytest.mark.parametrize("reason", REFUSED)
async def test_a_refusal_says_why_and_of_what(reason: str) -> None:
    response = await Desk().send(PING, **REFUSED[reason])
    body = blake2b(PING, digest_size=16).hexdigest()
    key = KEY.verify_key.encode().hex()[:8]
    assert response.status_code == 401
    assert response.headers["x-refused"] == f"{reason}; body={body}; keys={key}; at={NOW:.0f}"


async def test_what_is_accepted_says_nothing_of_it() -> None:
    assert "x-refused" not in (await Desk().send(PING)).headers


def test_each_refusal_is_counted_also_those_that_are_not_told_at_once() -> None:
    counted: list[str] = []
    refusals = Refusals(clock=lambda: 1.0, counted=counted.append)
    for _ in range(3):
        refusals.count(Refusal.FORGED)
    assert counted == ["wrong signature"] * 3
