"""Sizes of pictures, by the first bytes of their files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import pictures

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc4\x00\x03x\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00"
WEBP = b"RIFF\x00\x00\x00\x00WEBP"


def webp(kind: bytes, *parts: bytes) -> bytes:
    return (WEBP + kind + b"\x00" * 4 + b"".join(parts)).ljust(30, b"\x00")


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        b"GIF89a\x03\x00\x02\x00",
        b"GIF87a\x03\x00\x02\x00",
        JPEG,
        webp(b"VP8X", b"\x00" * 4, b"\x02\x00\x00", b"\x01\x00\x00"),
        webp(b"VP8L", b"\x2f", (2 | 1 << 14).to_bytes(4, "little")),
        webp(b"VP8 ", b"\x00" * 3, b"\x9d\x01\x2a", b"\x03\x00\x02\x00"),
    ],
)
def test_width_and_height_stand_in_the_header(data: bytes) -> None:
    assert pictures.size(data) == (3, 2)


@pytest.mark.parametrize("data", [b"", b"hello", PNG[:20], b"GIF89a", JPEG[:14], b"\xff\xd8", webp(b"VP8?"), WEBP])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert pictures.size(data) is None


@given(st.sampled_from([PNG, JPEG, WEBP + b"VP8 ", b"GIF89a", b"\xff\xd8"]), st.binary(max_size=60), st.integers(0, 40))
def test_no_bytes_bring_a_traceback(start: bytes, rest: bytes, cut: int) -> None:
    pictures.size((start + rest)[:cut])
