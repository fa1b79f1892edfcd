"""What the bot that runs there says of itself (`GET /readyz`)."""

from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, json

from kasutamaiza.doctor.address import Address
from kasutamaiza.doctor.finding import Finding, ok, skipped, warning, wrong
from kasutamaiza.doctor.knock import Answer, Silence, knock

if TYPE_CHECKING:
    from httpx import AsyncClient


async def readiness(http: "AsyncClient", address: Address, *, version: str) -> Finding:
    """Whether it can serve, with its database, in the release that this code is of."""
    step = "readiness"
    if address.base is None:
        return skipped(step, f"{address} does not end as the bot's own path, so that its /readyz is not known.")
    answer = await knock(http, "GET", f"{address.base}/readyz")
    said = _said(answer)
    if said is None:
        return skipped(step, "GET /readyz is not answered by the bot: what stands before it keeps it.")
    if not said["ready"]:
        return warning(step, "The bot there is being stopped.", "Ask again when the next one is up.")
    if said.get("database") != "answers":
        return wrong(
            step,
            "The bot there does not reach its database.",
            "Look at its DATABASE_URL: it need not be that of these settings.",
        )
    if said.get("version") != version:
        return warning(
            step,
            f"The bot there is of version {said.get('version')}, and this code of {version}.",
            "Deploy this one, or run the doctor of that one.",
        )
    return ok(step, f"The bot there can serve: version {version}, and its database answers.")


def _said(answer: Answer | Silence) -> dict[str, Any] | None:
    if isinstance(answer, Silence):
        return None
    try:
        said = json.decode(answer.body)
    except (DecodeError, ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("ready"), bool) else None
