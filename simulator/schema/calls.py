"""Every call of which the schema knows the body, by the id of its operation in Discord's OpenAPI document."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.schema import answers, channels, commands, events, members, messages, moderation
from simulator.schema.shapes import Kind

CALLS: Mapping[str, Kind] = MappingProxyType(
    {
        "create_interaction_response": answers.ANY,
        **commands.OF_CALL,
        **messages.OF_CALL,
        **members.OF_CALL,
        **channels.OF_CALL,
        **moderation.OF_CALL,
        **events.OF_CALL,
    }
)
