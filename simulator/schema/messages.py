"""Bodies of messages: created, edited, sent by a webhook or in answer to an interaction."""

from typing import Any

from simulator.schema import flaws
from simulator.schema.components import COMPONENTS
from simulator.schema.embeds import EMBED
from simulator.schema.inspection import Inspection, Path
from simulator.schema.overlay import checks
from simulator.schema.shapes import Field, Kind, List, Object, optional, required, table
from simulator.schema.values import Boolean, Enum, Flags, Integer, Nonce, Number, Snowflake, Text, Url

SUPPRESS_EMBEDS, EPHEMERAL, SILENT, VOICE, IS_V2 = 4, 64, 4096, 8192, 32768


def _names_or_kinds(mentions: dict[str, Any], at: Path, found: Inspection) -> None:
    if found.silent(at):
        for kind in ("users", "roles"):
            if kind in (mentions.get("parse") or ()) and mentions.get(kind):
                found.wrong(at, flaws.mentions(kind))


MENTIONS = table(
    _names_or_kinds,
    parse=optional(List(Enum(("users", "roles", "everyone")), unique=True)),
    users=optional(List(Snowflake(), max=100, unique=True)),
    roles=optional(List(Snowflake(), max=100, unique=True)),
    replied_user=optional(Boolean()),
)
ATTACHMENT = table(
    id=required(Snowflake()),
    filename=optional(Text(1, 1024)),
    description=optional(Text(max=1024)),
    duration_secs=optional(Number(0, 2**31 - 1)),
    waveform=optional(Text(max=400)),
    title=optional(Text(max=1024)),
    is_spoiler=optional(Boolean()),
    is_remix=optional(Boolean()),
)


def _has_a_text(media: dict[str, Any], at: Path, found: Inspection) -> None:
    if found.silent(at) and media.get("text") is None:
        found.wrong((*at, "text"), flaws.REQUIRED)


def _has_no_emoji(media: dict[str, Any], at: Path, found: Inspection) -> None:
    if media.get("emoji") is not None:
        found.wrong((*at, "emoji"), flaws.EMOJI_IN_QUESTION)


_POLL_EMOJI = table(id=optional(Snowflake()), name=optional(Text(max=32)), animated=optional(Boolean()))
POLL = table(
    question=required(
        table(_has_a_text, _has_no_emoji, text=optional(Text(1, 300)), emoji=optional(_POLL_EMOJI)),
    ),
    answers=required(
        List(
            table(
                poll_media=required(table(_has_a_text, text=optional(Text(1, 55)), emoji=optional(_POLL_EMOJI))),
            ),
            1,
            10,
        )
    ),
    allow_multiselect=optional(Boolean()),
    layout_type=optional(Enum((1,))),
    duration=optional(Integer(1, 768)),
)
REFERENCE = table(
    guild_id=optional(Snowflake()),
    channel_id=optional(Snowflake()),
    message_id=required(Snowflake()),
    fail_if_not_exists=optional(Boolean()),
    type=optional(Enum((0, 1))),
)
THEME = table(
    colors=required(List(Text(6, 6), 1, 5)),
    gradient_angle=required(Integer(0, 360)),
    base_mix=required(Integer(0, 100)),
    base_theme=optional(Enum((0, 1, 2, 3, 4))),
)
CONTENT = optional(Text(max=2000))
STICKERS = {"sticker_ids": optional(List(Snowflake(), max=3))}
WITH_POLL = {"poll": optional(POLL)}
THEMED = {"shared_client_theme": optional(THEME)}
TTS = {"tts": optional(Boolean())}
WHILE_DEFERRED = "A poll can come by an edit only while the answer is deferred; otherwise Discord ignores it."


def message(flags: int, *more: dict[str, Field], edit: bool = False) -> Object:
    """A message of which the bits of `flags` can be set, with what this call takes `more`."""
    return table(
        *checks(edit=edit),
        content=CONTENT,
        embeds=optional(List(EMBED, max=10)),
        allowed_mentions=optional(MENTIONS),
        components=optional(COMPONENTS),
        attachments=optional(List(ATTACHMENT, max=10)),
        flags=optional(Flags(flags)),
        **{name: field for fields in more for name, field in fields.items()},
    )


IN_FORUM = message(SUPPRESS_EMBEDS | SILENT | VOICE | IS_V2, STICKERS, WITH_POLL, THEMED)
CREATE = message(
    SUPPRESS_EMBEDS | SILENT | VOICE | IS_V2,
    STICKERS,
    WITH_POLL,
    THEMED,
    TTS,
    {
        "message_reference": optional(REFERENCE),
        "nonce": optional(Nonce()),
        "enforce_nonce": optional(Boolean()),
    },
)
EDIT = message(SUPPRESS_EMBEDS | IS_V2, {"sticker_ids": optional(List(Snowflake()))}, edit=True)
RESPONSE = message(SUPPRESS_EMBEDS | EPHEMERAL | SILENT | VOICE | IS_V2, WITH_POLL, TTS)
UPDATE = message(SUPPRESS_EMBEDS | IS_V2, edit=True)
WEBHOOK_EDIT = message(SUPPRESS_EMBEDS | IS_V2, {"poll": optional(POLL, odd=WHILE_DEFERRED)}, edit=True)


def named(name: Text) -> Text:
    """A webhook's name, which may not pass for Discord's."""
    return Text(
        name.min,
        name.max,
        fits=lambda told: not any(word in told.lower() for word in ("discord", "clyde")),
        misfit=flaws.Flaw(flaws.IN_A_USERNAME, 'Username cannot contain "discord" or "clyde"'),
    )


WEBHOOK = message(
    SUPPRESS_EMBEDS | EPHEMERAL | SILENT | IS_V2,
    WITH_POLL,
    TTS,
    {
        "username": optional(named(Text(1, 80))),
        "avatar_url": optional(Url()),
        "thread_name": optional(Text(max=100)),
        "applied_tags": optional(List(Snowflake(), max=5)),
    },
)
TOO_FEW_OR_MANY = (
    50016,
    "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete",
)
OF_CALL: dict[str, Kind] = {
    "create_message": CREATE,
    "update_message": EDIT,
    "execute_webhook": WEBHOOK,
    "update_original_webhook_message": WEBHOOK_EDIT,
    "update_webhook_message": WEBHOOK_EDIT,
    "bulk_delete_messages": table(messages=required(List(Snowflake(), 2, 100, unique=True, refusal=TOO_FEW_OR_MANY))),
}
