"""The bot itself, other users, the servers that the bot is in, and direct messages."""

from msgspec.structs import replace

from simulator.engine import names
from simulator.refusal import Refused, invalid
from simulator.rest.call import NOTHING, Answer, Call, Operation
from simulator.rest.queries import flag, number, page
from simulator.world import Channel, Guild, Member, User, World, deeds, rights, tell
from simulator.world.records import Json


def me(call: Call) -> Answer:
    return Answer(body=_me(call))


def _me(call: Call) -> Json:
    bot = call.world.bot
    more = {"verified": True, "mfa_enabled": True, "email": None, "locale": bot.locale, "bio": ""}
    return tell.user(bot) | more


def edit_me(call: Call) -> Answer:
    """Pictures are not kept."""
    name = call.fields.get("username")
    if name is not None:
        if not isinstance(name, str) or not 2 <= len(name.strip()) <= 32:
            raise invalid("username", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 32 in length.")
        call.world.put(replace(call.world.bot, username=name.strip()))
    return Answer(body=_me(call))


def one(call: Call) -> Answer:
    user = call.world.find(User, call.path["user_id"])
    if user is None:
        raise Refused(10013)
    return Answer(body=tell.user(user))


def guilds(call: Call) -> Answer:
    """Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds"""
    inside = [each for each in call.world.all(Guild) if _is_in(call.world, each.id, call.world.bot.id)]
    found = page(call, inside, lambda each: each.id, number(call, "limit", 200, most=200))
    return Answer(body=[_guild(call, each) for each in found])


def _guild(call: Call, guild: Guild) -> Json:
    whole = tell.guild(call.world, guild, counts=flag(call, "with_counts"))
    counts = ("approximate_member_count", "approximate_presence_count")
    told = {name: whole[name] for name in ("id", "name", "icon", "banner", "features", *counts) if name in whole}
    held = rights.in_guild(call.world, call.me(guild.id))
    return told | {"owner": guild.owner_id == call.world.bot.id, "permissions": tell.bits(held)}


def leave(call: Call) -> Answer:
    guild = call.world.find(Guild, call.path["guild_id"])
    if guild is None:
        raise Refused(10004)
    deeds.remove_member(call.world, call.me(guild.id))
    return NOTHING


def create_dm(call: Call) -> Answer:
    """Open, or find, the direct messages with somebody. That they take none shows only when one is sent."""
    recipient_id = call.fields.get("recipient_id")
    if recipient_id is None:
        raise invalid("recipient_id", "BASE_TYPE_REQUIRED", "This field is required")
    user = call.world.find(User, str(recipient_id))
    if user is None:
        raise Refused(50033)
    if user.id == call.world.bot.id:
        raise Refused(50007)
    return Answer(body=tell.channel(call.world, names.dm(call.world, user)))


def check_takes_dms(world: World, channel: Channel) -> None:
    """Raises `Refused` where the bot may not write to whom the direct messages are with."""
    user = world.get(User, channel.recipient_id or "")
    if user.bot:
        raise Refused(50007)
    mutual = [each for each in world.all(Guild) if _is_in(world, each.id, user.id)]
    if not any(_is_in(world, each.id, world.bot.id) for each in mutual):
        raise Refused(50278)
    if not user.takes_dms:
        raise Refused(50007)


def _is_in(world: World, guild_id: str, user_id: str) -> bool:
    return world.find(Member, f"{guild_id}:{user_id}") is not None


OPERATIONS = (
    Operation("GET", "/users/@me", "get_my_user", me),
    Operation("PATCH", "/users/@me", "update_my_user", edit_me),
    Operation("GET", "/users/@me/guilds", "list_my_guilds", guilds),
    Operation("DELETE", "/users/@me/guilds/{guild_id}", "leave_guild", leave),
    Operation("POST", "/users/@me/channels", "create_dm", create_dm),
    Operation("GET", "/users/{user_id}", "get_user", one),
)
