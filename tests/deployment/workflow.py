"""GitHub's workflows, read line by line: actionlint and zizmor know their grammar, this only looks a few things up."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parents[2] / ".github" / "workflows"


class Workflow(Struct, frozen=True):
    """One file of .github/workflows."""

    name: str
    text: str

    @property
    def jobs(self) -> dict[str, str]:
        """The text of each job, by its name."""
        _, _, jobs = self.text.partition("\njobs:\n")
        _, *parts = re.split(r"^  ([a-z]\w*):\n", jobs, flags=re.MULTILINE)
        return dict(zip(parts[::2], parts[1::2], strict=True))

    @property
    def runs(self) -> list[str]:
        """What is given to a shell, a step's at a time, with its lines joined where they go on."""
        return [re.sub(r"\\\n\s*", "", run) for run in _runs(self.text.splitlines())]

    @property
    def calls(self) -> list[list[str]]:
        """The calls of our scripts: script, then words."""
        found = [re.findall(r"scripts/\w+\.py[^|>\"\n]*", run) for run in self.runs]
        return [call.split() for calls in found for call in calls]


def _runs(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        said = re.fullmatch(r"( *)(?:- )?run: (.*)", line)
        if said is None:
            continue
        if said[2] != "|":
            yield said[2]
            continue
        deeper = len(said[1]) + 1
        block = []
        for each in lines[number + 1 :]:
            if each.strip() and len(each) - len(each.lstrip()) < deeper:
                break
            block.append(each.strip())
        yield "\n".join(block)


WORKFLOWS = [Workflow(file.name, file.read_text()) for file in sorted(FOLDER.glob("*.yml"))]
