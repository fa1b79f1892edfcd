"""Declaring handlers: command, user_command, message_command, on_component, on_modal, on_event.

Decorators only wrap: `discover` finds what they made and names what is wrong with it, all at once. What they return is
still the function, so a test calls it as one.
"""

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, Unpack, overload

from kasutamaiza.discord.command import CommandType
from kasutamaiza.interactions.handler import (
    GENERAL,
    CommandAnswerT,
    ComponentAnswerT,
    ComponentHandler,
    EventHandler,
    MenuCommand,
    ModalAnswerT,
    ModalHandler,
    SlashCommand,
)
from kasutamaiza.interactions.terms import CommandTerms, ComponentTerms, SharedTerms, Terms

P = ParamSpec("P")


def command(
    *, name: str | None = None, category: str = GENERAL, **terms: Unpack[CommandTerms]
) -> Callable[[Callable[P, Coroutine[Any, Any, CommandAnswerT]]], SlashCommand[P, CommandAnswerT]]:
    """A slash command: its name is the function's or `name`, its description the docstring's first line.

    `requires` is what the member must hold: Discord hides the command from others by default, and it is checked again
    on each call. `needs` is what the bot must hold where it is used. `private`: every answer is for the asker alone,
    and so is the promise of one that takes longer than Discord waits. `contexts` are where it may be used (wherever it
    can work, unless said), `integration_types` how the bot must have been installed, `nsfw` is for age-restricted
    channels. `cooldown` is how often one may use it.
    """

    def wrap(function: Callable[P, Coroutine[Any, Any, CommandAnswerT]]) -> SlashCommand[P, CommandAnswerT]:
        return SlashCommand(function, Terms(**terms), name=name, category=category, group=None)

    return wrap


def user_command(
    *, name: str | None = None, category: str = GENERAL, **terms: Unpack[CommandTerms]
) -> Callable[[Callable[P, Coroutine[Any, Any, CommandAnswerT]]], MenuCommand[P, CommandAnswerT]]:
    """A command in a person's menu (right click, Apps). It takes the person before the star: a `User` or a `Member`.

    Its name is the function's with spaces and one capital ("Case history"), unless `name` says another; the docstring's
    first line is shown by /help. The rest is as for `command`.
    """
    return _menu(CommandType.USER, name, category, Terms(**terms))


def message_command(
    *, name: str | None = None, category: str = GENERAL, **terms: Unpack[CommandTerms]
) -> Callable[[Callable[P, Coroutine[Any, Any, CommandAnswerT]]], MenuCommand[P, CommandAnswerT]]:
    """A command in a message's menu. It takes the `SentMessage` before the star; the rest is as for `user_command`."""
    return _menu(CommandType.MESSAGE, name, category, Terms(**terms))


def _menu(
    type_: CommandType, name: str | None, category: str, terms: Terms
) -> Callable[[Callable[P, Coroutine[Any, Any, CommandAnswerT]]], MenuCommand[P, CommandAnswerT]]:
    def wrap(function: Callable[P, Coroutine[Any, Any, CommandAnswerT]]) -> MenuCommand[P, CommandAnswerT]:
        return MenuCommand(function, terms, kind=type_, name=name, category=category)

    return wrap


@overload
def on_component(
    function: Callable[P, Coroutine[Any, Any, ComponentAnswerT]], /
) -> ComponentHandler[P, ComponentAnswerT]: ...


@overload
def on_component(
    **terms: Unpack[ComponentTerms],
) -> Callable[[Callable[P, Coroutine[Any, Any, ComponentAnswerT]]], ComponentHandler[P, ComponentAnswerT]]: ...


def on_component(function: Any = None, /, **terms: Unpack[ComponentTerms]) -> Any:
    """What happens when a component is used whose custom_id is the record that the function takes first.

    After the record, a select's handler takes what was chosen: `values: list[User]`. As `@on_component`, or with
    brackets to say more: `only_asker` keeps everybody out but whoever asked for the message; `requires`, `needs`,
    `private` and `cooldown` are as for `command`, of whoever presses.
    """
    return _wrapped(ComponentHandler, Terms(**terms), function)


@overload
def on_modal(function: Callable[P, Coroutine[Any, Any, ModalAnswerT]], /) -> ModalHandler[P, ModalAnswerT]: ...


@overload
def on_modal(
    **terms: Unpack[SharedTerms],
) -> Callable[[Callable[P, Coroutine[Any, Any, ModalAnswerT]]], ModalHandler[P, ModalAnswerT]]: ...


def on_modal(function: Any = None, /, **terms: Unpack[SharedTerms]) -> Any:
    """What happens when a form is sent whose custom_id is the record that the function takes first.

    After the record stand the form's fields, each a parameter with the field's custom_id as its name and the type that
    it is to be read as. As `@on_modal`, or with brackets to say more.
    """
    return _wrapped(ModalHandler, Terms(**terms), function)


def on_event(function: Callable[P, Coroutine[Any, Any, None]], /) -> EventHandler[P]:
    """What happens when Discord tells of an event; which, is told by the record that the function takes first.

    It runs after Discord has its answer. An event may be told more than once, so a handler must be safe to repeat.
    """
    return EventHandler(function, Terms())


def _wrapped(kind: type[Any], terms: Terms, function: Any) -> Any:
    return kind(function, terms) if function is not None else lambda function: kind(function, terms)
