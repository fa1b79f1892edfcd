"""From an interaction to its answer."""

import asyncio
import inspect
import os
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
from kasutamaiza.discord.permission import Permission, lacking
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.errors import UserError
from kasutamaiza.interactions.answer import NO_CHOICES, Answer, Choices, Deferral, Reply, Update, callback
from kasutamaiza.interactions.custom_id import CustomId, TooOld, reader
from kasutamaiza.interactions.declare import Siblings, Suggest
from kasutamaiza.interactions.discover import BrokenCommands, CommandEntry, ComponentEntry, Directory
from kasutamaiza.interactions.mentions import Mentions
from kasutamaiza.interactions.options import Parameter, values
from kasutamaiza.providers import Provided, Providers, Unprovided
from kasutamaiza.ui import Message, cut, limits

Known: TypeAlias = CommandInteraction | ComponentInteraction | AutocompleteInteraction

_SUB_COMMANDS = (1, 2)


class Request(Struct, frozen=True, gc=False):
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


class Finished(Struct, frozen=True, gc=False):
    """What came of an errand: the answer, its body for Discord, and `outcome`: replied, refused or failed."""

    answer: Answer
    body: bytes
    outcome: str = "replied"


class Bound(Struct, frozen=True):
    """A handler with all that is known of its arguments before anybody calls it."""

    function: Callable[..., Coroutine[Any, Any, Any]]
    provided: Provided[Request]
    deferral: Deferral | None = None
    guard: Callable[[Interaction], None] | None = None
    parameters: Sequence[Parameter] = ()
    suggests: "dict[str, Bound]" = {}
    returns: tuple[type, ...] = (Reply,)

    def __call__(self, request: Request, said: Sequence[object]) -> Coroutine[Any, Any, Any]:
        constant, changing = self.provided
        if self.guard is not None:
            self.guard(request.interaction)
        if changing:
            constant = constant.copy()
            for name, make in changing:
                constant[name] = make(request)
        return self.function(*said, **constant)


class Errand(Struct, frozen=True, gc=False):
    """An interaction on its way to an answer: its name for people, and what to promise when that takes long.

    Autocomplete promises nothing: its `deferral` is None.
    """

    name: str
    deferral: Deferral | None
    bound: Bound
    request: Request
    said: Callable[[], Sequence[object]]

    async def work(self) -> Finished:
        """Run the handler to its answer: what the person did wrong is told to them, what we did wrong gets a reference.

        Never raises, but for its cancellation.
        """
        bound = self.bound
        try:
            answer: Answer = await bound(self.request, self.said())
            if not isinstance(answer, bound.returns):
                raise TypeError(f"the handler returned {answer!r}")  # noqa: TRY301  (reported like any fault of ours)
            if bound.deferral is not None and bound.deferral.private and isinstance(answer, Reply):
                answer = Reply(answer.message, private=True)
            return Finished(answer, callback(answer))
        except UserError as error:
            return self._told(cut(error.sentence, limits.CONTENT), "refused")
        except asyncio.CancelledError as error:
            # Ours, when this task is cancelled; else of something that the handler waited for.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return self._failed(error)
        except Exception as error:  # noqa: BLE001  (we are wrong: told once, here, under a reference)
            return self._failed(error)

    def _failed(self, error: BaseException) -> Finished:
        told = f"Something went wrong (ref {_report(error)}). Please tell a moderator that reference."
        return self._told(told, "failed")

    def _told(self, sentence: str, outcome: str) -> Finished:
        if self.deferral is None:
            # Discord shows no errors while somebody types: they get no suggestions instead.
            return Finished(Choices(), NO_CHOICES, outcome)
        reply = Reply(Message(content=sentence), private=True)
        return Finished(reply, callback(reply), outcome)


def _guard(requires: Permission, needs: Permission) -> Callable[[Interaction], None] | None:
    if not requires and not needs:
        return None

    def check(interaction: Interaction) -> None:
        if interaction.guild_id is None:
            raise GuildOnly
        held = interaction.member.permissions if interaction.member else 0
        if missing := lacking(held, requires):
            raise NotAllowed(missing)
        if missing := lacking(interaction.app_permissions, needs):
            raise BotNotAllowed(missing)

    return check


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
        self._commands: dict[str, Bound] = {}
        self._components: dict[type[CustomId], Bound] = {}
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
        path, given = data.name, data.options
        while given and given[0].type in _SUB_COMMANDS:
            path, given = f"{path} {given[0].name}", given[0].options
        bound = self._commands.get(path)
        self._mentions.learn(data)
        if isinstance(interaction, AutocompleteInteraction):
            return _suggestion(path, bound, interaction, delivery, given)
        request = Request(interaction, delivery)
        if bound is None:
            return _refusal("/" + path, request, Gone(path))
        said = partial(values, bound.parameters, given, data.resolved) if given or bound.parameters else _nothing
        return Errand("/" + path, bound.deferral, bound, request, said)

    def _press(self, interaction: ComponentInteraction, request: Request) -> Errand:
        try:
            record = self._read_custom_id(interaction.data.custom_id)
        except TooOld as old:
            return _refusal("an old button", request, old)
        bound = self._components[type(record)]
        return Errand(str(record.__struct_config__.tag), bound.deferral, bound, request, lambda: (record,))


def _nothing() -> Sequence[object]:
    return ()


async def _refuse(error: UserError) -> Reply:
    raise error


_REFUSING = Bound(_refuse, ({}, []), Deferral(update=False, private=True))


def _refusal(name: str, request: Request, error: UserError) -> Errand:
    return Errand(name, _REFUSING.deferral, _REFUSING, request, lambda: (error,))


async def _suggest_nothing(typed: str) -> Choices:
    return Choices()


_SUGGESTING_NOTHING = Bound(_suggest_nothing, ({}, []), returns=(Choices,))


def _suggestion(
    path: str, bound: Bound | None, interaction: Interaction, delivery: Delivery, given: Sequence[OptionValue]
) -> Errand:
    """The errand of suggesting values for the option that is being typed; or none, when it has no suggestions."""
    focused = next((option for option in given if option.focused), None)
    suggest = bound.suggests.get(focused.name) if bound and focused else None
    siblings = Siblings({each.name: each.value for each in given if each.value is not None and each is not focused})
    typed = "" if focused is None or focused.value is None else str(focused.value)
    request = Request(interaction, delivery, siblings)
    return Errand("/" + path, None, suggest or _SUGGESTING_NOTHING, request, lambda: (typed,))


def _report(error: BaseException) -> str:
    # Not `secrets`, which takes as long to import as a tenth of our start: nothing is guarded by this.
    reference = os.urandom(3).hex().upper()
    logger.opt(exception=error).error("A handler failed (ref {}).", reference)
    return reference


def _bound_command(entry: CommandEntry, providers: Providers[Request]) -> Bound:
    guard = _guard(entry.handler.requires, entry.handler.needs)
    return Bound(
        entry.handler.function,
        providers.bind(entry.signature, entry.hints),
        Deferral(update=False, private=entry.handler.private),
        guard,
        entry.parameters,
        {
            parameter.option.name: _bound_suggest(parameter.autocomplete, providers, guard)
            for parameter in entry.parameters
            if parameter.autocomplete is not None
        },
    )


def _bound_suggest(
    suggest: Suggest, providers: Providers[Request], guard: Callable[[Interaction], None] | None
) -> Bound:
    async def as_answer(*said: object, **provided: object) -> Choices:
        return Choices(await suggest(*said, **provided))

    provided = providers.bind(inspect.signature(suggest), get_type_hints(suggest))
    return Bound(as_answer, provided, guard=guard, returns=(Choices,))


def _bound_component(entry: ComponentEntry, providers: Providers[Request]) -> Bound:
    return Bound(
        entry.handler.function,
        providers.bind(entry.signature, entry.hints),
        Deferral(update=Update in entry.returns, private=entry.handler.private),
        _guard(entry.handler.requires, entry.handler.needs),
        returns=tuple(entry.returns),
    )
