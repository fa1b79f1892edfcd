"""What a job is, what a schedule is, and what can be told of all that wait."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from msgspec import Struct


class Job(Struct, frozen=True):
    """Work to be done, as a record: `class LiftBan(Job, tag="moderation.lift_ban", frozen=True)`.

    It is done at least once, so its handler must be safe to repeat, also while another worker is still at it: that
    happens when the database was away for longer than a lease. It may wait for months: tags are for ever, and fields
    are only added, with a default. It is stored as JSON, readable for whoever may read the database.
    """


def tag_of(job: type[Job]) -> str:
    """The kind's tag. Raises `ValueError` when it has none of its own."""
    tag = job.__struct_config__.tag
    if job is Job or not isinstance(tag, str):
        raise ValueError(f'{job.__name__} has no tag; write class {job.__name__}(Job, tag="…", frozen=True)')
    return tag


class Retries(Struct, frozen=True, kw_only=True):
    """How often a job that fails is tried, and after how many seconds: `first`, then `factor` times as many each time.

    What stands here tries for 25 minutes: as long as most of what goes away is away.
    """

    attempts: int = 8
    first: float = 1.0
    factor: float = 4.0
    longest: float = 600.0

    def pause(self, failures: int) -> float | None:
        """Seconds to wait after so many failures; None when that was the last attempt."""
        if failures >= self.attempts:
            return None
        return float(min(self.first * self.factor ** (failures - 1), self.longest))


class Schedule(Struct, frozen=True):
    """A deed that is done at each of a cron expression's times (UTC), by one worker of all that run.

    When none ran at the time, the first that comes does it, once. When it fails, it is done at the next time: what
    must not wait so long puts a job.
    """

    name: str
    times: str
    deed: Callable[[], Awaitable[object]]


class Census(Struct, frozen=True, kw_only=True):
    """The jobs there are, and whether anybody does them.

    `counts` are by tag and status (queued, picked, failed); `oldest_waiting` is how many seconds ago the oldest of
    those that wait was due (0.0 when none is); `failed` are those that will not be tried again; `seen` is when a worker
    last showed itself, None when none ever did or the last was more than a day ago.
    """

    counts: Mapping[tuple[str, str], int]
    oldest_waiting: float
    failed: int
    seen: datetime | None
