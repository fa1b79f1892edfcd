"""UserError: the one kind of error that people are meant to see.

Exception
├── UserError              the person asked for what cannot be: told to them, once, in these words, in their language
│   ├── DatabaseAway       our database does not answer (storage)
│   └── …                  each room's own: CardNotFound, CannotModerate
├── DiscordError           Discord refused (discord.errors): translated by the deed that knows what it means
└── anything else          we are wrong: "Something went wrong (ref 3F9A2C)", and the traceback in the log
"""

from collections.abc import Callable, Mapping


class UserError(Exception):
    """The person asked for what cannot be. The message is one plain sentence, with the next step, in their words.

    It is written in English, with its facts apart, so that it can be told in another language:
    `UserError("No card is called “{name}”.", name=name)`. A sentence without facts may hold braces.
    """

    template: str = ""
    facts: Mapping[str, object] = {}

    def __init__(self, template: str, /, **facts: object) -> None:
        super().__init__(template.format(**facts) if facts else template)
        self.template = template
        self.facts = facts

    @property
    def sentence(self) -> str:
        """What to tell, in English."""
        return str(self) if str(self).strip() else "That cannot be done."

    def told(self, say: Callable[..., str]) -> str:
        """What to tell, as `say(template, **facts)` says it."""
        told = say(self.template, **self.facts) if self.template else str(self)
        return told if told.strip() else say("That cannot be done.")
