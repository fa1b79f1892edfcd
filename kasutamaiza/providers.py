"""Which handler parameter is filled by what (the star rule).

Before the `*`, what the person says; after it, what the house provides, found by its type. A `Providers` is made
once, in `app.py`: services are put in as they are, and what belongs to one request as a function of that request.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

RequestT = TypeVar("RequestT")

Provided = tuple[dict[str, object], list[tuple[str, Callable[[RequestT], object]]]]
"""A handler's keyword arguments: those that never change, and those that are made for each request."""


class Unprovided(Exception):
    """A handler asks for what nobody provides. `names` are the types it asked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        super().__init__("nobody provides " + ", ".join(self.names))


class Providers(Generic[RequestT]):
    """What the house can hand out, by type.

    `services` are instances, each found by its own class; `of_request` maps a type to a function of the request.
    """

    def __init__(self, services: Iterable[object], of_request: Mapping[Any, Callable[[RequestT], object]]) -> None:
        self._services = {type(service): service for service in services}
        self._of_request = dict(of_request)

    def bind(self, signature: inspect.Signature, hints: Mapping[str, Any]) -> Provided[RequestT]:
        """Find, once, what fills each parameter after the star. Raises `Unprovided` with all that is missing.

        A parameter with a default that nobody provides keeps its default.
        """
        constant: dict[str, object] = {}
        changing: list[tuple[str, Callable[[RequestT], object]]] = []
        missing: list[str] = []
        for parameter in signature.parameters.values():
            if parameter.kind is not parameter.KEYWORD_ONLY:
                continue
            wanted = hints.get(parameter.name)
            if not _is_hashable(wanted):
                missing.append(str(wanted))
            elif wanted in self._of_request:
                changing.append((parameter.name, self._of_request[wanted]))
            elif wanted in self._services:
                constant[parameter.name] = self._services[wanted]
            elif parameter.default is parameter.empty:
                missing.append(getattr(wanted, "__name__", str(wanted)))
        if missing:
            raise Unprovided(missing)
        return constant, changing


def _is_hashable(wanted: object) -> bool:
    # Not isinstance(wanted, Hashable), which an annotation is although a list in it is not.
    try:
        hash(wanted)
    except TypeError:
        return False
    return True
