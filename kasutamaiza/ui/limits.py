"""Discord's numbers, and the refusal that a record built beyond them meets.

Source: https://docs.discord.com/developers/resources/message (embeds, content) and
https://docs.discord.com/developers/components/reference (components).
"""

from collections.abc import Sized

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
"""Characters of all embeds of one message: titles, descriptions, fields, footers and authors."""
COLOR = 0xFFFFFF

ACTION_ROWS = 5
BUTTONS_IN_ROW = 5
BUTTON_LABEL = 80
BUTTON_URL = 512
CUSTOM_ID = 100

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


class Refused(ValueError):
    """Discord would refuse this. The message names the field, what it holds and the limit."""


def check_size(field: str, value: Sized, *, most: int, least: int = 0) -> None:
    """Refuse `value` when it has fewer than `least` or more than `most` characters or members."""
    size = len(value)
    if not least <= size <= most:
        unit = "characters" if isinstance(value, str) else "members"
        allowed = f"{least} to {most}" if least else f"at most {most}"
        raise Refused(f"{field} has {size} {unit}; Discord allows {allowed}.")
