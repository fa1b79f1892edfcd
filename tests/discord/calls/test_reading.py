"""What becomes of Discord's answers: typed records, with all that we do not read skipped."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kasutamaiza.discord.audit import AuditLogEvent
from kasutamaiza.discord.client import Client
from kasutamaiza.discord.errors import DiscordError
from kasutamaiza.discord.permission import Overwrite, Permission, in_channel
from kasutamaiza.discord.snowflake import ApplicationId, AutoModRuleId, ChannelId, GuildId, MessageId, RoleId, UserId
from tests.discord.calls import answers as a
from tests.discord.calls.made import Answering
from tests.discord_rest import refused

GUILD = GuildId(a.GUILD)
USER = UserId(a.USER)
CHANNEL = ChannelId(a.CHANNEL)
MESSAGE = MessageId(a.MESSAGE)
AT = datetime(2026, 11, 23, 9, 30, 0, 125000, tzinfo=UTC)


async def test_the_application_tells_how_it_is_set_up(discord: Answering, client: Client) -> None:
    discord.answer = a.application
    found = await client.current_application()
    assert (found.id, found.name, found.verify_key) == (a.APPLICATION, "Kasutamaiza", "ab" * 32)
    assert found.interactions_endpoint_url == "https://bot.example/interactions"
    assert (found.event_webhooks_status, found.event_webhooks_types) == (2, ["APPLICATION_AUTHORIZED"])
    assert found.bot
    assert found.bot.bot
    assert found.integration_types_config.keys() == {"0"}


async def test_commands_are_told_whole_with_what_we_do_not_know(discord: Answering, client: Client) -> None:
    discord.answer = [a.command]
    assert await client.commands(ApplicationId(a.APPLICATION)) == [a.command]
    assert await client.put_commands(ApplicationId(a.APPLICATION), [], GUILD) == [a.command]


async def test_what_a_server_allows_of_commands_is_told(discord: Answering, client: Client) -> None:
    discord.answer = [a.command_permissions]
    [found] = await client.command_permissions(ApplicationId(a.APPLICATION), GUILD)
    assert (found.id, found.guild_id) == (a.COMMAND, a.GUILD)
    assert [(each.id, each.type, each.permission) for each in found.permissions] == [(a.ROLE, 1, False)]


async def test_a_server_comes_with_its_owner_its_roles_and_its_counts(discord: Answering, client: Client) -> None:
    discord.answer = a.guild
    found = await client.guild(GUILD)
    assert (found.name, found.owner_id, found.preferred_locale) == ("Duel Academy", a.MODERATOR, "ja")
    assert (found.approximate_member_count, found.approximate_presence_count) == (812, 97)
    assert [(each.id, each.position, each.permissions) for each in found.roles] == [(a.ROLE, 3, 2248473465835073)]
    assert found.incidents_data
    assert found.incidents_data.invites_disabled_until == AT


def pages(*sizes: int) -> list[list[dict[str, Any]]]:
    ids = iter(range(1, sum(sizes) + 1))
    return [[{"id": str(next(ids)), "permissions": "8"} for _ in range(size)] for size in sizes]


async def test_our_servers_are_asked_for_until_there_are_no_more(discord: Answering, client: Client) -> None:
    discord.answers = pages(200, 200, 3)
    found = await client.own_guilds()
    assert [each.id for each in found] == list(range(1, 404))
    assert discord.asked == [f"GET /users/@me/guilds?limit=200{after}" for after in ("", "&after=200", "&after=400")]


async def test_a_full_last_page_is_followed_by_one_more_question(discord: Answering, client: Client) -> None:
    discord.answers = pages(200, 0)
    assert len(await client.own_guilds()) == 200
    assert len(discord.asked) == 2


@pytest.mark.parametrize(
    ("answer", "ours"),
    [
        ([a.own_guild], 2248473465835073),
        ([], None),
        ([{"id": str(a.GUILD + 1), "permissions": "8"}], None),
    ],
    ids=["in it", "in none", "only in a later one"],
)
async def test_our_permissions_are_those_in_that_server(
    discord: Answering, client: Client, answer: object, ours: int | None
) -> None:
    discord.answer = answer
    assert await client.own_permissions(GUILD) == ours


async def test_roles_are_counted_by_their_ids(discord: Answering, client: Client) -> None:
    discord.answer = {str(a.ROLE): 31}
    assert await client.role_member_counts(GUILD) == {RoleId(a.ROLE): 31}


async def test_the_audit_log_tells_who_did_what_to_whom_and_why(discord: Answering, client: Client) -> None:
    discord.answer = a.audit_log
    given, purged = (await client.audit_log(GUILD)).audit_log_entries
    assert (given.action_type, given.user_id, given.target_id) == (
        AuditLogEvent.MEMBER_ROLE_UPDATE,
        a.MODERATOR,
        a.USER,
    )
    assert given.reason == "Won the cup."
    assert [(each.key, each.old_value) for each in given.changes] == [("$add", None)]
    assert (purged.action_type, purged.options) == (AuditLogEvent.MESSAGE_BULK_DELETE, {"count": "12"})


async def test_a_member_comes_with_their_user_and_their_timeout(discord: Answering, client: Client) -> None:
    discord.answer = a.member
    found = await client.member(GUILD, USER)
    assert (found.name, found.mention, found.roles) == ("Joe", f"<@{a.USER}>", [a.ROLE])
    assert found.communication_disabled_until == AT


async def test_a_ban_tells_whom_and_why(discord: Answering, client: Client) -> None:
    discord.answer = a.ban
    found = await client.ban(GUILD, USER)
    assert (found.user.name, found.reason) == ("Joey", "Sold counterfeit cards.")


async def test_a_bulk_ban_tells_who_was_and_who_was_not(discord: Answering, client: Client) -> None:
    discord.answer = {"banned_users": [str(a.USER)], "failed_users": [str(a.MODERATOR)]}
    found = await client.bulk_ban(GUILD, [USER, UserId(a.MODERATOR)])
    assert (found.banned_users, found.failed_users) == ([a.USER], [a.MODERATOR])


async def test_a_channels_overwrites_are_such_that_permissions_can_be_found(discord: Answering, client: Client) -> None:
    discord.answer = a.channel
    found = await client.channel(CHANNEL)
    assert found.permission_overwrites == [Overwrite(id=a.GUILD, type=0, deny=2048)]
    assert [(each.id, each.name, each.moderated) for each in found.available_tags] == [(a.TAG, "Spell", True)]
    held = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES
    overwrites = found.permission_overwrites
    left = in_channel(held, member_id=USER, role_ids=[], guild_id=GUILD, overwrites=overwrites)
    assert left == Permission.VIEW_CHANNEL


async def test_a_thread_tells_whose_it_is_and_whether_it_is_locked(discord: Answering, client: Client) -> None:
    discord.answer = {"threads": [a.thread], "members": [], "has_more": False}
    [found] = await client.active_threads(GUILD)
    assert (found.id, found.owner_id, found.applied_tags, found.member_count) == (a.THREAD, a.USER, [a.TAG], 2)
    assert found.thread_metadata
    assert found.thread_metadata.locked


async def test_a_direct_message_is_a_channel_with_whom_it_is(discord: Answering, client: Client) -> None:
    discord.answer = a.direct
    found = await client.create_dm(USER)
    assert (found.type, [each.id for each in found.recipients]) == (1, [a.USER])


async def test_a_polls_votes_are_counted_by_its_answers(discord: Answering, client: Client) -> None:
    discord.answer = a.message
    poll = (await client.end_poll(CHANNEL, MESSAGE)).poll
    assert poll
    assert [(each.answer_id, each.poll_media.text) for each in poll.answers] == [(1, "Joey"), (2, "Mai")]
    assert poll.results
    assert poll.results.is_finalized
    assert [(each.id, each.count) for each in poll.results.answer_counts] == [(2, 5)]


async def test_who_voted_is_told(discord: Answering, client: Client) -> None:
    discord.answer = {"users": [a.user]}
    assert [each.id for each in await client.voters(CHANNEL, MESSAGE, 2)] == [a.USER]


async def test_pinned_messages_tell_since_when(discord: Answering, client: Client) -> None:
    discord.answer = a.pins
    found = await client.pins(CHANNEL)
    assert [(each.message.id, each.pinned_at) for each in found.items] == [(a.MESSAGE, AT)]
    assert found.has_more


async def test_a_rule_of_automods_is_told_whole(discord: Answering, client: Client) -> None:
    discord.answer = a.rule
    found = await client.automod_rule(GUILD, AutoModRuleId(a.RULE))
    assert (found.id, found.name, found.enabled, found.creator_id) == (a.RULE, "No sales", True, a.MODERATOR)
    assert found.trigger_metadata.keyword_filter == ["*buy*"]
    assert [each.metadata and each.metadata.duration_seconds for each in found.actions] == [None, 60]
    assert (found.exempt_roles, found.exempt_channels) == ([a.ROLE], [a.CHANNEL])


async def test_an_event_tells_when_and_where(discord: Answering, client: Client) -> None:
    discord.answer = [a.event]
    [found] = await client.scheduled_events(GUILD, with_user_count=True)
    assert (found.name, found.scheduled_start_time, found.user_count) == ("Autumn cup", AT, 16)
    assert found.entity_metadata
    assert found.entity_metadata.location == "The library"
    assert discord.asked == [f"GET /guilds/{a.GUILD}/scheduled-events?with_user_count=true"]


async def test_what_there_is_not_is_not_found(discord: Answering, client: Client) -> None:
    discord.refusals.append(refused(404, 10026))
    with pytest.raises(DiscordError) as caught:
        await client.ban(GUILD, USER)
    assert (caught.value.status, caught.value.code) == (404, 10026)
