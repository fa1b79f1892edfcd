"""What is done to messages, by a call or by an answer: made, edited, deleted."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from simulator import schema
from simulator.engine import attachments, media, mentions, metadata
from simulator.engine.attachments import Files
from simulator.refusal import Refused, invalid
from simulator.world import Channel, Interaction, Message, State, Typing, Upload, World
from simulator.world.records import Json

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT, VOICE, IS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 13, 1 << 15
REPLY = 19
_FROM_BODY = SUPPRESS_EMBEDS | SILENT | VOICE | IS_V2
_OF_AUTHORS = (0, REPLY, 20, 23)
"""Types of messages that somebody wrote; the others are Discord's, and may be empty."""
_LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


def is_empty(body: Json, uploads: Sequence[Upload] = ()) -> bool:
    """Whether a new message would show nothing, which Discord refuses with 50006."""
    return schema.is_empty(body, len(uploads))


def create(
    world: World,
    channel: Channel,
    author_id: str,
    body: Json,
    uploads: Sequence[Upload] = (),
    *,
    application_id: str | None = None,
    webhook_id: str | None = None,
    visible_to: str | None = None,
    interaction: Interaction | None = None,
    type: int = 0,  # noqa: A002 - Discord's name of it
    message_reference: Json | None = None,
    interaction_metadata: Json | None = None,
    flags: int = 0,
) -> Message:
    """Put a new message. `flags` are those that Discord sets itself. Raises `Refused`.

    With `interaction`, the message answers or follows it, and tells so. `visible_to` makes it ephemeral.
    """
    if type in _OF_AUTHORS and not flags & LOADING and is_empty(body, uploads):
        raise Refused(50006)
    reference, replied_to = _reference(world, channel, message_reference or body.get("message_reference"))
    if interaction is not None and interaction_metadata is None:
        interaction_metadata = metadata.of(world, interaction)
    made = Message(
        id=world.next_id(),
        channel_id=channel.id,
        author_id=author_id,
        type=REPLY if type == 0 and replied_to is not None else type,
        flags=flags | (_flags(body) & _FROM_BODY) | (EPHEMERAL if visible_to else 0),
        timestamp=world.now,
        message_reference=reference,
        interaction_metadata=interaction_metadata,
        interaction_id=None if interaction is None else interaction.id,
        application_id=application_id,
        webhook_id=webhook_id,
        visible_to=visible_to,
    )
    said = world.put(replace(made, **_said(world, channel, made, body, uploads, replied_to)))
    # What one person alone sees ends nothing for the others.
    if visible_to is None and (typing := world.find(Typing, f"{channel.id}:{author_id}")) is not None:
        world.remove(typing)
    return said


def edit(world: World, message: Message, body: Json, uploads: Sequence[Upload] = ()) -> Message:
    """Change what the body tells of. The first edit of a loading message is its answer. Raises `Refused`."""
    fills = bool(message.flags & LOADING)
    _check_kind(message, body)
    files = attachments.of_edited(
        world, message.channel_id, message.attachments, body, uploads, ephemeral=message.visible_to is not None
    )
    edited = _edited(world, message, body, files)
    if not any((edited.content, edited.embeds, edited.components, edited.attachments, edited.poll)):
        raise Refused(50006)
    left = {each["id"] for each in edited.attachments}
    attachments.forget(world, (each for each in message.attachments if each["id"] not in left))
    if not fills:
        return world.put(replace(edited, edited_timestamp=world.now))
    # First the message: whoever waits for the answer looks at it as soon as the interaction has one.
    world.put(edited)
    settle(world, message)
    return edited


def delete(world: World, message: Message) -> None:
    """Take it away, with its files. A deferred answer that is deleted is awaited no more."""
    attachments.forget(world, message.attachments)
    world.remove(message)
    settle(world, message)


def settle(world: World, message: Message) -> None:
    """The answer that this message held the place of is there."""
    interaction = world.find(Interaction, message.interaction_id) if message.interaction_id else None
    if interaction is not None and interaction.is_loading and interaction.response_id == message.id:
        state = State.REPLIED if interaction.state is State.DEFERRED else interaction.state
        world.put(replace(interaction, state=state, is_loading=False))


def _said(
    world: World, channel: Channel, made: Message, body: Json, uploads: Sequence[Upload], replied_to: str | None
) -> dict[str, Any]:
    """What a new message says and shows, and whom it mentions."""
    files = attachments.of_new(world, channel.id, body, uploads, ephemeral=made.visible_to is not None)
    components = media.components(body.get("components") or (), files)
    content = (body.get("content") or "").strip()
    texts = (content, *media.texts(components))
    allowed = _allowed(body, made)
    found = mentions.find(world, texts, allowed, author_id=made.author_id, channel=channel, replied_to=replied_to)
    return {
        "content": content,
        "embeds": media.embeds(body.get("embeds") or (), files),
        "components": components,
        "attachments": files.all,
        "poll": media.poll(world, body["poll"]) if body.get("poll") else None,
        "tts": bool(body.get("tts")),
        "nonce": body.get("nonce"),
        "webhook_name": body.get("username") if made.author_id == made.webhook_id else None,
        "mentions": found.users,
        "mention_roles": found.roles,
        "mention_everyone": found.everyone,
    }


def _edited(world: World, message: Message, body: Json, files: Files) -> Message:
    changes: dict[str, Any] = {"attachments": files.all}
    if "content" in body:
        changes["content"] = (body["content"] or "").strip()
    if "embeds" in body:
        changes["embeds"] = media.embeds(body["embeds"] or (), files)
    if "components" in body:
        changes["components"] = media.components(body["components"] or (), files)
    if body.get("poll") and message.flags & LOADING:
        changes["poll"] = media.poll(world, body["poll"])
    edited = replace(message, flags=_edited_flags(message, body), **changes)
    if not body.keys() & {"content", "components", "allowed_mentions"}:
        return edited
    channel = world.get(Channel, message.channel_id)
    found = mentions.find(
        world,
        (edited.content, *media.texts(edited.components)),
        _allowed(body, message),
        author_id=message.author_id,
        channel=channel,
        replied_to=_author_of(world, message.message_reference),
    )
    return replace(edited, mentions=found.users, mention_roles=found.roles, mention_everyone=found.everyone)


def _edited_flags(message: Message, body: Json) -> int:
    """SUPPRESS_EMBEDS comes and goes; IS_COMPONENTS_V2 only comes; a loading message has loaded."""
    kept = message.flags & ~LOADING
    if "flags" not in body:
        return kept
    return (kept & ~SUPPRESS_EMBEDS) | (_flags(body) & (SUPPRESS_EMBEDS | IS_V2))


def _check_kind(message: Message, body: Json) -> None:
    """With components of the second kind, there is neither content nor an embed nor a poll beside them."""
    if not _edited_flags(message, body) & IS_V2:
        return
    for field in ("content", "embeds", "poll"):
        if body[field] if field in body else getattr(message, field):
            told = f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            raise invalid(field, _LEGACY, told)


def _flags(body: Json) -> int:
    return int(body.get("flags") or 0)


def _allowed(body: Json, message: Message) -> Json:
    """An edit that does not say whom it mentions has the usual, whatever the message said before."""
    told: Json | None = body.get("allowed_mentions")
    if told is not None:
        return told
    of_webhook = message.interaction_id is not None or message.webhook_id is not None
    return mentions.USERS if of_webhook else mentions.EVERYBODY


def _reference(world: World, channel: Channel, told: Json | None) -> tuple[Json | None, str | None]:
    """The reference as Discord gives it back, and whom it replies to. Raises `Refused`."""
    if told is None:
        return None, None
    kind = int(told.get("type") or 0)
    channel_id = str(told.get("channel_id") or channel.id)
    replied_to = _author_of(world, told)
    if replied_to is None and told.get("fail_if_not_exists", True):
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    about = {"type": kind, "message_id": str(told["message_id"]), "channel_id": channel_id}
    if channel.guild_id is not None:
        about["guild_id"] = channel.guild_id
    return about, replied_to if kind == 0 else None


def _author_of(world: World, reference: Json | None) -> str | None:
    found = None if reference is None else world.find(Message, str(reference["message_id"]))
    return None if found is None else found.author_id
