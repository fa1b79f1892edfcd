"""Webhooks of channels, which whoever has the token may use; those of interactions are `followups`, at the same paths.

`execute`, `find`, `edit` and `delete` are called from there, for every webhook that is not the application's.
"""

from typing import Any

from msgspec import structs

from simulator.engine import messages
from simulator.refusal import Refused, invalid
from simulator.rest import reading, threads
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.rest.queries import flag
from simulator.world import Channel, Message, Permission, Webhook, rights, tell
from simulator.world.permission import has
from simulator.world.records import Json
from simulator.world.rights import THREADS

WEBHOOK_CREATE, WEBHOOK_UPDATE, WEBHOOK_DELETE = 50, 51, 52
MOST = 15
FORUM, MEDIA = 15, 16
_TYPES = (0, 2, 5, 13, 15, 16)
_TOLD = ("name", "channel_id", "type")


def list_of_channel(call: Call) -> Answer:
    channel = _channel(call)
    return Answer(body=[tell.webhook(call.world, each) for each in call.world.group(Webhook, channel.id).values()])


def list_of_guild(call: Call) -> Answer:
    guild = call.guild()
    call.needs(guild, Permission.MANAGE_WEBHOOKS)
    found = [each for each in call.world.all(Webhook) if each.guild_id == guild.id]
    return Answer(body=[tell.webhook(call.world, each) for each in found])


def _channel(call: Call) -> Channel:
    channel = call.channel()
    if channel.guild_id is None:
        raise Refused(50003)
    if channel.type not in _TYPES:
        raise Refused(50024)
    return call.channel(needs=Permission.MANAGE_WEBHOOKS)


def create(call: Call) -> Answer:
    channel = _channel(call)
    if len(call.world.group(Webhook, channel.id)) >= MOST:
        raise Refused(30007)
    webhook = call.world.put(
        Webhook(
            id=call.world.next_id(),
            channel_id=channel.id,
            guild_id=channel.guild_id or "",
            name=call.fields["name"].strip(),
            token=call.world.new_token(),
            user_id=call.world.bot.id,
        )
    )
    body = tell.webhook(call.world, webhook)
    call.audit(webhook.guild_id, WEBHOOK_CREATE, webhook.id, changes=changes({}, body, _TOLD))
    return Answer(body=body)


def _webhook(call: Call) -> Webhook:
    """By its id alone, for who manages webhooks in its channel. Raises `Refused`."""
    webhook = call.world.find(Webhook, call.path["webhook_id"])
    if webhook is None:
        raise Refused(10015)
    _check_manages(call, webhook.channel_id)
    return webhook


def _check_manages(call: Call, channel_id: str) -> None:
    channel = call.world.find(Channel, channel_id)
    if channel is None or channel.type not in _TYPES:
        raise Refused(10003)
    if not has(rights.of_user(call.world, call.world.bot.id, channel), Permission.MANAGE_WEBHOOKS):
        raise Refused(50013)


def _by_token(call: Call) -> Webhook:
    """Raises `Refused`."""
    webhook = call.world.find(Webhook, call.path["webhook_id"])
    if webhook is None:
        raise Refused(10015)
    if webhook.token != call.path["webhook_token"]:
        raise Refused(50027)
    return webhook


def get(call: Call) -> Answer:
    return Answer(body=tell.webhook(call.world, _webhook(call)))


def get_by_token(call: Call) -> Answer:
    return Answer(body=_without_user(call, _by_token(call)))


def _without_user(call: Call, webhook: Webhook) -> Json:
    return {name: value for name, value in tell.webhook(call.world, webhook).items() if name != "user"}


def change(call: Call) -> Answer:
    webhook = _webhook(call)
    told = call.fields.get("channel_id")
    if told is not None:
        channel = call.world.find(Channel, str(told))
        if channel is None or channel.guild_id != webhook.guild_id:
            raise Refused(10003)
        _check_manages(call, channel.id)
        webhook = structs.replace(webhook, channel_id=channel.id)
    return Answer(body=tell.webhook(call.world, _renamed(call, webhook)))


def change_by_token(call: Call) -> Answer:
    return Answer(body=_without_user(call, _renamed(call, _by_token(call))))


def _renamed(call: Call, webhook: Webhook) -> Webhook:
    """Put it, with the name that the body tells."""
    before = call.world.get(Webhook, webhook.id)
    name = call.fields.get("name", webhook.name)
    if not isinstance(name, str) or not 1 <= len(name.strip()) <= 80:
        raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 80 in length.")
    after = structs.replace(webhook, name=name.strip())
    found = changes(tell.webhook(call.world, before), tell.webhook(call.world, after), _TOLD)
    if found:
        call.world.put(after)
        call.audit(after.guild_id, WEBHOOK_UPDATE, after.id, changes=found)
    return after


def remove(call: Call) -> Answer:
    return _removed(call, _webhook(call))


def remove_by_token(call: Call) -> Answer:
    return _removed(call, _by_token(call))


def _removed(call: Call, webhook: Webhook) -> Answer:
    call.world.remove(webhook)
    found = changes(tell.webhook(call.world, webhook), {}, _TOLD)
    call.audit(webhook.guild_id, WEBHOOK_DELETE, webhook.id, changes=found)
    return NOTHING


def execute(call: Call) -> Answer:
    """It is told what was written only if it waits for it."""
    webhook = _by_token(call)
    channel = call.world.get(Channel, webhook.channel_id)
    told: Json = {**call.fields, "username": call.fields.get("username") or webhook.name}
    author: dict[str, Any] = {
        "author_id": webhook.id,
        "webhook_id": webhook.id,
        "application_id": call.world.application.id if webhook.user_id == call.world.bot.id else None,
    }
    post = _post(call, channel)
    if post is not None:
        message = threads.open_post(call, post, told, **author)
    else:
        place = _thread(call, channel) if "thread_id" in call.query else channel
        message = messages.create(call.world, place, author.pop("author_id"), told, call.uploads, **author)
    return reading.one(call.world, message) if flag(call, "wait") else NOTHING


def _post(call: Call, channel: Channel) -> Channel | None:
    """The post that is begun with what is written, where it is. Raises `Refused`."""
    name, thread_id = call.fields.get("thread_name"), call.query.get("thread_id")
    if channel.type not in (FORUM, MEDIA):
        if name:
            raise Refused(220003)
        return None
    if name and thread_id:
        raise Refused(220002)
    if not name and not thread_id:
        raise Refused(220001)
    if not name:
        return None
    tags = [str(id_) for id_ in call.fields.get("applied_tags") or ()]
    return threads.begin(call, channel, threads.PUBLIC_THREAD, {"name": name}, applied_tags=tags, joined=False)


def _thread(call: Call, channel: Channel) -> Channel:
    thread = call.world.find(Channel, call.query["thread_id"])
    if thread is None or thread.parent_id != channel.id or thread.type not in THREADS:
        raise Refused(10003)
    return thread


def find(call: Call) -> Answer:
    return reading.one(call.world, _message(call))


def edit(call: Call) -> Answer:
    return reading.one(call.world, messages.edit(call.world, _message(call), call.fields, call.uploads))


def delete(call: Call) -> Answer:
    messages.delete(call.world, _message(call))
    return NOTHING


def _message(call: Call) -> Message:
    """What this webhook wrote, in its channel or in the thread that is told. Raises `Refused`."""
    webhook = _by_token(call)
    message = call.world.find(Message, call.path.get("message_id", ""))
    if message is None or message.webhook_id != webhook.id:
        raise Refused(10008)
    if message.channel_id != call.query.get("thread_id", webhook.channel_id):
        raise Refused(10008)
    return message


_WEBHOOK = "/webhooks/{webhook_id}"
_BY_TOKEN = _WEBHOOK + "/{webhook_token}"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/channels/{channel_id}/webhooks", "list_channel_webhooks", list_of_channel),
    Operation("POST", "/channels/{channel_id}/webhooks", "create_webhook", create),
    Operation("GET", "/guilds/{guild_id}/webhooks", "get_guild_webhooks", list_of_guild),
    Operation("GET", _WEBHOOK, "get_webhook", get),
    Operation("PATCH", _WEBHOOK, "update_webhook", change),
    Operation("DELETE", _WEBHOOK, "delete_webhook", remove),
    Operation("GET", _BY_TOKEN, "get_webhook_by_token", get_by_token, open=True),
    Operation("PATCH", _BY_TOKEN, "update_webhook_by_token", change_by_token, open=True),
    Operation("DELETE", _BY_TOKEN, "delete_webhook_by_token", remove_by_token, open=True),
)
