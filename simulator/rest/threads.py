"""Threads: begun on a message, without one or as a forum's post; archived, locked, and who is in them."""

from typing import Any

from msgspec import structs

from simulator.engine import messages
from simulator.refusal import Refused, invalid
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.changes import changes
from simulator.rest.queries import flag, number, page
from simulator.world import Channel, Guild, Member, Message, Permission, ThreadMember, deeds, rights, tell
from simulator.world.permission import has
from simulator.world.records import Json
from simulator.world.rights import PRIVATE_THREAD, THREADS

THREAD_CREATE, THREAD_UPDATE, THREAD_DELETE = 110, 111, 112
TEXT, NEWS, FORUM, MEDIA = 0, 5, 15, 16
NEWS_THREAD, PUBLIC_THREAD = 10, 11
HAS_THREAD, REQUIRE_TAG = 1 << 5, 1 << 4
USUAL_ARCHIVE = 4320
_METADATA = ("archived", "locked", "invitable", "auto_archive_duration")
_TOLD = ("name", "type", "rate_limit_per_user", "applied_tags", *_METADATA)


def metadata(thread: Channel) -> Json:
    """Source: https://docs.discord.com/developers/resources/channel#thread-metadata-object"""
    told: Json = thread.details.get("thread_metadata", {})
    return told


def from_message(call: Call) -> Answer:
    """Its id is the message's."""
    needs = Permission.CREATE_PUBLIC_THREADS | Permission.READ_MESSAGE_HISTORY
    channel = _within(call, needs, TEXT, NEWS)
    message = call.message(channel)
    if call.world.find(Channel, message.id) is not None:
        raise Refused(160004)
    thread = _begin(call, channel, NEWS_THREAD if channel.type == NEWS else PUBLIC_THREAD, id_=message.id)
    call.world.put(structs.replace(message, flags=message.flags | HAS_THREAD))
    return Answer(201, tell.channel(call.world, thread))


def create(call: Call) -> Answer:
    """Without a type it is a private one."""
    channel = call.channel()
    if channel.type in (FORUM, MEDIA):
        return _post(call)
    type_ = int(call.fields.get("type") or PRIVATE_THREAD)
    private = type_ == PRIVATE_THREAD
    needs = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    channel = _within(call, needs, NEWS if type_ == NEWS_THREAD else TEXT)
    return Answer(201, tell.channel(call.world, _begin(call, channel, type_)))


def _post(call: Call) -> Answer:
    """Its first message has the thread's id."""
    channel = _within(call, Permission.SEND_MESSAGES, FORUM, MEDIA)
    told = call.fields.get("message")
    if told is None:
        raise invalid("message", "BASE_TYPE_REQUIRED", "This field is required")
    tags = _tags(call, channel)
    thread = _begin(call, channel, PUBLIC_THREAD, applied_tags=tags)
    message = open_post(call, thread, told)
    return Answer(201, tell.channel(call.world, thread) | {"message": tell.message(call.world, message)})


def open_post(call: Call, thread: Channel, told: Json, **author: Any) -> Message:
    """Put a post's first message, which has the post's id."""
    by = author.pop("author_id", call.world.bot.id)
    message = messages.create(call.world, thread, by, told, call.uploads, **author)
    call.world.remove(message)
    return call.world.put(structs.replace(message, id=thread.id))


def _within(call: Call, needs: Permission, *types: int) -> Channel:
    """The channel of the path, if threads like this can be begun in it. Raises `Refused`."""
    channel = call.channel()
    if channel.guild_id is None:
        raise Refused(50003)
    if channel.type not in types:
        raise Refused(50024)
    return call.channel(needs=needs)


def _begin(
    call: Call, channel: Channel, type_: int, *, id_: str | None = None, applied_tags: list[str] | None = None
) -> Channel:
    return begin(call, channel, type_, call.fields, id_=id_, applied_tags=applied_tags)


def begin(
    call: Call,
    channel: Channel,
    type_: int,
    fields: Json,
    *,
    id_: str | None = None,
    applied_tags: list[str] | None = None,
    joined: bool = True,
) -> Channel:
    """A new thread, which the bot is in."""
    world = call.world
    slowmode = fields.get("rate_limit_per_user")
    if slowmode is None:
        slowmode = channel.details.get("default_thread_rate_limit_per_user")
    details: Json = {"thread_metadata": _new_metadata(call, channel, type_, fields)}
    if applied_tags is not None:
        details["applied_tags"] = applied_tags
    thread = world.put(
        Channel(
            id=id_ or world.next_id(),
            guild_id=channel.guild_id,
            type=type_,
            name=fields["name"],
            parent_id=channel.id,
            rate_limit_per_user=int(slowmode or 0),
            owner_id=world.bot.id,
            details=details,
        )
    )
    if joined:
        world.put(ThreadMember(thread_id=thread.id, user_id=world.bot.id, joined_at=world.now))
    call.audit(channel.guild_id or "", THREAD_CREATE, thread.id, changes=changes({}, _flat(thread), _TOLD))
    return thread


def _new_metadata(call: Call, channel: Channel, type_: int, fields: Json) -> Json:
    now = tell.time(call.world.now)
    default = channel.details.get("default_auto_archive_duration") or USUAL_ARCHIVE
    told: Json = {
        "archived": False,
        "archive_timestamp": now,
        "auto_archive_duration": int(fields.get("auto_archive_duration") or default),
        "locked": False,
        "create_timestamp": now,
    }
    if type_ == PRIVATE_THREAD:
        told["invitable"] = fields.get("invitable") is not False
    return told


def _tags(call: Call, forum: Channel) -> list[str]:
    """Which of the forum's tags a body tells. Raises `Refused`."""
    tags = {each["id"]: each for each in forum.details.get("available_tags", ())}
    told = [str(id_) for id_ in call.fields.get("applied_tags") or ()]
    may_all = has(rights.of_user(call.world, call.world.bot.id, forum), Permission.MANAGE_THREADS)
    for id_ in told:
        if id_ not in tags:
            raise invalid("applied_tags", "FORUM_TAG_INVALID", "The forum has no such tag.")
        if tags[id_]["moderated"] and not may_all:
            raise Refused(50013)
    if not told and int(forum.details.get("flags", 0)) & REQUIRE_TAG:
        raise Refused(40067)
    return told


def _flat(thread: Channel) -> Json:
    return {
        "name": thread.name,
        "type": thread.type,
        "rate_limit_per_user": thread.rate_limit_per_user,
        "applied_tags": thread.details.get("applied_tags"),
        **metadata(thread),
    }


def edit(call: Call, thread: Channel) -> Answer:
    """Its owner may change it, but for its lock; while it is archived, it only is opened again."""
    fields = {name: value for name, value in call.fields.items() if value is not None}
    was = metadata(thread)
    _check_may_edit(call, thread, fields)
    if was.get("archived") and fields.get("archived") is not False:
        raise Refused(50083)
    now: Json = {**was, **{name: fields[name] for name in _METADATA if name in fields}}
    now["auto_archive_duration"] = int(now.get("auto_archive_duration", USUAL_ARCHIVE))
    if thread.type != PRIVATE_THREAD:
        now.pop("invitable", None)
    if now.get("archived") != was.get("archived"):
        now["archive_timestamp"] = tell.time(call.world.now)
    details: Json = {**thread.details, "thread_metadata": now}
    parent = call.world.find(Channel, thread.parent_id or "")
    if "applied_tags" in fields and parent is not None:
        details["applied_tags"] = _tags(call, parent)
    after = structs.replace(
        thread,
        name=fields.get("name") or thread.name,
        rate_limit_per_user=int(fields.get("rate_limit_per_user", thread.rate_limit_per_user)),
        details=details,
    )
    if found := changes(_flat(thread), _flat(after), _TOLD):
        call.world.put(after)
        call.audit(thread.guild_id or "", THREAD_UPDATE, thread.id, changes=found)
    return Answer(body=tell.channel(call.world, after))


def _check_may_edit(call: Call, thread: Channel, fields: Json) -> None:
    held = rights.of_user(call.world, call.world.bot.id, thread)
    if has(held, Permission.MANAGE_THREADS):
        return
    only_opens = set(fields) == {"archived"} and fields["archived"] is False
    if metadata(thread).get("locked") or "locked" in fields or "rate_limit_per_user" in fields:
        raise Refused(50013)
    if thread.owner_id != call.world.bot.id and not (only_opens and has(held, Permission.SEND_MESSAGES)):
        raise Refused(50013)


def delete(call: Call, thread: Channel) -> None:
    call.channel(needs=Permission.MANAGE_THREADS)
    deeds.remove_channel(call.world, thread)
    call.audit(thread.guild_id or "", THREAD_DELETE, thread.id, changes=changes(_flat(thread), {}, _TOLD))


def _thread(call: Call, *, opened: bool = False) -> Channel:
    """The thread of the path, which is not archived where it has to be `opened`. Raises `Refused`."""
    thread = call.channel()
    if thread.type not in THREADS:
        raise Refused(50024)
    if opened and metadata(thread).get("archived"):
        raise Refused(50083)
    return thread


def join(call: Call) -> Answer:
    return _put(call, _thread(call, opened=True), call.world.bot.id)


def add(call: Call) -> Answer:
    thread = _thread(call, opened=True)
    held = rights.of_user(call.world, call.world.bot.id, thread)
    if not has(held, Permission.SEND_MESSAGES):
        raise Refused(50013)
    invitable = metadata(thread).get("invitable", True) or thread.owner_id == call.world.bot.id
    if not invitable and not has(held, Permission.MANAGE_THREADS):
        raise Refused(50013)
    return _put(call, thread, _guest(call, thread).user_id)


def _guest(call: Call, thread: Channel) -> Member:
    """The member of the path, who can see the thread's channel. Raises `Refused`."""
    member = call.member(call.world.get(Guild, thread.guild_id or ""))
    parent = call.world.get(Channel, thread.parent_id or "")
    if not has(rights.in_channel(call.world, member, parent), Permission.VIEW_CHANNEL):
        raise Refused(50001)
    return member


def _put(call: Call, thread: Channel, user_id: str) -> Answer:
    if call.world.find(ThreadMember, f"{thread.id}:{user_id}") is None:
        call.world.put(ThreadMember(thread_id=thread.id, user_id=user_id, joined_at=call.world.now))
    return NOTHING


def leave(call: Call) -> Answer:
    return _take(call, _thread(call, opened=True), call.world.bot.id)


def put_out(call: Call) -> Answer:
    thread = _thread(call, opened=True)
    own = thread.type == PRIVATE_THREAD and thread.owner_id == call.world.bot.id
    if not own:
        call.channel(needs=Permission.MANAGE_THREADS)
    return _take(call, thread, call.path["user_id"])


def _take(call: Call, thread: Channel, user_id: str) -> Answer:
    call.world.remove(_member(call, thread, user_id))
    return NOTHING


def _member(call: Call, thread: Channel, user_id: str) -> ThreadMember:
    found = call.world.find(ThreadMember, f"{thread.id}:{user_id}")
    if found is None:
        raise Refused(10007)
    return found


def get_member(call: Call) -> Answer:
    thread = _thread(call)
    return Answer(body=_told(call, thread, _member(call, thread, call.path["user_id"])))


def list_members(call: Call) -> Answer:
    thread = _thread(call)
    joined = call.world.group(ThreadMember, thread.id).values()
    found = list(joined)
    if flag(call, "with_member"):
        found = page(call, joined, lambda each: each.user_id, number(call, "limit", 100, most=100))
    return Answer(body=[_told(call, thread, each) for each in found])


def _told(call: Call, thread: Channel, joined: ThreadMember) -> Json:
    body = tell.thread_member(joined)
    member = call.world.find(Member, f"{thread.guild_id}:{joined.user_id}")
    if flag(call, "with_member") and member is not None:
        body["member"] = tell.member(call.world, member)
    return body


_MEMBERS = "/channels/{channel_id}/thread-members"
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "POST", "/channels/{channel_id}/messages/{message_id}/threads", "create_thread_from_message", from_message
    ),
    Operation("POST", "/channels/{channel_id}/threads", "create_thread", create),
    Operation("GET", _MEMBERS, "list_thread_members", list_members),
    Operation("PUT", _MEMBERS + "/@me", "join_thread", join),
    Operation("DELETE", _MEMBERS + "/@me", "leave_thread", leave),
    Operation("GET", _MEMBERS + "/{user_id}", "get_thread_member", get_member),
    Operation("PUT", _MEMBERS + "/{user_id}", "add_thread_member", add),
    Operation("DELETE", _MEMBERS + "/{user_id}", "delete_thread_member", put_out),
)
