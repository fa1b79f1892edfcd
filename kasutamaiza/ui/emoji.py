"""Emoji: a small picture on a button, an option or a poll's answer."""

from msgspec import Struct
from msgspec.structs import force_setattr

from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_text, snowflake


class Emoji(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A Unicode emoji by its `name`, which is the character itself; or a server's own by `id` and `name`.

    Source: https://docs.discord.com/developers/resources/emoji#emoji-object
    """

    name: str
    id: str | int | None = None
    animated: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= limits.EMOJI_NAME or self.name.isspace():
            check_text("emoji.name", self.name, most=limits.EMOJI_NAME)
        if self.id is not None:
            force_setattr(self, "id", snowflake("emoji.id", self.id))
        elif self.name.isascii():
            raise Refused(
                f"emoji.name is {self.name!r}, which is no emoji; give the character, or the id of a server's own."
            )
