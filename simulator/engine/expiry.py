"""What ends by itself: tokens after their 15 minutes, and timeouts."""

from msgspec.structs import replace

from simulator.engine import tokens
from simulator.world import Interaction, Member, State, World

NEVER_CAME = "The deferred answer did not come within 15 minutes."


def expire(world: World) -> None:
    """End what has ended by the world's clock."""
    for interaction in list(world.all(Interaction)):
        if interaction.is_loading and tokens.is_over(world, interaction):
            world.put(replace(interaction, state=State.EXPIRED, is_loading=False, errors=NEVER_CAME))
    for member in list(world.all(Member)):
        until = member.communication_disabled_until
        if until is not None and until <= world.now:
            world.put(replace(member, communication_disabled_until=None))
