"""Modal: a form that opens over the chat.

Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar, TypeAlias

from msgspec import Struct, field

from kasutamaiza.ui import limits
from kasutamaiza.ui.layout import TextDisplay
from kasutamaiza.ui.limits import Refused, check_component, check_number, check_once, check_size, check_text
from kasutamaiza.ui.select import SELECTS, Select
from kasutamaiza.ui.tree import check_ids, check_kind, check_kinds

_EXTENSION = r"\.[^\s./\\][^\s/\\]*"


class TextInputStyle(IntEnum):
    """One line, or several."""

    SHORT = 1
    PARAGRAPH = 2


class _Input(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"
):
    """What everything that can be filled in has; `_record` is how a refusal calls it."""

    _record: ClassVar[str]

    custom_id: str
    id: int | None = None

    def __post_init__(self) -> None:
        check_component(self._record, custom_id=self.custom_id, component_id=self.id)


class TextInput(_Input, frozen=True, tag=4):
    """Text to be typed; `value` stands there already.

    Source: https://docs.discord.com/developers/components/reference#text-input
    """

    _record: ClassVar[str] = "text_input"

    # A factory that msgspec does not know, so that it is always written: Discord has no default for it.
    style: int = field(default_factory=lambda: TextInputStyle.SHORT)
    min_length: int | None = None
    max_length: int | None = None
    required: bool = True
    value: str | None = None
    placeholder: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        check_number("text_input.style", self.style, least=TextInputStyle.SHORT, most=TextInputStyle.PARAGRAPH)
        least = 0 if self.min_length is None else self.min_length
        most = limits.TEXT_INPUT if self.max_length is None else self.max_length
        check_number("text_input.min_length", least, least=0, most=limits.TEXT_INPUT)
        check_number("text_input.max_length", most, least=1, most=limits.TEXT_INPUT)
        if least > most:
            raise Refused(f"text_input.min_length is {least}; Discord allows at most max_length, which is {most}.")
        if self.value:
            check_size("text_input.value", self.value, least=least, most=most)
        if self.placeholder is not None:
            check_size("text_input.placeholder", self.placeholder, most=limits.TEXT_INPUT_PLACEHOLDER)


class FileUpload(_Input, frozen=True, tag=19):
    """Files to be given. Left out, `min_values` and `max_values` are 1.

    `file_types` are "image", "video", "audio" or extensions (".ydk"); Discord looks at the file's name alone.
    Source: https://docs.discord.com/developers/components/reference#file-upload
    """

    _record: ClassVar[str] = "file_upload"

    min_values: int | None = None
    max_values: int | None = None
    required: bool = True
    file_types: Sequence[str] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_values(self, most=limits.UPLOADED_FILES, unless=1)
        check_size("file_upload.file_types", self.file_types, most=limits.FILE_TYPES)
        for number, kind in enumerate(self.file_types):
            where = f"file_upload.file_types[{number}]"
            check_size(where, kind, least=1, most=limits.FILE_TYPE)
            if kind not in ("image", "video", "audio") and not re.fullmatch(_EXTENSION, kind):
                raise Refused(f"{where} is {kind!r}; Discord allows image, video, audio, or an extension as .png.")
        check_once("file_upload.file_types", self.file_types)


class _Option(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What the options of both groups have."""

    _record: ClassVar[str]

    label: str
    value: str
    description: str | None = None
    default: bool = False

    def __post_init__(self) -> None:
        check_text(f"{self._record}.label", self.label, most=limits.OPTION_TEXT)
        check_size(f"{self._record}.value", self.value, least=1, most=limits.OPTION_TEXT)
        if self.description is not None:
            check_size(f"{self._record}.description", self.description, most=limits.OPTION_TEXT)


class RadioOption(_Option, frozen=True):
    """One of the options of which one is picked: the `label` that people read, the `value` that the handler gets."""

    _record: ClassVar[str] = "radio_option"


class CheckboxOption(_Option, frozen=True):
    """One of the options of which several are picked: the `label` that people read, the `value` that we get."""

    _record: ClassVar[str] = "checkbox_option"


class RadioGroup(_Input, frozen=True, tag=21):
    """Two to ten options, of which one is picked.

    Source: https://docs.discord.com/developers/components/reference#radio-group
    """

    _record: ClassVar[str] = "radio_group"

    options: Sequence[RadioOption]
    required: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        check_size("radio_group.options", self.options, least=2, most=limits.RADIO_OPTIONS)
        check_once("radio_group.options", [option.value for option in self.options])
        picked = sum([option.default for option in self.options])
        if picked > 1:
            raise Refused(f"radio_group.options has {picked} defaults; Discord allows at most 1.")


class CheckboxGroup(_Input, frozen=True, tag=22):
    """One to ten options, of which several are picked. Left out, `min_values` is 1 and `max_values` all of them.

    Source: https://docs.discord.com/developers/components/reference#checkbox-group
    """

    _record: ClassVar[str] = "checkbox_group"

    options: Sequence[CheckboxOption]
    min_values: int | None = None
    max_values: int | None = None
    required: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        count = len(self.options)
        check_size("checkbox_group.options", self.options, least=1, most=limits.CHECKBOX_OPTIONS)
        check_once("checkbox_group.options", [option.value for option in self.options])
        most = _check_values(self, most=limits.CHECKBOX_OPTIONS, unless=count)
        if most > count:
            raise Refused(f"checkbox_group.max_values is {most}; there are {count} options to pick from.")
        picked = sum([option.default for option in self.options])
        if picked > most:
            raise Refused(f"checkbox_group.options has {picked} defaults; Discord allows max_values, which is {most}.")


class Checkbox(_Input, frozen=True, tag=23):
    """Yes or no. It cannot be required: for that, ask with a CheckboxGroup of one option.

    Source: https://docs.discord.com/developers/components/reference#checkbox
    """

    _record: ClassVar[str] = "checkbox"

    default: bool = False


def _check_values(group: FileUpload | CheckboxGroup, *, most: int, unless: int) -> int:
    """Refuse wrong `min_values` and `max_values`, of which the latter is `unless` when left out; returns it."""
    name = group._record
    least = 1 if group.min_values is None else group.min_values
    highest = unless if group.max_values is None else group.max_values
    check_number(f"{name}.min_values", least, least=0, most=most)
    check_number(f"{name}.max_values", highest, least=1, most=most)
    if least > highest:
        raise Refused(f"{name}.min_values is {least}; Discord allows at most max_values, which is {highest}.")
    if least == 0 and group.required:
        raise Refused(f"{name}.min_values is 0; Discord allows that only with required=False.")
    return highest


LabelChild: TypeAlias = TextInput | Select | FileUpload | RadioGroup | CheckboxGroup | Checkbox

LABEL_CHILDREN = (TextInput, *SELECTS, FileUpload, RadioGroup, CheckboxGroup, Checkbox)


class Label(
    Struct,
    frozen=True,
    gc=False,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="type",
    tag=18,
):
    """What is asked, and what it is answered with.

    Source: https://docs.discord.com/developers/components/reference#label
    """

    label: str
    component: LabelChild
    description: str | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        check_component("label", component_id=self.id)
        check_text("label.label", self.label, most=limits.LABEL)
        if self.description is not None:
            check_text("label.description", self.description, most=limits.LABEL_DESCRIPTION)
        component = self.component
        check_kind("label.component", component, LABEL_CHILDREN)
        if isinstance(component, SELECTS):
            if component.disabled:
                raise Refused("label.component.disabled is true; Discord allows no disabled select in a modal.")
            if component.min_values == 0 and component.required is not False:
                raise Refused("label.component.min_values is 0; Discord allows that only with required=False.")


class Modal(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """A form of one to five questions and texts. Give it the `custom_id` of a record (`CustomId`)."""

    custom_id: str
    title: str
    components: Sequence[Label | TextDisplay]

    def __post_init__(self) -> None:
        check_component("modal", custom_id=self.custom_id)
        check_text("modal.title", self.title, most=limits.MODAL_TITLE)
        check_size("modal.components", self.components, least=1, most=limits.MODAL_COMPONENTS)
        check_kinds("modal.components", self.components, (Label, TextDisplay))
        check_ids("modal", self.components)
