"""From an interaction to its answer."""

import inspect
import secrets
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import Any, TypeAlias, get_type_hints

from loguru import logger
from msgspec import Struct

from kasutamaiza.discord.interaction import (
    AutocompleteInteraction,
    CommandInteraction,
    ComponentInteraction,
    Delivery,
    Interaction,
    Invoker,
    Locale,
    OptionValue,
    invoker,
)
from kasutamaiza.discord.permission import NONE, Permission, lacking
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.errors import UserError
from kasutamaiza.interactions.answer import NO_CHOICES, Answer, Choices, Deferral, Reply, Update, callback
from kasutamaiza.interactions.custom_id import CustomId, TooOld, reader
from kasutamaiza.interactions.declare import Siblings
from kasutamaiza.interactions.discover import BrokenCommands, CommandEntry, ComponentEntry, Directory
from kasutamaiza.interactions.mentions import Mentions
from kasutamaiza.interactions.options import Parameter, values
from kasutamaiza.providers import Provided, Providers, Unprovided
from kasutamaiza.ui import Message

Known: TypeAlias = CommandInteraction | ComponentInteraction | AutocompleteInteraction

_SUB_COMMANDS = (1, 2)


class Request(Struct, frozen=True):
    """One interaction and how it came; what `of_request` providers are functions of."""

    interaction: Interaction
    delivery: Delivery
    siblings: Siblings = Siblings()


class GuildOnly(UserError):
    """A handler needs to know the server, and there is none."""

    def __init__(self) -> None:
        super().__init__("This works in a server only. Please use it in one.")


class NotAllowed(UserError):
    """The person lacks a permission that the command requires."""

    def __init__(self, missing: Permission) -> None:
        super().__init__(f"You need the permission {missing.label} for this. A moderator of this server can help.")


class BotNotAllowed(UserError):
    """We lack a permission that the command needs."""

    def __init__(self, missing: Permission) -> None:
        super().__init__(f"I need the permission {missing.label} here. Please ask an administrator to give it to me.")


class Gone(UserError):
    """A command that we no longer have."""

    def __init__(self, path: str) -> None:
        super().__init__(f"I no longer have the command /{path}. It will vanish from your list soon; try /help.")


class Finished(Struct, frozen=True):
    """What came of an errand: the answer, its body for Discord, and `outcome`: replied, refused or failed."""

    answer: Answer
    body: bytes
    outcome: str = "replied"


class Errand(Struct, frozen=True):
    """An interaction on its way to an answer: its name for people, the work, and what to promise when that takes long.

    Autocomplete promises nothing (`deferral` is None). The `work` never raises, but for its cancellation.
    """

    name: str
    deferral: Deferral | None
    work: Callable[[], Coroutine[Any, Any, Finished]]


class _Bound(Struct, frozen=True):
    """A handler with all that is known of its arguments before anybody calls it."""

    function: Callable[..., Coroutine[Any, Any, Any]]
    provided: Provided[Request]
    deferral: Deferral | None = None
    requires: Permission = NONE
    needs: Permission = NONE
    parameters: Sequence[Parameter] = ()
    suggests: "dict[str, _Bound]" = {}
    returns: tuple[type, ...] = (Reply,)

    async def __call__(self, request: Request, said: Sequence[object]) -> Any:
        constant, changing = self.provided
        if self.requires or self.needs:
            _check_permissions(request.interaction, self.requires, self.needs)
        if changing:
            constant = constant | {name: make(request) for name, make in changing}
        return await self.function(*said, **constant)


def _check_permissions(interaction: Interaction, requires: Permission, needs: Permission) -> None:
    if interaction.guild_id is None:
        raise GuildOnly
    held = interaction.member.permissions if interaction.member else 0
    if missing := lacking(held, requires):
        raise NotAllowed(missing)
    if missing := lacking(interaction.app_permissions, needs):
        raise BotNotAllowed(missing)


def _guild(request: Request) -> GuildId:
    if request.interaction.guild_id is None:
        raise GuildOnly
    return request.interaction.guild_id


OF_REQUEST: dict[Any, Callable[[Request], object]] = {
    Interaction: lambda request: request.interaction,
    Delivery: lambda request: request.delivery,
    Invoker: lambda request: invoker(request.interaction),
    GuildId: _guild,
    Locale: lambda request: request.interaction.locale,
    Siblings: lambda request: request.siblings,
}
"""What a handler can be given that belongs to the one interaction."""


class Dispatcher:
    """Finds the handler of an interaction and runs it to an answer.

    Everything is bound here, once. Raises `BrokenCommands` when a handler asks for what `services` do not hold.
    """

    def __init__(self, directory: Directory, services: Iterable[object]) -> None:
        self._mentions = Mentions()
        providers = Providers([*services, directory, self._mentions], OF_REQUEST)
        problems: list[str] = []
        self._commands: dict[str, _Bound] = {}
        self._components: dict[type[CustomId], _Bound] = {}
        for entry in directory.commands:
            try:
                self._commands[entry.path] = _bound_command(entry, providers)
            except Unprovided as missing:
                problems.append(f"{entry.handler.where}: {missing}")
        for component in directory.components:
            try:
                self._components[component.record] = _bound_component(component, providers)
            except Unprovided as missing:
                problems.append(f"{component.handler.where}: {missing}")
        if problems:
            raise BrokenCommands(problems)
        self._read_custom_id = reader(list(self._components))

    def __call__(self, interaction: Known, delivery: Delivery) -> Errand:
        """What is to be done about an interaction. Never raises: whatever goes wrong becomes the errand's answer."""
        if isinstance(interaction, ComponentInteraction):
            return self._press(interaction, Request(interaction, delivery))
        data = interaction.data
        path, given = _flatten(data.name, data.options)
        bound = self._commands.get(path)
        self._mentions.learn(data)
        if isinstance(interaction, AutocompleteInteraction):
            return Errand("/" + path, None, partial(_suggest, bound, interaction, delivery, given))
        if bound is None:
            return Errand("/" + path, _PRIVATELY, partial(_refuse, Gone(path)))
        said = partial(values, bound.parameters, given, data.resolved)
        return Errand("/" + path, bound.deferral, partial(_answer, bound, Request(interaction, delivery), said))

    def _press(self, interaction: ComponentInteraction, request: Request) -> Errand:
        try:
            record = self._read_custom_id(interaction.data.custom_id)
        except TooOld as old:
            return Errand("an old button", _PRIVATELY, partial(_refuse, old))
        bound = self._components[type(record)]
        tag = str(record.__struct_config__.tag)
        return Errand(tag, bound.deferral, partial(_answer, bound, request, lambda: (record,)))


_PRIVATELY = Deferral(update=False, private=True)


def _flatten(name: str, options: Sequence[OptionValue]) -> tuple[str, Sequence[OptionValue]]:
    """The whole name that was typed ("card search"), and the options of the innermost command."""
    while options and options[0].type in _SUB_COMMANDS:
        name, options = f"{name} {options[0].name}", options[0].options
    return name, options


async def _answer(bound: _Bound, request: Request, said: Callable[[], Sequence[object]]) -> Finished:
    """Run a handler to its answer: what the person did wrong is told to them, what we did wrong gets a reference."""
    try:
        answer: Answer = await bound(request, said())
        if not isinstance(answer, bound.returns):
            raise TypeError(f"the handler returned {answer!r}")  # noqa: TRY301  (reported like any fault of ours)
        return Finished(answer, callback(answer))
    except UserError as error:
        return _told(error.sentence, "refused")
    except Exception as error:  # noqa: BLE001  (we are wrong: told once, here, under a reference)
        reference = _report(error)
        return _told(f"Something went wrong (ref {reference}). Please tell a moderator that reference.", "failed")


async def _refuse(error: UserError) -> Finished:
    return _told(error.sentence, "refused")


async def _suggest(
    bound: _Bound | None, interaction: Interaction, delivery: Delivery, given: Sequence[OptionValue]
) -> Finished:
    """Run an autocomplete function. Discord shows no errors while somebody types: they get no suggestions instead."""
    focused = next((option for option in given if option.focused), None)
    suggest = bound.suggests.get(focused.name) if bound and focused else None
    if suggest is None or focused is None:
        return Finished(Choices(), NO_CHOICES, "refused")
    siblings = Siblings({each.name: each.value for each in given if each.value is not None and each is not focused})
    typed = "" if focused.value is None else str(focused.value)
    try:
        answer = Choices(await suggest(Request(interaction, delivery, siblings), [typed]))
        return Finished(answer, callback(answer))
    except UserError:
        return Finished(Choices(), NO_CHOICES, "refused")
    except Exception as error:  # noqa: BLE001  (we are wrong: told once, here, under a reference)
        _report(error)
        return Finished(Choices(), NO_CHOICES, "failed")


def _told(sentence: str, outcome: str) -> Finished:
    reply = Reply(Message(content=sentence), private=True)
    return Finished(reply, callback(reply), outcome)


def _report(error: Exception) -> str:
    reference = secrets.token_hex(3).upper()
    logger.opt(exception=error).error("A handler failed (ref {}).", reference)
    return reference


def _bound_command(entry: CommandEntry, providers: Providers[Request]) -> _Bound:
    suggests = {}
    for parameter in entry.parameters:
        if parameter.autocomplete is not None:
            function = parameter.autocomplete
            provided = providers.bind(inspect.signature(function), get_type_hints(function))
            suggests[parameter.option.name] = _Bound(function, provided)  # type: ignore[arg-type]
    return _Bound(
        entry.handler.function,  # type: ignore[arg-type]
        providers.bind(entry.signature, entry.hints),
        Deferral(update=False, private=entry.handler.private),
        entry.handler.requires,
        entry.handler.needs,
        entry.parameters,
        suggests,
    )


def _bound_component(entry: ComponentEntry, providers: Providers[Request]) -> _Bound:
    return _Bound(
        entry.handler.function,  # type: ignore[arg-type]
        providers.bind(entry.signature, entry.hints),
        Deferral(update=Update in entry.returns, private=entry.handler.private),
        entry.handler.requires,
        entry.handler.needs,
        returns=tuple(entry.returns),
    )
