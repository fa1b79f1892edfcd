"""Everything that docs/commands.md shows is run, and shows what the page says."""

import doctest
import importlib
import inspect
import re
import shlex
import sys
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec import json

from kasutamaiza.interactions import BrokenCommands, Directory, discover
from kasutamaiza.interactions.bind import OF_COMPONENT
from kasutamaiza.interactions.dispatch import Dispatcher
from scripts.say import command_data, parse
from tests.discord_rest import DiscordRest, discord_rest
from tests.docs import shown
from tests.docs.page import PAGE, ROOT, Block, blocks, write
from tests.docs.transcript import Visit, deeds
from tests.door import FrontDoor, forgetful, opened
from tests.spec import Check

BLOCKS = blocks()
FILES = [block for block in BLOCKS if block.file and not block.is_wrong]
TESTS = [block for block in BLOCKS if block.is_test]
FRAGMENTS = [block for block in BLOCKS if block.kind == "python" and not (block.file or block.is_test)]
REFUSED = [(wrong, told) for wrong, told in pairwise(BLOCKS) if wrong.is_wrong and told.kind == "text"]
TRANSCRIPTS = [block for block in BLOCKS if block.kind == "text" and block not in [told for _, told in REFUSED]]
SESSIONS = [block for block in BLOCKS if block.kind == "pycon"]
SHELL = [block for block in BLOCKS if block.kind == "sh"]


def by_line(block: object) -> str:
    return f"line {block.line}" if isinstance(block, Block) else str(block)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page's command files as a package; its name."""
    home = tmp_path_factory.mktemp("page")
    write(home / "page_commands", FILES)
    yield from imported(home, "page_commands")


def imported(home: Path, name: str) -> Iterator[str]:
    sys.path.insert(0, str(home))
    importlib.invalidate_caches()
    yield name
    sys.path.remove(str(home))
    for module in [each for each in sys.modules if each.partition(".")[0] == name]:
        del sys.modules[module]


@pytest.fixture
def directory(package: str) -> Directory:
    return discover(package)


@pytest.fixture
async def rest() -> AsyncIterator[DiscordRest]:
    async with discord_rest() as rest:
        yield rest


@pytest.fixture
async def door(package: str, rest: DiscordRest, database_url: str, spec: Check | None) -> AsyncIterator[FrontDoor]:
    async with opened(package=package, check=spec, database_url=database_url, discord_api_url=rest.url) as door:
        yield door


def test_every_block_is_run_by_a_test() -> None:
    refused = [block for pair in REFUSED for block in pair]
    run = [*FILES, *TESTS, *FRAGMENTS, *TRANSCRIPTS, *SESSIONS, *SHELL, *refused]
    assert [by_line(block) for block in BLOCKS if block not in run] == []


def test_discord_takes_the_commands_of_the_page(directory: Directory, spec: Check | None) -> None:
    assert len(directory.definitions) > 1
    if spec is not None:
        spec("commands", json.encode(directory.definitions))


@pytest.mark.parametrize("block", TRANSCRIPTS, ids=by_line)
async def test_a_transcript_shows_what_happens(
    block: Block, door: FrontDoor, rest: DiscordRest, directory: Directory, spec: Check | None
) -> None:
    await play(block.text, Visit(door, rest, directory, spec))


async def play(transcript: str, visit: Visit) -> None:
    for deed, lines in deeds(transcript):
        assert await visit.sees(deed) == lines, deed


@pytest.mark.parametrize("block", FRAGMENTS, ids=by_line)
def test_a_fragment_runs(block: Block) -> None:
    exec(compile(block.text, f"{PAGE.name}:{block.line}", "exec"), {"__name__": "fragment"})  # noqa: S102


@pytest.mark.parametrize("block", TESTS, ids=by_line)
async def test_a_test_passes(block: Block, package: str, door: FrontDoor) -> None:
    room: dict[str, Any] = {"__name__": "a_test"}
    source = block.text.replace("from commands.", f"from {package}.")
    exec(compile(source, f"{PAGE.name}:{block.line}", "exec"), room)  # noqa: S102
    found = [function for name, function in room.items() if name.startswith("test_")]
    assert found
    for function in found:
        await function(**({"door": door} if "door" in inspect.signature(function).parameters else {}))


@pytest.mark.parametrize("block", SESSIONS, ids=by_line)
def test_a_session_says_what_python_says(block: Block) -> None:
    session = doctest.DocTestParser().get_doctest(block.text, {}, by_line(block), PAGE.name, block.line)
    assert session.examples
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    assert runner.run(session, out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize(("wrong", "says"), REFUSED, ids=by_line)
def test_a_wrong_file_is_refused_as_the_page_says(wrong: Block, says: Block, tmp_path: Path) -> None:
    name = f"wrong_{wrong.line}"
    write(tmp_path / name, [wrong])
    for package in imported(tmp_path, name):
        with pytest.raises(BrokenCommands) as caught:
            Dispatcher(discover(package), [], **forgetful())
        told = [problem.replace(package, "commands") for problem in caught.value.problems]
    first, *lines = says.text.rstrip().split("\n")
    assert first in (ROOT / "app.py").read_text(encoding="utf-8")
    assert [line.strip() for line in lines] == told


@pytest.mark.parametrize("line", [line for block in SHELL for line in block.text.splitlines()])
def test_what_is_typed_in_a_shell_is_there(line: str, directory: Directory) -> None:
    program, *arguments = shlex.split(line, comments=True)
    assert program in ("./dev", ".venv/bin/python")
    assert (ROOT / (program if program == "./dev" else arguments[0])).exists()
    if arguments[:2] == ["scripts/say.py", "--press"]:
        assert json.decode(arguments[2])[0] in directory.tags
    elif arguments[:1] == ["scripts/say.py"]:
        entry, options = parse(" ".join(arguments[1:]).partition(" --")[0], directory.commands)
        command_data(entry, options)


def test_the_table_of_contents_leads_to_every_chapter() -> None:
    text = PAGE.read_text(encoding="utf-8")
    chapters = re.findall(r"^## (.+)$", text, re.MULTILINE)
    linked = re.findall(r"^- \[(.+?)\]\(#(.+?)\)", text, re.MULTILINE)
    assert [title for title, _ in linked] == chapters
    assert [anchor for _, anchor in linked] == [
        re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in chapters
    ]


def test_what_belongs_to_one_interaction_is_all_in_the_table() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {kind.__name__ for kind in OF_COMPONENT} <= named


@pytest.mark.parametrize(
    ("transcript", "wrong"),
    [
        ("/salute\n", "begins with what somebody does"),
        ("> dance\n", "nobody knows how to"),
        ("> /dance\n", "There is no such command"),
        ("> Bakura: /salute\n", "nobody knows how to"),
        ("> press Surrender\n", "not enough values"),
        ("> fill in Name: Fox\n", "the form has no Name"),
        ("> /salute\nMai bows.\n", "Mai bows and draws five cards"),
        ("> /salute\n(private)\nMai bows and draws five cards.\n", "/salute"),
    ],
)
async def test_a_transcript_that_cannot_be_run_is_refused(
    transcript: str, wrong: str, door: FrontDoor, rest: DiscordRest, directory: Directory
) -> None:
    with pytest.raises((ValueError, AssertionError), match=wrong):
        await play(transcript, Visit(door, rest, directory, None))


def test_a_transcript_is_compared_line_by_line() -> None:
    assert list(deeds("> /life\n8000 life points\n\n[Hit]\n> press Hit\n")) == [
        ("/life", ["8000 life points", "[Hit]"]),
        ("press Hit", []),
    ]


@pytest.mark.parametrize(
    "callback",
    [
        {"type": 99},
        {"type": 4, "data": {"allowed_mentions": {"parse": []}, "components": [], "stickers": []}},
        {"type": 4, "data": {"allowed_mentions": {"parse": []}, "components": [{"type": 99}]}},
        {"type": 4, "data": {"allowed_mentions": {"parse": []}, "components": [], "embeds": [{"video": {}}]}},
    ],
)
def test_what_a_transcript_has_no_line_for_is_not_passed_over(callback: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no line for"):
        shown.answer(callback)


def test_a_fence_without_another_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\npass\n```\n\n```text\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a fence without another"):
        blocks(page)
