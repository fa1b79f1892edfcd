"""Shelf: keeps what a button remembers where Discord's 100 characters do not hold it, for as long as it lives."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from kasutamaiza.interactions import store
from kasutamaiza.storage import Database
from kasutamaiza.ui.limits import Refused

TAG = 60
"""Characters of a tag, at most: with its digest it stays below a custom_id's 100."""

RECORD = 16 * 1024
"""Bytes of a record's text, at most."""

SWEPT = 1_000
"""Rows deleted in one go."""

_TAG = re.compile(rf"[^~]{{1,{TAG}}}")
# JSON text never begins so: a custom_id is either a record or a kept one's id.
_KEPT_ID = re.compile(rf"~({_TAG.pattern})~[A-Za-z0-9_-]{{22}}")


def kept_id(tag: str, text: str) -> str:
    """The custom_id of a record that is kept: `~tag~digest`, the same for the same text. Raises `ValueError`."""
    if not _TAG.fullmatch(tag):
        raise ValueError(f"{tag!r} is no tag of a record that is kept; use 1 to {TAG} characters and no ~.")
    # Imported late: OpenSSL comes with it, and takes longer than all of this room.
    from hashlib import blake2b

    digest = blake2b(text.encode(), digest_size=16).digest()
    return f"~{tag}~{urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def tag_of_kept(custom_id: str) -> str | None:
    """The tag in a `kept_id`; None when it is none."""
    found = _KEPT_ID.fullmatch(custom_id)
    return found and found[1]


class Shelved(Struct, frozen=True, gc=False):
    """A record's text under its `kept_id`, and how long it lives after it was last put. Raises `Refused`."""

    custom_id: str
    text: str
    lives: timedelta

    def __post_init__(self) -> None:
        if tag_of_kept(self.custom_id) is None:
            raise ValueError(f"{self.custom_id!r} is no id of a record that is kept; use kept_id(tag, text).")
        size = len(self.text.encode())
        if size > RECORD:
            raise Refused(f"The record of {self.custom_id} has {size} bytes; at most {RECORD} are kept.")


class Shelf:
    """Where the records lie. What has expired is cleared away, some by who puts something there, all by `sweep`."""

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def put(self, texts: Sequence[Shelved]) -> None:
        """Keep them all, or none. What is there already lives on as from now. Raises `DatabaseAway`."""
        at = self._now()
        longest: dict[str, Shelved] = {}
        for kept in texts:
            known = longest.get(kept.custom_id)
            if known is None or known.lives < kept.lives:
                longest[kept.custom_id] = kept
        if not longest:
            return
        ends = [at + kept.lives for kept in longest.values()]
        async with self._database.connection() as connection:
            await store.put_records(connection, list(longest), [kept.text for kept in longest.values()], ends, at)

    async def find(self, custom_id: str) -> str | None:
        """The text; None when it was never put, or has expired. Raises `DatabaseAway`."""
        if tag_of_kept(custom_id) is None:
            return None
        async with self._database.connection() as connection:
            return await store.find_record(connection, custom_id, self._now())

    async def sweep(self) -> None:
        """Clear away all that has expired. Raises `DatabaseAway`."""
        async with self._database.connection() as connection:
            while await store.sweep_records(connection, self._now(), SWEPT) == SWEPT:
                pass
