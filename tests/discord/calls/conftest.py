"""What tests of calls may ask for."""

from collections.abc import AsyncIterator

import pytest

from kasutamaiza.discord.client import Client
from tests.discord.calls.made import Answering, answering, client_of


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Answering]:
    # One for all: a server takes longer to stop than a test takes.
    async with answering() as server:
        yield server


@pytest.fixture(scope="module")
async def client(server: Answering) -> AsyncIterator[Client]:
    client = client_of(server.url)
    yield client
    await client.aclose()


@pytest.fixture
def discord(server: Answering) -> Answering:
    server.forget()
    return server
