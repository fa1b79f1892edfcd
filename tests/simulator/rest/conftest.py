"""A bot in the default world."""

from collections.abc import AsyncIterator

import pytest

from tests.simulator.rest.calls import Bot, calling


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    async with calling() as bot:
        yield bot
