"""Rules that tests/vocabulary does not have: of edits, files, members, channels, threads, moderation and events."""

import re
from typing import Any

import pytest
from msgspec import Struct

from simulator.schema import Verdict, judge, operations
from tests.vocabulary.payloads import V2, container, gallery, option, row, select, shown, slash, text

NOW = "2026-11-28T12:00:00Z"


class Case(Struct, frozen=True):
    """`call` takes the right body and refuses the wrong one, by one sentence at a place with a code."""

    call: str
    right: Any
    wrong: Any
    told: str
    uploads: tuple[str, ...] = ()
    was_v2: bool = False
    has_legacy: bool = False

    def judge(self, body: Any) -> Verdict:
        return judge(self.call, body, uploads=self.uploads, was_v2=self.was_v2, has_legacy=self.has_legacy)


def rule(**parts: Any) -> dict[str, Any]:
    return {"name": "No shouting", "event_type": 1, "trigger_type": 1, **parts}


def event(**parts: Any) -> dict[str, Any]:
    return {
        "name": "Draft",
        "privacy_level": 2,
        "scheduled_start_time": NOW,
        "scheduled_end_time": NOW,
        "entity_type": 3,
        "entity_metadata": {"location": "The hall"},
        **parts,
    }


def ids(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def file(name: str = "deck.zip") -> dict[str, Any]:
    return shown({"type": 13, "file": {"url": f"attachment://{name}"}})


def attached(number: int) -> dict[str, Any]:
    return {"content": "x", "attachments": [{"id": number, "filename": "deck.zip"}]}


TIMEOUT = {"actions": [{"type": 3, "metadata": {"duration_seconds": 60}}]}
CASES = {
    "a file that is sent": Case(
        "create_message",
        file(),
        file("other.zip"),
        "components[0].file.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        uploads=("deck.zip",),
    ),
    "a file that is sent under another name": Case(
        "execute_webhook",
        {**shown(gallery()), "attachments": [{"id": 0, "filename": "a.png"}]},
        shown({"type": 12, "items": [{"media": {"url": "attachment://b.png"}}]}),
        "components[0].items[0].media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        uploads=("a b.png",),
    ),
    "an attachment without a file": Case(
        "create_message", attached(0), attached(1), "attachments[0] ATTACHMENT_NOT_FOUND", uploads=("deck.zip",)
    ),
    "a nonce": Case(
        "create_message", {"content": "x", "nonce": 7}, {"content": "x", "nonce": []}, "nonce NONCE_TYPE_INVALID_TYPE"
    ),
    "a long nonce": Case(
        "create_message",
        {"content": "x", "nonce": "x" * 25},
        {"content": "x", "nonce": "x" * 26},
        "nonce NONCE_TYPE_TOO_LONG",
    ),
    "stickers": Case(
        "create_message", {"sticker_ids": ids(3)}, {"sticker_ids": ids(4)}, "sticker_ids BASE_TYPE_MAX_LENGTH"
    ),
    "stickers beside V2 components": Case(
        "create_message",
        shown(text()),
        shown(text()) | {"sticker_ids": ["1"]},
        "sticker_ids MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "a message told twice to be V2": Case(
        "create_message",
        {**shown(text()), "flags": str(V2)},
        {**shown(text()), "flags": "0"},
        "components[0] UNION_TYPE_CHOICES",
    ),
    "an edit of a V2 message": Case(
        "update_message",
        {"components": [container()]},
        {"content": "x"},
        "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        was_v2=True,
    ),
    "a classic message that becomes V2": Case(
        "update_original_webhook_message",
        {**shown(text()), "content": None, "embeds": []},
        shown(text()),
        "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        has_legacy=True,
    ),
    "an edit without the flag": Case(
        "update_webhook_message", {"components": [row()]}, {"components": [text()]}, "components[0] UNION_TYPE_CHOICES"
    ),
    "more values than options": Case(
        "create_message",
        {"components": [row(select(max_values=2))]},
        {"components": [row(select(max_values=3))]},
        "components[0].components[0].options BASE_TYPE_BAD_LENGTH",
    ),
    "more defaults than values": Case(
        "create_message",
        {"components": [row(select(options=[option(1, default=True), option(2)]))]},
        {"components": [row(select(options=[option(1, default=True), option(2, default=True)]))]},
        "components[0].components[0].options SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    ),
    "an address that is a number": Case(
        "execute_webhook",
        {"content": "x", "avatar_url": "https://images.example/1.png"},
        {"content": "x", "avatar_url": 7},
        "avatar_url STRING_TYPE_CONVERT",
    ),
    "a webhook's name": Case(
        "create_webhook", {"name": "Judge"}, {"name": "Discord Judge"}, "name USERNAME_INVALID_CONTAINS"
    ),
    "a name for one message": Case(
        "execute_webhook",
        {"content": "x", "username": "Judge"},
        {"content": "x", "username": "Clyde"},
        "username USERNAME_INVALID_CONTAINS",
    ),
    "a command of a guild": Case(
        "create_guild_application_command", slash(), slash(name="Card"), "name APPLICATION_COMMAND_INVALID_NAME"
    ),
    "a command among a guild's": Case(
        "bulk_set_guild_application_commands",
        [slash(), slash(name="deck")],
        [slash(), slash(name="Deck")],
        "[1].name APPLICATION_COMMAND_INVALID_NAME",
    ),
    "an edit of a command": Case(
        "update_application_command",
        {"name": "Show Deck"},
        {"name": "Show Deck", "description": "Show it."},
        "name APPLICATION_COMMAND_INVALID_NAME",
    ),
    "a command that loses its name": Case(
        "update_guild_application_command", {}, {"name": None}, "name BASE_TYPE_REQUIRED"
    ),
    "an option beside a sub-command": Case(
        "create_application_command",
        slash({"type": 1, "name": "x", "description": "x"}, {"type": 1, "name": "y", "description": "x"}),
        slash({"type": 1, "name": "x", "description": "x"}, {"type": 3, "name": "y", "description": "x"}),
        "options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    "too few messages to delete": Case("bulk_delete_messages", {"messages": ids(2)}, {"messages": ids(1)}, "50016"),
    "too many messages to delete": Case(
        "bulk_delete_messages", {"messages": ids(100)}, {"messages": ids(101)}, "50016"
    ),
    "a message to delete twice": Case(
        "bulk_delete_messages",
        {"messages": ["1", 2]},
        {"messages": ["1", 1]},
        "messages[1] SET_TYPE_ALREADY_CONTAINS_VALUE",
    ),
    "the end of a timeout": Case(
        "update_guild_member",
        {"communication_disabled_until": NOW},
        {"communication_disabled_until": "tomorrow"},
        "communication_disabled_until DATE_TIME_TYPE_PARSE",
    ),
    "a nick": Case("update_guild_member", {"nick": "x" * 32}, {"nick": "x" * 33}, "nick BASE_TYPE_MAX_LENGTH"),
    "our own nick": Case("update_my_guild_member", {"nick": None}, {"bio": "x" * 191}, "bio BASE_TYPE_MAX_LENGTH"),
    "roles of a member": Case(
        "update_guild_member", {"roles": [1, "2"]}, {"roles": [-1]}, "roles[0] NUMBER_TYPE_COERCE"
    ),
    "seconds of messages to delete with a ban": Case(
        "ban_user_from_guild",
        {"delete_message_seconds": "604800"},
        {"delete_message_seconds": 604801},
        "delete_message_seconds NUMBER_TYPE_MAX",
    ),
    "a ban in words": Case("ban_user_from_guild", {}, "spam", "MODEL_TYPE_CONVERT"),
    "bans together": Case(
        "bulk_ban_users_from_guild", {"user_ids": ids(200)}, {"user_ids": ids(201)}, "user_ids BASE_TYPE_MAX_LENGTH"
    ),
    "a DM to nobody": Case(
        "create_dm", {"recipient_id": "1"}, {"recipient_id": "me"}, "recipient_id NUMBER_TYPE_COERCE"
    ),
    "nicks of a group": Case("create_dm", {"nicks": {"1": "x"}}, {"nicks": ["x"]}, "nicks DICT_TYPE_CONVERT"),
    "a role": Case(
        "create_guild_role", {"name": "Judge", "permissions": "8"}, {"name": "x" * 101}, "name BASE_TYPE_BAD_LENGTH"
    ),
    "colours of a role": Case(
        "update_guild_role",
        {"colors": {"primary_color": 0}},
        {"colors": {"primary_color": "red"}},
        "colors.primary_color NUMBER_TYPE_COERCE",
    ),
    "places of roles": Case(
        "bulk_update_guild_roles", [{"id": 1, "position": 2}], [{"position": 2}], "[0].id BASE_TYPE_REQUIRED"
    ),
    "slowmode": Case(
        "update_channel",
        {"rate_limit_per_user": 21600},
        {"rate_limit_per_user": 21601},
        "rate_limit_per_user NUMBER_TYPE_MAX",
    ),
    "a channel without a name": Case("create_guild_channel", {"name": "x"}, {}, "name BASE_TYPE_REQUIRED"),
    "a channel's name": Case("update_channel", {"name": "x" * 100}, {"name": ""}, "name BASE_TYPE_BAD_LENGTH"),
    "an archived thread": Case(
        "update_channel", {"archived": True}, {"archived": "yes"}, "archived BOOLEAN_TYPE_CONVERT"
    ),
    "an overwrite": Case(
        "set_channel_permission_overwrite", {"type": 0, "deny": "2048"}, {"type": 2}, "type BASE_TYPE_CHOICES"
    ),
    "a thread of a message": Case(
        "create_thread_from_message",
        {"name": "x", "auto_archive_duration": 60},
        {"name": "x", "auto_archive_duration": 61},
        "auto_archive_duration BASE_TYPE_CHOICES",
    ),
    "a thread": Case("create_thread", {"name": "x", "type": 12}, {"name": "x", "type": 0}, "type BASE_TYPE_CHOICES"),
    "a post in a forum": Case(
        "create_thread",
        {"name": "x", "message": {"content": "x"}},
        {"name": "x", "message": {"content": "x" * 2001}},
        "message.content BASE_TYPE_MAX_LENGTH",
    ),
    "an empty post in a forum": Case(
        "create_thread", {"name": "x", "message": {"embeds": [{"title": "x"}]}}, {"name": "x", "message": {}}, "50006"
    ),
    "tags of a post": Case(
        "create_thread",
        {"name": "x", "message": {"content": "x"}, "applied_tags": ids(5)},
        {"name": "x", "message": {"content": "x"}, "applied_tags": ids(6)},
        "applied_tags BASE_TYPE_MAX_LENGTH",
    ),
    "a member by OAuth": Case("add_guild_member", {"access_token": "x"}, {}, "access_token BASE_TYPE_REQUIRED"),
    "keywords": Case(
        "create_auto_moderation_rule",
        rule(trigger_metadata={"keyword_filter": ["x" * 60]}),
        rule(trigger_metadata={"keyword_filter": ["x" * 61]}),
        "trigger_metadata.keyword_filter[0] BASE_TYPE_BAD_LENGTH",
    ),
    "patterns": Case(
        "create_auto_moderation_rule",
        rule(trigger_metadata={"regex_patterns": ["x"] * 10}),
        rule(trigger_metadata={"regex_patterns": ["x"] * 11}),
        "trigger_metadata.regex_patterns BASE_TYPE_MAX_LENGTH",
    ),
    "mentions": Case(
        "create_auto_moderation_rule",
        rule(trigger_type=5, trigger_metadata={"mention_total_limit": 50}),
        rule(trigger_type=5, trigger_metadata={"mention_total_limit": 51}),
        "trigger_metadata.mention_total_limit NUMBER_TYPE_MAX",
    ),
    "a trigger that there is not": Case(
        "create_auto_moderation_rule", rule(trigger_type=3), rule(trigger_type=2), "UNION_TYPE_CHOICES"
    ),
    "a timeout for spam": Case(
        "create_auto_moderation_rule",
        rule(trigger_type=5, **TIMEOUT),
        rule(trigger_type=3, **TIMEOUT),
        "actions[0].type AUTO_MODERATION_INVALID_ACTION_TYPE",
    ),
    "a timeout of more than 28 days": Case(
        "update_auto_moderation_rule",
        TIMEOUT,
        {"actions": [{"type": 3, "metadata": {"duration_seconds": 2419201}}]},
        "actions[0].metadata.duration_seconds NUMBER_TYPE_MAX",
    ),
    "profiles at their event": Case(
        "create_auto_moderation_rule",
        rule(trigger_type=6, event_type=2, trigger_metadata={}),
        rule(trigger_type=6, event_type=1, trigger_metadata={}),
        "event_type AUTO_MODERATION_INVALID_EVENT_TYPE",
    ),
    "a message of AutoMod": Case(
        "create_auto_moderation_rule",
        rule(actions=[{"type": 1, "metadata": {"custom_message": "x" * 150}}]),
        rule(actions=[{"type": 1, "metadata": {"custom_message": "x" * 151}}]),
        "actions[0].metadata.custom_message BASE_TYPE_MAX_LENGTH",
    ),
    "exempt roles": Case(
        "update_auto_moderation_rule",
        {"exempt_roles": ids(20)},
        {"exempt_roles": ids(21)},
        "exempt_roles BASE_TYPE_MAX_LENGTH",
    ),
    "an event elsewhere": Case(
        "create_guild_scheduled_event",
        event(),
        event(entity_metadata={}),
        "entity_metadata.location BASE_TYPE_REQUIRED",
    ),
    "an event without a channel": Case(
        "create_guild_scheduled_event",
        event(entity_type=2, channel_id="1", entity_metadata=None),
        event(entity_type=2, entity_metadata=None),
        "channel_id BASE_TYPE_REQUIRED",
    ),
    "the state of an event": Case(
        "update_guild_scheduled_event", {"status": 2}, {"status": 5}, "status BASE_TYPE_CHOICES"
    ),
    "the end of a raid": Case(
        "update_guild_incident_actions",
        {"invites_disabled_until": None},
        {"invites_disabled_until": 7},
        "invites_disabled_until DATE_TIME_TYPE_PARSE",
    ),
    "a webhook that moves": Case("update_webhook", {"channel_id": "1"}, {"name": ""}, "name BASE_TYPE_BAD_LENGTH"),
}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


@every_case
def test_what_keeps_a_rule_is_taken(case: Case) -> None:
    assert case.judge(case.right).ok, case.judge(case.right).sentences()


@every_case
def test_what_breaks_a_rule_is_refused_where_it_is(case: Case) -> None:
    (told,) = case.judge(case.wrong).sentences()
    found = re.fullmatch(r"(?:([a-z0-9_.\[\]]+): )?.* \((\w+)\)", told)
    assert found is not None
    assert " ".join(filter(None, found.groups())) == case.told


def test_every_call_that_is_known_has_a_rule_here_or_in_the_vocabulary() -> None:
    elsewhere = {"create_interaction_response", "bulk_set_application_commands"}
    assert operations() - elsewhere == {case.call for case in CASES.values()}
