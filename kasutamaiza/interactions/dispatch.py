"""From an interaction to the errand of answering it."""

import re
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from loguru import logger

from kasutamaiza.discord.event import Event
from kasutamaiza.discord.interaction import (
    AutocompleteInteraction,
    CommandData,
    ComponentInteraction,
    Delivery,
    Known,
    ModalInteraction,
    OptionValue,
)
from kasutamaiza.errors import UserError
from kasutamaiza.interactions.answer import Choices, Deferral, Reply
from kasutamaiza.interactions.bind import (
    OF_COMPONENT,
    OF_MODAL,
    OF_REQUEST,
    Bound,
    Request,
    bound_command,
    bound_component,
    bound_event,
    bound_menu,
    bound_modal,
)
from kasutamaiza.interactions.cooldown import Cooldowns
from kasutamaiza.interactions.custom_id import CustomId, LongId, TooOld, reader
from kasutamaiza.interactions.discover import BrokenCommands, Directory
from kasutamaiza.interactions.errand import UNHANDLED, Errand, Means
from kasutamaiza.interactions.fields import FormTooOld, check_form
from kasutamaiza.interactions.handler import Siblings
from kasutamaiza.interactions.kept import Shelf, tag_of_kept
from kasutamaiza.interactions.mentions import Mentions
from kasutamaiza.interactions.options import values
from kasutamaiza.providers import Providers, Unprovided
from kasutamaiza.ui import Modal

_TAGGED = re.compile(r'(?:\["|~)([\w.-]+)["~]')
_TYPED = 1
_NESTING = (1, 2)  # sub-command and group; plain numbers, for an enumeration's members are compared slower


class Gone(UserError):
    """A command that we no longer have."""

    def __init__(self, path: str) -> None:
        super().__init__(
            "I no longer have the command {path}. It will vanish from your list soon; try /help.", path=path
        )


class Dispatcher:
    """Finds the handler of an interaction, and all that it is to be called with.

    Everything is bound here, once. Raises `BrokenCommands` when a handler asks for what `services` do not hold.
    `event_handlers` are those of webhook events, by the record that they take.
    """

    def __init__(self, directory: Directory, services: Iterable[object], *, shelf: Shelf, cooldowns: Cooldowns) -> None:
        self._mentions = Mentions()
        services = [*services, directory, self._mentions]
        problems: list[str] = []
        bind = partial(_bind, problems)
        of_request = Providers(services, OF_REQUEST)
        of_component, of_modal = Providers(services, OF_COMPONENT), Providers(services, OF_MODAL)
        self._commands = {e.path: bind(bound_command, e, of_request) for e in directory.commands}
        self._menu = {(int(e.handler.kind), e.name): bind(bound_menu, e, of_request) for e in directory.menu}
        components = {e.record: bind(bound_component, e, of_component) for e in directory.components}
        modals = {e.record: bind(bound_modal, e, of_modal) for e in directory.modals}
        of_event: Providers[Request] = Providers(services, {})
        self.event_handlers: dict[type[Event], list[Callable[[Any], Coroutine[Any, Any, None]]]] = {}
        for entry in directory.events:
            self.event_handlers.setdefault(entry.kind, []).append(bind(bound_event, entry, of_event))
        if problems:
            raise BrokenCommands(problems)
        self._components = _ByRecord(components, TooOld, shelf)
        self._modals = _ByRecord(modals, FormTooOld, shelf)
        self._fields = {entry.record: entry.fields for entry in directory.modals}
        self._means = Means(shelf, cooldowns, self._check_form)

    def __call__(self, interaction: Known, delivery: Delivery) -> Errand:
        """What is to be done about an interaction. Never raises: whatever goes wrong becomes the errand's answer."""
        request = Request(interaction, delivery)
        if isinstance(interaction, ComponentInteraction):
            return self._led(self._components, interaction.data.custom_id, request, on_message=True)
        if isinstance(interaction, ModalInteraction):
            on_message = interaction.message is not None
            return self._led(self._modals, interaction.data.custom_id, request, on_message=on_message)
        data = interaction.data
        path, given = data.name, data.options
        if data.type != _TYPED:
            return self._picked(request, self._menu.get((data.type, path)), path, data)
        self._mentions.learn(data)
        while given and given[0].type in _NESTING:
            path, given = f"{path} {given[0].name}", given[0].options
        bound = self._commands.get(path)
        if isinstance(interaction, AutocompleteInteraction):
            return self._suggestion(path, bound, request, given)
        if bound is None:
            return self._refusal("/" + path, request, Gone("/" + path))
        said = partial(values, bound.parameters, given, data.resolved) if given or bound.parameters else _nothing
        return Errand("/" + path, _DEFERRED[bound.private], bound, request, self._means, said)

    def _picked(self, request: Request, bound: Bound | None, name: str, data: CommandData) -> Errand:
        if bound is None or bound.rest is None:
            return self._refusal(name, request, Gone(name))
        said = partial(bound.rest, data)
        return Errand(name, _DEFERRED[bound.private], bound, request, self._means, said)

    def _led(self, records: "_ByRecord", custom_id: str, request: Request, *, on_message: bool) -> Errand:
        """The errand that a component's or a form's custom_id leads to."""
        interaction = request.interaction
        fetch = None
        try:
            if tag := tag_of_kept(custom_id):
                bound, name, said = records.tagged(tag), tag, _nothing
                fetch = partial(records.fetch, custom_id, bound, interaction)
            else:
                record = records.read(custom_id)
                bound, name = records.bounds[type(record)], str(record.__struct_config__.tag)
                said = partial(_after, record, bound, interaction)
        except UserError as old:
            # The tag alone: what else it carries may be what somebody typed.
            tagged = _TAGGED.match(custom_id)
            logger.info("Nobody takes {} any more, or not as it was sent.", tagged[1] if tagged else "this custom_id")
            return self._refusal("an old component", request, old)
        deferral = _DEFERRED_UPDATE if bound.updates and on_message else _DEFERRED[bound.private]
        return Errand(name, deferral, bound, request, self._means, said, fetch)

    def _suggestion(self, path: str, bound: Bound | None, request: Request, given: Sequence[OptionValue]) -> Errand:
        """The errand of suggesting values for the option that is being typed; or none, when it has no suggestions."""
        focused = next((option for option in given if option.focused), None)
        suggest = bound.suggests.get(focused.name) if bound and focused else None
        siblings = Siblings({each.name: each.value for each in given if each.value is not None and each is not focused})
        typed = "" if focused is None or focused.value is None else str(focused.value)
        request = Request(request.interaction, request.delivery, siblings)
        return Errand("/" + path, None, suggest or _SUGGESTING_NOTHING, request, self._means, lambda: (typed,))

    def _refusal(self, name: str, request: Request, error: UserError) -> Errand:
        return Errand(name, _DEFERRED[True], _REFUSING, request, self._means, lambda: (error,))

    def _check_form(self, modal: Modal) -> None:
        """Refuse a form that nobody takes, or not as it is. Raises `ValueError`: a fault, found at its first use."""
        custom_id = modal.custom_id
        try:
            record = self._modals.read(custom_id.shelved.text if isinstance(custom_id, LongId) else custom_id)
        except UserError:
            raise ValueError(f"no @on_modal handler takes the form “{modal.title}”") from None
        check_form(modal, self._fields[type(record)])


class _ByRecord:
    """Handlers by the record that leads to them, whether it stands in the custom_id or is kept."""

    def __init__(self, bounds: Mapping[type[CustomId], Bound], too_old: type[UserError], shelf: Shelf) -> None:
        self.bounds = bounds
        self._tagged = {str(record.__struct_config__.tag): bound for record, bound in bounds.items()}
        self._read = reader(list(bounds))
        self._too_old = too_old
        self._shelf = shelf

    def read(self, text: str) -> CustomId:
        try:
            return self._read(text)
        except TooOld as error:
            raise self._too_old from error

    def tagged(self, tag: str) -> Bound:
        if tag not in self._tagged:
            raise self._too_old
        return self._tagged[tag]

    async def fetch(self, custom_id: str, bound: Bound, interaction: Any) -> Sequence[object]:
        text = await self._shelf.find(custom_id)
        if text is None:
            raise self._too_old
        return _after(self.read(text), bound, interaction)


def _after(record: CustomId, bound: Bound, interaction: Any) -> Sequence[object]:
    return (record,) if bound.rest is None else (record, *bound.rest(interaction))


def _bind(problems: list[str], how: Callable[..., Any], entry: Any, providers: Providers[Request]) -> Any:
    try:
        return how(entry, providers)
    except Unprovided as missing:
        problems.append(f"{entry.handler.where}: {missing}")


def _nothing() -> Sequence[object]:
    return ()


async def _refuse(error: UserError) -> Reply:
    raise error


async def _suggest_nothing(typed: str) -> Choices:
    return Choices()


_DEFERRED = (Deferral(update=False, private=False), Deferral(update=False, private=True))
"""The promise of a new message, by whether it is private."""

_DEFERRED_UPDATE = Deferral(update=True, private=False)
_REFUSING = Bound(_refuse, ({}, []), (Reply,), where=UNHANDLED)
_SUGGESTING_NOTHING = Bound(_suggest_nothing, ({}, []), (Choices,), where=UNHANDLED)
