"""A browser a process, and for each test a fresh simulator, a fresh bot and an empty profile."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, async_playwright

from simulator.app import Simulator
from tests.browser.screen import Screen, tab
from tests.browser.stage import page_commands, staged
from tests.chromium import FLAGS, needed
from tests.simulator.control.stage import Stage
from tests.simulator.control.stage import staged as small_bot


# Of the package, as the browser is: what is driven belongs to one event loop, and no other test shall be in it.
@pytest.fixture(scope="package")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="package")
async def browser() -> AsyncIterator[Browser]:
    path = needed()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="package")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with page_commands(tmp_path_factory.mktemp("page"), "shown_commands") as name:
        yield name


@pytest.fixture
async def simulator(package: str) -> AsyncIterator[Simulator]:
    async with staged(package) as simulator:
        yield simulator


@pytest.fixture
async def screen(browser: Browser, simulator: Simulator) -> AsyncIterator[Screen]:
    """The page, not opened yet."""
    async with tab(browser, simulator.world.url) as screen:
        yield screen


@pytest.fixture
async def remembering(browser: Browser, package: str, database_url: str) -> AsyncIterator[Screen]:
    """The same, where the bot has a database."""
    async with staged(package, database_url=database_url) as simulator, tab(browser, simulator.world.url) as screen:
        yield screen


@pytest.fixture
async def own_commands(browser: Browser) -> AsyncIterator[Screen]:
    """The same, where the bot has the commands that it really has."""
    async with staged("commands") as simulator, tab(browser, simulator.world.url) as screen:
        yield screen


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """A simulator with a bot that says what it is told to say, right or wrong."""
    async with small_bot() as stage:
        yield stage


@pytest.fixture
async def beside(browser: Browser, stage: Stage) -> AsyncIterator[Screen]:
    """The page of that one."""
    async with tab(browser, stage.world.url) as screen:
        yield screen
