"""An answer that has been judged, made true: messages, forms and choices come of it."""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator import schema
from simulator.engine import media, messages, metadata
from simulator.refusal import Refused
from simulator.schema import Verdict
from simulator.world import Channel, Interaction, Message, State, Upload, World, tell
from simulator.world.records import Json

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL, LAUNCH = 4, 5, 6, 7, 8, 9, 12
COMMAND, COMPONENT, SUBMIT = 2, 3, 5
CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND = 20, 23


def judge(world: World, interaction: Interaction, answer: Json, uploads: Sequence[Upload] = ()) -> Verdict:
    """Whether Discord takes this answer to this interaction."""
    source = _source(world, interaction)
    return schema.judge_answer(
        answer,
        to=interaction.type,
        from_component=interaction.type == SUBMIT and interaction.message_id is not None,
        uploads=[each.name for each in uploads],
        was_v2=source is not None and bool(source.flags & messages.IS_V2),
        has_legacy=source is not None and bool(source.content or source.embeds),
    )


def apply(world: World, interaction: Interaction, answer: Json, uploads: Sequence[Upload] = ()) -> Interaction:
    """Let it be so, and return the interaction as it is then. Raises `Refused`.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
    """
    kind, data = int(answer["type"]), answer.get("data") or {}
    begun = replace(interaction, answer_type=kind, answered_at=world.now)
    if kind == MESSAGE:
        message = _reply(world, interaction, data, uploads)
        done = replace(begun, state=State.REPLIED, response_id=message.id)
    elif kind == DEFERRED_MESSAGE:
        honoured = {"flags": int(data.get("flags") or 0) & messages.EPHEMERAL}
        message = _reply(world, interaction, honoured, (), flags=messages.LOADING)
        done = replace(
            begun,
            state=State.DEFERRED,
            response_id=message.id,
            is_loading=True,
            private=message.visible_to is not None,
        )
    elif kind == DEFERRED_UPDATE:
        done = replace(begun, state=State.DEFERRED, response_id=interaction.message_id, is_loading=True)
    elif kind == UPDATE:
        done = _updated(world, begun, data, uploads)
    elif kind == CHOICES:
        done = replace(begun, state=State.CHOICES, choices=tuple(data.get("choices") or ()))
    elif kind == MODAL:
        done = _opened(world, begun, data)
    else:
        raise Refused(50035, f"Answers of type {kind} are Discord's, but they are not simulated.")
    if interaction.type == SUBMIT:
        _close(world, interaction.parent_id)
    return world.put(done)


_STATES = {
    MESSAGE: State.REPLIED,
    DEFERRED_MESSAGE: State.DEFERRED,
    DEFERRED_UPDATE: State.DEFERRED,
    UPDATE: State.UPDATED,
    CHOICES: State.CHOICES,
    MODAL: State.MODAL,
}


def state(answer: Json | None, interaction: Interaction) -> State:
    """What an answer that was taken has made of its interaction, whatever has become of it since."""
    return interaction.state if answer is None else _STATES[int(answer["type"])]


def told(world: World, interaction: Interaction) -> Json:
    """What a callback with `with_response` is answered.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object
    """
    about: Json = {"id": interaction.id, "type": interaction.type}
    message = world.find(Message, interaction.response_id) if interaction.response_id else None
    if message is None or interaction.answer_type == DEFERRED_UPDATE:
        return {"interaction": about}
    about["response_message_id"] = message.id
    about["response_message_loading"] = bool(message.flags & messages.LOADING)
    about["response_message_ephemeral"] = message.visible_to is not None
    return {
        "interaction": about,
        "resource": {"type": interaction.answer_type, "message": tell.message(world, message)},
    }


def _reply(world: World, interaction: Interaction, data: Json, uploads: Sequence[Upload], *, flags: int = 0) -> Message:
    channel = world.find(Channel, interaction.channel_id)
    if channel is None:
        raise Refused(10003)
    source = _source(world, interaction)
    kind = 0
    if interaction.type == COMMAND:
        kind = CHAT_INPUT_COMMAND if interaction.target_id is None else CONTEXT_MENU_COMMAND
    return messages.create(
        world,
        channel,
        world.bot.id,
        data,
        uploads,
        application_id=world.application.id,
        webhook_id=world.application.id,
        visible_to=interaction.user_id if int(data.get("flags") or 0) & messages.EPHEMERAL else None,
        interaction=interaction,
        interaction_metadata=metadata.of(world, interaction),
        type=messages.REPLY if source is not None else kind,
        message_reference=None if source is None else {"message_id": source.id, "fail_if_not_exists": False},
        flags=flags,
    )


def _updated(world: World, begun: Interaction, data: Json, uploads: Sequence[Upload]) -> Interaction:
    source = _source(world, begun)
    if source is None:
        raise Refused(10008)
    if data or uploads:
        messages.edit(world, source, data, uploads)
    return replace(begun, state=State.UPDATED, response_id=source.id)


def _opened(world: World, begun: Interaction, data: Json) -> Interaction:
    """A person has one form open: what was open before is closed."""
    for each in list(world.newest(Interaction)):
        if each.modal is not None and each.user_id == begun.user_id:
            world.put(replace(each, modal=None))
    return replace(begun, state=State.MODAL, modal={**data, "components": list(media.components(data["components"]))})


def _close(world: World, opener_id: str | None) -> None:
    opener = world.find(Interaction, opener_id) if opener_id else None
    if opener is not None and opener.modal is not None:
        world.put(replace(opener, modal=None))


def _source(world: World, interaction: Interaction) -> Message | None:
    """The message whose component it was, or whose component opened the form."""
    return world.find(Message, interaction.message_id) if interaction.message_id else None
