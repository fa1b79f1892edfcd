"""The house inspects itself."""

import ast
import importlib
import pkgutil
import re
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import kasutamaiza
import simulator
from kasutamaiza.bot import ALL_NEEDED, NEEDS
from kasutamaiza.interactions import discover
from tests.spec import Check

ROOT = Path(__file__).parents[2]
OURS = [
    ROOT / "app.py",
    *(file for room in ("kasutamaiza", "commands", "scripts", "simulator") for file in (ROOT / room).rglob("*.py")),
]
PACKAGES = sorted(
    found.name
    for house in (kasutamaiza, simulator)
    for found in pkgutil.walk_packages(house.__path__, f"{house.__name__}.")
    if found.ispkg
)
PAGE = [file for kind in ("js", "css", "html") for file in (ROOT / "simulator" / "page").rglob(f"*.{kind}")]
DIRECTORY = discover()

TAGS = {"help.page", "bot.stored"}
"""Tags that were ever sent. They are for ever: add to them, and take none away."""


def test_tags_are_for_ever() -> None:
    assert DIRECTORY.tags == TAGS


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_and_functions_are_short_and_modules_say_what_they_are(file: Path) -> None:
    text = file.read_text()
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "no sentence that could stand on the map"
    assert text.count("\n") <= 400
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{node.name} is too long"


@pytest.mark.parametrize("file", PAGE, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_page_is_short_files_that_draw_text_as_text_and_ask_nobody_else(file: Path) -> None:
    text = file.read_text()
    assert text.count("\n") <= 400
    for never in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert never not in text
    fetched = re.findall(r"(?:src|href)=\"([^\"]+)|url\(([^)]+)|from \"([^\"]+)|import\(\"([^\"]+)", text)
    assert [each for found in fetched for each in found if "//" in each] == []


def test_the_page_imports_one_way() -> None:
    modules = {file.resolve(): file.read_text() for file in PAGE if file.suffix == ".js"}
    named = {file: re.findall(r"(?:from|import) ?\(?\"(\.[^\"]+)", text) for file, text in modules.items()}
    needed = {file: {(file.parent / each).resolve() for each in names} for file, names in named.items()}
    assert set().union(*needed.values()) <= modules.keys()
    TopologicalSorter(needed).prepare()


@pytest.mark.parametrize("name", PACKAGES)
def test_every_room_stands_on_the_map(name: str) -> None:
    sentence = (importlib.import_module(name).__doc__ or "").splitlines()[0]
    assert sentence in (ROOT / "docs" / "house.md").read_text()


@pytest.mark.parametrize("name", PACKAGES)
def test_a_door_names_what_there_is_and_nothing_twice(name: str) -> None:
    module = importlib.import_module(name)
    names = getattr(module, "__all__", [])
    assert len(set(names)) == len(names)
    assert all(hasattr(module, each) for each in names)


@pytest.mark.parametrize("entry", DIRECTORY.commands, ids=lambda entry: str(entry.path))
def test_every_command_has_a_journey(entry: object) -> None:
    journeys = "".join(file.read_text() for file in (ROOT / "tests" / "journeys").glob("*.py"))
    assert f'says("{getattr(entry, "path", None)}"' in journeys


def test_discord_takes_our_commands(spec: Check | None) -> None:
    from msgspec import json

    if spec is None:
        pytest.skip("Discord's OpenAPI document is not at hand")
    spec("commands", json.encode(DIRECTORY.definitions))


def test_the_spec_refuses_what_discord_refuses(spec: Check | None) -> None:
    if spec is None:
        pytest.skip("Discord's OpenAPI document is not at hand")
    with pytest.raises(AssertionError, match="Discord would refuse this callback"):
        spec("callback", b'{"type": 99}')


def test_what_a_command_needs_is_asked_for_with_a_purpose() -> None:
    assert all(need.purpose for need in NEEDS)
    for entry in DIRECTORY.commands:
        assert entry.handler.terms.needs in ALL_NEEDED


def test_the_locks_are_whole_and_name_no_host() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text()
        assert "http:" not in text
        assert "https:" not in text
        pinned = {line.split("==")[0] for line in text.splitlines() if "==" in line}
        assert {requirement.split(">=")[0].split("[")[0] for requirement in wanted} <= pinned
        assert text.count("--hash=sha256:") >= len(pinned)


def test_every_setting_is_told_of() -> None:
    from tests.door import settings

    told = (ROOT / ".env.example").read_text()
    assert [name for name in settings().given if name not in told] == []
