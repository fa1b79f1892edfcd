"""What may be done, and what is lacking."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from kasutamaiza.discord.permission import (
    ALL,
    NONE,
    Overwrite,
    Permission,
    in_channel,
    in_guild,
    lacking,
    usable,
    while_timed_out,
)
from kasutamaiza.discord.snowflake import GuildId, RoleId, UserId

ADMINISTRATOR = Permission.ADMINISTRATOR
CONNECT = Permission.CONNECT
HISTORY = Permission.READ_MESSAGE_HISTORY
IN_THREADS = Permission.SEND_MESSAGES_IN_THREADS
SEND = Permission.SEND_MESSAGES
SPEAK = Permission.SPEAK
VIEW = Permission.VIEW_CHANNEL
OF_SENDING = (
    Permission.MENTION_EVERYONE | Permission.SEND_TTS_MESSAGES | Permission.ATTACH_FILES | Permission.EMBED_LINKS
)
NEW = Permission(1 << 60)

GUILD, OWNER, MAI = GuildId(1), UserId(2), UserId(3)
DUELLIST, JUDGE, GONE = RoleId(11), RoleId(12), RoleId(13)
TEXT, VOICE, ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD, STAGE, FORUM = 0, 2, 10, 11, 12, 13, 15

# Listed: of a flag as a whole, Hypothesis takes several at once.
single = st.sampled_from([*Permission])
bits = st.integers(0, (1 << 60) - 1)
needs = st.sets(single, max_size=8).map(lambda flags: Permission(sum(flags)))


@given(bits, needs)
def test_what_is_needed_is_held_or_lacking_and_never_both(held: int, needed: Permission) -> None:
    missing = lacking(held, needed)
    if held & Permission.ADMINISTRATOR:
        assert missing == NONE
    else:
        assert missing | (held & needed) == needed
        assert not missing & held


@given(needs)
def test_an_administrator_lacks_nothing(needed: Permission) -> None:
    assert lacking(1 << 3, needed) == NONE


def test_bits_that_are_new_to_us_neither_help_nor_harm() -> None:
    assert lacking(1 << 60 | 1 << 2, Permission.BAN_MEMBERS) == NONE
    assert lacking(1 << 60, Permission.BAN_MEMBERS) == Permission.BAN_MEMBERS
    assert lacking(1 << 2, NEW | Permission.BAN_MEMBERS) == NEW


@pytest.mark.parametrize(
    ("permission", "label"),
    [
        (Permission.BAN_MEMBERS, "Ban Members"),
        (Permission.STREAM, "Video"),
        (Permission.MANAGE_GUILD, "Manage Server"),
        (Permission.SEND_MESSAGES | Permission.VIEW_CHANNEL, "View Channel, Send Messages"),
        (NONE, ""),
    ],
)
def test_a_permission_is_named_as_people_know_it(permission: Permission, label: str) -> None:
    assert permission.label == label


@given(single)
def test_every_permission_is_one_bit_with_a_label_of_words(permission: Permission) -> None:
    assert permission.bit_count() == 1
    assert permission.label.replace(" ", "").replace("-", "").isalpha()


BITS = """
CREATE_INSTANT_INVITE KICK_MEMBERS BAN_MEMBERS ADMINISTRATOR MANAGE_CHANNELS MANAGE_GUILD ADD_REACTIONS VIEW_AUDIT_LOG
PRIORITY_SPEAKER STREAM VIEW_CHANNEL SEND_MESSAGES SEND_TTS_MESSAGES MANAGE_MESSAGES EMBED_LINKS ATTACH_FILES
READ_MESSAGE_HISTORY MENTION_EVERYONE USE_EXTERNAL_EMOJIS VIEW_GUILD_INSIGHTS CONNECT SPEAK MUTE_MEMBERS DEAFEN_MEMBERS
MOVE_MEMBERS USE_VAD CHANGE_NICKNAME MANAGE_NICKNAMES MANAGE_ROLES MANAGE_WEBHOOKS MANAGE_GUILD_EXPRESSIONS
USE_APPLICATION_COMMANDS REQUEST_TO_SPEAK MANAGE_EVENTS MANAGE_THREADS CREATE_PUBLIC_THREADS CREATE_PRIVATE_THREADS
USE_EXTERNAL_STICKERS SEND_MESSAGES_IN_THREADS USE_EMBEDDED_ACTIVITIES MODERATE_MEMBERS
VIEW_CREATOR_MONETIZATION_ANALYTICS USE_SOUNDBOARD CREATE_GUILD_EXPRESSIONS CREATE_EVENTS USE_EXTERNAL_SOUNDS
SEND_VOICE_MESSAGES - SET_VOICE_CHANNEL_STATUS SEND_POLLS USE_EXTERNAL_APPS PIN_MESSAGES BYPASS_SLOWMODE
"""
"""Discord's permissions in the order of their bits, from 0; bit 47 is nobody's."""


def test_permissions_are_discords_each_at_its_bit() -> None:
    documented = {name: 1 << bit for bit, name in enumerate(BITS.split()) if name != "-"}
    assert {permission.name: permission.value for permission in Permission} == documented
    assert len(Permission) == 52
    assert sum(documented.values()) == ALL


def in_a_guild(member: UserId, roles: Sequence[RoleId], *, timed_out: bool = False) -> Permission:
    held = {RoleId(GUILD): int(VIEW | SEND), DUELLIST: int(HISTORY | NEW), JUDGE: int(ADMINISTRATOR)}
    return in_guild(member, roles, guild_id=GUILD, owner_id=OWNER, roles=held, timed_out=timed_out)


@pytest.mark.parametrize(
    ("member", "roles", "timed_out", "may"),
    [
        (MAI, [], False, VIEW | SEND),
        (MAI, [DUELLIST], False, VIEW | SEND | HISTORY | NEW),
        (MAI, [GONE], False, VIEW | SEND),
        (MAI, [JUDGE], False, ALL),
        (MAI, [DUELLIST, JUDGE], False, ALL | NEW),
        (OWNER, [], False, ALL),
        (MAI, [], True, VIEW),
        (MAI, [DUELLIST], True, VIEW | HISTORY),
        (MAI, [JUDGE], True, ALL),
        (OWNER, [], True, ALL),
    ],
)
def test_in_a_guild_a_member_may_what_everyone_and_their_roles_may(
    member: UserId, roles: list[RoleId], timed_out: bool, may: Permission
) -> None:
    assert in_a_guild(member, roles, timed_out=timed_out) == may


def test_in_a_guild_whose_roles_are_unknown_nobody_but_its_owner_may_anything() -> None:
    assert in_guild(MAI, [DUELLIST], guild_id=GUILD, owner_id=OWNER, roles={}) == NONE
    assert in_guild(OWNER, [DUELLIST], guild_id=GUILD, owner_id=OWNER, roles={}) == ALL


def everyone(*, allow: int = 0, deny: int = 0) -> Overwrite:
    return Overwrite(id=GUILD, type=0, allow=allow, deny=deny)


def role(id_: RoleId, *, allow: int = 0, deny: int = 0) -> Overwrite:
    return Overwrite(id=id_, type=0, allow=allow, deny=deny)


def of_member(id_: int = MAI, *, allow: int = 0, deny: int = 0) -> Overwrite:
    return Overwrite(id=id_, type=1, allow=allow, deny=deny)


def in_a_channel(
    held: int,
    overwrites: Sequence[Overwrite],
    *,
    roles: Sequence[RoleId] = (DUELLIST, JUDGE),
    channel_type: int = TEXT,
    timed_out: bool = False,
) -> Permission:
    return in_channel(
        held,
        member_id=MAI,
        role_ids=roles,
        guild_id=GUILD,
        overwrites=overwrites,
        channel_type=channel_type,
        timed_out=timed_out,
    )


@pytest.mark.parametrize(
    ("overwrites", "may"),
    [
        ([], VIEW | SEND),
        ([everyone(deny=SEND)], VIEW),
        ([everyone(deny=SEND | HISTORY, allow=SEND)], VIEW | SEND),
        ([everyone(deny=SEND), role(DUELLIST, allow=SEND)], VIEW | SEND),
        ([everyone(allow=HISTORY), role(DUELLIST, deny=HISTORY)], VIEW | SEND),
        ([role(DUELLIST, deny=SEND), role(JUDGE, allow=SEND)], VIEW | SEND),
        ([role(JUDGE, deny=SEND), role(DUELLIST, allow=SEND)], VIEW | SEND),
        ([role(GONE, deny=SEND)], VIEW | SEND),
        ([role(DUELLIST, allow=HISTORY), of_member(deny=HISTORY | SEND)], VIEW),
        ([role(DUELLIST, deny=SEND), of_member(allow=SEND)], VIEW | SEND),
        ([of_member(deny=SEND, allow=SEND)], VIEW | SEND),
        ([of_member(OWNER, deny=SEND)], VIEW | SEND),
        ([Overwrite(id=MAI, type=0, deny=SEND), Overwrite(id=GUILD, type=1, deny=SEND)], VIEW | SEND),
        ([Overwrite(id=MAI, type=7, deny=SEND)], VIEW | SEND),
        ([everyone(allow=NEW)], VIEW | SEND | NEW),
        ([everyone(deny=VIEW)], NONE),
        ([everyone(deny=VIEW), of_member(allow=VIEW)], VIEW | SEND),
        ([everyone(allow=ADMINISTRATOR)], VIEW | SEND),
    ],
)
@pytest.mark.parametrize("turn", [1, -1])
def test_overwrites_count_everyone_then_roles_together_then_the_member(
    overwrites: list[Overwrite], turn: int, may: Permission
) -> None:
    assert in_a_channel(VIEW | SEND, overwrites[::turn]) == may


def test_an_overwrite_leaves_bits_that_are_new_to_us() -> None:
    assert in_a_channel(VIEW | SEND | NEW, [everyone(deny=SEND)]) == VIEW | NEW
    assert in_a_channel(VIEW | SEND | NEW, [everyone(deny=NEW)]) == VIEW | SEND


def test_an_overwrite_is_read_as_discord_writes_it() -> None:
    written = {"id": "3", "type": 1, "allow": "1024", "deny": str(1 << 60)}
    assert convert(written, Overwrite, strict=False) == of_member(allow=VIEW, deny=NEW)


@given(bits, bits)
def test_no_overwrite_stops_an_administrator(held: int, denied: int) -> None:
    shut = [everyone(deny=denied), role(DUELLIST, deny=denied), of_member(deny=denied)]
    for channel_type in (TEXT, VOICE, PUBLIC_THREAD):
        may = in_a_channel(held | ADMINISTRATOR, shut, channel_type=channel_type, timed_out=True)
        assert may == held | ALL


@pytest.mark.parametrize(
    ("held", "channel_type", "may"),
    [
        (VIEW | SEND | OF_SENDING, TEXT, VIEW | SEND | OF_SENDING),
        (VIEW | HISTORY | OF_SENDING, TEXT, VIEW | HISTORY),
        (SEND | HISTORY | OF_SENDING | NEW, TEXT, NONE),
        (VIEW | NEW, TEXT, VIEW | NEW),
        (VIEW | SEND | SPEAK, TEXT, VIEW | SEND | SPEAK),
        (VIEW | SEND, FORUM, VIEW | SEND),
        (VIEW | SEND | SPEAK | Permission.MANAGE_CHANNELS, VOICE, NONE),
        (VIEW | SEND | CONNECT | SPEAK, VOICE, VIEW | SEND | CONNECT | SPEAK),
        (SEND | CONNECT | SPEAK, VOICE, NONE),
        (VIEW | CONNECT | OF_SENDING, VOICE, VIEW | CONNECT),
        (VIEW | SPEAK, STAGE, NONE),
        (VIEW | CONNECT, STAGE, VIEW | CONNECT),
        (VIEW | SEND | OF_SENDING, PUBLIC_THREAD, VIEW),
        (VIEW | IN_THREADS | OF_SENDING, PUBLIC_THREAD, VIEW | IN_THREADS | SEND | OF_SENDING),
        (VIEW | IN_THREADS, PRIVATE_THREAD, VIEW | IN_THREADS | SEND),
        (VIEW | IN_THREADS, ANNOUNCEMENT_THREAD, VIEW | IN_THREADS | SEND),
        (VIEW | IN_THREADS, TEXT, VIEW | IN_THREADS),
        (IN_THREADS | SEND, PUBLIC_THREAD, NONE),
        (ADMINISTRATOR, VOICE, ALL),
        (VIEW | SEND, 99, VIEW | SEND),
    ],
)
def test_what_is_implied_counts(held: Permission, channel_type: int, may: Permission) -> None:
    assert usable(held, channel_type) == may
    assert in_a_channel(held, [], channel_type=channel_type) == may


def test_a_thread_inherits_its_channels_overwrites() -> None:
    announcements = [everyone(deny=SEND, allow=IN_THREADS)]
    assert in_a_channel(VIEW | SEND, announcements) == VIEW | IN_THREADS
    assert in_a_channel(VIEW | SEND, announcements, channel_type=PUBLIC_THREAD) == VIEW | IN_THREADS | SEND


def test_a_timeout_leaves_seeing_and_reading_where_the_channel_leaves_them() -> None:
    generous = [of_member(allow=SEND | HISTORY | CONNECT)]
    assert in_a_channel(VIEW | NEW, generous, timed_out=True) == VIEW | HISTORY
    assert in_a_channel(VIEW, [everyone(deny=VIEW)], timed_out=True) == NONE


@given(bits)
def test_a_timeout_gives_nothing(held: int) -> None:
    left = while_timed_out(held)
    if held & ADMINISTRATOR:
        assert left == held | ALL
    else:
        assert left == held & (VIEW | HISTORY)


overwrites = st.lists(
    st.builds(Overwrite, id=st.sampled_from([GUILD, MAI, OWNER, DUELLIST, JUDGE]), type=st.integers(0, 2), allow=bits),
    max_size=6,
)


@given(bits, overwrites, st.integers(0, 16))
def test_what_is_denied_to_the_member_is_denied(held: int, theirs: list[Overwrite], channel_type: int) -> None:
    last = of_member(deny=VIEW)
    others = [each for each in theirs if (each.type, each.id) != (1, MAI)]
    may = in_a_channel(held, [*others, last], channel_type=channel_type)
    assert may == (held | ALL if held & ADMINISTRATOR else NONE)
