"""Whatever Discord may send: interactions drawn from the shapes that it documents, and from what it may yet add.

Each optional field is there or not, each nullable one may be null, each enumeration may have a member from next year,
and each object a field. All of them are as on the wire: ids and permissions as strings.
Source: https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from hypothesis import strategies as st

Json: TypeAlias = dict[str, Any]
Some: TypeAlias = st.SearchStrategy[Any]
Objects: TypeAlias = st.SearchStrategy[Json]

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 1, 2, 3, 4, 5
LABEL, ACTION_ROW, TEXT_DISPLAY = 18, 1, 10
LATEST_ID = (1 << 64) - 1

texts = st.text(max_size=12)
ids = st.integers(1, LATEST_ID).map(str)
permissions = (st.integers(0, (1 << 53) - 1) | st.integers(0, 1 << 130)).map(str)
flags = st.integers(0, 1 << 60)
numbers = st.integers(0, (1 << 31) - 1)
moments = st.datetimes(datetime(2015, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)  # noqa: DTZ001  (the time zone is drawn)
links = texts.map("https://cdn.discordapp.com/".__add__)
custom_ids = st.text(min_size=1, max_size=12)
anything: Some = st.sampled_from([None, True, -1, 0.5, "", [], {}, [{"id": "1"}, None], {"of": {"next": ["year"]}}])
"""What a field holds that is new to us, or that we do not read."""


def one_of(*known: int) -> st.SearchStrategy[int]:
    """A member of an enumeration, or one that is new to us."""
    return st.sampled_from(known) | st.integers(100, 999)


def nullable(values: Some) -> Some:
    return st.none() | values


@st.composite
def shape(draw: st.DrawFn, required: Mapping[str, Some], optional: Mapping[str, Some] | None = None) -> Json:
    """An object with all of `required`, some of `optional`, and perhaps a field that is new to us."""
    # One number says what is there: asking for each field costs twice as much as all that is asked for here.
    optional = optional or {}
    there = draw(st.integers(0, (2 << len(optional)) - 1))
    found: Json = {"new_from_next_year": draw(anything)} if there & 1 else {}
    for bit, (name, values) in enumerate(optional.items(), 1):
        if there >> bit & 1:
            found[name] = draw(values)
    return found | {name: draw(values) for name, values in required.items()}


def few(values: Some, *, least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=least, max_size=2)


def by_id(objects: Objects) -> Objects:
    return few(objects).map(lambda found: {each["id"]: each for each in found})


_COLLECTIBLES = {"avatar_decoration_data": nullable(anything), "collectibles": nullable(anything)}

users = shape(
    {"id": ids, "username": texts, "discriminator": texts, "global_name": nullable(texts), "avatar": nullable(texts)},
    {"bot": st.booleans(), "system": st.booleans(), "banner": nullable(texts), "public_flags": flags, **_COLLECTIBLES},
)

_OF_MEMBERS = {"roles": few(ids), "joined_at": nullable(moments), "flags": flags}
_OF_MEMBERS_PERHAPS = {
    "nick": nullable(texts),
    "avatar": nullable(texts),
    "banner": nullable(texts),
    "premium_since": nullable(moments),
    "pending": st.booleans(),
    "communication_disabled_until": nullable(moments),
    **_COLLECTIBLES,
}
members = shape(
    {**_OF_MEMBERS, "user": users, "permissions": permissions, "deaf": st.booleans(), "mute": st.booleans()},
    _OF_MEMBERS_PERHAPS,
)
resolved_members = shape(_OF_MEMBERS, _OF_MEMBERS_PERHAPS | {"permissions": permissions})

roles = shape(
    {
        "id": ids,
        "name": texts,
        "color": numbers,
        "colors": shape({"primary_color": numbers, "secondary_color": nullable(numbers)}),
        "hoist": st.booleans(),
        "position": numbers,
        "permissions": permissions,
        "managed": st.booleans(),
        "mentionable": st.booleans(),
        "flags": flags,
    },
    {"icon": nullable(texts), "unicode_emoji": nullable(texts), "tags": shape({}, {"premium_subscriber": st.none()})},
)

threads = shape(
    {
        "archived": st.booleans(),
        "auto_archive_duration": one_of(60, 1440, 4320, 10080),
        "archive_timestamp": nullable(moments),
        "locked": st.booleans(),
    },
    {"invitable": st.booleans(), "create_timestamp": nullable(moments)},
)
channels = shape(
    {"id": ids, "type": one_of(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)},
    {
        "name": nullable(texts),
        "guild_id": ids,
        "parent_id": nullable(ids),
        "permissions": permissions,
        "app_permissions": permissions,
        "topic": nullable(texts),
        "nsfw": st.booleans(),
        "position": numbers,
        "rate_limit_per_user": numbers,
        "flags": flags,
        "last_message_id": nullable(ids),
        "last_pin_timestamp": nullable(moments),
        "thread_metadata": threads,
        "recipients": few(users),
        "icon_emoji": nullable(anything),
    },
)
guilds = shape({"id": ids, "locale": texts, "features": few(texts)})

attachments = shape(
    {"id": ids, "filename": texts, "size": numbers, "url": links, "proxy_url": links},
    {
        "title": nullable(texts),
        "description": texts,
        "content_type": texts,
        "width": nullable(numbers),
        "height": nullable(numbers),
        "ephemeral": st.booleans(),
        "duration_secs": st.floats(0, 1e6) | numbers,
        "waveform": texts,
        "flags": flags,
    },
)
_media = shape({}, {"url": links, "proxy_url": links, "width": numbers, "flags": flags})
embeds = shape(
    {"type": st.sampled_from(["rich", "link", "poll_result"]) | texts},
    {
        "title": texts,
        "description": texts,
        "url": links,
        "color": numbers,
        "timestamp": moments,
        "author": shape({"name": texts}, {"url": links, "icon_url": links}),
        "footer": shape({"text": texts}, {"icon_url": links}),
        "image": _media,
        "thumbnail": _media,
        "fields": few(shape({"name": texts, "value": texts}, {"inline": st.booleans()})),
        "flags": nullable(flags),
    },
)
owners = st.dictionaries(st.sampled_from(["0", "1", "7"]), ids | st.just("0"), max_size=3)
metadata = shape(
    {"id": ids, "type": one_of(2, 3, 5), "user": users, "authorizing_integration_owners": owners},
    {"original_response_message_id": ids, "triggering_interaction_metadata": anything},
)
messages = shape(
    {
        "id": ids,
        "channel_id": ids,
        "author": users,
        "content": texts,
        "timestamp": moments,
        "edited_timestamp": nullable(moments),
        "embeds": few(embeds),
        "attachments": few(attachments),
        "type": one_of(*range(33)),
        "pinned": st.booleans(),
        "mentions": few(users),
        "components": few(anything),
    },
    {
        "flags": flags,
        "webhook_id": ids,
        "application_id": ids,
        "interaction_metadata": metadata,
        "nonce": st.integers() | texts,
        "referenced_message": nullable(anything),
        "poll": anything,
    },
)
entitlements = shape(
    {"id": ids, "sku_id": ids, "application_id": ids, "type": one_of(*range(1, 9)), "deleted": st.booleans()},
    {
        "user_id": ids,
        "guild_id": nullable(ids),
        "starts_at": nullable(moments),
        "ends_at": nullable(moments),
        "consumed": st.booleans(),
    },
)


@st.composite
def resolved(draw: st.DrawFn) -> Json:
    """What ids stand for: of the users, some are members."""
    found: Json = draw(shape({}))
    people = draw(by_id(users))
    shelves = {"roles": roles, "channels": channels, "messages": messages, "attachments": attachments}
    for shelf in draw(st.lists(st.sampled_from(sorted(shelves)), unique=True, max_size=2)):
        found[shelf] = draw(by_id(shelves[shelf]))
    if people:
        found["users"] = people
        found["members"] = {id_: draw(resolved_members) for id_ in people if draw(st.booleans())}
    return found


_WHOLE = st.integers(-(1 << 53) + 1, (1 << 53) - 1)
_VALUES: Mapping[int, Some] = {
    3: texts | st.sampled_from(["1", "1.5", "true", "null", "NaN", "[]"]),
    4: _WHOLE,
    5: st.booleans(),
    6: ids,
    7: ids,
    8: ids,
    9: ids,
    10: st.floats(-(2.0**53), 2.0**53) | _WHOLE,
    11: ids,
}
"""What an option's value is, by the option's type."""


def _option(type_: int, values: Some) -> Objects:
    return shape({"name": texts, "type": st.just(type_), "value": values})


_values = st.one_of(*(_option(type_, values) for type_, values in _VALUES.items()))
_new_values = shape({"name": texts, "type": st.integers(100, 999), "value": texts | _WHOLE | st.booleans()})
_options = few(_values | _new_values)
_sub_commands = shape({"name": texts, "type": st.just(1)}, {"options": _options})
_groups = shape({"name": texts, "type": st.just(2), "options": st.lists(_sub_commands, min_size=1, max_size=1)})
options = _options | st.lists(_sub_commands | _groups, min_size=1, max_size=1)

command_data = shape(
    {"id": ids, "name": texts, "type": one_of(1, 2, 3, 4)},
    {"options": options, "resolved": resolved(), "guild_id": ids, "target_id": ids},
)

_typed = st.sampled_from([3, 4, 10]).flatmap(
    lambda type_: shape({"name": texts, "type": st.just(type_), "value": texts, "focused": st.just(True)})
)
_being_typed = st.builds(lambda others, typed: [*others, typed], _options, _typed)
_sub_being_typed = st.lists(shape({"name": texts, "type": st.just(1), "options": _being_typed}), min_size=1, max_size=1)
autocomplete_data = shape(
    {"id": ids, "name": texts, "type": st.just(1), "options": _being_typed | _sub_being_typed},
    {"guild_id": ids, "resolved": resolved()},
)

component_data = shape(
    {"custom_id": custom_ids, "component_type": one_of(2, 3, 5, 6, 7, 8)},
    {"id": numbers, "values": few(ids | texts), "resolved": resolved()},
)

_ANSWERS: Mapping[int, Mapping[str, Some]] = {
    3: {"values": few(texts)},
    4: {"value": texts},
    5: {"values": few(ids)},
    6: {"values": few(ids)},
    7: {"values": few(ids)},
    8: {"values": few(ids)},
    19: {"values": few(ids)},
    21: {"value": nullable(texts)},
    22: {"values": few(texts)},
    23: {"value": st.booleans()},
    99: {"value": nullable(texts), "values": nullable(few(texts))},
}
"""What comes back of each component of a form that can be answered; the last is from next year."""


@st.composite
def _answered(draw: st.DrawFn, custom_id: str) -> Json:
    type_ = draw(st.sampled_from(sorted(_ANSWERS)))
    answered = {"type": st.just(type_), "id": numbers, "custom_id": st.just(custom_id), **_ANSWERS[type_]}
    inner: Json = draw(shape(answered))
    nesting = draw(st.sampled_from([LABEL, ACTION_ROW, None]))
    if nesting is None:
        return inner
    nested = {"component": st.just(inner)} if nesting == LABEL else {"components": st.just([inner])}
    return draw(shape({"type": st.just(nesting), "id": numbers, **nested}))


@st.composite
def forms(draw: st.DrawFn) -> list[Json]:
    """The components of a form that was sent off, each with a custom_id of its own."""
    shown = shape({"type": one_of(TEXT_DISPLAY), "id": numbers})
    asked: Sequence[str] = draw(st.lists(custom_ids, unique=True, max_size=4))
    return [*draw(st.lists(shown, max_size=1)), *(draw(_answered(custom_id)) for custom_id in asked)]


modal_data = shape({"custom_id": custom_ids, "components": forms()}, {"resolved": resolved()})


@st.composite
def _interactions(draw: st.DrawFn, type_: int, more: Mapping[str, Some], perhaps: Mapping[str, Some]) -> Json:
    """What every interaction has, in a server or out of one, with its type early or late."""
    always = {
        "id": ids,
        "application_id": ids,
        "type": st.just(type_),
        "token": texts,
        "version": st.integers(1, 9),
        "app_permissions": permissions,
        "entitlements": few(entitlements),
        "authorizing_integration_owners": owners,
        "attachment_size_limit": numbers,
    }
    perhaps = {**perhaps, "context": one_of(0, 1, 2), "channel_id": ids, "channel": channels}
    if type_ != PING:
        always["locale"] = texts
    if draw(st.booleans()):
        always |= {"guild_id": ids, "member": members}
        perhaps |= {"guild": guilds, "guild_locale": texts}
    else:
        always["user"] = users
    found = draw(shape({**always, **more}, perhaps))
    return {name: found[name] for name in sorted(found, reverse=draw(st.booleans()))}


def pings() -> Objects:
    return _interactions(PING, {}, {})


def command_payloads() -> Objects:
    """Slash, user and message commands, as they are used."""
    return _interactions(COMMAND, {"data": command_data}, {})


def component_payloads() -> Objects:
    """Buttons that are pressed and selects that are picked from."""
    return _interactions(COMPONENT, {"data": component_data, "message": messages}, {})


def autocomplete_payloads() -> Objects:
    """Options that are being typed."""
    return _interactions(AUTOCOMPLETE, {"data": autocomplete_data}, {})


def modal_payloads() -> Objects:
    """Forms that are sent off, from a command or from a component."""
    return _interactions(MODAL, {"data": modal_data}, {"message": messages})


def interactions() -> Objects:
    """Any of the five types."""
    return st.one_of(pings(), command_payloads(), component_payloads(), autocomplete_payloads(), modal_payloads())
