"""What Discord sends is read as it is, whatever it has added since."""

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
    User,
    decode,
    invoker,
)
from kasutamaiza.discord.snowflake import RoleId, UserId

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
    "messages": {"61": {}},
    "things_from_next_year": {"71": {"id": "71"}},
}


def payload(type_: int = 2, **more: Any) -> dict[str, Any]:
    data = {"id": "5", "name": "card", "type": 1, "options": OPTIONS, "resolved": RESOLVED, "guild_id": "3"}
    return {
        "app_permissions": "2248473465835073",
        "application_id": "1000000000000000001",
        "attachment_size_limit": 524288000,
        "authorizing_integration_owners": {"0": "1000000000000000003"},
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


def test_a_press_says_which_button_and_on_which_message() -> None:
    pressed = {"custom_id": '["card.turn",2]', "component_type": 99, "id": 3, "values": []}
    message = {"id": "6", "type": 99, "content": "", "embeds": [], "flags": 1 << 30, "interaction_metadata": {}}
    found = read(3, data=pressed, message=message)
    assert isinstance(found, ComponentInteraction)
    assert (found.data.custom_id, found.data.component_type, found.message.id) == ('["card.turn",2]', 99, 6)


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
