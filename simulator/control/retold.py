"""An act written as a test with the driver, to be copied from the page."""

import keyword
import re
from typing import Any

from simulator.record import Done
from simulator.world.records import Json

_HEAD = '''"""Copied from the simulator's page."""

from simulator.driver import connect


async def test_{name}() -> None:
    async with connect({url!r}) as discord:
        {who} = await discord.guild.member({by!r}{channel})
'''
_FOCUSED = "suggested = await {who}.types({command!r}, {focused!r}, {typed!r}{others})"


def test(done: Done, url: str) -> str:
    """The whole text of a test that does it again and expects what came of it."""
    act = done.act
    by = str(act.get("as", ""))
    who = _variable(by)
    channel = f", channel={act['channel']!r}" if act.get("channel") else ""
    said = _said(act)
    head = _HEAD.format(name=_variable(said), url=url, who=who, by=by, channel=channel)
    return head + "".join(f"        {line}\n" for line in [*_lines(act, who), *_claims(done)])


def _said(act: Json) -> str:
    return str(act.get("command") or act.get("press") or "a form")


def _lines(act: Json, who: str) -> list[str]:
    if act.get("command") and act.get("focused"):
        options = dict(act.get("options") or {})
        typed = options.pop(act["focused"], "")
        others = f", **{options!r}" if options else ""
        line = _FOCUSED.format(who=who, command=act["command"], focused=act["focused"], typed=typed, others=others)
        return [line]
    if act.get("command") and act.get("target"):
        return [f"answer = await {who}.right_click({act['target']!r}, {act['command']!r})"]
    if act.get("command"):
        return [f"answer = await {who}.slash({act['command']!r}{_options(act.get('options') or {})})"]
    # What a message's or a form's id was is no use to a test: it is found again by what it says.
    whole = {name: value for name, value in act.items() if name not in ("as", "channel")}
    return [f"answer = await {who}.act({whole!r})"]


def _claims(done: Done) -> list[str]:
    outcome = done.outcome
    if outcome["state"] == "choices":
        names = [each.get("name") for each in ((outcome["answer"] or {}).get("data") or {}).get("choices", ())]
        return [f"assert [each.name for each in suggested] == {names!r}"]
    claims = [f"assert answer.state == {str(outcome['state'])!r}"]
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
