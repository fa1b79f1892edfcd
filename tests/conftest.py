"""What every test may ask for."""

import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.door import FrontDoor, opened
from tests.spec import Check, load_spec

pytest_plugins = ["tests.databases"]

# How long an example takes says how busy the machine is; what hangs is ended by pytest's own timeout.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# A shell's job in the background ignores Ctrl-C, and so would every process that a test starts to be stopped by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def spec() -> Check | None:
    """Discord's own description of its API, when it is at hand (tests/spec.py); in CI it must be."""
    found = load_spec()
    if found is None and os.environ.get("CI"):
        pytest.fail("Discord's OpenAPI document is missing: set DISCORD_OPENAPI to its path.")
    return found


@pytest.fixture
async def door(spec: Check | None, database_url: str) -> AsyncIterator[FrontDoor]:
    """The whole bot with its own commands and a database, spoken to as Discord speaks to it."""
    async with opened(database_url=database_url, check=spec) as door:
        yield door


@pytest.fixture
async def door_without_database(spec: Check | None) -> AsyncIterator[FrontDoor]:
    """The same, while nothing answers at its database's address."""
    async with opened(database_url="postgresql://nobody:nothing@127.0.0.1:1/none", check=spec) as door:
        yield door


@pytest.fixture(scope="session")
def is_valid(spec: Check | None) -> Callable[[str, bytes], None]:
    """Check bytes against Discord's document; where that is not at hand, the test is skipped from there on."""

    def check(target: str, body: bytes) -> None:
        if spec is None:
            pytest.skip("Discord's OpenAPI document is not at hand")
        spec(target, body)

    return check
