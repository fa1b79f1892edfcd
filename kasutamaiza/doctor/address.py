"""Where Discord is to post: the endpoint's address, as it was given and as it may be shown."""

import ipaddress
from urllib.parse import urlsplit, urlunsplit

from msgspec import Struct

PATH = "/interactions"
"""Where the bot takes interactions, behind whatever stands before it."""

LONGEST = 2048
"""Characters. Source: https://docs.discord.com/developers/resources/application#edit-current-application"""


class Address(Struct, frozen=True):
    """The address of an interactions endpoint; `url` is whole."""

    url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def place(self) -> str:
        """The host and the port that a connection goes to."""
        parts = urlsplit(self.url)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{parts.port or (443 if parts.scheme == 'https' else 80)}"

    @property
    def is_secure(self) -> bool:
        return urlsplit(self.url).scheme == "https"

    @property
    def is_local(self) -> bool:
        """Whether only this machine, or its neighbours, can speak to it: Discord cannot."""
        if self.host == "localhost" or self.host.endswith((".localhost", ".local", ".internal")):
            return True
        try:
            return not ipaddress.ip_address(self.host).is_global
        except ValueError:
            return False

    @property
    def base(self) -> str | None:
        """Where the bot's other pages are; None when the endpoint has another path than the bot gives it."""
        parts = urlsplit(self.url)
        if not parts.path.endswith(PATH):
            return None
        return urlunsplit((parts.scheme, parts.netloc, parts.path.removesuffix(PATH), "", ""))

    def __str__(self) -> str:
        return shown(self.url)


def endpoint_at(text: str) -> Address:
    """The endpoint at `https://bot.example`, or at a path of its own there. Raises `ValueError` with a sentence."""
    found = exactly(text)
    parts = urlsplit(found.url)
    return found if parts.path not in ("", "/") else Address(urlunsplit(parts._replace(path=PATH)))


def exactly(text: str) -> Address:
    """The address with no path but its own: so Discord has it, and posts to nothing else. Raises `ValueError`."""
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("must be an address that starts with https:// or http://")
    if len(text) > LONGEST:
        raise ValueError(f"must have at most {LONGEST} characters")
    login, at, place = parts.netloc.rpartition("@")
    # As another would write the same place.
    place = place.lower().removesuffix(":443" if parts.scheme == "https" else ":80")
    return Address(urlunsplit((parts.scheme, f"{login}{at}{place}", parts.path, parts.query, "")))


def shown(url: str) -> str:
    """An address as people may read it: without a password, and without a query, which may be a key."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return "an address that cannot be read"
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
