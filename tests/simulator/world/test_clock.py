"""Time in the world, and the ids that are made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.world import Clock
from simulator.world.clock import created_at


def test_an_id_tells_when_it_was_made() -> None:
    clock = Clock(real=lambda: 1_800_000_000.25)
    assert created_at(clock.next_id()).timestamp() == 1_800_000_000.25


@given(st.lists(st.floats(0, 1e6) | st.none(), max_size=50))
def test_ids_only_grow_whatever_the_clock_does(steps: list[float | None]) -> None:
    clock = Clock(real=lambda: 1_800_000_000.0)
    ids = [int(clock.next_id())]
    for step in steps:
        if step is None:
            clock.reset()
        else:
            clock.advance(step)
        ids.append(int(clock.next_id()))
    assert ids == sorted(set(ids))


def test_moving_on_moves_the_worlds_time_and_a_reset_takes_it_back() -> None:
    clock = Clock(real=lambda: 1_800_000_000.0)
    clock.advance(900)
    assert (clock.ahead, clock.now.timestamp(), clock.milliseconds) == (900, 1_800_000_900.0, 1_800_000_900_000)
    clock.reset()
    assert (clock.ahead, clock.now.timestamp()) == (0, 1_800_000_000.0)


def test_the_clock_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="only goes forward"):
        Clock().advance(-1)
