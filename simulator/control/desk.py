"""The desk of the control room: what its routes share."""

from collections.abc import Callable

from starlette.requests import Request

from simulator.engine import Engine
from simulator.record import Recorder
from simulator.world import World
from simulator.world.bell import Bell


class Desk:
    """`restart` lets the world be as it was at its start. `pictures`: whether the page may load them from the web."""

    def __init__(self, engine: Engine, restart: Callable[[], None], *, pictures: bool = False) -> None:
        self.engine = engine
        self.pictures = pictures
        self.recorder = Recorder(engine.world)
        self.bell = Bell()
        self._restart = restart

    @property
    def world(self) -> World:
        return self.engine.world

    def advance(self, seconds: float) -> None:
        """Let time pass in the world. Raises `ValueError` for a step back."""
        self.world.clock.advance(seconds)
        self.engine.expire()
        self.bell.ring()

    def reset(self) -> None:
        """Begin anew. Raises `WrongWorld` and `OSError` where the world's file is none any more."""
        self._restart()
        self.recorder.clear()
        self.bell.ring()


def of(request: Request) -> Desk:
    """The desk at which a request came in."""
    desk: Desk = request.app.state.desk
    return desk
