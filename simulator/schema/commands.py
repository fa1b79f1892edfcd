"""Application commands, one by one and as a list: https://docs.discord.com/developers/interactions/application-commands."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from simulator.schema import flaws
from simulator.schema.inspection import Inspection, Path, Rule
from simulator.schema.options import ARE_IN_ORDER, DESCRIPTION, LOCALES, NAME, OPTIONS
from simulator.schema.shapes import Dictionary, Field, Kind, List, Object, Union, optional, present, required, table
from simulator.schema.values import Boolean, Enum, Integer, Never, Snowflake, Text, whole

CHAT_INPUT, ON_USER, ON_MESSAGE, ENTRY_POINT = 1, 2, 3, 4
MOST = {CHAT_INPUT: 100, ON_USER: 15, ON_MESSAGE: 15, ENTRY_POINT: 1}
CHARACTERS = 8000
MENU_NAME = Text(1, 32)
_DEPRECATED = "Deprecated: use contexts."
_GLOBAL = "Only global commands have it; a guild's command shows in that guild."
_LIST_TOO_LONG = (30032, "Maximum number of application commands reached ({})")


def _is_within_8000(command: dict[str, Any], at: Path, found: Inspection) -> None:
    if found.silent(at) and _size(command) > CHARACTERS:
        found.wrong(at, flaws.COMMAND_TOO_LARGE)


def _size(command: dict[str, Any]) -> int:
    """Characters of names, descriptions and values, each of its longest localization."""
    return sum(_longest(each) for each in _parts(command))


def _parts(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield command
    for option in command.get("options") or ():
        yield from _parts(option)
        yield from option.get("choices") or ()


def _longest(part: dict[str, Any]) -> int:
    total = _characters(part.get("value"))
    for field in ("name", "description"):
        localized = part.get(f"{field}_localizations")
        told = [part.get(field), *(localized.values() if isinstance(localized, dict) else ())]
        total += max(map(_characters, told))
    return total


def _characters(value: object) -> int:
    return len(value) if isinstance(value, str) else 0


def _shows_where_it_can(command: dict[str, Any], at: Path, found: Inspection) -> None:
    """It may say so, and does not show there."""
    if not found.silent(at):
        return
    contexts, installed = command.get("contexts"), command.get("integration_types")
    if contexts and installed and 2 in contexts and 1 not in installed:
        found.odd((*at, "contexts"), "In private channels only commands show that a user can install.")
    if command.get("nsfw") is True and found.silent(at):
        found.odd((*at, "nsfw"), "An app with an age-restricted command is not listed in the App Directory.")


def _shared(*, in_guild: bool, has_id: bool) -> dict[str, Field]:
    """What commands of all types have."""
    only_global = _GLOBAL if in_guild else None
    fields = {
        "default_member_permissions": optional(Integer(0, 2**54 - 1)),
        "dm_permission": optional(Boolean(), odd=_DEPRECATED),
        "default_permission": optional(Boolean(), odd="Deprecated: use default_member_permissions."),
        "contexts": optional(List(Enum((0, 1, 2)), min=1, unique=True), odd=only_global),
        "integration_types": optional(List(Enum((0, 1)), min=1, unique=True), odd=only_global),
        "nsfw": optional(Boolean()),
    }
    return {**fields, "id": optional(Snowflake())} if has_id else fields


def _named(name: Text) -> dict[str, Field]:
    return {"name": required(name), "name_localizations": optional(Dictionary(name, LOCALES))}


_DESCRIBED = {
    "description": required(DESCRIPTION),
    "description_localizations": optional(Dictionary(DESCRIPTION, LOCALES)),
}
_MENU = {
    "description": optional(Never(flaws.NO_DESCRIPTION)),
    "description_localizations": optional(Never(flaws.NO_DESCRIPTION)),
    "options": optional(Never(flaws.NO_OPTIONS)),
}
_NO_HANDLER = {"handler": optional(Never(flaws.HANDLER_ELSEWHERE))}
_HANDLER = {"handler": optional(Enum((1, 2)))}


def _command(*, in_guild: bool, has_id: bool = False) -> Union:
    def of(kind: int, *rules: Rule, **fields: Field) -> Object:
        shared = _shared(in_guild=in_guild, has_id=has_id)
        return table(*rules, _shows_where_it_can, _is_within_8000, type=optional(Enum((kind,))), **shared, **fields)

    branches: dict[Any, Kind] = {
        CHAT_INPUT: of(
            CHAT_INPUT, ARE_IN_ORDER, **_named(NAME), **_DESCRIBED, options=optional(OPTIONS), **_NO_HANDLER
        ),
        ON_USER: of(ON_USER, **_named(MENU_NAME), **_MENU, **_NO_HANDLER),
        ON_MESSAGE: of(ON_MESSAGE, **_named(MENU_NAME), **_MENU, **_NO_HANDLER),
        ENTRY_POINT: of(
            ENTRY_POINT,
            **_named(NAME),
            description=optional(Text(max=100)),
            description_localizations=_DESCRIBED["description_localizations"],
            options=optional(Never(flaws.ENTRY_POINT_OPTIONS)),
            **_HANDLER,
        ),
    }
    return Union("type", branches, default=CHAT_INPUT, plain=True)


def _is_one_type(patch: dict[str, Any], at: Path, found: Inspection) -> None:
    """An edit does not say of which type its command is; with a description or options it is a slash command."""
    slash = patch.get("description") or patch.get("options")
    if slash and found.silent(at) and patch.get("name") is not None:
        NAME.check(patch["name"], (*at, "name"), found)


def _edit(*, in_guild: bool) -> Object:
    return table(
        _is_one_type,
        ARE_IN_ORDER,
        _shows_where_it_can,
        _is_within_8000,
        **_shared(in_guild=in_guild, has_id=False),
        name=present(MENU_NAME),
        name_localizations=optional(Dictionary(MENU_NAME, LOCALES)),
        description=optional(Text(max=100)),
        description_localizations=_DESCRIBED["description_localizations"],
        options=optional(OPTIONS),
        **_HANDLER,
    )


class Commands:
    """All commands of a place, which replace those that are there."""

    def __init__(self, *, in_guild: bool) -> None:
        self.list = List(_command(in_guild=in_guild, has_id=True), max=130)

    def check(self, value: object, at: Path, found: Inspection) -> None:
        self.list.check(value, at, found)
        if not isinstance(value, list):
            return
        kinds = [_type(each) for each in value]
        for kind, count in Counter(kinds).items():
            if count > MOST.get(kind, count):
                found.refuse(_LIST_TOO_LONG[0], _LIST_TOO_LONG[1].format(MOST[kind]))
        seen = set()
        for number, each in enumerate(value):
            if not found.silent((*at, number)):
                continue
            if (key := (kinds[number], each["name"])) in seen:
                found.wrong((*at, number), flaws.COMMAND_NAME_TWICE)
            seen.add(key)


def _type(command: object) -> int:
    kind = whole(command.get("type")) if isinstance(command, dict) else None
    return CHAT_INPUT if kind is None else kind


OF_CALL: dict[str, Kind] = {
    "create_application_command": _command(in_guild=False),
    "create_guild_application_command": _command(in_guild=True),
    "update_application_command": _edit(in_guild=False),
    "update_guild_application_command": _edit(in_guild=True),
    "bulk_set_application_commands": Commands(in_guild=False),
    "bulk_set_guild_application_commands": Commands(in_guild=True),
}
