"""Kasutamaiza's own client asks the simulator over HTTP, and reads what it answers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import Struct
from msgspec.structs import replace

from kasutamaiza.discord.automod import ActionMetadata, AutoModAction, NewAutoModRule, TriggerMetadata
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError
from kasutamaiza.discord.permission import Overwrite
from kasutamaiza.discord.snowflake import ChannelId, GuildId, RoleId, TagId, UserId
from kasutamaiza.ui import Message as NewMessage
from simulator.engine import Engine
from simulator.rest.frame import Rest
from simulator.world import Channel, Guild, Member, Role, User, World, load
from tests.discord_rest import served

WHY = "Sold counterfeit cards: 偽物"


class Asking(Struct):
    """The client, and the world that it asks about."""

    client: Client
    world: World

    @property
    def guild(self) -> GuildId:
        return GuildId(int(next(self.world.all(Guild)).id))

    def user(self, name: str) -> UserId:
        return UserId(int(next(each.id for each in self.world.all(User) if each.username == name)))

    def role(self, name: str) -> RoleId:
        return RoleId(int(next(each.id for each in self.world.all(Role) if each.name == name)))

    def channel(self, name: str = "general") -> ChannelId:
        return ChannelId(int(next(each.id for each in self.world.all(Channel) if each.name == name)))

    def member(self, name: str) -> Member | None:
        return self.world.find(Member, f"{self.guild}:{self.user(name)}")


@pytest.fixture
async def asking() -> AsyncIterator[Asking]:
    world = load.default()
    async with served(Rest(Engine(world))) as url:
        client = Client(f"{url}/api/v10", bot_token="simulated", user_agent="DiscordBot (https://bot.example, 1)")
        yield Asking(client, world)
        await client.aclose()


async def test_the_server_and_its_roles(asking: Asking) -> None:
    guild = await asking.client.guild(asking.guild)
    roles = await asking.client.roles(asking.guild)
    counts = await asking.client.role_member_counts(asking.guild)

    assert (guild.name, guild.owner_id, guild.approximate_member_count) == ("Duel Academy", asking.user("seto"), 7)
    assert guild.roles == roles
    assert counts[asking.role("Duelist")] == 3


async def test_members(asking: Asking) -> None:
    client, guild, mai = asking.client, asking.guild, asking.user("mai")
    reviewer = asking.role("Reviewer")
    assert (await client.member(guild, mai)).name == "Mai"
    assert [each.name for each in await client.find_members(guild, "mai")] == ["Mai"]
    await client.add_role(guild, mai, reviewer, reason=WHY)
    await client.remove_role(guild, mai, asking.role("Duelist"), reason=WHY)
    edited = await client.edit_member(guild, mai, nick="Harpie", reason=WHY)
    until = datetime.now(UTC) + timedelta(minutes=5)
    timed_out = await client.time_out_member(guild, mai, until, reason=WHY)

    assert (edited.nick, edited.roles) == ("Harpie", [reviewer])
    assert timed_out.communication_disabled_until == until
    await client.kick_member(guild, mai, reason=WHY)
    assert asking.member("mai") is None
    log = await client.audit_log(guild, target=mai)
    assert [each.action_type for each in log.audit_log_entries] == [20, 24, 24, 25, 25]
    assert {each.reason for each in log.audit_log_entries} == {WHY}
    assert {each.username for each in log.users} == {"mai", "Your Bot"}


async def test_what_is_refused_is_told_by_discords_codes(asking: Asking) -> None:
    client, guild = asking.client, asking.guild
    for call, told in (
        (client.kick_member(guild, asking.user("seto")), (403, 50013)),
        (client.member(guild, UserId(5)), (404, 10007)),
        (client.unban_member(guild, asking.user("mai")), (404, 10026)),
        (client.edit_member(guild, asking.user("mai"), channel_id=None), (403, 50013)),
        (client.guild(GuildId(5)), (404, 10004)),
        (client.channel(ChannelId(5)), (404, 10003)),
    ):
        with pytest.raises(DiscordError) as refused:
            await call
        assert (refused.value.status, refused.value.code) == told


async def test_bans(asking: Asking) -> None:
    client, guild, mai, joey = asking.client, asking.guild, asking.user("mai"), asking.user("joey")
    await client.ban_member(guild, mai, delete_message_seconds=604800, reason=WHY)
    told = await client.bulk_ban(guild, [mai, joey], reason=WHY)

    assert (told.banned_users, told.failed_users) == ([joey], [mai])
    assert (await client.ban(guild, mai)).reason == WHY
    assert [each.user.id for each in await client.bans(guild)] == [mai, joey]
    await client.unban_member(guild, mai, reason=WHY)
    assert [each.user.id for each in await client.bans(guild, limit=1)] == [joey]


async def test_channels(asking: Asking) -> None:
    client, general, everyone = asking.client, asking.channel(), RoleId(asking.guild)
    assert len(await client.channels(asking.guild)) == 6
    edited = await client.edit_channel(general, name="Duel Talk", topic=None, rate_limit_per_user=5, reason=WHY)
    locked = Overwrite(id=everyone, type=0, deny=1 << 11)
    await client.set_overwrite(general, locked, reason=WHY)

    assert (edited.name, edited.topic, edited.rate_limit_per_user) == ("duel-talk", None, 5)
    assert list((await client.channel(general)).permission_overwrites) == [locked]
    await client.delete_overwrite(general, everyone, reason=WHY)
    assert list((await client.channel(general)).permission_overwrites) == []


async def test_threads(asking: Asking) -> None:
    client, general, mai = asking.client, asking.channel(), asking.user("mai")
    thread = await client.create_thread(general, "Round 1", reason=WHY)
    message = await client.create_message(general, NewMessage(content="Duel!"))
    await client.create_thread_from_message(general, message.id, "Round 2", auto_archive_duration=60, reason=WHY)
    await client.add_thread_member(thread.id, mai)

    assert [each.name for each in await client.active_threads(asking.guild)] == ["Round 2", "Round 1"]
    assert (await client.channel(thread.id)).member_count == 2
    await client.remove_thread_member(thread.id, mai)
    edited = await client.edit_thread(thread.id, archived=True, locked=True, reason=WHY)
    assert (edited.name, edited.member_count) == ("Round 1", 1)
    assert [each.name for each in await client.active_threads(asking.guild)] == ["Round 2"]


async def test_a_post(asking: Asking) -> None:
    general = asking.world.get(Channel, str(asking.channel()))
    tag = {"id": "77", "name": "Spell", "moderated": False}
    asking.world.put(replace(general, type=15, details={"available_tags": [tag]}))
    forum = await asking.client.channel(asking.channel())
    post = await asking.client.create_post(
        forum.id, "Dark Hole", NewMessage(content="Mine."), applied_tags=[forum.available_tags[0].id], reason=WHY
    )

    assert (post.parent_id, list(post.applied_tags)) == (forum.id, [TagId(77)])


async def test_rules_of_automod(asking: Asking) -> None:
    client, guild = asking.client, asking.guild
    new = NewAutoModRule(
        name="No sales",
        trigger_type=1,
        trigger_metadata=TriggerMetadata(keyword_filter=["*buy*"]),
        actions=[
            AutoModAction(type=1),
            AutoModAction(type=2, metadata=ActionMetadata(channel_id=asking.channel("mod-log"))),
            AutoModAction(type=3, metadata=ActionMetadata(duration_seconds=60)),
        ],
        exempt_roles=[asking.role("Moderator")],
    )
    rule = await client.create_automod_rule(guild, new, reason=WHY)
    edited = await client.edit_automod_rule(guild, rule.id, enabled=True, name="None", reason=WHY)

    assert (rule.trigger_metadata, rule.exempt_roles, rule.enabled) == (new.trigger_metadata, new.exempt_roles, False)
    assert (edited.enabled, edited.name) == (True, "None")
    assert [await client.automod_rule(guild, rule.id)] == await client.automod_rules(guild) == [edited]
    await client.delete_automod_rule(guild, rule.id, reason=WHY)
    assert await client.automod_rules(guild) == []


async def test_scheduled_events(asking: Asking) -> None:
    client, guild, now = asking.client, asking.guild, datetime.now(UTC)
    event = await client.create_scheduled_event(
        guild,
        "Autumn cup",
        scheduled_start_time=now + timedelta(hours=1),
        scheduled_end_time=now + timedelta(hours=2),
        location="The library",
        reason=WHY,
    )
    edited = await client.edit_scheduled_event(guild, event.id, status=2, description="Now!", reason=WHY)

    assert (edited.status, edited.description, edited.entity_metadata) == (2, "Now!", event.entity_metadata)
    assert (await client.scheduled_event(guild, event.id)).user_count == 0
    assert await client.interested(guild, event.id) == []
    assert len(await client.scheduled_events(guild)) == 1
    await client.delete_scheduled_event(guild, event.id)
    assert await client.scheduled_events(guild, with_user_count=True) == []
