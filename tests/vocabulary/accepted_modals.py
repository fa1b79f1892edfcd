"""Modals like those of the documentation."""

from tests.vocabulary.accepted_layouts import CARDS
from tests.vocabulary.example import Example
from tests.vocabulary.rule import COMPONENTS, DOCS, Payload


def asked(custom_id: str, title: str, *components: Payload) -> Payload:
    return {"custom_id": custom_id, "title": title, "components": list(components)}


def label(text: str, component: Payload, **more: object) -> Payload:
    return {"type": 18, "label": text, **more, "component": component}


SELECTS = [
    Example(
        "a string select",
        f"{COMPONENTS}#string-select",
        asked(
            "card_modal",
            "Cards and Taste",
            label(
                "Your first card?",
                {"type": 3, "id": 2, "custom_id": "first_card", "placeholder": "Dragons win", "options": CARDS},
                id=1,
            ),
        ),
    ),
    Example(
        "a user select",
        f"{COMPONENTS}#user-select",
        asked(
            "team_modal",
            "Your Team",
            label("Whom do you take along", {"type": 5, "custom_id": "team", "max_values": 5, "required": True}),
        ),
    ),
    Example(
        "a role select",
        f"{COMPONENTS}#role-select",
        asked(
            "roles_modal",
            "Roles Given",
            label("Which roles do they get", {"type": 6, "custom_id": "given", "max_values": 10, "required": True}),
        ),
    ),
    Example(
        "a mentionable select",
        f"{COMPONENTS}#mentionable-select",
        asked("call_modal", "The Call", label("Who is called?", {"type": 7, "custom_id": "called", "required": True})),
    ),
    Example(
        "a channel select",
        f"{COMPONENTS}#channel-select",
        asked("hall_modal", "Hall", label("Where is it held?", {"type": 8, "custom_id": "hall", "required": True})),
    ),
]

FEEDBACK: Payload = label(
    "What did you like about the draft?",
    {
        "type": 4,
        "custom_id": "draft_liked",
        "style": 2,
        "min_length": 100,
        "max_length": 4000,
        "placeholder": "Tell it as you would tell a friend",
        "required": True,
    },
    description="The more you tell, the better the next one becomes!",
)

TEXTS = [
    Example("a text input", f"{COMPONENTS}#text-input", asked("draft_modal", "The Draft", FEEDBACK)),
    Example("a label", f"{COMPONENTS}#label", asked("draft_modal_2", "The Second Draft", FEEDBACK)),
    Example(
        "a text above two selects",
        f"{COMPONENTS}#text-display",
        asked(
            "seat_modal",
            "Seats",
            {"type": 10, "content": "Whoever is chosen is moved to the table, and stays there **for an hour**."},
            label("Choose a player", {"type": 5, "custom_id": "player", "required": True}),
            label("Which table?", {"type": 8, "custom_id": "table", "channel_types": [2], "required": True}),
        ),
    ),
    Example(
        "a string select above a text input",
        f"{DOCS}/components/using-modal-components#displaying-a-modal",
        asked(
            "misprint_modal",
            "Misprint",
            label(
                "Which card is misprinted?",
                {"type": 3, "custom_id": "misprinted", "placeholder": "Choose one", "options": CARDS},
            ),
            label(
                "What is wrong with it?",
                {
                    "type": 4,
                    "custom_id": "misprint",
                    "style": 2,
                    "min_length": 1000,
                    "max_length": 4000,
                    "placeholder": "Word by word",
                    "required": True,
                },
                description="As exactly as you can, please!",
            ),
        ),
    ),
]

GROUPS = [
    Example(
        "a file upload",
        f"{COMPONENTS}#file-upload",
        asked(
            "scan_modal",
            "Scans",
            label(
                "Your scans",
                {"type": 19, "custom_id": "scans", "min_values": 1, "max_values": 10, "required": True},
                description="A photograph or a scan on which the misprint is seen.",
            ),
        ),
    ),
    Example(
        # A table, no example: file types are newer than the examples.
        "a file upload of some types",
        f"{DOCS}/reference#file-type-filtering",
        asked(
            "deck_modal",
            "Deck List",
            label("Your deck", {"type": 19, "custom_id": "deck", "file_types": ["image", ".ydk", ".PDF"]}),
        ),
    ),
    Example(
        "a radio group",
        f"{COMPONENTS}#radio-group",
        asked(
            "house_modal",
            "Your House",
            label(
                "Which house do you join",
                {
                    "type": 21,
                    "custom_id": "house",
                    "options": [
                        {"value": "apple", "label": "Apple", "description": "Patient"},
                        {"value": "pear", "label": "Pear", "description": "Stubborn"},
                        {"value": "plum", "label": "Plum", "description": "Merry"},
                        {"value": "quince", "label": "Quince", "description": "Sour at first"},
                        {"value": "old_oak", "label": "Old Oak", "description": "Wise, and a little slow"},
                    ],
                },
                description="It decides at which table you sit.",
            ),
        ),
    ),
    Example(
        "a checkbox group",
        f"{COMPONENTS}#checkbox-group",
        asked(
            "evening_modal",
            "Evenings",
            label(
                "On which evenings can you play?",
                {
                    "type": 22,
                    "custom_id": "evenings",
                    "options": [
                        {"value": "june-2", "label": "The second"},
                        {"value": "june-3", "label": "The third"},
                        {"value": "june-6", "label": "The sixth", "description": "A Saturday, and a long night"},
                        {"value": "june-8", "label": "The eighth"},
                        {"value": "june-9", "label": "The ninth"},
                    ],
                },
                description="Choose every one that suits you.",
            ),
        ),
    ),
    Example(
        "a checkbox",
        f"{COMPONENTS}#checkbox",
        asked(
            "vow_modal",
            "The Vow",
            label("Will you play fair?", {"type": 23, "custom_id": "fair"}, description="🐉🐉🐉"),
        ),
    ),
]

EXAMPLES = [*SELECTS, *TEXTS, *GROUPS]
