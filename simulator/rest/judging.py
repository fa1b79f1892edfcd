"""A decoded body before the schema: what the schema has to know of its call, and what came of it."""

from collections.abc import Mapping

from msgspec import Struct

from simulator import schema
from simulator.engine import tokens
from simulator.refusal import Refused
from simulator.rest.bodies import Sent
from simulator.world import Message, World

V2 = 1 << 15
_EDITS = ("update_message", "update_webhook_message", "update_original_webhook_message")
# An answer to an interaction is judged by the engine, which knows what it answers.
_JUDGED = schema.operations() - {"create_interaction_response"}


class Judged(Struct, frozen=True):
    """Sentences for people, and what is to be raised."""

    warnings: tuple[str, ...] = ()
    refused: Refused | None = None


def judge(world: World, name: str, path: Mapping[str, str], sent: Sent) -> Judged:
    """What Discord would say of the body; a call of whose body the schema knows nothing may say anything."""
    if name not in _JUDGED:
        return Judged()
    edited = _edited(world, name, path)
    verdict = schema.judge(
        name,
        {} if sent.body is None else sent.body,
        uploads=[upload.name for upload in sent.uploads],
        was_v2=edited is not None and bool(edited.flags & V2),
        has_legacy=edited is not None and bool(edited.content or edited.embeds),
    )
    warnings = tuple(f"{each.path}: {each.message}".removeprefix(": ") for each in verdict.warnings)
    if verdict.code is None:
        return Judged(warnings)
    return Judged(warnings, Refused(verdict.code, verdict.message, errors=verdict.errors))


def _edited(world: World, name: str, path: Mapping[str, str]) -> Message | None:
    """The message that is about to be edited, where there is one."""
    if name not in _EDITS:
        return None
    if "message_id" in path:
        return world.find(Message, path["message_id"])
    asked = tokens.find(world, path["webhook_token"])
    return None if asked is None or asked.response_id is None else world.find(Message, asked.response_id)
