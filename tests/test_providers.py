"""The star rule: before it what they say, after it what the house provides."""

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from kasutamaiza.providers import Provided, Providers, Unprovided


class Catalogue:
    """A service."""


class Clock:
    """Another."""


class Better(Catalogue):
    """What stands in for a service by inheritance, and is another type."""


CATALOGUE = Catalogue()
CLOCK = Clock()


def length(request: str) -> object:
    return len(request)


HOUSE: Providers[str] = Providers([CATALOGUE, CLOCK], {int: length, str: str.upper})


def bound(handler: Callable[..., object], house: Providers[str] = HOUSE) -> Provided[str]:
    return house.bind(inspect.signature(handler), get_type_hints(handler, include_extras=True))


def test_services_are_handed_out_as_they_are_and_the_rest_for_each_request() -> None:
    def handler(name: str, *, catalogue: Catalogue, size: int, clock: Clock, loud: str) -> None: ...

    constant, changing = bound(handler)
    assert constant == {"catalogue": CATALOGUE, "clock": CLOCK}
    assert [(name, make("ping")) for name, make in changing] == [("size", 4), ("loud", "PING")]


def test_what_people_say_is_not_provided() -> None:
    def handler(catalogue: Catalogue, size: int, unknown: bytes) -> None: ...

    assert bound(handler) == ({}, [])


def test_a_default_is_kept_when_nobody_provides() -> None:
    def handler(*, spare: bytes = b"", untyped=None) -> None: ...  # type: ignore[no-untyped-def]

    assert bound(handler) == ({}, [])


def test_a_default_is_left_when_somebody_provides() -> None:
    def handler(*, catalogue: Catalogue = CATALOGUE, size: int = 0) -> None: ...

    other = Catalogue()
    constant, changing = bound(handler, Providers([other], {int: length}))
    assert constant["catalogue"] is other
    assert [name for name, _ in changing] == ["size"]


def test_all_that_nobody_provides_is_told_at_once() -> None:
    def handler(*, one: bytes, size: int, two: list[str], spare: bytes = b"", three: Better) -> None: ...

    with pytest.raises(Unprovided) as caught:
        bound(handler)
    assert caught.value.names == ["bytes", "list", "Better"]
    assert str(caught.value) == "nobody provides bytes, list, Better"


@pytest.mark.parametrize("service", [Better(), Catalogue])
def test_a_service_is_found_by_its_own_class_alone(service: Any) -> None:
    def handler(*, catalogue: Catalogue) -> None: ...

    with pytest.raises(Unprovided, match=r"^nobody provides Catalogue$"):
        bound(handler, Providers([service], {}))
