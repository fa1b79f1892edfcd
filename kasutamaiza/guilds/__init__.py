"""The servers that we were added to: their names, and since when."""

from kasutamaiza.guilds.guilds import Guilds
from kasutamaiza.guilds.model import Guild

__all__ = ["Guild", "Guilds"]
