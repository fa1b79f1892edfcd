"""The composer by keyboard alone: messages, and the picker."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.simulator.page.composing import (
    box,
    highlighted,
    names,
    nothing_sent,
    opened,
    pill,
    sent,
    simulate,
    used,
)
from tests.simulator.page.served import Site


@pytest.fixture(autouse=True)
def simulated(site: Site) -> None:
    simulate(site)


@pytest.fixture
def composing(page: Page, site: Site) -> Page:
    return opened(page, site)


# --- messages


def test_text_is_sent_as_a_message(composing: Page, site: Site) -> None:
    page = composing
    page.keyboard.type("hello")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("there")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("")
    assert sent(page, site, "messages") == {"as": "mai", "channel": "300", "content": "hello\nthere"}


def test_blanks_and_too_much_are_not_sent(composing: Page, site: Site) -> None:
    page = composing
    box(page).fill("  ")
    page.keyboard.press("Enter")
    box(page).fill("x" * 2001)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("A message has at most 2000 characters.")
    assert nothing_sent(page, site, "messages")


def test_a_reply_names_what_it_answers(composing: Page, site: Site) -> None:
    page = composing
    page.evaluate("composer.replyTo({ id: '5', author: { id: '12' } })")
    expect(page.get_by_text("Replying to Joey the Great")).to_be_visible()
    page.keyboard.type("yes")
    page.keyboard.press("Enter")
    assert sent(page, site, "messages")["reply_to"] == "5"
    expect(page.get_by_text("Replying to")).to_have_count(0)


def test_a_name_is_chosen_of_a_list_and_sent_as_a_mention(composing: Page, site: Site) -> None:
    page = composing
    page.keyboard.type("hi @jo")
    expect(highlighted(page)).to_have_attribute("aria-label", "Joey the Great joey")
    page.keyboard.press("Enter")
    page.keyboard.type("in #gen")
    page.keyboard.press("Tab")
    expect(box(page)).to_have_value("hi @joey in #general ")
    page.keyboard.type("and @se")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    assert sent(page, site, "messages")["content"] == "hi <@12> in <#301> and @se"


# --- the picker


def test_a_slash_lists_the_commands_that_are_typed(composing: Page) -> None:
    page = composing
    page.keyboard.type("/")
    expect(page.get_by_role("option")).to_have_count(5)
    assert names(page)[:2] == ["/ban Does ban.", "/card search Does card search."]
    expect(highlighted(page)).to_have_attribute("aria-label", "/ban Does ban.")


def test_the_arrows_go_around_the_ends(composing: Page) -> None:
    page = composing
    page.keyboard.type("/")
    page.keyboard.press("ArrowUp")
    expect(highlighted(page)).to_have_attribute("aria-label", "/places Does places.")
    expect(box(page)).to_have_attribute("aria-activedescendant", highlighted(page).get_attribute("id") or "")
    page.keyboard.press("ArrowDown")
    expect(highlighted(page)).to_have_attribute("aria-label", "/ban Does ban.")


def test_only_the_highlighted_command_shows_its_options(composing: Page) -> None:
    page = composing
    page.keyboard.type("/")
    shown = page.locator(".command-option:visible, .command-optional:visible")
    expect(shown).to_have_text(["member", "reason", "Optional", "quiet"])


def test_options_without_room_are_counted(composing: Page) -> None:
    page = composing
    page.set_viewport_size({"width": 420, "height": 600})
    page.keyboard.type("/ban")
    expect(page.locator(".command-more:visible")).to_have_text(re.compile(r"\+\d"))


def test_escape_closes_the_picker_and_keeps_the_text(composing: Page, site: Site) -> None:
    page = composing
    page.keyboard.type("/pi")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box(page)).to_have_value("/pi")
    page.keyboard.press("Enter")
    assert sent(page, site, "messages")["content"] == "/pi"


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_a_key_selects_the_command(composing: Page, site: Site, key: str) -> None:
    page = composing
    page.keyboard.type("/pin")
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert used(page, site) == ("ping", {})


def test_a_click_selects_the_command(composing: Page) -> None:
    page = composing
    page.get_by_role("button", name="Use a command").click()
    page.get_by_role("option", name="/ban").click()
    expect(pill(page, "member")).to_be_focused()


def test_no_match_says_what_to_do(composing: Page, site: Site) -> None:
    page = composing
    page.keyboard.type("/zzz")
    expect(page.get_by_text("No commands match “/zzz”.")).to_be_visible()
    page.keyboard.press("Enter")
    assert sent(page, site, "messages")["content"] == "/zzz"


def test_nothing_to_pick_says_the_next_step(page: Page, site: Site) -> None:
    site.answers["commands"] = []
    opened(page, site).keyboard.type("/")
    expect(page.get_by_text("view as another member, or open another channel")).to_be_visible()


# --- options
