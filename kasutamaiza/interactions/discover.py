"""Reading commands/ at start-up: what it declares, and all that is wrong with it."""

import importlib
import importlib.util
import pkgutil
import re
import traceback
from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType
from typing import TypeVar

from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.interactions.definitions import definitions, plain_definitions
from kasutamaiza.interactions.entries import (
    CommandEntry,
    ComponentEntry,
    Entry,
    EventEntry,
    Listed,
    MenuEntry,
    ModalEntry,
    entry_of,
)
from kasutamaiza.interactions.handler import AnyHandler, Group, Handler

EntryT = TypeVar("EntryT", CommandEntry, MenuEntry, ComponentEntry, ModalEntry, EventEntry)


class BrokenCommands(Exception):
    """Something in commands/ cannot be loaded or is declared wrongly. `problems` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


class Directory:
    """All that commands/ declares."""

    def __init__(
        self,
        commands: Iterable[CommandEntry] = (),
        components: Iterable[ComponentEntry] = (),
        *,
        menu: Iterable[MenuEntry] = (),
        modals: Iterable[ModalEntry] = (),
        events: Iterable[EventEntry] = (),
    ) -> None:
        self.commands = sorted(commands, key=lambda entry: entry.path)
        self.menu = sorted(menu, key=lambda entry: entry.name)
        self.components = list(components)
        self.modals = list(modals)
        self.events = list(events)
        self._by_path = {entry.path: entry for entry in self.commands}

    def find(self, path: str) -> CommandEntry | None:
        """The command that people type as `/path`."""
        return self._by_path.get(path)

    @property
    def listed(self) -> list[Listed]:
        """All that people can use, by category and name."""
        listed: list[Listed] = [*self.commands, *self.menu]
        return sorted(listed, key=lambda entry: (entry.handler.category, entry.label))

    @property
    def tags(self) -> set[str]:
        """The tags of all records that custom_ids lead to."""
        return {entry.tag for entry in self.components} | {entry.tag for entry in self.modals}

    @property
    def definitions(self) -> list[ApplicationCommand]:
        """The commands as Discord wants them told. Raises `Refused` for what Discord would refuse as a whole."""
        return definitions(self.commands, self.menu)


def discover(package: str = "commands") -> Directory:
    """Import every module of `package`, and of packages within it, whose name does not start with `_`; read what they
    declare.

    Raises `BrokenCommands` with every problem, each with its module or handler named.
    """
    problems: list[str] = []
    entries: list[Entry] = []
    for module in _modules(package, problems):
        for handler in _declared(module):
            if len(handler.lines) > 1:
                lines = " and ".join(map(str, handler.lines))
                problems.append(
                    f"{handler.where}: is defined in lines {lines}; give one another name, and name= to both"
                )
            try:
                entries.append(entry_of(handler))
            except (ValueError, TypeError, NameError, AttributeError, SyntaxError) as error:
                problems.append(f"{handler.where}: {error}")
    directory = Directory(
        _of(CommandEntry, entries),
        _of(ComponentEntry, entries),
        menu=_of(MenuEntry, entries),
        modals=_of(ModalEntry, entries),
        events=_of(EventEntry, entries),
    )
    problems.extend(_conflicts(directory))
    if problems:
        raise BrokenCommands(problems)
    return directory


def _of(kind: type[EntryT], entries: Iterable[Entry]) -> list[EntryT]:
    return [entry for entry in entries if isinstance(entry, kind)]


def _modules(package: str, problems: list[str]) -> Iterator[ModuleType]:
    parent = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(parent.__path__), key=lambda found: found.name):
        if found.name.startswith("_"):
            continue
        name = f"{package}.{found.name}"
        try:
            yield importlib.import_module(name)
        except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever a file does, the operator is told which)
            spec = importlib.util.find_spec(name)
            problems.append(f"{name}: cannot be imported: {_reason(error, spec.origin if spec else None)}")
            continue
        if found.ispkg:
            yield from _modules(name, problems)


def _reason(error: BaseException, file: str | None) -> str:
    """What went wrong, and in which line of the file: the innermost that is of it, or where it stops being Python."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return said if line is None or f"line {line}" in said else f"{said} (line {line})"


def _declared(module: ModuleType) -> list[AnyHandler]:
    # A handler that was imported from elsewhere is declared there.
    found = (value for value in vars(module).values() if isinstance(value, Handler))
    return [handler for handler in dict.fromkeys(found) if handler.function.__module__ == module.__name__]


def _conflicts(directory: Directory) -> Iterator[str]:
    yield from _twice("the command", [("/" + entry.path, entry.handler) for entry in directory.commands])
    yield from _twice(
        "the menu command",
        [(f"{entry.handler.kind.name.lower()} {entry.name}", entry.handler) for entry in directory.menu],
    )
    # A record may lead both to a component's handler and to a form's: a button that opens a form shares it.
    yield from _twice("the tag", [(entry.tag, entry.handler) for entry in directory.components])
    yield from _twice("the form's tag", [(entry.tag, entry.handler) for entry in directory.modals])
    yield from _shared_tags(directory)
    yield from _unlike_groups(directory)
    paths = {entry.path for entry in directory.commands}
    for entry in directory.commands:
        above = re.sub(r" [^ ]+$", "", entry.path)
        while above != entry.path and above:
            if above in paths:
                yield f"{entry.handler.where}: /{above} is a command too; one that holds others cannot be used itself"
            above = above.rpartition(" ")[0]
    try:
        # Built only to be refused, and in English: catalogues are read when somebody asks for them.
        plain_definitions(directory.commands, directory.menu)
    except ValueError as error:
        yield f"commands: {error}"


def _shared_tags(directory: Directory) -> Iterator[str]:
    records = {entry.tag: entry.record for entry in directory.components}
    for entry in directory.modals:
        if records.get(entry.tag, entry.record) is not entry.record:
            yield f"{entry.handler.where}: the tag {entry.tag} is another record's already"


def _unlike_groups(directory: Directory) -> Iterator[str]:
    first: dict[str, Group] = {}
    for entry in directory.commands:
        for group in entry.handler.group.line if entry.handler.group else ():
            place = " ".join(each.name for each in group.line)
            known = first.setdefault(place, group)
            if any(getattr(known, field) != getattr(group, field) for field in _TOLD_OF_A_GROUP):
                yield f"{entry.handler.where}: the group /{place} is declared otherwise elsewhere"


_TOLD_OF_A_GROUP = ("description", "requires", "contexts", "integration_types", "nsfw")


def _twice(what: str, named: Sequence[tuple[str, AnyHandler]]) -> Iterator[str]:
    first: dict[str, AnyHandler] = {}
    for name, handler in named:
        if name in first:
            yield f"{handler.where}: {what} {name} is declared by {first[name].where} already"
        first.setdefault(name, handler)
