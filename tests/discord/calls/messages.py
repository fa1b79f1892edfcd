"""Every call about messages and what people make of them, beside what Discord is asked."""

from datetime import UTC, datetime

from kasutamaiza.ui import (
    ActionRow,
    AllowedMentions,
    Button,
    ButtonStyle,
    Embed,
    Emoji,
    Kept,
    Message,
    Poll,
    PollAnswer,
    PollMedia,
    TextDisplay,
    Upload,
)
from tests.discord.calls import answers as a
from tests.discord.calls.made import WHY, made

MESSAGES = f"/channels/{a.CHANNEL}/messages"
MESSAGE = f"{MESSAGES}/{a.MESSAGE}"
NOBODY: dict[str, list[str]] = {"parse": []}
APPEAL = Button(style=ButtonStyle.SECONDARY, label="Appeal", custom_id="appeal")
SPARK = Emoji("✨")
OWN = Emoji("dragon", "2000000000000000012")
YOUNG = [a.YOUNG, a.YOUNG + 1]

MESSAGE_CALLS = [
    made(
        "create_message",
        a.CHANNEL,
        Message(content="@everyone hi"),
        op="create_message",
        asks=f"POST {MESSAGES}",
        body={
            "content": "@everyone hi",
            "embeds": [],
            "components": [],
            "allowed_mentions": NOBODY,
            "nonce": "case:12",
            "enforce_nonce": True,
        },
        answer=a.message,
        nonce="case:12",
    ),
    made(
        "create_message",
        a.CHANNEL,
        Message(
            content="<@2000000000000000001>",
            embeds=[Embed(title="Case 12")],
            components=[
                ActionRow(components=[Button(style=ButtonStyle.SECONDARY, label="Appeal", custom_id="appeal")])
            ],
            attachments=[Upload("proof.txt", b"1:0", "The score")],
            allowed_mentions=AllowedMentions(users=[a.USER]),
        ),
        op="create_message",
        asks=f"POST {MESSAGES}",
        body={
            "content": "<@2000000000000000001>",
            "embeds": [{"title": "Case 12"}],
            "components": [
                {"type": 1, "components": [{"type": 2, "style": 2, "label": "Appeal", "custom_id": "appeal"}]}
            ],
            "allowed_mentions": {"parse": [], "users": [str(a.USER)]},
            "attachments": [{"id": 0, "filename": "proof.txt", "description": "The score"}],
            "nonce": "case:12",
            "enforce_nonce": True,
            "message_reference": {"message_id": str(a.MESSAGE), "fail_if_not_exists": False},
        },
        answer=a.message,
        nonce="case:12",
        reply_to=a.MESSAGE,
    ),
    made(
        "create_message",
        a.CHANNEL,
        Message(poll=Poll(question=PollMedia("Who wins?"), answers=[PollAnswer(PollMedia("Joey"))], duration=48)),
        op="create_message",
        asks=f"POST {MESSAGES}",
        body={
            "content": "",
            "embeds": [],
            "components": [],
            "allowed_mentions": NOBODY,
            "poll": {
                "question": {"text": "Who wins?"},
                "answers": [{"poll_media": {"text": "Joey"}}],
                "duration": 48,
            },
            "nonce": "poll:3",
            "enforce_nonce": True,
        },
        answer=a.message,
        nonce="poll:3",
    ),
    made(
        "edit_message",
        a.CHANNEL,
        a.MESSAGE,
        Message(components=[TextDisplay("Closed.")], attachments=[Kept(a.FILE), Upload("end.txt", b"2:0")]),
        op="update_message",
        asks=f"PATCH {MESSAGE}",
        body={
            "content": None,
            "embeds": [],
            "components": [{"type": 10, "content": "Closed."}],
            "allowed_mentions": NOBODY,
            "flags": 32768,
            "attachments": [{"id": str(a.FILE)}, {"id": 0, "filename": "end.txt"}],
        },
        answer=a.message,
    ),
    made("delete_message", a.CHANNEL, a.MESSAGE, op="delete_message", asks=f"DELETE {MESSAGE}", reason=WHY),
    made(
        "delete_messages",
        a.CHANNEL,
        YOUNG,
        op="bulk_delete_messages",
        asks=f"POST {MESSAGES}/bulk-delete",
        body={"messages": [str(each) for each in YOUNG]},
        reason=WHY,
    ),
    made("delete_messages", a.CHANNEL, [a.MESSAGE], op="delete_message", asks=f"DELETE {MESSAGE}", reason=WHY),
    made("message", a.CHANNEL, a.MESSAGE, op="get_message", asks=f"GET {MESSAGE}", answer=a.message),
    made("messages", a.CHANNEL, op="list_messages", asks=f"GET {MESSAGES}?limit=50", answer=[a.message]),
    made(
        "messages",
        a.CHANNEL,
        op="list_messages",
        asks=f"GET {MESSAGES}?limit=100&before={a.MESSAGE}",
        answer=[],
        before=a.MESSAGE,
        limit=100,
    ),
    made("pins", a.CHANNEL, op="list_pins", asks=f"GET {MESSAGES}/pins?limit=50", answer=a.pins),
    made(
        "pins",
        a.CHANNEL,
        op="list_pins",
        asks=f"GET {MESSAGES}/pins?limit=1&before=2026-11-23T09%3A30%3A00%2B00%3A00",
        answer=a.pins,
        before=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        limit=1,
    ),
    made("pin_message", a.CHANNEL, a.MESSAGE, op="create_pin", asks=f"PUT {MESSAGES}/pins/{a.MESSAGE}", reason=WHY),
    made(
        "unpin_message", a.CHANNEL, a.MESSAGE, op="delete_pin", asks=f"DELETE {MESSAGES}/pins/{a.MESSAGE}", reason=WHY
    ),
]

POSTS = [
    made(
        "create_post",
        a.CHANNEL,
        "Blue-Eyes Toon Knight",
        Message(components=[TextDisplay("A card of mine.")], attachments=[Upload("card.png", b"\x89PNG")]),
        op="create_thread",
        asks=f"POST /channels/{a.CHANNEL}/threads",
        body={
            "name": "Blue-Eyes Toon Knight",
            "message": {
                "components": [{"type": 10, "content": "A card of mine."}],
                "allowed_mentions": NOBODY,
                "flags": 32768,
                "attachments": [{"id": 0, "filename": "card.png"}],
            },
            "applied_tags": [str(a.TAG)],
            "auto_archive_duration": 10080,
        },
        answer=a.thread,
        applied_tags=[a.TAG],
        auto_archive_duration=10080,
        reason=WHY,
    ),
]

REACTIONS = [
    made(
        "create_reaction",
        a.CHANNEL,
        a.MESSAGE,
        SPARK,
        op="add_my_message_reaction",
        asks=f"PUT {MESSAGE}/reactions/%E2%9C%A8/@me",
    ),
    made(
        "delete_own_reaction",
        a.CHANNEL,
        a.MESSAGE,
        OWN,
        op="delete_my_message_reaction",
        asks=f"DELETE {MESSAGE}/reactions/dragon%3A2000000000000000012/@me",
    ),
    made(
        "delete_reaction",
        a.CHANNEL,
        a.MESSAGE,
        SPARK,
        a.USER,
        op="delete_user_message_reaction",
        asks=f"DELETE {MESSAGE}/reactions/%E2%9C%A8/{a.USER}",
    ),
    made(
        "delete_all_reactions",
        a.CHANNEL,
        a.MESSAGE,
        op="delete_all_message_reactions",
        asks=f"DELETE {MESSAGE}/reactions",
    ),
    made(
        "end_poll",
        a.CHANNEL,
        a.MESSAGE,
        op="poll_expire",
        asks=f"POST /channels/{a.CHANNEL}/polls/{a.MESSAGE}/expire",
        answer=a.message,
    ),
    made(
        "voters",
        a.CHANNEL,
        a.MESSAGE,
        2,
        op="get_answer_voters",
        asks=f"GET /channels/{a.CHANNEL}/polls/{a.MESSAGE}/answers/2?limit=100&after={a.USER}",
        answer={"users": [a.user]},
        after=a.USER,
    ),
]
