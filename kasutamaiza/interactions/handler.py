"""Handlers: functions that answer Discord, with what was said of them. Each kind is a class of its own."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar, Unpack

from msgspec import Struct
from msgspec.structs import replace

from kasutamaiza.discord.command import CommandType, Context, IntegrationType
from kasutamaiza.discord.permission import NONE, Permission
from kasutamaiza.interactions.answer import Choice, Reply, Update
from kasutamaiza.interactions.terms import SharedTerms, Terms
from kasutamaiza.ui import Modal

P = ParamSpec("P")
AnswerT = TypeVar("AnswerT", bound=Reply | Update | Modal | None)
CommandAnswerT = TypeVar("CommandAnswerT", bound=Reply | Modal)
ComponentAnswerT = TypeVar("ComponentAnswerT", bound=Reply | Update | Modal)
ModalAnswerT = TypeVar("ModalAnswerT", bound=Reply | Update)

Suggest: TypeAlias = Callable[..., Coroutine[Any, Any, Sequence[Choice]]]
"""An autocomplete function: `async def suggest(typed: str, *, …) -> list[Choice]`."""

GENERAL = "General"


class Siblings(dict[str, str | int | float | bool]):
    """The other options so far, by name, while one is being typed: as the person left them, unchecked."""


class Option(Struct, frozen=True):
    """How an option is shown and limited: `Annotated[str, Option("Part of the card's name.", max_length=60)]`.

    Its name is the parameter's, its type the annotation's, and a default makes it optional. `choices` limit it to
    some values; `autocomplete` offers some while the person types, and they may send anything else. `file_types`
    (`image`, `video`, `audio`, `.ydk`) say which files may be attached; Discord looks at the name's ending only.
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
    file_types: Sequence[str] = ()


class Handler(Generic[P, AnswerT]):
    """A function that answers Discord, and what was said of it. Call it as the function it is."""

    def __init__(self, function: Callable[P, Coroutine[Any, Any, AnswerT]], terms: Terms) -> None:
        self.function = function
        self.terms = terms
        self.__doc__ = function.__doc__
        _LINES.setdefault(self.where, set()).add(function.__code__.co_firstlineno)

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> AnswerT:
        return await self.function(*args, **kwargs)

    @property
    def where(self) -> str:
        """Its module and name, to be found by."""
        return f"{self.function.__module__}.{self.function.__qualname__}"

    @property
    def lines(self) -> list[int]:
        """The lines where handlers of this name are defined; of several, only the last is left to be found."""
        return sorted(_LINES[self.where])


# By `where`, and not found again in the module: there the second definition of a name has taken the first one's place.
_LINES: dict[str, set[int]] = {}


class SlashCommand(Handler[P, CommandAnswerT]):
    """A handler of a slash command."""

    def __init__(
        self,
        function: Callable[P, Coroutine[Any, Any, CommandAnswerT]],
        terms: Terms,
        *,
        name: str | None,
        category: str,
        group: "Group | None",
    ) -> None:
        super().__init__(function, terms)
        self.name = name or function.__name__.rstrip("_")
        self.category = category
        self.group = group


class Group(Struct, frozen=True, eq=False):
    """A command that holds others: `card = Group("card", "…")`, then `@card.command()`; or groups, one level deep.

    `requires`, `contexts`, `integration_types` and `nsfw` are what Discord shows the whole group by; each command in it
    is checked against them too.
    """

    name: str
    description: str
    category: str = GENERAL
    requires: Permission = NONE
    contexts: Sequence[Context] | None = None
    integration_types: Sequence[IntegrationType] = (IntegrationType.GUILD_INSTALL,)
    nsfw: bool = False
    parent: "Group | None" = None

    def group(self, name: str, description: str) -> "Group":
        """A group within this one."""
        return replace(self, name=name, description=description, parent=self)

    def command(
        self, *, name: str | None = None, **terms: Unpack[SharedTerms]
    ) -> Callable[[Callable[P, Coroutine[Any, Any, CommandAnswerT]]], "SlashCommand[P, CommandAnswerT]"]:
        """A command of this group; as `command`, but that the group has said where it is shown."""
        if elsewhere := terms.keys() & {"contexts", "integration_types", "nsfw"}:
            raise TypeError(f"{', '.join(sorted(elsewhere))} is said of the group {self.name}, not of a command in it")
        whole = Terms(
            **terms | {"requires": terms.get("requires", NONE) | self.requires},
            contexts=self.contexts,
            integration_types=self.integration_types,
            nsfw=self.nsfw,
        )

        def wrap(function: Callable[P, Coroutine[Any, Any, CommandAnswerT]]) -> SlashCommand[P, CommandAnswerT]:
            return SlashCommand(function, whole, name=name, category=self.category, group=self)

        return wrap

    @property
    def line(self) -> "list[Group]":
        """This group, after those that it stands in."""
        return [self] if self.parent is None else [*self.parent.line, self]


class MenuCommand(Handler[P, CommandAnswerT]):
    """A handler of a command in the menu of a person (`CommandType.USER`) or of a message (`CommandType.MESSAGE`)."""

    def __init__(
        self,
        function: Callable[P, Coroutine[Any, Any, CommandAnswerT]],
        terms: Terms,
        *,
        kind: CommandType,
        name: str | None,
        category: str,
    ) -> None:
        super().__init__(function, terms)
        self.kind = kind
        self.name = name or function.__name__.strip("_").replace("_", " ").capitalize()
        self.category = category


class ComponentHandler(Handler[P, ComponentAnswerT]):
    """A handler of what is pressed or chosen on a message; which component is told by the `CustomId` it takes."""


class ModalHandler(Handler[P, ModalAnswerT]):
    """A handler of a form that was sent; which form is told by the `CustomId` it takes."""


class EventHandler(Handler[P, None]):
    """A handler of one kind of webhook event, told by the record it takes."""


AnyHandler: TypeAlias = Handler[Any, Any]
