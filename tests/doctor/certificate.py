"""A certificate that nobody vouches for, made on the spot: X.509 by hand, as little of it as TLS takes."""

import base64
from pathlib import Path

from nacl.signing import SigningKey

ED25519 = bytes.fromhex("300506032b6570")
NAME = bytes.fromhex("30143112301006035504030c096c6f63616c686f7374")
"""CN=localhost."""


def _der(tag: int, *inner: bytes) -> bytes:
    body = b"".join(inner)
    size = bytes([len(body)]) if len(body) < 128 else b"\x82" + len(body).to_bytes(2, "big")
    return bytes([tag]) + size + body


def self_signed(directory: Path) -> Path:
    """A file with a key and a certificate of it, good until 2049."""
    key = SigningKey.generate()
    validity = _der(0x30, _der(0x17, b"250101000000Z"), _der(0x17, b"490101000000Z"))
    public = _der(0x30, ED25519, _der(0x03, b"\0", key.verify_key.encode()))
    version = _der(0xA0, _der(0x02, b"\2"))
    told = _der(0x30, version, _der(0x02, b"\1"), ED25519, NAME, validity, NAME, public)
    certificate = _der(0x30, told, ED25519, _der(0x03, b"\0", key.sign(told).signature))
    private = _der(0x30, _der(0x02, b"\0"), ED25519, _der(0x04, _der(0x04, key.encode())))
    file = directory / "self-signed.pem"
    file.write_text(_pem("PRIVATE KEY", private) + _pem("CERTIFICATE", certificate))
    return file


def _pem(what: str, der: bytes) -> str:
    text = base64.encodebytes(der).decode()
    return f"-----BEGIN {what}-----\n{text}-----END {what}-----\n"
