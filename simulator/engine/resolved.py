"""Resolved data: those whom the values of an interaction mean, told of beside it."""

import mimetypes

import msgspec
from msgspec import Struct

from simulator.engine import attachments, names
from simulator.engine.outcome import CannotAct
from simulator.world import Channel, Member, Message, Role, Upload, User, World, rights, tell
from simulator.world.records import Json

FILE_LIMIT = 10 * 1024 * 1024
"""Bytes, per file; what `attachment_size_limit` tells."""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    """A file told in JSON; `data` is base64 there."""

    filename: str
    data: bytes
    content_type: str = "application/octet-stream"


class Resolved:
    """Finds what values mean for one member in one channel, and gathers it.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
    """

    def __init__(self, world: World, user: User, channel: Channel) -> None:
        self._world, self._user, self._channel = world, user, channel
        self._told: dict[str, Json] = {}

    @property
    def told(self) -> Json:
        return self._told

    def user(self, text: str) -> str:
        """Raises `UnknownName`."""
        found = names.user(self._world, text)
        self._put("users", found.id, tell.user(found))
        member = self._world.find(Member, f"{self._channel.guild_id}:{found.id}")
        if member is not None:
            held = rights.in_channel(self._world, member, self._channel)
            self._put("members", found.id, tell.bare_member(member) | {"permissions": tell.bits(held)})
        return found.id

    def role(self, text: str) -> str:
        """Raises `CannotAct`."""
        if self._channel.guild_id is None:
            raise CannotAct("There are no roles in direct messages.")
        found = names.role(self._world, text, self._channel.guild_id)
        self._put("roles", found.id, tell.role(found))
        return found.id

    def mentionable(self, text: str) -> str:
        """A member or a role. Raises `CannotAct`."""
        if self._channel.guild_id is None or self._world.find(Role, text) is None:
            try:
                return self.user(text)
            except names.UnknownName:
                if self._channel.guild_id is None:
                    raise
        try:
            return self.role(text)
        except names.UnknownName:
            raise CannotAct(f"No member and no role is called “{text}”.") from None

    def channel(self, text: str, types: list[int] | None = None, *, force: bool = False) -> str:
        """Raises `CannotAct`."""
        found = names.channel(self._world, text, self._user)
        if found.guild_id is None or found.guild_id != self._channel.guild_id:
            raise CannotAct(f"“{text}” is not a channel of the server.")
        if not force and not names.can_see(self._world, self._user, found):
            raise CannotAct(f"{self._user.username} cannot see #{found.name}.")
        if types and found.type not in types and not force:
            raise CannotAct(f"#{found.name} is a channel of type {found.type}; this takes {_some(types)}.")
        self._put("channels", found.id, partial_channel(self._world, self._user, found))
        return found.id

    def attachment(self, value: object, types: list[str] | None = None, *, force: bool = False) -> str:
        """An upload's id, or the file itself. Raises `CannotAct`."""
        upload, id_ = self._upload(value)
        if not force and len(upload.data) > FILE_LIMIT:
            raise CannotAct(f"{upload.name} is larger than {FILE_LIMIT // 1024**2} MiB.")
        if types and not force and not is_of_type(upload, types):
            raise CannotAct(f"{upload.name} is not of a type that this takes: {', '.join(types)}.")
        self._put("attachments", id_, attachments.told(self._world, self._channel.id, id_, upload, ephemeral=True))
        return id_

    def message(self, message: Message) -> str:
        self._put("messages", message.id, tell.message(self._world, message))
        return message.id

    def _upload(self, value: object) -> tuple[Upload, str]:
        if isinstance(value, str):
            if value not in self._world.files:
                raise CannotAct(f"There is no upload {value} (any more); POST /sim/uploads makes one.")
            return self._world.files[value], value
        upload = read_file(value)
        return upload, self._world.keep(upload)

    def _put(self, kind: str, id_: str, told: Json) -> None:
        self._told.setdefault(kind, {})[id_] = told


def read_file(value: object) -> Upload:
    """A file told in JSON. Raises `CannotAct`."""
    try:
        told = msgspec.convert(value, _File)
    except msgspec.ValidationError:
        wanted = 'the id of an upload, or {"filename", "content_type", "data": base64}'
        raise CannotAct(f"A file is told by {wanted}.") from None
    return Upload(name=told.filename, content_type=told.content_type, data=told.data)


def is_of_type(upload: Upload, types: list[str]) -> bool:
    """By its name's end, as Discord looks at it; `image`, `video` and `audio` stand for many."""
    name = upload.name.lower()
    kind = (mimetypes.guess_type(name)[0] or "").partition("/")[0]
    return any(name.endswith(each.lower()) if each.startswith(".") else kind == each for each in types)


def partial_channel(world: World, user: User, channel: Channel) -> Json:
    """As resolved, and as an interaction has the one it comes from, with what the member and the bot may do there."""
    told = tell.channel(world, channel)
    if channel.guild_id is None:
        return {key: told[key] for key in ("id", "type", "last_message_id", "flags")}
    partial = {key: value for key, value in told.items() if key in _OF_PARTIAL}
    for field, who in (("permissions", user), ("app_permissions", world.bot)):
        if (member := world.find(Member, f"{channel.guild_id}:{who.id}")) is not None:
            partial[field] = tell.bits(rights.overwritten(world, member, channel))
    return partial


_OF_PARTIAL = (
    "id",
    "name",
    "type",
    "last_message_id",
    "last_pin_timestamp",
    "nsfw",
    "parent_id",
    "guild_id",
    "flags",
    "rate_limit_per_user",
    "topic",
    "position",
    "thread_metadata",
)


def _some(types: list[int]) -> str:
    return ", ".join(map(str, types))
