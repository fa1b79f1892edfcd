"""Signatures of what is delivered, by a key of our own: the bot is given its public half."""

import time

from nacl.signing import SigningKey

USER_AGENT = "Discord-Interactions/1.0 (+https://discord.com)"
STALE = 3600
"""Seconds that the timestamp of a stale delivery lies back."""


class Signer:
    """An Ed25519 key: a new one, or the one that grows from these 32 bytes."""

    def __init__(self, seed: bytes | None = None) -> None:
        self._key = SigningKey.generate() if seed is None else SigningKey(seed)

    @property
    def verify_key(self) -> str:
        """The public half, in hex, as the developer portal shows it."""
        return self._key.verify_key.encode().hex()

    def headers(self, body: bytes, *, age: float = 0.0) -> dict[str, str]:
        """Of a delivery that is sent now, or that claims to have been sent a while ago.

        Real time, not the world's: a bot compares the timestamp with its own clock, which nobody moves.
        Source: https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
        """
        timestamp = str(int(time.time() - age))
        signature = self._key.sign(timestamp.encode() + body).signature.hex()
        return unsigned() | {"X-Signature-Ed25519": signature, "X-Signature-Timestamp": timestamp}


def unsigned() -> dict[str, str]:
    """What a delivery has beside its signature."""
    return {"Content-Type": "application/json", "User-Agent": USER_AGENT}


def forged(body: bytes) -> dict[str, str]:
    """Well formed, and by a key that is not ours."""
    return Signer().headers(body)
