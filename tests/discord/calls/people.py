"""Every call about servers, members, bans and the application, beside what Discord is asked."""

from datetime import UTC, datetime

from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.discord.snowflake import ApplicationId, InteractionId
from tests.discord.calls import answers as a
from tests.discord.calls.made import WHY, made

TOKEN = "an-invented-interaction-token"
ASKED = Interaction(id=InteractionId(7), application_id=ApplicationId(a.APPLICATION), token=TOKEN)
SOON = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
WEBHOOK = f"/webhooks/{a.APPLICATION}/{TOKEN}"
HOME = f"/guilds/{a.GUILD}"
MEMBER = f"{HOME}/members/{a.USER}"
SHORT = b'{"content":"x"}'

INTERACTIONS = [
    made(
        "edit_original",
        ASKED,
        SHORT,
        op="update_original_webhook_message",
        asks=f"PATCH {WEBHOOK}/messages/@original",
        body={"content": "x"},
    ),
    made("delete_original", ASKED, op="delete_original_webhook_message", asks=f"DELETE {WEBHOOK}/messages/@original"),
    made("create_followup", ASKED, SHORT, op="execute_webhook", asks=f"POST {WEBHOOK}", body={"content": "x"}),
]

APPLICATIONS = [
    made("current_application", op="get_my_application", asks="GET /applications/@me", answer=a.application),
    made(
        "set_interactions_endpoint",
        "https://bot.example/interactions",
        op="update_my_application",
        asks="PATCH /applications/@me",
        body={"interactions_endpoint_url": "https://bot.example/interactions"},
        answer=a.application,
    ),
    made(
        "commands",
        a.APPLICATION,
        op="list_application_commands",
        asks=f"GET /applications/{a.APPLICATION}/commands?with_localizations=true",
        answer=[a.command],
    ),
    made(
        "commands",
        a.APPLICATION,
        a.GUILD,
        op="list_guild_application_commands",
        asks=f"GET /applications/{a.APPLICATION}/guilds/{a.GUILD}/commands?with_localizations=true",
        answer=[a.command],
    ),
    made(
        "put_commands",
        a.APPLICATION,
        ({"name": "ping", "description": "Pong."},),
        op="bulk_set_application_commands",
        asks=f"PUT /applications/{a.APPLICATION}/commands",
        body=[{"name": "ping", "description": "Pong."}],
        answer=[a.command],
    ),
    made(
        "put_commands",
        a.APPLICATION,
        (),
        a.GUILD,
        op="bulk_set_guild_application_commands",
        asks=f"PUT /applications/{a.APPLICATION}/guilds/{a.GUILD}/commands",
        body=[],
        answer=[],
    ),
    made(
        "command_permissions",
        a.APPLICATION,
        a.GUILD,
        op="list_guild_application_command_permissions",
        asks=f"GET /applications/{a.APPLICATION}/guilds/{a.GUILD}/commands/permissions",
        answer=[a.command_permissions],
    ),
]

GUILDS = [
    made("own_guilds", op="list_my_guilds", asks="GET /users/@me/guilds?limit=200", answer=[a.own_guild]),
    made(
        "own_guilds",
        op="list_my_guilds",
        asks="GET /users/@me/guilds?limit=200&with_counts=true",
        answer=[a.own_guild],
        with_counts=True,
    ),
    made(
        "own_permissions",
        a.GUILD,
        op="list_my_guilds",
        asks=f"GET /users/@me/guilds?limit=1&after={a.GUILD - 1}",
        answer=[a.own_guild],
    ),
    made("guild", a.GUILD, op="get_guild", asks=f"GET {HOME}?with_counts=true", answer=a.guild),
    made("guild", a.GUILD, op="get_guild", asks=f"GET {HOME}", answer=a.guild, with_counts=False),
    made("roles", a.GUILD, op="list_guild_roles", asks=f"GET {HOME}/roles", answer=[a.role]),
    made(
        "role_member_counts",
        a.GUILD,
        op="guild_role_member_counts",
        asks=f"GET {HOME}/roles/member-counts",
        answer={str(a.ROLE): 31},
    ),
    made(
        "set_incident_actions",
        a.GUILD,
        op="update_guild_incident_actions",
        asks=f"PUT {HOME}/incident-actions",
        body={"invites_disabled_until": "2026-11-23T21:00:00Z", "dms_disabled_until": None},
        answer=a.incidents,
        invites_disabled_until=SOON,
        dms_disabled_until=None,
    ),
    made(
        "audit_log",
        a.GUILD,
        op="list_guild_audit_log_entries",
        asks=f"GET {HOME}/audit-logs?limit=50",
        answer=a.audit_log,
    ),
    made(
        "audit_log",
        a.GUILD,
        op="list_guild_audit_log_entries",
        asks=f"GET {HOME}/audit-logs?user_id={a.MODERATOR}&target_id={a.USER}&action_type=25&after={a.ENTRY}&limit=100",
        answer=a.audit_log,
        action_type=25,
        user=a.MODERATOR,
        target=a.USER,
        after=a.ENTRY,
        limit=100,
    ),
]

MEMBERS = [
    made("user", a.USER, op="get_user", asks=f"GET /users/{a.USER}", answer=a.user),
    made("member", a.GUILD, a.USER, op="get_guild_member", asks=f"GET {MEMBER}", answer=a.member),
    made(
        "find_members",
        a.GUILD,
        "jo e&",
        op="search_guild_members",
        asks=f"GET {HOME}/members/search?query=jo+e%26&limit=25",
        answer=[a.member],
    ),
    made(
        "edit_member",
        a.GUILD,
        a.USER,
        op="update_guild_member",
        asks=f"PATCH {MEMBER}",
        body={"nick": None},
        answer=a.member,
        nick=None,
        reason=WHY,
    ),
    made(
        "edit_member",
        a.GUILD,
        a.USER,
        op="update_guild_member",
        asks=f"PATCH {MEMBER}",
        body={"nick": "Joe", "roles": [str(a.ROLE)], "mute": True, "deaf": False, "channel_id": str(a.CHANNEL)},
        answer=a.member,
        nick="Joe",
        roles=[a.ROLE],
        mute=True,
        deaf=False,
        channel_id=a.CHANNEL,
    ),
    made(
        "time_out_member",
        a.GUILD,
        a.USER,
        SOON,
        op="update_guild_member",
        asks=f"PATCH {MEMBER}",
        body={"communication_disabled_until": "2026-11-23T21:00:00Z"},
        answer=a.member,
        reason=WHY,
    ),
    made(
        "time_out_member",
        a.GUILD,
        a.USER,
        None,
        op="update_guild_member",
        asks=f"PATCH {MEMBER}",
        body={"communication_disabled_until": None},
        answer=a.member,
    ),
    made("kick_member", a.GUILD, a.USER, op="delete_guild_member", asks=f"DELETE {MEMBER}", reason=WHY),
    made(
        "add_role",
        a.GUILD,
        a.USER,
        a.ROLE,
        op="add_guild_member_role",
        asks=f"PUT {MEMBER}/roles/{a.ROLE}",
        reason=WHY,
    ),
    made(
        "remove_role",
        a.GUILD,
        a.USER,
        a.ROLE,
        op="delete_guild_member_role",
        asks=f"DELETE {MEMBER}/roles/{a.ROLE}",
        reason=WHY,
    ),
]

BANS = [
    made(
        "ban_member",
        a.GUILD,
        a.USER,
        op="ban_user_from_guild",
        asks=f"PUT {HOME}/bans/{a.USER}",
        body={"delete_message_seconds": 604800},
        delete_message_seconds=604800,
        reason=WHY,
    ),
    made(
        "bulk_ban",
        a.GUILD,
        [a.USER, a.MODERATOR],
        op="bulk_ban_users_from_guild",
        asks=f"POST {HOME}/bulk-ban",
        body={"user_ids": [str(a.USER), str(a.MODERATOR)], "delete_message_seconds": 0},
        answer={"banned_users": [str(a.USER)], "failed_users": [str(a.MODERATOR)]},
        reason=WHY,
    ),
    made("unban_member", a.GUILD, a.USER, op="unban_user_from_guild", asks=f"DELETE {HOME}/bans/{a.USER}", reason=WHY),
    made("ban", a.GUILD, a.USER, op="get_guild_ban", asks=f"GET {HOME}/bans/{a.USER}", answer=a.ban),
    made("bans", a.GUILD, op="list_guild_bans", asks=f"GET {HOME}/bans?limit=1000", answer=[a.ban]),
    made(
        "bans",
        a.GUILD,
        op="list_guild_bans",
        asks=f"GET {HOME}/bans?limit=10&after={a.USER}",
        answer=[],
        after=a.USER,
        limit=10,
    ),
]
