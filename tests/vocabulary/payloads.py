"""The smallest sound payloads, in the shape of Discord's JSON, and how they become our records."""

from typing import Any, get_type_hints

from msgspec import convert

from kasutamaiza.ui import Kept, Message, Upload
from tests.vocabulary.rule import Payload

V2 = 32768


def text(content: str = "Once there was a deck.", **more: Any) -> Payload:
    return {"type": 10, "content": content, **more}


def button(number: int = 0, **more: Any) -> Payload:
    return {"type": 2, "style": 1, "label": "Draw", "custom_id": f"draw {number}", **more}


def link(**more: Any) -> Payload:
    return {"type": 2, "style": 5, "label": "Rules", "url": "https://rules.example/page", **more}


def option(number: int = 0, **more: Any) -> Payload:
    return {"label": f"Deck {number}", "value": f"deck-{number}", **more}


def select(**more: Any) -> Payload:
    return {"type": 3, "custom_id": "deck", "options": [option(1), option(2)], **more}


def user_select(**more: Any) -> Payload:
    return {"type": 5, "custom_id": "rival", **more}


def row(*components: Payload, **more: Any) -> Payload:
    return {"type": 1, "components": list(components or [button()]), **more}


def thumbnail(**more: Any) -> Payload:
    return {"type": 11, "media": {"url": "https://images.example/dragon.png"}, **more}


def section(*texts: Payload, **more: Any) -> Payload:
    return {"type": 9, "components": list(texts or [text()]), "accessory": thumbnail(), **more}


def item(number: int = 0, **more: Any) -> Payload:
    return {"media": {"url": f"https://images.example/{number}.png"}, **more}


def gallery(count: int = 1) -> Payload:
    return {"type": 12, "items": [item(number) for number in range(count)]}


def container(*components: Payload, **more: Any) -> Payload:
    return {"type": 17, "components": list(components or [text()]), **more}


def shown(*components: Payload, **more: Any) -> Payload:
    """A message of the second kind of components."""
    return {"flags": V2, "components": list(components), **more}


def text_input(**more: Any) -> Payload:
    return {"type": 4, "custom_id": "reason", "style": 1, **more}


def label(component: Payload | None = None, **more: Any) -> Payload:
    return {"type": 18, "label": "Why?", "component": component or text_input(), **more}


def modal(*components: Payload, **more: Any) -> Payload:
    return {"custom_id": "report", "title": "Report a card", "components": list(components or [label()]), **more}


def numbered_labels(count: int) -> list[Payload]:
    return [label(text_input(custom_id=f"reason {number}")) for number in range(count)]


def slash(*options: Payload, **more: Any) -> Payload:
    command: Payload = {"type": 1, "name": "card", "description": "Show a card.", **more}
    return {**command, "options": list(options)} if options else command


def argument(number: int = 0, **more: Any) -> Payload:
    """An option that takes a text, unless told otherwise."""
    return {"type": 3, "name": f"part-{number}", "description": "Part of its name.", **more}


def without(payload: Payload, *names: str) -> Payload:
    return {name: value for name, value in payload.items() if name not in names}


_HINTS = get_type_hints(Message)


def message(payload: Payload) -> Message:
    """The message that `payload` tells; its attachments are files to send, or the ids of files to keep."""
    if "attachments" not in payload:
        return convert(payload, type=Message)
    parts = {name: convert(part, type=_HINTS[name]) for name, part in without(payload, "attachments").items()}
    files = [Upload(**each) if "filename" in each else Kept(**each) for each in payload["attachments"]]
    return Message(**parts, attachments=files)


def upload(filename: str = "deck.png", **more: Any) -> Payload:
    return {"filename": filename, "content": b"\x89PNG", **more}
