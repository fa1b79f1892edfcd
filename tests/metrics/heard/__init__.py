"""Handlers of every kind, some of which wait until they are let."""
