"""Discord never has to refuse us so often that it shuts out our address."""

import io
from collections.abc import Iterator

import pytest
from loguru import logger

from kasutamaiza.discord.errors import RateLimited
from kasutamaiza.discord.ratelimit import Heard
from kasutamaiza.discord.refusals import MOST_REFUSALS, REFUSALS_KEPT
from tests.discord.caller import ANSWER, BAN, SEND, Caller


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    lines = io.StringIO()
    sink = logger.add(lines, format="{level} {message}")
    yield lines
    logger.remove(sink)


async def test_many_refusals_are_warned_of_as_they_double(logged: io.StringIO) -> None:
    caller = Caller({})
    for _ in range(4100):
        caller.limits.refusals.count(caller.clock.now)
    told = [line.split()[3] for line in logged.getvalue().splitlines()]
    assert told == ["1000", "2000", "4000"]
    await caller.clock.sleep(REFUSALS_KEPT)
    for _ in range(1000):
        caller.limits.refusals.count(caller.clock.now)
    assert logged.getvalue().count("refused 1000 calls") == 2


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (Heard(401, 50027), True),
        (Heard(403), True),
        (Heard(429, scope="user", retry_after=0), True),
        (Heard(429, scope="global", retry_after=0), True),
        (Heard(429, scope="shared", retry_after=0), False),
        (Heard(404), False),
        (Heard(500), False),
        (Heard(200), False),
    ],
)
async def test_near_the_end_of_discords_patience_we_refuse_ourselves(answer: Heard, counts: bool) -> None:
    caller = Caller({})
    for _ in range(MOST_REFUSALS - 1):
        caller.limits.refusals.count(caller.clock.now)
    await caller.told(SEND, "1", answer)
    if not counts:
        assert await caller.call(BAN) == 200
        return
    for as_bot in (True, False):
        with pytest.raises(RateLimited, match="not asked, since Discord refused too much lately") as caught:
            await caller.call(ANSWER, "1/token", as_bot=as_bot)
        assert caught.value.retry_after == REFUSALS_KEPT
    await caller.clock.sleep(REFUSALS_KEPT)
    assert await caller.call(BAN) == 200
