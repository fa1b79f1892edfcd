"""Runs a transcript: each line with `> ` is done at the front door, and what is shown is compared with the others.

> /card name:fox
> Joey, reading Japanese: press Next
> choose Attribute: Dark, Light
> fill in Name: Lantern Fox | Foil: yes
> pick Look up on @Joey
> type /card name:f
> Discord tells APPLICATION_AUTHORIZED
"""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import json

from kasutamaiza.interactions import Directory
from scripts.say import MEMBER, command_data, interaction, parse
from tests.discord_rest import DiscordRest
from tests.docs import shown
from tests.door import FrontDoor, field
from tests.spec import Check

MAI = MEMBER["user"]
JOEY = {"id": "2000000000000000001", "username": "joey", "global_name": "Joey"}
GUEST = {"id": "2000000000000000002", "username": "tea", "global_name": "Tea"}
ROLE, CHANNEL, FILE, MESSAGE = (f"200000000000000000{number}" for number in range(3, 7))
CAST = {
    "@Mai": MAI["id"],
    "@Joey": JOEY["id"],
    "@Tea": GUEST["id"],
    "@Duelists": ROLE,
    "#duels": CHANNEL,
    "fox.ydk": FILE,
    "the message": MESSAGE,
}
"""Whom and what a transcript can name. Tea is not in the server."""

RESOLVED: dict[str, Any] = {
    "users": {each["id"]: each for each in (MAI, JOEY, GUEST)},
    "members": {each["id"]: {"roles": [], "permissions": "0"} for each in (MAI, JOEY)},
    "roles": {ROLE: {"id": ROLE, "name": "Duelists"}},
    "channels": {CHANNEL: {"id": CHANNEL, "name": "duels", "type": 0, "permissions": "0"}},
    "attachments": {
        FILE: {"id": FILE, "filename": "fox.ydk", "size": 9, "url": "https://example.com", "ephemeral": True}
    },
    "messages": {MESSAGE: {"id": MESSAGE, "content": "That was my last card!", "author": JOEY}},
}
ROOM = {"id": "1000000000000000004", "type": 0}
CIRCUMSTANCES: dict[str, dict[str, Any]] = {
    "Mai": {},
    "Joey": {"member": {"user": JOEY, "roles": [], "permissions": "0"}},
    "without permissions": {"permissions": 0},
    "where I lack permissions": {"app_permissions": "0"},
    "where files may have 1 MiB": {"attachment_size_limit": 2**20},
    "in an age-restricted channel": {"channel": ROOM | {"nsfw": True}},
    "in a direct message": {"guild_id": None, "member": None, "user": MAI, "channel": ROOM | {"type": 1}, "context": 1},
    "reading Japanese": {"locale": "ja"},
}
EVENT: dict[str, Any] = {
    "timestamp": "2026-11-20T12:00:00.000000",
    "data": {"integration_type": 0, "user": MAI, "guild": {"id": "1000000000000000003", "name": "Duel Academy"}},
}


def deeds(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each deed with the lines that are shown after it. Raises `ValueError` for lines before the first deed."""
    first, *rest = re.split(r"^> ", text, flags=re.MULTILINE)
    if first.strip() or not rest:
        raise ValueError("a transcript begins with what somebody does: > …")
    for each in rest:
        deed, *lines = each.split("\n")
        yield deed, [line.rstrip() for line in lines if line.strip()]


class Visit:
    """People before the bot, and the message and the form that they have before them."""

    def __init__(self, door: FrontDoor, rest: DiscordRest, directory: Directory, check: Check | None) -> None:
        self._door = door
        self._rest = rest
        self._entries = directory.commands
        self._check = check
        self._message: dict[str, Any] = {"components": []}
        self._form: dict[str, Any] = {"components": []}
        self._on_message: dict[str, Any] = {}

    async def sees(self, deed: str) -> list[str]:
        """Do it, and tell what is shown then. Raises `ValueError` for what is no deed."""
        who, _, rest = deed.partition(": ")
        place = who.split(", ")
        if not rest or not all(each in CIRCUMSTANCES for each in place):
            place, rest = [], deed
        more: dict[str, Any] = {}
        for each in place:
            more |= CIRCUMSTANCES[each]
        if found := re.fullmatch(r"Discord tells (\w+)", rest):
            return await self._told(found[1])
        before = len(self._rest.calls)
        callback = (await self._do(rest, more)).callback
        lines = shown.answer(callback)
        if callback["type"] in (4, 7):
            self._keep(callback["data"], (more.get("member") or {"user": MAI})["user"], new=callback["type"] == 4)
        if callback["type"] == 9:
            self._form = callback["data"]
        for _, path, told in (await self._rest.until(before + 1))[before:] if callback["type"] in (5, 6) else ():
            if self._check is not None:
                self._check("edit_original" if path.endswith("@original") else "followup", json.encode(told))
            self._keep(told, MAI, new=callback["type"] == 5)
            lines += shown.steady(list(shown.message(told)))
        return lines

    def _keep(self, data: Mapping[str, Any], asker: Mapping[str, Any], *, new: bool) -> None:
        """What is shown now, if there is something on it to use."""
        if data["components"] or not new:
            asked = self._message.get("interaction_metadata") if not new else None
            files = [{"id": "77", "size": 1, "url": "", "filename": "x"} | file for file in data.get("attachments", ())]
            self._message = {
                "id": MESSAGE,
                "components": data["components"],
                "attachments": [file | {"id": "77"} for file in files],
                "interaction_metadata": asked or {"id": "9", "type": 2, "user": asker},
            }

    async def _do(self, deed: str, more: dict[str, Any]) -> Any:
        verb, _, rest = deed.partition(" ")
        told = self._told_of_message() | more
        if deed.startswith("/"):
            return await self._door.deliver(interaction(2, self._command(deed), **more))
        if verb == "type":
            return await self._door.deliver(interaction(4, self._command(rest, typing=True), **more))
        if verb == "pick":
            name, _, target = rest.rpartition(" on ")
            type_ = 3 if target == "the message" else 2
            return await self._door.picks(name, CAST[target], type_=type_, resolved=RESOLVED, **more)
        if verb == "press":
            button = self._component(rest, "label")
            self._on_message = self._told_of_message()
            return await self._door.presses(button["custom_id"], **told)
        if verb == "choose":
            placeholder, _, chosen = rest.partition(":")
            select = self._component(placeholder, "placeholder")
            values = _values(select, chosen.strip())
            more = {"type_": select["type"], "resolved": RESOLVED, **told}
            return await self._door.chooses(select["custom_id"], *values, **more)
        if verb == "fill":
            return await self._send(rest.removeprefix("in").strip(), more)
        raise ValueError(f"nobody knows how to “{deed}”")

    def _command(self, words: str, *, typing: bool = False) -> dict[str, Any]:
        entry, options = parse(words, self._entries)
        said = {name: CAST.get(value, value) for name, value in options.items()}
        focused = list(said)[-1] if typing else None
        return command_data(entry, said, focused=focused) | {"resolved": RESOLVED}

    def _component(self, called: str, by: str) -> dict[str, Any]:
        [found] = [each for each in _flat(self._message["components"]) if each.get(by) == called]
        return found

    def _told_of_message(self) -> dict[str, Any]:
        kept = ("id", "attachments", "interaction_metadata")
        return {"message": {name: self._message[name] for name in kept}} if "id" in self._message else {}

    async def _send(self, filled: str, more: dict[str, Any]) -> Any:
        given = dict(each.split(": ", 1) for each in filled.split(" | ") if each)
        fields = []
        for label in (each for each in self._form["components"] if each["type"] == 18):
            component = label["component"]
            fields.append(
                field(component["custom_id"], component["type"], _answer(component, given.pop(label["label"], "")))
            )
        if given:
            raise ValueError(f"the form has no {', '.join(given)}")
        on_message, self._on_message = self._on_message, {}
        return await self._door.submits(self._form["custom_id"], *fields, resolved=RESOLVED, **(on_message | more))

    async def _told(self, name: str) -> list[str]:
        response = await self._door.tells(EVENT | {"type": name})
        handling = [task for task in asyncio.all_tasks() if task.get_name() == name]
        if handling:
            await asyncio.wait(handling)
        return [f"({response.status_code})"]


def _flat(components: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in components:
        yield dict(each)
        yield from _flat([*each.get("components", ()), *([each["accessory"]] if "accessory" in each else ())])


def _values(select: Mapping[str, Any], chosen: str) -> list[str]:
    """What Discord sends for what people read: an option's value, or an id. Raises `KeyError`."""
    values = CAST | {option["label"]: option["value"] for option in select.get("options", ())}
    return [values[each] for each in chosen.split(", ") if each]


def _answer(component: Mapping[str, Any], given: str) -> object:
    match component["type"]:
        case 4:
            return given or component.get("value", "")
        case 21:
            return next(iter(_values(component, given)), None)
        case 23:
            return given == "yes"
        case _:
            return _values(component, given)
