"""The composer as its tests see and drive it."""

from typing import Any

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


def simulate(site: Site) -> None:
    """What the composer is told by a simulator that has these commands."""
    site.answers |= {
        "commands": [SEARCH, BAN, PLACES, DESIGN, PING, leaf("View Stats", kind=2), leaf("Report", kind=3)],
        "interactions": {"id": "1", "state": "replied", "errors": None},
        "messages": {"id": "1"},
    }


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
