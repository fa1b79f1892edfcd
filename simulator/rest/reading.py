"""Messages as the bot may read them: what others wrote comes without its text, unless the bot may see that.

Source: https://docs.discord.com/developers/events/gateway#message-content-intent
"""

from collections.abc import Iterable

from simulator.rest.call import Answer
from simulator.world import Channel, Message, World, tell
from simulator.world.records import Json

_MAY_READ = (1 << 18) | (1 << 19)
_REPLY = 19
_HIDDEN = {"content": "", "embeds": [], "attachments": [], "components": []}
_WARNING = (
    "What others wrote comes without its text, since the application has not the intent MESSAGE_CONTENT: "
    'set its flags with PATCH /applications/@me {"flags": 524288}.'
)


def one(world: World, message: Message) -> Answer:
    return Answer(body=told(world, message), warnings=warnings(world, [message]))


def several(world: World, messages: Iterable[Message]) -> Answer:
    found = list(messages)
    return Answer(body=[told(world, each) for each in found], warnings=warnings(world, found))


def told(world: World, message: Message) -> Json:
    """A message, and under `referenced_message` the one that it replies to, None if that is gone."""
    shown = _told(world, message)
    if message.type == _REPLY:
        before = _replied_to(world, message)
        shown["referenced_message"] = None if before is None else _told(world, before)
    return shown


def warnings(world: World, messages: Iterable[Message]) -> tuple[str, ...]:
    return () if all(_may_read(world, each) for each in messages) else (_WARNING,)


def _told(world: World, message: Message) -> Json:
    whole = tell.message(world, message)
    if _may_read(world, message):
        return whole
    return {name: value for name, value in (whole | _HIDDEN).items() if name != "poll"}


def _may_read(world: World, message: Message) -> bool:
    """Its own messages, direct messages, and what is said to it, any bot may read."""
    application = world.application
    if application.flags & _MAY_READ or application.bot_id in (message.author_id, *message.mentions):
        return True
    if application.id in (message.application_id, message.webhook_id) or _is_direct(world, message):
        return True
    before = _replied_to(world, message)
    return before is not None and before.author_id == application.bot_id


def _is_direct(world: World, message: Message) -> bool:
    channel = world.find(Channel, message.channel_id)
    return channel is not None and channel.guild_id is None


def _replied_to(world: World, message: Message) -> Message | None:
    return world.find(Message, (message.message_reference or {}).get("message_id", ""))
