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


@pytest.mark.parametrize(
    ("at", "stamp", "calendar"),
    [
        ("2026-11-28T09:05:00Z", "9:05 AM", "Today at 9:05 AM"),
        ("2026-11-27T23:59:00Z", "Yesterday at 11:59 PM", "Yesterday at 11:59 PM"),
        ("2026-11-29T00:00:00Z", "Tomorrow at 12:00 AM", "Tomorrow at 12:00 AM"),
        ("2026-11-26T23:59:00Z", "11/26/26, 11:59 PM", "11/26/26, 11:59 PM"),
    ],
)
def test_times_are_written_by_how_long_ago_they_were(table: Page, at: str, stamp: str, calendar: str) -> None:
    said = table.evaluate(
        "async at => { const t = await import('/js/time.js'); return [t.stamp(at), t.calendar(at)]; }", at
    )
    assert [each.replace("\u202f", " ") for each in said] == [stamp, calendar]


@pytest.mark.parametrize(("who", "said"), [("yuki", "今日 9:05"), ("mai", "Today at 9:05 AM")])
def test_times_are_in_the_language_of_who_looks(table: Page, who: str, said: str) -> None:
    written = table.evaluate(
        """async who => {
            (await import('/tests/world.js')).settle([], who);
            return (await import('/js/time.js')).calendar('2026-11-28T09:05:00Z');
        }""",
        who,
    )
    assert written.replace("\u202f", " ") == said


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("displayName('12', '100')", "Joey the Great"),
        ("displayName('12', null)", "Joey"),
        ("displayName({ id: '777', username: 'hook' })", "hook"),
        ("displayName('404')", "Unknown User"),
        ("channelName('300')", "duel-hall"),
        ("channelName('404')", "unknown"),
        ("roleName('100')", "everyone"),
        ("colorOf('14', '100')", None),
        ("colorOf('13', '100').includes('#e67e22')", True),
        ("peopleOf(null, '999').map(({ id }) => id)", ["15"]),
        ("avatar('11', 40).textContent", "M"),
        ("avatar('15', 40).classList.contains('avatar-app')", True),
        ("avatar('404', 40).textContent", "?"),
        ("avatar('11', 40).outerHTML === avatar('11', 40).outerHTML", True),
    ],
)
def test_people_and_places_have_names_and_pictures(table: Page, asked: str, answer: object) -> None:
    names = "displayName, channelName, roleName, colorOf, peopleOf, avatar"
    code = f"async () => {{ const {{ {names} }} = await import('/js/names.js'); return {asked}; }}"
    assert table.evaluate(code) == answer
