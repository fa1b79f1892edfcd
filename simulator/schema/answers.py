"""A bot's answers to interactions: https://docs.discord.com/developers/interactions/receiving-and-responding."""

from typing import Any

from simulator.schema import flaws
from simulator.schema.inspection import Inspection, Path
from simulator.schema.messages import EPHEMERAL, RESPONSE, UPDATE
from simulator.schema.modals import MODAL
from simulator.schema.options import LOCALIZED, MOST_NUMBER
from simulator.schema.shapes import Field, Kind, List, Object, Union, optional, required, table
from simulator.schema.values import Enum, Flags, Number, Text

PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE_MESSAGE, SUGGESTIONS, OPEN_MODAL, LAUNCH = (
    1, 4, 5, 6, 7, 8, 9, 12,
)  # fmt: skip
_OF_INTERACTION = {
    1: (PONG,),
    2: (MESSAGE, DEFERRED_MESSAGE, OPEN_MODAL, LAUNCH),
    3: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE_MESSAGE, OPEN_MODAL, LAUNCH),
    4: (SUGGESTIONS,),
    5: (MESSAGE, DEFERRED_MESSAGE, LAUNCH),
}
_UPDATES = (DEFERRED_UPDATE, UPDATE_MESSAGE)
_IGNORED = "Discord ignores it while the answer is deferred; send it with the edit that fills it."


class SuggestedValue:
    """What a suggestion stands for: a text, or a number."""

    text = Text(max=100)
    number = Number(-MOST_NUMBER, MOST_NUMBER)

    def check(self, value: object, at: Path, found: Inspection) -> None:
        (self.text if isinstance(value, str) else self.number).check(value, at, found)


def _are_alike(data: dict[str, Any], at: Path, found: Inspection) -> None:
    """All suggestions are for one option, hence all texts or all numbers."""
    if not found.silent(at) or not data.get("choices"):
        return
    first = data["choices"][0]["value"]
    for number, choice in enumerate(data["choices"]):
        value = choice["value"]
        if isinstance(value, str) is not isinstance(first, str):
            flaw = flaws.unread(value) if isinstance(first, str) else flaws.uncoerced(value, "float")
            found.wrong((*at, "choices", number, "value"), flaw)


CHOICE = table(name=required(Text(1, 100)), name_localizations=LOCALIZED, value=required(SuggestedValue()))
CHOICES = table(_are_alike, choices=optional(List(CHOICE, max=25)))


def _deferred() -> Object:
    """Of a deferral Discord looks at one flag; the rest of the message is judged, and then ignored."""
    fields = {name: Field(field.kind, odd=_IGNORED) for name, field in RESPONSE.fields.items() if name != "flags"}
    return table(**fields, flags=optional(Flags(EPHEMERAL)))


def answer(kind: int, data: Field | None = None) -> Object:
    told = {} if data is None else {"data": data}
    return table(type=required(Enum((kind,))), **told)


_ANSWERS: dict[Any, Kind] = {
    PONG: answer(PONG),
    MESSAGE: answer(MESSAGE, required(RESPONSE)),
    DEFERRED_MESSAGE: answer(DEFERRED_MESSAGE, optional(_deferred())),
    DEFERRED_UPDATE: answer(DEFERRED_UPDATE, optional(table(), odd="Discord updates nothing by a deferral.")),
    UPDATE_MESSAGE: answer(UPDATE_MESSAGE, optional(UPDATE)),
    SUGGESTIONS: answer(SUGGESTIONS, required(CHOICES)),
    OPEN_MODAL: answer(OPEN_MODAL, required(MODAL)),
    LAUNCH: answer(LAUNCH),
}


def of(*kinds: int) -> Union:
    """An answer by one of these callback types."""
    return Union("type", {kind: _ANSWERS[kind] for kind in kinds}, plain=True)


def to(interaction: int, *, from_component: bool) -> Union | None:
    """What may answer an interaction of that type; None where there is no such type."""
    return _TO.get((interaction, from_component))


ANY = of(*_ANSWERS)
_TO = {
    (interaction, from_component): of(*kinds, *(_UPDATES if from_component and interaction == 5 else ()))
    for interaction, kinds in _OF_INTERACTION.items()
    for from_component in (False, True)
}
