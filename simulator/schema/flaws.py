"""The codes and words in which Discord says what is wrong with a field.

Clients should look at codes: Discord prints three of these texts in its documentation, and the rest is known from
what bots have logged. Under "Ours" stand rules that are documented while nobody has told how Discord words them.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct


class Flaw(Struct, frozen=True):
    code: str
    message: str


REQUIRED = Flaw("BASE_TYPE_REQUIRED", "This field is required")
NOT_AN_OBJECT = Flaw("MODEL_TYPE_CONVERT", "Expected an object/dictionary.")
NOT_A_DICTIONARY = Flaw("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
NOT_A_LIST = Flaw("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
NOT_A_BOOLEAN = Flaw("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
TWICE = Flaw("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
NOT_A_NONCE = Flaw("NONCE_TYPE_INVALID_TYPE", "This field must be a string or integer.")
LONG_NONCE = Flaw("NONCE_TYPE_TOO_LONG", "Must be 25 or fewer characters long.")
MALFORMED_URL = Flaw("URL_TYPE_INVALID_URL", "Not a well formed URL.")
IN_A_USERNAME = "USERNAME_INVALID_CONTAINS"

EMBEDS_TOO_LARGE = Flaw("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
ATTACHMENT_NOT_FOUND = Flaw("ATTACHMENT_NOT_FOUND", "Attachment data not found")
MEDIA_NOT_FOUND = Flaw(
    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment could not be found"
)
TOO_WIDE = Flaw("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
TOO_MANY_COMPONENTS = Flaw("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "Exceeded the maximum of 40 components")
TOO_MUCH_TEXT = Flaw(
    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Components displayable text size exceeds maximum size of 4000"
)
CUSTOM_ID_TWICE = Flaw("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
BUTTON_NEEDS_CUSTOM_ID = Flaw("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
CUSTOM_ID_AND_URL = Flaw(
    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
)
OPTION_VALUE_TWICE = Flaw("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
TOO_MANY_DEFAULTS = Flaw(
    "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    "The specified number of default values exceeds the specified maximum values",
)

COMMAND_NAME = Flaw("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
COMMAND_TOO_LARGE = Flaw("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
COMMAND_NAME_TWICE = Flaw("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
REQUIRED_FIRST = Flaw(
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options"
)
MIXED_OPTIONS = Flaw(
    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    "Sub-command and sub-command group option types are mutually exclusive to all other types",
)
NO_DESCRIPTION = Flaw(
    "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", "Context menu commands cannot have description"
)
NO_OPTIONS = Flaw("APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", "Context menu commands cannot have options")

# Ours: what is refused is documented, the code is not known.
ID_TWICE = Flaw("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
DISABLED_IN_MODAL = Flaw("COMPONENT_DISABLED_INVALID", "Components in modals cannot be disabled")
REQUIRED_OF_NOTHING = Flaw(
    "COMPONENT_MIN_VALUES_INVALID", "min_values must be at least 1 unless the component is not required"
)
LABEL_IN_LABEL = Flaw("TEXT_INPUT_COMPONENT_LABEL_INVALID", "A text input inside a label cannot have a label")
REQUIRED_CHECKBOX = Flaw("CHECKBOX_COMPONENT_REQUIRED_INVALID", "A checkbox cannot be required")
OPTION_NAME_TWICE = Flaw("APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME", "Option names must be unique")
CHOICES_AND_AUTOCOMPLETE = Flaw(
    "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_INVALID", "Autocomplete and choices cannot both be specified"
)
ENTRY_POINT_OPTIONS = Flaw(
    "APPLICATION_COMMAND_ENTRY_POINT_OPTIONS_INVALID", "Entry point commands cannot have options"
)
HANDLER_ELSEWHERE = Flaw("APPLICATION_COMMAND_HANDLER_INVALID", "Only entry point commands can have a handler")
EMOJI_IN_QUESTION = Flaw("POLL_QUESTION_EMOJI_INVALID", "Poll questions can only have text")
FILE_TYPE = Flaw("FILE_TYPE_INVALID", 'Must be "image", "video", "audio" or an extension that begins with a dot')
TRIGGER_TIMEOUT = Flaw("AUTO_MODERATION_INVALID_ACTION_TYPE", "This action is not available for this trigger type")
TRIGGER_EVENT = Flaw("AUTO_MODERATION_INVALID_EVENT_TYPE", "This event is not available for this trigger type")


def length(least: int, most: int | None) -> Flaw:
    if most is None:
        return Flaw("BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")
    if not least:
        return Flaw("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    return Flaw("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def choices(values: Iterable[Any]) -> Flaw:
    return Flaw("BASE_TYPE_CHOICES", f"Value must be one of {tuple(values)}.")


def branches(by: str, tags: Iterable[Any]) -> Flaw:
    return Flaw("UNION_TYPE_CHOICES", f'Value of field "{by}" must be one of {tuple(sorted(tags))}.')


def uncoerced(value: object, kind: str) -> Flaw:
    return Flaw("NUMBER_TYPE_COERCE", f'Value "{shown(value)}" is not {kind}.')


def unread(value: object) -> Flaw:
    return Flaw("STRING_TYPE_CONVERT", f'Could not interpret "{shown(value)}" as string.')


def undated(value: object) -> Flaw:
    return Flaw("DATE_TIME_TYPE_PARSE", f"Could not parse {shown(value)}. Should be ISO8601.")


def above(most: float, kind: str = "int") -> Flaw:
    return Flaw("NUMBER_TYPE_MAX", f"{kind} value should be less than or equal to {most}.")


def below(least: float, kind: str = "int") -> Flaw:
    return Flaw("NUMBER_TYPE_MIN", f"{kind} value should be greater than or equal to {least}.")


def scheme(told: str, known: tuple[str, ...]) -> Flaw:
    return Flaw("URL_TYPE_INVALID_SCHEME", f'Scheme "{told}" is not supported. Scheme must be one of {known}.')


def button(field: str, *, needed: bool) -> Flaw:
    """Of what a style of buttons needs or cannot have; Discord's codes are known for custom_id alone."""
    if needed:
        return Flaw(f"BUTTON_COMPONENT_{field.upper()}_REQUIRED", f"A {field} is required")
    return Flaw(f"BUTTON_COMPONENT_{field.upper()}_INVALID", f"This style of button takes no {field}")


def option(field: str) -> Flaw:
    """Of what an option of one type cannot have; seen for required and autocomplete."""
    name = field.replace("_", " ").capitalize()
    return Flaw(f"APPLICATION_COMMAND_{field.upper()}_INVALID", f"{name} cannot be configured for this type of option")


def mentions(kind: str) -> Flaw:
    return Flaw(
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
    )


def legacy(field: str) -> Flaw:
    return Flaw(
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
    )


def shown(value: object) -> str:
    """Part of a value, for a sentence: it may be as long and as deep as a bot can make it."""
    if isinstance(value, str):
        return value[:100]
    if isinstance(value, bool | None):
        return str(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**40 else "a great number"
    if isinstance(value, float):
        return str(value)
    return "a list" if isinstance(value, list) else "an object"
