"""The composer by keyboard alone: options, and what is sent of them."""

import pytest
from playwright.sync_api import Page, expect

from tests.simulator.page.composing import box, names, nothing_sent, opened, pill, sent, simulate, used
from tests.simulator.page.served import Site


@pytest.fixture(autouse=True)
def simulated(site: Site) -> None:
    simulate(site)


@pytest.fixture
def composing(page: Page, site: Site) -> Page:
    return opened(page, site)


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
