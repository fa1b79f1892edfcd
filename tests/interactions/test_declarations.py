"""Wrong declarations are refused at start-up, all at once, each with its handler named."""

import importlib
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kasutamaiza.interactions import BrokenCommands, Directory, discover
from kasutamaiza.interactions.dispatch import Dispatcher

Written = Callable[[str], str]

HEAD = """
from enum import StrEnum
from typing import Annotated
from kasutamaiza.interactions import *
from kasutamaiza.interactions import Choice, CustomId, Group, Option, Reply, Update, command, on_component
from kasutamaiza.ui import Message
"""


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
        Dispatcher(discover(package), [])
    return [problem.removeprefix(f"{package}.") for problem in caught.value.problems]


def a_command(parameters: str = "", *, name: str = "x", doc: str = '"""Do."""', returns: str = "-> Reply") -> str:
    return f"""
@command()
async def {name}({parameters}) {returns}:
    {doc}
    return Reply(Message(content="x"))
"""


MUCH_TEXT = """
MANY = [Choice(f"{number}" + "x" * 98, f"{number}" + "x" * 98) for number in range(10, 20)]
@command()
async def x(
    a: Annotated[str, Option("A.", choices=MANY)],
    b: Annotated[str, Option("B.", choices=MANY)],
    c: Annotated[str, Option("C.", choices=MANY)],
    d: Annotated[str, Option("D.", choices=MANY)],
) -> Reply:
    "Say much."
"""

A = 'Annotated[{}, Option("Say."{})]'
WRONG = {
    "no docstring": (a_command(doc="pass"), "has no docstring"),
    "no return": (a_command(returns=""), "must say what it returns: -> Reply"),
    "another return": (a_command(returns="-> str"), "must say what it returns: -> Reply"),
    "not async": ('@command()\ndef x() -> Reply:\n    """Do."""\n', "must be async def"),
    "a name with capitals": (a_command(name="Card"), "Discord wants 'card'"),
    "a name too long": (a_command(name="x" * 33), "has 33 characters; Discord allows 1 to 32"),
    "a description too long": (a_command(doc=f'"""{"x" * 101}"""'), "has 101 characters; Discord allows 1 to 100"),
    "a plain option": (a_command("name: str"), 'name is no option; write name: Annotated[…, Option("…")]'),
    "an option without a type": (a_command("name"), "name"),
    "an annotation of something else": (a_command('name: Annotated[str, "said"]'), "name is no option"),
    "a type that no option has": (a_command("x: " + A.format("bytes", "")), "x is of a type that no option has: bytes"),
    "a list": (a_command("x: " + A.format("list[str]", "")), "x is of a type that no option has"),
    "None without a default": (a_command("x: " + A.format("str | None", "")), "x may be None but has no default"),
    "required after optional": (
        a_command("x: " + A.format("str", "") + ' = "", y: ' + A.format("str", "") + ' = ""').replace(' = "")', ")"),
        "non-default argument",
    ),
    "26 options": (
        a_command(", ".join(f"o{n}: {A.format('str', '')}" for n in range(26))),
        "has 26 members; Discord allows at most 25",
    ),
    "26 choices": (
        a_command("x: " + A.format("str", ", choices=[Choice(str(n), str(n)) for n in range(26)]")),
        "has 26 members; Discord allows at most 25",
    ),
    "two options with one name": (
        a_command("x: " + A.format("str", "") + ", y: " + A.format("str", ', name="x"')),
        "has two options called x",
    ),
    "choices for a yes or no": (
        a_command("x: " + A.format("bool", ', choices=[Choice("a", "a")]')),
        "may have neither choices nor autocomplete",
    ),
    "a length for a number": (a_command("x: " + A.format("int", ", max_length=3")), "may not have a min_length"),
    "a value for a text": (a_command("x: " + A.format("str", ", max_value=3")), "may not have a min_value"),
    "bounds the wrong way round": (
        a_command("x: " + A.format("int", ", min_value=3, max_value=2")),
        "has min_value 3 above max_value 2",
    ),
    "a bound beyond Discord's": (a_command("x: " + A.format("str", ", max_length=6001")), "outside 0 to 6000"),
    "no length at all": (a_command("x: " + A.format("str", ", max_length=0")), "has max_length 0"),
    "an autocomplete that is no such function": (
        "async def suggest() -> list[Choice]: return []\n"
        + a_command("x: " + A.format("str", ", autocomplete=suggest")),
        "its autocomplete must be async def f(typed: str, *, …) -> list[Choice]",
    ),
    "arguments by the dozen": (a_command("*all: str"), "is no parameter that a handler may have"),
    "a name that nobody knows": (a_command("x: Annotated[Unknown, Option('x')]"), "Unknown"),
    "a service that nobody provides": (
        a_command("*, catalogue: Directory, other: Path").replace("@", "from pathlib import Path\n@"),
        "nobody provides Path",
    ),
    "a group too deep": (
        """
        a = Group("a", "A.").group("b", "B.").group("c", "C.")
        @a.command()
        async def x() -> Reply:
            "Do."
        """,
        "lies too deep",
    ),
    "a command that holds others": (
        """
        a = Group("a", "A.")
        @a.command()
        async def x() -> Reply:
            "Do."
        @command()
        async def a() -> Reply:
            "Do."
        """,
        "/a is a command too; one that holds others cannot be used itself",
    ),
    "a group with a name that is none": (
        """
        deck = Group("card deck", "Decks.")
        @deck.command()
        async def x() -> Reply:
            "Do."
        """,
        "group.name 'card deck' has ' '",
    ),
    "one group twice, otherwise": (
        """
        one, two = Group("card", "Cards."), Group("card", "Others.")
        @one.command()
        async def x() -> Reply:
            "Do."
        @two.command()
        async def y() -> Reply:
            "Do."
        """,
        "the group /card has another description or requires elsewhere",
    ),
    "more commands than Discord takes": (
        "\n".join(a_command(name=f"x{number}") for number in range(101)),
        "there are more than the 100 that Discord takes",
    ),
    "a suggestion with a name that nobody knows": (
        "async def suggest(typed: 'Unknown') -> list[Choice]: return []\n"
        + a_command("x: " + A.format("str", ", autocomplete=suggest")),
        "name 'Unknown' is not defined",
    ),
    "an option on the wrong side of the star": (
        a_command("*, x: " + A.format("str", ", choices=[Choice('a', 'a')]")),
        "nobody provides",
    ),
    "a command twice": (
        a_command() + a_command().replace("x(", "x_("),
        "the command /x is declared by",
    ),
    "too much text": (
        MUCH_TEXT,
        "characters in all; Discord allows 8000",
    ),
    "a button without a record": (
        "@on_component\nasync def press(custom_id: str) -> Update: ...",
        "must take the button's record before the star",
    ),
    "a button with a record too many": (
        'class A(CustomId, tag="a", frozen=True): pass\n@on_component\nasync def press(a: A, b: A) -> Update: ...',
        "must take the button's record before the star",
    ),
    "a button without an answer": (
        'class A(CustomId, tag="a", frozen=True): pass\n@on_component\nasync def press(a: A) -> None: ...',
        "must say what it returns: -> Update or -> Reply",
    ),
    "a record without a tag": (
        "class A(CustomId, frozen=True): pass\n@on_component\nasync def press(a: A) -> Update: ...",
        "A has no tag",
    ),
    "a record with what cannot be remembered": (
        """
        class A(CustomId, tag="a", frozen=True):
            size: float
        @on_component
        async def press(a: A) -> Update: ...
        """,
        "A.size cannot stand in a custom_id",
    ),
    "two records with one tag": (
        """
        class A(CustomId, tag="a", frozen=True): pass
        class B(CustomId, tag="a", frozen=True): pass
        @on_component
        async def one(a: A) -> Update: ...
        @on_component
        async def two(b: B) -> Update: ...
        """,
        "the tag a is declared by",
    ),
}


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
