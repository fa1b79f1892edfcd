"""Entries: handlers as they were declared, taken apart and found to be right."""

import inspect
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from kasutamaiza.discord.command import (
    ApplicationCommand,
    CommandOption,
    CommandType,
    Context,
    IntegrationType,
    OptionType,
    check_name,
)
from kasutamaiza.discord.event import EVENTS, Event
from kasutamaiza.discord.interaction import Member, SentMessage, User
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.interactions.answer import Reply, Update
from kasutamaiza.interactions.custom_id import CustomId, reader, tag_of
from kasutamaiza.interactions.fields import Field, fields
from kasutamaiza.interactions.handler import (
    AnyHandler,
    ComponentHandler,
    EventHandler,
    MenuCommand,
    ModalHandler,
    SlashCommand,
)
from kasutamaiza.interactions.options import Parameter, parameters
from kasutamaiza.interactions.reading import without_none
from kasutamaiza.interactions.terms import check_terms
from kasutamaiza.ui import Modal


class CommandEntry(Struct, frozen=True, eq=False):
    """A slash command as declared: its `path` is what people type, and `parameters` are its options."""

    path: str
    description: str
    handler: SlashCommand[Any, Any]
    parameters: Sequence[Parameter]
    returns: frozenset[type]
    signature: inspect.Signature
    hints: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What it is called in a list."""
        return f"/{self.path}"

    @property
    def options(self) -> list[CommandOption]:
        return [parameter.option for parameter in self.parameters]

    @property
    def contexts(self) -> Sequence[Context]:
        return _contexts(self.handler, self.hints)


class MenuEntry(Struct, frozen=True, eq=False):
    """A command in the menu of a person or of a message; `target` is what its handler takes."""

    name: str
    description: str
    handler: MenuCommand[Any, Any]
    target: Any
    returns: frozenset[type]
    signature: inspect.Signature
    hints: Mapping[str, Any]

    @property
    def label(self) -> str:
        """What it is called in a list."""
        return f"Apps → {self.name}"

    @property
    def contexts(self) -> Sequence[Context]:
        return _contexts(self.handler, self.hints)


class ComponentEntry(Struct, frozen=True, eq=False):
    """A component handler as declared, the record that leads to it, and what it takes of a select's values."""

    record: type[CustomId]
    tag: str
    handler: ComponentHandler[Any, Any]
    chosen: Field | None
    returns: frozenset[type]
    signature: inspect.Signature
    hints: Mapping[str, Any]


class ModalEntry(Struct, frozen=True, eq=False):
    """A form's handler as declared, the record that leads to it, and the form's fields."""

    record: type[CustomId]
    tag: str
    handler: ModalHandler[Any, Any]
    fields: Sequence[Field]
    returns: frozenset[type]
    signature: inspect.Signature
    hints: Mapping[str, Any]


class EventEntry(Struct, frozen=True, eq=False):
    """A handler of the webhook events of one kind."""

    kind: type[Event]
    handler: EventHandler[Any]
    signature: inspect.Signature
    hints: Mapping[str, Any]


Listed: TypeAlias = CommandEntry | MenuEntry
Entry: TypeAlias = CommandEntry | MenuEntry | ComponentEntry | ModalEntry | EventEntry


def entry_of(handler: AnyHandler) -> Entry:
    """The handler taken apart. Raises `ValueError` or `TypeError` with what is wrong with it."""
    if not inspect.iscoroutinefunction(handler.function):
        raise ValueError("must be async def")
    signature = inspect.signature(handler.function)
    for parameter in signature.parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.POSITIONAL_ONLY):
            raise ValueError(f"{parameter} is no parameter that a handler may have; options stand before a bare *")
    hints = get_type_hints(handler.function, include_extras=True)
    check_terms(
        handler.terms,
        of_command=isinstance(handler, (SlashCommand, MenuCommand)),
        of_component=isinstance(handler, ComponentHandler),
    )
    if isinstance(handler, SlashCommand):
        return _command(handler, signature, hints)
    if isinstance(handler, MenuCommand):
        return _menu(handler, signature, hints)
    if isinstance(handler, ComponentHandler):
        return _component(handler, signature, hints)
    if isinstance(handler, ModalHandler):
        return _modal(handler, signature, hints)
    assert isinstance(handler, EventHandler)  # noqa: S101  (there are these kinds)
    return _event(handler, signature, hints)


def _command(handler: SlashCommand[Any, Any], signature: inspect.Signature, hints: Mapping[str, Any]) -> CommandEntry:
    returns = _returns(hints, {Reply, Modal}, "-> Reply or -> Modal")
    _check_contexts(handler, hints)
    description = _description(handler)
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and hasattr(hints.get(parameter.name), "__metadata__"):
            raise ValueError(f"{parameter.name} stands after the star; an option stands before it")
    options = parameters(signature, hints)
    for option in options:
        if option.autocomplete is not None:
            _check_suggest(option)
    name = handler.name
    groups = handler.group.line if handler.group else []
    for group in groups:
        check_name("group.name", group.name)
    path = " ".join([*(group.name for group in groups), name])
    check_name("command.name", name)
    entry = CommandEntry(path, description, handler, options, returns, signature, hints)
    # Built here only to be refused here, with the handler's name.
    CommandOption(type=OptionType.SUB_COMMAND, name=name, description=description, options=entry.options)
    return entry


def _menu(handler: MenuCommand[Any, Any], signature: inspect.Signature, hints: Mapping[str, Any]) -> MenuEntry:
    returns = _returns(hints, {Reply, Modal}, "-> Reply or -> Modal")
    _check_contexts(handler, hints)
    # Discord shows none in a menu; /help does, when there is one.
    description = (inspect.getdoc(handler.function) or "").partition("\n")[0]
    before = _before_the_star(signature)
    target = hints.get(before[0].name) if len(before) == 1 else None
    if handler.kind == CommandType.USER and target not in (User, Member):
        raise TypeError("must take the person before the star: async def …(person: User, *, …), or a Member")
    if handler.kind == CommandType.MESSAGE and target is not SentMessage:
        raise TypeError("must take the message before the star: async def …(message: SentMessage, *, …)")
    # Built here only to be refused here, with the handler's name.
    ApplicationCommand(type=handler.kind, name=handler.name)
    return MenuEntry(handler.name, description, handler, target, returns, signature, hints)


def _component(
    handler: ComponentHandler[Any, Any], signature: inspect.Signature, hints: Mapping[str, Any]
) -> ComponentEntry:
    returns = _returns(hints, {Reply, Update, Modal}, "-> Update, -> Reply or -> Modal")
    record, tag = _record(signature, hints, "the component's")
    chosen = fields(signature, hints)
    if len(chosen) > 1:
        raise ValueError("takes more than its record and a select's values before the star")
    return ComponentEntry(record, tag, handler, chosen[0] if chosen else None, returns, signature, hints)


def _modal(handler: ModalHandler[Any, Any], signature: inspect.Signature, hints: Mapping[str, Any]) -> ModalEntry:
    if Modal in _said_to_return(hints):
        raise ValueError("answers a form with a form, which Discord refuses; reply with a button that opens it")
    returns = _returns(hints, {Reply, Update}, "-> Reply or -> Update")
    record, tag = _record(signature, hints, "the form's")
    return ModalEntry(record, tag, handler, fields(signature, hints), returns, signature, hints)


def _event(handler: EventHandler[Any], signature: inspect.Signature, hints: Mapping[str, Any]) -> EventEntry:
    before = _before_the_star(signature)
    kind = hints.get(before[0].name) if len(before) == 1 else None
    if kind is None or kind not in EVENTS.values():
        raise TypeError("must take the event before the star: async def …(event: ApplicationAuthorized, *, …)")
    if hints.get("return") is not type(None):
        raise ValueError("must say that it returns nothing: -> None")
    return EventEntry(kind, handler, signature, hints)


def _said_to_return(hints: Mapping[str, Any]) -> frozenset[Any]:
    returned = hints.get("return")
    return frozenset(get_args(returned) if get_origin(returned) in (Union, UnionType) else [returned])


def _returns(hints: Mapping[str, Any], allowed: set[type], told: str) -> frozenset[type]:
    returns = _said_to_return(hints)
    if not returns <= allowed:
        raise ValueError(f"must say what it returns: {told}")
    return returns


def _needs_a_server(handler: AnyHandler, hints: Mapping[str, Any]) -> bool:
    wanted = {without_none(get_args(hint)[0] if hasattr(hint, "__metadata__") else hint)[0] for hint in hints.values()}
    return bool(handler.terms.requires or handler.terms.needs or GuildId in wanted or Member in wanted)


def _check_contexts(handler: AnyHandler, hints: Mapping[str, Any]) -> None:
    contexts = handler.terms.contexts
    if contexts is not None and Context.GUILD not in contexts and _needs_a_server(handler, hints):
        raise ValueError("needs a server (for a permission, a GuildId or a Member), and its contexts leave servers out")


def _description(handler: AnyHandler) -> str:
    lines = (inspect.getdoc(handler.function) or "").splitlines()
    if not lines:
        raise ValueError("has no docstring; its first line is the command's description")
    return lines[0]


def _before_the_star(signature: inspect.Signature) -> list[inspect.Parameter]:
    return [each for each in signature.parameters.values() if each.kind is not each.KEYWORD_ONLY]


def _record(signature: inspect.Signature, hints: Mapping[str, Any], whose: str) -> tuple[type[CustomId], str]:
    before = _before_the_star(signature)
    record = hints.get(before[0].name) if before else None
    if not (isinstance(record, type) and issubclass(record, CustomId)):
        raise TypeError(f"must take {whose} record first: async def …(turn: Turn, …)")
    tag = tag_of(record)
    reader([record])
    return record, tag


def _check_suggest(parameter: Parameter) -> None:
    suggest = parameter.autocomplete
    assert suggest is not None  # noqa: S101  (asked before)
    if not inspect.iscoroutinefunction(suggest) or len(_before_the_star(inspect.signature(suggest))) != 1:
        raise ValueError(f"{parameter.name}: its autocomplete must be async def f(typed: str, *, …) -> list[Choice]")
    get_type_hints(suggest)


def _contexts(handler: SlashCommand[Any, Any] | MenuCommand[Any, Any], hints: Mapping[str, Any]) -> Sequence[Context]:
    """Where Discord is to offer a command: where it was said to work, else wherever it can."""
    terms = handler.terms
    if terms.contexts is not None:
        return terms.contexts
    if _needs_a_server(handler, hints):
        return (Context.GUILD,)
    if IntegrationType.USER_INSTALL in terms.integration_types:
        return (Context.GUILD, Context.BOT_DM, Context.PRIVATE_CHANNEL)
    return (Context.GUILD, Context.BOT_DM)
