"""The form that a bot opens: its fields, what is wrong with them, what is sent, and what is kept."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.simulator.page.served import Site

OPEN = "form => openModal({ id: '50', user_id: '11', guild_id: '100', channel_id: '300', state: 'modal', modal: form })"


def labelled(label: str, kind: int, custom_id: str, **more: Any) -> dict[str, Any]:
    return {"type": 18, "label": label, "component": {"type": kind, "custom_id": custom_id} | more}


def options(*names: str) -> list[dict[str, Any]]:
    return [{"label": name, "value": name.lower()} for name in names]


SHORT = {
    "custom_id": "card.report",
    "title": "Report",
    "components": [labelled("What?", 4, "what", style=1, max_length=9)],
}
FORM = {
    "custom_id": "card.whole",
    "title": "Everything",
    "components": [
        {"type": 10, "content": "Be **kind**."},
        labelled("What?", 4, "what", style=1, min_length=3, max_length=20),
        labelled("More", 4, "more", style=2, required=False, max_length=100),
        labelled("Kind", 3, "kind", options=options("Text", "Picture")),
        labelled("Who", 5, "who", max_values=2, required=False),
        labelled("Role", 6, "role", required=False),
        labelled("Anybody", 7, "any", required=False),
        labelled("Where", 8, "where", channel_types=[0], required=False),
        labelled("How bad?", 21, "bad", options=options("Little", "Very")),
        labelled("Which?", 22, "which", options=options("Hand", "Field", "Grave"), max_values=2),
        labelled("Tell me", 23, "tell"),
        labelled("Proof", 19, "proof", max_values=2, required=False),
        {"type": 1, "components": [{"type": 4, "custom_id": "old", "style": 1, "label": "Old", "value": "given"}]},
    ],
}


@pytest.fixture
def forming(page: Page, site: Site) -> Page:
    site.answers["interactions"] = {"id": "51", "state": "replied", "errors": None}
    page.goto(f"{site.url}/tests/compose.html")
    page.wait_for_selector("body[data-ready]")
    return page


def opened(page: Page, form: dict[str, Any]) -> Locator:
    page.evaluate(OPEN, form)
    dialog = page.get_by_role("dialog", name=form["title"])
    expect(dialog).to_be_visible()
    return dialog


def submitted(site: Site) -> list[Any]:
    return [body["fields"] for path, body in site.asked if path == "interactions" and "modal" in body]


def test_a_form_says_to_whom_it_goes(forming: Page) -> None:
    dialog = opened(forming, SHORT)
    expect(dialog).to_contain_text("This form will be submitted to Duel Bot. Do not share passwords")
    expect(dialog.get_by_role("textbox", name="What?")).to_be_focused()


def test_every_kind_of_field_is_sent(forming: Page, site: Site) -> None:
    page = forming
    page.route("**/sim/uploads", lambda route: route.fulfill(json={"id": "77"}))
    dialog = opened(page, FORM)
    dialog.get_by_role("textbox", name="What?").fill("A card")
    expect(dialog.locator(".field-left")).to_have_text("100")
    dialog.get_by_role("textbox", name="More").fill("Long")
    expect(dialog.locator(".field-left")).to_have_text("96")
    for field, choice in [("Kind", "Picture"), ("Role", "Duelist"), ("Anybody", "Seto"), ("Where", "general")]:
        dialog.get_by_role("combobox", name=field).click()
        page.get_by_role("option", name=choice).click()
    dialog.get_by_role("combobox", name="Who").click()
    page.get_by_role("option", name="Joey").click()
    dialog.get_by_role("radio", name="Very").check()
    dialog.get_by_role("checkbox", name="Hand").check()
    dialog.get_by_role("checkbox", name="Grave").check()
    expect(dialog.get_by_role("checkbox", name="Field")).to_be_disabled()
    dialog.get_by_role("checkbox", name="Tell me").check()
    dialog.get_by_label("Proof").set_input_files({"name": "a.png", "mimeType": "image/x-none", "buffer": b"x"})
    expect(dialog.get_by_text("a.png")).to_be_visible()
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    assert submitted(site) == [
        {"what": "A card", "more": "Long", "old": "given", "kind": ["picture"], "who": ["12"], "role": ["201"],
         "any": ["13"], "where": ["301"], "bad": "very", "which": ["hand", "grave"], "tell": True, "proof": ["77"]}
    ]  # fmt: skip


def test_what_is_missing_or_wrong_is_told_and_nothing_is_sent(forming: Page, site: Site) -> None:
    dialog = opened(forming, FORM)
    what = dialog.get_by_role("textbox", name="What?")
    what.fill("ab")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog.get_by_role("alert")).to_have_text(
        ["Must be at least 3 characters long; it has 2.", *["This field is required."] * 3]
    )
    expect(what).to_be_focused()
    expect(what).to_have_attribute("aria-invalid", "true")
    what.fill("abc")
    expect(dialog.get_by_role("alert")).to_have_count(3)
    assert submitted(site) == []


def test_a_form_that_fails_stays_with_its_text(forming: Page, site: Site) -> None:
    dialog = opened(forming, SHORT)
    site.answers["interactions"] = {"id": "51", "state": "failed", "errors": {}}
    dialog.get_by_role("textbox", name="What?").fill("text")
    forming.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Something went wrong. Try again.")
    site.answers["interactions"] = {"id": None, "state": "failed", "errors": "The form is no longer open."}
    forming.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Something went wrong. Try again. The form is no longer open.")
    expect(dialog.get_by_role("textbox", name="What?")).to_have_value("text")


@pytest.mark.parametrize("way", ["Escape", "Cancel", "Close", "outside"])
def test_closing_sends_nothing_and_keeps_the_text(forming: Page, site: Site, way: str) -> None:
    page = forming
    opened(page, SHORT).get_by_role("textbox").fill("text")
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "outside":
        page.mouse.click(5, 5)
    else:
        page.get_by_role("button", name=way).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opened(page, SHORT).get_by_role("textbox")).to_have_value("text")
    assert submitted(site) == []


def test_a_form_that_was_sent_is_empty_the_next_time(forming: Page, site: Site) -> None:
    dialog = opened(forming, SHORT)
    dialog.get_by_role("textbox").fill("text")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    expect(opened(forming, SHORT).get_by_role("textbox")).to_have_value("")


def test_a_second_form_takes_the_place_of_the_first(forming: Page) -> None:
    opened(forming, SHORT)
    opened(forming, FORM)
    expect(forming.get_by_role("dialog")).to_have_count(1)


def test_files_can_be_taken_away_again(forming: Page) -> None:
    form = {
        "custom_id": "files",
        "title": "Files",
        "components": [labelled("Proof", 19, "proof", file_types=["image"])],
    }
    dialog = opened(forming, form)
    expect(dialog).to_contain_text("Upload up to 1 file under 500 MB. Accepted: image.")
    dialog.get_by_label("Proof").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 2048})
    expect(dialog).to_contain_text("2 KB")
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog.get_by_role("alert")).to_have_text("This kind of file is not accepted. Choose one of: image.")
    dialog.get_by_role("button", name="Remove a.txt").click()
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog.get_by_role("alert")).to_have_text("This field is required.")
