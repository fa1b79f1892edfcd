"""Modals and what may stand in them: https://docs.discord.com/developers/components/using-modal-components."""

from typing import Any

from simulator.schema import flaws, layout
from simulator.schema.components import CUSTOM_ID, TEXT_DISPLAY, component, selects, values_of
from simulator.schema.inspection import Inspection, Path
from simulator.schema.shapes import Field, List, Object, Union, optional, required, table
from simulator.schema.values import Boolean, Enum, Integer, Never, Text, whole

MOST = 5
_GROUPS = ("image", "video", "audio")


def _is_enabled(component: dict[str, Any], at: Path, found: Inspection) -> None:
    if component.get("disabled") is True:
        found.wrong((*at, "disabled"), flaws.DISABLED_IN_MODAL)


def _asks_for_something(component: dict[str, Any], at: Path, found: Inspection) -> None:
    """Whatever is required, and it is unless it says otherwise, asks for one value at least."""
    must = component.get("required") is not False
    if must and whole(component.get("min_values")) == 0 and found.silent((*at, "min_values")):
        found.wrong((*at, "min_values"), flaws.REQUIRED_OF_NOTHING)


def _least_is_not_above_most(component: dict[str, Any], at: Path, found: Inspection) -> None:
    if not found.silent(at):
        return
    least, most = values_of(component)
    if component.get("max_values") is None and component["type"] == 22:
        most = len(component["options"])
    if least > most:
        found.wrong((*at, "min_values"), flaws.above(most))


def _lengths_are_in_order(component: dict[str, Any], at: Path, found: Inspection) -> None:
    least, most = whole(component.get("min_length")), whole(component.get("max_length"))
    if least is not None and most is not None and least > most and found.silent(at):
        found.wrong((*at, "min_length"), flaws.above(most))


def is_file_type(told: str) -> bool:
    return told in _GROUPS or (told.startswith(".") and len(told) > 1)


FILE_TYPES = List(Text(1, 16, fits=is_file_type, misfit=flaws.FILE_TYPE), max=10)


def _text_input(label: Field) -> Object:
    return component(
        4,
        _lengths_are_in_order,
        custom_id=required(CUSTOM_ID),
        style=required(Enum((1, 2))),
        label=label,
        value=optional(Text(max=4000)),
        placeholder=optional(Text(max=100)),
        required=optional(Boolean()),
        min_length=optional(Integer(0, 4000)),
        max_length=optional(Integer(1, 4000)),
    )


_OPTION = table(
    label=required(Text(1, 100)),
    value=required(Text(1, 100)),
    description=optional(Text(max=100)),
    default=optional(Boolean()),
)
FILE_UPLOAD = component(
    19,
    _asks_for_something,
    _least_is_not_above_most,
    custom_id=required(CUSTOM_ID),
    min_values=optional(Integer(0, 10)),
    max_values=optional(Integer(1, 10)),
    required=optional(Boolean()),
    file_types=optional(FILE_TYPES),
)
RADIO_GROUP = component(
    21,
    custom_id=required(CUSTOM_ID),
    required=optional(Boolean()),
    options=required(List(_OPTION, 2, 10)),
)
CHECKBOX_GROUP = component(
    22,
    _asks_for_something,
    _least_is_not_above_most,
    custom_id=required(CUSTOM_ID),
    min_values=optional(Integer(0, 10)),
    max_values=optional(Integer(1, 10)),
    required=optional(Boolean()),
    options=required(List(_OPTION, 1, 10)),
)
CHECKBOX = component(
    23,
    custom_id=required(CUSTOM_ID),
    default=optional(Boolean()),
    required=optional(Never(flaws.REQUIRED_CHECKBOX)),
)
LABEL = component(
    18,
    label=required(Text(1, 45)),
    description=optional(Text(1, 100)),
    component=required(
        Union(
            "type",
            {
                **selects(_is_enabled, _asks_for_something),
                4: _text_input(optional(Never(flaws.LABEL_IN_LABEL))),
                19: FILE_UPLOAD,
                21: RADIO_GROUP,
                22: CHECKBOX_GROUP,
                23: CHECKBOX,
            },
        )
    ),
)


def _is_deprecated(row: dict[str, Any], at: Path, found: Inspection) -> None:
    found.odd(at, "An action row in a modal is deprecated; use a label.")


ROW = component(
    1,
    _is_deprecated,
    components=required(List(Union("type", {4: _text_input(required(Text(1, 45)))}), 1, 1)),
)


def _has_unique_ids(modal: dict[str, Any], at: Path, found: Inspection) -> None:
    here = (*at, "components")
    if found.silent(here) and isinstance(modal.get("components"), list):
        layout.check_unique([*layout.walk(modal["components"], here)], found)


MODAL = table(
    _has_unique_ids,
    custom_id=required(CUSTOM_ID),
    title=required(Text(1, 45)),
    components=required(List(Union("type", {1: ROW, 18: LABEL, 10: TEXT_DISPLAY}), 1, MOST)),
)
