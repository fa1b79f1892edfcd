"""People: what we remember of whom, and why."""

from kasutamaiza.profiles.model import Profile
from kasutamaiza.profiles.people import People

__all__ = ["People", "Profile"]
