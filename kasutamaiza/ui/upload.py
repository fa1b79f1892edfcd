"""Files of a message: those sent with it, and those it keeps."""

import re
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_size, check_text, snowflake

# Control characters too: they would end the line of the request's part that names the file.
_NOT_IN_A_NAME = r"[/\\\x00-\x1f\x7f]"


class Upload(Struct, frozen=True, gc=False, forbid_unknown_fields=True, tag_field="kind", tag="upload"):
    """A file to send. `filename` is what `attachment://…` calls it; `description` is for those who cannot see it.

    Source: https://docs.discord.com/developers/reference#uploading-files
    """

    filename: str
    content: bytes
    description: str | None = None
    is_spoiler: bool = False

    def __post_init__(self) -> None:
        check_text("upload.filename", self.filename, most=limits.FILENAME)
        if re.search(_NOT_IN_A_NAME, self.filename):
            raise Refused(f"upload.filename is {self.filename!r}; Discord allows a name alone, with no slash in it.")
        if self.description is not None:
            check_size("upload.description", self.description, most=limits.FILE_DESCRIPTION)
        if len(self.content) > limits.ATTACHMENTS_TOGETHER:
            raise Refused(
                f"upload.content has {len(self.content)} bytes; Discord allows at most {limits.ATTACHMENTS_TOGETHER}."
            )


class Kept(Struct, frozen=True, gc=False, forbid_unknown_fields=True, tag_field="kind", tag="kept"):
    """A file that the message has already and keeps: what an update does not name is taken away.

    `description` and `is_spoiler` stay as they are when None.
    Source: https://docs.discord.com/developers/reference#editing-message-attachments
    """

    id: str | int
    description: str | None = None
    is_spoiler: bool | None = None

    def __post_init__(self) -> None:
        force_setattr(self, "id", snowflake("kept.id", self.id))
        if self.description is not None:
            check_size("kept.description", self.description, most=limits.FILE_DESCRIPTION)


Attached: TypeAlias = Upload | Kept
