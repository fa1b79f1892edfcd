"""Messages like those of the documentation: content, embeds, mentions, files, polls and classic components."""

from tests.vocabulary.example import Example
from tests.vocabulary.payloads import upload
from tests.vocabulary.rule import COMPONENTS, DOCS, MESSAGE, POLL, REFERENCE, RESPONDING, Payload

CALLED = "@here <@&4321> and <@8765>, your duel is about to begin ⚔️"


def called(mentions: Payload, content: str = CALLED) -> Payload:
    return {"content": content, "allowed_mentions": mentions}


PLAIN = [
    Example("a message on a channel", f"{RESPONDING}#interaction-callback", {"content": "Your deck is registered."}),
    Example(
        "an answer in the HTTP response",
        f"{RESPONDING}#interaction-callback",
        {"tts": False, "content": "Your deck is registered.", "embeds": [], "allowed_mentions": {"parse": []}},
    ),
    Example(
        "content and an embed",
        f"{MESSAGE}#create-message",
        {
            "content": "A card for you",
            "tts": False,
            "embeds": [{"title": "Dragon of the Orchard", "description": "It guards the apples."}],
        },
    ),
    Example(
        "an address alone",
        f"{DOCS}/tutorials/hosting-on-cloudflare-workers#code-deep-dive",
        {"content": "https://cards.example/dragon.gif"},
    ),
    Example(
        "an invitation, told to one person",
        f"{DOCS}/tutorials/hosting-on-cloudflare-workers#code-deep-dive",
        {"content": "https://discord.com/oauth2/authorize?client_id=700100200300400533&scope=applications.commands"},
        private=True,
    ),
    Example("a message read aloud", f"{REFERENCE}#uploading-files", {"content": "Draw!", "tts": True}),
    Example(
        "a classic message with a button",
        f"{COMPONENTS}#legacy-message-component-behavior",
        {
            "content": "Two players wait at a table",
            "components": [
                {"type": 1, "components": [{"type": 2, "style": 1, "label": "Sit down", "custom_id": "sit 1"}]}
            ],
        },
    ),
]

MENTIONS = [
    Example("mentions unsaid", f"{MESSAGE}#allowed-mentions-object", {"content": CALLED}),
    Example("no mention", f"{MESSAGE}#allowed-mentions-object", called({"parse": []})),
    Example(
        "kinds of mentions beside an empty list",
        f"{MESSAGE}#allowed-mentions-object",
        called({"parse": ["users", "roles"], "users": []}),
    ),
    Example(
        "everyone, and two users",
        f"{MESSAGE}#allowed-mentions-object",
        called({"parse": ["everyone"], "users": ["4321", "8765"]}, "@everyone <@4321> <@8765> <@&987> ⚔️"),
    ),
    Example(
        "a user who is not in the text",
        f"{MESSAGE}#allowed-mentions-object",
        called({"users": ["321", "654"]}, "<@321> It is your turn 🃏"),
    ),
    Example(
        "as a channel's messages have it by default",
        f"{MESSAGE}#allowed-mentions-object",
        called({"parse": ["users", "roles", "everyone"]}),
    ),
    Example("as answers have it by default", f"{MESSAGE}#allowed-mentions-object", called({"parse": ["users"]})),
]

FILES = [
    Example(
        # Without its message_reference: our messages reply to nothing.
        "content, an embed and two files",
        f"{REFERENCE}#uploading-files",
        {
            "content": "Two pictures, one card",
            "embeds": [
                {
                    "title": "Orchard Dragon",
                    "description": "Its picture, and how it moves.",
                    "thumbnail": {"url": "attachment://dragon.png"},
                    "image": {"url": "attachment://flight.gif"},
                }
            ],
            "attachments": [
                upload("dragon.png", description="A dragon asleep below an apple tree"),
                upload("flight.gif", description="The same dragon, flying"),
            ],
        },
    ),
    Example(
        "an embed of a file",
        f"{REFERENCE}#using-attachments-within-embeds",
        {"embeds": [{"image": {"url": "attachment://board.png"}}], "attachments": [upload("board.png")]},
    ),
    Example(
        # A table, no example: what may be changed of files that a message has already.
        "a file that is kept",
        f"{REFERENCE}#editing-message-attachments",
        {
            "content": "The same picture, described",
            "attachments": [{"id": "700100200300400522", "description": "The board", "is_spoiler": True}],
        },
    ),
]

# That page has tables only, and no example. It takes a server's emoji by its id alone as well; ours have a name always.
POLLS = [
    Example(
        "a poll with all that it may have",
        f"{POLL}#poll-create-request-object",
        {
            "poll": {
                "question": {"text": "Which deck next week?"},
                "answers": [
                    {"poll_media": {"text": "Dragons", "emoji": {"name": "🐉"}}},
                    {"poll_media": {"text": "Orchards", "emoji": {"name": "apple", "id": "700100200300400523"}}},
                    {"poll_media": {"text": "Neither"}},
                ],
                "duration": 48,
                "allow_multiselect": True,
                "layout_type": 1,
            }
        },
    ),
    Example(
        "a poll with what it must have",
        f"{POLL}#poll-create-request-object",
        {"poll": {"question": {"text": "Again?"}, "answers": [{"poll_media": {"text": "Yes"}}]}},
    ),
]

EXAMPLES = [*PLAIN, *MENTIONS, *FILES, *POLLS]
