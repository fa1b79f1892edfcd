"""What is done again and again, so that nothing piles up: the house's own schedules."""

from collections.abc import Callable
from datetime import datetime

from kasutamaiza.interactions.cooldown import Cooldowns
from kasutamaiza.interactions.kept import Shelf
from kasutamaiza.jobs import Queue, Schedule


def schedules(shelf: Shelf, cooldowns: Cooldowns, queue: Queue, *, now: Callable[[], datetime]) -> list[Schedule]:
    """For a worker. Whichever of all that run comes first does each, once."""
    return [
        Schedule("house.expired_custom_ids", "7 * * * *", shelf.sweep),
        Schedule("house.expired_cooldowns", "17 * * * *", lambda: cooldowns.sweep(now())),
        Schedule("house.old_jobs", "27 3 * * *", queue.tidy),
    ]
