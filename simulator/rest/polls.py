"""Polls, which end, and in which nobody has voted: votes are not simulated."""

from typing import Any

from msgspec.structs import replace

from simulator.refusal import Refused
from simulator.rest import reading
from simulator.rest.call import Answer, Call, Operation
from simulator.rest.queries import number
from simulator.world import Message, tell
from simulator.world.records import Json

NOT_A_POLL = 520001
NOT_THIS_ANSWER = 520006


def _poll(call: Call) -> tuple[Message, Json]:
    message = call.message(call.channel())
    if message.poll is None:
        raise Refused(NOT_A_POLL, "Cannot perform this on a message without a poll")
    return message, message.poll


def expire(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/poll#end-poll"""
    message, poll = _poll(call)
    if message.author_id != call.world.bot.id:
        raise Refused(50005)
    results: dict[str, Any] = {**(poll.get("results") or {"answer_counts": []}), "is_finalized": True}
    if not (poll.get("results") or {}).get("is_finalized"):
        ended = {**poll, "expiry": tell.time(call.world.now), "results": results}
        message = call.world.put(replace(message, poll=ended))
    return reading.one(call.world, message)


def voters(call: Call) -> Answer:
    number(call, "limit", 25, most=100)
    _, poll = _poll(call)
    if call.path["answer_id"] not in {str(each["answer_id"]) for each in poll["answers"]}:
        raise Refused(NOT_THIS_ANSWER, "Unknown poll answer", status=404)
    return Answer(body={"users": []})


_POLL = "/channels/{channel_id}/polls/{message_id}"
OPERATIONS = (
    Operation("POST", _POLL + "/expire", "poll_expire", expire),
    Operation("GET", _POLL + "/answers/{answer_id}", "get_answer_voters", voters),
)
