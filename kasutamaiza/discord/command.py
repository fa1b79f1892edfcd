"""A command as Discord wants it told; refuses to be built as Discord would refuse it.

Source: https://docs.discord.com/developers/interactions/application-commands
"""

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct

from kasutamaiza.discord.naming import (
    LOCALES,
    Localizations,
    check_description,
    check_localizations,
    check_name,
    check_title,
    forget_empty,
    longest,
)
from kasutamaiza.discord.option import CommandChoice, CommandOption, OptionType, check_options
from kasutamaiza.ui import limits
from kasutamaiza.ui.limits import Refused, check_once, check_size

__all__ = [
    "LOCALES",
    "ApplicationCommand",
    "CommandChoice",
    "CommandOption",
    "CommandType",
    "Context",
    "IntegrationType",
    "OptionType",
    "check_commands",
    "check_name",
    "check_options",
]

PERMISSIONS = 2**54 - 1
"""The greatest bit set that Discord takes for a command."""

COMMANDS_TOGETHER = 130
"""Commands of all types that Discord takes at once."""


class CommandType(IntEnum):
    """Where a command is found: typed, in a person's or a message's menu, or as what opens an activity."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3
    PRIMARY_ENTRY_POINT = 4


COMMANDS_OF_TYPE = {
    CommandType.CHAT_INPUT: limits.COMMANDS,
    CommandType.USER: 15,
    CommandType.MESSAGE: 15,
    CommandType.PRIMARY_ENTRY_POINT: 1,
}
"""Commands that an application may have in one scope: everywhere, and again in each server."""

_MENUS = (CommandType.USER, CommandType.MESSAGE)


class Context(IntEnum):
    """Where a command can be used."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


class IntegrationType(IntEnum):
    """Whom the application was added to for a command to be there: a server, or a person."""

    GUILD_INSTALL = 0
    USER_INSTALL = 1


class ApplicationCommand(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A command with all that is in it. `default_member_permissions` is a bit set, as a decimal string."""

    type: CommandType = CommandType.CHAT_INPUT
    name: str
    name_localizations: Localizations | None = None
    description: str = ""
    description_localizations: Localizations | None = None
    options: Sequence[CommandOption] = ()
    default_member_permissions: str | None = None
    contexts: Sequence[Context] | None = None
    integration_types: Sequence[IntegrationType] | None = None
    nsfw: bool = False
    handler: int | None = None
    """Of an entry point only: 1 when the application answers, 2 when Discord opens the activity by itself."""

    def __post_init__(self) -> None:
        check = check_name if self.type == CommandType.CHAT_INPUT else check_title
        check("command.name", self.name)
        check_localizations("command.name_localizations", self.name_localizations, check)
        self._check_description()
        if self.options and self.type != CommandType.CHAT_INPUT:
            raise Refused(f"command {self.name} may not have options: only what is typed has.")
        check_options(f"command {self.name}", self.options)
        self._check_permissions()
        self._check_contexts()
        self._check_handler()
        if self.characters > limits.COMMAND_CHARACTERS:
            raise Refused(
                f"command {self.name} has {self.characters} characters in all; "
                f"Discord allows {limits.COMMAND_CHARACTERS}."
            )
        forget_empty(self, ("options",))

    @property
    def characters(self) -> int:
        """How many characters count towards `limits.COMMAND_CHARACTERS`: of each text, in its longest language."""
        own = longest(self.name, self.name_localizations) + longest(self.description, self.description_localizations)
        return own + sum(option.characters for option in self.options)

    def _check_description(self) -> None:
        if self.type in _MENUS and (self.description or self.description_localizations):
            raise Refused(f"command {self.name} may not have a description: in a menu there is no room for one.")
        if self.type == CommandType.CHAT_INPUT or self.description:
            check_description("command.description", self.description)
        field = "command.description_localizations"
        check_localizations(field, self.description_localizations, check_description)

    def _check_permissions(self) -> None:
        told = self.default_member_permissions
        # As long as the greatest one at most, for whoever hands over a book: int() would read it all.
        if told is not None and not (
            told.isascii() and told.isdecimal() and len(told) <= len(str(PERMISSIONS)) and int(told) <= PERMISSIONS
        ):
            raise Refused(
                f"command.default_member_permissions is {told[:40]!r}; "
                f"Discord allows a bit set of 0 to {PERMISSIONS}, written in digits."
            )

    def _check_contexts(self) -> None:
        if self.contexts is not None:
            check_size("command.contexts", self.contexts, least=1, most=len(Context))
            check_once("command.contexts", self.contexts)
        if self.integration_types is not None:
            check_size("command.integration_types", self.integration_types, least=1, most=len(IntegrationType))
            check_once("command.integration_types", self.integration_types)
        private = self.contexts is not None and Context.PRIVATE_CHANNEL in self.contexts
        if private and IntegrationType.USER_INSTALL not in (self.integration_types or ()):
            raise Refused(
                f"command {self.name} has the context PRIVATE_CHANNEL without USER_INSTALL in integration_types."
            )

    def _check_handler(self) -> None:
        if self.handler is None:
            return
        if self.type != CommandType.PRIMARY_ENTRY_POINT:
            raise Refused(f"command {self.name} may not have a handler: it is no entry point.")
        if self.handler not in (1, 2):
            raise Refused(f"command.handler is {self.handler}; Discord allows 1 or 2.")


def check_commands(commands: Sequence[ApplicationCommand]) -> None:
    """Refuse what Discord would not take as all commands of one scope: too many, or two of one type and name."""
    for type_, count in Counter(command.type for command in commands).items():
        most = COMMANDS_OF_TYPE[type_]
        if count > most:
            raise Refused(f"commands has {count} of the type {type_.name}; Discord allows at most {most}.")
    check_size("commands", commands, most=COMMANDS_TOGETHER)
    for (type_, name), count in Counter((command.type, command.name) for command in commands).items():
        if count > 1:
            raise Refused(f"commands has {count} of the type {type_.name} called {name}; Discord allows one.")
