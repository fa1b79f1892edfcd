"""/nested: commands in groups, and in groups of groups."""

from kasutamaiza.interactions import Group, Permission, Reply, command
from kasutamaiza.ui import Message

nested = Group("nested", "Commands in a group.", category="Nests", requires=Permission.MANAGE_GUILD)
deep = nested.group("deep", "Commands in a group of a group.")


@nested.command()
async def shallow() -> Reply:
    """One level down."""
    return Reply(Message(content="shallow"))


@deep.command(requires=Permission.BAN_MEMBERS, needs=Permission.EMBED_LINKS)
async def down() -> Reply:
    """Two levels down.

    What stands below the first line is for whoever reads the code.
    """
    return Reply(Message(content="down"))


@command(requires=Permission.KICK_MEMBERS)
async def kick() -> Reply:
    """For those who may."""
    return Reply(Message(content="kicked"))
