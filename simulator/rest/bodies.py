"""A request's body, decoded: JSON, a form with `payload_json` and files, or a plain form.

Source: https://docs.discord.com/developers/reference#uploading-files
"""

import json
import mimetypes
import re
from collections.abc import AsyncGenerator
from typing import Any

from msgspec import Struct
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from simulator import plain
from simulator.refusal import Refused, invalid
from simulator.world import Upload

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of one file, where no server's boosts and nobody's subscription allow more."""

LARGEST = 25 * 1024 * 1024
"""Bytes of a request in all."""

_TYPES = ("application/x-www-form-urlencoded", "application/json", "multipart/form-data")
_PAYLOAD = "payload_json"
_FILE = re.compile(r"files?\[(\d+)\]")


class Sent(Struct, frozen=True):
    """A decoded body. `text` is it as people may read it: JSON, and a line for each file."""

    body: Any = None
    uploads: tuple[Upload, ...] = ()
    text: str = ""


async def read(request: Request) -> bytes:
    """All of a body; of one that is too large nothing is kept. Raises `Refused`."""
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= LARGEST:
            chunks.append(chunk)
    if size > LARGEST:
        raise Refused(40005)
    return b"".join(chunks)


async def decode(headers: Headers, content: bytes) -> Sent:
    """Raises `Refused` for what Discord cannot read."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not content:
        return Sent()
    if kind == "application/json":
        text = content.decode("utf-8", "replace")
        return Sent(parsed(content), text=text)
    if kind == "multipart/form-data":
        return await _from_form(headers, content)
    if kind == "application/x-www-form-urlencoded":
        form = await FormParser(headers, _stream(content)).parse()
        return _sent({name: str(value) for name, value in form.multi_items()}, ())
    told = "{" + ", ".join(f"'{each}'" for each in _TYPES) + "}"
    raise invalid("", "CONTENT_TYPE_INVALID", f'Expected "Content-Type" header to be one of {told}.')


def parsed(content: bytes | str) -> Any:
    """Raises `Refused` for what is no JSON."""
    try:
        return plain.read(content)
    except plain.NotJson:
        raise Refused(50109) from None


async def _stream(content: bytes) -> AsyncGenerator[bytes, None]:
    yield content
    yield b""


async def _from_form(headers: Headers, content: bytes) -> Sent:
    parser = MultiPartParser(headers, _stream(content), max_files=100, max_fields=1000, max_part_size=LARGEST)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise invalid("", "MULTIPART_INVALID", f"The form cannot be read: {error}.") from None
    try:
        payload, uploads = await _payload(form), await _uploads(form)
    finally:
        await form.close()
    if any(len(upload.data) > LARGEST_FILE for upload in uploads):
        raise Refused(40005)
    if payload is not None:
        return _sent(parsed(payload), uploads)
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    return _sent(fields or None, uploads)


async def _payload(form: FormData) -> bytes | str | None:
    """What `payload_json` says; some clients send it as if it were a file."""
    payload = form.get(_PAYLOAD)
    return await payload.read() if isinstance(payload, UploadFile) else payload


async def _uploads(form: FormData) -> tuple[Upload, ...]:
    """The files by their numbers; those without one come last."""
    files: list[tuple[int, UploadFile]] = []
    for place, (name, value) in enumerate(form.multi_items()):
        if isinstance(value, UploadFile) and name != _PAYLOAD:
            number = _FILE.fullmatch(name)
            files.append((int(number[1]) if number else LARGEST + place, value))
    return tuple([await _upload(file) for _, file in sorted(files, key=lambda each: each[0])])


async def _upload(file: UploadFile) -> Upload:
    # Discord goes by the name: clients that do not know better call everything an octet stream.
    name = file.filename or "file"
    kind = mimetypes.guess_type(name)[0] or file.content_type or "application/octet-stream"
    return Upload(name=name, content_type=kind, data=await file.read())


def _sent(body: Any, uploads: tuple[Upload, ...]) -> Sent:
    lines = [f"files[{n}]: {each.name}, {each.content_type}, {len(each.data)} bytes" for n, each in enumerate(uploads)]
    text = "" if body is None else json.dumps(body, ensure_ascii=False)
    return Sent(body, uploads, "\n".join([text, *lines]))
