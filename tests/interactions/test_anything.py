"""Whatever Discord may send is answered with what Discord takes for it; and the faults in it are never ours."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from loguru import logger
from msgspec import json

from kasutamaiza.discord.command import CommandOption
from kasutamaiza.interactions import CustomId, discover
from kasutamaiza.interactions.entries import CommandEntry
from kasutamaiza.ui import MessageFlag
from tests.discord import payloads
from tests.discord.payloads import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, PING, Json, Some
from tests.discord_rest import discord_rest
from tests.door import FrontDoor, data, opened
from tests.interactions.said.answers import Way
from tests.spec import Check

SAID = discover("tests.interactions.said")
FAULTY = {"badly", "cut_off", "fail", "forget", "several_faults", "unspeakable", "unspeakable_refusal"}
"""Commands that are there to fail."""

TAKEN = {PING: {1}, COMMAND: {4, 5, 9}, COMPONENT: {4, 5, 6, 7, 9}, AUTOCOMPLETE: {8}, MODAL: {4, 5}}
"""Types of callbacks that Discord takes, by the type of the interaction; of a form on a message 6 and 7 too.

Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
"""

SHOWN = ("name", "username", "global_name", "nick", "filename")
EVERYTHING = str((1 << 53) - 1)
SHELVES: Mapping[int, tuple[str, ...]] = {
    6: ("users",),
    7: ("channels",),
    8: ("roles",),
    9: ("users", "roles"),
    11: ("attachments",),
}
"""Where an option's value is looked up, by the option's type."""

said = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
words = payloads.texts | st.sampled_from(["a", "two", "many", "refuse", "dark", "7d", "#7B4FD6", "1", "9" * 400, "NaN"])
values = words | st.integers(-(2**53), 2**53) | st.booleans() | st.floats(-(2.0**53), 2.0**53) | payloads.ids


@pytest.fixture
async def door(spec: Check | None, database_url: str) -> AsyncIterator[FrontDoor]:
    async with (
        discord_rest() as rest,
        opened(
            package="tests.interactions.said", check=spec, database_url=database_url, discord_api_url=rest.url
        ) as door,
    ):
        yield door
        if spec is not None:
            for _, _, told in rest.calls:
                spec("edit_original", json.encode(told))


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What was logged as a fault of ours."""
    lines: list[str] = []
    sink = logger.add(lambda line: lines.append("{message} {exception}".format(**line.record)), level="ERROR")
    yield lines
    logger.remove(sink)


async def check(door: FrontDoor, sent: Json, faults: list[str]) -> None:
    """Deliver it. Raises `AssertionError` for an answer that Discord would not take, and for a fault of ours."""
    answer = await door.deliver(sent)
    taken = TAKEN[sent["type"]] | ({6, 7} if sent["type"] == MODAL and "message" in sent else set())
    assert answer.type in taken
    event(f"{sent['type']} was answered with {answer.type}")
    assert not faults, faults.pop()


@said
@given(payloads.interactions())
async def test_whatever_discord_may_send_is_answered(door: FrontDoor, faults: list[str], sent: Json) -> None:
    await check(door, sent, faults)


@st.composite
def resolved(draw: st.DrawFn) -> Json:
    """All that ids can stand for, one or two of each; or what there may be of it."""
    if draw(st.integers(0, 3)) == 0:
        return draw(payloads.resolved())
    kinds = {"roles": payloads.roles, "channels": payloads.channels, "attachments": payloads.attachments}
    found: Json = {name: _by_id(draw(payloads.few(each, least=1))) for name, each in kinds.items()}
    people = _by_id(draw(payloads.few(payloads.users, least=1)))
    members = {id_: draw(payloads.resolved_members) for id_ in people if draw(st.integers(0, 3))}
    return found | {"users": people, "members": members}


def _by_id(found: list[Json]) -> Json:
    return {each["id"]: each for each in found}


def ids_of(found: Json, *shelves: str) -> st.SearchStrategy[str]:
    """An id of what was resolved, or of nothing."""
    known = [id_ for shelf in shelves for id_ in found.get(shelf, {})]
    return st.sampled_from(known) | payloads.ids if known else payloads.ids


def mostly(draw: st.DrawFn, right: Some, wrong: Some) -> Any:
    return draw(wrong if draw(st.integers(0, 9)) == 0 else right)


def right(option: CommandOption, found: Json) -> Some:
    """What an option is given by somebody whose client knows it."""
    if option.choices:
        return st.sampled_from([choice.value for choice in option.choices])
    if option.type in SHELVES:
        return ids_of(found, *SHELVES[option.type])
    whole = st.integers(int(option.min_value or 0), int(option.max_value or 9))
    return {4: whole, 5: st.booleans(), 10: st.floats(-9, 9) | whole}.get(option.type, words)


@st.composite
def given_options(draw: st.DrawFn, entry: CommandEntry, found: Json) -> list[Json]:
    """Options of a command, most of them as they should be, in any order."""
    options = []
    for option in entry.options:
        if draw(st.integers(0, 9)):
            type_ = mostly(draw, st.just(int(option.type)), payloads.one_of(*range(3, 12)))
            value = mostly(draw, right(option, found), values)
            options.append({"name": option.name, "type": type_, "value": value})
    if draw(st.integers(0, 9)) == 0:
        options.append({"name": draw(payloads.texts), "type": 3, "value": draw(values)})
    return draw(st.permutations(options))


@st.composite
def around(draw: st.DrawFn, base: Some, told: Json) -> Json:
    """An interaction with that data, mostly where everything is allowed."""
    sent: Json = draw(base)
    if draw(st.integers(0, 3)):
        sent["app_permissions"] = EVERYTHING
        if "member" in sent:
            sent["member"]["permissions"] = EVERYTHING
    # A token is part of an address; Discord's are made for that.
    found: Json = visible({**sent, "token": "aW50ZXJhY3Rpb24", "data": told})
    if "message" in found:
        # Whoever updates a layout to text is at fault: these handlers stand on messages that they can update.
        found["message"]["flags"] = draw(payloads.flags) & ~MessageFlag.IS_COMPONENTS_V2
    return found


def visible(sent: Any) -> Any:
    """The same with a letter where Discord never sends blanks, which a handler could not show."""
    if isinstance(sent, list):
        return [visible(each) for each in sent]
    if not isinstance(sent, dict):
        return sent
    blank = [name for name in SHOWN if isinstance(each := sent.get(name), str) and not each.strip()]
    return {name: visible(each) for name, each in sent.items()} | dict.fromkeys(blank, "x")


@st.composite
def commands(draw: st.DrawFn, *, typing: bool = False) -> Json:
    """A command of ours is used, or one of its options typed."""
    entry = draw(st.sampled_from([entry for entry in SAID.commands if entry.path not in FAULTY]))
    found = draw(resolved())
    options = draw(given_options(entry, found))
    if typing:
        options = options or [{"name": "name", "type": 3}]
        draw(st.sampled_from(options)).update(focused=True, value=draw(words))
    base = payloads.autocomplete_payloads() if typing else payloads.command_payloads()
    return draw(around(base, data(entry.path, options, found)))


@st.composite
def menus(draw: st.DrawFn) -> Json:
    """A command of a person's or a message's menu is used."""
    entry = draw(st.sampled_from(SAID.menu))
    found = draw(resolved()) | {"messages": _by_id([draw(payloads.messages)])}
    kind = mostly(draw, st.just(int(entry.handler.kind)), payloads.one_of(2, 3))
    target = ids_of(found, "messages" if kind == 3 else "users")
    told = {"id": "5", "name": entry.name, "type": kind, "resolved": found}
    if draw(st.integers(0, 9)):
        told["target_id"] = draw(target)
    return draw(around(payloads.command_payloads(), told))


@st.composite
def remembered(draw: st.DrawFn, records: list[type[CustomId]]) -> tuple[str, str]:
    """A custom_id that one of these records wrote, or might have; and the record's tag."""
    record = draw(st.sampled_from(records))
    fields = {name: kind for name, kind in get_type_hints(record).items() if name in record.__struct_fields__}
    drawn = {name: draw(FIELDS[kind]) for name, kind in fields.items()}
    tag, written = str(record.__struct_config__.tag), record(**drawn).custom_id
    shelved = f"~{tag}~{'A' * 22}"
    other = json.encode([tag, *draw(st.lists(payloads.anything, max_size=3))]).decode()[:100]
    return tag, mostly(draw, st.just(str(written)), st.sampled_from([other, shelved, written[:-1], tag]))


FIELDS: Mapping[Any, Some] = {
    str: words,
    int: st.integers(0, 2**63 - 1),
    Way: st.sampled_from([way for way in Way if way is not Way.FAIL]),
}


@st.composite
def components(draw: st.DrawFn) -> Json:
    """A component of ours is pressed, or picked from."""
    tag, custom_id = draw(remembered([entry.record for entry in SAID.components]))
    found = draw(resolved())
    picked = {
        "selects.attributes": st.sampled_from(["dark", "light"]),
        "selects.one": st.sampled_from(["dark", "light"]),
        "selects.people": ids_of(found, "users"),
        "selects.roles": ids_of(found, "roles"),
        "selects.anybody": ids_of(found, "users", "roles"),
        "selects.places": ids_of(found, "channels"),
    }.get(tag, words)
    told = {"custom_id": custom_id, "component_type": draw(payloads.one_of(2, 3, 5, 6, 7, 8)), "resolved": found}
    if tag.startswith("selects.") or draw(st.booleans()):
        told["values"] = mostly(draw, payloads.few(picked, least=1), payloads.few(words, least=1))
    return draw(around(payloads.component_payloads(), told))


@st.composite
def answers(draw: st.DrawFn, found: Json) -> list[Json]:
    """A form's fields with what may be answered to each, all forms' together, mostly."""
    many: dict[str, Some] = {
        "levels": st.sampled_from(["1", "2"]),
        "sizes": st.sampled_from(["1", "2", "3"]),
        "who": ids_of(found, "users"),
        "roles": ids_of(found, "roles"),
        "whom": ids_of(found, "users", "roles"),
        "files": ids_of(found, "attachments"),
        "channel": ids_of(found, "channels"),
    }
    one: dict[str, Some] = {
        "reason": words,
        "name": words,
        "colour": st.sampled_from(["", "#7B4FD6", "red"]),
        "kind": st.sampled_from(["monster", "spell", None]),
        "really": st.booleans(),
    }
    types = payloads.one_of(3, 4, 5, 6, 7, 8, 19, 21, 22, 23)
    asked: list[Json] = [{"values": mostly(draw, payloads.few(each), payloads.few(words))} for each in many.values()]
    asked += [{"value": mostly(draw, each, st.none() | values)} for each in one.values()]
    named = [{"custom_id": name, "type": draw(types), **each} for name, each in zip([*many, *one], asked, strict=True)]
    return [{"type": 18, "component": each} for each in named if draw(st.integers(0, 19))]


@st.composite
def forms(draw: st.DrawFn) -> Json:
    """A form of ours is sent off."""
    _, custom_id = draw(remembered([entry.record for entry in SAID.modals]))
    found = draw(resolved())
    told = {"custom_id": custom_id, "components": draw(answers(found)), "resolved": found}
    return draw(around(payloads.modal_payloads(), told))


@said
@given(st.one_of(commands(), commands(typing=True), menus(), components(), forms()))
async def test_whatever_our_handlers_may_be_sent_is_answered(door: FrontDoor, faults: list[str], sent: Json) -> None:
    await check(door, sent, faults)
