"""What is delivered to the bot: an act in the shape of Discord's interactions."""

from simulator.engine import metadata
from simulator.engine.acts import Draft
from simulator.engine.resolved import FILE_LIMIT, partial_channel
from simulator.world import Guild, Interaction, Member, Permission, World, rights, tell
from simulator.world.records import Json

IN_DM = Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE | Permission.USE_EXTERNAL_EMOJIS
"""What Discord tells a bot that it may do in direct messages."""


def interaction(world: World, record: Interaction, draft: Draft) -> Json:
    """Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object"""
    channel = draft.channel
    told: Json = {
        "id": record.id,
        "application_id": world.application.id,
        "type": draft.type,
        "data": draft.data,
        "token": record.token,
        "version": 1,
        "channel_id": channel.id,
        "channel": partial_channel(world, draft.user, channel),
        "locale": draft.user.locale,
        "entitlements": [],
        "authorizing_integration_owners": metadata.owners(world, record),
        "attachment_size_limit": FILE_LIMIT,
        **(_in_dm(draft) if channel.guild_id is None else _in_guild(world, draft, channel.guild_id)),
    }
    if draft.message is not None:
        told["message"] = tell.message(world, draft.message)
    return told


def _in_guild(world: World, draft: Draft, guild_id: str) -> Json:
    guild = world.get(Guild, guild_id)
    member = world.get(Member, f"{guild_id}:{draft.user.id}")
    held = rights.in_channel(world, member, draft.channel)
    return {
        "context": 0,
        "guild_id": guild_id,
        "guild": tell.partial_guild(guild),
        "guild_locale": guild.preferred_locale,
        "member": tell.member(world, member) | {"permissions": tell.bits(held)},
        "app_permissions": tell.bits(rights.of_user(world, world.bot.id, draft.channel)),
    }


def _in_dm(draft: Draft) -> Json:
    return {"context": 1, "user": tell.user(draft.user), "app_permissions": tell.bits(IN_DM)}
