"""What an answer shows, as the lines of a transcript. Fails on whatever it has no line for."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import json

Told = dict[str, Any]

_MEANT = {4: "(without previews)", 64: "(private)", 4096: "(silent)", 1 << 15: ""}
_SELECTS = (3, 5, 6, 7, 8)


def answer(told: Told) -> list[str]:
    """A callback of any type, told by its lines."""
    data = told.get("data", {})
    match told["type"]:
        case 4:
            lines = list(message(data))
        case 5 | 6:
            lines = ["(promised, private)" if data.get("flags") else "(promised)"]
        case 7:
            lines = ["(the message becomes)", *message(data)]
        case 8:
            lines = ["(suggests) " + " | ".join(choice["name"] for choice in data["choices"])]
        case 9:
            lines = [f"(form) {data['title']}", *(_question(each) for each in data["components"])]
        case unknown:
            raise ValueError(f"no line for a callback of type {unknown}")
    return steady(lines)


def steady(lines: list[str]) -> list[str]:
    """The lines that are seen, with what differs from day to day left open."""
    text = "\n".join(lines)
    text = re.sub(r"\(ref [0-9A-F]{6}\)", "(ref …)", re.sub(r"<t:\d+:R>", "<t:…:R>", text))
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def message(data: Told) -> Iterator[str]:
    known = {"content", "embeds", "components", "allowed_mentions", "flags", "attachments", "poll", "tts"}
    if data.keys() - known:
        raise ValueError(f"no line for {data.keys() - known}")
    yield from (_MEANT[flag] for flag in _MEANT if data.get("flags", 0) & flag)
    if data["allowed_mentions"] != {"parse": []}:
        yield "(notifies) " + json.encode(data["allowed_mentions"]).decode()
    if data.get("tts"):
        yield "(spoken)"
    yield data.get("content") or ""
    for embed in data.get("embeds") or ():
        yield from ("┃ " + line for line in _embed(embed))
    if poll := data.get("poll"):
        yield f"(poll, {poll['duration']} hours) {poll['question']['text']}"
        yield from ("○ " + each["poll_media"]["text"] for each in poll["answers"])
    for file in data.get("attachments") or ():
        yield f"(file) {file['filename']}" if "filename" in file else "(keeps a file)"
    for component in data["components"]:
        yield from _component(component)


def _embed(embed: Told) -> Iterator[str]:
    for name, value in embed.items():
        match name:
            case "title" | "description":
                yield from value.split("\n")
            case "fields":
                yield from (f"{field['name']}: {field['value']}" for field in value)
            case "footer":
                yield value["text"]
            case "image" | "thumbnail":
                yield f"({name}) {value['url']}"
            case "color":
                pass  # no line has one
            case unknown:
                raise ValueError(f"no line for an embed's {unknown}")


def _component(component: Told) -> Iterator[str]:
    match component["type"]:
        case 1:
            yield " ".join(_inline(each) for each in component["components"])
        case 9:
            yield from (text["content"] for text in component["components"])
            yield _inline(component["accessory"])
        case 10:
            yield component["content"]
        case 12:
            yield from (f"(picture) {item['description']}" for item in component["items"])
        case 13:
            yield f"(to download) {component['file']['url']}"
        case 14:
            yield "───"
        case 17:
            for child in component["components"]:
                yield from ("│ " + line for line in _component(child))
        case unknown:
            raise ValueError(f"no line for a component of type {unknown}")


def _inline(component: Told) -> str:
    """A button, a select or a small picture in its line."""
    if component["type"] == 11:
        return f"(thumbnail) {component['description']}"
    if component["type"] in _SELECTS:
        options = " | ".join(option["label"] for option in component.get("options", ()))
        return f"[{component['placeholder']} ▾{' ' + options if options else ''}]"
    address = f" → {component['url']}" if "url" in component else ""
    return f"[{component['label']}{address}]" + (" (disabled)" if component.get("disabled") else "")


def _question(component: Told) -> str:
    if component["type"] == 10:
        return str(component["content"])
    asked = component["component"]
    optional = " (optional)" if asked.get("required") is False else ""
    hint = f" ({component['description']})" if "description" in component else ""
    options = asked.get("options", ())
    match asked["type"]:
        case 4:
            room = "\n" if asked["style"] == 2 else " "
            given = asked.get("value", "____").replace(room, " ")
        case 3:
            given = "▾ " + " | ".join(option["label"] for option in options)
        case 5 | 6 | 7 | 8:
            given = "▾"
        case 19:
            given = "(file)"
        case 21:
            given = "  ".join("( ) " + option["label"] for option in options)
        case 22:
            given = "  ".join("[ ] " + option["label"] for option in options)
        case 23:
            given = "[x]" if asked.get("default") else "[ ]"
        case unknown:
            raise ValueError(f"no line for a field of type {unknown}")
    return f"{component['label']}{hint}{optional}: {given}"
