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
from simulator.world import (
    AutoModRule,
    Channel,
    Member,
    Message,
    Permission,
    Upload,
    User,
    World,
    automod,
    rights,
)
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
        if (file.size or 0) > LARGEST:
            raise NotTaken(f"{file.filename} is larger than {LARGEST // 1024**2} MiB.", 413)
        kind = file.content_type or "application/octet-stream"
        upload = Upload(name=file.filename or "file", content_type=kind, data=await file.read())
    return JSONResponse({"id": at.world.keep(upload), "filename": upload.name, "size": len(upload.data)})


def _check_automod(world: World, user: User, channel: Channel, content: str) -> None:
    """Raises `NotTaken` for what a rule of the server keeps from being sent."""
    member = world.find(Member, f"{channel.guild_id}:{user.id}")
    if member is None:
        return
    place = (channel.parent_id or channel.id) if channel.type in rights.THREADS else channel.id
    rules = world.group(AutoModRule, member.guild_id).values()
    rule = automod.blocks(rules, content, member, channel_id=place, held=rights.in_guild(world, member))
    if rule is not None:
        raise NotTaken(f"AutoMod blocks this message, by the rule “{rule.definition['name']}”.", 403)


def _say(world: World, user: User, channel: Channel, said: _Said) -> Message:
    if channel.type not in _WRITTEN_IN:
        raise NotTaken("Nobody can write in this kind of channel.", 403)
    if not has(rights.of_user(world, user.id, channel), Permission.SEND_MESSAGES):
        raise NotTaken(f"{user.username} may not write here.", 403)
    if not said.content.strip():
        raise NotTaken("A message needs some text.")
    if len(said.content) > LONGEST:
        raise NotTaken(f"A message has at most {LONGEST} characters; this one has {len(said.content)}.")
    _check_automod(world, user, channel, said.content)
    reference = None if said.reply_to is None else {"message_id": said.reply_to}
    try:
        return messages.create(world, channel, user.id, {"content": said.content}, message_reference=reference)
    except Refused:
        raise NotTaken("The message that this answers is gone.", 404) from None
