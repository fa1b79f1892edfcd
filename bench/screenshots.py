"""The pictures of docs/simulator.md, made by using the page: `python -m bench.screenshots` writes them anew."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright, expect

from simulator.app import Simulator
from simulator.world import Clock
from tests.browser.screen import Screen, tab
from tests.browser.stage import page_commands, staged, world
from tests.chromium import FLAGS, MISSING, found
from tests.simulator.control.stage import staged as with_small_bot

FOLDER = Path(__file__).parents[1] / "docs" / "simulator"
NOON = datetime(2026, 12, 24, 12, tzinfo=UTC)
"""It is always this time in the pictures, so that they differ only in what has changed."""

LARGEST = 150_000
"""Bytes of a picture: a repository keeps each for ever."""


class Album:
    """Takes pictures of pages that nobody has used yet."""

    def __init__(self, browser: Browser, package: str) -> None:
        self._browser = browser
        self._package = package

    @asynccontextmanager
    async def page(self, name: str, *, by: str = "mai", **look: Any) -> AsyncIterator[Screen]:
        """The page, for a picture of this name."""
        async with staged(self._package) as simulator, self.shown(name, simulator, by=by, **look) as screen:
            yield screen

    @asynccontextmanager
    async def shown(self, name: str, simulator: Simulator, *, by: str = "mai", **look: Any) -> AsyncIterator[Screen]:
        stop(simulator)
        async with tab(self._browser, simulator.world.url, **look) as screen:
            await screen.page.clock.set_fixed_time(NOON)
            await screen.opens(by=by)
            yield screen
            await take(screen, name)


def stop(simulator: Simulator) -> None:
    """Let time stand still in the world, from its beginning on."""
    simulator.world.clock = Clock(NOON.timestamp)
    simulator.desk.reset()


async def take(screen: Screen, name: str) -> None:
    await screen.is_idle()
    await screen.page.mouse.move(600, 4)  # where it points at nothing
    path = FOLDER / f"{name}.png"
    await screen.page.screenshot(path=path, animations="disabled", caret="hide")
    size = path.stat().st_size
    print(f"{path.name}: {size / 1000:.0f} kB")
    if size > LARGEST:
        sys.exit(f"{path} is larger than {LARGEST / 1000:.0f} kB: let less be in it.")


async def picker(album: Album) -> None:
    async with album.page("picker") as screen:
        await screen.composer.click()
        await screen.types("/")
        await screen.presses("ArrowDown", "ArrowDown", "ArrowDown")
        await screen.command("design").wait_for()


async def autocomplete(album: Album) -> None:
    async with album.page("autocomplete") as screen:
        await screen.picks("search")
        await expect(screen.rows("name")).to_have_count(4)
        await screen.fills("name", "la")
        await expect(screen.rows("name")).to_have_count(3)


async def answer(album: Album) -> None:
    async with album.page("answer") as screen:
        await lore_and_life(screen)


async def light(album: Album) -> None:
    async with album.page("light", color_scheme="light") as screen:
        await lore_and_life(screen)


async def lore_and_life(screen: Screen) -> None:
    await screen.uses("life")
    await screen.button("−500").click()
    await screen.message("7500 life points").wait_for()
    await screen.uses("lore")
    await screen.message("It knows every way out of the marsh.").wait_for()


async def private(album: Album) -> None:
    async with album.page("private") as screen:
        await screen.uses("life")
        await screen.message("8000 life points").wait_for()
        await screen.becomes("Joey")
        await screen.button("Surrender").click()
        await screen.message("Only whoever asked for this").wait_for()


async def layout(album: Album) -> None:
    async with album.page("layout") as screen:
        await screen.uses("board")
        await screen.message("A card lies face down.").wait_for()


async def form(album: Album) -> None:
    async with album.page("form") as screen:
        await screen.uses("submit")
        shown = screen.form("A card of your own")
        await shown.get_by_label("Name").fill("Lantern Fox")
        await shown.get_by_role("checkbox", name="Foil").check(force=True)
        await shown.get_by_role("button", name="Submit").click()
        await shown.get_by_text("This field is required.").wait_for()


async def selects(album: Album) -> None:
    async with album.page("selects") as screen:
        await screen.uses("team")
        await screen.selects("Style", "Swarm", "Stall", closed_by="Tab")
        await screen.message("Noted").get_by_role("button", name="Dismiss message").click()
        await screen.message("Noted").wait_for(state="detached")
        await screen.selects("Guests", "Pegasus", "Moderator")


async def inspector(album: Album) -> None:
    async with with_small_bot(world=world()) as stage:
        stage.bot.answers["greet"] = lambda _: WRONG
        async with album.shown("inspector", stage.simulator) as screen:
            await screen.uses("greet")
            await screen.message("The application did not respond").wait_for()
            await screen.inspects()
            await screen.exchange("/greet").get_by_role("button").first.click()
            await screen.inspector.get_by_text("▲").first.scroll_into_view_if_needed()


async def narrow(album: Album) -> None:
    async with album.page("narrow", viewport={"width": 420, "height": 760}) as screen:
        await lore_and_life(screen)


WRONG = {"type": 4, "data": {"embeds": [{"title": "Lantern Fox", "color": "gold", "fields": [{"name": "ATK"}]}]}}
PICTURES = (picker, autocomplete, answer, private, layout, form, selects, inspector, narrow, light)


async def main() -> None:
    path = found()
    if path is None:
        sys.exit(MISSING)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, page_commands(Path(home), "shown_commands") as package:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
            for each in PICTURES:
                await each(Album(browser, package))
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
