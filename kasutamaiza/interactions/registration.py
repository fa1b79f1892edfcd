"""Our commands against Discord's: what differs, and the one list that makes it right.

Source: https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeAlias

from msgspec import Struct, ValidationError, json, to_builtins

from kasutamaiza.discord.command import COMMANDS_OF_TYPE, ApplicationCommand, CommandType
from kasutamaiza.discord.option import OptionType
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.interactions.canonical import OF_ALL_SERVERS, Difference, Form, canonical, differences

Registered: TypeAlias = Mapping[str, Any]
"""A command as Discord tells it, whole: what we do not know of it has to be handed back too."""

_Key: TypeAlias = tuple[int, str]

_READ_ONLY = ("application_id", "guild_id", "version", "name_localized", "description_localized")
_PRUNABLE = (CommandType.CHAT_INPUT, CommandType.USER, CommandType.MESSAGE)
_MENUS: Mapping[int, str] = {
    CommandType.USER: "person",
    CommandType.MESSAGE: "message",
    CommandType.PRIMARY_ENTRY_POINT: "entry point",
}
_NESTING = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)


class Deed(StrEnum):
    """What is to happen to a command. Kept is what is not ours and not to be pruned, and the Entry Point always."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    UNCHANGED = "unchanged"
    KEEP = "keep"


class Step(Struct, frozen=True):
    """One command and what is to happen to it. `id` is its own where it is registered and was told with one.

    `form` is how it will be; of what is deleted, how it was. `formerly` is the name of a registered command that is the
    same in all else: what is created looks like that one renamed, and is, when that one was to be deleted anyway.
    """

    deed: Deed
    form: Form
    id: str | None = None
    differences: Sequence[Difference] = ()
    formerly: str | None = None

    @property
    def type(self) -> int:
        return int(self.form["type"])

    @property
    def name(self) -> str:
        return str(self.form["name"])

    @property
    def label(self) -> str:
        """What people know it by: `/play`, or the name that stands in a menu."""
        return label(self.type, self.name)


class Plan(Struct, frozen=True):
    """What would have to happen for what is registered to be what we say; in one server, or for all (None).

    `body` is the whole list that one PUT takes.
    """

    steps: Sequence[Step]
    body: Sequence[Mapping[str, Any]]
    guild: GuildId | None = None

    def steps_to(self, deed: Deed) -> list[Step]:
        return [step for step in self.steps if step.deed is deed]

    @property
    def is_in_sync(self) -> bool:
        return all(step.deed in (Deed.UNCHANGED, Deed.KEEP) for step in self.steps)

    @property
    def is_drastic(self) -> bool:
        """It deletes all that is registered, or more than a quarter of it; of several, one is never too much."""
        going = len(self.steps_to(Deed.DELETE))
        registered = sum(step.deed is not Deed.CREATE and step.type in _PRUNABLE for step in self.steps)
        return going > 0 and (going == registered or going > max(1, registered / 4))

    @property
    def overfull(self) -> Mapping[CommandType, int]:
        """Of which types there would be more than Discord allows, and how many."""
        counts = Counter(int(each.get("type") or 1) for each in self.body)
        return {type_: counts[type_] for type_, most in COMMANDS_OF_TYPE.items() if counts[type_] > most}


def plan(
    ours: Sequence[ApplicationCommand],
    theirs: Sequence[Registered],
    *,
    guild: GuildId | None = None,
    prune: bool = False,
    withdraw: bool = False,
) -> Plan:
    """What has to happen to `theirs`, all that is registered for one server or for all, for `ours` to be there.

    What is not ours stays as it is, unless `prune`; an Entry Point, which Discord makes by itself and refuses to lose,
    stays in any case. With `withdraw`, ours are to be gone from there instead.

    Raises `msgspec.ValidationError` for what is no command, and when two of them have one type and name.
    """
    if withdraw:
        return _withdrawal(ours, theirs, guild)
    in_guild = guild is not None
    forms = {_key(form): form for form in (canonical(to_builtins(each), in_guild=in_guild) for each in ours)}
    registered = {_key(form): form for form in (canonical(each, in_guild=in_guild) for each in theirs)}
    if len(registered) < len(theirs):
        raise ValidationError("two commands have one type and name")
    raw = dict(zip(registered, theirs, strict=True))
    former = _renamed(forms, registered)

    steps: list[Step] = []
    body: list[Mapping[str, Any]] = []
    for command, (key, form) in zip(ours, forms.items(), strict=True):
        at = former[key] if prune and key in former else key
        steps.append(_step(form, registered.get(at), _id(raw.get(at)), former.get(key)))
        body.append(_told(command, steps[-1].id, in_guild=in_guild))
    for key, form in registered.items():
        if key in forms or (prune and key in former.values()):
            continue
        going = prune and form["type"] in _PRUNABLE
        steps.append(Step(Deed.DELETE if going else Deed.KEEP, form, _id(raw[key])))
        body += [] if going else [carried(raw[key])]
    return Plan(_sorted(steps), body, guild)


def _withdrawal(ours: Sequence[ApplicationCommand], theirs: Sequence[Registered], guild: GuildId | None) -> Plan:
    places = {(int(each.type), each.name) for each in ours}
    going = [_place(each) in places for each in theirs]
    forms = [canonical(each, in_guild=guild is not None) for each in theirs]
    steps = [
        Step(Deed.DELETE if goes else Deed.KEEP, form, _id(each))
        for goes, form, each in zip(going, forms, theirs, strict=True)
    ]
    body = [carried(each) for goes, each in zip(going, theirs, strict=True) if not goes]
    return Plan(_sorted(steps), body, guild)


def _sorted(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: (step.type, step.name))


def _key(form: Form) -> _Key:
    # Of Entry Points there is one at most, whatever its name.
    return form["type"], "" if form["type"] == CommandType.PRIMARY_ENTRY_POINT else form["name"]


def _id(registered: Registered | None) -> str | None:
    found = None if registered is None else registered.get("id")
    return None if found is None else str(found)


def _renamed(forms: Mapping[_Key, Form], registered: Mapping[_Key, Form]) -> dict[_Key, _Key]:
    """Of new slash commands, the one that is registered under another name and is the same in all else, if it is one.

    Only of these: they can be mentioned by their id, and say enough of themselves to be known again.
    """
    typed = CommandType.CHAT_INPUT
    new = [key for key in forms if key not in registered and key[0] == typed]
    old = [key for key in registered if key not in forms and key[0] == typed]
    pairs = [(key, other) for key in new for other in old if _is_alike(registered[other], forms[key])]
    once = Counter(key for pair in pairs for key in pair)
    return {key: other for key, other in pairs if once[key] == once[other] == 1}


def _is_alike(registered: Form, ours: Form) -> bool:
    return all(re.match(r"name(_localizations\.|$)", each.path) for each in differences(registered, ours))


def _step(form: Form, before: Form | None, id_: str | None, former: _Key | None) -> Step:
    formerly = former[1] if former else None
    if before is None:
        return Step(Deed.CREATE, form, formerly=formerly)
    found = differences(before, form)
    return Step(Deed.UPDATE if found else Deed.UNCHANGED, form, id_, found, formerly)


def _told(command: ApplicationCommand, id_: str | None, *, in_guild: bool) -> dict[str, Any]:
    """One of ours as a part of the list. What it has not is said to be nothing: so nothing stays from before."""
    told: dict[str, Any] = {"name_localizations": None, "default_member_permissions": None, "nsfw": False}
    if command.type == CommandType.CHAT_INPUT:
        told |= {"description_localizations": None, "options": []}
    told |= to_builtins(command)
    if in_guild:
        told = {field: value for field, value in told.items() if field not in OF_ALL_SERVERS}
    return told if id_ is None else {"id": id_, **told}


def carried(registered: Registered) -> dict[str, Any]:
    """A command as Discord told it, for the list to be put, so that it stays as it is: whole, but for what Discord says
    of it and does not want to hear.
    """
    told: dict[str, Any] = {}
    for field, value in registered.items():
        if field in ("options", "choices") and isinstance(value, Sequence) and value:
            told[field] = [carried(each) if isinstance(each, Mapping) else each for each in value]
        # Told of every command by Discord, and refused in what is not typed.
        elif field not in _READ_ONLY and not (field in ("description", "options") and not value):
            told[field] = value
    # Speaks of private messages, as contexts do: https://github.com/discord/discord-api-docs/issues/4961
    if told.get("contexts") is not None:
        told.pop("dm_permission", None)
    return told


def new_ids(before: Iterable[Registered], after: Iterable[Registered]) -> list[str]:
    """The labels of commands that have another id than before: mentions of them in old messages lead nowhere now."""
    ids = {_place(each): each["id"] for each in before}
    return [label(*_place(each)) for each in after if ids.get(_place(each), each["id"]) != each["id"]]


def in_both(ours: Iterable[ApplicationCommand], elsewhere: Iterable[Registered]) -> list[str]:
    """The labels of ours that are registered elsewhere too, for all servers or for one: people see these twice."""
    places = {_place(each) for each in elsewhere}
    return [label(each.type, each.name) for each in ours if (each.type, each.name) in places]


def snapshot(commands: Iterable[Mapping[str, Any]], *, in_guild: bool = False) -> str:
    """Commands in canonical form, sorted, as a file that changes when they do; with their ids where they have some."""
    told = []
    for each in commands:
        ids = {field: each[field] for field in ("id", "application_id") if field in each}
        told.append({**ids, **canonical(each, in_guild=in_guild)})
    told.sort(key=lambda form: (form["type"], form["name"]))
    return json.format(json.encode(told), indent=2).decode() + "\n"


def _place(registered: Registered) -> _Key:
    return registered.get("type") or 1, registered["name"]


def mentions(registered: Registered) -> list[str]:
    """How a message mentions a slash command, or each of those that lie in it.

    Source: https://docs.discord.com/developers/reference#message-formatting
    """
    return [f"</{path}:{registered['id']}>" for path in _paths(registered)]


def _paths(named: Registered) -> Iterator[str]:
    nested = [option for option in named.get("options") or () if option["type"] in _NESTING]
    if not nested:
        yield named["name"]
    for option in nested:
        for path in _paths(option):
            yield f"{named['name']} {path}"


def label(type_: int, name: str) -> str:
    """What people know a command by: `/play`, or the name that stands in a menu."""
    return f"/{name}" if type_ == CommandType.CHAT_INPUT else f"{_MENUS.get(type_, f'type {type_}')} → {name}"
