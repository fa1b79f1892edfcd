"""UserError: the one kind of error that people are meant to see.

Exception
├── UserError              the person asked for what cannot be: shown to them, once, in these words
│   ├── DatabaseAway       our database does not answer (storage)
│   └── …                  each room's own: CardNotFound, CannotModerate
├── DiscordError           Discord refused (discord.errors): translated by the deed that knows what it means
└── anything else          we are wrong: "Something went wrong (ref 3F9A2C)", and the traceback in the log
"""


class UserError(Exception):
    """The person asked for what cannot be. The message is one plain sentence, with the next step, in their words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)

    @property
    def sentence(self) -> str:
        return str(self) or "That cannot be done."
