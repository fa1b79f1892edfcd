"""Only what Discord signed is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from kasutamaiza.discord.signature import Refusal, Verifier

KEY = SigningKey(b"a key for tests that nobody uses")
OTHER = SigningKey(b"another, that nobody uses either")
BODY = b'{"type":1}'
NOW = 1_767_225_600
MAX_AGE = 300


def verifier(*keys: SigningKey) -> Verifier:
    return Verifier([key.verify_key.encode() for key in keys or (KEY,)], max_age=MAX_AGE)


def sign(timestamp: bytes, body: bytes = BODY, *, key: SigningKey = KEY) -> bytes:
    return key.sign(timestamp + body).signature.hex().encode()


def check(signature: bytes | None, timestamp: bytes | None, body: bytes = BODY, *, now: float = NOW) -> int | Refusal:
    return verifier().check(signature, timestamp, body, now=now)


@given(st.integers(0, 10**12 - 1), st.binary(max_size=300))
def test_what_was_truly_signed_is_believed_with_its_time(moment: int, body: bytes) -> None:
    timestamp = str(moment).encode()
    found = check(sign(timestamp, body), timestamp, body, now=moment)
    assert found == moment
    assert type(found) is int


signatures = (
    st.none() | st.binary(max_size=140) | st.binary(min_size=64, max_size=64).map(lambda raw: raw.hex().encode())
)
timestamps = st.none() | st.binary(max_size=16) | st.integers(0, 10**13).map(lambda number: str(number).encode())


@given(signatures, timestamps, st.binary(max_size=300))
def test_any_other_bytes_are_refused(signature: bytes | None, timestamp: bytes | None, body: bytes) -> None:
    assert isinstance(check(signature, timestamp, body), Refusal)


@given(st.data(), st.binary(max_size=100))
def test_one_bit_changed_anywhere_is_refused(data: st.DataObject, body: bytes) -> None:
    timestamp = str(NOW).encode()
    proof = bytes.fromhex(sign(timestamp, body).decode())
    whole = bytearray(proof + timestamp + body)
    place = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[place // 8] ^= 1 << place % 8
    changed, said, rest = whole[:64], bytes(whole[64 : 64 + len(timestamp)]), bytes(whole[64 + len(timestamp) :])
    assert check(changed.hex().encode(), said, rest) in (Refusal.FORGED, Refusal.MALFORMED)


@given(st.integers(1, 9))
def test_a_border_moved_between_timestamp_and_body_is_refused(digits: int) -> None:
    whole = str(NOW).encode()
    signature = sign(whole, b"123")
    # These bytes were signed indeed: that they are of long ago gives them away.
    assert check(signature, whole[:-digits], whole[-digits:] + b"123") in (Refusal.STALE, Refusal.MALFORMED)
    assert check(sign(whole), whole + b"{", BODY[1:]) == Refusal.MALFORMED


@pytest.mark.parametrize(
    ("signature", "timestamp", "refusal"),
    [
        (None, b"1", Refusal.MISSING),
        (b"", b"1", Refusal.MISSING),
        (b"a" * 128, None, Refusal.MISSING),
        (b"a" * 128, b"", Refusal.MISSING),
        (None, None, Refusal.MISSING),
        (b"a" * 126, b"1", Refusal.MALFORMED),
        (b"a" * 130, b"1", Refusal.MALFORMED),
        (b"g" * 128, b"1", Refusal.MALFORMED),
        (b"ab " * 42 + b"ab", b"1", Refusal.MALFORMED),
        (b"a" * 128, b"-1", Refusal.MALFORMED),
        (b"a" * 128, b"1.5", Refusal.MALFORMED),
        (b"a" * 128, b" 1", Refusal.MALFORMED),
        (b"a" * 128, "٣".encode(), Refusal.MALFORMED),
        (b"a" * 128, b"1" * 13, Refusal.MALFORMED),
        (b"a" * 128, b"1" * 12, Refusal.FORGED),
        (b"0" * 128, b"1", Refusal.FORGED),
        (b"f" * 128, b"1", Refusal.FORGED),
    ],
)
def test_a_refusal_says_why(signature: bytes | None, timestamp: bytes | None, refusal: Refusal) -> None:
    assert check(signature, timestamp) == refusal


def test_a_signature_may_be_written_in_capitals() -> None:
    timestamp = str(NOW).encode()
    assert check(sign(timestamp).upper(), timestamp) == NOW


@pytest.mark.parametrize("distance", [0, 1, MAX_AGE, -1, -MAX_AGE])
def test_a_timestamp_near_our_clock_is_believed_on_either_side(distance: int) -> None:
    timestamp = str(NOW).encode()
    assert check(sign(timestamp), timestamp, now=NOW + distance) == NOW


@pytest.mark.parametrize("distance", [MAX_AGE + 0.5, 10**9, -MAX_AGE - 0.5, -(10**9)])
def test_a_timestamp_far_from_our_clock_is_stale_on_either_side(distance: float) -> None:
    timestamp = str(NOW).encode()
    assert check(sign(timestamp), timestamp, now=NOW + distance) == Refusal.STALE


def test_an_old_timestamp_that_is_not_discords_is_forged_rather_than_stale() -> None:
    timestamp = str(NOW).encode()
    assert check(sign(timestamp, key=OTHER), timestamp, now=NOW + 10**6) == Refusal.FORGED


@pytest.mark.parametrize("key", [KEY, OTHER])
def test_while_a_key_is_rotated_either_is_believed(key: SigningKey) -> None:
    timestamp = str(NOW).encode()
    signature = sign(timestamp, key=key)
    assert verifier(KEY, OTHER).check(signature, timestamp, BODY, now=NOW) == NOW
    assert verifier(OTHER, KEY).check(signature, timestamp, BODY, now=NOW) == NOW


def test_without_any_key_nobody_is_believed() -> None:
    timestamp = str(NOW).encode()
    assert Verifier([], max_age=MAX_AGE).check(sign(timestamp), timestamp, BODY, now=NOW) == Refusal.FORGED
