"""Channels, members and screens: what is seen where, by whom, and how quickly."""

from time import monotonic

from playwright.async_api import Browser, expect

from simulator.app import Simulator
from simulator.engine import messages
from simulator.world import Channel, User
from tests.browser.screen import Screen, tab


async def test_members_read_at_once_what_is_written_where_they_may_read(screen: Screen, browser: Browser) -> None:
    await screen.opens(by="mod")
    async with tab(browser, screen.url) as other:
        await other.opens(by="joey")
        await screen.composer.fill("Who wants to **duel**, <t:0:D>?")
        await screen.presses("Enter")
        asked = other.message("Who wants to duel, January 1, 1970?")
        await expect(asked.locator("strong")).to_have_text("duel")
        await asked.hover()
        await asked.get_by_role("button", name="Reply").click()
        await other.says("I do!")
        await expect(screen.message("I do!")).to_contain_text("@IshizuWho wants to duel")
        await expect(other.channel("mod-log")).to_have_count(0)
    await screen.goes_to("mod-log")
    await screen.says("Nobody else reads this.")
    await screen.becomes("Joey")
    await expect(screen.message("I do!")).to_be_visible()
    await expect(screen.message("Nobody else reads this.")).to_have_count(0)
    await expect(screen.channel("mod-log")).to_have_count(0)


async def test_the_bot_is_talked_to_in_private(screen: Screen) -> None:
    await screen.opens()
    await screen.composer.fill("/diary")
    await expect(screen.page.get_by_text("No commands match “/diary”.")).to_be_visible()
    await screen.composer.fill("")
    await screen.button("Direct Messages").click()
    await screen.button("Message Kasutamaiza").click()
    await expect(screen.channel("Kasutamaiza")).to_be_visible()
    await screen.uses("diary")
    await expect(screen.message("You have won once.")).to_be_visible()
    await screen.becomes("Joey")
    await expect(screen.message("You have won once.")).to_have_count(0)


async def test_a_reload_keeps_the_channel_the_member_and_the_look(screen: Screen) -> None:
    await screen.page.goto(screen.url)
    await screen.becomes("Ishizu")
    await screen.goes_to("duel-hall")
    background = (
        "getComputedStyle(document.querySelector('.log')).backgroundColor + getComputedStyle(document.body).color"
    )
    dark = await screen.page.evaluate(background)
    await screen.button("Light theme").click()
    light = await screen.page.evaluate(background)
    assert light != dark
    await screen.page.reload()
    await expect(screen.page.get_by_role("heading", name="duel-hall", level=2, exact=True)).to_be_visible()
    await expect(screen.button("You are Ishizu. Switch member")).to_be_visible()
    assert await screen.page.evaluate(background) == light
    await screen.page.emulate_media(color_scheme="light")
    await screen.inspects("Tools")
    await screen.inspector.get_by_text("As the system").click()
    assert await screen.page.evaluate(background) == light
    await screen.page.emulate_media(color_scheme="dark")
    assert await screen.page.evaluate(background) == dark


async def test_a_narrow_screen_has_its_lists_in_drawers(browser: Browser, simulator: Simulator) -> None:
    async with tab(browser, simulator.world.url, viewport={"width": 420, "height": 760}) as screen:
        await screen.opens()
        await expect(screen.channel("duel-hall")).to_be_hidden()
        await screen.button("Channels").click()
        await screen.goes_to("duel-hall")
        await expect(screen.channel("duel-hall")).to_be_hidden()
        await screen.button("Members").click()
        await expect(screen.page.get_by_role("list", name="Members")).to_be_in_viewport()
        await screen.presses("Escape")
        await screen.uses("life")
        await screen.button("−500").click()
        await expect(screen.message("7500 life points")).to_be_visible()
        await screen.button("Inspector").click()
        await expect(screen.exchange("life.hit")).to_be_in_viewport()
        await screen.presses("Escape")
        await expect(screen.inspector).to_be_hidden()
        assert await screen.page.evaluate("document.documentElement.scrollWidth") == 420


async def test_five_hundred_messages_are_quick(screen: Screen, simulator: Simulator) -> None:
    general = next(each for each in simulator.world.all(Channel) if each.name == "general")
    joey = next(each for each in simulator.world.all(User) if each.username == "joey")

    def say(text: str) -> None:
        messages.create(simulator.world, general, joey.id, {"content": text})

    for number in range(500):
        say(f"Message **{number}** with `code`, a :smile: and <@{joey.id}>.")
    # The quickest of a few: what is measured is the page, and not what else the machine has to do.
    assert min([await loading(screen) for _ in range(2)]) < 3
    took = []
    for number in range(5):
        begun = monotonic()
        say(f"And one more, number {number}.")
        await expect(screen.message(f"And one more, number {number}.")).to_be_in_viewport()
        took.append(monotonic() - begun)
    assert min(took) < 1


async def loading(screen: Screen) -> float:
    """Seconds until the newest message is there."""
    begun = monotonic()
    await screen.opens()
    await expect(screen.message("Message 499")).to_be_in_viewport()
    return monotonic() - begun
