"""Lists of threads: those that are under way in a server, and those of a channel that are archived."""

from collections.abc import Iterable

from simulator.refusal import Refused
from simulator.rest.call import Answer, Call, Operation
from simulator.rest.members import moment
from simulator.rest.queries import number, snowflake
from simulator.rest.threads import NEWS_THREAD, PUBLIC_THREAD, metadata
from simulator.world import Channel, Permission, ThreadMember, rights, tell
from simulator.world.permission import has
from simulator.world.records import Json
from simulator.world.rights import PRIVATE_THREAD, THREADS

MOST = 100


def active(call: Call) -> Answer:
    """The newest first, as far as the bot can see them."""
    world = call.world
    found = [
        each
        for each in world.group(Channel, call.guild().id).values()
        if each.type in THREADS
        and not metadata(each).get("archived")
        and has(rights.of_user(world, world.bot.id, each), Permission.VIEW_CHANNEL)
    ]
    body = _told(call, sorted(found, key=lambda each: -int(each.id)), more=False)
    return Answer(body=body)


def public(call: Call) -> Answer:
    return _archived(call, NEWS_THREAD, PUBLIC_THREAD)


def private(call: Call) -> Answer:
    call.channel(needs=Permission.MANAGE_THREADS)
    return _archived(call, PRIVATE_THREAD)


def own_private(call: Call) -> Answer:
    """Those that the bot is in, by their ids."""
    before, size = snowflake(call, "before"), number(call, "limit", MOST, least=2, most=MOST)
    found = [
        each
        for each in _within(call, PRIVATE_THREAD)
        if call.world.find(ThreadMember, f"{each.id}:{call.world.bot.id}") is not None
        and (before is None or int(each.id) < before)
    ]
    found.sort(key=lambda each: -int(each.id))
    return Answer(body=_told(call, found[:size], more=len(found) > size))


def _archived(call: Call, *types: int) -> Answer:
    """The one that was archived last comes first."""
    size, told = number(call, "limit", MOST, least=2, most=MOST), call.query.get("before")
    before = None if told is None else moment("before", told)
    found = [each for each in _within(call, *types) if before is None or moment("", _since(each)) < before]
    found.sort(key=_since, reverse=True)
    return Answer(body=_told(call, found[:size], more=len(found) > size))


def _since(thread: Channel) -> str:
    return str(metadata(thread)["archive_timestamp"])


def _within(call: Call, *types: int) -> list[Channel]:
    channel = call.channel(needs=Permission.READ_MESSAGE_HISTORY)
    if channel.guild_id is None:
        raise Refused(50003)
    threads = call.world.group(Channel, channel.guild_id).values()
    return [
        each
        for each in threads
        if each.parent_id == channel.id and each.type in types and metadata(each).get("archived")
    ]


def _told(call: Call, threads: Iterable[Channel], *, more: bool) -> Json:
    shown = list(threads)
    joined = [call.world.find(ThreadMember, f"{each.id}:{call.world.bot.id}") for each in shown]
    return {
        "threads": [tell.channel(call.world, each) for each in shown],
        "members": [tell.thread_member(each) for each in joined if each is not None],
        "has_more": more,
    }


_ARCHIVED = "/channels/{channel_id}/threads/archived"
OPERATIONS: tuple[Operation, ...] = (
    Operation("GET", "/guilds/{guild_id}/threads/active", "get_active_guild_threads", active),
    Operation("GET", _ARCHIVED + "/public", "list_public_archived_threads", public),
    Operation("GET", _ARCHIVED + "/private", "list_private_archived_threads", private),
    Operation(
        "GET",
        "/channels/{channel_id}/users/@me/threads/archived/private",
        "list_my_private_archived_threads",
        own_private,
    ),
)
