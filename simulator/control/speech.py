"""What members write by hand: messages, conversations with the bot, and files for options and forms."""

from msgspec import Struct, field
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse

from simulator.control import asked, desk
from simulator.control.asked import NotTaken
from simulator.control.shown import shown
from simulator.engine import messages, names
from simulator.refusal import Refused
from simulator.world import Channel, Message, Permission, Upload, User, World, rights
from simulator.world.permission import has

LONGEST = 2000
LARGEST = 10 * 1024 * 1024
_WRITTEN_IN = (0, 1, 2, 5, 10, 11, 12, 13)


class _Said(Struct, frozen=True):
    by: str = field(name="as")
    channel: str
    content: str
    reply_to: str | None = None


class _Asked(Struct, frozen=True):
    by: str = field(name="as")


async def post_message(request: Request) -> JSONResponse:
    at = desk.of(request)
    said = await asked.body(request, _Said)
    user = names.user(at.world, said.by)
    channel = names.channel(at.world, said.channel, user)
    return JSONResponse(shown(at.world, _say(at.world, user, channel, said)))


async def post_dm(request: Request) -> JSONResponse:
    at = desk.of(request)
    user = names.user(at.world, (await asked.body(request, _Asked)).by)
    if user.bot:
        raise NotTaken("A bot has no direct messages with itself.")
    return JSONResponse(shown(at.world, names.dm(at.world, user)))


async def post_upload(request: Request) -> JSONResponse:
    at = desk.of(request)
    async with request.form(max_part_size=LARGEST) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise NotTaken("Send the file as multipart/form-data, in a field called file.")
        data = await file.read()
    if len(data) > LARGEST:
        raise NotTaken(f"{file.filename} is larger than {LARGEST // 1024**2} MB.", 413)
    kind = file.content_type or "application/octet-stream"
    id_ = at.world.next_id()
    at.world.files[id_] = Upload(name=file.filename or "file", content_type=kind, data=data)
    return JSONResponse({"id": id_, "filename": at.world.files[id_].name, "size": len(data)})


def _say(world: World, user: User, channel: Channel, said: _Said) -> Message:
    if channel.type not in _WRITTEN_IN:
        raise NotTaken("Nobody can write in this kind of channel.", 403)
    if not has(rights.of_user(world, user.id, channel), Permission.SEND_MESSAGES):
        raise NotTaken(f"{user.username} may not write here.", 403)
    if not said.content.strip():
        raise NotTaken("A message needs some text.")
    if len(said.content) > LONGEST:
        raise NotTaken(f"A message has at most {LONGEST} characters; this one has {len(said.content)}.")
    reference = None if said.reply_to is None else {"message_id": said.reply_to}
    try:
        return messages.create(world, channel, user.id, {"content": said.content}, message_reference=reference)
    except Refused:
        raise NotTaken("The message that this answers is gone.", 404) from None
