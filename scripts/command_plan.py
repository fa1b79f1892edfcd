"""A plan of commands as people read it in a terminal, reviewers in a pull request, and programs as JSON."""

import io
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kasutamaiza.discord.command import CommandType
from kasutamaiza.discord.option import OptionType
from kasutamaiza.interactions.canonical import Difference
from kasutamaiza.interactions.registration import Deed, Plan, Step
from scripts.terminal import UNLIMITED, canvas

if TYPE_CHECKING:
    from rich.console import Console

MOST_MARKDOWN = 60_000
"""Characters of a table in Markdown; a comment on GitHub may have 65,536 in all."""

_MARKS = {Deed.CREATE: ("+", "green"), Deed.UPDATE: ("~", "yellow"), Deed.DELETE: ("-", "red"), Deed.KEEP: ("=", "dim")}
_SIGNS = {Deed.CREATE: "➕ new", Deed.UPDATE: "✏️ changed", Deed.DELETE: "➖ deleted", Deed.KEEP: "📌 kept"}
_COUNTED = {
    Deed.CREATE: "to create",
    Deed.UPDATE: "to update",
    Deed.DELETE: "to delete",
    Deed.UNCHANGED: "unchanged",
    Deed.KEEP: "kept",
}
_HEADINGS = {
    "validate": "The commands",
    "plan": "What changes in the commands",
    "apply": "Registering the commands",
    "check": "Whether the commands are registered",
}


class Outcome(Struct, frozen=True, kw_only=True):
    """What a task (validate, plan, apply or check) came to, and with which exit code.

    `said` is its last sentence; `problems` say why it did not come to its end. `notes` are what the operator should
    know besides; `mentions` are how messages mention what was created or updated.
    """

    task: str
    exit_code: int
    plan: Plan | None = None
    said: str = ""
    problems: Sequence[str] = ()
    notes: Sequence[str] = ()
    mentions: Sequence[str] = ()


def as_json(outcome: Outcome) -> str:
    """All of it, for programs: the plan where there is one, by what is to happen."""
    plan = outcome.plan
    told: dict[str, Any] = {"task": outcome.task, "exit_code": outcome.exit_code, "said": outcome.said or None}
    told |= {"problems": list(outcome.problems), "notes": list(outcome.notes)}
    if plan is not None:
        told |= {"guild_id": None if plan.guild is None else str(plan.guild), "in_sync": plan.is_in_sync}
        told |= {deed.value: [_step_told(step) for step in plan.steps_to(deed)] for deed in Deed}
        told |= {"mentions": list(outcome.mentions)}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _step_told(step: Step) -> dict[str, Any]:
    told: dict[str, Any] = {"type": step.type, "name": step.name, "id": step.id}
    if step.formerly is not None:
        told["formerly"] = step.formerly
    if step.differences:
        told["fields"] = [{"path": each.path, "from": each.registered, "to": each.ours} for each in step.differences]
    return told


def counts(plan: Plan) -> str:
    """`1 to create, 2 to delete, 3 unchanged, 1 kept`."""
    told = [(len(plan.steps_to(deed)), words) for deed, words in _COUNTED.items()]
    return ", ".join(f"{count} {words}" for count, words in told if count) or "no commands"


def _told(plan: Plan) -> list[Step]:
    """What is worth a line: what changes first, then what could have been expected to."""
    changing = [step for step in plan.steps if step.deed not in (Deed.UNCHANGED, Deed.KEEP)]
    return [*changing, *plan.steps_to(Deed.KEEP)]


def scope(plan: Plan) -> str:
    return "For all servers" if plan.guild is None else f"In the server {plan.guild}"


def _remark(step: Step) -> str:
    """What is to be said of a command besides its differences."""
    if step.deed is Deed.KEEP:
        if step.type == CommandType.PRIMARY_ENTRY_POINT:
            return "Discord's own, which opens the Activity: always kept"
        known = step.type in list(CommandType)
        return "not in commands/: kept, --prune deletes it" if known else "of a type we do not know: always kept"
    if step.deed is Deed.CREATE and step.formerly is not None:
        return f"/{step.formerly} under another name? With --prune that one is renamed, and keeps its id"
    if step.deed is Deed.DELETE:
        return f"id {step.id}" if step.id else ""
    return str(step.form.get("description", "")) if step.deed is Deed.CREATE else ""


def _value(value: Any) -> str:
    """A field's value as people read it: nothing hidden in it, and nothing that does something to their terminal."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _value(value["value"]) if "value" in value else _option(value)
    if isinstance(value, list) and value and isinstance(value[0], str):
        return visible(", ".join(value))
    return visible(json.dumps(value, ensure_ascii=False))


def _place(difference: Difference) -> str:
    is_order = re.search(r"(options|choices)$", difference.path) and isinstance(difference.ours, list)
    return visible(difference.path) + (" (order)" if is_order else "")


def _option(form: Mapping[str, Any]) -> str:
    kinds = {int(type_): type_.name.lower().replace("_", "-") for type_ in OptionType}
    told = f"{kinds.get(form.get('type', 0), 'option')} {_value(form.get('description', ''))}"
    return f"{told}, required" if form.get("required") else told


def visible(text: str) -> str:
    """The text with whatever cannot be seen, or is no character but an order, written out."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape", "surrogatepass").decode() for each in text
    )


# In a terminal.


def as_text(outcome: Outcome, *, width: int = UNLIMITED, colours: bool = False) -> str:
    """For people, in lines that are broken between words at `width` and stand under each other."""
    console, written = canvas(width, colours=colours)
    if outcome.plan is not None:
        for step in _told(outcome.plan):
            _draw_step(console, step)
        if _told(outcome.plan):
            console.print()
        _draw(console, "", [(f"{scope(outcome.plan)}: ", ""), (counts(outcome.plan) + ".", "bold")])
    told = _finished(written) + (_wrapped(outcome.said, width) if outcome.said else "")
    told += "".join(f"  {mention}\n" for mention in outcome.mentions)
    return told + sentences([f"Note: {note}" for note in outcome.notes], width=width)


def sentences(texts: Iterable[str], *, width: int = UNLIMITED) -> str:
    """What is told in sentences, each on lines of its own."""
    return "".join(_wrapped(visible(text), width) for text in texts)


def _finished(written: io.StringIO) -> str:
    return "".join(line.rstrip() + "\n" for line in written.getvalue().splitlines())


def _draw_step(console: "Console", step: Step) -> None:
    mark, style = _MARKS[step.deed]
    dim = "dim" if step.deed is Deed.KEEP else ""
    remark = visible(_remark(step))
    _draw(
        console, f"  {mark} ", [(visible(step.label), dim or f"bold {style}"), (f"  {remark}" if remark else "", "dim")]
    )
    for each in step.differences:
        _draw_difference(console, each)


def _draw_difference(console: "Console", difference: Difference) -> None:
    from rich.cells import cell_len

    path, before, after = _place(difference), _value(difference.registered), _value(difference.ours)
    if cell_len(f"      {path}: {before} → {after}") <= console.width:
        _draw(console, "      ", [(f"{path}: ", ""), (before, "red"), (" → ", ""), (after, "green")])
        return
    _draw(console, "      ", [(path, "")])
    _draw(console, "        - ", [(before, "red")])
    _draw(console, "        + ", [(after, "green")])


def _draw(console: "Console", before: str, pieces: Sequence[tuple[str, str]]) -> None:
    """Pieces of text with their styles, with `before` in front, and whatever goes on below standing below."""
    from rich.text import Text

    for line in Text.assemble(*pieces).wrap(console, max(20, console.width - len(before))):
        line.rstrip()
        console.print(Text(before) + line, soft_wrap=True)
        before = " " * len(before)


def _wrapped(sentence: str, width: int) -> str:
    """A sentence in lines of that width, in which addresses and options stay whole, to be copied."""
    return textwrap.fill(sentence, max(20, width), break_long_words=False, break_on_hyphens=False) + "\n"


# In a pull request.


def as_markdown(outcome: Outcome) -> str:
    """For a comment or a summary on GitHub. Whatever the texts of commands hold, they are shown, never obeyed."""
    told = [f"### {_HEADINGS[outcome.task]}", ""]
    plan = outcome.plan
    if plan is not None:
        told += [f"{scope(plan)}: **{counts(plan)}**.", ""]
        rows = list(_rows(plan))
        if rows:
            told += ["| | command | |", "|---|---|---|", *_fitting(rows), ""]
    if outcome.said:
        told += [_escaped(outcome.said), ""]
    for mention in outcome.mentions:
        told.append(f"- {_code(mention)}")
    for heading, texts in (("Not done", outcome.problems), ("Note", outcome.notes)):
        told += [f"- **{heading}:** {_code(text)}" for text in texts]
    return "\n".join(told).rstrip() + "\n"


def _rows(plan: Plan) -> Iterator[str]:
    for step in _told(plan):
        remark = _remark(step)
        told = [_code(remark)] if remark else []
        for each in step.differences:
            told.append(f"{_code(_place(each))}: {_code(_value(each.registered))} → {_code(_value(each.ours))}")
        yield f"| {_SIGNS[step.deed]} | {_code(step.label)} | {'<br>'.join(told)} |"


def _fitting(rows: Sequence[str]) -> Iterator[str]:
    room = MOST_MARKDOWN
    for number, row in enumerate(rows):
        room -= len(row)
        if room < 0:
            yield f"| | and {len(rows) - number} more | `plan` shows them all |"
            return
        yield row


def _code(text: str) -> str:
    return f"<code>{_escaped(visible(text))}</code>"


def _escaped(text: str) -> str:
    # Every sign that could mean something to Markdown or HTML, as a number; letters of all languages as they are.
    return "".join(each if each.isalnum() or each == " " or ord(each) > 127 else f"&#{ord(each)};" for each in text)
