"""Answers to interactions by a call of their own, instead of in the response to what was delivered."""

from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.queries import flag


def answer(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response"""
    id_, token = call.path["interaction_id"], call.path["interaction_token"]
    told = call.engine.callback(id_, token, call.fields, call.uploads)
    return Answer(body=told) if flag(call, "with_response") else NOTHING


OPERATIONS = (
    Operation(
        "POST",
        "/interactions/{interaction_id}/{interaction_token}/callback",
        "create_interaction_response",
        answer,
        open=True,
    ),
)
