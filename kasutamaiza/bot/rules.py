"""What the bot needs to do its work."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from msgspec import Struct

from kasutamaiza.discord.permission import Permission, lacking


class Need(Struct, frozen=True):
    """A permission, and what it is for."""

    permission: Permission
    purpose: str


NEEDS: tuple[Need, ...] = (
    Need(Permission.VIEW_CHANNEL, "see the channels that I post in"),
    Need(Permission.SEND_MESSAGES, "post announcements, results and reminders"),
    Need(Permission.EMBED_LINKS, "show cards and decks with their pictures"),
    Need(Permission.ATTACH_FILES, "send deck lists and pictures as files"),
    Need(Permission.READ_MESSAGE_HISTORY, "find my own posts again, to bring them up to date"),
)
"""Commands themselves need none of these: their answers are Discord's to show. What is posted unasked does."""


ALL_NEEDED = reduce(or_, (need.permission for need in NEEDS))
"""Every permission of `NEEDS` together."""

_INVITE = (
    f"https://discord.com/oauth2/authorize?scope=bot+applications.commands&permissions={int(ALL_NEEDED)}&client_id="
)


def unmet(held: int) -> Sequence[Need]:
    """Which needs the permissions in `held` do not cover."""
    missing = lacking(held, ALL_NEEDED)
    return [need for need in NEEDS if need.permission & missing]


def invite_url(application_id: int) -> str:
    """Where an administrator adds the bot to a server, with the permissions it needs.

    Source: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
    """
    return _INVITE + str(application_id)
