"""Addresses, as operators type them and as they may be shown."""

import pytest

from kasutamaiza.doctor import endpoint_at
from kasutamaiza.doctor.address import LONGEST, exactly, shown


@pytest.mark.parametrize(
    ("typed", "url", "base"),
    [
        ("https://bot.example", "https://bot.example/interactions", "https://bot.example"),
        (" https://bot.example/ ", "https://bot.example/interactions", "https://bot.example"),
        ("https://bot.example/interactions", "https://bot.example/interactions", "https://bot.example"),
        ("https://bot.example/kasu/interactions", "https://bot.example/kasu/interactions", "https://bot.example/kasu"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/interactions", "http://127.0.0.1:8080"),
        ("https://bot.example/discord?key=1", "https://bot.example/discord?key=1", None),
        ("HTTPS://Bot.Example:443/Kasu", "https://bot.example/Kasu", None),
        (
            "http://Mai:Hunter2@BOT.example:80",
            "http://Mai:Hunter2@bot.example/interactions",
            "http://Mai:Hunter2@bot.example",
        ),
        ("https://bot.example:8443/#top", "https://bot.example:8443/interactions", "https://bot.example:8443"),
    ],
)
def test_an_address_leads_to_the_endpoint(typed: str, url: str, base: str | None) -> None:
    found = endpoint_at(typed)
    assert (found.url, found.base) == (url, base)


@pytest.mark.parametrize(
    "typed", ["", "bot.example", "ftp://bot.example", "https://", "https://[::", "https://b:x", "https://b:0"]
)
def test_what_is_no_address_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"must be an address that starts with https:// or http://"):
        endpoint_at(typed)


@pytest.mark.parametrize("url", ["https://bot.example", "https://bot.example/", "https://bot.example/interactions"])
def test_an_address_that_discord_has_is_given_no_path(url: str) -> None:
    assert exactly(url).url == url


def test_an_address_is_as_long_as_discord_takes() -> None:
    start = "https://bot.example/"
    assert len(endpoint_at(start + "x" * (LONGEST - len(start))).url) == LONGEST
    with pytest.raises(ValueError, match="at most 2048 characters"):
        endpoint_at(start + "x" * (LONGEST - len(start) + 1))


def test_what_may_be_a_secret_is_not_shown() -> None:
    found = endpoint_at("https://mai:hunter2@bot.example:444/discord?key=hunter2")
    assert str(found) == "https://bot.example:444/discord"
    assert found.place == "bot.example:444"
    assert endpoint_at("https://[2606:4700::1111]").place == "[2606:4700::1111]:443"
    assert shown("https://[::") == "an address that cannot be read"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("bot.localhost", True),
        ("bot.internal", True),
        ("127.0.0.1", True),
        ("10.0.0.7", True),
        ("[::1]", True),
        ("1.1.1.1", False),
        ("[2606:4700::1111]", False),
        ("bot.example", False),
    ],
)
def test_what_discord_cannot_speak_to_is_local(host: str, local: bool) -> None:
    assert endpoint_at(f"https://{host}").is_local is local
