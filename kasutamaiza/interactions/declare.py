"""Declaring handlers: command, Group, Option, on_component.

Decorators only wrap. They register nowhere and check nothing: `discover` finds what they made and names what is wrong
with it, all at once. What they return is still the function, so a test calls it as one.
"""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar, overload

from msgspec import Struct

from kasutamaiza.discord.permission import NONE, Permission
from kasutamaiza.interactions.answer import Choice, Reply, Update

P = ParamSpec("P")
AnswerT = TypeVar("AnswerT", bound=Reply | Update)

Suggest: TypeAlias = Callable[..., Coroutine[Any, Any, Sequence[Choice]]]
"""An autocomplete function: `async def suggest(typed: str, *, …) -> list[Choice]`."""

GENERAL = "General"


class Siblings(dict[str, str | int | float | bool]):
    """The other options so far, by name, while one is being typed: as the person left them, unchecked."""


class Option(Struct, frozen=True):
    """How an option is shown and limited: `Annotated[str, Option("Part of the card's name.", max_length=60)]`.

    Its name is the parameter's, its type the annotation's, and a default makes it optional. `choices` limit it to
    some values; `autocomplete` offers some while the person types, and they may send anything else.
    """

    description: str
    name: str | None = None
    choices: Sequence[Choice] = ()
    autocomplete: Suggest | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_value: int | float | None = None
    max_value: int | float | None = None
    channel_types: Sequence[int] = ()


class Handler(Generic[P, AnswerT]):
    """A function that answers an interaction, and what was said of it. Call it as the function it is."""

    def __init__(self, function: Callable[P, Coroutine[Any, Any, AnswerT]]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> AnswerT:
        return await self.function(*args, **kwargs)

    @property
    def where(self) -> str:
        """Its module and name, to be found by."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


class Group(Struct, frozen=True, eq=False):
    """A command that holds others: `card = Group("card", "…")`, then `@card.command()`; or groups, one level deep.

    `requires` is what Discord shows the whole group to by default; each command in it is checked against it too.
    """

    name: str
    description: str
    category: str = GENERAL
    requires: Permission = NONE
    parent: "Group | None" = None

    def group(self, name: str, description: str) -> "Group":
        """A group within this one."""
        return Group(name, description, self.category, self.requires, parent=self)

    def command(
        self,
        *,
        requires: Permission = NONE,
        needs: Permission = NONE,
        private: bool = False,
    ) -> Callable[[Callable[P, Coroutine[Any, Any, Reply]]], "SlashCommand[P]"]:
        """A command of this group; as `command`."""

        def wrap(function: Callable[P, Coroutine[Any, Any, Reply]]) -> SlashCommand[P]:
            return SlashCommand(
                function, group=self, category=self.category, requires=requires, needs=needs, private=private
            )

        return wrap


class SlashCommand(Handler[P, Reply]):
    """A handler of a slash command."""

    def __init__(
        self,
        function: Callable[P, Coroutine[Any, Any, Reply]],
        *,
        group: Group | None,
        category: str,
        requires: Permission,
        needs: Permission,
        private: bool,
    ) -> None:
        super().__init__(function)
        self.group = group
        self.category = category
        self.requires = requires | group.requires if group else requires
        self.needs = needs
        self.private = private


class ComponentHandler(Handler[P, AnswerT]):
    """A handler of what is pressed on a message; which component is told by the `CustomId` it takes."""

    def __init__(
        self, function: Callable[P, Coroutine[Any, Any, AnswerT]], *, private: bool, requires: Permission
    ) -> None:
        super().__init__(function)
        self.private = private
        self.requires = requires
        self.needs = NONE


def command(
    *,
    category: str = GENERAL,
    requires: Permission = NONE,
    needs: Permission = NONE,
    private: bool = False,
) -> Callable[[Callable[P, Coroutine[Any, Any, Reply]]], SlashCommand[P]]:
    """A slash command: its name is the function's, its description the docstring's first line.

    `requires` is what the member must hold: Discord hides the command from others by default, and it is checked again
    on each call. `needs` is what the bot must hold where it is used. `private`: every answer is for the asker alone,
    and so is the promise of one that takes longer than Discord waits.
    """

    def wrap(function: Callable[P, Coroutine[Any, Any, Reply]]) -> SlashCommand[P]:
        return SlashCommand(function, group=None, category=category, requires=requires, needs=needs, private=private)

    return wrap


@overload
def on_component(function: Callable[P, Coroutine[Any, Any, AnswerT]], /) -> ComponentHandler[P, AnswerT]: ...


@overload
def on_component(
    *, private: bool = False, requires: Permission = NONE
) -> Callable[[Callable[P, Coroutine[Any, Any, AnswerT]]], ComponentHandler[P, AnswerT]]: ...


def on_component(
    function: Callable[P, Coroutine[Any, Any, AnswerT]] | None = None,
    /,
    *,
    private: bool = False,
    requires: Permission = NONE,
) -> ComponentHandler[P, AnswerT] | Callable[[Callable[P, Coroutine[Any, Any, AnswerT]]], ComponentHandler[P, AnswerT]]:
    """What happens when a component is used whose custom_id is the record that the function takes first.

    As `@on_component`, or with brackets to say more: `requires` is what whoever presses must hold, and `private` is
    as for `command`.
    """

    def wrap(function: Callable[P, Coroutine[Any, Any, AnswerT]]) -> ComponentHandler[P, AnswerT]:
        return ComponentHandler(function, private=private, requires=requires)

    return wrap if function is None else wrap(function)


AnyHandler: TypeAlias = Handler[Any, Any]
