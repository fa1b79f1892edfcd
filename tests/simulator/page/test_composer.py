"""The composer by keyboard alone: messages, the picker, options, and what is sent of them."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.simulator.page.served import Site

ATTRIBUTES = [{"name": each, "value": each.lower()} for each in ("DARK", "LIGHT", "EARTH")]


def option(kind: int, name: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "display_name": name, "description": f"The {name}."} | more


def leaf(name: str, *options: dict[str, Any], kind: int = 1) -> dict[str, Any]:
    return {"id": "9", "type": kind, "name": name, "display": name, "description": f"Does {name}.", "options": options}


SEARCH = leaf(
    "card search",
    option(3, "name", required=True, autocomplete=True),
    option(3, "attribute", choices=ATTRIBUTES),
    option(4, "level", min_value=1, max_value=12),
)
BAN = leaf(
    "ban", option(6, "member", required=True), option(3, "reason", required=True, min_length=3), option(5, "quiet")
)
PLACES = leaf("places", option(7, "where", required=True, channel_types=[0]), option(8, "role"), option(9, "any"))
DESIGN = leaf("design", option(11, "picture", required=True, file_types=["image"]))
PING = leaf("ping")


@pytest.fixture(autouse=True)
def simulated(site: Site) -> None:
    site.answers |= {
        "commands": [SEARCH, BAN, PLACES, DESIGN, PING, leaf("View Stats", kind=2), leaf("Report", kind=3)],
        "interactions": {"id": "1", "state": "replied", "errors": None},
        "messages": {"id": "1"},
    }


@pytest.fixture
def composing(page: Page, site: Site) -> Page:
    return opened(page, site)


def opened(page: Page, site: Site, query: str = "") -> Page:
    page.goto(f"{site.url}/tests/compose.html{query}")
    page.wait_for_selector("body[data-ready]")
    box(page).focus()
    return page


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message #duel-hall")


def pill(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def names(page: Page) -> list[str]:
    return [each.get_attribute("aria-label") or "" for each in page.get_by_role("option").all()]


def highlighted(page: Page) -> Locator:
    return page.get_by_role("option", selected=True)


def sent(page: Page, site: Site, path: str = "interactions", *, turns: int = 200) -> Any:
    """The last that was asked at this path, as soon as it has been; None where it is not."""
    for _ in range(turns):
        page.evaluate("async () => { await fetch('/sim/fence'); }")
        bodies = [body for asked, body in site.asked if asked == path]
        if bodies:
            return bodies[-1]
    return None


def nothing_sent(page: Page, site: Site, path: str = "interactions") -> bool:
    return sent(page, site, path, turns=3) is None


def used(page: Page, site: Site) -> Any:
    expect(page.locator(".option-pill")).to_have_count(0)
    body = sent(page, site, turns=20)
    while "focused" in body:
        body = sent(page, site)
    return body["command"], body["options"]


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


def test_each_required_option_has_a_pill_and_the_first_is_at_hand(composing: Page) -> None:
    page = composing
    page.keyboard.type("/ban")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_count(2)
    expect(pill(page, "member")).to_be_focused()
    expect(page.get_by_text("The member.")).to_be_visible()
    expect(page.get_by_role("button", name="+1 optional")).to_be_visible()


def test_a_missing_option_sends_nothing_and_says_so(composing: Page, site: Site) -> None:
    page = composing
    page.keyboard.type("/ban")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This option is required. Specify a value.")
    expect(pill(page, "member")).to_have_attribute("aria-invalid", "true")
    assert nothing_sent(page, site)


def test_a_whole_command_by_keyboard(composing: Page, site: Site) -> None:
    page = composing
    page.keyboard.type("/ban")
    page.keyboard.press("Enter")
    page.keyboard.type("joey")
    page.keyboard.press("Enter")
    expect(pill(page, "reason")).to_be_focused()
    page.keyboard.type("spam")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("tr")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert used(page, site) == ("ban", {"member": "12", "reason": "spam", "quiet": True})
    expect(box(page)).to_be_focused()


def test_what_is_wrong_stays_until_it_is_mended(composing: Page, site: Site) -> None:
    page = composing
    box(page).fill("/ban member:nobody reason:x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Not a valid user. Choose one from the list.")
    pill(page, "reason").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Must be at least 3 characters long.")
    pill(page, "reason").fill("spam")
    pill(page, "member").fill("seto")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert used(page, site) == ("ban", {"member": "13", "reason": "spam"})


def test_tab_and_shift_tab_go_from_pill_to_pill(composing: Page) -> None:
    page = composing
    box(page).fill("/ban ")
    page.keyboard.press("Tab")
    expect(pill(page, "reason")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(pill(page, "member")).to_be_focused()


def test_backspace_takes_an_empty_pill_away_and_then_the_command(composing: Page) -> None:
    page = composing
    box(page).fill("/ban reason:x")
    pill(page, "reason").fill("")
    page.keyboard.press("Backspace")
    expect(pill(page, "member")).to_be_focused()
    expect(page.get_by_role("button", name="+2 more")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(box(page)).to_be_focused()


def test_escape_leaves_the_command(composing: Page, site: Site) -> None:
    page = composing
    box(page).fill("/ban member:joey")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(box(page)).to_have_value("")
    assert nothing_sent(page, site)


def test_escape_closes_a_list_before_it_leaves_the_command(composing: Page, site: Site) -> None:
    page = composing
    box(page).fill("/ban reason:x")
    expect(page.get_by_role("listbox", name="member")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(pill(page, "reason")).to_have_value("x")
    page.keyboard.type("jo")
    expect(page.get_by_role("listbox", name="member")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_a_whole_line_fills_the_pills(composing: Page, site: Site) -> None:
    page = composing
    box(page).fill("/card search name:Blue-Eyes attribute:LIGHT level:8")
    page.keyboard.press("Enter")
    assert used(page, site) == ("card search", {"name": "Blue-Eyes", "attribute": "light", "level": 8})


def test_a_line_may_be_typed_too(composing: Page, site: Site) -> None:
    page = composing
    page.keyboard.type("/ban member:joey reason:spam quiet:false")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert used(page, site) == ("ban", {"member": "12", "reason": "spam", "quiet": False})


def test_channels_of_the_right_kind_are_listed_and_roles(composing: Page, site: Site) -> None:
    page = composing
    box(page).fill("/places ")
    assert sorted(names(page)) == ["duel-hall Lobby", "general Lobby"]
    page.keyboard.type("#gen")
    page.keyboard.press("Enter")
    box(page).fill("role:Duelist any:@Moderator")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert used(page, site) == ("places", {"where": "301", "role": "201", "any": "202"})


def test_the_bot_is_asked_for_options_and_one_is_chosen(composing: Page, site: Site) -> None:
    page = composing
    choices = [{"name": "Blue-Eyes White Dragon", "value": "bewd"}, {"name": "Blue Rose", "value": "rose"}]
    site.answers["interactions"] = {"id": "1", "state": "choices", "answer": {"type": 8, "data": {"choices": choices}}}
    box(page).fill("/card search attribute:dark")
    pill(page, "name").press_sequentially("blue")
    expect(page.get_by_role("option")).to_have_count(2)
    asked = sent(page, site)
    assert (asked["focused"], asked["options"]) == ("name", {"attribute": "dark", "name": "blue"})
    site.answers["interactions"] = {"id": "1", "state": "replied"}
    page.keyboard.press("Enter")
    expect(pill(page, "name")).to_have_value("Blue-Eyes White Dragon")
    page.keyboard.press("Enter")
    assert used(page, site) == ("card search", {"attribute": "dark", "name": "bewd"})


def test_options_that_do_not_come_are_told(composing: Page, site: Site) -> None:
    page = composing
    site.answers["interactions"] = {"id": "1", "state": "failed", "errors": "late"}
    box(page).fill("/card search ")
    expect(page.get_by_role("status", name="Loading options")).to_be_visible()
    expect(page.get_by_text("Loading options failed")).to_be_visible()
    site.answers["interactions"] = {"id": "1", "state": "choices", "answer": {"type": 8, "data": {"choices": []}}}
    page.keyboard.type("x")
    expect(page.get_by_text("No options match your search.")).to_be_visible()
    site.answers["interactions"] = {"id": "1", "state": "replied"}
    page.keyboard.press("Enter")
    assert used(page, site) == ("card search", {"name": "x"})


def test_a_file_is_uploaded_first(composing: Page, site: Site) -> None:
    page = composing
    page.route("**/sim/uploads", lambda route: route.fulfill(json={"id": "77"}))
    box(page).fill("/design ")
    page.get_by_label("picture: file").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(page.get_by_role("alert")).to_have_text("This kind of file is not accepted. Choose one of: image.")
    page.get_by_label("picture: file").set_input_files({"name": "a.png", "mimeType": "image/x-none", "buffer": b"x"})
    expect(pill(page, "picture")).to_have_value("a.png")
    page.keyboard.press("Enter")
    assert used(page, site) == ("design", {"picture": "77"})


def test_what_the_simulator_refuses_is_there_again_with_the_reason(composing: Page, site: Site) -> None:
    page = composing
    site.answers["interactions"] = {"id": None, "state": "failed", "errors": "Mai may not do this."}
    box(page).fill("/ban member:joey reason:spam")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Mai may not do this.")
    expect(pill(page, "reason")).to_have_value("spam")


def test_a_mention_of_a_command_enters_it(composing: Page) -> None:
    page = composing
    page.evaluate("composer.insertCommand('</ban:9>', { reason: 'spam' })")
    expect(pill(page, "member")).to_be_focused()
    expect(pill(page, "reason")).to_have_value("spam")
    page.evaluate("composer.insertCommand({ name: 'gone', id: '1' })")
    expect(page.get_by_role("alert")).to_have_text("/gone is not for you in this channel.")


# --- who may not


def test_who_is_timed_out_can_do_nothing(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/tests/compose.html?until=2999-01-01T00:00:00%2B00:00")
    expect(page.get_by_text("You are timed out until January 1, 2999 at 12:00 AM.")).to_be_visible()
    expect(box(page)).to_be_disabled()


def test_commands_need_no_right_to_write(page: Page, site: Site) -> None:
    opened(page, site, f"?rights={1 << 31}")
    reason = "You do not have permission to send messages in this channel."
    expect(page.get_by_text(reason)).to_be_visible()
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(reason)
    assert nothing_sent(page, site, "messages")
    box(page).fill("/ping")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert used(page, site) == ("ping", {})


# --- other deeds


def test_commands_of_menus_are_used_on_what_was_pointed_at(composing: Page, site: Site) -> None:
    page = composing
    labels = page.evaluate("deeds.rightClickCommands({ user_id: '12' }).map((item) => item.label)")
    assert labels == ["View Stats"]
    page.evaluate("deeds.rightClickCommands({ message: { id: '5', channel_id: '301' } })[0].run()")
    assert sent(page, site) == {"as": "mai", "channel": "301", "command": "Report", "target": "5"}


def test_one_press_at_a_time_on_a_message_and_a_failed_one_is_told(composing: Page, site: Site) -> None:
    site.answers["interactions"] = {"id": "1", "state": "failed", "errors": {}}
    said = composing.evaluate("""async () => {
      const told = [];
      deeds.subscribe((id) => told.push([id, deeds.isPending(id, "go"), deeds.failed.get(id) ?? null]));
      const first = deeds.press({ id: "5" }, { custom_id: "go" });
      const second = await deeds.press({ id: "5" }, { custom_id: "other" });
      await first;
      return { told, second };
    }""")
    assert said["second"] is None
    assert said["told"] == [["5", True, None], ["5", False, "This interaction failed"]]
    assert sent(composing, site) == {"as": "mai", "message": "5", "press": "go"}
