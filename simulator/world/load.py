"""A world from a TOML file: who there is, where they are, and what they may do."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, ValidationError, convert

from simulator.world.permission import NONE, Permission
from simulator.world.records import Application, Channel, Guild, Member, Message, Overwrite, Role, User
from simulator.world.world import World

DEFAULT = Path(__file__).with_name("default.toml")
_KINDS = {"text": 0, "voice": 2, "category": 4, "announcement": 5, "stage": 13, "forum": 15}
EVERYONE, BOT = "@everyone", "bot"


class WrongWorld(ValueError):
    """The file does not describe a world; the sentence says where it is wrong."""


class _Application(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str = "Your Bot"
    description: str = ""
    id: str | None = None
    username: str | None = None


class _Guild(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    owner: str
    locale: str = "en-US"
    features: tuple[str, ...] = ()
    id: str | None = None


class _Role(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str = ""
    id: str | None = None
    permissions: tuple[str, ...] = ()
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot: bool = False


class _Member(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    id: str | None = None
    shown: str | None = None
    nick: str | None = None
    roles: tuple[str, ...] = ()
    locale: str = "en-US"
    color: int = 0x5865F2
    takes_dms: bool = True
    bot: bool = False
    member: bool = True


class _Channel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"within": "in"}):
    name: str
    id: str | None = None
    kind: str = "text"
    within: str | None = None
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0
    deny: dict[str, tuple[str, ...]] = {}
    allow: dict[str, tuple[str, ...]] = {}


class _Message(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    channel: str
    by: str
    content: str


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a world's file says. `roles` stand from the highest to the lowest, with @everyone among them."""

    guild: _Guild
    application: _Application = _Application()
    roles: tuple[_Role, ...] = ()
    members: tuple[_Member, ...] = ()
    channels: tuple[_Channel, ...] = ()
    messages: tuple[_Message, ...] = ()


def read(path: Path = DEFAULT) -> Plan:
    """Raises `WrongWorld` and `OSError`."""
    try:
        return convert(tomllib.loads(path.read_text(encoding="utf-8")), Plan)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise WrongWorld(f"{path}: {error}") from None


def build(plan: Plan, world: World, *, verify_key: str = "") -> None:
    """Let all of it exist in an empty world. Raises `WrongWorld` where a name is nobody's."""
    _Building(plan, world).all(verify_key)


class _Building:
    """Names given to ids, while a world is made."""

    def __init__(self, plan: Plan, world: World) -> None:
        self._plan, self._world = plan, world
        self._guild_id = plan.guild.id or world.next_id()
        self._users: dict[str, str] = {}
        self._roles: dict[str, str] = {EVERYONE: self._guild_id}
        self._channels: dict[str, str] = {}

    def all(self, verify_key: str) -> None:
        self._people()
        plan, world = self._plan, self._world
        application_id = plan.application.id or world.next_id()
        named = plan.application.username or plan.application.name
        world.put(User(id=application_id, username=named, bot=True))
        self._users[BOT] = application_id
        owner = self._of(self._users, plan.guild.owner, "member")
        world.put(
            Application(
                id=application_id,
                name=plan.application.name,
                description=plan.application.description,
                bot_id=application_id,
                owner_id=owner,
                verify_key=verify_key,
            )
        )
        self._guild(owner)
        self._make_roles()
        self._members()
        self._make_channels()
        self._messages()

    def _people(self) -> None:
        for each in self._plan.members:
            if each.name in self._users:
                raise WrongWorld(f"Two members are called {each.name!r}.")
            self._users[each.name] = each.id or self._world.next_id()
            self._world.put(
                User(
                    id=self._users[each.name],
                    username=each.name,
                    global_name=each.shown,
                    bot=each.bot,
                    locale=each.locale,
                    color=each.color,
                    takes_dms=each.takes_dms,
                )
            )

    def _guild(self, owner: str) -> None:
        told = self._plan.guild
        self._world.put(
            Guild(
                id=self._guild_id,
                name=told.name,
                owner_id=owner,
                preferred_locale=told.locale,
                features=told.features,
            )
        )

    def _make_roles(self) -> None:
        ranked = [each for each in self._plan.roles if each.name != EVERYONE]
        everyone = next((each for each in self._plan.roles if each.name == EVERYONE), _Role(name=EVERYONE))
        if not any(each.bot for each in ranked):
            ranked.append(_Role(bot=True))
        for position, each in [(0, everyone), *enumerate(reversed(ranked), 1)]:
            id_ = self._guild_id if each is everyone else each.id or self._world.next_id()
            name = self._plan.application.name if each.bot else each.name
            self._roles[BOT if each.bot else name] = id_
            self._world.put(
                Role(
                    id=id_,
                    guild_id=self._guild_id,
                    name=name,
                    permissions=_permissions(each.permissions),
                    position=position,
                    color=each.color,
                    hoist=each.hoist,
                    mentionable=each.mentionable,
                    managed=each.bot,
                    bot_id=self._users[BOT] if each.bot else None,
                )
            )

    def _members(self) -> None:
        inside = [(each.name, each.nick, each.roles) for each in self._plan.members if each.member]
        for name, nick, roles in [(BOT, None, (BOT,)), *inside]:
            self._world.put(
                Member(
                    guild_id=self._guild_id,
                    user_id=self._users[name],
                    nick=nick,
                    roles=tuple(self._of(self._roles, role, "role") for role in roles),
                    joined_at=self._world.now,
                )
            )

    def _make_channels(self) -> None:
        for position, each in enumerate(self._plan.channels):
            if each.kind not in _KINDS:
                raise WrongWorld(f"A channel's kind is one of {', '.join(_KINDS)}; {each.name!r} has {each.kind!r}.")
            if each.name in self._channels:
                raise WrongWorld(f"Two channels are called {each.name!r}.")
            id_ = each.id or self._world.next_id()
            parent = None if each.within is None else self._of(self._channels, each.within, "category")
            self._channels[each.name] = id_
            self._world.put(
                Channel(
                    id=id_,
                    guild_id=self._guild_id,
                    type=_KINDS[each.kind],
                    name=each.name,
                    topic=each.topic,
                    position=position,
                    parent_id=parent,
                    nsfw=each.nsfw,
                    rate_limit_per_user=each.slowmode,
                    overwrites=tuple(self._overwrites(each)),
                )
            )

    def _overwrites(self, channel: _Channel) -> Iterable[Overwrite]:
        for name in [*channel.deny, *(name for name in channel.allow if name not in channel.deny)]:
            of_role = name in self._roles
            yield Overwrite(
                id=self._roles[name] if of_role else self._of(self._users, name, "role or member"),
                type=0 if of_role else 1,
                allow=_permissions(channel.allow.get(name, ())),
                deny=_permissions(channel.deny.get(name, ())),
            )

    def _messages(self) -> None:
        for each in self._plan.messages:
            self._world.put(
                Message(
                    id=self._world.next_id(),
                    channel_id=self._of(self._channels, each.channel, "channel"),
                    author_id=self._of(self._users, each.by, "member"),
                    content=each.content,
                    timestamp=self._world.now,
                )
            )

    @staticmethod
    def _of(ids: Mapping[str, str], name: str, what: str) -> str:
        if name not in ids:
            raise WrongWorld(f"There is no {what} called {name!r}; there are {', '.join(ids) or 'none'}.")
        return ids[name]


def _permissions(names: Iterable[str]) -> Permission:
    held = NONE
    for name in names:
        if name not in Permission.__members__:
            raise WrongWorld(f"There is no permission {name!r}. They are called as in Discord's documentation.")
        held |= Permission[name]
    return held


def default(**changes: Any) -> World:
    """The default world, made. `changes` go to `World`."""
    world = World(**changes)
    build(read(), world)
    return world
