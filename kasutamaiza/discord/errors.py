"""What Discord says no with.

    DiscordError               any refusal; `status` is HTTP's, `code` is Discord's own (0 when it gave none)
    ├── Unauthorized           401 of the bot token: nothing is asked with it any more
    ├── Forbidden              403: we may not
    ├── NotFound               404: it is not there, or not there yet
    ├── InvalidRequest         400: what we sent is wrong; `problems` says where
    └── Unavailable            5xx, or no answer at all: ask again later
        └── RateLimited        429: ask again in `retry_after` seconds

Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes
"""

from collections.abc import Iterable

from kasutamaiza.discord.meanings import AWAY, SENTENCES, TOO_MUCH


class DiscordError(Exception):
    """Discord refused a call.

    `call` names it by its route ("PATCH /guilds/{guild}/members/{user}"): never with an id or a token in it.
    `message` is Discord's own word for developers. `sentence` is ours for people; None where they can do nothing.
    """

    def __init__(self, call: str, *, status: int, code: int = 0, message: str = "") -> None:
        super().__init__(f"{call}: HTTP {status}, code {code}{': ' + message if message else ''}")
        self.call = call
        self.status = status
        self.code = code
        self.message = message

    @property
    def sentence(self) -> str | None:
        """What to tell people, in English: `say(error.sentence)` tells it in their language."""
        return SENTENCES.get(self.code)


class Unauthorized(DiscordError):
    """Discord does not take our bot token: it was reset, or is another one's. Nothing is asked with it any more."""


class Forbidden(DiscordError):
    """We may not do that."""


class NotFound(DiscordError):
    """That is not there, or not there yet."""


class InvalidRequest(DiscordError):
    """What we sent is not what Discord takes. `problems` are the places and what is wrong there."""

    def __init__(
        self, call: str, *, status: int, code: int = 0, message: str = "", problems: Iterable[str] = ()
    ) -> None:
        self.problems = list(problems)
        super().__init__(call, status=status, code=code, message=message)

    def __str__(self) -> str:
        return "; ".join([super().__str__(), *self.problems])


class Unavailable(DiscordError):
    """Discord cannot be reached, or wants us to wait `retry_after` seconds (None: it did not say how long).

    `may_be_done` is False when the call surely changed nothing: it never left us, or was one too many.
    """

    def __init__(
        self,
        call: str,
        *,
        status: int,
        code: int = 0,
        message: str = "",
        retry_after: float | None = None,
        may_be_done: bool = True,
    ) -> None:
        super().__init__(call, status=status, code=code, message=message)
        self.retry_after = retry_after
        self.may_be_done = may_be_done

    @property
    def sentence(self) -> str:
        return SENTENCES.get(self.code, AWAY)


class RateLimited(Unavailable):
    """One call too many. `scope` says whose count is full: "user" ours, "global" all of ours, "shared" everybody's."""

    def __init__(
        self,
        call: str,
        *,
        status: int = 429,
        code: int = 0,
        message: str = "",
        retry_after: float | None = None,
        scope: str = "",
    ) -> None:
        super().__init__(call, status=status, code=code, message=message, retry_after=retry_after, may_be_done=False)
        self.scope = scope

    @property
    def sentence(self) -> str:
        return SENTENCES.get(self.code, TOO_MUCH)
