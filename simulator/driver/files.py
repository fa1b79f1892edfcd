"""Files that a member brings for an option or a form: bytes, a path, a name with bytes, or the id of what is there."""

import mimetypes
from pathlib import Path
from typing import Any, NamedTuple

from simulator.driver.connection import Connection

_ANY = "application/octet-stream"


class File(NamedTuple):
    """A file's name and bytes, which may be told as any tuple; its type is guessed from the name unless it is said."""

    name: str
    data: bytes
    content_type: str = ""


def is_file(value: Any) -> bool:
    """Whether a value is to be brought. A text never is: it may be an id."""
    if isinstance(value, tuple):
        return len(value) in (2, 3) and isinstance(value[1], bytes | bytearray)
    return isinstance(value, bytes | bytearray | Path)


async def brought(connection: Connection, value: Any) -> Any:
    """The id of a file that was brought; what is no file stays what it is."""
    if not is_file(value):
        return value
    file = _file(value)
    kind = file.content_type or mimetypes.guess_type(file.name)[0] or _ANY
    return await connection.upload(file.name, file.data, kind)


def _file(value: Any) -> File:
    if isinstance(value, tuple):
        return File(*value)
    if isinstance(value, Path):
        return File(value.name, value.read_bytes())
    return File("file.bin", bytes(value))
