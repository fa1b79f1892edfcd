"""The driver: be a member of a simulated server in code, and wait for what you expect to see.

async with connect("http://127.0.0.1:8800") as discord:
    mai = await discord.guild.member("mai")
    found = await mai.slash("card search", name="dark")
    await found.press("Next")
    assert "Page 2" in found.text
"""

from simulator.driver.connection import Connection, Failed, Json, NotTaken
from simulator.driver.files import File
from simulator.driver.guild import Guild
from simulator.driver.person import Choice, Person
from simulator.driver.shown import Answer, Shown
from simulator.driver.simulation import Simulation, connect

__all__ = [
    "Answer",
    "Choice",
    "Connection",
    "Failed",
    "File",
    "Guild",
    "Json",
    "NotTaken",
    "Person",
    "Shown",
    "Simulation",
    "connect",
]
