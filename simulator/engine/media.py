"""Embeds, components and polls as Discord gives them back: media unfurled, ids filled in, what was left out added."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from simulator.engine import attachments
from simulator.engine.attachments import Files
from simulator.world import World, tell
from simulator.world.records import Json

CONTAINERS = {1: "components", 9: "components", 17: "components"}
SELECTS = (3, 5, 6, 7, 8)
NO_FILES = Files((), {})


def embeds(told: Iterable[Json], files: Files) -> tuple[Json, ...]:
    """Source: https://docs.discord.com/developers/resources/message#embed-object"""
    return tuple(_embed(each, files) for each in told)


_OF_EMBED = ("title", "description", "url", "timestamp", "color")
_PARTS = {
    "author": ("name", "url", "icon_url"),
    "footer": ("text", "icon_url"),
    "image": ("url", "description"),
    "thumbnail": ("url", "description"),
}
_OF_FIELD = ("name", "value")
"""What a bot sets of an embed; the rest is Discord's, whatever a bot says of it."""


def _embed(embed: Json, files: Files) -> Json:
    shown: Json = {"type": "rich", **_some(embed, _OF_EMBED)}
    for part, names in _PARTS.items():
        if told := _some(embed.get(part) or {}, names):
            shown[part] = told
    for part in ("image", "thumbnail"):
        if part in shown and (picture := _picture(shown.pop(part), files)):
            shown[part] = picture
    for part in ("author", "footer"):
        if picture := _picture({"url": shown.get(part, {}).get("icon_url")}, files):
            shown[part] |= {"icon_url": picture["url"], "proxy_icon_url": picture["proxy_url"]}
    if fields := embed.get("fields"):
        shown["fields"] = [{**_some(each, _OF_FIELD), "inline": bool(each.get("inline"))} for each in fields]
    return shown


def _some(told: Json, names: Iterable[str]) -> Json:
    return {name: told[name] for name in names if told.get(name) is not None}


def _picture(told: Json, files: Files) -> Json:
    """Nothing for one without an address."""
    if not told.get("url"):
        return {}
    attachment = attachments.found(told["url"], files)
    if attachment is None:
        return {**told, "proxy_url": told["url"]}
    return {**told, **_some(attachment, ("url", "proxy_url", "width", "height"))}


def components(told: Sequence[Json], files: Files = NO_FILES) -> tuple[Json, ...]:
    """Each gets an id, counted from 1, that no other has.

    Source: https://docs.discord.com/developers/components/reference#anatomy-of-a-component
    """
    taken = {each["id"] for each in walk(told) if each.get("id")}
    free = (number for number in count(1) if number not in taken)
    return tuple(_component(each, files, free) for each in told)


def _component(told: Json, files: Files, free: Iterator[int]) -> Json:
    shown = {key: value for key, value in told.items() if value is not None}
    shown["id"] = told.get("id") or next(free)
    if (inner := CONTAINERS.get(told["type"])) is not None:
        shown[inner] = [_component(each, files, free) for each in told[inner]]
    for one in ("accessory", "component"):
        if one in shown:
            shown[one] = _component(shown[one], files, free)
    _fill(shown, files)
    return shown


def _fill(shown: Json, files: Files) -> None:
    kind = shown["type"]
    if kind in SELECTS:
        shown.setdefault("min_values", 1)
        shown.setdefault("max_values", 1)
    elif kind == 11:
        shown["media"] = _unfurled(shown["media"], files)
    elif kind == 12:
        shown["items"] = [{**each, "media": _unfurled(each["media"], files)} for each in shown["items"]]
    elif kind == 13:
        attachment = attachments.found(shown["file"]["url"], files)
        shown["file"] = _unfurled(shown["file"], files)
        if attachment is not None:
            shown["name"], shown["size"] = attachment["filename"], attachment["size"]
    elif kind == 14:
        shown.setdefault("divider", True)
        shown.setdefault("spacing", 1)


def _unfurled(media: Json, files: Files) -> Json:
    """Source: https://docs.discord.com/developers/components/reference#unfurled-media-item"""
    url: Any = media["url"]
    attachment = attachments.found(url, files)
    if attachment is None:
        return {"url": url, "proxy_url": url, "width": None, "height": None, "loading_state": 2}
    return {
        "url": attachment["url"],
        "proxy_url": attachment["proxy_url"],
        "width": attachment.get("width"),
        "height": attachment.get("height"),
        "content_type": attachment.get("content_type"),
        "loading_state": 2,
        "attachment_id": attachment["id"],
    }


def walk(told: Iterable[Json]) -> Iterator[Json]:
    """Every component, in the order that people see, those inside of others included."""
    for each in told:
        yield each
        if (inner := CONTAINERS.get(each["type"])) is not None:
            yield from walk(each[inner])
        for one in ("accessory", "component"):
            if each.get(one) is not None:
                yield from walk((each[one],))


def texts(told: Iterable[Json]) -> Iterator[str]:
    """What text displays say."""
    return (each["content"] for each in walk(told) if each["type"] == 10)


def poll(world: World, told: Json) -> Json:
    """Source: https://docs.discord.com/developers/resources/poll#poll-object"""
    answers = [{"answer_id": number, **each} for number, each in enumerate(told["answers"], 1)]
    return {
        "question": told["question"],
        "answers": answers,
        "expiry": tell.time(world.now + timedelta(hours=told.get("duration") or 24)),
        "allow_multiselect": bool(told.get("allow_multiselect")),
        "layout_type": told.get("layout_type") or 1,
        "results": {"is_finalized": False, "answer_counts": []},
    }
