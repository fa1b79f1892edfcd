"""An act written as a test with the driver, to be copied from the page."""

import keyword
import re
from collections.abc import Iterator, Sequence
from typing import Any

from simulator.record import Done
from simulator.world.records import Json

_HEAD = '''"""Copied from the simulator's page."""

from simulator.driver import connect


async def test_{name}() -> None:
    async with connect({url!r}) as discord:
'''
_FOCUSED = "suggested = await {who}.types({command!r}, {focused!r}, {typed!r}{others})"


def test(acts: Sequence[Done], places: Sequence[str], url: str) -> str:
    """A test that does the last of these acts, after those that led to it, and expects what came of it.

    `places` are the names of the channels in which they were done.
    """
    head = _HEAD.format(name=_variable(_said(acts[-1].act)), url=url)
    lines = [*_people(acts, places), *_deeds(acts), *_claims(acts[-1])]
    return head + "".join(f"        {line}\n" for line in lines)


def _said(act: Json) -> str:
    return str(act.get("command") or act.get("press") or "a form")


def _people(acts: Sequence[Done], places: Sequence[str]) -> Iterator[str]:
    """Each of them once, where they first did something."""
    known: set[str] = set()
    for done, place in zip(acts, places, strict=True):
        by = str(done.act.get("as", ""))
        if by not in known:
            known.add(by)
            channel = f", channel={place!r}" if place else ""
            yield f"{_variable(by)} = await discord.guild.member({by!r}{channel})"


def _deeds(acts: Sequence[Done]) -> Iterator[str]:
    for number, done in enumerate(acts):
        yield _deed(done.act, _variable(str(done.act.get("as", ""))), follows=number > 0)


def _deed(act: Json, who: str, *, follows: bool) -> str:
    """`follows`: there is an answer before it, whose button is pressed, or whose form is sent."""
    if act.get("command") and act.get("focused"):
        options = dict(act.get("options") or {})
        typed = options.pop(act["focused"], "")
        others = f", **{options!r}" if options else ""
        return _FOCUSED.format(who=who, command=act["command"], focused=act["focused"], typed=typed, others=others)
    if act.get("command") and act.get("target"):
        return f"answer = await {who}.right_click({act['target']!r}, {act['command']!r})"
    if act.get("command"):
        return f"answer = await {who}.slash({act['command']!r}{_options(act.get('options') or {})})"
    if follows and act.get("press"):
        values = act.get("values") or ()
        chosen = "".join(f", {value!r}" for value in values)
        deed = f"choose(answer{chosen}, of=" if values else "press(answer, "
        return f"answer = await {who}.{deed}{act['press']!r})"
    if follows and act.get("modal"):
        return f"answer = await answer.fill({act.get('fields') or {}!r})"
    # What it was done with is known no more: a test has to find it by what it says.
    whole = {name: value for name, value in act.items() if name not in ("as", "channel")}
    return f"answer = await {who}.act({whole!r})"


def _claims(done: Done) -> list[str]:
    outcome = done.outcome
    if outcome["state"] == "choices":
        names = [each.get("name") for each in ((outcome["answer"] or {}).get("data") or {}).get("choices", ())]
        return [f"assert [each.name for each in suggested] == {names!r}"]
    # What was promised is waited for, and has another state then.
    claims = [] if outcome["state"] == "deferred" else [f"assert answer.state == {str(outcome['state'])!r}"]
    content = (outcome["message"] or {}).get("content")
    return [*claims, f"assert answer.content == {content!r}"] if content else claims


def _options(options: dict[str, Any]) -> str:
    """As keywords where they can be."""
    plain = {name: value for name, value in options.items() if name.isidentifier() and not keyword.iskeyword(name)}
    if plain == options:
        return "".join(f", {name}={value!r}" for name, value in options.items())
    return f", {options!r}"


def _variable(text: str) -> str:
    name = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_").lower()
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"what_{name or 'happened'}"
