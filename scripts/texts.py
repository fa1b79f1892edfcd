"""Keeps the catalogues of what we say: finds every text, hands it to each language, compiles, and checks."""

import argparse
import ast
import io
import string
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from kasutamaiza.bot import NEEDS
from kasutamaiza.discord.command import LOCALES, ApplicationCommand, CommandOption, CommandType, OptionType, check_name
from kasutamaiza.interactions import BrokenCommands, Directory, discover
from kasutamaiza.texts.catalogue import DOMAIN, ENGLISH
from kasutamaiza.ui import limits

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parents[1]
HOME = ROOT / "kasutamaiza" / "texts"
CODE = (ROOT / "kasutamaiza", ROOT / "commands")

EPILOG = """\
A language is a folder of kasutamaiza/texts/, called as Discord calls it. When a text or a command is new or has
changed: run `update`, translate in the .po what it lists, run `update` again, and commit the .po and the .mo."""


class Text(Struct, frozen=True):
    """What is to be translated. Names have a `context`; `most` is how long a translation may be, 0 as long as it likes.

    `typed`: people type it, so that Discord wants it without spaces and capitals.
    """

    one: str
    several: str = ""
    context: str = ""
    most: int = 0
    typed: bool = False

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.one, self.several) if self.several else self.one


Texts: TypeAlias = dict[tuple[str, str], Text]
"""By context and English text."""


def main(argv: Sequence[str] | None = None, home: Path = HOME) -> int:
    parser = argparse.ArgumentParser(prog="texts.py", description=__doc__, epilog=EPILOG)
    tasks = parser.add_subparsers(dest="task", required=True)
    updating = tasks.add_parser("update", help="bring every catalogue up to date with the code, and compile it")
    languages = sorted(set(LOCALES) - {ENGLISH.locale})
    updating.add_argument("--add", metavar="LOCALE", choices=languages, help="begin one more language: de, pt-BR")
    tasks.add_parser("check", help="change nothing; exit with 1 and a list when there is something to do")
    asked = parser.parse_args(argv)
    try:
        if asked.task == "update":
            # Before the commands are read: a name that Discord would refuse is read from what was compiled.
            for file in _catalogues(home):
                compile_(file)
        directory = discover()
        texts, problems = collect(directory, CODE)
        if asked.task == "update":
            update([*_catalogues(home), *([_file(home, asked.add)] if asked.add else [])], texts)
        problems += [problem for file in _catalogues(home) for problem in check(file, texts, directory)]
    except (BrokenCommands, ValueError) as broken:
        problems = str(broken).splitlines()
    print("\n".join(problems) or "Every text is translated.", file=sys.stderr if problems else sys.stdout)
    return 1 if problems else 0


def collect(directory: Directory, code: Iterable[Path]) -> tuple[Texts, list[str]]:
    """Every text there is, and what is wrong with how some are written."""
    files = {file: ast.parse(file.read_text(encoding="utf-8")) for room in code for file in sorted(room.rglob("*.py"))}
    errors = _errors(files.values())
    texts: Texts = {}
    problems: list[str] = []
    for file, tree in files.items():
        finder = _Finder(file, errors)
        finder.visit(tree)
        problems += finder.problems
        for text in finder.found:
            texts[text.context, text.one] = text
    for text in declared(directory):
        texts.setdefault((text.context, text.one), text)
    return texts, problems


def _errors(trees: Iterable[ast.AST]) -> dict[str, bool]:
    """The names of UserError and all that derive from it: whether it is called with its text."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    errors = {"UserError": True}
    known = 0
    while known < len(errors):
        known = len(errors)
        for node in classes:
            base = next(
                (errors[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in errors), None
            )
            if base is not None and node.name not in errors:
                own = any(isinstance(each, ast.FunctionDef) and each.name == "__init__" for each in node.body)
                errors[node.name] = base and not own
    return errors


class _Finder(ast.NodeVisitor):
    """Finds the texts in a module. Not Babel's own, which takes a text from any `__init__` and passes over f-strings.

    They stand in `say(…)`, `say.many(…)`, `later(…)`, `UserError(…)`, and in `super().__init__(…)` of what derives from
    UserError.
    """

    def __init__(self, file: Path, errors: dict[str, bool]) -> None:
        self._where = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
        self._errors = errors
        self._class = ""
        self.found: list[Text] = []
        self.problems: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outside, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outside

    def visit_Call(self, call: ast.Call) -> None:
        name, owner = _name(call.func), _name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        facts = {each.arg for each in call.keywords}
        inside = name == "__init__" and owner == "super" and self._class in self._errors.keys() - {"UserError"}
        if name == "many" and owner == "say":
            self._take(call.args[:2], facts | {"count"})
        elif name == "say" or (name == "later" and not owner) or self._errors.get(name) or inside:
            self._take(call.args[:1], facts)
        self.generic_visit(call)

    def _take(self, said: Sequence[ast.expr], facts: set[str | None]) -> None:
        if len(said) == 1 and isinstance(said[0], ast.IfExp):
            self._take([said[0].body], facts)
            self._take([said[0].orelse], facts)
            return
        for each in said:
            if isinstance(each, (ast.JoinedStr, ast.BinOp)) or (
                isinstance(each, ast.Call) and _name(each.func) == "format"
            ):
                self._object(each, "is put together; write the text out, and give it facts by name")
        texts = [each.value for each in said if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if not said or len(texts) < len(said) or not texts[0]:
            return
        wanted = {name for text in texts for name, *_ in _placeholders(text) or ()}
        # Without facts it is said as it is; with `**facts` nobody can tell from here.
        if facts and None not in facts and wanted != facts:
            self._object(said[0], f"has {_listed(wanted)} but is given {_listed(facts)}")
        self.found.append(Text(texts[0], "".join(texts[1:])))

    def _object(self, node: ast.expr, problem: str) -> None:
        self.problems.append(f"{self._where}:{node.lineno}: “{ast.unparse(node)[:60]}” {problem}.")


def _name(node: ast.expr) -> str:
    """What something is called, whoever has it: `say` for `say`, `self._say` and `say(…)`."""
    if isinstance(node, ast.Call):
        return _name(node.func)
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name if name.startswith("__") else name.lstrip("_")


def _placeholders(text: str) -> set[tuple[str, str | None, str | None]] | None:
    """The places that `str.format` fills in `text`; None when it is no template."""
    try:
        return {(name, spec, how) for _, name, spec, how in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _listed(names: Iterable[str | None]) -> str:
    return ", ".join(sorted(f"{{{name}}}" for name in names)) or "nothing"


def declared(directory: Directory) -> Iterator[Text]:
    """What the commands are called and described with, and the permissions that are spoken of."""
    for command in directory.definitions:
        typed = command.type == CommandType.CHAT_INPUT
        yield Text(command.name, context="command", most=limits.COMMAND_NAME, typed=typed)
        if command.description:
            yield Text(command.description, most=limits.COMMAND_DESCRIPTION)
        yield from _declared_options(command.options)
    yield from (Text(entry.handler.category) for entry in directory.commands)
    yield from (Text(entry.handler.category) for entry in directory.menu)
    yield from (Text(need.purpose) for need in NEEDS)
    terms = [entry.handler.terms for entry in directory.commands]
    terms += [entry.handler.terms for entry in directory.menu]
    terms += [entry.handler.terms for entry in directory.components]
    terms += [entry.handler.terms for entry in directory.modals]
    spoken_of = [*(need.permission for need in NEEDS), *(each.requires | each.needs for each in terms)]
    yield from (Text(flag.label) for flags in spoken_of for flag in flags)


def _declared_options(options: Iterable[CommandOption]) -> Iterator[Text]:
    for option in options:
        yield Text(option.name, context=_context(option), most=limits.COMMAND_NAME, typed=True)
        yield Text(option.description, most=limits.COMMAND_DESCRIPTION)
        yield from (Text(choice.name, context="choice", most=limits.CHOICE_NAME) for choice in option.choices)
        yield from _declared_options(option.options)


def _context(each: ApplicationCommand | CommandOption) -> str:
    nested = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)
    return "command" if isinstance(each, ApplicationCommand) or each.type in nested else "option"


def _file(home: Path, locale: str) -> Path:
    return home / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def _catalogues(home: Path) -> list[Path]:
    return sorted(home.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _locale(file: Path) -> str:
    return file.parts[-3]


def update(files: Iterable[Path], texts: Texts) -> None:
    """Bring catalogues up to date: new texts are empty, those that were reworded are marked fuzzy, others vanish."""
    from babel.messages.pofile import write_po

    for file in files:
        catalogue = read(file) if file.exists() else _empty(_locale(file))
        template = _empty(_locale(file))
        for text in texts.values():
            template.add(text.id, context=text.context or None)
        catalogue.update(template)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            write_po(opened, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
        compile_(file)


def read(file: Path) -> "Catalog":
    """The catalogue in a .po file. Raises `ValueError` for what is none."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as opened:
            found = read_po(opened, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise ValueError(f"{file} cannot be read: {error}") from error
    catalogue = _empty(_locale(file))
    for message in found:
        if message.id:
            catalogue[message.id] = message
    catalogue.obsolete = found.obsolete
    return catalogue


def compiled(file: Path) -> bytes:
    from babel.messages.mofile import write_mo

    written = io.BytesIO()
    write_mo(written, read(file))
    return written.getvalue()


def compile_(file: Path) -> None:
    file.with_suffix(".mo").write_bytes(compiled(file))


def _empty(locale: str) -> "Catalog":
    from babel.messages.catalog import Catalog

    class Calm(Catalog):
        """A catalogue with neither dates nor names nor versions in its header: it changes when a text does."""

        @property
        def mime_headers(self) -> list[tuple[str, str]]:
            return [
                ("Language", locale),
                ("Plural-Forms", self.plural_forms),
                ("MIME-Version", "1.0"),
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Transfer-Encoding", "8bit\n"),
            ]

    return Calm(
        locale.replace("-", "_"), header_comment=f"# Kasutamaiza in {locale}: kept by scripts/texts.py", fuzzy=False
    )


def check(file: Path, texts: Texts, directory: Directory) -> list[str]:
    """What is to be done in a catalogue, a line each."""
    catalogue = read(file)
    problems: list[str] = []
    for text in texts.values():
        message = catalogue.get(text.id, text.context or None)
        problems += [f"“{text.one}” {problem}" for problem in _amiss(text, message)]
    known = {(text.context, text.one) for text in texts.values()}
    obsolete = [*catalogue.obsolete.values(), *(each for each in catalogue if each.id)]
    for message in obsolete:
        one = message.id if isinstance(message.id, str) else message.id[0]
        if (message.context or "", one) not in known:
            problems.append(f"“{one}” is said nowhere: run texts.py update")
    problems += _alike(catalogue, directory.definitions)
    compiled_file = file.with_suffix(".mo")
    if not compiled_file.exists() or compiled_file.read_bytes() != compiled(file):
        problems.append(f"{compiled_file.name} is not what {file.name} compiles to: run texts.py update")
    return [f"{_locale(file)}: {problem}" for problem in problems]


def _amiss(text: Text, message: "Message | None") -> Iterator[str]:
    strings: Sequence[str] = []
    if message is not None:
        strings = [message.string] if isinstance(message.string, str) else message.string or ()
    if message is None or not strings or not all(strings):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "was reworded: see whether its translation still fits, and take the mark “fuzzy” away"
    places = [_placeholders(each) for each in (text.one, text.several) if each]
    for said in strings:
        if None not in places and _placeholders(said) not in places:
            yield f"has other placeholders than “{said}”"
        if text.most and len(said) > text.most:
            yield f"is translated with {len(said)} characters; Discord allows {text.most}"
        if text.typed:
            try:
                check_name(f"the translated {text.context}", said)
            except ValueError as error:
                yield f"has a name that Discord refuses: {error}"


def _alike(catalogue: "Catalog", commands: Iterable[ApplicationCommand | CommandOption]) -> Iterator[str]:
    """Names of commands that stand together, or of one's options, that cannot be told apart."""
    taken: dict[tuple[int, str], str] = {}
    commands = list(commands)
    for each in commands:
        place = each.type if isinstance(each, ApplicationCommand) else 0
        message = catalogue.get(each.name, _context(each))
        said = str(message.string) if message is not None and message.string else each.name
        for name in {said, each.name}:
            other = taken.setdefault((place, name), each.name)
            if other != each.name:
                yield f"“{each.name}” and “{other}” are both called {name}"
        yield from _alike(catalogue, each.options)


if __name__ == "__main__":
    sys.exit(main())
