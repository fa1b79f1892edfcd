"""Files that come with a message, as Discord tells of them, and where `attachment://` leads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from simulator.engine import pictures
from simulator.refusal import Refused
from simulator.world import Upload, World
from simulator.world.records import Json

SCHEME = "attachment://"
MOST = 10
_SPOILER = 1 << 3
_UNSAFE = re.compile(r"[^\w.\-]", re.ASCII)


class Files(Struct, frozen=True):
    """The attachments of a message, and what each may be called in `attachment://name`."""

    all: tuple[Json, ...]
    by_name: Mapping[str, Json]


def add(world: World, channel_id: str, upload: Upload, *, name: str | None = None, ephemeral: bool = False) -> Json:
    """Keep a file, and tell of it. Source: https://docs.discord.com/developers/resources/message#attachment-object"""
    id_ = world.next_id()
    world.files[id_] = upload
    return told(world, channel_id, id_, upload, name=name, ephemeral=ephemeral)


def told(
    world: World, channel_id: str, id_: str, upload: Upload, *, name: str | None = None, ephemeral: bool = False
) -> Json:
    """A file that is kept already, as an attachment of this channel."""
    given = name or upload.name or "file"
    filename = safe(given)
    url = f"{world.url}/cdn/attachments/{channel_id}/{id_}/{filename}"
    about: Json = {"id": id_, "filename": filename, "size": len(upload.data), "url": url, "proxy_url": url}
    if filename != given:
        about["title"] = given.rpartition(".")[0] or given
    if upload.content_type:
        about["content_type"] = upload.content_type
    if (size := pictures.size(upload.data)) is not None:
        about["width"], about["height"] = size
    if upload.description:
        about["description"] = upload.description
    if ephemeral:
        about["ephemeral"] = True
    return about


def safe(name: str) -> str:
    """What Discord calls a file: letters, digits, dots and dashes stay, and the rest becomes underscores."""
    return _UNSAFE.sub("_", name) or "file"


def of_new(world: World, channel_id: str, body: Json, uploads: Sequence[Upload], *, ephemeral: bool) -> Files:
    """The attachments of a new message: every file, with what the body says of it."""
    return _joined(world, channel_id, (), body.get("attachments") or (), uploads, ephemeral=ephemeral)


def of_edited(
    world: World, channel_id: str, before: Sequence[Json], body: Json, uploads: Sequence[Upload], *, ephemeral: bool
) -> Files:
    """The attachments of an edited message: those that the body lists stay and come; without a list, all stay.

    Source: https://docs.discord.com/developers/resources/message#edit-message
    """
    listed = body.get("attachments")
    if "attachments" not in body:
        return _joined(world, channel_id, before, (), uploads, ephemeral=ephemeral)
    told = {str(each["id"]): each for each in listed or ()}
    kept = [_kept(each, told[each["id"]]) for each in before if each["id"] in told]
    return _joined(world, channel_id, kept, listed or (), uploads, ephemeral=ephemeral)


def forget(world: World, attachments: Iterable[Json]) -> None:
    """Throw away the bytes of attachments whose message is gone."""
    for each in attachments:
        world.files.pop(each["id"], None)


def _kept(attachment: Json, told: Json) -> Json:
    """One that stays, with what can be said anew of it."""
    return attachment | {key: told[key] for key in ("description", "title") if told.get(key) is not None} | _flags(told)


def _flags(told: Json) -> Json:
    return {"flags": _SPOILER if told["is_spoiler"] else 0} if told.get("is_spoiler") is not None else {}


def _joined(
    world: World,
    channel_id: str,
    kept: Iterable[Json],
    listed: Iterable[Json],
    uploads: Sequence[Upload],
    *,
    ephemeral: bool,
) -> Files:
    """`listed` speaks of an upload by its position. Raises `Refused`."""
    said: dict[int, Json] = {int(each["id"]): each for each in listed}
    every = [*kept]
    if len(every) + len(uploads) > MOST:
        raise Refused(30015)
    names = {each["filename"]: each for each in every}
    for position, upload in enumerate(uploads):
        about = said.get(position, {})
        attachment = add(world, channel_id, upload, name=about.get("filename"), ephemeral=ephemeral) | _flags(about)
        if about.get("description"):
            attachment["description"] = about["description"]
        every.append(attachment)
        names |= dict.fromkeys((upload.name, about.get("filename") or upload.name, attachment["filename"]), attachment)
    return Files(tuple(every), names)


def found(url: Any, files: Files) -> Json | None:
    """The attachment that an address means; None for an address of the web, or where there is no such file."""
    if not isinstance(url, str) or not url.startswith(SCHEME):
        return None
    return files.by_name.get(url.removeprefix(SCHEME))
