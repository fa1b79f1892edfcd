"""What things with a name are called in a recording."""

from simulator.record.placeholders import Placeholders
from simulator.world import Channel, Command, Guild, Record, Role, User, Webhook, World

_NAMED: tuple[type[Record], ...] = (Guild, User, Role, Channel, Command, Webhook)


def of_all(world: World, placeholders: Placeholders) -> None:
    """Name what there is, from what others are called after."""
    for kind in _NAMED:
        for record in world.all(kind):
            call(world, record, placeholders)


def call(world: World, record: Record, placeholders: Placeholders) -> None:
    """Name one thing, if it is of a kind that has names."""
    name = _name(world, record)
    if name is not None:
        placeholders.name(record.key, name)


def _name(world: World, record: Record) -> str | None:
    match record:
        case Guild():
            return "server"
        case User():
            return "bot" if record.id == world.application.bot_id else record.username
        case Role():
            return f"@{record.name}"
        case Channel(recipient_id=str(recipient)):
            user = world.find(User, recipient)
            return f"dm {recipient if user is None else user.username}"
        case Channel():
            return f"#{record.name}"
        case Command():
            return f"/{record.name}"
        case Webhook():
            return f"webhook {record.name}"
    return None
