"""Where the bot is: which addresses interactions may be posted to."""

from urllib.parse import urlsplit

_DISCORDS = ("discord.com", "discordapp.com", "discord.gg", "discord.media", "discord.dev")
_PORTS = {"http": 80, "https": 443}


class WrongAddress(ValueError):
    """Nothing can be posted there, or nothing may be; the sentence says why."""


def check(url: str) -> str:
    """The endpoint's address, if it can be one. Raises `WrongAddress`."""
    try:
        host, _ = place(url)
    except ValueError:
        raise WrongAddress(f"{url!r} is no address: write it as http://127.0.0.1:8080/interactions.") from None
    if any(host == name or host.endswith(f".{name}") for name in _DISCORDS):
        raise WrongAddress(f"{url} is Discord itself, which the simulator never calls: give the bot's own address.")
    return url


def place(url: str) -> tuple[str, int]:
    """Host and port. Raises `ValueError`."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or any(letter.isspace() for letter in url):
        raise ValueError(url)
    return parts.hostname.rstrip("."), parts.port or _PORTS[parts.scheme]
