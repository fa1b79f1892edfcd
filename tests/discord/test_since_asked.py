"""How long ago somebody asked, by Discord's own clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.discord.interaction import since_asked
from kasutamaiza.discord.snowflake import made_at

SIGNED_AT = 1_767_225_600


def made(moment: float) -> int:
    """An id that Discord made then."""
    return (int(moment * 1000) - 1420070400000) << 22


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
