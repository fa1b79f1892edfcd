"""A message as a person sees it: its text, and what of it can be pressed, chosen from or filled in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.driver.connection import Failed, Json
from simulator.driver.files import brought, is_file

if TYPE_CHECKING:
    from simulator.driver.person import Person

_BUTTON, _TEXT_DISPLAY = 2, 10
_SELECTS = (3, 5, 6, 7, 8)
_FILES, _RADIO, _CHECKBOXES = 19, 21, 22
_SEVERAL = (*_SELECTS, _CHECKBOXES)
_FIELDS = (*_SEVERAL, 4, _FILES, _RADIO, 23)
_LABEL, _MODAL = 18, 9
_EPHEMERAL, _LOADING = 64, 128


_NOTHING: Json = {"id": "", "content": "", "embeds": [], "components": [], "flags": 0}


class Shown:
    """A message. It is as it was when it was looked at; `Person.look` looks again."""

    def __init__(self, message: Json) -> None:
        self.message = message

    @property
    def id(self) -> str:
        return str(self.message["id"])

    @property
    def content(self) -> str:
        return str(self.message["content"])

    @property
    def embeds(self) -> Sequence[Json]:
        return list(self.message["embeds"])

    @property
    def text(self) -> str:
        """All that can be read of it, from top to bottom, a line each."""
        return "\n".join(each for each in _read(self.message) if each)

    @property
    def is_private(self) -> bool:
        return bool(self.message["flags"] & _EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        """Whether the bot is still thinking."""
        return bool(self.message["flags"] & _LOADING)

    @property
    def buttons(self) -> list[str]:
        """What stands on its buttons, in order; that of one with an emoji alone is the emoji."""
        return [_called(each) for each in _walk(self.message["components"]) if each["type"] == _BUTTON]

    @property
    def is_edited(self) -> bool:
        return self.message.get("edited_timestamp") is not None

    @property
    def files(self) -> list[str]:
        """The names of what is attached."""
        return [each["filename"] for each in self.message.get("attachments", ())]

    def button(self, name: str) -> Json:
        """The button with this label, emoji or custom_id, of whose press the bot hears. Raises `Failed`."""
        buttons = [each for each in _walk(self.message["components"]) if each["type"] == _BUTTON]
        found = _one(buttons, name, "button", self.text)
        if "custom_id" not in found:
            raise Failed(f"The button {name!r} opens {found.get('url', 'a shop')}; the bot hears nothing of it.")
        return found

    def select(self, name: str) -> Json:
        """The select with this placeholder or custom_id; `""` is the only one there is. Raises `Failed`."""
        selects = [each for each in _walk(self.message["components"]) if each["type"] in _SELECTS]
        return selects[0] if not name and len(selects) == 1 else _one(selects, name, "select", self.text)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.text[:80]!r}>"


class Answer(Shown):
    """What came of something that a member did.

    `state` is the simulator's word for it; `callback` is the bot's answer as it came; `milliseconds` is how long it
    took. Where a form was opened or suggestions were made, there is no message: `text` is empty then.
    """

    def __init__(self, by: "Person", outcome: Json, message: Json | None) -> None:
        super().__init__(message or _NOTHING)
        self.by = by
        self.interaction: str = outcome["id"]
        self.state: str = outcome["state"]
        self.callback: Json = outcome["answer"] or {}
        self.milliseconds: float = outcome["milliseconds"]

    @property
    def title(self) -> str:
        """The title of the form that it opened. Raises `Failed` where it opened none."""
        return str(self._form["title"])

    @property
    def fields(self) -> list[str]:
        """The labels of the form that it opened, in order. Raises `Failed` where it opened none."""
        return [label for label, _ in _fields(self._form["components"])]

    async def press(self, button: str) -> "Answer":
        """Press a button: by its label, emoji or custom_id."""
        return await self.by.press(self, button)

    async def choose(self, *values: str, of: str = "") -> "Answer":
        """Choose from a select, by labels or values, members and the like by name; `of` names it."""
        return await self.by.choose(self, *values, of=of)

    async def fill(self, fields: Mapping[str, Any] | None = None, /, **more: Any) -> "Answer":
        """Fill in the form that it opened, and send it; each field by its label or custom_id.

        A text, True or False, what is chosen by label or value (or a list of it), files as bytes or paths.
        """
        given = {**(fields or {}), **more}
        known = list(_fields(self._form["components"]))
        values = {}
        for name, value in given.items():
            component = next((each for label, each in known if name in (label, each["custom_id"])), None)
            if component is None:
                labels = ", ".join(repr(label) for label, _ in known)
                raise Failed(f"The form has no field {name!r}; it has {labels}.")
            values[component["custom_id"]] = await self._filled(component, value)
        return await self.by.act({"modal": self.interaction, "fields": values})

    async def _filled(self, component: Json, value: Any) -> Any:
        """What is sent for what a person put in."""
        if component["type"] == _FILES:
            return [await brought(self.by.connection, each) for each in _several(value)]
        if component["type"] in _SEVERAL:
            return chosen(component, _several(value))
        return _value(component, value) if component["type"] == _RADIO and value is not None else value

    @property
    def _form(self) -> Json:
        if self.callback.get("type") != _MODAL:
            raise Failed(f"No form was opened; the answer is {self.state}: {self.text!r}")
        form: Json = self.callback["data"]
        return form


def chosen(select: Json, values: Sequence[str]) -> list[str]:
    """What a select is sent for what a person chose: the value of each label."""
    return [_value(select, each) for each in values]


def _several(value: Any) -> list[Any]:
    """One thing, or several of them; None is none. A file is one, though it is a tuple."""
    if value is None:
        return []
    return [value] if isinstance(value, str) or is_file(value) else list(value)


def _value(component: Json, label: str) -> str:
    for option in component.get("options", ()):
        if label in (option["label"], option["value"]):
            return str(option["value"])
    return label


def _fields(components: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """A form's fields with their labels."""
    for each in components:
        if each["type"] == _LABEL:
            yield each["label"], each["component"]
        elif each["type"] in _FIELDS:
            yield str(each.get("label") or each["custom_id"]), each
        else:
            yield from _fields(each.get("components", ()))


def _walk(components: Sequence[Json]) -> Iterator[Json]:
    """Every component, those within others too, from top to bottom."""
    for each in components:
        yield each
        yield from _walk(each.get("components", ()))
        if "accessory" in each:
            yield from _walk([each["accessory"]])


def _read(message: Json) -> Iterator[str]:
    yield message["content"]
    for embed in message["embeds"]:
        yield embed.get("author", {}).get("name", "")
        yield embed.get("title", "")
        yield embed.get("description", "")
        for field in embed.get("fields", ()):
            yield f"{field['name']}: {field['value']}"
        yield embed.get("footer", {}).get("text", "")
    yield from (each["content"] for each in _walk(message["components"]) if each["type"] == _TEXT_DISPLAY)


def _called(component: Json) -> str:
    return str(component.get("label") or (component.get("emoji") or {}).get("name") or component.get("custom_id") or "")


def _one(components: Sequence[Json], name: str, kind: str, text: str) -> Json:
    by_label = [each for each in components if name in (each.get("label"), each.get("placeholder"))]
    found = by_label or [
        each for each in components if name in (each.get("custom_id"), (each.get("emoji") or {}).get("name"))
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(repr(each.get("placeholder") or _called(each)) for each in components) or "none"
    trouble = f"more than one {kind} {name!r}" if found else f"no {kind} {name!r}"
    raise Failed(f"There is {trouble}; there are: {names}. The message reads:\n{text}")
