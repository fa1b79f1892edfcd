"""Our commands as Discord wants them told, with their names and descriptions in every language that we speak."""

from collections.abc import Sequence

from msgspec.structs import replace

from kasutamaiza.discord.command import (
    ApplicationCommand,
    CommandChoice,
    CommandOption,
    OptionType,
    check_commands,
)
from kasutamaiza.interactions.entries import CommandEntry, MenuEntry
from kasutamaiza.texts import NameOf, localizations


def definitions(commands: Sequence[CommandEntry], menu: Sequence[MenuEntry]) -> list[ApplicationCommand]:
    """All commands, in all languages. Raises `Refused` for what Discord would refuse as a whole."""
    return [_localized(command) for command in plain_definitions(commands, menu)]


def plain_definitions(commands: Sequence[CommandEntry], menu: Sequence[MenuEntry]) -> list[ApplicationCommand]:
    """All commands, in English only. Raises `Refused`."""
    tops = dict.fromkeys(entry.path.split(" ")[0] for entry in commands)
    typed = [_typed(top, [entry for entry in commands if entry.path.split(" ")[0] == top]) for top in tops]
    told = [*typed, *(_in_menu(entry) for entry in menu)]
    check_commands(told)
    return told


def _typed(top: str, entries: Sequence[CommandEntry]) -> ApplicationCommand:
    first = entries[0]
    group = first.handler.group.line[0] if first.handler.group else None
    # Of a group, Discord asks once for all that is in it: where any of its commands works, it is shown.
    contexts = sorted({context for entry in entries for context in entry.contexts})
    requires = group.requires if group else first.handler.terms.requires
    return ApplicationCommand(
        name=top,
        description=group.description if group else first.description,
        options=_nested(entries, depth=1) if group else first.options,
        default_member_permissions=str(int(requires)) if requires else None,
        contexts=contexts,
        integration_types=sorted({each for entry in entries for each in entry.handler.terms.integration_types}),
        nsfw=group.nsfw if group else first.handler.terms.nsfw,
    )


def _in_menu(entry: MenuEntry) -> ApplicationCommand:
    terms = entry.handler.terms
    return ApplicationCommand(
        type=entry.handler.kind,
        name=entry.name,
        default_member_permissions=str(int(terms.requires)) if terms.requires else None,
        contexts=list(entry.contexts),
        integration_types=list(terms.integration_types),
        nsfw=terms.nsfw,
    )


def _nested(entries: Sequence[CommandEntry], depth: int) -> list[CommandOption]:
    nested: list[CommandOption] = []
    for name in dict.fromkeys(entry.path.split(" ")[depth] for entry in entries):
        inside = [entry for entry in entries if entry.path.split(" ")[depth] == name]
        groups = inside[0].handler.group.line if inside[0].handler.group else []
        if len(groups) > 2:
            raise ValueError(f"/{inside[0].path} lies too deep; Discord takes a group within a group, and no more.")
        if len(groups) > depth:
            type_, description = OptionType.SUB_COMMAND_GROUP, groups[depth].description
            options = _nested(inside, depth + 1)
        else:
            type_, description, options = OptionType.SUB_COMMAND, inside[0].description, inside[0].options
        nested.append(CommandOption(type=type_, name=name, description=description, options=options))
    return nested


def _localized(command: ApplicationCommand) -> ApplicationCommand:
    return replace(
        command,
        name_localizations=localizations(command.name, context="command"),
        description_localizations=localizations(command.description) if command.description else None,
        options=[_localized_option(option) for option in command.options],
    )


def _localized_option(option: CommandOption) -> CommandOption:
    nests = option.type in (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)
    kind: NameOf = "command" if nests else "option"
    return replace(
        option,
        name_localizations=localizations(option.name, context=kind),
        description_localizations=localizations(option.description),
        options=[_localized_option(inner) for inner in option.options],
        choices=[_localized_choice(choice) for choice in option.choices],
    )


def _localized_choice(choice: CommandChoice) -> CommandChoice:
    if choice.name_localizations is not None:
        return choice
    return replace(choice, name_localizations=localizations(choice.name, context="choice"))
