"""What becomes of a command that is registered: filled in, compared, and kept under the id that it had.

Source: https://docs.discord.com/developers/interactions/application-commands
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec.structs import replace

from simulator import schema
from simulator.refusal import Refused
from simulator.world import Command, CommandPermissions, World
from simulator.world.records import Json

MOST = {1: 100, 2: 15, 3: 15, 4: 1}
ENTRY_POINT = 4
CREATES_A_DAY = 200
_DAY = timedelta(days=1)
_FALSE = ("required", "autocomplete")
_EMPTY = ("options", "choices", "channel_types", "file_types", "name_localizations", "description_localizations")
_KEEPS_ENTRY_POINT = "You cannot remove this app's Entry Point command in a bulk update operation."


def of(world: World, guild_id: str | None) -> dict[str, Command]:
    """The commands of one server, or those of all, by their ids."""
    return world.group(Command, guild_id or "")


def upsert(world: World, told: Json, guild_id: str | None) -> tuple[Command, bool]:
    """Register one command, in place of the one of its name and type; whether it is new. Raises `Refused`."""
    before = _named(world, told, guild_id)
    _check_room(world, [told], guild_id, stays=of(world, guild_id).values(), new=int(before is None))
    return _put(world, told, guild_id, before), before is None


def replace_all(world: World, told: Sequence[Json], guild_id: str | None) -> list[Command]:
    """Make these all the commands of a place. Raises `Refused`, and then nothing has changed."""
    had = dict(of(world, guild_id))
    if any(each.type == ENTRY_POINT for each in had.values()) and ENTRY_POINT not in map(_type, told):
        raise Refused(50240, _KEEPS_ENTRY_POINT)
    matched = _matched(told, had)
    _check_room(world, told, guild_id, stays=(), new=matched.count(None))
    for command in had.values():
        if command not in matched:
            remove(world, command)
    return [_put(world, each, guild_id, before) for each, before in zip(told, matched, strict=True)]


def edit(world: World, command: Command, told: Json) -> Command:
    """Put what is told in place of what was. Raises `Refused`."""
    merged = {name: value for name, value in command.definition.items() if value is not None}
    if command.type in (2, 3):
        merged.pop("description")  # which is "", for it has none
    merged |= {"type": command.type, **told}
    _check(merged, command.guild_id)
    other = _named(world, merged, command.guild_id)
    if other is not None and other.id != command.id:
        raise Refused(40041, "An application command with that name already exists")
    return _put(world, merged, command.guild_id, command)


def remove(world: World, command: Command) -> None:
    """A command goes with all that servers allowed of it."""
    world.remove(command)
    _forget_permissions(world, command)


def _check(told: Json, guild_id: str | None) -> None:
    operation = "create_application_command" if guild_id is None else "create_guild_application_command"
    verdict = schema.judge(operation, told)
    if verdict.code is not None:
        raise Refused(verdict.code, verdict.message, errors=verdict.errors)


def _forget_permissions(world: World, command: Command) -> None:
    for each in tuple(world.all(CommandPermissions)):
        if each.id == command.id:
            world.remove(each)


def _type(told: Json) -> int:
    return int(told.get("type") or 1)


def _named(world: World, told: Json, guild_id: str | None) -> Command | None:
    place = (_type(told), told["name"])
    return next((each for each in of(world, guild_id).values() if (each.type, each.name) == place), None)


def _matched(told: Sequence[Json], had: dict[str, Command]) -> list[Command | None]:
    """Which command each of them was: by its id where it tells one, else by name and type. Nobody is two."""
    by_place = {(each.type, each.name): each for each in had.values()}
    by_id = [had.get(str(each.get("id"))) for each in told]
    taken = {each.id for each in by_id if each is not None}
    found: list[Command | None] = []
    for each, own in zip(told, by_id, strict=True):
        other = by_place.get((_type(each), each["name"]))
        found.append(own or (None if other is None or other.id in taken else other))
    return found


def _check_room(
    world: World, told: Sequence[Json], guild_id: str | None, *, stays: Iterable[Command], new: int
) -> None:
    """Raises `Refused` where there would be too many, or too many new ones in a day."""
    places = {(each.type, each.name) for each in stays} | {(_type(each), each["name"]) for each in told}
    for type_, count in Counter(type_ for type_, _ in places).items():
        if count > MOST[type_]:
            raise Refused(30032, f"Maximum number of application commands reached ({MOST[type_]})")
    if new and _created(world, guild_id) + new > CREATES_A_DAY:
        raise Refused(30034)


def _created(world: World, guild_id: str | None) -> int:
    """How many commands were new here within a day; the log knows."""
    since = (world.now - _DAY).timestamp() * 1000
    changes = (each for each in world.log.after(0) if each.kind is Command and each.at > since)
    return sum(
        isinstance(each.now, Command) and each.before is None and each.now.guild_id == guild_id for each in changes
    )


def _put(world: World, told: Json, guild_id: str | None, before: Command | None) -> Command:
    definition = filled(told, in_guild=guild_id is not None)
    name = definition["name"]
    if before is None:
        id_ = world.next_id()
        new = Command(id=id_, guild_id=guild_id, type=_type(told), name=name, version=id_, definition=definition)
        return world.put(new)
    if before.definition == definition and before.name == name:
        return before
    if before.name != name:
        _forget_permissions(world, before)
    return world.put(replace(before, name=name, version=world.next_id(), definition=definition))


def filled(told: Json, *, in_guild: bool) -> Json:
    """A command as Discord keeps it: all that was not said is filled in, and what says nothing is left out."""
    kept = _kept(told)
    permissions, contexts = told.get("default_member_permissions"), told.get("contexts")
    definition: Json = {
        "default_member_permissions": None if permissions is None else str(permissions),
        "name": kept["name"],
        "name_localizations": kept.get("name_localizations"),
        "description": kept.get("description") or "",
        "description_localizations": kept.get("description_localizations"),
        "contexts": None if in_guild else contexts,
        "integration_types": [0] if in_guild else told.get("integration_types") or [0],
        "nsfw": bool(told.get("nsfw")),
    }
    if not in_guild:
        reaches_dms = told.get("dm_permission") is not False if contexts is None else 1 in contexts
        definition["dm_permission"] = reaches_dms
    return definition | {name: kept[name] for name in ("options", "handler") if name in kept}


def _kept(told: Json) -> Json:
    """A command, an option or a choice without what says nothing: translations that repeat the text among it."""
    kept = {name: value for name, value in told.items() if value is not None}
    for field in ("name", "description"):
        texts = kept.get(f"{field}_localizations")
        if texts:
            kept[f"{field}_localizations"] = {at: text for at, text in texts.items() if text and text != kept[field]}
    for field in ("options", "choices"):
        if field in kept:
            kept[field] = [_kept(each) for each in kept[field]]
    if "type" in kept:
        kept["type"] = int(kept["type"])
    kept = {name: value for name, value in kept.items() if value not in ([], {}) or name not in _EMPTY}
    return {name: value for name, value in kept.items() if value is not False or name not in _FALSE}


def without_translations(told: Json) -> Json:
    """As Discord tells of commands to who does not ask for their translations."""
    kept = {name: value for name, value in told.items() if not name.endswith("_localizations")}
    for field in ("options", "choices"):
        if field in kept:
            kept[field] = [without_translations(each) for each in kept[field]]
    return kept
