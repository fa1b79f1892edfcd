"""Components of messages: https://docs.discord.com/developers/components/reference."""

from typing import Any

from simulator.schema import flaws
from simulator.schema.embeds import COLOR
from simulator.schema.inspection import Inspection, Path, Rule
from simulator.schema.shapes import Field, List, Object, Union, optional, required, table
from simulator.schema.values import FILE, FILE_OR_WEB, LINK, Boolean, Enum, Integer, Snowflake, Text, Url, whole

CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
CUSTOM_ID = Text(1, 100)
EMOJI = table(id=optional(Snowflake()), name=optional(Text(max=32)), animated=optional(Boolean()))

_OF_STYLE = {
    **dict.fromkeys((1, 2, 3, 4), ("custom_id", ("url", "sku_id"))),
    5: ("url", ("custom_id", "sku_id")),
    6: ("sku_id", ("custom_id", "url", "label", "emoji")),
}


def component(kind: int, *rules: Rule, **fields: Field) -> Object:
    """A component of one type; each may have an id."""
    return table(*rules, type=required(Enum((kind,))), id=optional(Integer(0, 2**31 - 1)), **fields)


def _keeps_its_style(button: dict[str, Any], at: Path, found: Inspection) -> None:
    style = whole(button.get("style"))
    if style not in _OF_STYLE or not found.silent(at):
        return
    needed, barred = _OF_STYLE[style]
    if button.get(needed) is None:
        flaw = flaws.BUTTON_NEEDS_CUSTOM_ID if needed == "custom_id" else flaws.button(needed, needed=True)
        found.wrong((*at, needed), flaw)
    for field in barred:
        if button.get(field) is not None:
            both = {field, needed} == {"custom_id", "url"}
            flaw = flaws.CUSTOM_ID_AND_URL if both else flaws.button(field, needed=False)
            found.wrong((*at, "custom_id" if both else field), flaw)
    if style != 6 and not button.get("label") and not button.get("emoji"):
        found.odd(at, "A button without a label and without an emoji.")


BUTTON = component(
    2,
    _keeps_its_style,
    custom_id=optional(CUSTOM_ID),
    style=required(Enum((1, 2, 3, 4, 5, 6))),
    label=optional(Text(max=80)),
    disabled=optional(Boolean()),
    url=optional(Url(512, LINK)),
    sku_id=optional(Snowflake()),
    emoji=optional(EMOJI),
)


def values_of(select: dict[str, Any]) -> tuple[int, int]:
    """How many values a select asks for, at least and at most."""
    least, most = whole(select.get("min_values")), whole(select.get("max_values"))
    return 1 if least is None else least, 1 if most is None else most


def asks_for_what_there_is(select: dict[str, Any], at: Path, found: Inspection) -> None:
    """Least, most, options and defaults of a select go together."""
    if not found.silent(at):
        return
    least, most = values_of(select)
    is_ours = select["type"] == 3
    options, defaults = (select["options"], None) if is_ours else (None, select.get("default_values"))
    if least > most:
        found.wrong((*at, "min_values"), flaws.above(most))
    elif options is not None and most > len(options):
        found.wrong((*at, "options"), flaws.length(most, 25))
    if options is not None:
        _check_options(options, most, (*at, "options"), found)
    if defaults:
        if len(defaults) > most:
            found.wrong((*at, "default_values"), flaws.TOO_MANY_DEFAULTS)
        elif len(defaults) < least:
            found.wrong((*at, "default_values"), flaws.length(least, most))


def _check_options(options: list[dict[str, Any]], most: int, at: Path, found: Inspection) -> None:
    seen = set()
    for number, option in enumerate(options):
        if option["value"] in seen:
            found.wrong((*at, number), flaws.OPTION_VALUE_TWICE)
        seen.add(option["value"])
    if sum(option.get("default") is True for option in options) > most:
        found.wrong(at, flaws.TOO_MANY_DEFAULTS)


SELECT_OPTION = table(
    label=required(Text(1, 100)),
    value=required(Text(1, 100)),
    description=optional(Text(max=100)),
    default=optional(Boolean()),
    emoji=optional(EMOJI),
)


def _default_value(kind: str) -> Object:
    return table(type=required(Enum((kind,))), id=required(Snowflake()))


_DEFAULTS = {
    5: {"default_values": optional(List(_default_value("user"), max=25))},
    6: {"default_values": optional(List(_default_value("role"), max=25))},
    7: {
        "default_values": optional(
            List(Union("type", {kind: _default_value(kind) for kind in ("role", "user")}), max=25)
        )
    },
    8: {
        "default_values": optional(List(_default_value("channel"), max=25)),
        "channel_types": optional(List(Enum(CHANNEL_TYPES), unique=True)),
    },
}
_OF_SELECT = {3: {"options": required(List(SELECT_OPTION, 1, 25))}, **_DEFAULTS}


def selects(*rules: Rule) -> dict[int, Object]:
    """The five kinds of selects, with the rules of where they stand."""
    return {
        kind: component(
            kind,
            asks_for_what_there_is,
            *rules,
            custom_id=required(CUSTOM_ID),
            placeholder=optional(Text(max=150)),
            min_values=optional(Integer(0, 25)),
            max_values=optional(Integer(1, 25)),
            disabled=optional(Boolean()),
            required=optional(Boolean()),
            **fields,
        )
        for kind, fields in _OF_SELECT.items()
    }


SELECTS = frozenset(_OF_SELECT)


def _is_not_too_wide(row: dict[str, Any], at: Path, found: Inspection) -> None:
    if found.silent(at) and any(each["type"] in SELECTS for each in row["components"]):
        for number in range(1, len(row["components"])):
            found.wrong((*at, "components", number), flaws.TOO_WIDE)


ROW = component(
    1,
    _is_not_too_wide,
    components=required(List(Union("type", {2: BUTTON, **selects()}), 1, 5)),
)
MEDIA = table(url=required(Url(schemes=FILE_OR_WEB)))
TEXT_DISPLAY = component(10, content=required(Text(1, 4000)))
THUMBNAIL = component(
    11,
    description=optional(Text(1, 1024)),
    spoiler=optional(Boolean()),
    media=required(MEDIA),
)
SECTION = component(
    9,
    components=required(List(Union("type", {10: TEXT_DISPLAY}), 1, 3)),
    accessory=required(Union("type", {2: BUTTON, 11: THUMBNAIL})),
)
GALLERY = component(
    12,
    items=required(
        List(
            table(description=optional(Text(1, 1024)), spoiler=optional(Boolean()), media=required(MEDIA)),
            1,
            10,
        )
    ),
)
FILE_COMPONENT = component(13, spoiler=optional(Boolean()), file=required(table(url=required(Url(schemes=FILE)))))
SEPARATOR = component(14, spacing=optional(Enum((1, 2))), divider=optional(Boolean()))
_INSIDE = {1: ROW, 9: SECTION, 10: TEXT_DISPLAY, 12: GALLERY, 13: FILE_COMPONENT, 14: SEPARATOR}
CONTAINER = component(
    17,
    accent_color=optional(COLOR),
    components=required(List(Union("type", _INSIDE), 1, 40)),
    spoiler=optional(Boolean()),
)
COMPONENTS = List(Union("type", {**_INSIDE, 17: CONTAINER}), max=40)
