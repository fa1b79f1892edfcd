"""Proof that it is Discord who speaks.

Source: https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
"""

from binascii import Error as NotHex
from binascii import unhexlify
from collections.abc import Sequence
from enum import StrEnum

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError


class Refusal(StrEnum):
    """Why a request is not believed."""

    MISSING = "no signature"
    MALFORMED = "malformed signature"
    FORGED = "wrong signature"
    STALE = "stale timestamp"


class Verifier:
    """Checks signatures against one or several public keys; several, while a key is rotated.

    `public_keys` are 32 bytes each; `max_age` is in seconds and bounds a timestamp's distance from our clock both ways.
    `fingerprints` are the beginnings of the keys, by which people compare them with what Discord shows.
    """

    def __init__(self, public_keys: Sequence[bytes], *, max_age: int) -> None:
        self._keys = list(public_keys)
        self._max_age = max_age
        self.fingerprints = [key[:4].hex() for key in public_keys]

    def check(self, signature: bytes | None, timestamp: bytes | None, body: bytes, *, now: float) -> int | Refusal:
        """When Discord signed this, in seconds since 1970, or why it is refused. Never raises."""
        if not signature or not timestamp:
            return Refusal.MISSING
        # Digits only, or a signed body's beginning could be moved into the timestamp unnoticed.
        if len(signature) != 128 or not timestamp.isdigit() or len(timestamp) > 12:
            return Refusal.MALFORMED
        try:
            proof = unhexlify(signature)
        except NotHex:
            return Refusal.MALFORMED
        signed = proof + timestamp + body
        for key in self._keys:
            try:
                # Not VerifyKey.verify: it is this call, with the parts taken apart and put together once more.
                crypto_sign_open(signed, key)
                break
            except BadSignatureError:
                continue
        else:
            return Refusal.FORGED
        signed_at = int(timestamp)
        # After the proof: an old timestamp is only worth telling about when it is truly Discord's.
        if abs(now - signed_at) > self._max_age:
            return Refusal.STALE
        return signed_at
