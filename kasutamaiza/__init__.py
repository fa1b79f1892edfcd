"""Kasutamaiza: a Discord bot for a community that designs its own Yu-Gi-Oh! cards."""

import os

__version__ = "0.1.0"

# loguru makes a sink of its own as it is imported, which kasutamaiza.logs takes away again; making one costs as much
# time as reading all of commands/, and a start is something that people wait for.
os.environ.setdefault("LOGURU_AUTOINIT", "0")
