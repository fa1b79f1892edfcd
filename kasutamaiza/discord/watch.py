"""Who is told of every call to Discord, and of every wait for one: whoever counts them."""

from typing import Protocol


class Watch(Protocol):
    """`route` and `bucket` are a call's name, never with an id or a token: "PUT /guilds/{guild}/bans/{user}"."""

    def called(self, route: str, status: int, seconds: float) -> None:
        """Discord was asked once and answered with `status` after so long; 0: it did not answer."""

    def waited(self, bucket: str, seconds: float) -> None:
        """A call waited for its turn; `bucket` is "global" where it was for the sum of all calls."""


class _Nobody:
    def called(self, route: str, status: int, seconds: float) -> None: ...

    def waited(self, bucket: str, seconds: float) -> None: ...


NOBODY: Watch = _Nobody()
