"""What a call's address asks for: how many, which, and where to begin."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from simulator.refusal import invalid
from simulator.rest.call import Call

R = TypeVar("R")


def flag(call: Call, name: str) -> bool:
    """Source: https://docs.discord.com/developers/reference#boolean-query-strings"""
    return call.query.get(name, "") in ("true", "True", "1")


def number(call: Call, name: str, default: int, *, most: int, least: int = 1) -> int:
    """Raises `Refused` for what is none, and beyond the limits."""
    text = call.query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.removeprefix("-").isdecimal()):
        raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not int.')
    if int(text) > most:
        raise invalid(name, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
    if int(text) < least:
        raise invalid(name, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
    return int(text)


def snowflake(call: Call, name: str) -> int | None:
    """An id, to compare others with. Raises `Refused` for what is none."""
    text = call.query.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
    return int(text)


def page(call: Call, found: Iterable[R], by: Callable[[R], str], size: int) -> list[R]:
    """So many of them by their ids, ascending: the first after `after`, or the last before `before` if that is told."""
    before, after = snowflake(call, "before"), snowflake(call, "after")
    ordered = sorted(found, key=lambda each: int(by(each)))
    if before is not None:
        return [each for each in ordered if int(by(each)) < before][-size:]
    return [each for each in ordered if after is None or int(by(each)) > after][:size]
