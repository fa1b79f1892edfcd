"""What a webhook has said, and says: that of an interaction, by which answers are edited and followed, or a channel's.

Both live at the same paths. An interaction's has the application's id.
"""

from simulator.engine import followups
from simulator.rest import webhooks
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.world import tell

ORIGINAL = "@original"


def _is_of_interaction(call: Call) -> bool:
    return call.path["webhook_id"] == call.world.application.id


def _message_id(call: Call) -> str:
    return call.path.get("message_id", ORIGINAL)


def post(call: Call) -> Answer:
    """A follow-up is told of, whether the bot waits for it or not.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
    """
    if not _is_of_interaction(call):
        return webhooks.execute(call)
    id_, token = call.path["webhook_id"], call.path["webhook_token"]
    return Answer(body=tell.message(call.world, followups.post(call.world, id_, token, call.fields, call.uploads)))


def get(call: Call) -> Answer:
    if not _is_of_interaction(call):
        return webhooks.find(call)
    id_, token = call.path["webhook_id"], call.path["webhook_token"]
    return Answer(body=tell.message(call.world, followups.find(call.world, id_, token, _message_id(call))))


def edit(call: Call) -> Answer:
    if not _is_of_interaction(call):
        return webhooks.edit(call)
    id_, token = call.path["webhook_id"], call.path["webhook_token"]
    message = followups.edit(call.world, id_, token, _message_id(call), call.fields, call.uploads)
    return Answer(body=tell.message(call.world, message))


def delete(call: Call) -> Answer:
    if not _is_of_interaction(call):
        return webhooks.delete(call)
    followups.delete(call.world, call.path["webhook_id"], call.path["webhook_token"], _message_id(call))
    return NOTHING


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = _WEBHOOK + "/messages/@original"
_MESSAGE = _WEBHOOK + "/messages/{message_id}"
OPERATIONS = (
    Operation("POST", _WEBHOOK, "execute_webhook", post, open=True),
    Operation("GET", _ORIGINAL, "get_original_webhook_message", get, open=True),
    Operation("PATCH", _ORIGINAL, "update_original_webhook_message", edit, open=True),
    Operation("DELETE", _ORIGINAL, "delete_original_webhook_message", delete, open=True),
    Operation("GET", _MESSAGE, "get_webhook_message", get, open=True),
    Operation("PATCH", _MESSAGE, "update_webhook_message", edit, open=True),
    Operation("DELETE", _MESSAGE, "delete_webhook_message", delete, open=True),
)
