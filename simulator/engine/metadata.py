"""What a message tells of the interaction that it answers."""

from simulator.world import Command, Interaction, Message, User, World, tell
from simulator.world.records import Json

COMMAND, COMPONENT, MODAL = 2, 3, 5
BY_SERVER, BY_USER = "0", "1"


def owners(world: World, interaction: Interaction) -> Json:
    """Who has installed the application: the server, or the user where the command asks for that alone.

    A component is of whom its message is; and so is what a form sends that it has opened.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
    """
    opener = world.find(Interaction, interaction.parent_id) if interaction.parent_id else None
    if opener is not None:
        return owners(world, opener)
    message = world.find(Message, interaction.message_id) if interaction.message_id else None
    told: Json | None = ((message and message.interaction_metadata) or {}).get("authorizing_integration_owners")
    if told is not None:
        return told
    command = world.find(Command, interaction.command_id) if interaction.command_id else None
    installed = (command.definition.get("integration_types") if command is not None else None) or (0,)
    return {BY_SERVER: interaction.guild_id or "0"} if 0 in installed else {BY_USER: interaction.user_id}


def of(world: World, interaction: Interaction, *, original_id: str | None = None) -> Json:
    """`original_id`: of the answer that this message follows.

    Source: https://docs.discord.com/developers/resources/message#message-interaction-metadata-object
    """
    told: Json = {
        "id": interaction.id,
        "type": interaction.type,
        "user": tell.user(world.get(User, interaction.user_id)),
        "authorizing_integration_owners": owners(world, interaction),
    }
    if original_id is not None:
        told["original_response_message_id"] = original_id
    if interaction.type == COMMAND:
        told |= {"name": interaction.said, **_target(world, interaction)}
    elif interaction.type == COMPONENT:
        told["interacted_message_id"] = interaction.message_id
    elif interaction.parent_id is not None:
        opener = world.find(Interaction, interaction.parent_id)
        if opener is not None:
            told["triggering_interaction_metadata"] = of(world, opener)
    return told


def _target(world: World, interaction: Interaction) -> Json:
    if interaction.target_id is None:
        return {}
    target = world.find(User, interaction.target_id)
    return {"target_message_id": interaction.target_id} if target is None else {"target_user": tell.user(target)}
