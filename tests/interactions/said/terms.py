"""Handlers on terms: where, for whom, how often."""

from typing import Annotated

from kasutamaiza.errors import UserError
from kasutamaiza.interactions import (
    Choice,
    Context,
    Cooldown,
    CustomId,
    IntegrationType,
    Option,
    Per,
    Permission,
    Reply,
    Update,
    command,
    on_component,
    on_modal,
)
from kasutamaiza.ui import ActionRow, Button, ButtonStyle, Message


class Mine(CustomId, tag="terms.mine", frozen=True):
    """A button for whoever asked for it."""


class Seldom(CustomId, tag="terms.seldom", frozen=True):
    """A button that may be pressed once a minute."""


class Locked(CustomId, tag="terms.locked", frozen=True):
    """A form for those who may."""


DONE = Reply(Message(content="done"))


@command(contexts=[Context.GUILD])
async def in_server() -> Reply:
    """For servers."""
    return DONE


@command(contexts=[Context.BOT_DM])
async def in_private() -> Reply:
    """For direct messages with the bot."""
    return DONE


@command(
    contexts=[Context.BOT_DM, Context.PRIVATE_CHANNEL],
    integration_types=[IntegrationType.GUILD_INSTALL, IntegrationType.USER_INSTALL],
)
async def in_any_private() -> Reply:
    """For direct messages."""
    return DONE


@command(integration_types=[IntegrationType.GUILD_INSTALL, IntegrationType.USER_INSTALL])
async def anywhere(
    where: Annotated[
        str, Option("Where.", choices=[Choice("Here", "here", {"ja": "ここ"}), Choice("There", "there")])
    ] = "here",
) -> Reply:
    """Wherever one is."""
    return DONE


@command(nsfw=True)
async def grown_up() -> Reply:
    """For age-restricted channels."""
    return DONE


@command(contexts=[Context.GUILD], requires=Permission.BAN_MEMBERS, nsfw=True)
async def strictly() -> Reply:
    """On several terms at once."""
    return DONE


@command(cooldown=Cooldown(60))
async def sometimes(well: Annotated[bool, Option("Whether to do well.")] = True) -> Reply:
    """Once a minute."""
    if not well:
        raise UserError("That was not well done. Do it well.")
    return DONE


@command(cooldown=Cooldown(60, uses=2, per=Per.GUILD))
async def twice() -> Reply:
    """Twice a minute in a server."""
    return DONE


@command(cooldown=Cooldown(60, per=Per.MEMBER))
async def by_member() -> Reply:
    """Once a minute for each member."""
    return DONE


@command(name="otherwise")
async def not_what_it_is_called() -> Reply:
    """Another name than the function's."""
    return DONE


@command()
async def own() -> Reply:
    """A button of one's own."""
    button = Button(style=ButtonStyle.PRIMARY, label="Mine", custom_id=Mine().custom_id)
    return Reply(Message(content="Yours.", components=[ActionRow(components=[button])]))


@on_component(only_asker=True)
async def mine(mine: Mine) -> Update:
    return Update(Message(content="pressed"))


@on_component(cooldown=Cooldown(60), needs=Permission.EMBED_LINKS)
async def seldom(seldom: Seldom) -> Update:
    return Update(Message(content="pressed"))


@on_modal(requires=Permission.BAN_MEMBERS)
async def locked(locked: Locked) -> Reply:
    return DONE
