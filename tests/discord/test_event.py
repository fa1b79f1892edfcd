"""What Discord tells us of is read as it is, whatever it has added since."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import DecodeError, ValidationError, json

from kasutamaiza.discord.event import (
    EVENTS,
    ApplicationAuthorized,
    ApplicationDeauthorized,
    AuthorizedGuild,
    EntitlementCreated,
    EntitlementDeleted,
    EntitlementUpdated,
    Event,
    EventPing,
    UnknownEvent,
    decode_event,
)
from kasutamaiza.discord.snowflake import GuildId

USER: dict[str, Any] = {
    "avatar": None,
    "discriminator": "0",
    "global_name": "Mai",
    "id": "1000000000000000002",
    "public_flags": 1 << 40,
    "username": "mai.valentine",
}
GUILD: dict[str, Any] = {
    "features": ["FROM_NEXT_YEAR"],
    "id": "1000000000000000003",
    "name": "Duel Academy",
    "owner_id": "1000000000000000002",
    "roles": [{"id": "1000000000000000003", "name": "@everyone", "permissions": "0"}],
}
AUTHORIZED = {"guild": GUILD, "integration_type": 0, "scopes": ["bot", "applications.commands"], "user": USER}
ENTITLEMENT: dict[str, Any] = {
    "application_id": "1000000000000000001",
    "consumed": False,
    "deleted": False,
    "gift_code_flags": 0,
    "id": "1000000000000000031",
    "promotion_id": None,
    "sku_id": "1000000000000000032",
    "type": 4,
    "user_id": "1000000000000000002",
}
DATA: dict[str, dict[str, Any]] = {
    "APPLICATION_AUTHORIZED": AUTHORIZED,
    "APPLICATION_DEAUTHORIZED": {"user": USER},
    "ENTITLEMENT_CREATE": ENTITLEMENT,
    "ENTITLEMENT_UPDATE": ENTITLEMENT,
    "ENTITLEMENT_DELETE": ENTITLEMENT | {"deleted": True},
}


def envelope(name: str, data: Any, timestamp: Any = "2026-10-18T14:42:53.064834", **more: Any) -> dict[str, Any]:
    event = {"type": name, "timestamp": timestamp, "data": data}
    return {"version": 1, "application_id": "1000000000000000001", "type": 1, "event": event} | more


def read(name: str, data: Any, **more: Any) -> Event:
    found = decode_event(json.encode(envelope(name, data, **more)))
    assert isinstance(found, Event)
    return found


@pytest.mark.parametrize("more", [{}, {"version": 2, "application_id": "1"}, {"event": None, "new": [1]}])
def test_a_ping_is_a_ping_with_whatever_else_it_holds(more: dict[str, Any]) -> None:
    assert decode_event(json.encode({"type": 0} | more)) == EventPing()


@pytest.mark.parametrize("name", DATA)
def test_every_event_says_what_it_is_and_whom_it_is_for_and_when_it_was(name: str) -> None:
    found = read(name, DATA[name])
    assert (type(found), found.name) == (EVENTS[name], name)
    assert found.application_id == 1000000000000000001
    assert found.at == datetime(2026, 10, 18, 14, 42, 53, 64834, UTC)


def test_all_that_is_read_is_tested_here() -> None:
    assert set(DATA) == set(EVENTS)


@pytest.mark.parametrize(
    ("timestamp", "at"),
    [
        ("2026-10-18T14:42:53.064834", datetime(2026, 10, 18, 14, 42, 53, 64834, UTC)),
        ("2026-10-18T14:42:53+00:00", datetime(2026, 10, 18, 14, 42, 53, tzinfo=UTC)),
        ("2026-10-18T14:42:53.000Z", datetime(2026, 10, 18, 14, 42, 53, tzinfo=UTC)),
        ("2026-10-18T14:42:53+09:00", datetime(2026, 10, 18, 14, 42, 53, tzinfo=timezone(timedelta(hours=9)))),
        ("0001-01-01T00:00:00+23:00", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23)))),
    ],
)
def test_a_time_without_a_zone_is_in_utc(timestamp: str, at: datetime) -> None:
    found = read("APPLICATION_DEAUTHORIZED", {"user": USER}, timestamp=timestamp)
    assert (found.at, found.at.utcoffset()) == (at, at.utcoffset())


def test_an_authorization_for_a_server_says_who_did_it_and_where() -> None:
    found = read("APPLICATION_AUTHORIZED", AUTHORIZED)
    assert isinstance(found, ApplicationAuthorized)
    assert (found.user.id, found.user.name, found.integration_type) == (1000000000000000002, "Mai", 0)
    assert found.scopes == ["bot", "applications.commands"]
    assert found.guild == AuthorizedGuild(id=GuildId(1000000000000000003), name="Duel Academy")


@pytest.mark.parametrize("data", [{"user": USER}, {"user": USER, "guild": None, "integration_type": 1, "scopes": []}])
def test_an_authorization_for_oneself_has_no_server(data: dict[str, Any]) -> None:
    found = read("APPLICATION_AUTHORIZED", data)
    assert isinstance(found, ApplicationAuthorized)
    assert (found.guild, found.scopes) == (None, [])


def test_a_deauthorization_says_only_whose_it_was() -> None:
    found = read("APPLICATION_DEAUTHORIZED", {"user": USER, "guild": GUILD})
    assert isinstance(found, ApplicationDeauthorized)
    assert found.user.username == "mai.valentine"


@pytest.mark.parametrize(
    ("name", "record", "deleted"),
    [
        ("ENTITLEMENT_CREATE", EntitlementCreated, False),
        ("ENTITLEMENT_UPDATE", EntitlementUpdated, False),
        ("ENTITLEMENT_DELETE", EntitlementDeleted, True),
    ],
)
def test_an_entitlement_comes_with_what_became_of_it(name: str, record: type[Event], *, deleted: bool) -> None:
    found = read(name, DATA[name])
    assert isinstance(found, (EntitlementCreated, EntitlementUpdated, EntitlementDeleted))
    assert type(found) is record
    held = found.entitlement
    assert (held.id, held.sku_id, held.user_id) == (1000000000000000031, 1000000000000000032, 1000000000000000002)
    assert (held.type, held.deleted, held.consumed) == (4, deleted, False)
    assert (held.starts_at, held.ends_at, held.guild_id) == (None, None, None)


def test_an_entitlement_of_a_server_has_a_beginning_and_an_end() -> None:
    more = {
        "guild_id": "1000000000000000003",
        "starts_at": "2026-10-18T14:42:53+00:00",
        "ends_at": "2026-11-18T14:42:53+00:00",
    }
    found = read("ENTITLEMENT_UPDATE", ENTITLEMENT | more)
    assert isinstance(found, EntitlementUpdated)
    held = found.entitlement
    assert held.guild_id == 1000000000000000003
    assert held.starts_at == datetime(2026, 10, 18, 14, 42, 53, tzinfo=UTC)
    assert held.ends_at == datetime(2026, 11, 18, 14, 42, 53, tzinfo=UTC)


@pytest.mark.parametrize("name", ["QUEST_USER_ENROLLMENT", "LOBBY_MESSAGE_CREATE", "GAME_DIRECT_MESSAGE_UPDATE", ""])
@pytest.mark.parametrize("data", [None, {}, [1], "text", {"user": "nobody"}])
def test_an_event_that_we_do_not_read_is_known_by_its_name_alone(name: str, data: Any) -> None:
    found = read(name, data)
    assert isinstance(found, UnknownEvent)
    assert (found.name, found.application_id, found.at.tzinfo) == (name, 1000000000000000001, UTC)


def test_an_event_without_data_is_one_too() -> None:
    said = envelope("LOBBY_MESSAGE_CREATE", None)
    del said["event"]["data"]
    assert isinstance(decode_event(json.encode(said)), UnknownEvent)


def test_ids_may_be_numbers_too() -> None:
    found = read("APPLICATION_DEAUTHORIZED", {"user": USER | {"id": 7}}, application_id=8)
    assert isinstance(found, ApplicationDeauthorized)
    assert (found.user.id, found.application_id) == (7, 8)


def test_what_the_data_says_of_our_own_fields_is_not_believed() -> None:
    found = read("APPLICATION_AUTHORIZED", AUTHORIZED | {"at": "yesterday", "application_id": "9", "name": "else"})
    assert (found.application_id, found.at.year, found.name) == (1000000000000000001, 2026, "APPLICATION_AUTHORIZED")


NOT_EVENTS = {
    "nothing": b"",
    "no JSON": b"type=0",
    "half of it": b'{"type":',
    "a list": b"[0]",
    "no type": b"{}",
    "a type from nowhere": b'{"type":2}',
    "a type that is text": b'{"type":"ping"}',
    "no event": b'{"type":1,"application_id":"1"}',
    "an event that is null": json.encode(envelope("X", {}, event=None)),
    "an event without a type": json.encode(envelope("X", {}, event={"timestamp": "2026-10-18T14:42:53"})),
    "an event without a time": json.encode(envelope("X", {}, event={"type": "X"})),
    "a time that is none": json.encode(envelope("X", {}, timestamp="yesterday")),
    "nobody's application": json.encode(envelope("X", {}, application_id="none")),
    "data that is null": json.encode(envelope("APPLICATION_AUTHORIZED", None)),
    "data that is a list": json.encode(envelope("ENTITLEMENT_CREATE", [ENTITLEMENT])),
    "an authorization of nobody": json.encode(envelope("APPLICATION_AUTHORIZED", {"scopes": []})),
    "an entitlement without an id": json.encode(envelope("ENTITLEMENT_CREATE", {"sku_id": "1"})),
    "no UTF-8": b'{"type":1,"application_id":"1","event":{"type":"\xff"}}',
}


@pytest.mark.parametrize("body", NOT_EVENTS.values(), ids=NOT_EVENTS)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises((DecodeError, UnicodeDecodeError)):
        decode_event(body)


def test_it_is_said_what_was_wrong() -> None:
    with pytest.raises(ValidationError, match=r"required field `username` - at `\$\.user`"):
        read("APPLICATION_DEAUTHORIZED", {"user": {"id": "1"}})


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
additions = st.dictionaries(st.text(max_size=8).map("new_".__add__), values, max_size=3)


@given(name=st.sampled_from([*DATA]), added=additions)
def test_whatever_discord_adds_an_event_is_what_it_was(name: str, added: dict[str, Any]) -> None:
    data = {key: value | added if isinstance(value, dict) else value for key, value in DATA[name].items()}
    said = envelope(name, data | added, **added)
    said["event"] |= added
    assert decode_event(json.encode(said)) == read(name, DATA[name])
