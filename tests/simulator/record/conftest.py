"""The same simulator and bot as the driver's."""

from tests.simulator.driver.conftest import bot, discord

__all__ = ["bot", "discord"]
