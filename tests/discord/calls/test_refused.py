"""What Discord would be sure to refuse is refused here, in a sentence, before it is asked."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kasutamaiza.discord.client import Client
from kasutamaiza.discord.snowflake import ChannelId, GuildId, MessageId, ScheduledEventId, TagId, UserId
from kasutamaiza.ui import (
    ActionRow,
    Button,
    ButtonStyle,
    Kept,
    Message,
    MessageFlag,
    Poll,
    PollAnswer,
    PollMedia,
    Refused,
    Upload,
)
from tests.discord.calls import answers as a
from tests.discord.calls.made import NOW, Answering

GUILD = GuildId(a.GUILD)
USER = UserId(a.USER)
CHANNEL = ChannelId(a.CHANNEL)
MESSAGE = MessageId(a.MESSAGE)
EVENT = ScheduledEventId(a.EVENT)
HI = Message(content="Hi")
POLL = Poll(question=PollMedia("Who?"), answers=[PollAnswer(PollMedia("Joey"))])
AT_NOW = datetime.fromtimestamp(NOW, UTC)
NAIVE = AT_NOW.replace(tzinfo=None)
SECOND = timedelta(seconds=1)
FORTNIGHT = 14 * 24 * 60 * 60 * 1000 << 22
"""So much smaller is the id of what was made 14 days before."""
NOWS_ID = int(NOW * 1000) - 1420070400000 << 22

Deed = Callable[[Client], Awaitable[Any]]

WRONG: dict[str, tuple[Deed, str]] = {
    "a timeout beyond 28 days": (
        lambda client: client.time_out_member(GUILD, USER, AT_NOW + timedelta(days=28) + SECOND),
        r"^until is 2026-12-21 .*; Discord allows at most 28 days from now\.$",
    ),
    "a timeout in no zone": (lambda client: client.time_out_member(GUILD, USER, NAIVE), "of no time zone; give one"),
    "invites stopped for longer than a day": (
        lambda client: client.set_incident_actions(GUILD, invites_disabled_until=AT_NOW + timedelta(hours=24) + SECOND),
        r"invites_disabled_until is .*; Discord allows at most 24 hours from now",
    ),
    "a nickname of 33": (
        lambda client: client.edit_member(GUILD, USER, nick="J" * 33),
        "nick has 33 characters; Discord allows at most 32",
    ),
    "a search for nothing": (lambda client: client.find_members(GUILD, ""), "query has 0 characters"),
    "a search for 1001": (lambda client: client.find_members(GUILD, "j", limit=1001), "limit is 1001"),
    "a ban that deletes more than a week": (
        lambda client: client.ban_member(GUILD, USER, delete_message_seconds=604801),
        "delete_message_seconds is 604801; Discord allows 0 to 604800",
    ),
    "a bulk ban of nobody": (lambda client: client.bulk_ban(GUILD, []), "users has 0 members"),
    "a bulk ban of 201": (lambda client: client.bulk_ban(GUILD, list(map(UserId, range(201)))), "users has 201"),
    "a bulk ban of one twice": (lambda client: client.bulk_ban(GUILD, [USER, USER]), "twice"),
    "a bulk ban that deletes more than a week": (
        lambda client: client.bulk_ban(GUILD, [USER], delete_message_seconds=-1),
        "delete_message_seconds is -1",
    ),
    "1001 bans": (lambda client: client.bans(GUILD, limit=1001), "limit is 1001; Discord allows 1 to 1000"),
    "101 entries": (lambda client: client.audit_log(GUILD, limit=101), "limit is 101"),
    "101 messages": (lambda client: client.messages(CHANNEL, limit=101), "limit is 101"),
    "messages on both sides": (
        lambda client: client.messages(CHANNEL, before=MESSAGE, after=MESSAGE),
        "one of before, after and around",
    ),
    "no messages to delete": (lambda client: client.delete_messages(CHANNEL, []), "messages has 0 members"),
    "101 messages to delete": (
        lambda client: client.delete_messages(CHANNEL, [MessageId(NOWS_ID + each) for each in range(101)]),
        "messages has 101 members; Discord allows 1 to 100",
    ),
    "a message to delete twice": (lambda client: client.delete_messages(CHANNEL, [MESSAGE, MESSAGE]), "twice"),
    "a message to delete that is too old": (
        lambda client: client.delete_messages(CHANNEL, [MESSAGE, MessageId(NOWS_ID - FORTNIGHT - 1)]),
        "older than 14 days; Discord deletes such messages one by one only",
    ),
    "a nonce of 26": (lambda client: client.create_message(CHANNEL, HI, nonce="n" * 26), "nonce has 26"),
    "a new message that keeps a file": (
        lambda client: client.create_message(CHANNEL, Message(attachments=[Kept(1)])),
        "a new message has no file yet",
    ),
    "a post that keeps a file": (
        lambda client: client.create_post(CHANNEL, "Card", Message(attachments=[Kept(1)])),
        "a new message has no file yet",
    ),
    "a poll in an edit": (
        lambda client: client.edit_message(CHANNEL, MESSAGE, Message(poll=POLL)),
        "poll in a new message only",
    ),
    "51 pins": (lambda client: client.pins(CHANNEL, limit=51), "limit is 51"),
    "pins before a moment of no zone": (lambda client: client.pins(CHANNEL, before=NAIVE), "before is .*no time zone"),
    "101 voters": (lambda client: client.voters(CHANNEL, MESSAGE, 1, limit=101), "limit is 101"),
    "a channel without a name": (lambda client: client.edit_channel(CHANNEL, name=""), "name has 0 characters"),
    "a slow mode beyond 6 hours": (
        lambda client: client.edit_channel(CHANNEL, rate_limit_per_user=21601),
        "rate_limit_per_user is 21601; Discord allows 0 to 21600",
    ),
    "a thread of a long name": (lambda client: client.create_thread(CHANNEL, "n" * 101), "name has 101"),
    "a thread that is archived after a minute": (
        lambda client: client.create_thread(CHANNEL, "n", auto_archive_duration=1),
        "auto_archive_duration is 1; Discord allows 60, 1440, 4320 and 10080",
    ),
    "a thread on a message, without a name": (
        lambda client: client.create_thread_from_message(CHANNEL, MESSAGE, ""),
        "name has 0",
    ),
    "a post with six tags": (
        lambda client: client.create_post(CHANNEL, "Card", HI, applied_tags=map(TagId, range(6))),
        "applied_tags has 6 members",
    ),
    "a thread of a slow mode below none": (
        lambda client: client.edit_thread(CHANNEL, name="n", rate_limit_per_user=-1),
        "rate_limit_per_user is -1",
    ),
    "an event nowhere": (
        lambda client: client.create_scheduled_event(GUILD, "Cup", scheduled_start_time=AT_NOW),
        "either a location or a channel_id",
    ),
    "an event at a location, without an end": (
        lambda client: client.create_scheduled_event(GUILD, "Cup", scheduled_start_time=AT_NOW, location="Here"),
        "scheduled_end_time is missing",
    ),
    "an event that begins in no zone": (
        lambda client: client.edit_scheduled_event(GUILD, EVENT, scheduled_start_time=NAIVE),
        "of no time zone",
    ),
    "an event of a long name": (lambda client: client.edit_scheduled_event(GUILD, EVENT, name="n" * 101), "name has"),
    "an event of a long place": (
        lambda client: client.edit_scheduled_event(GUILD, EVENT, location="n" * 101),
        "location has 101",
    ),
    "an event of a long description": (
        lambda client: client.edit_scheduled_event(GUILD, EVENT, description="n" * 1001),
        "description has 1001",
    ),
    "101 who are interested": (lambda client: client.interested(GUILD, EVENT, limit=101), "limit is 101"),
}


@pytest.mark.parametrize(("deed", "sentence"), WRONG.values(), ids=WRONG)
async def test_what_is_sure_to_be_refused_is_not_asked(
    discord: Answering, client: Client, deed: Deed, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        await deed(client)
    assert discord.asked == []


async def test_at_the_edge_it_is_asked(discord: Answering, client: Client) -> None:
    discord.answer = a.member
    await client.time_out_member(GUILD, USER, AT_NOW + timedelta(days=28))
    discord.answer = None
    await client.delete_messages(CHANNEL, [MessageId(NOWS_ID - FORTNIGHT), MessageId(NOWS_ID)])
    await client.delete_messages(CHANNEL, [MessageId(NOWS_ID - each) for each in range(100)])
    await client.ban_member(GUILD, USER, delete_message_seconds=0)
    assert len(discord.asked) == 4


async def test_a_message_of_any_age_is_deleted_alone(discord: Answering, client: Client) -> None:
    await client.delete_messages(CHANNEL, [MessageId(NOWS_ID - 2 * FORTNIGHT)])
    assert discord.asked == [f"DELETE /channels/{a.CHANNEL}/messages/{NOWS_ID - 2 * FORTNIGHT}"]


async def test_messages_have_a_nonce_each_and_a_repeated_call_the_same(discord: Answering, client: Client) -> None:
    discord.answer = a.message
    for _ in range(2):
        await client.create_message(CHANNEL, HI)
    nonces = [body["nonce"] for _, _, body in discord.calls]
    assert len(set(nonces)) == 2
    assert all(0 < len(each) <= 25 for each in nonces)
    assert all(body["enforce_nonce"] is True for _, _, body in discord.calls)


async def test_files_go_with_the_message_by_their_numbers(discord: Answering, client: Client) -> None:
    discord.answer = a.message
    await client.create_message(CHANNEL, Message(attachments=[Upload("a.txt", b"1"), Upload("b.txt", b"2")]))
    await client.edit_message(CHANNEL, MESSAGE, Message(attachments=[Kept(1), Upload("c.txt", b"3")]))
    await client.create_post(CHANNEL, "Card", Message(attachments=[Upload("d.txt", b"4")]))
    assert discord.files == [
        {"files[0]": ("a.txt", b"1"), "files[1]": ("b.txt", b"2")},
        {"files[0]": ("c.txt", b"3")},
        {"files[0]": ("d.txt", b"4")},
    ]


async def test_an_edit_says_of_flags_only_what_can_be_changed(discord: Answering, client: Client) -> None:
    discord.answer = a.message
    both = MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.SUPPRESS_EMBEDS
    await client.edit_message(CHANNEL, MESSAGE, Message(content="Hi", flags=both))
    assert discord.calls[0][2]["flags"] == MessageFlag.SUPPRESS_EMBEDS


class Key(str):
    """A custom_id that stands for more than it says."""

    __slots__ = ()


async def test_a_button_whose_record_nobody_stores_is_not_sent(discord: Answering, client: Client) -> None:
    def told(custom_id: str) -> Message:
        button = Button(style=ButtonStyle.SECONDARY, label="Appeal", custom_id=custom_id)
        return Message(components=[ActionRow(components=[button])])

    key = Key("~appeal~digest")
    for deed in (client.create_message(CHANNEL, told(key)), client.create_post(CHANNEL, "Card", told(key))):
        with pytest.raises(TypeError, match=r"'~appeal~digest' stands for a record .*; store it, then give its str"):
            await deed
    assert discord.asked == []
    discord.answer = a.message
    await client.create_message(CHANNEL, told(str(key)))
    assert discord.calls[0][2]["components"][0]["components"][0]["custom_id"] == "~appeal~digest"
