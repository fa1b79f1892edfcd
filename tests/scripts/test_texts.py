"""Keeping the catalogues: what is found in the code, what a catalogue is told to lack, and what is written."""

import ast
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from kasutamaiza.interactions import Directory, discover
from scripts import texts

DIRECTORY = discover()
JA = texts.HOME / "ja" / "LC_MESSAGES" / "kasutamaiza.po"

WRITTEN = '''
"""A module."""
from kasutamaiza.errors import UserError
from kasutamaiza.texts import later

KINDS = {1: later("a kind")}


class Missing(UserError):
    def __init__(self, name: str) -> None:
        super().__init__("No {name}.", name=name)


class MissingCard(Missing): ...


class Refused(UserError): ...


class Ours(Exception):
    def __init__(self, problems: list[str]) -> None:
        super().__init__("not " "for people".join(problems))


def view(say, self, many, queue):
    say("plain")
    self._say("one" if many else "other")
    say.many("{count} card of {name}", "{count} cards of {name}", 3, name="Mai")
    say("in two " "pieces, {name}", name="Mai")
    say(KINDS[1])
    say("")
    queue.later("a job")
    many("no", "text")
    raise Refused("Refused.")
    raise MissingCard("Kuriboh")
    raise UserError("Not {now}.", **self.facts)
'''


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(JA.parents[2], tmp_path / "texts", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "texts"


def found(code: str, room: Path) -> tuple[texts.Texts, list[str]]:
    (room / "written.py").write_text(code)
    return texts.collect(Directory(), [room])


@cache
def everything() -> texts.Texts:
    every, _ = texts.collect(DIRECTORY, texts.CODE)
    return every


def in_japanese(home: Path) -> Path:
    return home / "ja" / "LC_MESSAGES" / "kasutamaiza.po"


def change(home: Path, before: str, after: str) -> None:
    text = in_japanese(home).read_text(encoding="utf-8")
    assert before in text
    in_japanese(home).write_text(text.replace(before, after, 1), encoding="utf-8")


def problems(home: Path) -> list[str]:
    return texts.check(in_japanese(home), everything(), DIRECTORY)


def test_everything_is_said_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert texts.main(["check"]) == 0, capsys.readouterr().err


def test_every_text_in_the_code_is_found(tmp_path: Path) -> None:
    every, wrong = found(WRITTEN, tmp_path)
    assert wrong == []
    # What the bot needs is there whatever the code says.
    needed, _ = texts.collect(Directory(), [])
    assert sorted(text.one for key, text in every.items() if key not in needed) == [
        "No {name}.",
        "Not {now}.",
        "Refused.",
        "a kind",
        "in two pieces, {name}",
        "one",
        "other",
        "plain",
        "{count} card of {name}",
    ]
    assert every["", "{count} card of {name}"].several == "{count} cards of {name}"


@pytest.mark.parametrize(
    "call",
    [
        'say(f"Page {page}")',
        'say("Page " + page)',
        'say("Page %s" % page)',
        'say("Page {}".format(page))',
        'say("Well" if page else f"Page {page}")',
        'say.many(f"{page} page", "{count} pages", 2)',
        'later(f"Page {page}")',
        'UserError(f"Page {page}")',
    ],
)
def test_a_text_that_is_put_together_is_refused(tmp_path: Path, call: str) -> None:
    _, wrong = found(call, tmp_path)
    assert len(wrong) == 1
    assert "written.py:1" in wrong[0]
    assert "is put together" in wrong[0]


@pytest.mark.parametrize(
    "call",
    [
        'say("Page {page}", pages=2)',
        'say("Page", page=2)',
        'say.many("{n} page", "{n} pages", 2)',
        'UserError("{a}", b=1)',
    ],
)
def test_facts_that_are_not_the_texts_are_refused(tmp_path: Path, call: str) -> None:
    _, [wrong] = found(call, tmp_path)
    assert "but is given" in wrong


def test_names_options_choices_and_descriptions_of_commands_are_found() -> None:
    every = {(text.context, text.one): text for text in texts.declared(discover("tests.interactions.said"))}
    assert every["command", "nested"].typed
    assert every["command", "shallow"].most == 32
    assert every["option", "chosen"].typed
    assert not every["choice", "Ay"].typed
    assert every["", "One level down."].most == 100
    assert ("", "Nests") in every
    assert ("", "Kick Members") in every


def test_an_update_changes_nothing_when_there_is_nothing_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.read_bytes() for file in home.rglob("*.?o")}
    assert len(before) == 2
    assert texts.main(["update"], home) == 0
    assert {file: file.read_bytes() for file in home.rglob("*.?o")} == before
    assert capsys.readouterr().out == "Every text is translated.\n"


def test_a_new_language_begins_with_everything_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert texts.main(["update", "--add", "pt-BR"], home) == 1
    assert "pt-BR: “Pong!” is not translated" in capsys.readouterr().err.splitlines()
    written = (home / "pt-BR" / "LC_MESSAGES" / "kasutamaiza.po").read_text(encoding="utf-8")
    assert r'"Plural-Forms: nplurals=2; plural=(n > 1);\n"' in written
    assert "pt-BR" in written
    assert "Date" not in written


def test_an_unknown_language_is_refused(home: Path) -> None:
    with pytest.raises(SystemExit):
        texts.main(["update", "--add", "en-US"], home)


def test_a_text_that_is_missing_empty_or_said_nowhere_is_told(home: Path) -> None:
    change(home, 'msgid "Pong!"', 'msgid "Pang!"')
    change(home, 'msgid "Diagnostics"\nmsgstr "', 'msgid "Diagnostics"\nmsgstr ""\n\n#~ msgid "Gone"\n#~ msgstr "')
    told = problems(home)
    assert "ja: “Pong!” is not translated" in told
    assert "ja: “Diagnostics” is not translated" in told
    assert "ja: “Pang!” is said nowhere: run texts.py update" in told
    assert "ja: “Gone” is said nowhere: run texts.py update" in told
    assert "ja: kasutamaiza.mo is not what kasutamaiza.po compiles to: run texts.py update" in told


def test_what_was_reworded_keeps_its_translation_to_be_looked_at(home: Path) -> None:
    change(home, 'msgid "Take me to your server"', 'msgid "Take me to your servers"')
    change(home, 'msgid "All is well"', 'msgid "Something else altogether"')
    assert texts.main(["update"], home) == 1
    [fuzzy, missing] = sorted(problems(home), key=len, reverse=True)
    assert fuzzy.startswith("ja: “Take me to your server” was reworded")
    assert missing == "ja: “All is well” is not translated"
    assert "Something else altogether" not in in_japanese(home).read_text(encoding="utf-8")


@pytest.mark.parametrize("bad", ["ページ {page}", "{page}/{pages}/{all}", "{page:02}/{pages}", "{page/{pages}"])
def test_other_placeholders_than_the_texts_are_told(home: Path, bad: str) -> None:
    message = texts.read(in_japanese(home)).get("Page {page} of {pages}")
    assert message is not None
    change(home, str(message.string), bad)
    assert f"ja: “Page {{page}} of {{pages}}” has other placeholders than “{bad}”" in problems(home)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ヘ ルプ", "has a name that Discord refuses"),
        ("Help", "has a name that Discord refuses"),
        ("ヘ" * 33, "is translated with 33 characters; Discord allows 32"),
        ("ping", "“ping” and “help” are both called ping"),
        ("bot", "are both called bot"),
    ],
)
def test_a_name_that_discord_would_refuse_is_told(home: Path, name: str, told: str) -> None:
    change(home, 'msgid "help"\nmsgstr "ヘルプ"', f'msgid "help"\nmsgstr "{name}"')
    assert [problem for problem in problems(home) if told in problem]


@pytest.mark.parametrize("task", ["update", "check"])
@pytest.mark.parametrize("broken", [b"<<<<<<< HEAD\n", b'msgid "\xff"\n'])
def test_a_broken_catalogue_is_told_in_a_sentence_and_left_alone(
    home: Path, capsys: pytest.CaptureFixture[str], task: str, broken: bytes
) -> None:
    in_japanese(home).write_bytes(broken)
    assert texts.main([task], home) == 1
    assert capsys.readouterr().err.startswith(f"{in_japanese(home)} cannot be read: ")
    assert in_japanese(home).read_bytes() == broken


def test_a_compiled_catalogue_that_is_missing_is_told(home: Path) -> None:
    in_japanese(home).with_suffix(".mo").unlink()
    assert problems(home) == ["ja: kasutamaiza.mo is not what kasutamaiza.po compiles to: run texts.py update"]


def test_the_bot_says_what_it_says_without_babel() -> None:
    tree = [ast.parse(file.read_text()) for room in texts.CODE for file in room.rglob("*.py")]
    imported = {
        alias.name for each in tree for node in ast.walk(each) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {str(node.module) for each in tree for node in ast.walk(each) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.split(".")[0] == "babel"]


def test_english_costs_no_import() -> None:
    asked = "import sys, kasutamaiza.texts as t; t.speak('en-GB')('Pong!'); print('gettext' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=texts.ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_help_tells_what_there_is_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        texts.main(["--help"])
    assert ended.value.code == 0
    assert "update" in capsys.readouterr().out
