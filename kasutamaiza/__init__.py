"""Kasutamaiza: a Discord bot for a community that designs its own Yu-Gi-Oh! cards."""

__version__ = "0.1.0"
