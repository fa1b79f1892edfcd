"""Who counts what Discord sends us and how it is answered, where somebody does."""

from typing import Protocol

from kasutamaiza.discord.command import CommandType
from kasutamaiza.discord.interaction import (
    AutocompleteInteraction,
    CommandInteraction,
    ComponentInteraction,
    Interaction,
    ModalInteraction,
)


class Watch(Protocol):
    """Told of each thing once it has left us. None of these may raise.

    `kind` is one of `kind_of`, or `ping`; `command` is a name that we know, or `unknown`, so that both are few.
    """

    def answered(self, kind: str, command: str, outcome: str, seconds: float) -> None:
        """An answer left us, so many seconds after Discord signed what it answers."""

    def promised(self, kind: str, seconds: float) -> None:
        """In an answer's place, the promise of one left us. What comes of it is told to `finished`."""

    def finished(self, kind: str, command: str, outcome: str) -> None:
        """What was promised came to its end, or something whose time cannot be told to the millisecond."""

    def refused(self, reason: str) -> None:
        """Something came that Discord did not sign."""

    def event(self, name: str, outcome: str) -> None:
        """What came of a webhook event."""


_KINDS: dict[type[Interaction], str] = {
    AutocompleteInteraction: "autocomplete",
    ComponentInteraction: "component",
    ModalInteraction: "modal",
}
_COMMANDS = {int(CommandType.USER): "user", int(CommandType.MESSAGE): "message"}


def kind_of(interaction: Interaction) -> str:
    """What somebody did: `command`, `user`, `message` (the menus), `autocomplete`, `component` or `modal`."""
    if isinstance(interaction, CommandInteraction):
        return _COMMANDS.get(interaction.data.type, "command")
    return _KINDS[type(interaction)]
