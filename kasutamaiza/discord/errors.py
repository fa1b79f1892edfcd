"""What Discord says no with.

    DiscordError               any refusal; `status` is HTTP's, `code` is Discord's own (0 when it gave none)
    ├── Forbidden              403: we may not
    ├── NotFound               404: it is not there, or not there yet
    └── Unavailable            429 and 5xx, or no answer at all: ask again later (`retry_after`, seconds, when told)

Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes
"""


class DiscordError(Exception):
    """Discord refused a call."""

    def __init__(self, call: str, *, status: int, code: int = 0, message: str = "") -> None:
        super().__init__(f"{call}: HTTP {status}, code {code}{': ' + message if message else ''}")
        self.status = status
        self.code = code


class Forbidden(DiscordError):
    """We may not do that."""


class NotFound(DiscordError):
    """That is not there, or not there yet."""


class Unavailable(DiscordError):
    """Discord cannot be reached, or wants us to wait `retry_after` seconds.

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
