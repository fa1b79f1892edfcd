"""DatabaseAway: our database does not answer, said in three sentences for the three things that may be true then."""

from kasutamaiza.errors import UserError
from kasutamaiza.texts import later

UNCHANGED = later("My database is not answering right now. Nothing was changed; please try again in a minute.")
UNKNOWN = later(
    "My database stopped answering in the middle of this. Please check what was saved before you try again."
)
ABSENT = later("I have no database set up, so I cannot do this. Please tell the person who runs me.")


class DatabaseAway(UserError):
    """The database could not be reached, or went away; what did it is the cause (`__cause__`)."""

    def __init__(self, sentence: str = UNCHANGED) -> None:
        super().__init__(sentence)
