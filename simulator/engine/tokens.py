"""Whose token it is: an interaction by what its bot shows, and how long that is good for."""

from datetime import timedelta

from simulator.refusal import Refused
from simulator.world import Interaction, State, World

LIFE = timedelta(minutes=15)
_WITHOUT_WEBHOOK = (State.SENT, State.FAILED, State.CHOICES)


def is_over(world: World, interaction: Interaction) -> bool:
    return world.now >= interaction.created_at + LIFE


def find(world: World, token: str) -> Interaction | None:
    """From the newest on: nearly always it is one of the last few."""
    return next((each for each in world.newest(Interaction) if each.token == token), None)


def answered(world: World, application_id: str, token: str) -> Interaction:
    """The interaction whose webhook this is: one that is answered, and not for longer than 15 minutes ago.

    Raises `Refused`.
    """
    interaction = find(world, token)
    if interaction is None or application_id != world.application.id or interaction.state in _WITHOUT_WEBHOOK:
        raise Refused(10015)
    if interaction.state is State.EXPIRED or is_over(world, interaction):
        raise Refused(50027)
    return interaction
