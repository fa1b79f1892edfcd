"""GET /sim/state: the world as JSON, whole or as one member sees it."""

from simulator.control.shown import TABLES, shown
from simulator.control.sight import Sight
from simulator.world import User, World
from simulator.world.records import Json


def state(world: World, viewer: User | None) -> Json:
    """Every table is a list, and every record in one has its `key`. `viewer` None: all of it."""
    sight = Sight(world, viewer)
    told: Json = {
        "seq": world.log.last,
        "now": world.clock.milliseconds,
        "ahead": world.clock.ahead,
        "viewer": None if viewer is None else shown(world, viewer),
        "rights": sight.rights(),
    }
    for kind in TABLES:
        told[kind.table] = [shown(world, each) for each in world.all(kind) if sight.sees(each)]
    return told
