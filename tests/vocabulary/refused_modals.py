"""Modals that Discord would refuse."""

from collections.abc import Callable

from msgspec import convert

from kasutamaiza.ui import Modal
from tests.vocabulary.payloads import (
    button,
    container,
    label,
    modal,
    numbered_labels,
    option,
    row,
    section,
    select,
    text,
    text_input,
    user_select,
    without,
)
from tests.vocabulary.rule import COMPONENTS, REFERENCE, RESPONDING, Payload, Rule, documented


def opened(payload: Payload) -> Modal:
    return convert(payload, type=Modal)


def titled(parts: Payload) -> Payload:
    return {**modal(), **parts}


def labelled(parts: Payload) -> Payload:
    return modal({**label(), **parts})


def asking(component: Payload) -> Payload:
    return modal(label(component))


def typed(parts: Payload) -> Payload:
    return asking({**text_input(), **parts})


def chosen(parts: Payload) -> Payload:
    return asking({**select(), **parts})


def picked(parts: Payload) -> Payload:
    return asking({**user_select(), **parts})


def sent(parts: Payload) -> Payload:
    return asking({"type": 19, "custom_id": "proof", **parts})


def options(count: int) -> list[Payload]:
    return [option(number) for number in range(count)]


def radio(parts: Payload) -> Payload:
    return asking({"type": 21, "custom_id": "format", "options": options(2), **parts})


def radio_option(part: str) -> Callable[[int], Payload]:
    """One whose `part` is of so many characters."""
    return lambda size: radio({"options": [option(1, **{part: "x" * size}), option(2)]})


def ticked(parts: Payload) -> Payload:
    return asking({"type": 22, "custom_id": "days", "options": options(3), **parts})


def suffixes(count: int) -> list[str]:
    return [f".ty{number}" for number in range(count)]


MODAL = documented(
    f"{RESPONDING}#interaction-response-object-modal",
    opened,
    Rule("title", titled, {"title": "x" * 45}, {"title": "x" * 46}, "title 45", "modal.title_max"),
    Rule("an empty title", titled, {"title": "x"}, {"title": ""}, "title"),
    Rule(
        "custom_id", titled, {"custom_id": "x" * 100}, {"custom_id": "x" * 101}, "custom_id 100", "modal.custom_id_max"
    ),
    Rule("an empty custom_id", titled, {"custom_id": "x"}, {"custom_id": ""}, "custom_id 1", "modal.custom_id_min"),
    Rule(
        "components",
        lambda count: modal(*numbered_labels(count)),
        5,
        6,
        "components 5",
        "modal.components_max",
    ),
    Rule("no component", titled, {}, {"components": []}, "components 1", "modal.components_min"),
    Rule("no title", lambda payload: payload, modal(), without(modal(), "title"), "title"),
    Rule("a text input without a label", modal, label(), text_input(), "components"),
    Rule("a section in a modal", modal, text(), section(), "components"),
    Rule("a container in a modal", modal, text(), container(), "components"),
    Rule("buttons in a modal", modal, text(), row(), "components"),
    Rule(
        "a custom_id twice",
        lambda custom_id: modal(label(), label(text_input(custom_id=custom_id))),
        "x",
        "reason",
        "custom_id",
    ),
    Rule(
        "a text in a modal",
        lambda size: modal(text("x" * size)),
        4000,
        4001,
        "content|text 4000",
        "spec.text_display.content_max",
    ),
    Rule("an id twice", lambda number: modal(label(text_input(id=7), id=number)), 8, 7, "id"),
)

LABELS = documented(
    f"{COMPONENTS}#label",
    opened,
    Rule("label", labelled, {"label": "x" * 45}, {"label": "x" * 46}, "label 45", "label.label_max"),
    Rule("an empty label", labelled, {"label": "x"}, {"label": ""}, "label"),
    Rule(
        "description",
        labelled,
        {"description": "x" * 100},
        {"description": "x" * 101},
        "description 100",
        "label.description_max",
    ),
    Rule("a label of nothing", modal, label(), without(label(), "component"), "component"),
    Rule("a button in a label", asking, text_input(), button(), "component"),
    Rule("a label in a label", asking, text_input(), label(), "component"),
    Rule("a text in a label", asking, text_input(), text(), "component"),
)

TEXT_INPUTS = documented(
    f"{COMPONENTS}#text-input",
    opened,
    Rule("style", typed, {"style": 2}, {"style": 3}, "style"),
    Rule(
        "at least too long",
        typed,
        {"min_length": 4000},
        {"min_length": 4001},
        "min_length 4000",
        "text_input.length_max",
    ),
    Rule("at least below nothing", typed, {"min_length": 0}, {"min_length": -1}, "min_length 0"),
    Rule(
        "at most too long",
        typed,
        {"max_length": 4000},
        {"max_length": 4001},
        "max_length 4000",
        "text_input.length_max",
    ),
    Rule("at most nothing", typed, {"max_length": 1}, {"max_length": 0}, "max_length 1"),
    Rule(
        "at least more than at most",
        typed,
        {"min_length": 5, "max_length": 5},
        {"min_length": 6, "max_length": 5},
        "min_length max_length",
    ),
    Rule("value", typed, {"value": "x" * 4000}, {"value": "x" * 4001}, "value 4000", "text_input.value_max"),
    Rule(
        "placeholder",
        typed,
        {"placeholder": "x" * 100},
        {"placeholder": "x" * 101},
        "placeholder 100",
        "text_input.placeholder_max",
    ),
    Rule(
        "custom_id of a text input",
        typed,
        {"custom_id": "x" * 100},
        {"custom_id": "x" * 101},
        "custom_id 100",
        "component.custom_id_max",
    ),
    Rule("a label of its own", typed, {}, {"label": "Why?"}, "label"),
)


def select_rules(kind: str, choose: Callable[[Payload], Payload]) -> list[Rule]:
    nothing = {"min_values": 0}
    return [
        Rule(f"{kind}: disabled in a modal", choose, {"disabled": False}, {"disabled": True}, "disabled"),
        Rule(f"{kind}: required, of nothing", choose, {**nothing, "required": False}, nothing, "min_values required"),
        Rule(
            f"{kind}: too many", choose, {"required": False}, {"max_values": 26}, "max_values 25", "select.values_max"
        ),
        Rule(f"{kind}: placeholder", choose, {"placeholder": "x" * 150}, {"placeholder": "x" * 151}, "placeholder 150"),
    ]


SELECTS = documented(
    f"{COMPONENTS}#string-select",
    opened,
    *select_rules("string select", chosen),
    *select_rules("user select", picked),
    *select_rules("channel select", lambda parts: picked({"type": 8, **parts})),
    Rule(
        "options of a select",
        lambda count: chosen({"options": options(count)}),
        25,
        26,
        "options 25",
        "select.options_max",
    ),
    Rule(
        "required in so many words",
        picked,
        {"required": True, "min_values": 1},
        {"required": True, "min_values": 0},
        "min_values required",
    ),
)

FILE_UPLOADS = documented(
    f"{COMPONENTS}#file-upload",
    opened,
    Rule("files", sent, {"max_values": 10}, {"max_values": 11}, "max_values 10", "file_upload.values_max"),
    Rule("at most no file", sent, {"max_values": 1}, {"max_values": 0}, "max_values 1"),
    Rule(
        "at least too many files",
        sent,
        {"min_values": 10, "max_values": 10},
        {"min_values": 11, "max_values": 10},
        "min_values 10",
        "file_upload.values_max",
    ),
    Rule(
        "fewer than no files",
        lambda least: sent({"min_values": least, "required": False}),
        0,
        -1,
        "min_values 0",
        "file_upload.values_min",
    ),
    Rule("required, of nothing", sent, {"min_values": 0, "required": False}, {"min_values": 0}, "min_values required"),
    Rule(
        "at least more files than at most",
        sent,
        {"min_values": 2, "max_values": 2},
        {"min_values": 3, "max_values": 2},
        "min_values max_values",
    ),
)

FILE_TYPES = documented(
    f"{REFERENCE}#file-type-filtering",
    opened,
    Rule(
        "kinds of files",
        lambda count: sent({"file_types": suffixes(count)}),
        10,
        11,
        "file_types 10",
        "file_upload.file_types_max",
    ),
    Rule(
        "a kind that is no group and has no dot", sent, {"file_types": ["image"]}, {"file_types": ["png"]}, "file_types"
    ),
    Rule("a kind of no characters", sent, {"file_types": [".png"]}, {"file_types": [""]}, "file_types"),
    Rule("a long kind", lambda size: sent({"file_types": ["." + "x" * size]}), 15, 16, "file_types 16"),
)

RADIO_GROUPS = documented(
    f"{COMPONENTS}#radio-group",
    opened,
    Rule(
        "radio options",
        lambda count: radio({"options": options(count)}),
        10,
        11,
        "options 10",
        "radio_group.options_max",
    ),
    Rule(
        "one radio option",
        lambda count: radio({"options": options(count)}),
        2,
        1,
        "options 2",
        "radio_group.options_min",
    ),
    *(
        Rule(f"{part} of a radio option", radio_option(part), 100, 101, f"{part} 100")
        for part in ("label", "value", "description")
    ),
)

CHECKBOXES = documented(
    f"{COMPONENTS}#checkbox-group",
    opened,
    Rule(
        "checkboxes",
        lambda count: ticked({"options": options(count)}),
        10,
        11,
        "options 10",
        "checkbox_group.options_max",
    ),
    Rule(
        "no checkbox",
        lambda count: ticked({"options": options(count)}),
        1,
        0,
        "options 1",
        "checkbox_group.options_min",
    ),
    Rule("at most too many ticks", ticked, {"max_values": 3}, {"max_values": 11}, "max_values 10"),
    Rule("at most no tick", ticked, {"max_values": 1}, {"max_values": 0}, "max_values 1"),
    Rule("at least too many ticks", ticked, {"min_values": 3}, {"min_values": 11}, "min_values 10"),
    Rule(
        "ticks required, of nothing",
        ticked,
        {"min_values": 0, "required": False},
        {"min_values": 0},
        "min_values required",
    ),
    Rule(
        "more ticks than may be", ticked, {"min_values": 2}, {"min_values": 2, "max_values": 1}, "min_values max_values"
    ),
    Rule("label of a checkbox", lambda size: ticked({"options": [option(1, label="x" * size)]}), 100, 101, "label 100"),
    Rule(
        "a checkbox that must be ticked",
        asking,
        {"type": 23, "custom_id": "x"},
        {"type": 23, "custom_id": "x", "required": True},
        "required",
    ),
)

RULES = [*MODAL, *LABELS, *TEXT_INPUTS, *SELECTS, *FILE_UPLOADS, *FILE_TYPES, *RADIO_GROUPS, *CHECKBOXES]
