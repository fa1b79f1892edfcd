"""What a member does and sees on the simulator's page; and that nothing went wrong in it, nor left this machine."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Request, expect

PATIENCE = 15_000
"""Milliseconds that something may take on a busy machine."""

LOOK: dict[str, Any] = {
    "viewport": {"width": 1200, "height": 760},
    "locale": "en-US",
    "timezone_id": "UTC",
    "color_scheme": "dark",
    "reduced_motion": "reduce",
}

expect.set_options(timeout=PATIENCE)


class Screen:
    """One tab with the page. `wrong` is what nobody wants to see: errors, and requests to anybody else."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.wrong: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", self._heard)
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self.wrong.append(f"asked {request.url}")

    # --- where one is, and as whom

    async def opens(self, *, by: str = "mai") -> None:
        await self.page.goto(f"{self.url}/?as={by}")
        await expect(self.composer).to_be_visible()

    async def goes_to(self, channel: str) -> None:
        await self.channel(channel).click()
        await expect(self.page.get_by_role("heading", name=channel, level=2, exact=True)).to_be_visible()

    async def becomes(self, shown: str) -> None:
        await self.button("Switch member", exact=False).click()
        await self.page.get_by_role("menuitemcheckbox", name=shown).click()
        await expect(self.button(f"You are {shown}. Switch member")).to_be_visible()

    def channel(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="Channels").get_by_role("link", name=name)

    # --- typing

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("main", name="Chat").get_by_role("textbox", name=re.compile("^Message"))

    @property
    def picker(self) -> Locator:
        return self.page.get_by_role("listbox", name="Commands")

    @property
    def bar(self) -> Locator:
        """What is said over the composer, of the option at hand, or of what is wrong."""
        return self.page.locator("#composer-bar")

    async def types(self, text: str) -> None:
        """Into whatever has the focus, key by key."""
        await self.page.keyboard.type(text)

    async def presses(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def says(self, text: str) -> None:
        """Write a message."""
        await self.composer.fill(text)
        await self.presses("Enter")
        await expect(self.message(text)).to_be_visible()

    async def picks(self, command: str) -> None:
        """A command, in the picker; then its first option has the focus, or it can be sent."""
        await self.composer.click()
        await self.types(f"/{command}")
        await self.command(command).click()
        await expect(self.page.locator(".command-name")).to_have_text(f"/{command}")

    async def uses(self, command: str) -> None:
        """A command that needs no option."""
        await self.picks(command)
        await self.presses("Enter")

    def command(self, name: str) -> Locator:
        return self.picker.get_by_role("option", name=f"/{name} ")

    def pill(self, option: str) -> Locator:
        return self.page.get_by_role("main", name="Chat").get_by_role("combobox", name=option, exact=True)

    async def fills(self, option: str, text: str) -> None:
        await self.pill(option).fill(text)

    async def chooses(self, option: str, row: str) -> None:
        """A value out of the list of an option."""
        await self.pill(option).click()
        await self.rows(option).filter(has_text=row).first.click()
        await expect(self.pill(option)).to_have_value(row)

    def rows(self, option: str) -> Locator:
        return self.page.get_by_role("listbox", name=option, exact=True).get_by_role("option")

    async def adds(self, *options: str) -> None:
        """Optional options, out of the list behind the last pill."""
        for option in options:
            await self.composer.click()
            await (
                self.page.get_by_role("listbox", name="Options")
                .get_by_role("option", name=re.compile(rf"^{option} "))
                .click()
            )
            await expect(self.pill(option)).to_be_focused()

    # --- what is shown

    def message(self, text: str) -> Locator:
        """The messages in which this stands."""
        return self.page.get_by_role("article").filter(has_text=text)

    @property
    def latest(self) -> Locator:
        return self.page.get_by_role("article").last

    def button(self, name: str, *, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    def item(self, name: str) -> Locator:
        """Of a menu that is open."""
        return self.page.get_by_role("menuitem", name=name)

    def select(self, name: str) -> Locator:
        return self.page.get_by_role("combobox", name=name, exact=True)

    async def selects(self, name: str, *rows: str, closed_by: str | None = None) -> None:
        """Rows of a select, in a message or a form; a list of which several may be chosen is closed by a key."""
        await self.select(name).click()
        for row in rows:
            await self.rows(name).filter(has_text=row).first.click()
        if closed_by:
            await self.presses(closed_by)

    def form(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title)

    @property
    def inspector(self) -> Locator:
        return self.page.get_by_role("complementary", name="Inspector").filter(has=self.page.get_by_role("tab"))

    async def inspects(self, tab: str = "Traffic") -> None:
        if not await self.inspector.is_visible():
            await self.button("Inspector").click()
        await self.inspector.get_by_role("tab", name=tab).click()

    def exchange(self, title: str) -> Locator:
        """The latest exchange of this title, in the inspector."""
        return self.inspector.get_by_role("listitem").filter(has_text=title).first

    async def passes(self, step: str) -> None:
        """Time, by a button of the tools: "+15 minutes"."""
        await self.inspects("Tools")
        await self.inspector.get_by_role("button", name=step).click()

    async def is_idle(self) -> None:
        """Until the page knows of nothing that is under way."""
        await expect(self.page.locator("body")).to_have_attribute("data-pending", "0")


@asynccontextmanager
async def tab(browser: Browser, url: str, **look: Any) -> AsyncIterator[Screen]:
    """A tab of an empty profile. At its end it is looked whether anything went wrong in it."""
    context = await browser.new_context(**(LOOK | look))
    screen = Screen(await context.new_page(), url)
    try:
        yield screen
    finally:
        await context.close()
    assert screen.wrong == []


def file(name: str, content: bytes) -> Sequence[Any]:
    """A file of this machine, to be given to a field."""
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
