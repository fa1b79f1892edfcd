"""Commands like those of the documentation."""

from tests.vocabulary.example import Example
from tests.vocabulary.rule import COMMANDS, DOCS, Payload


def chosen(name: str, description: str, *choices: tuple[str, str]) -> Payload:
    return {
        "name": name,
        "description": description,
        "type": 3,
        "required": True,
        "choices": [{"name": label, "value": value} for label, value in choices],
    }


CARD: Payload = {
    "name": "sketch",
    "type": 1,
    "description": "Show a sketch of a card at random",
    "options": [
        chosen("kind", "The kind of card", ("Monster", "kind_monster"), ("Spell", "kind_spell"), ("Trap", "kind_trap")),
        {"name": "only_new", "description": "Whether to show this year's only", "type": 5, "required": False},
    ],
}


def asked(name: str, description: str, kind: int) -> Payload:
    return {"name": name, "description": description, "type": kind, "required": True}


def on_channel(description: str) -> Payload:
    return {"name": "channel", "description": description, "type": 7, "required": False}


def deed(name: str, description: str, *options: Payload) -> Payload:
    told: Payload = {"name": name, "description": description, "type": 1}
    return {**told, "options": list(options)} if options else told


def seats(*groups: Payload) -> Payload:
    """Without a type, which is then that of a slash command."""
    return {"name": "seats", "description": "See or change who sits where", "options": list(groups)}


def group(name: str, *deeds: Payload) -> Payload:
    return {"name": name, "description": f"See or change the seats of a {name}", "type": 2, "options": list(deeds)}


def deeds(name: str, kind: int) -> list[Payload]:
    elsewhere = "The channel that is meant. Left out, it is the whole house"
    return [
        deed("see", f"See the seats of a {name}", asked(name, f"Which {name}", kind), on_channel(elsewhere)),
        deed("move", f"Move a {name}", asked(name, f"Which {name}", kind), on_channel(elsewhere)),
    ]


SLASH = [
    Example("a slash command", f"{COMMANDS}#slash-commands", CARD),
    Example("a global command", f"{COMMANDS}#making-a-global-command", {**CARD, "name": "print"}),
    Example(
        "a slash command with a choice",
        f"{DOCS}/tutorials/upgrading-to-application-commands#example-payload",
        {
            "name": "coin",
            "type": 1,
            "description": "Shows a coin",
            "options": [
                chosen(
                    "metal", "What it is made of", ("Gold", "coin_gold"), ("Silver", "coin_silver"), ("Tin", "coin_tin")
                )
            ],
        },
    ),
    Example(
        "a command of two words",
        f"{DOCS}/tutorials/hosting-on-cloudflare-workers#registering-commands",
        {"name": "purr", "description": "Put a cat on this table."},
    ),
    Example(
        "another of two words",
        f"{DOCS}/tutorials/hosting-on-cloudflare-workers#registering-commands",
        {"name": "welcome", "description": "Get the link that lets you in"},
    ),
    Example(
        "for administrators alone",
        f"{COMMANDS}#using-default-permissions",
        {"name": "seal", "description": "Close the hall", "type": 1, "default_member_permissions": "0"},
    ),
    Example(
        "for who may manage the server",
        f"{COMMANDS}#using-default-permissions",
        {"name": "open", "description": "Open the hall", "type": 1, "default_member_permissions": str(1 << 5)},
    ),
    Example(
        "localized",
        f"{COMMANDS}#localization",
        {
            "name": "draw",
            "type": 1,
            "description": "Draw cards from your deck",
            "name_localizations": {"zh-CN": "抽卡", "el": "τράβα"},
            "description_localizations": {"zh-CN": "从你的卡组抽卡"},
            "options": [
                {
                    "name": "count",
                    "type": 4,
                    "description": "How many of them",
                    "name_localizations": {"zh-CN": "张数"},
                    "description_localizations": {"zh-CN": "抽多少张"},
                }
            ],
        },
    ),
]

NESTED = [
    Example("no options yet", f"{COMMANDS}#example-walkthrough", seats()),
    Example(
        "groups of sub-commands",
        f"{COMMANDS}#example-walkthrough",
        seats(
            group("player", deed("see", "See a player's seat"), deed("move", "Move a player")),
            group("team", deed("see", "See a team's seats"), deed("move", "Move a team")),
        ),
    ),
    Example(
        "groups of sub-commands with options",
        f"{COMMANDS}#example-walkthrough",
        seats(group("player", *deeds("player", 6)), group("team", *deeds("team", 8))),
    ),
    Example(
        # A picture, no example: the third of those that it calls valid.
        "a group beside a sub-command",
        f"{COMMANDS}#subcommands-and-subcommand-groups",
        seats(group("player", deed("see", "See a player's seat")), deed("clear", "Clear all seats")),
    ),
    Example(
        "sub-commands alone",
        f"{COMMANDS}#subcommands-and-subcommand-groups",
        seats(deed("see", "See all seats"), deed("clear", "Clear all seats")),
    ),
]

ELSEWHERE = [
    Example("a guild's command", f"{COMMANDS}#making-a-guild-command", {"name": "Shake Hands", "type": 2}),
    Example("on a user", f"{COMMANDS}#user-commands", {"name": "Show Decks", "type": 2}),
    Example("on a message", f"{COMMANDS}#message-commands", {"name": "Keep", "type": 3}),
    Example(
        "an entry point",
        f"{COMMANDS}#entry-point-commands",
        {"name": "table", "description": "Sit down at the table", "type": 4, "handler": 2},
    ),
    Example(
        "an entry point and where it shows",
        f"{DOCS}/activities/development-guides/user-actions#creating-an-entry-point-command",
        {
            "name": "table",
            "description": "Sit down at any table",
            "type": 4,
            "handler": 2,
            "integration_types": [0, 1],
            "contexts": [0, 1, 2],
        },
    ),
]


def shows(name: str, installed: list[int], contexts: list[int]) -> Example:
    """That page has a table of four commands, and no payload."""
    return Example(
        f"/{name} where it shows",
        f"{DOCS}/tutorials/developing-a-user-installable-app#commands-in-the-sample-project",
        {"name": name, "description": "See it", "integration_types": installed, "contexts": contexts},
    )


CONTEXTS = [
    shows("ranking", [0], [0]),
    shows("rules", [0, 1], [0, 1, 2]),
    shows("decks", [1], [0, 1, 2]),
    shows("join", [1], [1]),
]

EXAMPLES = [*SLASH, *NESTED, *ELSEWHERE, *CONTEXTS]
