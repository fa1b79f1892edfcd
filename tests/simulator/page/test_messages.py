"""Messages and their components, as the page shows them, in a browser; the simulator's side is told by each test."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.simulator.page.served import Site

REPLIED = {"id": "1", "state": "replied", "answer": None, "errors": None, "milliseconds": 5, "message": None}


@pytest.fixture
def gallery(page: Page, site: Site) -> Page:
    site.answers["interactions"] = REPLIED
    page.goto(f"{site.url}/tests/gallery.html")
    page.wait_for_selector("body[data-drawn]", state="attached")
    return page


def holding(page: Page, text: str) -> Locator:
    """The message that says this."""
    return page.get_by_role("article").filter(has_text=text)


def acts(site: Site) -> list[dict[str, Any]]:
    return [body for path, body in site.asked if path == "interactions"]


def select(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_kind_of_message_is_drawn_with_a_name(page: Page, site: Site, theme: str) -> None:
    page.goto(f"{site.url}/tests/gallery.html?theme={theme}")
    page.wait_for_selector("body[data-drawn]", state="attached")
    names = page.get_by_role("article").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    assert len(names) == int(page.locator("body").get_attribute("data-drawn") or 0)
    assert all(re.fullmatch(r"[^,]+, Today at .+: .+", name) for name in names), names


def test_a_message_says_who_when_and_what(gallery: Page) -> None:
    first = gallery.get_by_role("article").first
    expect(first.get_by_role("button", name="Joey the Great", exact=True)).to_have_css("color", "rgb(46, 204, 113)")
    expect(first.locator(".message-head time")).to_have_attribute("title", re.compile(r"\w+day, \w+ \d+, \d{4} at "))
    expect(first.get_by_role("button", name="@Mai")).to_be_visible()
    second = gallery.get_by_role("article").nth(1)
    expect(second.locator(".message-head")).to_have_count(0)
    expect(second).to_contain_text("(edited)")


def test_the_command_is_told_that_a_message_answers(gallery: Page) -> None:
    lead = holding(gallery, "Here you are").locator(".message-lead")
    expect(lead).to_have_text("MMai used card search")
    expect(lead.get_by_role("button", name="/card search")).to_be_visible()
    expect(holding(gallery, "Two warnings").locator(".message-lead")).to_contain_text(
        "Seto used Case history on Joey the Great"
    )


def test_a_reply_shows_what_it_answers(gallery: Page) -> None:
    expect(holding(gallery, "はい！").locator(".message-lead")).to_contain_text("@ゆきこんにちは、@Maiさん！")
    expect(holding(gallery, "What did it say?")).to_contain_text("Original message was deleted")


def test_who_is_meant_sees_it_at_once(gallery: Page, site: Site) -> None:
    expect(gallery.locator(".mentioned")).to_have_count(3)
    gallery.goto(f"{site.url}/tests/gallery.html?as=joey")
    gallery.wait_for_selector("body[data-drawn]", state="attached")
    expect(gallery.locator(".mentioned")).to_have_count(1)


@pytest.mark.parametrize("over", ["expire()", "age(901)"])
def test_an_app_thinks_until_its_time_is_over(gallery: Page, over: str) -> None:
    thinking = gallery.get_by_text("Duel Bot is thinking…")
    gallery.evaluate("age(880)")
    expect(thinking).to_be_visible()
    gallery.evaluate(over)
    expect(thinking).to_have_count(0)
    expect(gallery.get_by_text("The application did not respond")).to_be_visible()


def test_what_only_one_person_sees_can_be_dismissed(gallery: Page, site: Site) -> None:
    message = holding(gallery, "Only you know this")
    expect(message).to_contain_text("Only you can see this")
    with gallery.expect_response("**/sim/deeds"):
        message.get_by_role("button", name="Dismiss message").click()
    assert site.asked[-1] == ("deeds", {"as": "mai", "do": "dismiss", "message": message.get_attribute("data-message")})


def test_a_reaction_is_joined_by_a_press(gallery: Page, site: Site) -> None:
    fire = gallery.get_by_role("button", name="fire, 2 reactions")
    expect(fire).to_have_attribute("aria-pressed", "true")
    expect(fire).to_have_attribute("title", "Mai, Joey reacted with fire")
    with gallery.expect_response("**/sim/deeds"):
        gallery.get_by_role("button", name="blue_eyes, 1 reaction").click()
    assert site.asked[-1][1] | {"message": ""} == {"as": "mai", "do": "react", "message": "", "emoji": "blue_eyes:5"}


def test_a_press_waits_with_three_dots_and_may_fail(gallery: Page) -> None:
    held: list[Route] = []
    gallery.route("**/sim/interactions", lambda route: held.append(route))
    message = holding(gallery, "Here you are")
    button = message.get_by_role("button", name="More", exact=True)
    with gallery.expect_request("**/sim/interactions") as sent:
        button.click()
    assert sent.value.post_data_json == {
        "as": "mai",
        "message": message.get_attribute("data-message"),
        "press": "press-More",
    }
    expect(button).to_have_attribute("aria-busy", "true")
    expect(button.locator(".dots")).to_be_visible()
    held[0].fulfill(json=REPLIED | {"state": "failed", "errors": "The bot did not answer in 3 seconds."})
    expect(message.get_by_text("This interaction failed")).to_be_visible()
    expect(button).not_to_have_attribute("aria-busy", "true")
    button.click()
    expect(message.get_by_text("This interaction failed")).to_be_hidden()


def test_buttons_are_called_by_their_labels_or_their_emoji(gallery: Page) -> None:
    message = holding(gallery, "Here you are")
    for name in ("More", "Own", "arrow left", "arrow right", "Subscribe"):
        expect(message.get_by_role("button", name=name, exact=True)).to_be_enabled()
    expect(message.get_by_role("button", name="Back", exact=True)).to_be_disabled()
    link = message.get_by_role("link", name="Open", exact=True)
    expect(link).to_have_attribute("href", "https://example.com")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_one_choice_is_sent_at_once(gallery: Page, site: Site) -> None:
    sort = select(gallery, "Sort by…")
    sort.click()
    expect(gallery.get_by_role("option")).to_have_count(3)
    with gallery.expect_response("**/sim/interactions"):
        gallery.get_by_role("option", name="ATK").click()
    assert acts(site)[0]["press"] == "sort"
    assert acts(site)[0]["values"] == ["atk"]
    expect(sort).to_have_text(re.compile("ATK"))
    expect(gallery.get_by_role("option")).to_have_count(0)


def test_a_select_is_used_by_keys_alone(gallery: Page, site: Site) -> None:
    sort = select(gallery, "Sort by…")
    sort.press("ArrowDown")
    expect(sort).to_have_attribute("aria-expanded", "true")
    for key, name in (("End", "Newest"), ("Home", "Name"), ("ArrowUp", "Newest"), ("ArrowDown", "Name"), ("a", "ATK")):
        sort.press(key)
        at = gallery.locator(f"[id='{sort.get_attribute('aria-activedescendant')}']")
        expect(at).to_have_attribute("aria-label", name)
    sort.press("Escape")
    expect(sort).to_have_attribute("aria-expanded", "false")
    expect(sort).to_be_focused()
    assert acts(site) == []
    sort.press("n")
    with gallery.expect_response("**/sim/interactions"):
        sort.press("Enter")
    assert acts(site)[0]["values"] == ["name"]


def test_several_choices_are_sent_when_the_list_closes(gallery: Page, site: Site) -> None:
    kinds = select(gallery, "Make a selection")
    expect(kinds).to_have_text("MonsterSpell")
    kinds.click()
    gallery.get_by_role("option", name="Trap").click()
    expect(gallery.get_by_role("option", name="Fusion")).to_have_attribute("aria-disabled", "")
    gallery.get_by_role("option", name="Fusion").click(force=True)
    gallery.get_by_role("option", name="Monster").click()
    assert acts(site) == []
    with gallery.expect_response("**/sim/interactions"):
        gallery.get_by_role("article").first.click(position={"x": 500, "y": 10})
    assert acts(site)[0]["values"] == ["spell", "trap"]


def test_too_few_choices_are_not_sent_and_nor_are_the_same(gallery: Page, site: Site) -> None:
    kinds = select(gallery, "Make a selection")
    for wanted in (["Monster", "Spell"], ["Trap", "Trap"]):
        kinds.click()
        for name in wanted:
            gallery.get_by_role("option", name=name).click()
        kinds.click()
        expect(kinds).to_have_text("MonsterSpell")
    assert acts(site) == []


def test_people_are_found_by_what_is_typed(gallery: Page, site: Site) -> None:
    who = select(gallery, "Who?")
    expect(who).to_have_text("JJoey the Great")
    who.press("Enter")
    field = gallery.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    field.type("YUK")
    expect(gallery.get_by_role("option")).to_have_count(1)
    field.fill("nobody")
    expect(gallery.get_by_text("Nothing found.")).to_be_visible()
    field.fill("duel")
    with gallery.expect_response("**/sim/interactions"):
        field.press("Enter")
    assert acts(site)[0]["values"] == ["15"]


def test_channels_and_roles_are_offered_as_the_server_has_them(gallery: Page, site: Site) -> None:
    select(gallery, "Where?").click()
    assert gallery.get_by_role("option").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))") == [
        "news",
        "duel-hall",
        "general",
    ]
    gallery.keyboard.press("Escape")
    select(gallery, "Who may see it?").click()
    for name in ("Administrator", "Duelist"):
        gallery.get_by_role("option", name=name).click()
    with gallery.expect_response("**/sim/interactions"):
        gallery.keyboard.press("Tab")
        gallery.keyboard.press("Tab")
    assert acts(site)[0]["values"] == ["203", "201"]


def test_a_list_opens_upwards_at_the_bottom_of_the_window(gallery: Page) -> None:
    who = select(gallery, "Who?")
    box = who.bounding_box()
    assert box is not None
    gallery.evaluate("y => scrollTo(0, y)", box["y"] + 60 - 800)
    who.click()
    panel = gallery.locator(".select-list:popover-open")
    expect(panel).to_have_attribute("data-side", "above")
    shown, at = panel.bounding_box(), who.bounding_box()
    assert shown is not None
    assert at is not None
    assert shown["y"] >= 0
    assert shown["y"] + shown["height"] <= at["y"]


def test_fields_of_an_embed_share_rows_of_three(gallery: Page) -> None:
    fields = holding(gallery, "Here you are").locator(".embed-field")
    tops = [round(box["y"]) for box in (each.bounding_box() for each in fields.all()) if box]
    assert [tops.count(top) for top in dict.fromkeys(tops)] == [3, 2, 1, 1]


def test_embeds_of_one_address_are_one_with_all_pictures(gallery: Page) -> None:
    album = gallery.get_by_role("region", name="An album")
    expect(album.get_by_role("button", name="Image")).to_have_count(4)


def test_a_picture_of_the_web_is_named_and_not_asked_for(gallery: Page) -> None:
    message = holding(gallery, "a picture of the web")
    expect(message.get_by_role("link", name="Image")).to_contain_text("https://example.com/card.png")


def test_a_picture_opens_large_with_what_is_said_of_it(gallery: Page) -> None:
    gallery.get_by_role("button", name="Image: Card 2").first.click()
    large = gallery.get_by_role("dialog", name="Card 2")
    expect(large.get_by_role("img")).to_be_visible()
    gallery.keyboard.press("Escape")
    expect(large).to_have_count(0)
    gallery.get_by_role("button", name="Image: Card 1").first.click()
    gallery.get_by_role("button", name="Close").click()
    expect(gallery.get_by_role("dialog")).to_have_count(0)


def test_a_spoiler_is_covered_until_it_is_asked_for(gallery: Page) -> None:
    covers = gallery.get_by_role("button", name="Spoiler: show")
    expect(covers).to_have_count(2)
    expect(gallery.get_by_role("heading", name="A secret")).to_have_count(0)
    covers.first.click()
    expect(gallery.get_by_role("heading", name="A secret")).to_be_visible()
    expect(covers).to_have_count(1)


def test_a_layout_holds_what_it_is_told(gallery: Page) -> None:
    message = holding(gallery, "Deck: Kaiba")
    expect(message.get_by_role("heading", name="Deck: Kaiba (41 cards)")).to_be_visible()
    expect(message.get_by_role("button", name="Image: The card")).to_be_visible()
    expect(message.get_by_role("button", name="Add", exact=True)).to_be_visible()
    expect(message.get_by_role("link", name="deck.ydk").first).to_be_visible()
    expect(message).to_contain_text("1.5 KB")
    expect(message.get_by_role("separator")).to_have_count(1)
    expect(message).to_contain_text("A component of type 99")


def test_a_gallery_of_any_size_fills_its_rows(gallery: Page) -> None:
    for number in (1, 2, 4, 5, 7, 10):
        pictures = gallery.locator(f".mosaic-{number}").first.locator("xpath=*")
        boxes = [box for box in (each.bounding_box() for each in pictures.all()) if box]
        assert len(boxes) == number
        rows: dict[int, float] = {}
        for box in boxes:
            rows[round(box["y"])] = max(rows.get(round(box["y"]), 0), box["x"] + box["width"])
        assert max(rows.values()) - min(rows.values()) <= 1, number


def test_polls_tell_how_they_stand(gallery: Page) -> None:
    expect(gallery.get_by_role("group", name="Which deck wins?")).to_contain_text(re.compile("Ends in [23] hours"))
    over = gallery.get_by_role("group", name="Which deck won?")
    expect(over).to_contain_text("Harpies75%3 votes")
    expect(over).to_contain_text("Poll closed")


def test_no_address_leads_to_a_script(gallery: Page) -> None:
    led = gallery.evaluate("""async () => {
      const { messageView } = await import("/js/view/message.js");
      const url = "javascript:alert(1)";
      const file = { id: "1", filename: "deck.ydk", size: 1, url };
      const files = [url, "data:text/html,x"].map((each) => ({ type: 13, file: { url: each } }));
      const panel = { type: 17, components: files };
      const link = { type: 2, style: 5, label: "Go", url };
      const embed = { title: "Go", url, description: `[x](${url}) <${url}>`, author: { name: "Go", url },
        provider: { name: "Go", url }, video: { url } };
      const [id, timestamp, author] = ["9", "2026-11-28T09:00:00Z", { id: "15", username: "bot", bot: true }];
      const said = { id, timestamp, author, channel_id: "300", type: 0 };
      const drawn = [
        { ...said, flags: 0, content: `[x](${url})`, embeds: [embed], attachments: [file],
          components: [{ type: 1, components: [link] }] },
        { ...said, flags: 1 << 15, content: "", components: [panel] },
      ].map((each) => messageView(each, { grouped: false }));
      return drawn.flatMap((each) => [...each.querySelectorAll("[href]")].map((all) => all.href));
    }""")
    assert led == []
