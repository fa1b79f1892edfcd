"""Reading commands/ at start-up: what it declares, and all that is wrong with it."""

import importlib
import importlib.util
import inspect
import pkgutil
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from kasutamaiza.discord.command import ApplicationCommand, CommandOption, OptionType, check_name
from kasutamaiza.interactions.answer import Reply, Update
from kasutamaiza.interactions.custom_id import CustomId, reader, tag_of
from kasutamaiza.interactions.declare import AnyHandler, ComponentHandler, Group, Handler, SlashCommand
from kasutamaiza.interactions.options import Parameter, parameters
from kasutamaiza.ui import limits


class BrokenCommands(Exception):
    """Something in commands/ cannot be loaded or is declared wrongly. `problems` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


class CommandEntry(Struct, frozen=True, eq=False):
    """A slash command as declared: its `path` is what people type, and `parameters` are its options."""

    path: str
    description: str
    handler: SlashCommand[Any]
    parameters: Sequence[Parameter]
    signature: inspect.Signature
    hints: Mapping[str, Any]

    @property
    def options(self) -> list[CommandOption]:
        return [parameter.option for parameter in self.parameters]


class ComponentEntry(Struct, frozen=True, eq=False):
    """A component handler as declared, and the record that leads to it."""

    record: type[CustomId]
    tag: str
    handler: ComponentHandler[Any, Any]
    returns: frozenset[type]
    signature: inspect.Signature
    hints: Mapping[str, Any]


class Directory:
    """All that commands/ declares."""

    def __init__(self, commands: Iterable[CommandEntry], components: Iterable[ComponentEntry]) -> None:
        self.commands = sorted(commands, key=lambda entry: entry.path)
        self.components = list(components)
        self._by_path = {entry.path: entry for entry in self.commands}

    def find(self, path: str) -> CommandEntry | None:
        """The command that people type as `/path`."""
        return self._by_path.get(path)

    @property
    def definitions(self) -> list[ApplicationCommand]:
        """The commands as Discord wants them told. Raises `Refused` for one that Discord would refuse as a whole."""
        tops = dict.fromkeys(entry.path.split(" ")[0] for entry in self.commands)
        return [_definition(top, [e for e in self.commands if e.path.split(" ")[0] == top]) for top in tops]


def discover(package: str = "commands") -> Directory:
    """Import every module of `package` whose name does not start with `_`, and read what it declares.

    Raises `BrokenCommands` with every problem, each with its module or handler named.
    """
    problems: list[str] = []
    commands: list[CommandEntry] = []
    components: list[ComponentEntry] = []
    for module in _modules(package, problems):
        for handler in _declared(module):
            try:
                entry = _entry(handler)
            except (ValueError, TypeError, NameError, AttributeError, SyntaxError) as error:
                problems.append(f"{handler.where}: {error}")
                continue
            (commands if isinstance(entry, CommandEntry) else components).append(entry)  # type: ignore[arg-type]
    directory = Directory(commands, components)
    problems.extend(_conflicts(directory))
    if problems:
        raise BrokenCommands(problems)
    return directory


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


def _entry(handler: AnyHandler) -> CommandEntry | ComponentEntry:
    if not inspect.iscoroutinefunction(handler.function):
        raise ValueError("must be async def")
    signature = inspect.signature(handler.function)
    for parameter in signature.parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.POSITIONAL_ONLY):
            raise ValueError(f"{parameter} is no parameter that a handler may have; options stand before a bare *")
    hints = get_type_hints(handler.function, include_extras=True)
    if isinstance(handler, SlashCommand):
        return _command_entry(handler, signature, hints)
    assert isinstance(handler, ComponentHandler)  # noqa: S101  (there are two kinds)
    return _component_entry(handler, signature, hints)


def _command_entry(handler: SlashCommand[Any], signature: inspect.Signature, hints: Mapping[str, Any]) -> CommandEntry:
    if hints.get("return") is not Reply:
        raise ValueError("must say what it returns: -> Reply")
    lines = (inspect.getdoc(handler.function) or "").splitlines()
    if not lines:
        raise ValueError("has no docstring; its first line is the command's description")
    options = parameters(signature, hints)
    for parameter in options:
        if parameter.autocomplete is not None:
            _check_suggest(parameter)
    name = handler.function.__name__.rstrip("_")
    for group in _groups(handler.group):
        check_name("group.name", group.name)
    path = " ".join([group.name for group in _groups(handler.group)] + [name])
    entry = CommandEntry(path, lines[0], handler, options, signature, hints)
    # Built here only to be refused here, with the handler's name.
    CommandOption(type=OptionType.SUB_COMMAND, name=name, description=lines[0], options=entry.options)
    return entry


def _check_suggest(parameter: Parameter) -> None:
    suggest = parameter.autocomplete
    assert suggest is not None  # noqa: S101  (asked before)
    positional = [each for each in inspect.signature(suggest).parameters.values() if each.kind is not each.KEYWORD_ONLY]
    if not inspect.iscoroutinefunction(suggest) or len(positional) != 1:
        raise ValueError(f"{parameter.name}: its autocomplete must be async def f(typed: str, *, …) -> list[Choice]")
    get_type_hints(suggest)


def _groups(group: Group | None) -> list[Group]:
    return [] if group is None else [*_groups(group.parent), group]


def _component_entry(
    handler: ComponentHandler[Any, Any], signature: inspect.Signature, hints: Mapping[str, Any]
) -> ComponentEntry:
    returned = hints.get("return")
    returns = frozenset(get_args(returned) if get_origin(returned) else [returned])
    if not returns <= {Reply, Update}:
        raise ValueError("must say what it returns: -> Update or -> Reply")
    before = [each for each in signature.parameters.values() if each.kind is not each.KEYWORD_ONLY]
    record = hints.get(before[0].name) if len(before) == 1 else None
    if not (isinstance(record, type) and issubclass(record, CustomId)):
        raise TypeError("must take the button's record before the star: async def …(turn: Turn, *, …)")
    tag = tag_of(record)
    reader([record])
    return ComponentEntry(record, tag, handler, returns, signature, hints)


def _conflicts(directory: Directory) -> Iterator[str]:
    yield from _twice("the command", [("/" + entry.path, entry.handler) for entry in directory.commands])
    yield from _twice("the tag", [(entry.tag, entry.handler) for entry in directory.components])
    if len({entry.path.split(" ")[0] for entry in directory.commands}) > limits.COMMANDS:
        yield f"commands: there are more than the {limits.COMMANDS} that Discord takes"
    yield from _unlike_groups(directory)
    paths = {entry.path for entry in directory.commands}
    for entry in directory.commands:
        above = re.sub(r" [^ ]+$", "", entry.path)
        while above != entry.path and above:
            if above in paths:
                yield f"{entry.handler.where}: /{above} is a command too; one that holds others cannot be used itself"
            above = above.rpartition(" ")[0]
    try:
        directory.definitions  # noqa: B018  (built only to be refused)
    except ValueError as error:
        yield f"commands: {error}"


def _unlike_groups(directory: Directory) -> Iterator[str]:
    first: dict[str, Group] = {}
    for entry in directory.commands:
        for group in _groups(entry.handler.group):
            place = " ".join(each.name for each in _groups(group))
            known = first.setdefault(place, group)
            if (known.description, known.requires) != (group.description, group.requires):
                yield f"{entry.handler.where}: the group /{place} has another description or requires elsewhere"


def _twice(what: str, named: Sequence[tuple[str, AnyHandler]]) -> Iterator[str]:
    first: dict[str, AnyHandler] = {}
    for name, handler in named:
        if name in first:
            yield f"{handler.where}: {what} {name} is declared by {first[name].where} already"
        first.setdefault(name, handler)


def _definition(top: str, entries: Sequence[CommandEntry]) -> ApplicationCommand:
    group = _groups(entries[0].handler.group)[:1]
    if not group:
        [entry] = entries[:1]
        requires, description, options = entry.handler.requires, entry.description, entry.options
    else:
        requires, description, options = group[0].requires, group[0].description, _nested(entries, depth=1)
    return ApplicationCommand(
        name=top,
        description=description,
        options=options,
        default_member_permissions=str(int(requires)) if requires else None,
    )


def _nested(entries: Sequence[CommandEntry], depth: int) -> list[CommandOption]:
    nested: list[CommandOption] = []
    for name in dict.fromkeys(entry.path.split(" ")[depth] for entry in entries):
        inside = [entry for entry in entries if entry.path.split(" ")[depth] == name]
        groups = _groups(inside[0].handler.group)
        if len(groups) > 2:
            raise ValueError(f"/{inside[0].path} lies too deep; Discord takes a group within a group, and no more.")
        if len(groups) > depth:
            type_, description = OptionType.SUB_COMMAND_GROUP, groups[depth].description
            options = _nested(inside, depth + 1)
        else:
            type_, description, options = OptionType.SUB_COMMAND, inside[0].description, inside[0].options
        nested.append(CommandOption(type=type_, name=name, description=description, options=options))
    return nested
