"""POST /sim/deeds: what a member does by hand, without the bot, as far as their permissions go."""

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import JSONResponse

from simulator.control import asked, desk, moderation
from simulator.control.asked import NotTaken
from simulator.engine import messages, names
from simulator.world import Channel, Member, Message, Permission, User, World, deeds, rights
from simulator.world.permission import has
from simulator.world.records import Json, Reaction

MOST_REACTIONS = 20
_MESSAGE_DELETE, _MESSAGE_PIN, _MESSAGE_UNPIN = 72, 74, 75
_SYSTEM = (1, 2, 3, 4, 5, 6, 7, 8)


class Deed(Struct, frozen=True):
    """Who does what, and to what. Which of the fields count depends on `do`."""

    by: str = field(name="as")
    do: str
    message: str = ""
    emoji: str = ""
    target: str = ""
    user: str = ""
    role: str = ""
    has: bool = True
    seconds: float = 0
    reason: str | None = None


async def post_deed(request: Request) -> JSONResponse:
    world = desk.of(request).world
    deed = await asked.body(request, Deed)
    do = _DEEDS.get(deed.do)
    if do is None:
        raise NotTaken(f"Nobody can {deed.do!r} by hand; there is {', '.join(_DEEDS)}.")
    do(world, names.user(world, deed.by), deed)
    return JSONResponse({"done": True})


def _dismiss(world: World, by: User, deed: Deed) -> None:
    message, _ = _message(world, by, deed)
    if message.visible_to != by.id:
        raise NotTaken("Only a message that you alone can see can be dismissed.", 403)
    messages.delete(world, message)


def _delete(world: World, by: User, deed: Deed) -> None:
    message, held = _message(world, by, deed)
    if message.visible_to is not None:
        raise NotTaken("A message that only you can see is dismissed, not deleted.", 403)
    if message.author_id != by.id and not has(held, Permission.MANAGE_MESSAGES):
        raise NotTaken(f"{by.username} may not delete what others wrote here.", 403)
    messages.delete(world, message)
    if message.author_id != by.id:
        options = {"channel_id": message.channel_id, "count": "1"}
        _write_down(world, by, message, _MESSAGE_DELETE, options)


def _write_down(world: World, by: User, message: Message, action: int, options: Json) -> None:
    guild_id = world.get(Channel, message.channel_id).guild_id
    if guild_id is not None:
        deeds.write_down(world, guild_id, action, by.id, message.author_id, options=options)


def _react(world: World, by: User, deed: Deed) -> None:
    message, held = _message(world, by, deed)
    if not deed.emoji or len(deed.emoji) > 100:
        raise NotTaken("Say which emoji, as a character or as name:id.")
    if message.visible_to is not None:
        raise NotTaken("Nobody can react to a message that only one person sees.", 403)
    chosen = {each.emoji: each.user_ids for each in message.reactions}
    mine = chosen.get(deed.emoji, ())
    if by.id in mine:
        chosen[deed.emoji] = tuple(each for each in mine if each != by.id)
    else:
        _check_may_react(by, held, is_new=deed.emoji not in chosen, count=len(chosen))
        chosen[deed.emoji] = (*mine, by.id)
    left = tuple(Reaction(emoji=emoji, user_ids=ids) for emoji, ids in chosen.items() if ids)
    world.put(replace(message, reactions=left))


def _check_may_react(by: User, held: Permission, *, is_new: bool, count: int) -> None:
    """To join in needs less than to begin. Raises `NotTaken`."""
    if is_new and count >= MOST_REACTIONS:
        raise NotTaken(f"A message has at most {MOST_REACTIONS} different reactions.", 403)
    needed = Permission.READ_MESSAGE_HISTORY | (Permission.ADD_REACTIONS if is_new else Permission.VIEW_CHANNEL)
    if not has(held, needed):
        raise NotTaken(f"{by.username} may not add reactions here.", 403)


def _pin(world: World, by: User, deed: Deed) -> None:
    message, held = _message(world, by, deed)
    if message.visible_to is not None or message.type in _SYSTEM:
        raise NotTaken("This message cannot be pinned.", 403)
    if not has(held, Permission.PIN_MESSAGES):
        raise NotTaken(f"{by.username} may not pin messages here.", 403)
    if message.pinned:
        world.put(replace(message, pinned=False))
    else:
        deeds.pin(world, message, by.id)
    action = _MESSAGE_UNPIN if message.pinned else _MESSAGE_PIN
    _write_down(world, by, message, action, {"channel_id": message.channel_id, "message_id": message.id})


def _message(world: World, by: User, deed: Deed) -> tuple[Message, Permission]:
    """The message, and what they may do where it stands. Raises `NotTaken`."""
    message = world.find(Message, deed.message)
    channel = None if message is None else world.find(Channel, message.channel_id)
    if message is None or channel is None:
        raise NotTaken(f"There is no message {deed.message!r} any more.", 404)
    held = rights.of_user(world, by.id, channel)
    if not has(held, Permission.VIEW_CHANNEL) or message.visible_to not in (None, by.id):
        raise NotTaken(f"{by.username} does not see this message.", 403)
    return message, held


def _moderated(do: Callable[[World, moderation.Acting], None]) -> Callable[[World, User, Deed], None]:
    """A deed on another member of the server."""

    def done(world: World, by: User, deed: Deed) -> None:
        member = _own_member(world, by)
        if not deed.target:
            raise NotTaken(f"Say on whom: {deed.do} needs a target.")
        acting = moderation.Acting(
            by=member,
            target=names.user(world, deed.target),
            reason=deed.reason,
            seconds=deed.seconds,
            role=deed.role,
            has=deed.has,
        )
        do(world, acting)

    return done


def _own_member(world: World, user: User) -> Member:
    member = next((each for each in world.all(Member) if each.user_id == user.id), None)
    if member is None:
        raise NotTaken(f"{user.username} is in no server.", 403)
    return member


def _leave(world: World, by: User, _: Deed) -> None:
    moderation.leave(world, _own_member(world, by))


def _join(world: World, by: User, deed: Deed) -> None:
    moderation.join(world, names.user(world, deed.user) if deed.user else by)


_DEEDS: dict[str, Callable[[World, User, Deed], None]] = {
    "dismiss": _dismiss,
    "delete_message": _delete,
    "react": _react,
    "pin": _pin,
    "kick": _moderated(moderation.kick),
    "ban": _moderated(moderation.ban),
    "unban": _moderated(moderation.unban),
    "timeout": _moderated(moderation.timeout),
    "role": _moderated(moderation.role),
    "leave": _leave,
    "join": _join,
}
