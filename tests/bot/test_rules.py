"""What the bot needs."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.bot import ALL_NEEDED, NEEDS, invite_url, unmet
from kasutamaiza.discord.permission import Permission


@given(st.integers(0, (1 << 53) - 1).map(lambda held: held & ~Permission.ADMINISTRATOR))
def test_a_need_is_unmet_when_its_permission_is_not_held(held: int) -> None:
    assert list(unmet(held)) == [need for need in NEEDS if not held & need.permission]


@pytest.mark.parametrize("held", [int(ALL_NEEDED), (1 << 53) - 1, 1 << 3])
def test_with_all_that_is_needed_or_as_administrator_nothing_is_unmet(held: int) -> None:
    assert list(unmet(held)) == []


def test_every_need_is_one_permission_with_its_own_purpose() -> None:
    assert len({need.permission for need in NEEDS}) == len({need.purpose for need in NEEDS}) == len(NEEDS)
    assert sum(need.permission for need in NEEDS) == ALL_NEEDED
    assert not ALL_NEEDED & Permission.ADMINISTRATOR


@given(st.integers(0, 2**64 - 1))
def test_an_invitation_asks_for_this_bot_with_what_it_needs_and_no_more(application_id: int) -> None:
    address = urlsplit(invite_url(application_id))
    assert (address.scheme, address.netloc, address.path) == ("https", "discord.com", "/oauth2/authorize")
    assert parse_qs(address.query) == {
        "scope": ["bot applications.commands"],
        "permissions": [str(int(ALL_NEEDED))],
        "client_id": [str(application_id)],
    }
