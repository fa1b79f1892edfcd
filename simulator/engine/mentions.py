"""Whom a message mentions: what its text names, as far as its allowed_mentions let it."""

import re
from collections.abc import Iterable

from msgspec import Struct

from simulator.world import Channel, Permission, Role, User, World, rights
from simulator.world.permission import has
from simulator.world.records import Json

_CODE = re.compile(r"```.*?```|``.+?``|`[^`\n]+`", re.DOTALL)
_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(everyone|here)")
EVERYBODY = {"parse": ["users", "roles", "everyone"], "replied_user": True}
USERS = {"parse": ["users"], "replied_user": True}
"""What answers to interactions and webhooks mention where they do not say it."""


class Mentioned(Struct, frozen=True):
    """`users` and `roles` are ids, in the order in which they are named."""

    users: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False


def find(
    world: World,
    texts: Iterable[str],
    allowed: Json,
    *,
    author_id: str,
    channel: Channel,
    replied_to: str | None = None,
) -> Mentioned:
    """`replied_to` is the author of the message that is replied to.

    Source: https://docs.discord.com/developers/resources/message#allowed-mentions-object
    """
    text = "\n".join(_CODE.sub("", each) for each in texts if "@" in each)
    parse = allowed.get("parse") or ()
    users = _named(_USER, text, everybody="users" in parse, only=allowed.get("users"))
    if replied_to is not None and allowed.get("replied_user"):
        users = [*users, replied_to]
    roles = _named(_ROLE, text, everybody="roles" in parse, only=allowed.get("roles"))
    names_all = "everyone" in parse and _EVERYONE.search(text) is not None
    may_all = (roles or names_all) and _may_all(world, author_id, channel)
    return Mentioned(
        tuple(dict.fromkeys(id_ for id_ in users if world.find(User, id_) is not None)),
        tuple(id_ for id_ in roles if _is_open(world.find(Role, id_), channel, may_all=bool(may_all))),
        bool(may_all) and names_all,
    )


def _named(pattern: re.Pattern[str], text: str, *, everybody: bool, only: Iterable[str] | None) -> list[str]:
    chosen = {str(each) for each in only or ()}
    return [id_ for id_ in dict.fromkeys(pattern.findall(text)) if everybody or id_ in chosen]


def _may_all(world: World, author_id: str, channel: Channel) -> bool:
    """A webhook, which is no user, has no rights to lack."""
    if world.find(User, author_id) is None:
        return True
    return has(rights.of_user(world, author_id, channel), Permission.MENTION_EVERYONE)


def _is_open(role: Role | None, channel: Channel, *, may_all: bool) -> bool:
    return role is not None and role.guild_id == channel.guild_id and (may_all or role.mentionable)
