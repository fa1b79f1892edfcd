"""Errand: an interaction on its way to an answer."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

from loguru import logger
from msgspec import Struct
from msgspec.structs import replace

from kasutamaiza.discord.interaction import ComponentInteraction, ModalInteraction, invoker
from kasutamaiza.errors import UserError
from kasutamaiza.interactions.answer import (
    NO_CHOICES,
    Answer,
    Choices,
    Deferral,
    Reply,
    Update,
    callback,
    deferral_for,
    uploads,
    write,
)
from kasutamaiza.interactions.bind import Bound, Request
from kasutamaiza.interactions.cooldown import Cooldown, Cooldowns
from kasutamaiza.interactions.kept import Shelf, Shelved
from kasutamaiza.storage import DatabaseAway
from kasutamaiza.storage.away import UNKNOWN
from kasutamaiza.texts import speak
from kasutamaiza.ui import Message, MessageFlag, Modal, Upload, cut, limits

UNHANDLED = "unknown"
"""Where a `Bound` stands that no handler of ours is in."""


class FileTooLarge(UserError):
    """A file of ours is larger than Discord takes in this place."""

    def __init__(self, filename: str, most: int) -> None:
        size = f"{most / 2**20:.3g} MiB" if most >= 2**20 else f"{most / 2**10:.3g} KiB"
        super().__init__(
            "The file {filename} is larger than the {most} that Discord takes here. Please ask for less of it.",
            filename=filename,
            most=size,
        )


class Finished(Struct, frozen=True, gc=False):
    """What came of an errand: the answer, its body for Discord, and `outcome`: replied, refused or failed.

    With a `deferral` the answer cannot be written into the HTTP response, and has to be promised there and sent after.
    """

    answer: Answer
    body: bytes
    outcome: str = "replied"
    deferral: Deferral | None = None


class Means(Struct, frozen=True):
    """What errands have at hand: where records and cooldowns are kept, and what forms must be like."""

    shelf: Shelf
    cooldowns: Cooldowns
    check_form: Callable[[Modal], None]


class Errand(Struct, frozen=True, gc=False):
    """An interaction on its way to an answer: its name for people, and what to promise when that takes long.

    Autocomplete promises nothing: its `deferral` is None. `said` are the handler's arguments before the star; `fetch`,
    when it is there, says them instead, and has to ask for them.
    """

    name: str
    deferral: Deferral | None
    bound: Bound
    request: Request
    means: Means
    said: Callable[[], Sequence[object]]
    fetch: Callable[[], Coroutine[Any, Any, Sequence[object]]] | None = None

    @property
    def label(self) -> str:
        """Its name where names have to be few: what nothing here handles is called alike, whatever it was."""
        return UNHANDLED if self.bound.where is UNHANDLED else self.name

    async def work(self) -> Finished:
        """Run the handler to its answer: what the person did wrong is told to them, what we did wrong gets a reference.

        Never raises, but for its cancellation.
        """
        bound, taken = self.bound, False
        try:
            if bound.guard is not None:
                bound.guard(self.request.interaction)
            said = self.said() if self.fetch is None else await self.fetch()
            if bound.cooldown is not None:
                await self.means.cooldowns.take(*self._use(bound.cooldown))
                taken = True
            answer: Answer = await bound(self.request, said)
            if not isinstance(answer, bound.returns):
                kind = type(answer).__name__
                raise TypeError(f"the handler returned a {kind}")  # noqa: TRY301  (reported like any fault of ours)
            if bound.private or not isinstance(answer, Reply):
                answer = self._as_declared(answer)
            written = write(answer)
            if written.shelved:
                await self._shelve(written.shelved)
            files = uploads(answer)
            return Finished(answer, written.body, "replied", self._deferral_for(files, answer) if files else None)
        except UserError as error:
            return await self._refused(error, taken=taken)
        except asyncio.CancelledError as error:
            # Ours, when this task is cancelled; else of something that the handler waited for.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return self._failed(error)
        except ExceptionGroup as group:
            # Of a handler that did several things at once, when nothing else went wrong with any of them.
            refusals, faults = group.split(UserError)
            if refusals is None or faults is not None:
                return self._failed(group)
            return await self._refused(_first(refusals), taken=taken)
        except Exception as error:  # noqa: BLE001  (we are wrong: told once, here, under a reference)
            return self._failed(error)

    def _use(self, cooldown: Cooldown) -> tuple[Cooldown, str, int, int | None, datetime]:
        """One use of the handler, as cooldowns count it."""
        interaction = self.request.interaction
        at = datetime.fromtimestamp(self.request.delivery.received_at, UTC)
        return cooldown, self.bound.where, invoker(interaction).id, interaction.guild_id, at

    async def _shelve(self, shelved: Sequence[Shelved]) -> None:
        try:
            await self.means.shelf.put(shelved)
        except DatabaseAway as away:
            # Not "nothing was changed": the handler has done its work, and only its buttons are lost.
            raise DatabaseAway(UNKNOWN) from away

    def _as_declared(self, answer: Answer) -> Answer:
        if isinstance(answer, Reply):
            return Reply(answer.message, private=True)
        if isinstance(answer, Modal):
            self.means.check_form(answer)
        elif isinstance(answer, Update):
            if self.deferral is not None and not self.deferral.update:
                # A form that a command opened stands on no message that could be updated: what it would be, is new.
                message = replace(answer.message, attachments=uploads(answer))
                return Reply(message, private=self.bound.private)
            self._check_stays_layout(answer.message)
        return answer

    def _check_stays_layout(self, message: Message) -> None:
        """Refuse what Discord would: a message of components that becomes one of text or embeds."""
        interaction = self.request.interaction
        assert isinstance(interaction, (ComponentInteraction, ModalInteraction))  # noqa: S101  (only these update)
        updated = interaction.message
        if updated is not None and updated.flags & MessageFlag.IS_COMPONENTS_V2 and not message.is_v2:
            raise ValueError("a layout was to become a message of text or embeds, which Discord refuses")

    def _deferral_for(self, files: Sequence[Upload], answer: Answer) -> Deferral:
        """The promise to make first, when there are files: Discord takes none that come in an HTTP response."""
        most = self.request.interaction.attachment_size_limit
        for file in files:
            if len(file.content) > most:
                raise FileTooLarge(file.filename, most)
        assert isinstance(answer, (Reply, Update))  # noqa: S101  (only these have files)
        return deferral_for(answer)

    async def _refused(self, error: UserError, *, taken: bool) -> Finished:
        """Told to the person; and what is refused costs nobody their turn."""
        try:
            if taken and self.bound.cooldown is not None:
                await self.means.cooldowns.give_back(*self._use(self.bound.cooldown))
            sentence = error.told(speak(self.request.interaction.locale))
            return self._told(cut(sentence, limits.CONTENT), "refused")
        except Exception as fault:  # noqa: BLE001  (what cannot be told as it is, is a fault of ours)
            return self._failed(fault)

    def _failed(self, error: BaseException) -> Finished:
        say = speak(self.request.interaction.locale)
        told = say("Something went wrong (ref {ref}). Please tell a moderator that reference.", ref=report(error))
        return self._told(told, "failed")

    def _told(self, sentence: str, outcome: str) -> Finished:
        if self.deferral is None:
            # Discord shows no errors while somebody types: they get no suggestions instead.
            return Finished(Choices(), NO_CHOICES, outcome)
        reply = Reply(Message(content=sentence), private=True)
        return Finished(reply, callback(reply), outcome)


def _first(refusals: BaseExceptionGroup[UserError]) -> UserError:
    first = refusals.exceptions[0]
    return first if isinstance(first, UserError) else _first(first)


def report(error: BaseException) -> str:
    """Write a fault of ours down, and give the reference that people are told of it."""
    # Not `secrets`, which takes as long to import as a tenth of our start: nothing is guarded by this.
    reference = os.urandom(3).hex().upper()
    logger.opt(exception=error).error("A handler failed (ref {ref}).", ref=reference)
    return reference
