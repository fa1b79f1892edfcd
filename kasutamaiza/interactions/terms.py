"""Terms: who may use a handler, where and how often, and who sees what it answers."""

from collections.abc import Callable, Sequence
from types import NoneType
from typing import Any, TypeAlias, TypedDict

from msgspec import Struct

from kasutamaiza.discord.command import Context, IntegrationType
from kasutamaiza.discord.interaction import ComponentInteraction, Interaction, invoker
from kasutamaiza.discord.permission import NONE, Permission, lacking, usable
from kasutamaiza.errors import UserError
from kasutamaiza.interactions.cooldown import Cooldown


class Terms(Struct, frozen=True, kw_only=True):
    """What was said of a handler beside its function.

    `requires` is what whoever asks must hold, and `needs` what we must, both in the place where it happens. `contexts`
    are where it may be used; None means wherever it can work. `nsfw` is for age-restricted channels. `only_asker`: a
    component may be used only by whoever asked for the message that it stands on.
    """

    requires: Permission = NONE
    needs: Permission = NONE
    private: bool = False
    contexts: Sequence[Context] | None = None
    integration_types: Sequence[IntegrationType] = (IntegrationType.GUILD_INSTALL,)
    nsfw: bool = False
    cooldown: Cooldown | None = None
    only_asker: bool = False


class SharedTerms(TypedDict, total=False):
    """What can be said of any handler, as keywords: of `@on_modal` and `@group.command` no more than this."""

    requires: Permission
    needs: Permission
    private: bool
    cooldown: Cooldown


class ComponentTerms(SharedTerms, total=False):
    """What can be said of `@on_component`, as keywords."""

    only_asker: bool


class CommandTerms(SharedTerms, total=False):
    """What can be said of `@command`, `@user_command` and `@message_command`, as keywords."""

    contexts: Sequence[Context]
    integration_types: Sequence[IntegrationType]
    nsfw: bool


def check_terms(terms: Terms, *, of_command: bool, of_component: bool) -> None:
    """Refuse terms of another kind than they are, or of another kind of handler. Raises `TypeError` with one named."""
    kinds: dict[str, Any] = {
        "requires": Permission,
        "needs": Permission,
        "private": bool,
        "nsfw": bool,
        "only_asker": bool,
        "cooldown": (Cooldown, NoneType),
        "contexts": (Sequence, NoneType),
        "integration_types": Sequence,
    }
    for name, kind in kinds.items():
        said = getattr(terms, name)
        if not isinstance(said, kind):
            wanted = "a list" if name in ("contexts", "integration_types") else getattr(kind, "__name__", "Cooldown")
            raise TypeError(f"{name} is {said!r}; it must be {wanted}")
    if terms.only_asker and not of_component:
        raise TypeError("only_asker is for @on_component: nobody else's message is used here")
    if not of_command and (terms.contexts is not None or terms.nsfw):
        raise TypeError("contexts and nsfw are for commands: what they show is where they are")


class GuildOnly(UserError):
    """A handler needs a server, and there is none."""

    def __init__(self) -> None:
        super().__init__("This works in a server only. Please use it in one.")


class DirectMessageOnly(UserError):
    """A handler is for direct messages with us."""

    def __init__(self) -> None:
        super().__init__("This works in a direct message with me only. Please write to me there.")


class ElsewhereOnly(UserError):
    """A handler is not for where it was used."""

    def __init__(self) -> None:
        super().__init__("This does not work here. Please use it where Discord offers it to you.")


class Lacking(UserError):
    """Somebody lacks permissions, which are told by the names that Discord's settings have for them."""

    def __init__(self, template: str, missing: Permission) -> None:
        super().__init__(template, missing=missing.label)
        self.missing = missing

    def told(self, say: Callable[..., str]) -> str:
        return say(self.template, missing=", ".join(say(permission.label) for permission in self.missing))


class NotAllowed(Lacking):
    """The person lacks a permission that the handler requires."""

    def __init__(self, missing: Permission) -> None:
        super().__init__("You need the permission {missing} for this. A moderator of this server can help.", missing)


class BotNotAllowed(Lacking):
    """We lack a permission that the handler needs."""

    def __init__(self, missing: Permission) -> None:
        super().__init__("I need the permission {missing} here. Please ask an administrator to give it to me.", missing)


class AgeRestricted(UserError):
    """A handler is for age-restricted channels."""

    def __init__(self) -> None:
        super().__init__("This works in age-restricted channels only. Please use it in one.")


class NotYours(UserError):
    """Somebody else asked for the message that a component stands on."""

    def __init__(self) -> None:
        super().__init__("Only whoever asked for this can use it. Please run the command yourself.")


Guard: TypeAlias = Callable[[Interaction], None]
"""Raises the `UserError` that says why an interaction is not let through."""


def guard(terms: Terms) -> Guard | None:
    """What `terms` ask of an interaction; None when they ask nothing of it, so that nothing is called."""
    checks: list[Guard] = []
    if terms.contexts is not None:
        checks.append(_is_in(frozenset(terms.contexts)))
    if terms.requires or terms.needs:
        checks.append(_is_allowed(terms.requires, terms.needs))
    if terms.nsfw:
        checks.append(_is_age_restricted)
    if terms.only_asker:
        checks.append(_is_the_asker)
    if len(checks) < 2:
        return checks[0] if checks else None

    def check_all(interaction: Interaction) -> None:
        for check in checks:
            check(interaction)

    return check_all


def _is_in(contexts: frozenset[Context]) -> Guard:
    refusal: type[UserError] = ElsewhereOnly
    if contexts == {Context.GUILD}:
        refusal = GuildOnly
    elif contexts == {Context.BOT_DM}:
        refusal = DirectMessageOnly

    def check(interaction: Interaction) -> None:
        context = interaction.context
        if context is None:
            context = Context.BOT_DM if interaction.guild_id is None else Context.GUILD
        if context not in contexts:
            raise refusal

    return check


def _is_allowed(requires: Permission, needs: Permission) -> Guard:
    def check(interaction: Interaction) -> None:
        if interaction.guild_id is None:
            raise GuildOnly
        held = interaction.member.permissions if interaction.member else 0
        if missing := lacking(held, requires):
            raise NotAllowed(missing)
        # What we hold may be of no use where it happens: in a thread, say, another permission lets us write.
        channel = interaction.channel.type if interaction.channel else 0
        if needs and (missing := lacking(usable(interaction.app_permissions, channel), needs)):
            raise BotNotAllowed(missing)

    return check


_THREADS = (10, 11, 12)


def _is_age_restricted(interaction: Interaction) -> None:
    channel = interaction.channel
    # A thread is as its parent is, and does not say so itself; Discord has asked the parent.
    if interaction.guild_id is None or channel is None or channel.type in _THREADS:
        return
    if not channel.nsfw:
        raise AgeRestricted


def _is_the_asker(interaction: Interaction) -> None:
    assert isinstance(interaction, ComponentInteraction)  # noqa: S101  (only components are declared so)
    asker = interaction.message.asker
    if asker is None or asker.id != invoker(interaction).id:
        raise NotYours
