"""Who and what the tests speak of, as Discord sends them beside their ids."""

from typing import Any

USER = "2000000000000000001"
GUEST = "2000000000000000002"
ROLE = "2000000000000000003"
CHANNEL = "2000000000000000004"
FILE = "2000000000000000005"
MESSAGE = "2000000000000000006"
RESOLVED: dict[str, Any] = {
    "users": {
        USER: {"id": USER, "username": "joey"},
        GUEST: {"id": GUEST, "username": "guest", "global_name": "Guest"},
    },
    "members": {USER: {"nick": "Joe", "roles": [ROLE], "permissions": "1"}},
    "roles": {ROLE: {"id": ROLE, "name": "Duelist", "position": 2, "permissions": "0"}},
    "channels": {CHANNEL: {"id": CHANNEL, "name": "duels", "type": 0, "permissions": "8", "app_permissions": "8"}},
    "attachments": {FILE: {"id": FILE, "filename": "deck.ydk", "size": 9, "url": "https://x", "ephemeral": True}},
    "messages": {
        MESSAGE: {
            "id": MESSAGE,
            "channel_id": CHANNEL,
            "content": "I win",
            "author": {"id": USER, "username": "joey"},
            "timestamp": "2026-01-01T00:00:00.000000+00:00",
            "type": 0,
        }
    },
}
