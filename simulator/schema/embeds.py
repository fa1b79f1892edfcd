"""Embeds: https://docs.discord.com/developers/resources/message#embed-object, and its limits."""

from typing import Any

from simulator.schema import flaws
from simulator.schema.inspection import Inspection, Path
from simulator.schema.shapes import List, optional, required, table
from simulator.schema.values import FILE_OR_WEB, WEB, Boolean, Integer, Text, Time, Url

COLOR = Integer(0, 0xFFFFFF)
TOTAL = 6000
_SET_BY_DISCORD = "Discord sets it, and ignores what a bot says of it."
_SAYS = ("title", "description", "author", "footer", "fields", "image", "thumbnail", "timestamp")


def _says_something(embed: dict[str, Any], at: Path, found: Inspection) -> None:
    if found.silent(at) and not any(embed.get(name) for name in _SAYS):
        found.wrong((*at, "description"), flaws.REQUIRED)


def _told(**more: Any) -> Any:
    return optional(table(**more), odd=_SET_BY_DISCORD)


def _picture() -> Any:
    return {
        "url": optional(Url(schemes=FILE_OR_WEB)),
        "width": optional(Integer(), odd=_SET_BY_DISCORD),
        "height": optional(Integer(), odd=_SET_BY_DISCORD),
        "placeholder": optional(Text(max=64), odd=_SET_BY_DISCORD),
        "placeholder_version": optional(Integer(0, 2**31 - 1), odd=_SET_BY_DISCORD),
        "is_animated": optional(Boolean(), odd=_SET_BY_DISCORD),
        "description": optional(Text(max=4096)),
    }


# A text of blanks alone is left out of an author and a footer, but a field of it has no name or no value.
FIELD = table(
    name=required(Text(max=256, trimmed=True, blank=flaws.REQUIRED)),
    value=required(Text(max=1024, trimmed=True, blank=flaws.REQUIRED)),
    inline=optional(Boolean()),
)

EMBED = table(
    _says_something,
    type=optional(Text()),
    url=optional(Url(schemes=WEB)),
    title=optional(Text(max=256, trimmed=True)),
    color=optional(COLOR),
    timestamp=optional(Time()),
    description=optional(Text(max=4096, trimmed=True)),
    author=optional(
        table(
            name=optional(Text(max=256, trimmed=True)),
            url=optional(Url(schemes=WEB)),
            icon_url=optional(Url(schemes=FILE_OR_WEB)),
        )
    ),
    image=optional(table(**_picture())),
    thumbnail=optional(table(**_picture())),
    footer=optional(
        table(text=optional(Text(max=2048, trimmed=True)), icon_url=optional(Url(schemes=FILE_OR_WEB))),
    ),
    fields=optional(List(FIELD, max=25)),
    provider=_told(name=optional(Text(max=256)), url=optional(Url(schemes=WEB))),
    video=_told(**_picture()),
)


def size(embed: dict[str, Any]) -> int:
    """The characters of a sound embed that count towards the 6000 of its message: blanks around a text do not."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get(part) or {}).get(name) for part, name in (("footer", "text"), ("author", "name"))]
    for field in embed.get("fields") or ():
        texts += [field["name"], field["value"]]
    return sum(len(text.strip()) for text in texts if text)


def pictures(embed: dict[str, Any]) -> list[tuple[Path, str]]:
    """The addresses in a sound embed that may be files of its message, each with where it stands."""
    places = (("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url"))
    told = [((part, name), (embed.get(part) or {}).get(name)) for part, name in places]
    return [(at, url) for at, url in told if url]
