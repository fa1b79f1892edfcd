"""The stage that every test of the control room stands on."""

from collections.abc import AsyncIterator

import pytest

from tests.simulator.control.stage import Stage, staged


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged() as stage:
        yield stage
