"""Wrong declarations are refused at start-up, all at once, each with its handler named."""

import importlib
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kasutamaiza.interactions import BrokenCommands, Directory, discover
from kasutamaiza.interactions.dispatch import Dispatcher
from tests.door import forgetful
from tests.interactions.declared import HEAD, WRONG, a_command

Written = Callable[[str], str]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """A package of commands with one file, which holds this; its name."""
    monkeypatch.syspath_prepend(tmp_path)
    number = 0

    def write(source: str) -> str:
        nonlocal number
        number += 1
        name = f"written{number}_{tmp_path.name}"
        package = tmp_path / name
        package.mkdir()
        (package / "__init__.py").write_text('"""Commands of a test."""\n')
        (package / "file.py").write_text(HEAD + textwrap.dedent(source))
        importlib.invalidate_caches()
        return name

    yield write
    for name in [name for name in sys.modules if name.startswith("written")]:
        del sys.modules[name]


def problems(package: str) -> list[str]:
    with pytest.raises(BrokenCommands) as caught:
        Dispatcher(discover(package), [], **forgetful())
    return [problem.removeprefix(f"{package}.") for problem in caught.value.problems]


@pytest.mark.parametrize(("source", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_declaration_is_refused_with_its_reason(written: Written, source: str, reason: str) -> None:
    told = problems(written(source))
    assert any(reason in problem for problem in told), told


def test_the_handler_is_named(written: Written) -> None:
    assert problems(written(a_command(doc="pass", name="lonely")))[0].startswith("file.lonely: ")


def test_all_problems_are_told_at_once(written: Written) -> None:
    source = a_command(doc="pass") + a_command("name: str", name="y") + a_command(returns="", name="z")
    assert [problem.split(":")[0] for problem in problems(written(source))] == ["file.x", "file.y", "file.z"]


def test_a_file_that_cannot_be_imported_is_named_with_its_reason_and_line(written: Written) -> None:
    [problem] = problems(written("raise RuntimeError('out of cards')"))
    assert problem == "file: cannot be imported: RuntimeError: out of cards (line 7)"
    [problem] = problems(written("def f(:\n"))
    assert problem.startswith("file: cannot be imported: SyntaxError: ")
    assert "(file.py, line 7)" in problem
    [problem] = problems(written("import nothing_of_that_name"))
    assert "ModuleNotFoundError: No module named 'nothing_of_that_name'" in problem
    [problem] = problems(written("assert False"))
    assert problem == "file: cannot be imported: AssertionError (line 7)"
    [problem] = problems(written("import json\njson.loads('[')"))
    assert problem.endswith("(line 8)"), "the file's own line, not the innermost"
    [problem] = problems(written("import sys\nsys.exit('enough')"))
    assert problem == "file: cannot be imported: SystemExit: enough (line 8)"


def test_files_whose_names_start_with_an_underscore_are_left_out(written: Written) -> None:
    package = written(a_command())
    module = importlib.import_module(package)
    (Path(str(module.__file__)).parent / "_helper.py").write_text("raise RuntimeError")
    assert [entry.path for entry in discover(package).commands] == ["x"]


def test_handlers_from_elsewhere_are_declared_there(written: Written) -> None:
    assert discover(written("from commands.ping import ping\n")).commands == []


def said() -> Directory:
    return discover("tests.interactions.said")


def test_a_declaration_is_told_to_discord_as_it_was_written() -> None:
    plain = next(each for each in said().definitions if each.name == "plain")
    text, whole, *_, chosen = plain.options
    assert (plain.description, plain.default_member_permissions) == ("Options that are values.", None)
    assert (text.name, text.required, text.min_length, text.max_length) == ("text", True, 2, 10)
    assert (whole.min_value, whole.max_value) == (1, 9)
    assert ([choice.name for choice in chosen.choices], chosen.required) == (["Ay", "Bee"], False)


def test_enumerations_are_told_as_choices() -> None:
    made = next(each for each in said().definitions if each.name == "made")
    attribute, rank, _, origin, other = made.options
    assert [(choice.name, choice.value) for choice in attribute.choices] == [("Dark", "dark"), ("Light", "light")]
    assert [(choice.name, choice.value) for choice in rank.choices] == [("Rank 1", 1), ("Rank 2", 2)]
    assert (origin.name, other.name) == ("from", "other")


def test_groups_are_told_as_one_command() -> None:
    nested = next(each for each in said().definitions if each.name == "nested")
    assert nested.default_member_permissions == "32"
    deep, shallow = nested.options
    assert (deep.type, deep.description, [each.name for each in deep.options]) == (
        2,
        "Commands in a group of a group.",
        ["down"],
    )
    assert (shallow.type, shallow.description) == (1, "One level down.")


def test_a_handler_is_still_the_function_it_was() -> None:
    from tests.interactions.said.nested import kick

    assert kick.__doc__ == "For those who may."
    assert kick.where == "tests.interactions.said.nested.kick"


async def test_a_handler_is_called_as_the_function_it_is() -> None:
    from tests.interactions.said.kinds import said as reply
    from tests.interactions.said.kinds import suggested

    assert await suggested("dark") == reply("dark", 0, None)


def test_a_folder_in_commands_is_read_too(written: Written) -> None:
    package = written(a_command())
    folder = Path(str(importlib.import_module(package).__file__)).parent / "more"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""More commands."""\n')
    (folder / "other.py").write_text(HEAD + a_command(name="y"))
    (folder / "_hidden.py").write_text(HEAD + a_command(name="z"))
    importlib.invalidate_caches()
    assert [entry.path for entry in discover(package).commands] == ["x", "y"]
