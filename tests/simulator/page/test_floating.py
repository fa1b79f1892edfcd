"""What comes and goes over the page and beside it: cards, the bar about the connection, that somebody types."""

from playwright.sync_api import Page, expect

from tests.simulator.page.running import Running


def test_a_second_press_closes_what_the_first_one_opened(shell: Page) -> None:
    joey = shell.get_by_role("list", name="Members").get_by_role("button", name="Joey")
    card = shell.get_by_role("dialog", name="About Joey")
    for is_open in (1, 0, 1):
        joey.click()
        expect(card).to_have_count(is_open)


def test_the_bar_about_the_connection_takes_a_place_of_its_own(shell: Page, world: Running) -> None:
    shell.route("**/sim/events?*", lambda route: route.abort())
    world.cut()
    bar = shell.locator(".connection")
    for width in (1280, 360):
        shell.set_viewport_size({"width": width, "height": 640})
        expect(bar).to_be_visible()
        shell.locator("article").first.evaluate("article => article.scrollIntoView({ block: 'center' })")
        under = bar.evaluate("bar => bar.getBoundingClientRect().bottom")
        assert shell.locator(".top").evaluate("top => top.getBoundingClientRect().top") == under
        assert bar.locator("span").evaluate("words => words.getBoundingClientRect().bottom") <= under
    shell.get_by_role("link", name="Skip to the messages").focus()
    assert shell.evaluate("document.activeElement.getBoundingClientRect().top") > under
    world.mend()


def test_that_the_bot_types_is_shown_until_its_message_is_there(shell: Page, world: Running) -> None:
    channel = f"/channels/{world.stage.channel('general').id}"
    line = shell.get_by_role("status").filter(has_text="is typing…")
    world.call(f"{channel}/typing")
    expect(line).to_have_text("Your Bot is typing…")
    world.call(f"{channel}/messages", {"content": "There."})
    expect(line).to_have_count(0)
    world.call(f"{channel}/typing")
    expect(line).to_be_visible()
    world.ask("POST", "clock", {"advance": 10})
    expect(line).to_have_count(0)
