"""The webhook of an interaction, by which its answer is edited and followed: /webhooks/{application}/{token}."""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.engine import messages, metadata, tokens
from simulator.refusal import Refused
from simulator.world import Channel, Interaction, Message, State, Upload, World
from simulator.world.records import Json

ORIGINAL = "@original"
DEFERRED_UPDATE = 6
MOST_OF_USERS = 5
"""Messages that may follow an answer where no server has installed the application, but only a user."""


def post(world: World, application_id: str, token: str, body: Json, uploads: Sequence[Upload] = ()) -> Message:
    """A message that follows the answer; while the answer is deferred, the answer itself. Raises `Refused`.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
    """
    interaction = tokens.answered(world, application_id, token)
    if messages.is_empty(body, uploads):
        raise Refused(50006)
    loading = _loading(world, interaction)
    if loading is not None:
        return messages.edit(world, loading, _as_edit(body, loading), uploads)
    channel = world.find(Channel, interaction.channel_id)
    if channel is None:
        raise Refused(10003)
    if interaction.followups >= MOST_OF_USERS and metadata.BY_SERVER not in metadata.owners(world, interaction):
        raise Refused(40094)
    original = world.find(Message, interaction.response_id) if interaction.response_id else None
    message = messages.create(
        world,
        channel,
        world.bot.id,
        {key: value for key, value in body.items() if key != "username"},
        uploads,
        application_id=application_id,
        webhook_id=application_id,
        visible_to=interaction.user_id if int(body.get("flags") or 0) & messages.EPHEMERAL else None,
        interaction=interaction,
        interaction_metadata=metadata.of(world, interaction, original_id=interaction.response_id),
        type=0 if original is None else messages.REPLY,
        message_reference=None if original is None else {"message_id": original.id, "fail_if_not_exists": False},
    )
    world.put(replace(_touched(interaction), followups=interaction.followups + 1))
    return message


def find(world: World, application_id: str, token: str, message_id: str) -> Message:
    """Raises `Refused`."""
    interaction = tokens.answered(world, application_id, token)
    return _message(world, interaction, message_id)


def edit(
    world: World, application_id: str, token: str, message_id: str, body: Json, uploads: Sequence[Upload] = ()
) -> Message:
    """Raises `Refused`."""
    interaction = tokens.answered(world, application_id, token)
    message = messages.edit(world, _message(world, interaction, message_id), body, uploads)
    _touch(world, interaction)
    return message


def delete(world: World, application_id: str, token: str, message_id: str) -> None:
    """Raises `Refused`."""
    interaction = tokens.answered(world, application_id, token)
    messages.delete(world, _message(world, interaction, message_id))
    _touch(world, interaction)


def _message(world: World, interaction: Interaction, message_id: str) -> Message:
    id_ = interaction.response_id if message_id == ORIGINAL else message_id
    message = world.find(Message, id_) if id_ else None
    if message is None or not (message.interaction_id == interaction.id or message.id == interaction.response_id):
        raise Refused(10008)
    return message


def _loading(world: World, interaction: Interaction) -> Message | None:
    if not interaction.is_loading or interaction.answer_type == DEFERRED_UPDATE or interaction.response_id is None:
        return None
    return world.find(Message, interaction.response_id)


def _as_edit(body: Json, loading: Message) -> Json:
    """What fills a deferred answer keeps the visibility that the deferral chose."""
    told = {key: value for key, value in body.items() if key not in ("username", "avatar_url", "tts")}
    if "flags" in told:
        told["flags"] = int(told["flags"] or 0) & ~messages.EPHEMERAL | (loading.flags & messages.EPHEMERAL)
    return told


def _touched(interaction: Interaction) -> Interaction:
    """After a deferred update, whatever the bot does next is what it had to say."""
    if interaction.is_loading and interaction.answer_type == DEFERRED_UPDATE:
        return replace(interaction, is_loading=False, state=State.UPDATED)
    return interaction


def _touch(world: World, interaction: Interaction) -> None:
    now = world.find(Interaction, interaction.id) or interaction
    touched = _touched(now)
    if touched is not now:
        world.put(touched)
