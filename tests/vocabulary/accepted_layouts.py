"""Messages of the second kind of components, like those of the documentation."""

from tests.vocabulary.example import Example
from tests.vocabulary.payloads import row, shown, text, upload
from tests.vocabulary.rule import COMPONENTS, DOCS, Payload

USING = f"{DOCS}/components/using-message-components"
STARTED = f"{DOCS}/quick-start/getting-started"

CARDS: list[Payload] = [
    {"label": "Dragon", "value": "dragon", "description": "(guards apples)", "emoji": {"name": "🐉"}},
    {"label": "Wizard", "value": "wizard", "emoji": {"name": "🧙"}},
    {"label": "Trap", "value": "trap", "emoji": {"name": "🪤"}},
]

CHANGES: list[Payload] = [
    text("# Orchard, second printing"),
    text("What is new:\n- Apples can be eaten by either player\n- A dragon that sleeps is *asleep*\n- Fewer typos"),
    text("-# The last of these is a promise, and no more."),
]


def described(name: str) -> Payload:
    return {"media": {"url": f"https://picturesofourtables/{name}.webp"}, "description": f"The table called {name}"}


ROWS = [
    Example(
        "an action row",
        f"{COMPONENTS}#action-row",
        shown(
            row(
                {"type": 2, "custom_id": "accept_duel", "label": "Take it on", "style": 1},
                {"type": 2, "label": "The rules", "style": 5, "url": "http://rulesofthehouse.example/"},
                {"type": 2, "custom_id": "refuse_duel", "label": "Not today", "style": 4},
            )
        ),
    ),
    Example(
        "a button",
        f"{COMPONENTS}#button",
        shown(row({"type": 2, "custom_id": "draw_card", "label": "Draw!", "style": 1})),
    ),
    Example(
        "a string select",
        f"{COMPONENTS}#string-select",
        shown(
            row(
                {"type": 3, "id": 2, "custom_id": "first_card", "placeholder": "First card?", "options": CARDS},
                id=1,
            )
        ),
    ),
    Example(
        "a user select",
        f"{COMPONENTS}#user-select",
        shown(row({"type": 5, "custom_id": "opponent", "placeholder": "Choose whom to face"})),
    ),
    Example(
        "a role select",
        f"{COMPONENTS}#role-select",
        shown(row({"type": 6, "custom_id": "judges", "placeholder": "Who judges?", "min_values": 1, "max_values": 3})),
    ),
    Example(
        "a mentionable select",
        f"{COMPONENTS}#mentionable-select",
        shown(row({"type": 7, "custom_id": "whom_to_call", "placeholder": "Whom?"})),
    ),
    Example(
        "a channel select",
        f"{COMPONENTS}#channel-select",
        shown(row({"type": 8, "custom_id": "hall", "channel_types": [0], "placeholder": "In which channel?"})),
    ),
]

LAYOUTS = [
    Example(
        "a section",
        f"{COMPONENTS}#section",
        shown(
            {
                "type": 9,
                "components": CHANGES,
                "accessory": {"type": 11, "media": {"url": "https://picturesofourcards/orchard.webp"}},
            }
        ),
    ),
    Example(
        "a text",
        f"{COMPONENTS}#text-display",
        shown(
            text(
                "# The house rules\nOne rule each\n- Lists work\n- `code` works\n- so do [links](http://rules.example/)\n"
                "- :dragon: and :apple:\n- ||what nobody should see||"
            )
        ),
    ),
    Example(
        "a thumbnail",
        f"{COMPONENTS}#thumbnail",
        shown(
            {
                "type": 9,
                "components": CHANGES,
                "accessory": {"type": 11, "media": {"url": "https://picturesofourcards/thumb.webp"}},
            }
        ),
    ),
    Example(
        "a media gallery",
        f"{COMPONENTS}#media-gallery",
        shown(
            text("The tables at noon"),
            {"type": 12, "items": [described("willow"), described("birch"), described("elm")]},
        ),
    ),
    Example(
        "two files",
        f"{COMPONENTS}#file",
        {
            **shown(
                text("# Sheets for the next draft!\nTake one:"),
                {"type": 13, "file": {"url": "attachment://sheets.zip"}},
                text("And how they are read:"),
                {"type": 13, "file": {"url": "attachment://reading.pdf"}},
            ),
            "attachments": [upload("sheets.zip"), upload("reading.pdf")],
        },
    ),
    Example(
        "a separator",
        f"{COMPONENTS}#separator",
        shown(text("Your draw is over!"), {"type": 14, "divider": True, "spacing": 1}, text("Now play.")),
    ),
    Example(
        "a container",
        f"{COMPONENTS}#container",
        shown(
            {
                "type": 17,
                "accent_color": 516042,
                "components": [
                    text("# A dragon lands on the table!"),
                    {"type": 12, "items": [{"media": {"url": "https://picturesofourcards/landing.webp"}}]},
                    text("And you?"),
                    row(
                        {"type": 2, "custom_id": "greet", "label": "Greet it", "style": 1},
                        {"type": 2, "custom_id": "offer", "label": "Offer an apple", "style": 2},
                        {"type": 2, "custom_id": "hide", "label": "Hide!", "style": 4},
                    ),
                ],
            }
        ),
    ),
]

GUIDES = [
    Example("one text", f"{USING}#sending-a-message-with-a-component", shown(text("A text, and nothing beside it"))),
    Example(
        "two texts",
        f"{USING}#sending-a-message-with-multiple-components",
        shown(text("The first of two."), text("And the second!")),
    ),
    Example(
        "a text above two buttons",
        f"{USING}#nesting-components-with-layout-components",
        shown(
            text("Which way?"),
            row(
                {"type": 2, "style": 1, "label": "Left", "custom_id": "way 1"},
                {"type": 2, "style": 2, "label": "Right", "custom_id": "way 2"},
            ),
        ),
    ),
    Example("a greeting", f"{STARTED}#handling-slash-command-requests", shown(text("well met 🐉"))),
    Example(
        "a challenge",
        f"{STARTED}#step-4-adding-message-components",
        shown(
            text("A duel is offered by <@700100200300400500>"),
            row({"type": 2, "custom_id": "accept 700100200300400511", "label": "Accept", "style": 1}),
        ),
    ),
    Example(
        "a choice, told to one person",
        f"{STARTED}#step-4-adding-message-components",
        shown(
            text("Which card do you lay down?"),
            row({"type": 3, "custom_id": "lay 700100200300400511", "options": CARDS}),
        ),
        private=True,
    ),
    Example("a result", f"{STARTED}#step-4-adding-message-components", shown(text("<@700100200300400500> wins!"))),
    Example(
        "an edit that leaves the flag out",
        f"{STARTED}#step-4-adding-message-components",
        {"components": [text("A good choice 🧙")]},
    ),
]

EXAMPLES = [*ROWS, *LAYOUTS, *GUIDES]
