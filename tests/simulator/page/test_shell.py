"""The page as a whole, in a browser, before the real simulator: its lists, its log, its menus, its inspector."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.simulator.page.running import Running

GENERAL = "Messages in #general"


def be(page: Page, name: str) -> None:
    page.get_by_role("button", name="You are").click()
    page.get_by_role("menuitemcheckbox", name=name).click()
    expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()


def member(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name="Members").get_by_role("button", name=name)


def message(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def test_every_part_has_a_name(shell: Page) -> None:
    for role, name in [
        ("navigation", "Servers"),
        ("navigation", "Channels"),
        ("list", "Members"),
        ("log", GENERAL),
        ("complementary", "Inspector"),
    ]:
        expect(shell.get_by_role(role, name=name, exact=True)).to_be_visible()  # type: ignore[arg-type]
    expect(shell.get_by_text("Local simulation, not Discord")).to_be_visible()


def test_who_is_not_named_is_an_ordinary_member(shell: Page, world: Running) -> None:
    shell.evaluate("sessionStorage.clear()")
    shell.goto(world.url)
    expect(shell.get_by_role("button", name="You are Mai")).to_be_visible()


def test_a_channel_is_opened_by_keys_and_is_still_open_after_a_reload(shell: Page) -> None:
    shell.get_by_role("link", name="general", exact=True).focus()
    shell.keyboard.press("ArrowDown")
    shell.keyboard.press("Enter")
    opened = shell.get_by_role("log", name="Messages in #duel-hall")
    expect(opened).to_be_visible()
    shell.reload()
    expect(opened).to_be_visible()
    shell.go_back()
    expect(shell.get_by_role("log", name=GENERAL)).to_be_visible()


def test_another_member_sees_what_they_may_see(shell: Page) -> None:
    expect(shell.get_by_role("link", name="mod-log")).to_have_count(0)
    shell.get_by_role("button", name="You are").focus()
    shell.keyboard.press("Enter")
    shell.keyboard.press("i")
    shell.keyboard.press("Enter")
    expect(shell.get_by_role("button", name="You are Ishizu")).to_be_visible()
    shell.get_by_role("link", name="mod-log").click()
    expect(member(shell, "Seto, server owner")).to_be_visible()
    expect(member(shell, "Joey")).to_have_count(0)
    shell.reload()
    expect(shell.get_by_role("button", name="You are Ishizu")).to_be_visible()


def test_members_stand_under_their_hoisted_roles(shell: Page) -> None:
    groups = shell.get_by_role("list", name="Members").locator("h3")
    expect(groups).to_have_text(["Administrator — 1", "Moderator — 1", "Reviewer — 1", "Online — 4"])
    expect(member(shell, "Your Bot, app")).to_contain_text("APP")


def test_messages_of_one_author_stand_together_and_part_when_one_goes(shell: Page, world: Running) -> None:
    first, second = world.say("one"), world.say("two")
    expect(shell.locator(f"[data-message='{second['id']}']")).to_have_class(re.compile("grouped"))
    world.ask("POST", "deeds", {"as": "joey", "do": "delete_message", "message": first["id"]})
    expect(shell.locator(f"[data-message='{first['id']}']")).to_have_count(0)
    world.say("three", by="seto")
    expect(message(shell, "three")).not_to_have_class(re.compile("grouped"))


def test_one_changed_message_is_drawn_anew_alone(shell: Page, world: Running) -> None:
    world.act(command="greet", options={"name": "Mai"})
    first = shell.get_by_role("article").first.element_handle()
    answer = message(shell, "Hello, Mai!")
    again = answer.get_by_role("button", name="Again")
    again.focus()
    shell.keyboard.press("Enter")
    expect(message(shell, "Hello again!")).to_be_visible()
    assert first.evaluate("element => element.isConnected")


def test_the_log_stays_at_its_end_unless_one_reads_above(shell: Page, world: Running) -> None:
    for number in range(40):
        world.say(f"line {number}")
    expect(shell.get_by_text("line 39")).to_be_in_viewport()
    shell.get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
    jump = shell.get_by_role("button", name="Jump to present")
    expect(jump).to_be_visible()
    world.say("the newest")
    expect(jump).to_contain_text("1 new message")
    expect(shell.get_by_text("the newest")).not_to_be_in_viewport()
    jump.click()
    expect(shell.get_by_text("the newest")).to_be_in_viewport()


def test_older_messages_come_when_they_are_scrolled_to(shell: Page, world: Running) -> None:
    first = world.say("the very first")
    for number in range(130):
        world.say(f"line {number}", by="seto")
    shell.reload()
    expect(shell.get_by_text("line 129")).to_be_in_viewport()
    old = shell.locator(f"[data-message='{first['id']}']")
    expect(old).to_have_count(0)
    shell.goto(f"{world.url}/?as=mai#/{world.stage.guild.id}/{first['channel_id']}/{first['id']}")
    shell.reload()
    expect(old).to_be_in_viewport()


def test_what_is_new_elsewhere_is_marked_until_it_is_read(shell: Page, world: Running) -> None:
    mai = world.stage.user("mai").id
    world.say("hello there", channel="duel-hall")
    expect(shell.get_by_role("link", name="duel-hall, unread")).to_be_visible()
    world.say(f"you, <@{mai}>", channel="duel-hall")
    expect(shell.get_by_role("link", name="duel-hall, 1 mention")).to_be_visible()
    shell.get_by_role("link", name="duel-hall").click()
    expect(shell.get_by_role("link", name="duel-hall", exact=True)).to_be_visible()


def test_a_command_that_fails_says_so_to_its_user_alone_and_leads_to_the_exchange(shell: Page, world: Running) -> None:
    world.stage.bot.answers["greet"] = lambda _: {"type": 4, "data": {"content": "x" * 2001}}
    world.act(command="greet")
    failed = message(shell, "The application did not respond")
    expect(failed).to_contain_text("data.content: Must be 2000 or fewer in length.")
    failed.get_by_role("button", name="See the exchange").click()
    inspector = shell.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("button", name="/greet")).to_have_attribute("aria-expanded", "true")
    expect(inspector.get_by_role("list", name="What was wrong")).to_contain_text("BASE_TYPE_MAX_LENGTH")
    expect(inspector.locator("mark").first).to_contain_text("Must be 2000 or fewer in length.")
    failed.get_by_role("button", name="Dismiss message").click()
    expect(failed).to_have_count(0)
    be(shell, "Joey")
    expect(message(shell, "The application did not respond")).to_have_count(0)


def test_a_command_that_is_under_way_is_shown_as_being_sent(shell: Page, world: Running) -> None:
    world.hush()
    shell.evaluate(
        """() => { void fetch("/sim/interactions", { method: "POST", headers: { "content-type": "application/json" },
            body: JSON.stringify({ as: "mai", channel: "general", command: "greet" }) }); }"""
    )
    expect(message(shell, "Sending command…")).to_be_visible()
    expect(shell.locator("body")).to_have_attribute("data-pending", "1")
    world.speak()
    expect(message(shell, "Hello, you!")).to_be_visible()
    expect(message(shell, "Sending command…")).to_have_count(0)


def test_the_menu_of_a_message_opens_by_keys_and_closes_by_escape(shell: Page) -> None:
    said = message(shell, "Ask the bot")
    said.focus()
    shell.keyboard.press("Shift+F10")
    menu = shell.get_by_role("menu", name="Message")
    expect(menu).to_be_visible()
    shell.keyboard.press("ArrowDown")
    expect(menu.get_by_role("menuitem", name="Add Reaction")).to_be_focused()
    shell.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(said).to_be_focused()


def test_a_reaction_is_added_and_a_message_pinned(shell: Page) -> None:
    said = message(shell, "Ask the bot")
    said.hover()
    said.get_by_role("button", name="Add Reaction").click()
    shell.get_by_role("dialog", name="Add Reaction").get_by_role("button", name="tada").click()
    expect(said.get_by_role("button", name="1 reaction")).to_be_visible()
    be(shell, "Seto")
    message(shell, "Ask the bot").hover()
    message(shell, "Ask the bot").get_by_role("button", name="More").click()
    shell.get_by_role("menuitem", name="Pin Message").click()
    expect(message(shell, "pinned a message to this channel")).to_be_visible()
    shell.get_by_role("button", name="Pinned Messages").click()
    expect(shell.get_by_role("dialog", name="Pinned Messages")).to_contain_text("Ask the bot")


def test_a_command_of_a_members_menu_is_used(shell: Page) -> None:
    member(shell, "Joey").click(button="right")
    shell.get_by_role("menuitem", name="Apps").click()
    shell.get_by_role("menuitem", name="Praise").click()
    expect(message(shell, "Well done.")).to_be_visible()


def test_a_moderator_times_out_and_an_ordinary_member_does_not(shell: Page) -> None:
    member(shell, "Joey").click(button="right")
    expect(shell.get_by_role("menuitem", name="Copy User ID")).to_be_visible()
    expect(shell.get_by_role("menuitem", name="Timeout Joey")).to_have_count(0)
    shell.keyboard.press("Escape")
    be(shell, "Ishizu")
    member(shell, "Joey").click(button="right")
    shell.get_by_role("menuitem", name="Timeout Joey").click()
    asked = shell.get_by_role("dialog", name="Timeout Joey")
    asked.get_by_label("Reason").fill("spam")
    asked.get_by_role("button", name="Timeout").click()
    out = member(shell, "Joey, timed out")
    expect(out).to_be_visible()
    out.click()
    expect(shell.get_by_role("dialog", name="About Joey")).to_contain_text("Timed out until")


def test_roles_are_given_and_taken(shell: Page) -> None:
    be(shell, "Seto")
    for many in (2, 1):
        member(shell, "Joey").click(button="right")
        shell.get_by_role("menuitem", name="Roles").click()
        shell.get_by_role("menuitemcheckbox", name="Reviewer").click()
        expect(shell.get_by_text(f"Reviewer — {many}")).to_be_visible()


def test_who_is_banned_is_in_no_server_until_they_may_come_back(shell: Page, world: Running) -> None:
    world.ask("POST", "deeds", {"as": "mod", "do": "ban", "target": "mai"})
    expect(shell.get_by_role("heading", name="You are in no server")).to_be_visible()
    be(shell, "Ishizu")
    shell.get_by_role("navigation", name="Channels").get_by_role("button", name="Duel Academy").click()
    shell.get_by_role("menuitem", name="Bans").click()
    shell.get_by_role("menuitem", name="Unban Mai").click()
    expect(shell.get_by_text("Mai may come back.")).to_be_visible()
    be(shell, "Mai")
    shell.get_by_role("button", name="Join the server").click()
    expect(shell.get_by_role("log", name=GENERAL)).to_be_visible()


def test_who_may_use_a_command_is_chosen_in_the_menu_of_the_server(shell: Page) -> None:
    be(shell, "Seto")
    shell.get_by_role("navigation", name="Channels").get_by_role("button", name="Duel Academy").click()
    shell.get_by_role("menuitem", name="Command permissions").click()
    dialog = shell.get_by_role("dialog", name="Command permissions")
    dialog.get_by_role("combobox", name="Command", exact=True).select_option(label="/purge")
    dialog.get_by_role("combobox", name="For whom").select_option(label="@Duelist")
    dialog.get_by_role("button", name="Add").click()
    allowed = dialog.get_by_role("switch", name="@Duelist: allowed")
    expect(allowed).to_be_checked()
    allowed.click()
    expect(allowed).not_to_be_checked()
    expect(allowed).to_be_focused()
    dialog.get_by_role("button", name="Remove @Duelist").click()
    expect(dialog.get_by_text("Nothing is chosen.")).to_be_visible()
    expect(dialog.get_by_role("combobox", name="For whom")).to_be_focused()
    dialog.get_by_role("combobox", name="For whom").select_option(label="@Duelist")
    dialog.get_by_role("button", name="Add").click()
    expect(allowed).to_be_checked()
    dialog.get_by_role("button", name="Done").click()
    be(shell, "Mai")
    shell.get_by_role("textbox", name="Message #general").fill("/pu")
    expect(shell.get_by_role("option", name="/purge")).to_be_visible()


def test_a_panel_that_closes_leaves_the_focus_at_its_button(shell: Page) -> None:
    opens = shell.get_by_role("button", name="Inspector", exact=True)
    opens.click()
    shell.get_by_role("tab", name="Tools").click()
    shell.get_by_role("button", name="Close panel").click()
    expect(opens).to_be_focused()


def test_a_direct_message_with_the_bot_is_opened_from_its_card(shell: Page) -> None:
    member(shell, "Your Bot").click()
    shell.get_by_role("dialog", name="About Your Bot").get_by_role("button", name="Message").click()
    expect(shell.get_by_role("log", name="Messages in @Your Bot")).to_be_visible()
    shell.get_by_role("navigation", name="Servers").get_by_role("button", name="Duel Academy").click()
    expect(shell.get_by_role("log", name=GENERAL)).to_be_visible()


def test_exchanges_are_listed_filtered_replayed_and_copied(shell: Page, world: Running) -> None:
    world.act(command="greet")
    shell.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shell.get_by_role("button", name="Inspector", exact=True).click()
    rows = shell.get_by_role("list", name="Exchanges").get_by_role("button")
    expect(rows.first).to_contain_text("/greet")
    shell.get_by_role("button", name="Calls").click()
    expect(rows).to_have_count(1)
    rows.first.click()
    shell.get_by_role("button", name="Copy as curl").click()
    expect(shell.get_by_text("curl command copied.")).to_be_visible()
    assert f"curl -X PUT '{world.url}/api/v10/applications/" in shell.evaluate("navigator.clipboard.readText()")
    shell.get_by_role("button", name="Deliveries").click()
    rows.first.click()
    shell.get_by_role("button", name="Copy as test").click()
    expect(shell.get_by_text("Test copied.")).to_be_visible()
    shell.get_by_role("button", name="Replay").click()
    expect(message(shell, "Hello, you!")).to_have_count(2)


def test_what_the_check_of_the_endpoint_found_stands_at_the_top(shell: Page, world: Running) -> None:
    shell.get_by_role("button", name="Inspector", exact=True).click()
    shell.get_by_role("button", name="Check endpoint").click()
    expect(shell.get_by_text("Endpoint accepted")).to_be_visible()
    world.stage.bot.public_key = "0" * 64
    shell.get_by_role("button", name="Check endpoint").click()
    expect(shell.get_by_text("The endpoint would be refused")).to_be_visible()
    expect(shell.get_by_role("button", name="Check again")).to_be_visible()


def test_time_goes_on_faults_wait_and_all_begins_anew(shell: Page, world: Running) -> None:
    world.say("gone with the reset")
    shell.get_by_role("button", name="Tools and settings").click()
    shell.get_by_role("button", name="+15 minutes").click()
    expect(shell.get_by_text("15 minutes ahead of your clock")).to_be_visible()
    shell.get_by_text("Add a fault").click()
    shell.get_by_label("Of which call").fill("create_message")
    shell.get_by_role("button", name="Add fault").click()
    faults = shell.get_by_role("list", name="Faults")
    expect(faults).to_contain_text("429 rate limited · create_message · 1 time · 1 s")
    shell.get_by_role("button", name="Remove the fault of create_message").click()
    expect(faults).to_contain_text("Nothing is going wrong on purpose.")
    shell.get_by_label("Deadline").select_option("10")
    expect(shell.get_by_text("The deadline is set.")).to_be_visible()
    assert world.ask("GET", "settings")["deadline"] == 10
    shell.get_by_role("button", name="Reset the world").click()
    shell.get_by_role("dialog").get_by_role("button", name="Reset").click()
    expect(message(shell, "gone with the reset")).to_have_count(0)
    expect(message(shell, "Ask the bot")).to_be_visible()


def test_the_theme_is_chosen_and_kept(shell: Page) -> None:
    shell.get_by_role("button", name="Light theme").click()
    expect(shell.locator("html")).to_have_attribute("data-theme", "light")
    shell.reload()
    expect(shell.locator("html")).to_have_attribute("data-theme", "light")
    shell.get_by_role("button", name="Tools and settings").click()
    shell.get_by_role("radio", name="As the system").check()
    expect(shell.locator("html")).not_to_have_attribute("data-theme", "light")


def test_on_a_narrow_screen_the_lists_are_drawers(shell: Page) -> None:
    shell.set_viewport_size({"width": 420, "height": 780})
    expect(shell.get_by_role("navigation", name="Channels")).to_have_count(0)
    shell.get_by_role("button", name="Channels").click()
    shell.get_by_role("link", name="duel-hall").click()
    expect(shell.get_by_role("log", name="Messages in #duel-hall")).to_be_visible()
    expect(shell.get_by_role("navigation", name="Channels")).to_have_count(0)
    shell.get_by_role("button", name="Inspector", exact=True).click()
    expect(shell.get_by_role("complementary", name="Inspector")).to_be_visible()
    shell.keyboard.press("Escape")
    expect(shell.get_by_role("complementary", name="Inspector")).to_have_count(0)
    assert shell.evaluate("document.documentElement.scrollWidth") == 420


def test_f6_goes_from_part_to_part(shell: Page) -> None:
    seen = set()
    for _ in range(7):
        shell.keyboard.press("F6")
        seen.add(
            shell.evaluate("document.activeElement.closest('nav, aside, section, main')?.getAttribute('aria-label')")
        )
    assert seen >= {"Servers", "Channels", "You are", "Chat", "Members of this channel"}


def test_a_lost_connection_is_said_and_found_again(shell: Page, world: Running) -> None:
    shell.route("**/sim/events?*", lambda route: route.abort())
    world.cut()
    lost = shell.get_by_role("alert").filter(has_text="The connection to the simulator is lost.")
    expect(lost).to_be_visible()
    world.mend()
    shell.unroute("**/sim/events?*")
    expect(lost).to_have_count(0, timeout=15_000)
    world.say("after all")
    expect(message(shell, "after all")).to_be_visible()


def test_whoever_is_not_in_this_world_becomes_somebody_who_is(browser: Browser, world: Running) -> None:
    # A page of its own, for the browser itself says that nobody was found, which is an error anywhere else.
    page = browser.new_page(locale="en-US")
    page.goto(f"{world.url}/?as=nobody")
    expect(page.get_by_role("log", name=GENERAL)).to_be_visible()
    expect(page.get_by_role("button", name="You are")).to_be_visible()
    page.close()
