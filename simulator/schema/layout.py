"""Rules over all components of a message or a modal together, which are sound one by one."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from simulator.schema import flaws
from simulator.schema.inspection import Inspection, Path
from simulator.schema.values import whole

V2 = 1 << 15
ROWS = 5
TOTAL = 40
TEXT = 4000
BYTES = 10170
MEDIA = 64
_INNER = {9: "accessory", 18: "component"}
_INTERACTIVE = (2, 3, 4, 5, 6, 7, 8, 19, 21, 22, 23)
_UNSAFE = re.compile(r"[^\w.\-]")

Placed = tuple[dict[str, Any], Path]


def walk(components: Sequence[dict[str, Any]], at: Path) -> Iterator[Placed]:
    """Each component, and where it stands, in the order that people see."""
    for number, each in enumerate(components):
        here = (*at, number)
        yield each, here
        if each["type"] in (1, 9, 17):
            yield from walk(each["components"], (*here, "components"))
        if inner := _INNER.get(each["type"]):
            yield each[inner], (*here, inner)


def check_unique(placed: Sequence[Placed], found: Inspection) -> None:
    """No custom_id twice, whether or not it is disabled; and no id twice, of which 0 is none."""
    names, ids = set(), set()
    for component, at in placed:
        name = component.get("custom_id") if component["type"] in _INTERACTIVE else None
        if name is not None:
            if name in names:
                found.wrong((*at, "custom_id"), flaws.CUSTOM_ID_TWICE)
            names.add(name)
        if number := whole(component.get("id")):
            if number in ids:
                found.wrong((*at, "id"), flaws.ID_TWICE)
            ids.add(number)


def check_classic(components: Sequence[dict[str, Any]], at: Path, found: Inspection) -> None:
    """Without the flag of the second kind, there are rows alone, and five of them."""
    for number, each in enumerate(components):
        if each["type"] != 1:
            found.wrong((*at, number), flaws.branches("type", (1,)))
    if len(components) > ROWS and found.silent(at):
        found.wrong(at, flaws.length(0, ROWS))


def check_v2(placed: Sequence[Placed], at: Path, found: Inspection) -> None:
    texts = [component["content"] for component, _ in placed if component["type"] == 10]
    if len(placed) > TOTAL:
        found.wrong(at, flaws.TOO_MANY_COMPONENTS)
    elif sum(map(len, texts)) > TEXT:
        found.wrong(at, flaws.TOO_MUCH_TEXT)
    elif sum(len(text.encode(errors="surrogatepass")) + 12 for text in texts) > BYTES:
        found.odd(at, f"Texts of more than {BYTES} bytes; Discord has been seen to answer HTTP 500.")
    if sum(1 for _ in media(placed)) > MEDIA:
        found.odd(at, f"More than {MEDIA} media; Discord has been seen to answer HTTP 500.")


def media(placed: Sequence[Placed]) -> Iterator[tuple[Path, str]]:
    """The addresses of media in components, each with where it stands."""
    for component, at in placed:
        kind = component["type"]
        if kind == 11:
            yield (*at, "media", "url"), component["media"]["url"]
        elif kind == 12:
            for number, item in enumerate(component["items"]):
                yield (*at, "items", number, "media", "url"), item["media"]["url"]
        elif kind == 13:
            yield (*at, "file", "url"), component["file"]["url"]


def is_there(url: str, names: frozenset[str]) -> bool:
    """Whether an address is of the web, or of one of the files by these names."""
    scheme, _, name = url.partition("://")
    return scheme.lower() != "attachment" or name in names


def names_of(uploads: Sequence[str], attachments: object) -> frozenset[str]:
    """What `attachment://` may name: Discord keeps letters, digits, dots and dashes, and makes the rest underscores."""
    sound = [each for each in attachments if isinstance(each, dict)] if isinstance(attachments, list) else []
    given = [each.get("filename") for each in sound]
    told = [*uploads, *(name for name in given if isinstance(name, str))]
    return frozenset([*told, *(_UNSAFE.sub("_", name) for name in told)])
