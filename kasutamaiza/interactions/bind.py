"""Binding a handler, once, to all that is known of its arguments before anybody calls it."""

import inspect
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, get_type_hints

from msgspec import Struct

from kasutamaiza.discord.command import CommandType, OptionType
from kasutamaiza.discord.interaction import (
    CommandData,
    ComponentInteraction,
    Delivery,
    Interaction,
    Invoker,
    Locale,
    ModalInteraction,
    SentMessage,
    invoker,
)
from kasutamaiza.discord.snowflake import GuildId
from kasutamaiza.interactions.answer import Choices, Update
from kasutamaiza.interactions.cooldown import Cooldown
from kasutamaiza.interactions.custom_id import TooOld
from kasutamaiza.interactions.entries import CommandEntry, ComponentEntry, EventEntry, MenuEntry, ModalEntry
from kasutamaiza.interactions.fields import filled
from kasutamaiza.interactions.handler import AnyHandler, Siblings, Suggest
from kasutamaiza.interactions.options import Parameter
from kasutamaiza.interactions.reading import OutOfDate, looked_up
from kasutamaiza.interactions.terms import Guard, GuildOnly, guard
from kasutamaiza.providers import Provided, Providers
from kasutamaiza.texts import Say, speak
from kasutamaiza.ui import Modal


class Request(Struct, frozen=True, gc=False):
    """One interaction and how it came; what `OF_REQUEST` providers are functions of."""

    interaction: Interaction
    delivery: Delivery
    siblings: Siblings | None = None


class Bound(Struct, frozen=True):
    """A handler ready to be called. `rest` are the arguments after a component's or a form's record."""

    function: Callable[..., Coroutine[Any, Any, Any]]
    provided: Provided[Request]
    returns: tuple[type, ...]
    where: str = ""
    guard: Guard | None = None
    private: bool = False
    updates: bool = False
    cooldown: Cooldown | None = None
    parameters: Sequence[Parameter] = ()
    suggests: "dict[str, Bound]" = {}
    rest: Callable[[Any], Sequence[object]] | None = None

    def __call__(self, request: Request, said: Sequence[object]) -> Coroutine[Any, Any, Any]:
        constant, changing = self.provided
        if changing:
            constant = constant.copy()
            for name, make in changing:
                constant[name] = make(request)
        return self.function(*said, **constant)


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
    Say: lambda request: speak(request.interaction.locale),
    Siblings: lambda request: Siblings() if request.siblings is None else request.siblings,
}
"""What a handler can be given that belongs to the one interaction."""


def _message(request: Request) -> SentMessage:
    assert isinstance(request.interaction, ComponentInteraction)  # noqa: S101  (it is provided to these alone)
    return request.interaction.message


OF_COMPONENT = OF_REQUEST | {SentMessage: _message}
"""What a component's handler can be given besides: the message that the component stands on."""


def _message_of_form(request: Request) -> SentMessage | None:
    assert isinstance(request.interaction, ModalInteraction)  # noqa: S101  (it is provided to these alone)
    return request.interaction.message


OF_MODAL = OF_REQUEST | {SentMessage | None: _message_of_form}
"""What a form's handler can be given besides: the message whose component opened the form; None when a command did."""


def bound_command(entry: CommandEntry, providers: Providers[Request]) -> Bound:
    checked = guard(entry.handler.terms)
    return _bound(
        entry.handler,
        providers.bind(entry.signature, entry.hints),
        entry.returns,
        parameters=entry.parameters,
        suggests={
            parameter.option.name: _bound_suggest(parameter.autocomplete, parameter.option.type, providers, checked)
            for parameter in entry.parameters
            if parameter.autocomplete is not None
        },
    )


def _bound_suggest(suggest: Suggest, type_: OptionType, providers: Providers[Request], checked: Guard | None) -> Bound:
    kinds = {OptionType.STRING: str, OptionType.INTEGER: int}.get(type_, (int, float))

    async def as_answer(*said: object, **provided: object) -> Choices:
        choices = await suggest(*said, **provided)
        for choice in choices:
            if not isinstance(choice.value, kinds):
                raise TypeError(f"{choice.value!r} was suggested for an option of the type {type_.name}")
        return Choices(choices)

    provided = providers.bind(inspect.signature(suggest), get_type_hints(suggest))
    return Bound(as_answer, provided, (Choices,), guard=checked)


def bound_menu(entry: MenuEntry, providers: Providers[Request]) -> Bound:
    return _bound(
        entry.handler,
        providers.bind(entry.signature, entry.hints),
        entry.returns,
        rest=_message_meant if entry.handler.kind == CommandType.MESSAGE else _person_meant(entry.target),
    )


def _message_meant(data: CommandData) -> Sequence[object]:
    message = data.resolved.messages.get(data.target_id)  # type: ignore[call-overload]
    if message is None:
        raise OutOfDate
    return (message,)


def _person_meant(kind: Any) -> Callable[[CommandData], Sequence[object]]:
    read = looked_up(kind)
    return lambda data: (read(str(data.target_id), data.resolved),)


def bound_component(entry: ComponentEntry, providers: Providers[Request]) -> Bound:
    chosen = entry.chosen

    def values(interaction: ComponentInteraction) -> Sequence[object]:
        assert chosen is not None  # noqa: S101  (bound only then)
        try:
            return (chosen.values(interaction.data.values, interaction.data.resolved),)
        except OutOfDate as error:
            raise TooOld from error

    provided = providers.bind(entry.signature, entry.hints)
    return _bound(entry.handler, provided, entry.returns, rest=values if chosen else None)


def bound_modal(entry: ModalEntry, providers: Providers[Request]) -> Bound:
    def answers(interaction: ModalInteraction) -> Sequence[object]:
        return filled(entry.fields, interaction.data)

    provided = providers.bind(entry.signature, entry.hints)
    return _bound(entry.handler, provided, entry.returns, rest=answers if entry.fields else None)


def _bound(
    handler: AnyHandler,
    provided: Provided[Request],
    returns: frozenset[type],
    *,
    parameters: Sequence[Parameter] = (),
    suggests: Mapping[str, Bound] | None = None,
    rest: Callable[[Any], Sequence[object]] | None = None,
) -> Bound:
    return Bound(
        handler.function,
        provided,
        tuple(returns),
        where=handler.where,
        guard=guard(handler.terms),
        # A form that comes too late is told of instead, and that concerns its asker alone.
        private=handler.terms.private or returns == {Modal},
        updates=Update in returns,
        cooldown=handler.terms.cooldown,
        parameters=parameters,
        suggests=dict(suggests or {}),
        rest=rest,
    )


def bound_event(entry: EventEntry, providers: Providers[Request]) -> Callable[[Any], Coroutine[Any, Any, None]]:
    """The handler as a function of the event alone."""
    constant, _ = providers.bind(entry.signature, entry.hints)

    async def handle(event: Any) -> None:
        await entry.handler.function(event, **constant)

    handle.__qualname__ = entry.handler.where
    return handle
