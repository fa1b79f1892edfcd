"""Cooldowns: so many uses in so many seconds, counted for all our machines together."""

from datetime import datetime, timedelta
from enum import StrEnum

from loguru import logger
from msgspec import Struct

from kasutamaiza.errors import UserError
from kasutamaiza.interactions import store
from kasutamaiza.storage import Database, DatabaseAway
from kasutamaiza.ui import when

LONGEST = timedelta(days=30)
MOST_USES = 1_000_000

REMEMBERED = 10_000
"""Windows that this process remembers for the time when the database is away."""

SWEPT = 1_000
"""Rows deleted in one go."""

ASKED_AGAIN_AFTER = timedelta(seconds=5)
TOLD_EVERY = timedelta(minutes=1)


class Per(StrEnum):
    """For whom uses are counted together. Outside a server there is only the person."""

    USER = "user"
    MEMBER = "member"
    GUILD = "guild"


class Cooldown(Struct, frozen=True, gc=False):
    """`uses` within `seconds`, which begin with the first of them. Raises `ValueError`."""

    seconds: float
    uses: int = 1
    per: Per = Per.USER

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= LONGEST.total_seconds():
            raise ValueError(f"A cooldown of {self.seconds} seconds cannot be; use more than 0 and at most 30 days.")
        if not 1 <= self.uses <= MOST_USES:
            raise ValueError(f"A cooldown cannot allow {self.uses} uses; use 1 to {MOST_USES}.")


class OnCooldown(UserError):
    """It was used often enough for now; `until` is when it can be used again."""

    def __init__(self, until: datetime, *, guild: bool = False) -> None:
        self.until = _whole_seconds(until)
        again = when(self.until, "R")
        if guild:
            super().__init__("This server can use this again {when}.", when=again)
        else:
            super().__init__("You can use this again {when}.", when=again)


def _whole_seconds(moment: datetime) -> datetime:
    # Up, since Discord shows whole seconds: who waits for the one that is shown has waited long enough.
    return moment.replace(microsecond=0) + timedelta(seconds=1) if moment.microsecond else moment


class Window(Struct, frozen=True, gc=False):
    """The uses that are counted together, and when they are forgotten."""

    uses: int
    ends_at: datetime


class Memory:
    """Counts as the cooldowns table does, in this process alone, and forgets the oldest windows when there are many."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._windows: dict[str, Window] = {}

    def __len__(self) -> int:
        return len(self._windows)

    def put(self, key: str, window: Window, at: datetime) -> None:
        """What the database has counted."""
        self._windows.pop(key, None)  # the newest stand last
        self._windows[key] = window
        if len(self._windows) > self._most:
            current = [(key, window) for key, window in self._windows.items() if window.ends_at > at]
            # A tenth more than must be, so that not each of the next has to look through them all.
            self._windows = dict(current[-(self._most * 9 // 10) :])

    def take(self, key: str, most: int, at: datetime, ends_at: datetime) -> Window:
        known = self._windows.get(key)
        if known is None or known.uses == 0 or known.ends_at <= at:
            window = Window(1, ends_at)
        else:
            window = Window(min(known.uses, most) + 1, min(known.ends_at, ends_at))
        self.put(key, window, at)
        return window

    def give_back(self, key: str, most: int, at: datetime, ends_at: datetime) -> None:
        known = self._windows.get(key)
        if known is not None and known.uses > 0 and at < known.ends_at <= ends_at:
            self._windows[key] = Window(min(known.uses, most) - 1, known.ends_at)


class Cooldowns:
    """Counts uses. While the database is away each process counts its own, from what it knew before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = Memory()
        self._away_at: datetime | None = None
        self._told_at: datetime | None = None

    async def take(self, cooldown: Cooldown, handler: str, user: int, guild: int | None, at: datetime) -> None:
        """Count a use at `at`, the same `at` for `give_back`. Raises `OnCooldown`, and counts nothing then."""
        key = _key(cooldown, handler, user, guild)
        window = await self._take(key, cooldown.uses, at, _end(cooldown, at))
        if window.uses > cooldown.uses:
            raise OnCooldown(window.ends_at, guild=cooldown.per is Per.GUILD and guild is not None)

    async def give_back(self, cooldown: Cooldown, handler: str, user: int, guild: int | None, at: datetime) -> None:
        """A use that came to nothing was none. To be called at most once for a `take` that was let through."""
        key = _key(cooldown, handler, user, guild)
        self._memory.give_back(key, cooldown.uses, at, _end(cooldown, at))
        if self._is_away(at):
            return
        try:
            async with self._database.connection() as connection:
                await store.give_use_back(connection, key, cooldown.uses, at, _end(cooldown, at))
        except DatabaseAway as away:
            self._note_away(at, away)

    async def sweep(self, at: datetime) -> None:
        """Clear away all windows that are over by `at`. Raises `DatabaseAway`."""
        async with self._database.connection() as connection:
            while await store.sweep_uses(connection, at, SWEPT) == SWEPT:
                pass

    async def _take(self, key: str, most: int, at: datetime, ends_at: datetime) -> Window:
        if not self._is_away(at):
            try:
                async with self._database.connection() as connection:
                    window = Window(*await store.take_use(connection, key, most, at, ends_at))
            except DatabaseAway as away:
                self._note_away(at, away)
            else:
                self._memory.put(key, window, at)
                return window
        return self._memory.take(key, most, at, ends_at)

    def _is_away(self, at: datetime) -> bool:
        # Nobody waits a second and a half again for what somebody has just waited for in vain.
        return _is_within(ASKED_AGAIN_AFTER, self._away_at, at)

    def _note_away(self, at: datetime, away: DatabaseAway) -> None:
        self._away_at = at
        if not _is_within(TOLD_EVERY, self._told_at, at):
            self._told_at = at
            cause = type(away.__cause__ or away).__name__
            logger.warning(
                "The database is away ({}): each process counts cooldowns by itself until it is back.", cause
            )


def _key(cooldown: Cooldown, handler: str, user: int, guild: int | None) -> str:
    # The handler stands last, so that nothing in its name can make two keys one.
    if guild is not None and cooldown.per is Per.GUILD:
        return f"guild {guild} {handler}"
    if guild is not None and cooldown.per is Per.MEMBER:
        return f"member {guild} {user} {handler}"
    return f"user {user} {handler}"


def _end(cooldown: Cooldown, at: datetime) -> datetime:
    return at + timedelta(seconds=cooldown.seconds)


def _is_within(span: timedelta, since: datetime | None, at: datetime) -> bool:
    # On both sides: of requests at once, one with an earlier time may come later. A clock set back is another matter.
    return since is not None and abs(at - since) < span
