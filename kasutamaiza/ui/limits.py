"""Discord's numbers, and the refusal that a record built beyond them meets.

Characters are Unicode's code points, as `len` counts them.
Source: https://docs.discord.com/developers/resources/message (embeds, content, mentions, files),
https://docs.discord.com/developers/components/reference (components) and
https://docs.discord.com/developers/resources/poll (polls).
"""

import re
from collections.abc import Sequence, Sized
from typing import Literal

CONTENT = 2000
EMBEDS = 10
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
EMBED_FIELD_NAME = 256
EMBED_FIELD_VALUE = 1024
EMBED_FOOTER = 2048
EMBED_AUTHOR = 256
EMBEDS_TOGETHER = 6000
"""Characters of all embeds of one message: titles, descriptions, fields, footers and authors, each trimmed."""
COLOR = 0xFFFFFF
URL = 2048
MENTIONS = 100
"""Ids of users, and of roles, that one message may name to be notified."""

ATTACHMENTS = 10
ATTACHMENTS_TOGETHER = 25 * 1024 * 1024
"""Bytes of all files of one message. What one file may have comes with each interaction."""
FILENAME = 1024
FILE_DESCRIPTION = 1024

CUSTOM_ID = 100
COMPONENT_ID = 2**31 - 1
EMOJI_NAME = 32
ACTION_ROWS = 5
BUTTONS_IN_ROW = 5
BUTTON_LABEL = 80
BUTTON_URL = 512
SELECT_OPTIONS = 25
SELECT_VALUES = 25
SELECT_PLACEHOLDER = 150
OPTION_TEXT = 100
"""Characters of an option's label, of its value and of its description: in selects and in groups."""

COMPONENTS = 40
"""Components of one message of Components V2, however deep they stand.

A row and each of its buttons count, a section with its texts and what stands beside them; a gallery counts once.
"""
TEXT_DISPLAY = 4000
TEXTS_TOGETHER = 4000
"""Characters of all text displays of one message. Not documented: others measured it."""
TEXT_BYTES_TOGETHER = 10_170
"""UTF-8 bytes of the same, `TEXT_BYTES_EACH` added for each. Not documented: beyond it Discord answers 500."""
TEXT_BYTES_EACH = 12
SECTION_TEXTS = 3
MEDIA_DESCRIPTION = 1024
GALLERY_ITEMS = 10
MEDIA_TOGETHER = 64
"""Pictures, clips and files of one message. Not documented: beyond it Discord answers 500."""

MODAL_TITLE = 45
MODAL_COMPONENTS = 5
LABEL = 45
LABEL_DESCRIPTION = 100
TEXT_INPUT = 4000
TEXT_INPUT_PLACEHOLDER = 100
UPLOADED_FILES = 10
FILE_TYPES = 10
FILE_TYPE = 16
RADIO_OPTIONS = 10
CHECKBOX_OPTIONS = 10

POLL_QUESTION = 300
POLL_ANSWER = 55
POLL_ANSWERS = 10
POLL_HOURS = 32 * 24

CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100

COMMANDS = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_OPTIONS = 25
COMMAND_CHARACTERS = 8000
"""Characters of one command: names, descriptions and choice values, all levels together."""
OPTION_LENGTH = 6000
INTEGER = 2**53 - 1
"""Integer options lie within ± this; number options within ± one more."""

# Text until one is first needed: patterns take long to read, and we start often.
_PLAIN = r"[^\s\x00-\x1f\x7f]"
_WEB = (
    r"(?i:https?)://(?:[^\s/?#@\\]*@)?(?:\[[0-9a-fA-F:.]+\]|[^\s\x00-\x1f\x7f/?#@:\[\]\\]+)(?::[0-9]{1,5})?"
    rf"(?:[/?#]{_PLAIN}*)?"
)
_APP = rf"(?i:discord)://{_PLAIN}+"
# Discord finds a file by no other name: https://docs.discord.com/developers/reference#uploading-files
_FILE = r"attachment://([A-Za-z0-9_.-]+)"
_SNOWFLAKE = r"0|[1-9][0-9]{0,19}"


class Refused(ValueError):
    """Discord would refuse this. The message names the field, what it holds and the limit."""


def check_size(field: str, value: Sized, *, most: int, least: int = 0) -> None:
    """Refuse `value` when it has fewer than `least` or more than `most` characters or members."""
    size = len(value)
    if not least <= size <= most:
        unit = "characters" if isinstance(value, str) else "members"
        allowed = f"{least} to {most}" if least else f"at most {most}"
        raise Refused(f"{field} has {size} {unit}; Discord allows {allowed}.")


def check_text(field: str, text: str, *, most: int) -> None:
    """Refuse `text` when nothing of it can be seen, or when it has more than `most` characters."""
    check_size(field, text, least=1, most=most)
    if text.isspace():
        raise Refused(f"{field} is blank; Discord allows 1 to {most} characters, and counts no blanks around them.")


def check_number(field: str, number: int, *, least: int, most: int) -> None:
    """Refuse `number` outside `least` to `most`."""
    if not least <= number <= most:
        raise Refused(f"{field} is {number}; Discord allows {least} to {most}.")


def check_once(field: str, values: Sequence[object]) -> None:
    """Refuse `values` when one of them stands there twice."""
    if len(values) > 1 and len(set(values)) < len(values):
        twice = next(value for number, value in enumerate(values) if value in values[:number])
        raise Refused(f"{field} has {str(twice)!r} twice; Discord allows each once.")


def check_url(field: str, url: str, *, most: int = URL, also: Literal["attachment", "discord"] | None = None) -> None:
    """Refuse `url` unless it is a web address, or a file of the message (`attachment://`), or Discord's (`discord://`).

    `also` names which of the latter two the field may hold.
    """
    check_size(field, url, least=1, most=most)
    if re.fullmatch(_WEB, url):
        return
    if also is None:
        raise Refused(f"{field} is {_shortened(url)}; Discord allows https://… and http://… with no blanks.")
    if not re.fullmatch(_FILE if also == "attachment" else _APP, url):
        raise Refused(f"{field} is {_shortened(url)}; Discord allows https://…, http://… and {also}://….")


def file_name(url: str) -> str | None:
    """The name in `attachment://name`; None for another address."""
    found = re.fullmatch(_FILE, url)
    return found and found[1]


def snowflake(field: str, value: str | int) -> str:
    """`value` as the text of an id; refused when it is none."""
    text = str(value)
    if isinstance(value, bool) or not re.fullmatch(_SNOWFLAKE, text) or int(text) >= 2**64:
        raise Refused(f"{field} is {_shortened(text)}; Discord's ids are decimal numbers below 2 ** 64.")
    return text


def check_component(record: str, *, custom_id: str | None = None, component_id: int | None = None) -> None:
    """Refuse a `custom_id` of no or too many characters, and an `id` that is no positive 32-bit number."""
    if custom_id is not None:
        check_size(f"{record}.custom_id", custom_id, least=1, most=CUSTOM_ID)
    if component_id is not None:
        check_number(f"{record}.id", component_id, least=0, most=COMPONENT_ID)


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "…")
