"""What Discord sends is read as it is, whatever it has added since."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec import json

from kasutamaiza.discord.interaction import (
    AutocompleteInteraction,
    CommandInteraction,
    ComponentInteraction,
    Interaction,
    Member,
    Ping,
    Role,
    SentMessage,
    User,
    decode,
    invoker,
)
from kasutamaiza.discord.snowflake import AttachmentId, ChannelId, MessageId, RoleId, UserId

USER: dict[str, Any] = {
    "avatar": None,
    "avatar_decoration_data": {"asset": "a_1", "sku_id": "1"},
    "clan": None,
    "collectibles": None,
    "discriminator": "0",
    "global_name": "Mai",
    "id": "1000000000000000002",
    "primary_guild": {"tag": "DUEL", "identity_enabled": True},
    "public_flags": 1 << 40,
    "username": "mai.valentine",
}
MEMBER: dict[str, Any] = {
    "avatar": None,
    "banner": None,
    "communication_disabled_until": None,
    "flags": 1 << 12,
    "joined_at": "2026-01-01T00:00:00.000000+00:00",
    "nick": "Harpie",
    "pending": False,
    "permissions": "4503599627370495",
    "premium_since": None,
    "roles": ["1000000000000000011", "1000000000000000012"],
    "user": USER,
}
OPTIONS: list[dict[str, Any]] = [
    {"name": "name", "type": 3, "value": "007"},
    {"name": "rank", "type": 4, "value": 9007199254740991},
    {"name": "ratio", "type": 10, "value": 0.5},
    {"name": "sure", "type": 5, "value": True},
    {"name": "of", "type": 6, "value": "1000000000000000021"},
    {"name": "new", "type": 99, "value": "from next year"},
]
RESOLVED: dict[str, Any] = {
    "users": {"1000000000000000021": {"id": "1000000000000000021", "username": "joey", "bot": True}},
    "members": {"1000000000000000021": {"roles": [], "permissions": "0", "flags": 0}},
    "roles": {"31": {"id": "31", "name": "Duellist", "position": 3, "permissions": "8", "colors": {"primary": 1}}},
    "channels": {
        "41": {"id": "41", "type": 99, "name": "arena", "permissions": "1", "app_permissions": "2", "new": {}},
        "42": {"id": "42", "type": 11, "name": "thread", "parent_id": "41", "thread_metadata": {"archived": False}},
    },
    "attachments": {"51": {"id": "51", "filename": "c.png", "size": 9, "url": "https://x.example/c.png", "width": 1}},
    "messages": {"61": {"id": "61"}},
    "things_from_next_year": {"71": {"id": "71"}},
}


def payload(type_: int = 2, **more: Any) -> dict[str, Any]:
    data = {"id": "5", "name": "card", "type": 1, "options": OPTIONS, "resolved": RESOLVED, "guild_id": "3"}
    return {
        "app_permissions": "2248473465835073",
        "application_id": "1000000000000000001",
        "attachment_size_limit": 524288000,
        "authorizing_integration_owners": {"0": "1000000000000000003", "7": "0"},
        "channel": {"id": "4", "type": 0, "flags": 0, "guild_id": "3"},
        "channel_id": "4",
        "context": 7,
        "data": data,
        "entitlement_sku_ids": [],
        "entitlements": [{"id": "1", "type": 99}],
        "guild": {"features": ["FROM_NEXT_YEAR"], "id": "3", "locale": "xx-YY"},
        "guild_id": "3",
        "guild_locale": "xx-YY",
        "id": "1000000000000000007",
        "locale": "tlh",
        "member": MEMBER,
        "token": "aW50ZXJhY3Rpb24",
        "type": type_,
        "version": 2,
    } | more


def read(type_: int = 2, **more: Any) -> Interaction:
    found = decode(json.encode(payload(type_, **more)))
    assert isinstance(found, Interaction)
    return found


def in_a_direct_message() -> Interaction:
    said = payload(context=1, channel={"id": "4", "type": 1, "recipients": [USER]}, user=USER)
    for name in ("member", "guild", "guild_id", "guild_locale"):
        del said[name]
    found = decode(json.encode(said))
    assert isinstance(found, CommandInteraction)
    return found


def test_what_is_new_to_us_in_a_command_is_left_out() -> None:
    found = read()
    assert isinstance(found, CommandInteraction)
    assert (found.id, found.application_id, found.guild_id) == (1000000000000000007, 1000000000000000001, 3)
    assert (found.app_permissions, found.locale, found.context) == (2248473465835073, "tlh", 7)
    assert (found.version, found.attachment_size_limit) == (2, 524288000)
    assert found.authorizing_integration_owners == {0: 1000000000000000003, 7: 0}
    assert found.guild is not None
    assert (found.guild.id, found.guild.locale, found.guild.features) == (3, "xx-YY", ["FROM_NEXT_YEAR"])
    assert found.channel is not None
    assert (found.channel.id, found.channel.guild_id, found.channel.name) == (4, 3, None)
    assert [(each.id, each.type, each.ends_at) for each in found.entitlements] == [(1, 99, None)]
    assert (found.data.name, found.data.id, found.data.guild_id) == ("card", 5, 3)


def test_options_keep_the_kind_that_they_were_sent_in() -> None:
    found = read()
    assert isinstance(found, CommandInteraction)
    values = [option.value for option in found.data.options]
    assert values == ["007", 9007199254740991, 0.5, True, "1000000000000000021", "from next year"]
    assert [type(value) for value in values] == [str, int, float, bool, str, str]


@pytest.mark.parametrize("text", ["1", "1.5", "true", "null", "", "NaN"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    found = read(data={"id": "5", "name": "card", "options": [{"name": "name", "type": 3, "value": text}]})
    assert isinstance(found, CommandInteraction)
    assert found.data.options[0].value == text


def test_what_ids_stand_for_is_found_by_number() -> None:
    found = read()
    assert isinstance(found, CommandInteraction)
    resolved = found.data.resolved
    joey = UserId(1000000000000000021)
    assert resolved.users[joey].bot
    assert resolved.members[joey] == Member()
    assert resolved.roles[RoleId(31)] == Role(id=RoleId(31), name="Duellist", position=3, permissions=8)
    assert [(each.type, each.name, each.parent_id) for each in resolved.channels.values()] == [
        (99, "arena", None),
        (11, "thread", 41),
    ]
    assert [(each.size, each.content_type) for each in resolved.attachments.values()] == [(9, None)]


def test_sub_commands_hold_their_options() -> None:
    inner = {"name": "find", "type": 1, "options": OPTIONS[:1]}
    found = read(data={"id": "5", "name": "card", "options": [{"name": "deep", "type": 2, "options": [inner]}]})
    assert isinstance(found, CommandInteraction)
    [group] = found.data.options
    assert (group.value, group.options[0].name, group.options[0].options[0].value) == (None, "find", "007")


def test_what_is_being_typed_says_which_option_has_the_focus() -> None:
    found = read(4, data={"id": "5", "name": "card", "options": [OPTIONS[0] | {"focused": True}, OPTIONS[1]]})
    assert isinstance(found, AutocompleteInteraction)
    assert [option.focused for option in found.data.options] == [True, False]


MESSAGE: dict[str, Any] = {
    "id": "6",
    "channel_id": "4",
    "type": 99,
    "content": "The deck of the day",
    "author": USER,
    "timestamp": "2026-02-03T04:05:06.789000+00:00",
    "edited_timestamp": None,
    "flags": 1 << 30,
    "embeds": [
        {
            "type": "from_next_year",
            "title": "Harpie Lady",
            "author": {"name": "Mai", "proxy_icon_url": "https://x.example/m.png"},
            "footer": {"text": "1 of 3"},
            "image": {"url": "https://x.example/h.png", "placeholder_version": 2},
            "fields": [{"name": "ATK", "value": "1300", "inline": True}],
            "flags": None,
        },
        {},
    ],
    "attachments": [RESOLVED["attachments"]["51"]],
    "components": [{"type": 99, "components": [{"type": 98}]}],
    "interaction_metadata": {"id": "5", "type": 2, "user": USER, "authorizing_integration_owners": {}},
}


def test_a_press_says_which_button_and_on_which_message() -> None:
    pressed = {"custom_id": '["card.turn",2]', "component_type": 99, "id": 3, "values": []}
    found = read(3, data=pressed, message=MESSAGE)
    assert isinstance(found, ComponentInteraction)
    assert (found.data.custom_id, found.data.component_type, found.data.values) == ('["card.turn",2]', 99, [])
    message = found.message
    assert (message.id, message.channel_id, message.content, message.type) == (6, 4, "The deck of the day", 99)
    assert message.timestamp == datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=UTC)
    assert message.edited_timestamp is None
    assert [each.filename for each in message.attachments] == ["c.png"]
    card, empty = message.embeds
    assert (card.title, card.author and card.author.name, card.footer and card.footer.text) == (
        "Harpie Lady",
        "Mai",
        "1 of 3",
    )
    assert (card.image and card.image.url, card.thumbnail) == ("https://x.example/h.png", None)
    assert [(field.name, field.value, field.inline) for field in card.fields] == [("ATK", "1300", True)]
    assert (empty.type, empty.title, empty.fields) == ("rich", None, [])


@pytest.mark.parametrize(
    ("metadata", "asker"),
    [
        ({"id": "5", "type": 2, "user": USER}, 1000000000000000002),
        ({"id": "5", "type": 99}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_message_knows_who_asked_for_it(metadata: dict[str, Any] | None, asker: int | None) -> None:
    pressed = {"custom_id": "x", "component_type": 2}
    found = read(3, data=pressed, message=MESSAGE | {"interaction_metadata": metadata})
    assert isinstance(found, ComponentInteraction)
    assert (found.message.asker and found.message.asker.id) == asker


def test_of_a_message_its_id_is_enough() -> None:
    found = read(3, data={"custom_id": "x", "component_type": 2}, message={"id": "6"})
    assert isinstance(found, ComponentInteraction)
    assert found.message == SentMessage(id=MessageId(6))
    assert found.message.asker is None


def test_what_was_picked_is_text_whose_ids_are_resolved() -> None:
    picked = {"custom_id": "x", "component_type": 7, "values": ["1000000000000000021", "31"], "resolved": RESOLVED}
    found = read(3, data=picked, message={"id": "6"})
    assert isinstance(found, ComponentInteraction)
    joey, duellist = found.data.values
    assert found.data.resolved.users[UserId(int(joey))].name == "joey"
    assert found.data.resolved.roles[RoleId(int(duellist))].name == "Duellist"


def test_a_user_command_names_whom_it_was_used_on() -> None:
    used = {"id": "5", "name": "Look at", "type": 2, "target_id": "1000000000000000021", "resolved": RESOLVED}
    found = read(data=used)
    assert isinstance(found, CommandInteraction)
    assert found.data.target_id is not None
    assert found.data.resolved.users[UserId(found.data.target_id)].name == "joey"


def test_a_message_command_brings_the_message() -> None:
    used = {"id": "5", "name": "Keep", "type": 3, "target_id": "6", "resolved": {"messages": {"6": MESSAGE}}}
    found = read(data=used)
    assert isinstance(found, CommandInteraction)
    assert found.data.target_id is not None
    message = found.data.resolved.messages[MessageId(found.data.target_id)]
    assert (message.content, message.author and message.author.name) == ("The deck of the day", "Mai")


def test_members_channels_and_files_come_with_what_handlers_want() -> None:
    times = {"premium_since": "2026-05-01T00:00:00+00:00", "communication_disabled_until": "2026-05-02T00:00:00+00:00"}
    member = {**RESOLVED["members"]["1000000000000000021"], **times, "pending": True, "avatar": "a_1", "flags": 4}
    thread = {"id": "42", "type": 11, "thread_metadata": {"archived": True, "auto_archive_duration": 60}}
    place = {"id": "41", "type": 0, "topic": "Duels", "position": 2, "rate_limit_per_user": 5, "last_message_id": "6"}
    file = {"id": "51", "filename": "c.png", "size": 9, "url": "https://x.example/c.png"}
    shot = {"description": "A card", "width": 1, "height": 2, "ephemeral": True, "title": "Card", "duration_secs": 3}
    resolved = {
        "users": RESOLVED["users"],
        "members": {"1000000000000000021": member},
        "channels": {"41": place, "42": thread},
        "attachments": {"51": file | shot},
    }
    found = read(data={"id": "5", "name": "card", "resolved": resolved})
    assert isinstance(found, CommandInteraction)
    joey = found.data.resolved.members[UserId(1000000000000000021)]
    assert (joey.pending, joey.avatar, joey.flags) == (True, "a_1", 4)
    assert joey.premium_since == datetime(2026, 5, 1, tzinfo=UTC)
    assert joey.communication_disabled_until == datetime(2026, 5, 2, tzinfo=UTC)
    arena, talk = found.data.resolved.channels[ChannelId(41)], found.data.resolved.channels[ChannelId(42)]
    assert (arena.topic, arena.position, arena.rate_limit_per_user, arena.last_message_id) == ("Duels", 2, 5, 6)
    assert (arena.thread_metadata, arena.app_permissions) == (None, None)
    assert talk.thread_metadata is not None
    assert (talk.thread_metadata.archived, talk.thread_metadata.auto_archive_duration) == (True, 60)
    card = found.data.resolved.attachments[AttachmentId(51)]
    assert (card.title, card.description, card.width, card.height) == ("Card", "A card", 1, 2)
    assert (card.ephemeral, card.duration_secs, card.content_type, card.proxy_url) == (True, 3, None, None)


@pytest.mark.parametrize(
    ("avatar", "url"),
    [
        ("1f", "https://cdn.discordapp.com/avatars/1000000000000000002/1f.png"),
        ("a_1f", "https://cdn.discordapp.com/avatars/1000000000000000002/a_1f.gif"),
        (None, "https://cdn.discordapp.com/embed/avatars/1.png"),
    ],
)
def test_everybody_has_a_picture(avatar: str | None, url: str) -> None:
    assert User(id=UserId(1000000000000000002), username="x", avatar=avatar).avatar_url == url


def test_a_ping_is_a_ping_with_whatever_else_it_holds() -> None:
    assert decode(b'{"type":1}') == Ping()
    assert decode(json.encode(payload(1, user=USER))) == Ping()


def test_ids_and_permissions_may_be_numbers_too() -> None:
    assert read(id=7, app_permissions=8).app_permissions == 8


def test_in_a_server_a_member_asks() -> None:
    asks = invoker(read())
    assert (asks.id, asks.name, asks.permissions) == (1000000000000000002, "Harpie", 4503599627370495)
    assert asks.member is not None
    assert asks.member.roles == [1000000000000000011, 1000000000000000012]


def test_in_a_direct_message_a_user_asks_who_may_nothing() -> None:
    found = in_a_direct_message()
    assert (found.guild_id, found.member) == (None, None)
    asks = invoker(found)
    assert (asks.id, asks.name, asks.permissions, asks.member) == (1000000000000000002, "Mai", 0, None)


@pytest.mark.parametrize(
    ("nick", "global_name", "name"),
    [
        ("Harpie", "Mai", "Harpie"),
        (None, "Mai", "Mai"),
        ("", "Mai", "Mai"),
        ("Harpie", None, "Harpie"),
        (None, None, "mai.valentine"),
        (None, "", "mai.valentine"),
    ],
)
def test_somebody_is_called_what_they_call_themselves_where_they_ask(
    nick: str | None, global_name: str | None, name: str
) -> None:
    user = USER | {"global_name": global_name}
    assert invoker(read(member=MEMBER | {"nick": nick, "user": user})).name == name


def test_a_member_without_a_user_leaves_the_user_beside_it() -> None:
    asks = invoker(read(member=MEMBER | {"user": None}, user=USER))
    assert (asks.name, asks.permissions, asks.member) == ("Mai", 0, None)


def test_an_interaction_of_nobody_is_no_ones() -> None:
    with pytest.raises(ValueError, match=r"^interaction 1000000000000000007 has neither a member nor a user\.$"):
        invoker(read(member=None))


def test_people_and_places_are_mentioned_in_discords_words() -> None:
    found = read()
    assert isinstance(found, CommandInteraction)
    resolved = found.data.resolved
    assert User(id=UserId(1), username="x").mention == "<@1>"
    assert [each.mention for each in resolved.roles.values()] == ["<@&31>"]
    assert [each.mention for each in resolved.channels.values()] == ["<#41>", "<#42>"]
