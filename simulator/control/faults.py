"""What is to go wrong, and what no longer is: /sim/faults."""

from typing import Literal

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse

from simulator.control import asked, desk
from simulator.control.asked import NotTaken
from simulator.control.shown import shown
from simulator.engine import faults as deliveries
from simulator.rest import faulty
from simulator.rest.known import known
from simulator.world import Fault

LONGEST = 600.0


class _Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    operation: str
    kind: str
    times: int | None = 1
    after: int = 0
    seconds: float = 1.0
    scope: Literal["user", "shared", "global"] = "user"


async def get_faults(request: Request) -> JSONResponse:
    world = desk.of(request).world
    return JSONResponse([shown(world, each) for each in world.all(Fault)])


async def post_fault(request: Request) -> JSONResponse:
    world = desk.of(request).world
    wanted = await asked.body(request, _Wanted)
    _check(wanted)
    fault = Fault(
        id=world.next_id(),
        operation=wanted.operation,
        kind=wanted.kind,
        left=wanted.times,
        skip=wanted.after,
        seconds=wanted.seconds,
        scope=wanted.scope,
    )
    return JSONResponse(shown(world, world.put(fault)))


async def delete_faults(request: Request) -> JSONResponse:
    """One of them, or all."""
    world = desk.of(request).world
    id_ = request.path_params.get("id")
    if id_ is not None and world.find(Fault, id_) is None:
        raise NotTaken(f"There is no fault {id_}; it may have happened already.", 404)
    for fault in tuple(world.all(Fault)):
        if id_ in (None, fault.id):
            world.remove(fault)
    return JSONResponse({"done": True})


def _check(wanted: _Wanted) -> None:
    """Raises `NotTaken`."""
    kinds = deliveries.KINDS if wanted.operation == deliveries.DELIVERIES else faulty.KINDS
    if wanted.kind not in kinds:
        where = "deliveries" if wanted.operation == deliveries.DELIVERIES else "calls"
        raise NotTaken(f"What may go wrong with {where} is {', '.join(kinds)}, not {wanted.kind!r}.")
    if wanted.operation not in (deliveries.DELIVERIES, faulty.EVERY) and wanted.operation not in {
        each.name for each in known()
    }:
        raise NotTaken(
            f"Discord has no operation {wanted.operation!r}. Take an operation id of its OpenAPI document "
            "(create_message, execute_webhook …), deliveries for what is posted to the bot, or * for every call."
        )
    if (wanted.times is not None and wanted.times < 1) or wanted.after < 0:
        raise NotTaken("times is a number above 0, or null for always; after is 0 or more.")
    if not 0 <= wanted.seconds <= LONGEST:
        raise NotTaken(f"seconds is a number from 0 to {LONGEST:g}.")
