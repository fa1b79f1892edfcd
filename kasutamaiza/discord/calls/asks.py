"""Asks: what every group of calls is made of: a way to ask Discord, and one place where its answers are read."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from msgspec import UNSET, DecodeError, UnsetType
from msgspec.json import Decoder

from kasutamaiza.discord.errors import DiscordError
from kasutamaiza.discord.rest import Rest
from kasutamaiza.ui import Upload
from kasutamaiza.ui.limits import Refused

T = TypeVar("T")


class Asks:
    """Whoever asks Discord through `rest`. `now` tells the time in seconds since 1970."""

    def __init__(self, rest: Rest, *, now: Callable[[], float] = time.time) -> None:
        self._rest = rest
        self._now = now

    async def _read(
        self,
        kind: type[T],
        method: str,
        template: str,
        /,
        *,
        body: object = None,
        files: Sequence[Upload] = (),
        query: Mapping[str, object] | None = None,
        reason: str | None = None,
        repeatable: bool | None = None,
        **ids: int | str,
    ) -> T:
        """Ask Discord as the bot, and read the answer as a `kind`. Raises `DiscordError`, also for what is none."""
        answer = await self._rest.call(
            method,
            template,
            body=body,
            files=files,
            query=query,
            reason=reason,
            repeatable=repeatable,
            as_bot=True,
            **ids,
        )
        try:
            read: T = _decoder(kind).decode(answer)
        except (DecodeError, ValueError, RecursionError) as error:
            raise DiscordError(f"{method} {template}", status=200, message="not what Discord answers") from error
        return read

    def _check_ahead(self, field: str, moment: datetime | None, *, most: timedelta) -> None:
        """Refuse a moment that tells no zone, or lies further ahead than Discord allows. None is no moment."""
        if moment is None:
            return
        check_aware(field, moment)
        if moment.timestamp() > self._now() + most.total_seconds():
            raise Refused(f"{field} is {moment}; Discord allows at most {_spelled(most)} from now.")


_DECODERS: dict[Any, Decoder[Any]] = {}


def _decoder(kind: Any) -> Decoder[Any]:
    # Made when it is first needed: there are many, and all of them together would delay the first answer.
    if kind not in _DECODERS:
        _DECODERS[kind] = Decoder(kind, strict=False)
    return _DECODERS[kind]


def check_aware(field: str, moment: datetime) -> None:
    """Refuse a moment that tells no time zone."""
    if moment.tzinfo is None:
        raise Refused(f"{field} is {moment}, of no time zone; give one, as datetime.now(UTC) does.")


def given(**fields: object) -> dict[str, object]:
    """The fields that are told, so that Discord leaves the others as they are: all but those that are UNSET."""
    return {name: value for name, value in fields.items() if value is not UNSET}


def written(value: T | UnsetType | None, spelled: Callable[[T], object]) -> object:
    """A field as Discord spells it; None and UNSET stay what they are."""
    return value if value is None or isinstance(value, UnsetType) else spelled(value)


def texts(ids: Iterable[int]) -> list[str]:
    """Ids as Discord wants them in a body."""
    return [str(each) for each in ids]


def _spelled(time: timedelta) -> str:
    hours = int(time.total_seconds()) // 3600
    return f"{hours} hours" if hours <= 48 else f"{hours // 24} days"
