"""What people are called, how they are pictured, and how times are written."""

import pytest
from playwright.sync_api import Page

from tests.simulator.page.served import Site

NOON = "2026-11-28T12:00:00Z"


@pytest.fixture
def table(page: Page, site: Site) -> Page:
    page.clock.install(time=NOON)
    page.goto(f"{site.url}/tests/table.html")
    page.wait_for_selector("body[data-ready]", state="attached")
    return page


STAMPS = {
    "2026-11-28T09:05:00Z": ["9:05 AM", "Today at 9:05 AM"],
    "2026-11-27T23:59:00Z": ["Yesterday at 11:59 PM", "Yesterday at 11:59 PM"],
    "2026-11-29T00:00:00Z": ["Tomorrow at 12:00 AM", "Tomorrow at 12:00 AM"],
    "2026-11-26T23:59:00Z": ["11/26/26, 11:59 PM", "11/26/26, 11:59 PM"],
}
NAMES = {
    "displayName('12', '100')": "Joey the Great",
    "displayName('12', null)": "Joey",
    "displayName({ id: '777', username: 'hook' })": "hook",
    "displayName('404')": "Unknown User",
    "channelName('300')": "duel-hall",
    "channelName('404')": "unknown",
    "roleName('100')": "everyone",
    "colorOf('14', '100')": None,
    "colorOf('13', '100').includes('#e67e22')": True,
    "peopleOf(null, '999').map(({ id }) => id)": ["15"],
    "avatar('11', 40).textContent": "M",
    "avatar('15', 40).classList.contains('avatar-app')": True,
    "avatar('404', 40).textContent": "?",
    "avatar('11', 40).outerHTML === avatar('11', 40).outerHTML": True,
}


def test_times_are_written_by_how_long_ago_they_were(table: Page) -> None:
    said = table.evaluate(
        """async times => {
            const { stamp, calendar } = await import('/js/time.js');
            return times.map(at => [stamp(at), calendar(at)].map(text => text.replaceAll('\u202f', ' ')));
        }""",
        list(STAMPS),
    )
    assert dict(zip(STAMPS, said, strict=True)) == STAMPS


def test_times_are_in_the_language_of_who_looks(table: Page) -> None:
    said = table.evaluate(
        """async people => {
            const { settle } = await import('/tests/world.js');
            const { calendar } = await import('/js/time.js');
            return people.map(who => (settle([], who), calendar('2026-11-28T09:05:00Z').replaceAll('\u202f', ' ')));
        }""",
        ["yuki", "mai"],
    )
    assert said == ["今日 9:05", "Today at 9:05 AM"]


def test_people_and_places_have_names_and_pictures(table: Page) -> None:
    said = table.evaluate(
        f"""async () => {{
            const {{ displayName, channelName, roleName, colorOf, peopleOf, avatar }} = await import('/js/names.js');
            return [{", ".join(NAMES)}];
        }}"""
    )
    assert dict(zip(NAMES, said, strict=True)) == NAMES
