"""Modals: what may be asked, and how it may be answered."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from msgspec import json

from kasutamaiza.interactions.answer import callback
from kasutamaiza.ui import (
    Button,
    ChannelSelect,
    Checkbox,
    CheckboxGroup,
    CheckboxOption,
    FileUpload,
    Label,
    MentionableSelect,
    Modal,
    RadioGroup,
    RadioOption,
    Refused,
    RoleSelect,
    SelectOption,
    Separator,
    StringSelect,
    TextDisplay,
    TextInput,
    TextInputStyle,
    UserSelect,
)
from kasutamaiza.ui.modal import LabelChild
from tests.limit import check_limit

IsValid = Callable[[str, bytes], None]


def text(**parts: Any) -> TextInput:
    return TextInput(**{"custom_id": "text"} | parts)


def label(component: LabelChild, **parts: Any) -> Label:
    return Label(**{"label": "x", "component": component} | parts)


def modal(*components: Any) -> Modal:
    return Modal(custom_id="x", title="x", components=components)


def radios(count: int, picked: int = 0) -> Sequence[RadioOption]:
    return [RadioOption(f"label {number}", str(number), default=number < picked) for number in range(count)]


def boxes(count: int, picked: int = 0) -> Sequence[CheckboxOption]:
    return [CheckboxOption(f"label {number}", str(number), default=number < picked) for number in range(count)]


def string_select(**parts: Any) -> StringSelect:
    return StringSelect(**{"custom_id": "x", "options": [SelectOption("a", "b")]} | parts)


CHILDREN: dict[str, LabelChild] = {
    "text": text(),
    "long text": text(
        style=TextInputStyle.PARAGRAPH, min_length=4000, max_length=4000, value="x" * 4000, placeholder="x" * 100, id=3
    ),
    "text that may be left out": text(required=False, min_length=0, max_length=1, value=""),
    "string select": string_select(required=False, min_values=0, placeholder="x"),
    "user select": UserSelect(custom_id="x", required=True),
    "role select": RoleSelect(custom_id="x", min_values=1, max_values=25),
    "mentionable select": MentionableSelect(custom_id="x"),
    "channel select": ChannelSelect(custom_id="x", channel_types=[0]),
    "files": FileUpload(custom_id="x", min_values=0, max_values=10, required=False, file_types=["image", ".ydk"]),
    "one file": FileUpload(custom_id="x"),
    "radio": RadioGroup(custom_id="x", options=radios(10, picked=1), required=False),
    "radio of two": RadioGroup(custom_id="x", options=radios(2)),
    "boxes": CheckboxGroup(custom_id="x", options=boxes(10, picked=10), min_values=0, max_values=10, required=False),
    "one box that must be ticked": CheckboxGroup(custom_id="x", options=boxes(1)),
    "box": Checkbox(custom_id="x", default=True),
}


@pytest.mark.parametrize("child", CHILDREN.values(), ids=CHILDREN)
def test_what_can_be_asked_is_what_discord_takes(child: LabelChild, is_valid: IsValid) -> None:
    asked = modal(label(child, label="x" * 45, description="x" * 100, id=1), TextDisplay("So that we know."))
    is_valid("callback", callback(asked))
    assert msgspec.to_builtins(msgspec.convert(msgspec.to_builtins(asked), type=Modal)) == json.decode(
        json.encode(asked)
    )


def test_a_style_is_always_written_and_what_is_left_out_is_not() -> None:
    assert json.decode(json.encode(text())) == {"type": 4, "style": 1, "custom_id": "text"}
    assert json.decode(json.encode(Checkbox(custom_id="x"))) == {"type": 23, "custom_id": "x"}


LIMITS: dict[str, tuple[int, Callable[[int], object]]] = {
    "modal.custom_id": (100, lambda n: Modal(custom_id="x" * n, title="x", components=[TextDisplay("x")])),
    "modal.title": (45, lambda n: Modal(custom_id="x", title="x" * n, components=[TextDisplay("x")])),
    "modal.components": (5, lambda n: modal(*[TextDisplay("x")] * n)),
    "label.label": (45, lambda n: label(text(), label="x" * n)),
    "label.description": (100, lambda n: label(text(), description="x" * n)),
    "text_input.custom_id": (100, lambda n: text(custom_id="x" * n)),
    "text_input.value": (4000, lambda n: text(value="x" * n)),
    "text_input.placeholder": (100, lambda n: text(placeholder="x" * n)),
    "file_upload.file_types": (
        10,
        lambda n: FileUpload(custom_id="x", file_types=[f".{number}" for number in range(n)]),
    ),
    "file_upload.file_types[0]": (16, lambda n: FileUpload(custom_id="x", file_types=[".".ljust(n, "x")])),
    "radio_group.options": (10, lambda n: RadioGroup(custom_id="x", options=radios(n))),
    "radio_option.label": (100, lambda n: RadioOption("x" * n, "x")),
    "radio_option.value": (100, lambda n: RadioOption("x", "x" * n)),
    "radio_option.description": (100, lambda n: RadioOption("x", "x", "x" * n)),
    "checkbox_group.options": (10, lambda n: CheckboxGroup(custom_id="x", options=boxes(n))),
    "checkbox_option.label": (100, lambda n: CheckboxOption("x" * n, "x")),
    "checkbox_option.value": (100, lambda n: CheckboxOption("x", "x" * n)),
    "checkbox_option.description": (100, lambda n: CheckboxOption("x", "x", "x" * n)),
    "checkbox.custom_id": (100, lambda n: Checkbox(custom_id="x" * n)),
}


@pytest.mark.parametrize(("field", "most", "build"), [(field, *each) for field, each in LIMITS.items()], ids=LIMITS)
def test_a_record_is_built_at_its_limit_and_refused_one_beyond(
    field: str, most: int, build: Callable[[int], object]
) -> None:
    check_limit(field, most, build)


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "a modal of nothing": (modal, "modal.components has 0 members; Discord allows 1 to 5."),
    "a modal of no id": (
        lambda: Modal(custom_id="", title="x", components=[TextDisplay("x")]),
        "modal.custom_id has 0 characters; Discord allows 1 to 100.",
    ),
    "a blank title": (
        lambda: Modal(custom_id="x", title=" ", components=[TextDisplay("x")]),
        "modal.title is blank; Discord allows 1 to 45 characters",
    ),
    "a text without a label": (
        lambda: modal(text()),
        "modal.components[0] is of type TextInput; Discord allows Label,",
    ),
    "a separator": (lambda: modal(TextDisplay("x"), Separator()), "modal.components[1] is of type Separator"),
    "two of one custom_id": (
        lambda: modal(label(text()), TextDisplay("x"), label(text())),
        (
            "modal.components[2].component.custom_id is 'text', as modal.components[0].component.custom_id is; "
            "Discord allows each custom_id once."
        ),
    ),
    "two of one id": (
        lambda: modal(label(text(id=4)), TextDisplay("x", id=4)),
        "modal.components[1].id is '4', as modal.components[0].component.id is; Discord allows each id once.",
    ),
    "a blank label": (lambda: label(text(), label="\t"), "label.label is blank"),
    "an empty description": (lambda: label(text(), description=""), "label.description has 0 characters"),
    "a button": (
        lambda: label(Button(style=1, label="x", custom_id="x")),  # type: ignore[arg-type]
        "label.component is of type Button; Discord allows TextInput,",
    ),
    "a disabled select": (
        lambda: label(UserSelect(custom_id="x", disabled=True)),
        "label.component.disabled is true; Discord allows no disabled select in a modal.",
    ),
    "none picked of what is required": (
        lambda: label(string_select(min_values=0)),
        "label.component.min_values is 0; Discord allows that only with required=False.",
    ),
    "none picked of what must be": (
        lambda: label(string_select(min_values=0, required=True)),
        "label.component.min_values is 0",
    ),
    "a style of its own": (lambda: text(style=3), "text_input.style is 3; Discord allows 1 to 2."),
    "a least length below 0": (lambda: text(min_length=-1), "text_input.min_length is -1; Discord allows 0 to 4000."),
    "a least length too great": (lambda: text(min_length=4001), "text_input.min_length is 4001; Discord allows 0 to"),
    "a greatest length of 0": (lambda: text(max_length=0), "text_input.max_length is 0; Discord allows 1 to 4000."),
    "a greatest length too great": (lambda: text(max_length=4001), "text_input.max_length is 4001"),
    "least above greatest": (
        lambda: text(min_length=6, max_length=5),
        "text_input.min_length is 6; Discord allows at most max_length, which is 5.",
    ),
    "a value too long": (
        lambda: text(max_length=5, value="123456"),
        "text_input.value has 6 characters; Discord allows at most 5.",
    ),
    "a value too short": (
        lambda: text(min_length=5, value="1234"),
        "text_input.value has 4 characters; Discord allows 5 to 4000.",
    ),
    "eleven files": (
        lambda: FileUpload(custom_id="x", max_values=11),
        "file_upload.max_values is 11; Discord allows 1 to 10.",
    ),
    "at most no file": (lambda: FileUpload(custom_id="x", max_values=0), "file_upload.max_values is 0"),
    "less than no file": (lambda: FileUpload(custom_id="x", min_values=-1), "file_upload.min_values is -1"),
    "more files than one": (
        lambda: FileUpload(custom_id="x", min_values=2),
        "file_upload.min_values is 2; Discord allows at most max_values, which is 1.",
    ),
    "no file where one is required": (
        lambda: FileUpload(custom_id="x", min_values=0),
        "file_upload.min_values is 0; Discord allows that only with required=False.",
    ),
    "a radio alone": (
        lambda: RadioGroup(custom_id="x", options=radios(1)),
        "radio_group.options has 1 members; Discord allows 2 to 10.",
    ),
    "two radios picked": (
        lambda: RadioGroup(custom_id="x", options=radios(3, picked=2)),
        "radio_group.options has 2 defaults; Discord allows at most 1.",
    ),
    "a radio twice": (
        lambda: RadioGroup(custom_id="x", options=[*radios(2), *radios(1)]),
        "radio_group.options has '0' twice; Discord allows each once.",
    ),
    "a blank radio": (lambda: RadioOption(" ", "x"), "radio_option.label is blank"),
    "a radio of no value": (lambda: RadioOption("x", ""), "radio_option.value has 0 characters"),
    "no boxes": (lambda: CheckboxGroup(custom_id="x", options=[]), "checkbox_group.options has 0 members"),
    "a box twice": (
        lambda: CheckboxGroup(custom_id="x", options=[*boxes(2), *boxes(1)]),
        "checkbox_group.options has '0' twice",
    ),
    "more boxes than there are": (
        lambda: CheckboxGroup(custom_id="x", options=boxes(2), max_values=3),
        "checkbox_group.max_values is 3; there are 2 options to pick from.",
    ),
    "at least more boxes than there are": (
        lambda: CheckboxGroup(custom_id="x", options=boxes(2), min_values=3),
        "checkbox_group.min_values is 3; Discord allows at most max_values, which is 2.",
    ),
    "more boxes ticked than allowed": (
        lambda: CheckboxGroup(custom_id="x", options=boxes(3, picked=2), max_values=1),
        "checkbox_group.options has 2 defaults; Discord allows max_values, which is 1.",
    ),
    "no box where one is required": (
        lambda: CheckboxGroup(custom_id="x", options=boxes(3), min_values=0),
        "checkbox_group.min_values is 0; Discord allows that only with required=False.",
    ),
    "a box of a wrong id": (lambda: Checkbox(custom_id="x", id=-1), "checkbox.id is -1"),
}


@pytest.mark.parametrize(("build", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_question_is_refused_with_its_reason(build: Callable[[], object], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize("kind", ["", "images", "png", ".", "..png", ".p ng", "./png", "image/png"])
def test_a_kind_of_file_is_a_word_of_discords_or_an_extension(kind: str) -> None:
    with pytest.raises(Refused, match=r"^file_upload\.file_types\[1\] "):
        FileUpload(custom_id="x", file_types=["video", kind])


def test_a_kind_of_file_is_named_once() -> None:
    with pytest.raises(Refused, match=r"^file_upload\.file_types has '\.png' twice"):
        FileUpload(custom_id="x", file_types=[".png", "audio", ".png"])
    assert FileUpload(custom_id="x", file_types=[".tar.gz"]).file_types == [".tar.gz"]


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        ({"type": 23, "custom_id": "x", "required": True}, "Object contains unknown field `required`"),
        ({"type": 4, "custom_id": "x", "style": 1, "label": "x"}, "Object contains unknown field `label`"),
        ({"type": 2, "custom_id": "x", "style": 1, "label": "x"}, "Invalid value 2"),
        ({"type": 4, "custom_id": "x", "max_length": 0}, "text_input.max_length is 0; Discord allows 1 to 4000."),
    ],
)
def test_what_is_refused_in_plain_data_is_told_with_its_path(plain: dict[str, Any], reason: str) -> None:
    asked = {"custom_id": "x", "title": "x", "components": [{"type": 18, "label": "x", "component": plain}]}
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(asked, type=Modal)
    assert str(refused.value).startswith(reason)
    assert " - at `$.components[0].component" in str(refused.value)
