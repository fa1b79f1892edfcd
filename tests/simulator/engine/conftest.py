"""What the engine's tests may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.discord_rest import served
from tests.simulator.engine.stage import Line, Stage, staged


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """One event loop for all: the server below would take a fifth of a second of each test to stop."""
    return "asyncio"


@pytest.fixture(scope="session")
async def line() -> AsyncIterator[Line]:
    line = Line()
    async with served(line) as line.address:
        yield line


@pytest.fixture
async def stage(line: Line) -> AsyncIterator[Stage]:
    async with staged(line) as stage:
        yield stage


@pytest.fixture
async def hasty(line: Line) -> AsyncIterator[Stage]:
    """The same, where the bot has a twentieth of a second."""
    async with staged(line, deadline=0.05) as stage:
        yield stage
