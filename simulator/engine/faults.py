"""Which fault strikes next."""

from msgspec.structs import replace

from simulator.world import Fault, World

DELIVERIES = "deliveries"
UNANSWERED = ("500", "502", "503")
KINDS = ("duplicate", "forged", "stale", "unsigned", "slow", "drop", *UNANSWERED)
"""What can go wrong with a delivery."""


def take(world: World, *operations: str) -> Fault | None:
    """The first fault that is meant for one of these, as it was before this use of it; None where all goes well."""
    for fault in list(world.all(Fault)):
        if fault.operation not in operations:
            continue
        if fault.skip:
            world.put(replace(fault, skip=fault.skip - 1))
            continue
        if fault.left is None:
            return fault
        if fault.left > 1:
            world.put(replace(fault, left=fault.left - 1))
        else:
            world.remove(fault)
        return fault
    return None
