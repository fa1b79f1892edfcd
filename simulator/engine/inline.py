"""The answer to an interaction that stands in the HTTP answer itself: JSON, or a form with files."""

import mimetypes
import re
from collections.abc import AsyncGenerator
from typing import Any

import msgspec
from msgspec import Struct
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from simulator import plain
from simulator.engine.courier import LARGEST, Received
from simulator.engine.resolved import FILE_LIMIT
from simulator.world import Upload
from simulator.world.records import Json

_FILE = re.compile(r"files\[(\d+)\]")
_JSON, _MULTIPART = "application/json", "multipart/form-data"


class WrongAnswer(Exception):
    """What the bot answered is no answer; the sentence says why."""


class Answer(Struct, frozen=True):
    """A callback, and the files beside it."""

    body: Json
    uploads: tuple[Upload, ...] = ()

    @property
    def shown(self) -> bytes:
        """For people who read a form: its files are named, and their bytes left out."""
        lines = [f"files[{at}]: {each.name}, {len(each.data)} bytes" for at, each in enumerate(self.uploads)]
        return b"\n".join([msgspec.json.encode(self.body), *(line.encode() for line in lines)])


async def read(received: Received) -> Answer | None:
    """None where the answer is to come by POST /interactions/…/callback. Raises `WrongAnswer`.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction
    """
    if received.problem is not None:
        raise WrongAnswer(received.problem)
    status = received.status or 0
    if status == 401:
        raise WrongAnswer("The bot refused the signature (401). Give it the public key that stands in the settings.")
    if not 200 <= status < 300:
        raise WrongAnswer(f"The bot answered HTTP {status}; Discord takes 200 with an answer, or 202 without.")
    if not received.content:
        if status in (202, 204):
            return None
        raise WrongAnswer("The answer is empty. Answer with JSON, or with 202 and a POST to the callback's address.")
    if received.content_type == _MULTIPART:
        return await _from_form(received)
    if received.content_type != _JSON:
        named = received.content_type or "missing"
        raise WrongAnswer(f"The answer's Content-Type is {named}; Discord takes {_JSON} and {_MULTIPART}.")
    return Answer(_decoded(received.content))


def _decoded(content: bytes | str) -> Json:
    try:
        body: Any = plain.read(content)
    except plain.NotJson as error:
        raise WrongAnswer(f"The answer is not JSON: {error}.") from None
    if not isinstance(body, dict):
        raise WrongAnswer("The answer is JSON, but not an object with a type.")
    return body


async def _from_form(received: Received) -> Answer:
    """`payload_json` is the whole callback, and `files[n]` are its files."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield received.content

    try:
        form = await MultiPartParser(Headers(received.headers), stream(), max_part_size=LARGEST).parse()
    except (MultiPartException, KeyError) as error:
        told = error.message if isinstance(error, MultiPartException) else "it has no boundary"
        raise WrongAnswer(f"The answer is not a well-formed form: {told.rstrip('.')}.") from None
    try:
        payload = form.get("payload_json")
        if payload is None:
            raise WrongAnswer("The answer is a form without payload_json.")
        said = await payload.read() if isinstance(payload, UploadFile) else payload
        files = {
            int(found[1]): await _upload(each)
            for name, each in form.multi_items()
            if isinstance(each, UploadFile) and (found := _FILE.fullmatch(name))
        }
    finally:
        await form.close()
    for each in files.values():
        if len(each.data) > FILE_LIMIT:
            raise WrongAnswer(f"{each.name} is larger than {FILE_LIMIT // 1024**2} MiB.")
    return Answer(_decoded(said), tuple(files[number] for number in sorted(files)))


async def _upload(file: UploadFile) -> Upload:
    """Discord goes by the name: what does not know better calls every file an octet stream."""
    name = file.filename or "file"
    kind = mimetypes.guess_type(name)[0] or file.content_type or "application/octet-stream"
    return Upload(name=name, content_type=kind, data=await file.read())
