"""Requests as Discord sends them, signed before the clock starts."""

import secrets
import time
from typing import Any, Final, Literal, NamedTuple

import msgspec
from nacl.signing import SigningKey

Kind = Literal["ping", "slash"]

APPLICATION: Final = "1190000000000000001"
GUILD: Final = "1190000000000000002"
CHANNEL: Final = "1190000000000000003"
COMMAND: Final = "1190000000000000004"
DISCORD_EPOCH: Final = 1_420_070_400_000
PERMISSIONS: Final = "2222085723512896"
FEATURES: Final = [
    "COMMUNITY",
    "NEWS",
    "SOUNDBOARD",
    "ACTIVITY_FEED_DISABLED_BY_USER",
    "AUTO_MODERATION",
    "WELCOME_SCREEN_ENABLED",
    "MEMBER_VERIFICATION_GATE_ENABLED",
    "PREVIEW_ENABLED",
    "CHANNEL_ICON_EMOJIS_GENERATED",
    "GUILD_ONBOARDING",
    "GUILD_ONBOARDING_EVER_ENABLED",
    "GUILD_ONBOARDING_HAS_PROMPTS",
    "MEMBER_PROFILES",
    "TIERLESS_BOOSTING",
]


class Signed(NamedTuple):
    """A body and the two headers that prove it."""

    timestamp: str
    signature: str
    body: bytes

    def request(self) -> bytes:
        head = (
            "POST /interactions HTTP/1.1\r\n"
            "Host: 127.0.0.1\r\n"
            "User-Agent: Discord-Interactions/1.0 (+https://discord.com)\r\n"
            "Content-Type: application/json\r\n"
            f"Content-Length: {len(self.body)}\r\n"
            f"X-Signature-Ed25519: {self.signature}\r\n"
            f"X-Signature-Timestamp: {self.timestamp}\r\n"
            "\r\n"
        )
        return head.encode() + self.body

    def forged(self) -> "Signed":
        other = "1" if self.signature[0] == "0" else "0"
        return self._replace(signature=other + self.signature[1:])


def user(number: int) -> dict[str, Any]:
    return {
        "avatar": secrets.token_hex(16),
        "avatar_decoration_data": None,
        "bot": False,
        "clan": None,
        "collectibles": None,
        "discriminator": "0",
        "display_name_styles": None,
        "global_name": f"Duelist {number % 10_000:04}",
        "id": str(1_180_000_000_000_000_000 + number),
        "primary_guild": None,
        "public_flags": 0,
        "system": False,
        "username": f"duelist_{number % 10_000:04}",
    }


def member(number: int) -> dict[str, Any]:
    return {
        "avatar": None,
        "banner": None,
        "collectibles": None,
        "communication_disabled_until": None,
        "deaf": False,
        "display_name_styles": None,
        "flags": 2,
        "joined_at": "2024-03-09T18:22:41.503000+00:00",
        "mute": False,
        "nick": None,
        "pending": False,
        "permissions": PERMISSIONS,
        "premium_since": None,
        "roles": [str(1_190_000_000_000_000_100 + role) for role in range(12)],
        "unusual_dm_activity_until": None,
        "user": user(number),
    }


def channel() -> dict[str, Any]:
    return {
        "flags": 0,
        "guild_id": GUILD,
        "icon_emoji": {"id": None, "name": "🃏"},
        "id": CHANNEL,
        "last_message_id": "1400000000000000005",
        "last_pin_timestamp": "2026-01-17T09:12:33+00:00",
        "name": "card-talk",
        "nsfw": False,
        "parent_id": "1190000000000000006",
        "permissions": PERMISSIONS,
        "position": 4,
        "rate_limit_per_user": 0,
        "theme_color": None,
        "topic": "Everything about the cards we make: ideas, balance, artwork. Be kind, and name the format you mean.",
        "type": 0,
    }


def envelope(number: int) -> dict[str, Any]:
    milliseconds = time.time_ns() // 1_000_000 - DISCORD_EPOCH
    return {
        "app_permissions": PERMISSIONS,
        "application_id": APPLICATION,
        "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": {},
        "entitlements": [],
        "id": str(milliseconds << 22 | number & 0x3FFFFF),
        "token": "aW50ZXJhY3Rpb246" + secrets.token_urlsafe(175),
        "version": 1,
    }


def ping(number: int) -> bytes:
    return written(envelope(number) | {"type": 1, "user": user(number)})


def slash(number: int) -> bytes:
    """`/help topic:ping`: one option, so no `resolved` either."""
    return written(
        envelope(number)
        | {
            "authorizing_integration_owners": {"0": GUILD},
            "channel": channel(),
            "channel_id": CHANNEL,
            "context": 0,
            "data": {
                "id": COMMAND,
                "name": "help",
                "options": [{"name": "topic", "type": 3, "value": "ping"}],
                "type": 1,
            },
            "entitlement_sku_ids": [],
            "guild": {"features": FEATURES, "id": GUILD, "locale": "en-US"},
            "guild_id": GUILD,
            "guild_locale": "en-US",
            "locale": "en-GB",
            "member": member(number),
            "type": 2,
        }
    )


def written(payload: dict[str, Any]) -> bytes:
    return msgspec.json.encode(payload, order="sorted")


def sign(body: bytes, key: SigningKey) -> Signed:
    timestamp = str(int(time.time()))
    return Signed(timestamp, key.sign(timestamp.encode() + body).signature.hex(), body)


def requests(kind: Kind, key: SigningKey, *, first: int, count: int = 2000) -> list[Signed]:
    """Distinct requests, signed now: a bot may refuse a signature that is minutes old."""
    body = ping if kind == "ping" else slash
    return [sign(body(number), key) for number in range(first, first + count)]
