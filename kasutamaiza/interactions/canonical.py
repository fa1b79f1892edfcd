"""A command in the one form in which ours and Discord's can be compared: what means the same stands there the same.

Left out are: what is null, empty or false; what only Discord says of a command (its id, its version); what we do not
know of.

Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct, ValidationError

Form: TypeAlias = Mapping[str, Any]
"""A command, an option or a choice under Discord's own names, in canonical form."""

OF_ALL_SERVERS = ("contexts", "integration_types")
"""What can be said only of commands that are for all servers."""

_FIELDS = (
    "type name name_localizations description description_localizations default_member_permissions contexts "
    "integration_types nsfw handler value required choices channel_types min_value max_value min_length max_length "
    "autocomplete file_types options"
)
# What we know of: of commands, of options and of choices, which do not use one name for two things.
_TOLD = _FIELDS.split()

_NESTED = ("options", "choices")
_UNORDERED = (*OF_ALL_SERVERS, "channel_types", "file_types")
_FLAGS = ("nsfw", "required", "autocomplete")
_LEFT_TO_DISCORD = (*OF_ALL_SERVERS, "handler")


class Difference(Struct, frozen=True):
    """One place in which a command is not yet as we want it: what is `registered` there and what is `ours`, or None.

    `path` is written for people: `options[rounds].description_localizations.ja`. An option or a choice that one side
    lacks is told whole; another order is told as the names in their order.
    """

    path: str
    registered: Any
    ours: Any


def canonical(command: Mapping[str, Any], *, in_guild: bool = False) -> Form:
    """A command as we or Discord tell it, in canonical form. In a server's own commands, where they are offered is left
    out: that can be said of commands for all servers only.

    What has another shape than it has today stays as it is. Raises `msgspec.ValidationError` for what has no name.
    """
    type_, name = command.get("type") or 1, command.get("name")
    if not (isinstance(name, str) and name and isinstance(type_, int)):
        raise ValidationError(f"{type_!r} and {name!r} are no command's type and name")
    permissions = command.get("default_member_permissions")
    # "0", for administrators only, is not null, for everybody.
    told = {**command, "type": type_, "default_member_permissions": None if permissions is None else str(permissions)}
    return _form({field: value for field, value in told.items() if not (in_guild and field in OF_ALL_SERVERS)})


def _form(told: Mapping[str, Any]) -> Form:
    form = {}
    for field in _TOLD:
        kept = _kept(field, told)
        if kept is not None and kept is not False and kept not in ("", [], {}):
            form[field] = kept
    return form


def _kept(field: str, told: Mapping[str, Any]) -> Any:
    value = told.get(field)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        if field in _NESTED and _are_forms(value):
            return [_form(each) for each in value]
        return sorted(set(value)) if field in _UNORDERED and _is_plain(value) else list(value)
    if isinstance(value, Mapping) and field.endswith("_localizations"):
        default = told.get(field.removesuffix("_localizations"))
        # Discord forgets a translation that is the same as the default.
        return {locale: text for locale, text in sorted(value.items()) if text and text != default}
    return value


def _are_forms(value: Any) -> bool:
    return value is None or (isinstance(value, Sequence) and all(isinstance(each, Mapping) for each in value))


def _is_plain(values: Sequence[Any]) -> bool:
    return all(isinstance(each, int) for each in values) or all(isinstance(each, str) for each in values)


def differences(registered: Form, ours: Form) -> list[Difference]:
    """What has to change for a registered command to be ours, field by field; both in canonical form.

    Where we leave something to Discord, whatever it filled in is no difference.
    """
    left = [field for field in _LEFT_TO_DISCORD if field not in ours]
    return list(_differing("", {field: value for field, value in registered.items() if field not in left}, ours))


def _differing(at: str, registered: Form, ours: Form) -> Iterator[Difference]:
    for field in dict.fromkeys([*registered, *ours]):
        absent: Any = False if field in _FLAGS else None
        theirs, own = registered.get(field, absent), ours.get(field, absent)
        if theirs == own:
            continue
        if field in _NESTED and _are_forms(theirs) and _are_forms(own):
            yield from _differing_lists(f"{at}{field}", theirs or [], own or [])
        elif field.endswith("_localizations") and isinstance(theirs or {}, Mapping):
            yield from _differing(f"{at}{field}.", theirs or {}, own or {})
        else:
            yield Difference(f"{at}{field}", theirs, own)


def _differing_lists(at: str, registered: Sequence[Form], ours: Sequence[Form]) -> Iterator[Difference]:
    names = [each.get("name") for each in registered]
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        yield Difference(at, registered, ours)  # they cannot be told apart
        return
    theirs, own = ({each["name"]: each for each in forms} for forms in (registered, ours))
    for name in dict.fromkeys([*theirs, *own]):
        if name in theirs and name in own:
            yield from _differing(f"{at}[{name}].", theirs[name], own[name])
        else:
            yield Difference(f"{at}[{name}]", theirs.get(name), own.get(name))
    orders = [name for name in theirs if name in own], [name for name in own if name in theirs]
    if orders[0] != orders[1]:
        yield Difference(at, *orders)
