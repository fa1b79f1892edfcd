"""A route of Discord's API: a template that is filled with ids, and knows which of them share a limit."""

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, urlencode

from msgspec import Struct

# Only the resource that a path begins with has limits of its own: in /applications/{application}/guilds/{guild} it is
# the application's.
_MAJOR = re.compile(r"/(?:channels|guilds)/\{(\w+)\}|/(?:webhooks|interactions)/\{(\w+)\}(?:/\{(\w+)\})?")


class Route(Struct, frozen=True):
    """One way to call: "PUT /guilds/{guild}/bans/{user}". `major` are the ids whose limits are counted apart.

    Source: https://docs.discord.com/developers/topics/rate-limits
    """

    call: str
    template: str
    major: tuple[str, ...]

    def path(self, ids: Mapping[str, int | str]) -> str:
        return self.template.format_map({name: quote(str(value), safe="") for name, value in ids.items()})

    def place(self, ids: Mapping[str, int | str]) -> str:
        """Whose limits count: those of one channel, one server or one webhook."""
        return "/".join([str(ids[name]) for name in self.major])


@cache
def route(method: str, template: str) -> Route:
    found = _MAJOR.match(template)
    return Route(f"{method} {template}", template, tuple(name for name in found.groups() if name) if found else ())


def query_string(query: Mapping[str, object] | None) -> str:
    """`?after=1&with_counts=true`: None is left out, a list's values are repeated."""
    pairs = [
        (name, str(each).lower() if isinstance(each, bool) else str(each))
        for name, value in (query or {}).items()
        for each in (value if isinstance(value, (list, tuple)) else [value])
        if each is not None
    ]
    return "?" + urlencode(pairs) if pairs else ""
