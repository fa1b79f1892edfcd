"""Recordings: what people did and what came of it, as lines of JSON that can be read, kept, and done again."""

from simulator.record.lines import Line, WrongRecording
from simulator.record.recorder import Done, Recorder

__all__ = ["Done", "Line", "Recorder", "WrongRecording"]
