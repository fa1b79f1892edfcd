"""Acts of members: delivered to the bot, signed as Discord's are, and its answers made true."""

from simulator.engine.acts import Act, read
from simulator.engine.commands import Leaf
from simulator.engine.engine import Engine
from simulator.engine.outcome import CannotAct, Outcome
from simulator.engine.signing import Signer

__all__ = ["Act", "CannotAct", "Engine", "Leaf", "Outcome", "Signer", "read"]
