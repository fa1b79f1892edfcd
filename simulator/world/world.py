"""The world: every record by its kind and key, changed in one place, so that the log misses nothing."""

import secrets
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from simulator.world.clock import Clock
from simulator.world.log import Log
from simulator.world.records import Application, Record, Upload, User

R = TypeVar("R", bound=Record)

LOOSE = 256 * 1024 * 1024
"""Bytes of files that belong to no message; the oldest go when there are more, as Discord's go after a while."""


class World:
    """All that exists. Records are frozen: put another one in a record's place to change it.

    `files` holds the bytes of attachments by their id; they are too large for the log. `url` is the simulator's own
    address, where the addresses of attachments begin.
    """

    def __init__(self, clock: Clock | None = None, *, url: str = "") -> None:
        self.clock = clock or Clock()
        self.log = Log()
        self.url = url
        self.files: dict[str, Upload] = {}
        self._loose: deque[str] = deque()
        self._records: dict[type[Record], dict[str, Record]] = {}
        self._groups: dict[tuple[type[Record], str], dict[str, Record]] = {}

    @property
    def now(self) -> datetime:
        return self.clock.now

    @property
    def application(self) -> Application:
        """The bot's application: there is one."""
        return next(self.all(Application))

    @property
    def bot(self) -> User:
        return self.get(User, self.application.bot_id)

    def next_id(self) -> str:
        return self.clock.next_id()

    @staticmethod
    def new_token() -> str:
        """A token that nobody guesses, for an interaction or a webhook."""
        return secrets.token_urlsafe(48)

    def keep(self, upload: Upload) -> str:
        """The id of a file that belongs to no message: an option's, or a form's."""
        id_ = self.next_id()
        self.files[id_] = upload
        self._loose.append(id_)
        while len(self._loose) > 1 and sum(len(self.files[each].data) for each in self._loose) > LOOSE:
            del self.files[self._loose.popleft()]
        return id_

    def put(self, record: R) -> R:
        """Let this record be, in place of the one with its key, if there is one."""
        kind = type(record)
        records = self._records.setdefault(kind, {})
        before = records.get(record.key)
        if before is not None and before.group != record.group:
            self._groups[kind, before.group].pop(record.key)
        records[record.key] = record
        self._groups.setdefault((kind, record.group), {})[record.key] = record
        self.log.append(kind, record.key, record, before, at=self.clock.milliseconds)
        return record

    def remove(self, record: Record) -> None:
        """Take the record with this key away; one that is not there any more is nothing to take."""
        kind = type(record)
        before = self._records.get(kind, {}).pop(record.key, None)
        if before is not None:
            self._groups[kind, before.group].pop(record.key)
            self.log.append(kind, record.key, None, before, at=self.clock.milliseconds)

    def find(self, kind: type[R], key: str) -> R | None:
        # What stands under a kind is of that kind, for only put() writes there; types cannot say so.
        return self._records.get(kind, {}).get(key)  # type: ignore[return-value]

    def get(self, kind: type[R], key: str) -> R:
        """The record with this key; `KeyError` where there is none."""
        found = self.find(kind, key)
        if found is None:
            raise KeyError(f"There is no {kind.__name__} {key}.")
        return found

    def all(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind, in the order in which they came."""
        yield from self._records.get(kind, {}).values()  # type: ignore[misc]

    def newest(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind, from the one that came last."""
        yield from reversed(self._records.get(kind, {}).values())  # type: ignore[misc]

    def count(self, kind: type[Record]) -> int:
        return len(self._records.get(kind, {}))

    def group(self, kind: type[R], group: str) -> dict[str, R]:
        """The records of a kind that belong to one thing, by key: a channel's messages, a server's members."""
        return self._groups.get((kind, group), {})  # type: ignore[return-value]

    def clear(self) -> None:
        """Nothing exists any more. The log begins anew, and the clock goes back to real time."""
        self._records.clear()
        self._groups.clear()
        self.files.clear()
        self._loose.clear()
        self.clock.reset()
        self.log.reset()
