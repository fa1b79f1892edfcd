"""What the bot needs, and how long an answer took."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.bot import ALL_NEEDED, NEEDS, invite_url, since_asked, unmet
from kasutamaiza.discord.permission import Permission
from kasutamaiza.discord.snowflake import made_at

SIGNED_AT = 1_767_225_600


def made(moment: float) -> int:
    """An id that Discord made then."""
    return (int(moment * 1000) - 1420070400000) << 22


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


@pytest.mark.parametrize("distance", [0, 0.25, 0.999, 2, -0.5, -2])
def test_an_id_of_about_the_signatures_second_is_believed(distance: float) -> None:
    asked = since_asked(made(SIGNED_AT + distance), signed_at=SIGNED_AT, now=SIGNED_AT + 2.5)
    assert asked == pytest.approx(2.5 - distance, abs=0.0015)


@pytest.mark.parametrize("distance", [2.01, -2.01, 3600, -3600])
def test_of_an_id_from_another_time_the_signature_is_believed(distance: float) -> None:
    assert since_asked(made(SIGNED_AT + distance), signed_at=SIGNED_AT, now=SIGNED_AT + 0.5) == 0.5


@pytest.mark.parametrize("snowflake", [0, 1000000000000000007, 2**64 - 1])
def test_of_an_invented_id_the_signature_is_believed(snowflake: int) -> None:
    assert since_asked(snowflake, signed_at=SIGNED_AT, now=SIGNED_AT + 0.5) == 0.5


ids = st.integers(0, 2**64 - 1) | st.floats(-5, 5).map(lambda distance: made(SIGNED_AT + distance))


@given(ids, st.floats(-400, 400))
def test_no_answer_comes_before_its_question(snowflake: int, distance: float) -> None:
    now = SIGNED_AT + distance
    told = since_asked(snowflake, signed_at=SIGNED_AT, now=now)
    assert told >= 0
    assert told in (0, now - SIGNED_AT, now - made_at(snowflake))
