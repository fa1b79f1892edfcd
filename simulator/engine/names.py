"""Who or what a name means: people by id or name, "#channels", "@roles", and "dm" for direct messages with the bot."""

from collections.abc import Iterable

from simulator.engine.outcome import CannotAct
from simulator.world import Channel, Guild, Permission, Role, User, World, rights
from simulator.world.permission import has

DM = "dm"
_BRACKETS = str.maketrans("", "", "<>!")


class UnknownName(CannotAct):
    """Nobody and nothing is called so."""


def user(world: World, text: str) -> User:
    """By id, mention, name or shown name. Raises `UnknownName`."""
    name = text.translate(_BRACKETS).removeprefix("@").strip()
    found = world.find(User, name) or next((each for each in world.all(User) if each.username == name), None)
    if found is not None:
        return found
    shown = [each for each in world.all(User) if _same(each.global_name, name) or _same(each.username, name)]
    if len(shown) == 1:
        return shown[0]
    raise UnknownName(_unknown("Nobody", text, (each.username for each in world.all(User))))


def channel(world: World, text: str, as_user: User) -> Channel:
    """By id, mention or name, with or without #; what they can see comes first. Raises `UnknownName`."""
    name = text.translate(_BRACKETS).removeprefix("#").strip()
    if (found := world.find(Channel, name)) is not None:
        return found
    if name.casefold() == DM:
        return dm(world, as_user)
    called = [each for each in world.all(Channel) if _same(each.name, name) and each.guild_id is not None]
    if called:
        return next((each for each in called if can_see(world, as_user, each)), called[0])
    seen = (f"#{each.name}" for each in world.all(Channel) if each.name and can_see(world, as_user, each))
    raise UnknownName(_unknown("No channel", text, seen))


def role(world: World, text: str, guild_id: str | None = None) -> Role:
    """By id, mention or name, with or without @; of one server where it is told. Raises `UnknownName`."""
    name = text.translate(_BRACKETS).removeprefix("@").removeprefix("&").strip()
    roles = list(world.all(Role) if guild_id is None else world.group(Role, guild_id).values())
    if (found := next((each for each in roles if each.id == name), None)) is not None:
        return found
    called = [each for each in roles if _same(each.name.removeprefix("@"), name)]
    if called:
        return called[0]
    raise UnknownName(_unknown("No role", text, (each.name for each in roles)))


def dm(world: World, user: User) -> Channel:
    """Their direct messages with the bot, opened if need be."""
    found = next((each for each in world.group(Channel, "").values() if each.recipient_id == user.id), None)
    return found or world.put(Channel(id=world.next_id(), type=1, recipient_id=user.id))


def first_channel(world: World, user: User) -> Channel:
    """Where they are unless it is said: the first text channel that they see, else their direct messages."""
    for guild in world.all(Guild):
        texts = (each for each in world.group(Channel, guild.id).values() if each.type == 0)
        for each in sorted(texts, key=lambda one: one.position):
            if can_see(world, user, each):
                return each
    return dm(world, user)


def can_see(world: World, user: User, channel: Channel) -> bool:
    return has(rights.of_user(world, user.id, channel), Permission.VIEW_CHANNEL)


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


def _unknown(what: str, text: str, known: Iterable[str]) -> str:
    several = ", ".join(dict.fromkeys(known))
    return f"{what} is called “{text}”. There is {several or 'none'}."
