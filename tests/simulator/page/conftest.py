"""A browser, and the page's files for it to load."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import FLAGS, needed
from tests.simulator.page.running import Running, running
from tests.simulator.page.served import Site, serving


# Not of the whole session: as long as Playwright's loop is there, no other one can run in this process.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = needed()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def _site() -> Iterator[Site]:
    with serving(Site()) as site:
        yield site


@pytest.fixture
def site(_site: Site) -> Site:
    """Served once for all tests; it begins anew for each."""
    _site.begin()
    return _site


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """An empty page of the site. At its end it must have had no error, and have asked nobody else."""
    context = browser.new_context(viewport={"width": 1000, "height": 800}, timezone_id="UTC", locale="en-US")
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: wrong.append(request.url) if outside(request.url, site) else None)
    yield page
    context.close()
    assert wrong == []


def outside(url: str, site: Site) -> bool:
    return not url.startswith((site.url, "data:", "blob:"))


@pytest.fixture
def world() -> Iterator[Running]:
    with running() as world:
        yield world
        world.speak()


@pytest.fixture
def shell(browser: Browser, world: Running) -> Iterator[Page]:
    """The whole page before the real simulator, as Mai sees it. At its end it must have had no error, as above."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 720}, timezone_id="UTC", locale="en-US", color_scheme="dark"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(world.url) else wrong.append(request.url))
    page.goto(f"{world.url}/?as=mai")
    expect(page.get_by_role("log", name="Messages in #general")).to_be_visible()
    yield page
    context.close()
    assert [each for each in wrong if "net::ERR_FAILED" not in each] == []
