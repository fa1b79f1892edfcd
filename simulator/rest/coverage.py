"""What of Discord's API is simulated: `python -m simulator.rest.coverage docs/simulator.md` writes it into a page."""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.rest.call import Operation
from simulator.rest.known import Known, known

BEGINS, ENDS = "<!-- coverage -->", "<!-- /coverage -->"
_SECTION = re.compile(f"{BEGINS}.*?{ENDS}", re.DOTALL)


class NoSection(ValueError):
    """The page has no place for the table."""


def table(operations: Iterable[Operation], calls: Iterable[Known]) -> str:
    """A Markdown table: each kind of thing in Discord's API, and its calls that are simulated, and that are not."""
    simulated = {each.name for each in operations}
    by_resource: dict[str, list[Known]] = {}
    every = list(calls)
    for each in every:
        by_resource.setdefault(_resource(each.path), []).append(each)
    count = sum(each.name in simulated for each in every)
    head = [
        f"{count} of Discord's {len(every)} calls are simulated. The others are answered with 404 and say so.",
        "",
        "| Resource | Simulated | Real but not simulated |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*head, *(_row(name, by_resource[name], simulated) for name in sorted(by_resource))])


def _row(name: str, calls: Sequence[Known], simulated: set[str]) -> str:
    ours = [each for each in calls if each.name in simulated]
    others = [each for each in calls if each.name not in simulated]
    return f"| {name} | {_cell(ours)} | {_cell(others)} |"


def _cell(calls: Sequence[Known]) -> str:
    return ", ".join(f"`{each.name}`" for each in calls) or "–"


def _resource(path: str) -> str:
    """What a call is about: the last thing in its path that is spelled out and has an owner, or the first."""
    steps = [step for step in path.split("/") if step and not step.startswith(("{", "@"))]
    return " / ".join(steps[:2])


def written(page: str, section: str) -> str:
    """The page with this as its section. Raises `NoSection`."""
    if _SECTION.search(page) is None:
        raise NoSection(f"There is nothing between {BEGINS} and {ENDS}.")
    return _SECTION.sub(lambda _: f"{BEGINS}\n{section}\n{ENDS}", page, count=1)


def main(arguments: Sequence[str]) -> int:
    from simulator.rest.operations import OPERATIONS

    section = table(OPERATIONS, known())
    if not arguments:
        sys.stdout.write(section + "\n")
        return 0
    page = Path(arguments[0])
    try:
        told = written(page.read_text(encoding="utf-8"), section)
    except (OSError, NoSection) as error:
        sys.stderr.write(f"{page} cannot be written: {error}\n")
        return 1
    page.write_text(told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
