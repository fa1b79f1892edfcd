"""A page's blocks of code, and the commands that stand among them."""

import re
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "commands.md"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DOCSTRING = re.compile(r'"""(?P<what>[^:\n]+): .+')


class Block(Struct, frozen=True):
    """A fenced block: its language, what it holds, and the line of the page that it begins at."""

    kind: str
    text: str
    line: int

    @property
    def file(self) -> str | None:
        """The name of the command file that it is: `card.py` for `\"""/card: …\"""`; None when it is none."""
        found = _DOCSTRING.match(self.text) if self.kind == "python" else None
        return found and found["what"].strip("/").lower().replace(" ", "_") + ".py"

    @property
    def is_wrong(self) -> bool:
        """Whether it is a file that shows how one is refused."""
        return (self.file or "").startswith("wrong")

    @property
    def is_test(self) -> bool:
        return self.kind == "python" and self.file is None and "async def test_" in self.text


def blocks(page: Path = PAGE) -> list[Block]:
    """All blocks of the page. Raises `ValueError` for fences that do not pair, or that stand within a line."""
    text = page.read_text(encoding="utf-8")
    found = [Block(each[1], each[2], text.count("\n", 0, each.start()) + 1) for each in _FENCE.finditer(text)]
    if text.count("```") != 2 * len(found):
        raise ValueError(f"{page} has a fence without another")
    return found


def write(package: Path, files: list[Block]) -> None:
    """A package of commands with these files in it. Raises `FileExistsError` when two have one name."""
    package.mkdir()
    (package / "__init__.py").write_text('"""The commands of a page."""\n', encoding="utf-8")
    for block in files:
        assert block.file is not None
        with (package / block.file).open("x", encoding="utf-8") as file:
            file.write(block.text)
