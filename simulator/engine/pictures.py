"""How large a picture is, read from the first bytes of its file."""

from collections.abc import Iterator
from typing import TypeAlias

Size: TypeAlias = tuple[int, int]

_WITHOUT_SIZE = {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that lie among those of its frames, and begin none."""


def size(data: bytes) -> Size | None:
    """Width and height of a PNG, GIF, WebP or JPEG; None for anything else, and for one that is cut off."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        return _of_webp(data)
    if data.startswith(b"\xff\xd8"):
        return next(_of_jpeg(data), None)
    return None


def _of_webp(data: bytes) -> Size | None:
    """Source: https://developers.google.com/speed/webp/docs/riff_container"""
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


def _of_jpeg(data: bytes) -> Iterator[Size]:
    """Walk from segment to segment up to the first that begins a frame."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _WITHOUT_SIZE:
            yield int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
