"""What ends by itself: tokens after their 15 minutes, timeouts, and that somebody is typing."""

from msgspec.structs import replace

from simulator.engine import tokens
from simulator.engine.followups import DEFERRED_UPDATE
from simulator.world import Interaction, Member, State, Typing, World

NEVER_CAME = "The deferred answer did not come within 15 minutes."


def expire(world: World) -> None:
    """End what has ended by the world's clock."""
    for interaction in list(world.all(Interaction)):
        if not interaction.is_loading or not tokens.is_over(world, interaction):
            continue
        if interaction.answer_type == DEFERRED_UPDATE:
            world.put(replace(interaction, is_loading=False))  # to update nothing after all is no failure
        else:
            world.put(replace(interaction, state=State.EXPIRED, is_loading=False, errors=NEVER_CAME))
    for member in list(world.all(Member)):
        until = member.communication_disabled_until
        if until is not None and until <= world.now:
            world.put(replace(member, communication_disabled_until=None))
    for typing in list(world.all(Typing)):
        if typing.until <= world.now:
            world.remove(typing)
