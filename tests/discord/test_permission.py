"""What may be done, and what is lacking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasutamaiza.discord.permission import NONE, Permission, lacking

# Listed: of a flag as a whole, Hypothesis takes several at once.
single = st.sampled_from([*Permission])
bits = st.integers(0, (1 << 60) - 1)
needs = st.sets(single, max_size=8).map(lambda flags: Permission(sum(flags)))


@given(bits, needs)
def test_what_is_needed_is_held_or_lacking_and_never_both(held: int, needed: Permission) -> None:
    missing = lacking(held, needed)
    if held & Permission.ADMINISTRATOR:
        assert missing == NONE
    else:
        assert missing | (held & needed) == needed
        assert not missing & held


@given(needs)
def test_an_administrator_lacks_nothing(needed: Permission) -> None:
    assert lacking(1 << 3, needed) == NONE


def test_bits_that_are_new_to_us_neither_help_nor_harm() -> None:
    assert lacking(1 << 60 | 1 << 2, Permission.BAN_MEMBERS) == NONE
    assert lacking(1 << 60, Permission.BAN_MEMBERS) == Permission.BAN_MEMBERS


@pytest.mark.parametrize(
    ("permission", "label"),
    [
        (Permission.BAN_MEMBERS, "Ban Members"),
        (Permission.STREAM, "Video"),
        (Permission.MANAGE_GUILD, "Manage Server"),
        (Permission.SEND_MESSAGES | Permission.VIEW_CHANNEL, "View Channel, Send Messages"),
        (NONE, ""),
    ],
)
def test_a_permission_is_named_as_people_know_it(permission: Permission, label: str) -> None:
    assert permission.label == label


@given(single)
def test_every_permission_is_one_bit_with_a_label_of_words(permission: Permission) -> None:
    assert permission.bit_count() == 1
    assert permission.label.replace(" ", "").replace("-", "").isalpha()


@pytest.mark.parametrize(
    ("permission", "bit"),
    [
        (Permission.KICK_MEMBERS, 1),
        (Permission.ADMINISTRATOR, 3),
        (Permission.MANAGE_GUILD, 5),
        (Permission.MANAGE_ROLES, 28),
        (Permission.MODERATE_MEMBERS, 40),
        (Permission.SEND_VOICE_MESSAGES, 46),
        (Permission.SET_VOICE_CHANNEL_STATUS, 48),
        (Permission.BYPASS_SLOWMODE, 52),
    ],
)
def test_a_permission_has_discords_bit(permission: Permission, bit: int) -> None:
    assert permission == 1 << bit
