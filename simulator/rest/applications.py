"""The bot's application, and the gateway that nobody is at."""

from typing import Any

from msgspec.structs import replace

from simulator import address
from simulator.refusal import Refused, invalid
from simulator.rest.call import Answer, Call, Operation
from simulator.world import Application, tell
from simulator.world.records import Endpoint

GATEWAY = "wss://gateway.invalid"
"""No gateway is simulated. This name never leads anywhere, so that a bot which connects learns it at once."""

_LIMITED = (1 << 13) | (1 << 15) | (1 << 19)
"""The flags that a bot may set itself: presences, members and message content, as unverified apps have them."""

_UNVERIFIED = "The specified interactions endpoint url could not be verified."


def own(call: Call) -> Application:
    """The application of the path, which has to be the bot's. Raises `Refused`."""
    application = call.world.application
    if call.path["application_id"] != application.id:
        raise Refused(20012)
    return application


def me(call: Call) -> Answer:
    return Answer(body=tell.application(call.world, call.world.application))


def one(call: Call) -> Answer:
    own(call)
    return me(call)


async def edit_me(call: Call) -> Answer:
    """Of what can be edited, the description, the flags and the address for interactions are kept.

    Source: https://docs.discord.com/developers/resources/application#edit-current-application
    """
    changes: dict[str, Any] = {}
    if "description" in call.fields:
        changes["description"] = _description(call.fields["description"])
    if (flags := call.fields.get("flags")) is not None:
        changes["flags"] = _flags(call.world.application.flags, flags)
    call.world.put(replace(call.world.application, **changes))
    if "interactions_endpoint_url" in call.fields:
        await _set_endpoint(call, call.fields["interactions_endpoint_url"])
    return me(call)


async def edit(call: Call) -> Answer:
    own(call)
    return await edit_me(call)


def _description(told: Any) -> str:
    if told is not None and (not isinstance(told, str) or len(told) > 400):
        raise invalid("description", "BASE_TYPE_MAX_LENGTH", "Must be 400 or fewer in length.")
    return told or ""


def _flags(before: int, told: Any) -> int:
    if isinstance(told, bool) or not str(told).isdecimal():
        raise invalid("flags", "NUMBER_TYPE_COERCE", f'Value "{told}" is not int.')
    return (before & ~_LIMITED) | (int(told) & _LIMITED)


async def _set_endpoint(call: Call, url: Any) -> None:
    """The address is asked before it is taken, as Discord asks it. Raises `Refused`, and then nothing has changed."""
    world, before = call.world, call.world.application.endpoint
    if url in (None, ""):
        world.put(replace(world.application, endpoint=None))
        return
    try:
        address.check(url if isinstance(url, str) else "")
    except address.WrongAddress as wrong:
        raise invalid("interactions_endpoint_url", "URL_TYPE_INVALID_URL", f"Not a well formed URL. {wrong}") from None
    world.put(replace(world.application, endpoint=Endpoint(url=url)))
    checked = await call.engine.check()
    if checked.problems:
        world.put(replace(world.application, endpoint=before))
        raise invalid(
            "interactions_endpoint_url",
            "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID",
            f"{_UNVERIFIED} {' '.join(checked.problems)}",
        )


def gateway(call: Call) -> Answer:
    return Answer(body={"url": GATEWAY})


def bot_gateway(call: Call) -> Answer:
    limit = {"total": 1000, "remaining": 0, "reset_after": 86_400_000, "max_concurrency": 1}
    return Answer(body={"url": GATEWAY, "shards": 1, "session_start_limit": limit})


OPERATIONS = (
    Operation("GET", "/applications/@me", "get_my_application", me),
    Operation("PATCH", "/applications/@me", "update_my_application", edit_me),
    Operation("GET", "/applications/{application_id}", "get_application", one),
    Operation("PATCH", "/applications/{application_id}", "update_application", edit),
    Operation("GET", "/oauth2/applications/@me", "get_my_oauth2_application", me),
    Operation("GET", "/gateway", "get_gateway", gateway, open=True),
    Operation("GET", "/gateway/bot", "get_bot_gateway", bot_gateway),
)
