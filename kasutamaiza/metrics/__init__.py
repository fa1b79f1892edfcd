"""Metrics: what happened, counted, and how things stand, for Prometheus to read."""

from kasutamaiza.metrics.counts import Counts
from kasutamaiza.metrics.lookout import Lookout, State
from kasutamaiza.metrics.scrapes import PortTaken, Scrapes, listen

__all__ = ["Counts", "Lookout", "PortTaken", "Scrapes", "State", "listen"]
